// The state of WordPress as observations export it.

#include <set>
#include <string>
#include <vector>

#include "conformance/cases/bundles.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

const std::vector<std::string> all_sections = {"summary",     "posts",    "terms",   "menus",
                                               "templates",   "media",    "options", "users",
                                               "rest-routes", "abilities"};

class WordPressState : public Bundles {
 protected:
  struct Export {
    Json form;  ///< The observation.
    Json data;
  };

  static ObservationSpec asking(const std::vector<std::string>& sections) {
    ObservationSpec spec = observation("wordpress-state");
    spec.sections = sections;
    return spec;
  }

  static Export observe_state(Testee& testee, const ObservationSpec& spec,
                              Place place = Place::here()) {
    Export result;
    result.form = must(
        "observing wordpress-state", [&] { return json_form(testee->observe(spec)); }, place);
    result.data = member(result.form, "data");
    return result;
  }

  /// The bytes of a section's file.
  static std::string file_text(Testee& testee, const Export& state, const char* section) {
    const std::string path =
        text_member(member(member(state.data, "artifacts"), section), "artifact");
    std::string text;
    const Rejection unreadable =
        rejection_of([&] { text = read_file(testee.artifacts_directory() / path); });
    expect(!path.empty() && !unreadable.rejected, std::string("the file of ") + section,
           "a file below the artifacts directory", path + " " + unreadable.message);
    return text;
  }

  /// The `data` in a section's file.
  static Json section_data(Testee& testee, const Export& state, const char* section) {
    const Json document = Json::parse(file_text(testee, state, section), nullptr, false);
    return member(document, "data");
  }

  static std::set<std::string> names_of(const Json& object) {
    std::set<std::string> names;
    for (const auto& [name, value] : object.items()) names.insert(name);
    return names;
  }
};

TEST_F(WordPressState, WPC_OBS_009_each_section_has_its_file) {
  Testee& testee = booted();
  ObservationSpec spec = asking(all_sections);
  spec.optionNames = std::vector<std::string>{"blogname"};
  const Export state = observe_state(testee, spec);
  expect_members("data", {{"schema", "wp-codebox/wordpress-state-export/v1"}, {"version", 1}},
                 state.data);
  const std::string time = text_member(state.data, "generatedAt");
  expect(time.size() == 25 && time.ends_with("+00:00") && time[10] == 'T', "generatedAt",
         "a time such as 2026-01-02T03:04:05+00:00", time);
  expect_members("config",
                 {{"sections", all_sections},
                  {"redaction", "safe"},
                  {"includeContent", false},
                  {"optionNames", Json::array({"blogname"})},
                  {"userFields", Json::array()}},
                 member(state.data, "config"));
  for (const std::string& section : all_sections) {
    const std::string text = file_text(testee, state, section.c_str());
    expect_members("artifacts." + section, {{"sha256", sha256_hex(text)}, {"bytes", text.size()}},
                   member(member(state.data, "artifacts"), section.c_str()));
    const Json document = Json::parse(text, nullptr, false);
    expect_members(
        "the file of " + section,
        {{"schema", "wp-codebox/wordpress-state-section/v1"}, {"version", 1}, {"section", section}},
        document);
    const Json& data = member(document, "data");
    const Json& shown = member(member(state.data, "sections"), section.c_str());
    if (section == "summary") {
      expect_equal("sections.summary", data, shown);
      for (const char* name : {"siteUrl", "homeUrl", "wordpressVersion", "activeTheme"}) {
        expect(member(data, name).is_string(), name, "a text", show(data));
      }
    } else {
      expect_equal("sections." + section + ".count", Json(data.size()), member(shown, "count"));
    }
    const Json ref = entry_with(member(state.form, "artifactRefs"), "id",
                                text_member(state.form, "id") + ":" + section);
    expect_members("the reference to " + section,
                   {{"kind", "wordpress-state-section"},
                    {"digest", {{"algorithm", "sha256"}, {"value", sha256_hex(text)}}}},
                   ref);
  }
}

TEST_F(WordPressState, WPC_OBS_010_the_summary_is_always_exported) {
  struct Row {
    const char* what;
    ObservationSpec spec;
    std::vector<std::string> config;
    std::set<std::string> exported;
  };
  const Row rows[] = {{"no sections", observation("wordpress-state"), {"summary"}, {"summary"}},
                      {"an unknown section", asking({"kit-bogus"}), {"summary"}, {"summary"}},
                      {"users twice and an unknown one",
                       asking({"users", "kit-bogus", "users"}),
                       {"users"},
                       {"summary", "users"}}};
  for (const Row& row : rows) {
    const Export state = observe_state(booted(), row.spec);
    expect_equal(std::string("config.sections for ") + row.what, Json(row.config),
                 member(member(state.data, "config"), "sections"));
    expect_equal(std::string("exported for ") + row.what, Json(row.exported),
                 Json(names_of(member(state.data, "artifacts"))));
  }
}

TEST_F(WordPressState, WPC_OBS_011_options_and_users_are_shown_by_name_only) {
  Testee& testee = booted();
  const Export plain = observe_state(testee, asking({"options", "users"}));
  expect_equal("options without names", 0U, section_data(testee, plain, "options").size());
  const auto users = [&](const std::vector<std::string>& fields, const char* redaction) {
    ObservationSpec spec = asking({"users"});
    spec.userFields = fields;
    if (*redaction != '\0') spec.redaction = ObservationRedaction(std::string(redaction));
    return section_data(testee, observe_state(testee, spec), "users");
  };
  const Json none = section_data(testee, plain, "users");
  const Json asked = users({"ID", "roles", "caps", "user_login", "display_name", "user_pass"}, "");
  require(none.size() > 0 && asked.size() > 0, "users of the site", "at least one", show(none));
  for (const Json& user : none) {
    expect_equal("members of a user", Json::array({"id", "redacted"}), Json(names_of(user)));
    expect_equal("redacted", Json(true), member(user, "redacted"));
  }
  for (const Json& user : asked) {
    expect_equal("members of a user with every field asked for",
                 Json::array({"ID", "caps", "id", "redacted", "roles"}), Json(names_of(user)));
  }
  const Json open = users({"user_login"}, "none");
  const std::string login = open.empty() ? "" : text_member(open[0], "user_login");
  expect(!login.empty(), "user_login with redaction none", "a name", show(open));
  expect(file_text(testee, plain, "users").find('"' + login + '"') == std::string::npos,
         "the login in the redacted file", "absent", login);

  ObservationSpec named = asking({"options"});
  named.optionNames = std::vector<std::string>{"blogname", "kit_no_such_option"};
  const Json options = section_data(testee, observe_state(testee, named), "options");
  expect_equal("names of options", Json::array({"blogname", "kit_no_such_option"}),
               Json(names_of(options)));
  expect(member(options, "blogname").is_string(), "blogname", "a text", show(options));
  expect(options.contains("kit_no_such_option") && member(options, "kit_no_such_option").is_null(),
         "an option that is not there", "null", show(options));
}

TEST_F(WordPressState, WPC_OBS_012_contents_are_hashed_and_shown_on_request) {
  Testee& testee = booted();
  for (const bool included : {false, true}) {
    ObservationSpec spec = asking({"posts"});
    spec.includeContent = included;
    const Json posts = section_data(testee, observe_state(testee, spec), "posts");
    require(posts.size() > 0, "posts of the site", "at least one", show(posts));
    for (const Json& post : posts) {
      const std::string hash = text_member(post, "contentHash");
      expect(hash.size() == 64, "contentHash", "64 hexadecimal digits", hash);
      expect_equal(
          std::string("whether there is content, ") + (included ? "" : "not ") + "asked for",
          included, post.contains("content"));
      if (!included) continue;
      // The PHP encoding of a text differs from this one only in U+2028 and U+2029.
      expect_equal("contentHash", sha256_hex(member(post, "content").dump()), hash);
    }
  }
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
