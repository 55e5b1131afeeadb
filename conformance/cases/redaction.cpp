// Secrets stay out of what a run leaves behind.

#include <algorithm>
#include <filesystem>
#include <memory>

#include "conformance/cases/bundles.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/session.hpp"
#include "wp_codebox/json/value.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

const std::string plain_secret = "kit-canary-7f3a-plain";
const std::string quoted_secret = "kit \"canary\" \\back/slash'7f3a";
const std::string short_secret = "kitabcde";
const std::string long_secret = "kitabcde-XYZW-9999";
const std::string multi_line_secret =
    "-----BEGIN KIT KEY-----\nkitMIIBVgIBADANBgkqhkiG9w0BAQ\nkitEFAASCAUAwggE8AgEAAkEA1\n"
    "-----END KIT KEY-----\n";
const std::string name_secret = "kit-name-of-a-file";

/// A text as it stands inside a JSON string.
std::string in_json(const std::string& text) {
  const std::string quoted = json::Value::string(text).text();
  return quoted.substr(1, quoted.size() - 2);
}

class Redactions : public Bundles {
 public:
  static void TearDownTestSuite() { kept() = Dirty(); }

 protected:
  struct Dirty {
    std::unique_ptr<Testee> testee;
    fs::path host;
    std::unique_ptr<ReadBundle> bundle;
  };

  static json::Dictionary<std::string> secrets() {
    return {{"KIT_PLAIN_NAME", plain_secret},
            {"KIT_QUOTED", quoted_secret},
            {"KIT_SHORT", short_secret},
            {"KIT_LONG", long_secret},
            {"KIT_PEM", multi_line_secret},
            {"KIT_FILE", name_secret},
            {"KIT_FLAG", "false"},
            {"KIT_DIGITS", "1234567890123"},
            {"D", "manifest"}};
  }

  /// A run with secrets that says them wherever it can, and its bundle: made once.
  static Dirty& dirty(Place place = Place::here()) {
    Dirty& dirty = kept();
    if (dirty.bundle) return dirty;
    dirty = Dirty();
    dirty.host = Session::instance().directory() / "redaction" / "host";
    std::error_code ignored;
    fs::remove_all(dirty.host.parent_path(), ignored);
    write_file(dirty.host / "base/note.txt", "nothing\n");
    write_file(dirty.host / "now/note.txt", "it is " + plain_secret + "\n");
    write_file(dirty.host / "now/blob.bin", std::string("\0", 1) + plain_secret);
    write_file(dirty.host / "now" / (name_secret + ".txt"), "named after a secret\n");
    RuntimeCreateSpec spec =
        Session::instance().default_spec(dirty.host.parent_path() / "artifacts");
    spec.environment.name = "kit " + plain_secret;
    spec.policy.secrets = SecretsPolicy::connector_scoped;
    spec.secretEnv = secrets();
    spec.metadata = json::Dictionary<json::Value>{
        {"task",
         json::Value::from_compact(R"({"id":"D","note":")" + in_json(quoted_secret) + "\"}")}};
    dirty.testee = must(
        "creating a runtime with secrets",
        [&] { return std::make_unique<Testee>(backend(), spec); }, place);
    Testee& testee = *dirty.testee;
    MountSpec mount = changed_mount(dirty.host, "now", "base");
    (*mount.metadata)["note"] = json::Value::string("KIT_PLAIN_NAME is " + plain_secret);
    must(
        "mounting", [&] { testee->mount(mount); }, place);
    for (const std::string& said :
         {plain_secret, quoted_secret, long_secret, short_secret, multi_line_secret,
          std::string("kitMIIBVgIBADANBgkqhkiG9w0BAQ alone"),
          std::string("the name KIT_PLAIN_NAME"), std::string("it is false, 1234567890123 times"),
          in_json(quoted_secret), std::string("D and manifest")}) {
      (void)rejection_of([&] { testee->execute(probe().echo(said)); });
    }
    (void)rejection_of([&] { testee->execute(probe().read("/kit/no-" + plain_secret)); });
    (void)rejection_of([&] {
      testee->execute(probe().write(probe().state_directory() + "/kit-state.txt", plain_secret));
    });
    (void)rejection_of([&] { (void)testee->observe(observation("command-result")); });
    (void)rejection_of([&] { (void)testee->observe(observation("mounts")); });
    (void)rejection_of([&] { (void)testee->snapshot(); });
    dirty.bundle = std::make_unique<ReadBundle>(collect(testee, {}, place));
    return dirty;
  }

  /// Where nothing was said, nothing can be found.
  static void expect_said(const ReadBundle& bundle) {
    expect(bundle.lines("commands.jsonl").size() >= 10, "commands.jsonl",
           "the commands that said the secrets", "fewer commands");
  }

  /// The files that hold one of these texts, and the names that do.
  static std::vector<std::string> places_of(const ReadBundle& bundle,
                                            const std::vector<std::string>& texts) {
    std::vector<std::string> found;
    for (const std::string& file : bundle.files()) {
      const std::string bytes = read_file(bundle.directory() / file);
      for (const std::string& text : texts) {
        if (bytes.find(text) != std::string::npos) found.push_back(text + " in " + file);
        if (file.find(text) != std::string::npos) found.push_back(text + " as name of " + file);
      }
    }
    return found;
  }

 private:
  static Dirty& kept() {
    static Dirty dirty;
    return dirty;
  }
};

TEST_F(Redactions, WPC_RED_001_no_value_of_a_secret_is_in_a_bundle) {
  const ReadBundle& bundle = *dirty().bundle;
  expect_said(bundle);
  expect_none("places of secrets", places_of(bundle, {plain_secret, quoted_secret, long_secret}));
}

TEST_F(Redactions, WPC_RED_002_names_of_secrets_are_replaced) {
  const ReadBundle& bundle = *dirty().bundle;
  expect_none("places of a secret's name", places_of(bundle, {"KIT_PLAIN_NAME"}));
  expect_contains("commands.jsonl", "[REDACTED:configured-secret-name]",
                  bundle.text("commands.jsonl"));
}

TEST_F(Redactions, WPC_RED_003_known_tokens_are_replaced_by_their_kind) {
  const std::string twenty = "A1b2C3d4E5f6G7h8I9j0";
  struct Row {
    const char* kind;
    std::string token;
  };
  const Row rows[] = {{"openai-api-key", "sk-" + twenty},
                      {"github-token", "ghp_" + twenty},
                      {"github-token", "github_pat_" + twenty},
                      {"slack-token", "xoxb-" + twenty},
                      {"jwt", "eyJabcdefghij.abcdefghij.abcdefghij"},
                      {"aws-access-key", "AKIAABCDEFGHIJ012345"}};
  Testee& testee = create();
  for (const Row& row : rows) run(testee, probe().echo("<" + row.token + ">"), "saying a token");
  const ReadBundle bundle = collect(testee);
  const std::vector<Json> commands = bundle.lines("commands.jsonl");
  require(commands.size() == std::size(rows), "commands.jsonl", "the commands that said tokens",
          std::to_string(commands.size()) + " commands");
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    expect_equal("the output of the command that said one",
                 std::string("<[REDACTED:") + rows[i].kind + "]>",
                 text_member(commands[i], "stdout"));
    expect_none("places of it", places_of(bundle, {rows[i].token}));
  }
}

TEST_F(Redactions, WPC_RED_004_other_spellings_of_a_value_are_found) {
  const ReadBundle& bundle = *dirty().bundle;
  expect_said(bundle);
  expect_none("places of secrets in other spellings",
              places_of(bundle, {in_json(quoted_secret), in_json(in_json(quoted_secret)),
                                 "kitMIIBVgIBADANBgkqhkiG9w0BAQ", "kitEFAASCAUAwggE8AgEAAkEA1"}));
}

TEST_F(Redactions, WPC_RED_005_nothing_is_left_of_overlapping_secrets) {
  const ReadBundle& bundle = *dirty().bundle;
  expect_said(bundle);
  expect_none("places of what one secret has and the other has not",
              places_of(bundle, {"-XYZW-9999", short_secret}));
}

TEST_F(Redactions, WPC_RED_006_redaction_breaks_neither_json_nor_manifest) {
  const ReadBundle& bundle = *dirty().bundle;
  expect_said(bundle);
  for (const std::string& file : bundle.files()) {
    if (file.starts_with("files/mounts/")) continue;
    if (file.ends_with(".json")) (void)bundle.document(file);
    if (file.ends_with(".jsonl")) (void)bundle.lines(file);
  }
  expect_verifies("the bundle", bundle);
}

TEST_F(Redactions, WPC_RED_007_hashes_are_taken_of_what_is_written) {
  const ReadBundle& bundle = *dirty().bundle;
  const std::string manifest = bundle.text("manifest.json");
  expect(manifest.find(plain_secret) == std::string::npos &&
             manifest.find("[REDACTED:configured-secret-value]") != std::string::npos,
         "environment.name in the manifest", "redacted", manifest.substr(0, 600));
  expect_verifies("the bundle", bundle);
}

TEST_F(Redactions, WPC_RED_008_common_values_are_no_secrets) {
  const std::vector<Json> commands = dirty().bundle->lines("commands.jsonl");
  const std::string said = "it is false, 1234567890123 times";
  expect(std::any_of(commands.begin(), commands.end(),
                     [&](const Json& command) { return text_member(command, "stdout") == said; }),
         "the output of the command that said it", said, "no such output");
}

TEST_F(Redactions, WPC_RED_009_a_summary_says_what_was_taken_out) {
  const ReadBundle clean = collect(create());
  expect_equal("metadata.redaction of a clean run",
               Json({{"schema", "wp-codebox/artifact-redaction/v1"},
                     {"status", "clean"},
                     {"total", 0},
                     {"byKind", Json::object()},
                     {"artifacts", Json::array()}}),
               member(clean.document("metadata.json"), "redaction"));
  const Json clean_review = clean.document("files/review.json");
  expect(!clean_review.contains("redaction"), "redaction in a clean review", "absent", "there");

  const ReadBundle& bundle = *dirty().bundle;
  const Json summary = member(bundle.document("metadata.json"), "redaction");
  expect_equal("status", "redacted", text_member(summary, "status"));
  std::size_t total = 0;
  std::string previous;
  for (const Json& artifact : member(summary, "artifacts")) {
    const std::string path = text_member(artifact, "path");
    expect(previous < path, "order of artifacts", "by path", previous + ", " + path);
    previous = path;
    total +=
        member(artifact, "count").is_number() ? member(artifact, "count").get<std::size_t>() : 0;
  }
  std::size_t by_kind = 0;
  for (const auto& [kind, count] : member(summary, "byKind").items()) {
    by_kind += count.is_number() ? count.get<std::size_t>() : 0;
  }
  expect_equal("total and the counts of artifacts", member(summary, "total"), Json(total));
  expect_equal("total and the counts of kinds", member(summary, "total"), Json(by_kind));
  expect(total > 0, "total", "more than 0", std::to_string(total));
  const Json review = bundle.document("files/review.json");
  const Json& flags = member(review, "riskFlags");
  expect(std::find(flags.begin(), flags.end(), "secrets-redacted") != flags.end(), "riskFlags",
         "secrets-redacted among them", show(flags));
  expect(member(review, "redaction").is_object(), "redaction in the review", "there", "absent");
}

TEST_F(Redactions, WPC_RED_010_a_secret_in_a_binary_file_is_seen) {
  const ReadBundle& bundle = *dirty().bundle;
  const Json document = bundle.document("files/mounted-files.json");
  const Json copied = entry_with(member(document, "files"), "relativePath", "blob.bin");
  const Json skipped = entry_with(member(document, "skipped"), "relativePath", "blob.bin");
  std::vector<std::string> diagnostics;
  const Json reported = bundle.document("files/diagnostics.json");
  for (const Json& entry : member(reported, "diagnostics")) {
    if (entry.dump().find("blob.bin") != std::string::npos) diagnostics.push_back(entry.dump());
  }
  expect(copied.is_null() || !diagnostics.empty(), "blob.bin",
         "left out, or reported in files/diagnostics.json", show(copied));
  expect(skipped.is_object() || !diagnostics.empty(), "that blob.bin was left out",
         "said in skipped or in files/diagnostics.json", show(document));
}

TEST_F(Redactions, WPC_RED_011_states_are_redacted_and_restored_from_what_is_private) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.secrets = SecretsPolicy::connector_scoped;
  spec.secretEnv = secrets();
  const std::string path = probe().state_directory() + "/kit-state.txt";
  Testee& testee = create(spec);
  run(testee, probe().write(path, plain_secret), "writing a secret");
  const Snapshot snapshot = must("taking a snapshot", [&] { return testee->snapshot(); });
  const ReadBundle bundle = collect(testee);
  const std::string encoded = "a2l0LWNhbmFyeS03ZjNhLXBsYWlu";  // base64 of plain_secret
  expect_none("places of the secret in the bundle", places_of(bundle, {plain_secret, encoded}));
  const std::string record = json_form(snapshot).dump();
  expect(
      record.find(plain_secret) == std::string::npos && record.find(encoded) == std::string::npos,
      "the secret in the snapshot", "absent", "there");
  if (!declares(KnownBackendCapability::restore)) return;
  RuntimeRestoreSpec how;
  how.runtime = spec;
  Testee& restored = restore(snapshot, how);
  const std::string bytes = output(restored, probe().stat(path), "looking at the file");
  expect_equal("bytes of the restored file", Json(plain_secret.size()),
               member(Json::parse(bytes, nullptr, false), "bytes"));
  must("destroy", [&] { testee->destroy(); });
  expect_coded_rejection("restoring after the private payload is gone",
                         [&] { Testee late(backend(), snapshot, how); });
}

TEST_F(Redactions, WPC_RED_012_no_file_is_named_after_a_secret) {
  const ReadBundle& bundle = *dirty().bundle;
  expect_none("places of the name", places_of(bundle, {name_secret}));
  const Json document = bundle.document("files/mounted-files.json");
  expect_equal("captured or skipped files of the mount", 3U,
               member(document, "files").size() + member(document, "skipped").size());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
