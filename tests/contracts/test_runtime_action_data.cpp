#include "wp_codebox/contracts/runtime_action_data.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;

using contract_document::Json;

template <class T>
void expect_full(const char* text) {
  contract_document::check_examples(json::type_row<T>, {Json::parse(text)},
                                    contract_document::reader<T>());
}

TEST(WpCliActionData, ReadsAndWritesEveryMember) {
  expect_full<WpCliActionData>(
      R"({"command":"plugin list","mappedCommand":"wordpress.wp-cli",
          "args":["command=plugin list"],"exitCode":0,"stdout":"","stderr":"",
          "executionId":"command-1","stepId":"step-1"})");
}

TEST(RestRequestActionData, ReadsAndWritesEveryMember) {
  expect_full<RestRequestActionData>(
      R"({"method":"GET","path":"/wp/v2/posts","route":"/wp/v2/posts","status":200,
          "headers":{"x":[1]},"body":null,"timing":{"startedAt":"t","durationMs":5},
          "diagnostics":{"exitCode":0,"stderr":""},"mappedCommand":"wordpress.rest-request",
          "args":[],"stdout":{"status":200},"stderr":"","executionId":"command-1",
          "stepId":"step-1"})");
}

TEST(FilesystemActionData, ReadsAndWritesEveryMember) {
  expect_full<FilesystemActionData>(
      R"({"operation":"list","path":"/workspace","mountTarget":"/workspace",
          "mountMode":"readwrite","entries":[{"name":"a","type":"directory"},
          {"name":"b","type":"other"}],"content":"x","bytes":1,"deleted":true})");
}

TEST(BrowserActionData, ReadsAndWritesEveryMember) {
  expect_full<BrowserActionData>(
      R"({"operation":"click","mappedCommand":"wordpress.browser-actions","args":["a"],
          "exitCode":0,"stdout":"text","stderr":"","executionId":"command-1","stepId":"s"})");
}

TEST(EditorOpenActionData, ReadsAndWritesEveryMember) {
  expect_full<EditorOpenActionData>(
      R"({"mappedCommand":"wordpress.editor-open","args":[],"exitCode":0,"stdout":{},
          "stderr":"","executionId":"command-1","stepId":"s","diagnostics":{"exitCode":0},
          "target":"post-new","finalUrl":"/x","files":{},"summary":null,"steps":[],
          "artifactRefs":[{"kind":"browser-html","id":"1","artifactId":"a","path":"p",
          "digest":{"algorithm":"sha256","value":
          "0000000000000000000000000000000000000000000000000000000000000000"}}]})");
}

TEST(FilesystemActionData, RefusesOtherValues) {
  contract_document::expect_violations<FilesystemActionData>(
      R"({"operation":"list","path":"/w","mountTarget":"/w","mountMode":"readonly",
          "entries":[{"name":"a","type":"file"}]})",
      {{"/operation", R"("x")", json::issue_code::value_unknown},
       {"/mountMode", R"("x")", json::issue_code::value_unknown},
       {"/entries/0/type", R"("x")", json::issue_code::value_unknown}});
}

}  // namespace
