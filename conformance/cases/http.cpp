// Asking the site inside a sandbox.

#include <algorithm>
#include <cctype>

#include "conformance/host/canary_listener.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/case.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Http : public Case {
 protected:
  struct Answer {
    Json form;         ///< The observation.
    Json data;         ///< Its data.
    std::string body;  ///< From the data or from the file; empty when neither has it.
  };

  /// Observes, and reads the body wherever it lies.
  static Answer get(Testee& testee, const ObservationSpec& spec, std::string_view what) {
    Answer answer;
    answer.form = must(what, [&] { return json_form(testee->observe(spec)); });
    answer.data = member(answer.form, "data");
    answer.body = text_member(answer.data, "body");
    for (const Json& ref : member(answer.form, "artifactRefs")) {
      answer.body = read_file(testee.artifacts_directory() / text_member(ref, "path"));
    }
    return answer;
  }

  static ObservationSpec request(const std::string& url, bool include_body) {
    ObservationSpec spec = observation("http-response");
    spec.url = url;
    spec.includeBody = include_body;
    return spec;
  }

  static void publish(Testee& testee, std::string_view name, std::string_view text) {
    if (const auto spec = probe().publish(name, text)) run(testee, *spec, "publishing a file");
  }

  /// The rules for every answer: the body stands in the data, in a file, or nowhere.
  static void expect_consistent(const Answer& answer, bool include_body) {
    for (const char* name : {"url", "method", "statusText"}) {
      expect(member(answer.data, name).is_string(), std::string("data.") + name, "a text",
             show(answer.data));
    }
    expect(member(answer.data, "status").is_number(), "data.status", "a number", show(answer.data));
    expect(member(answer.data, "headers").is_object(), "data.headers", "an object",
           show(answer.data));
    for (const auto& [name, value] : member(answer.data, "headers").items()) {
      expect(value.is_string() && std::none_of(name.begin(), name.end(),
                                               [](unsigned char c) { return std::isupper(c); }),
             "the header " + name, "a lower-case name with one text", show(value));
    }
    const double bytes = member(answer.data, "bodyBytes").is_number()
                             ? member(answer.data, "bodyBytes").get<double>()
                             : -1;
    const Json& refs = member(answer.form, "artifactRefs");
    if (bytes > 0 || include_body) {
      expect_equal("bodyBytes", static_cast<double>(answer.body.size()), bytes);
      expect_equal("bodySha256", sha256_hex(answer.body), text_member(answer.data, "bodySha256"));
    }
    const bool in_data = answer.data.contains("body");
    expect(!in_data || refs.is_null(), "where the body is", "in the data or in a file, not both",
           show(answer.form));
    expect(include_body || !in_data, "the body in the data without includeBody", "absent",
           show(answer.data));
    for (const Json& ref : refs) {
      const std::string id = text_member(answer.form, "id");
      expect_members("the reference to the body",
                     {{"kind", "observation-artifact"},
                      {"id", id + ":body"},
                      {"path", "files/observations/" + id + "-body.txt"},
                      {"digest", {{"algorithm", "sha256"}, {"value", sha256_hex(answer.body)}}}},
                     ref);
    }
  }
};

TEST_F(Http, WPC_OBS_006_the_body_stands_in_the_data_or_in_a_file) {
  Testee& testee = booted();
  expect_consistent(get(testee, request("/", true), "asking for the front page"), true);
  expect_consistent(get(testee, request("/", false), "asking without the body"), false);
  if (!probe().publish("", "")) return;

  struct Row {
    std::string text;
    bool include_body;
    bool in_data;
    bool in_file;
  };
  std::string two_byte_characters;
  for (int i = 0; i < 4096; ++i) two_byte_characters += "ż";  // 4096 UTF-16 units, 8192 bytes.
  const std::vector<Row> rows = {{"", true, true, false},
                                 {"", false, false, false},
                                 {"hello", true, true, false},
                                 {"hello", false, false, true},
                                 {std::string(4096, 'a'), true, true, false},
                                 {std::string(4097, 'a'), true, false, true},
                                 {two_byte_characters, true, true, false},
                                 {two_byte_characters + "a", true, false, true}};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const std::string name = "kit-body-" + std::to_string(i) + ".txt";
    const std::string what = "a body of " + std::to_string(row.text.size()) + " bytes" +
                             (row.include_body ? "" : ", not included");
    publish(testee, name, row.text);
    const Answer answer = get(testee, request("/" + name, row.include_body), "asking for " + what);
    expect_equal("status of " + what, Json(200), member(answer.data, "status"));
    expect_equal("body in the data, for " + what, row.in_data, answer.data.contains("body"));
    expect_equal("body in a file, for " + what, row.in_file,
                 !member(answer.form, "artifactRefs").is_null());
    if (row.in_data || row.in_file) expect_equal("the body itself", row.text, answer.body);
    expect_equal("bodyBytes of " + what, Json(row.text.size()), member(answer.data, "bodyBytes"));
    expect_equal("bodySha256 of " + what, sha256_hex(row.text),
                 text_member(answer.data, "bodySha256"));
  }
}

TEST_F(Http, WPC_OBS_007_relative_urls_lie_below_the_preview) {
  Testee& testee = booted();
  publish(testee, "kit-relative.txt", "relative");
  ObservationSpec by_url = request("/kit-relative.txt?x=1", true);
  ObservationSpec by_path = observation("http-response");
  by_path.path = "/kit-relative.txt?x=1";
  by_path.includeBody = true;
  for (const ObservationSpec& spec : {by_url, by_path}) {
    const Answer answer = get(testee, spec, "asking for a relative URL");
    const std::string url = text_member(answer.data, "url");
    expect(url.starts_with("http") && url.ends_with("/kit-relative.txt?x=1"), "url",
           "an absolute URL that ends in /kit-relative.txt?x=1", url);
    expect_equal("method", "GET", text_member(answer.data, "method"));
    if (probe().publish("", "")) expect_equal("the body", "relative", answer.body);
  }
  const Answer front = get(testee, observation("http-response"), "asking without url and path");
  expect(text_member(front.data, "url").ends_with("/"), "url without url and path",
         "the front page", text_member(front.data, "url"));
}

TEST_F(Http, WPC_OBS_008_an_observation_does_not_leave_the_preview_under_network_deny) {
  CanaryListener canary;
  Testee& testee = booted();
  (void)rejection_of([&] {
    const std::string host = CanaryListener::host() + ":" + std::to_string(canary.port());
    (void)testee->observe(request("http://" + host + "/", true));
  });
  expect_equal("requests to a listener outside of the sandbox", 0U, canary.hits());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
