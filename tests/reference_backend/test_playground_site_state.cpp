// The state of real WordPress: observed by sections, captured in a snapshot, and put back.
#include "reference_backend/playground/site_state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host_resources.hpp"
#include "playground_runtime.hpp"
#include "wp_codebox/contracts/wordpress_snapshot.hpp"
#include "wp_codebox/contracts/wordpress_state_section.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

TEST(PlaygroundSiteState, RefusesACaptureThatCannotBeRead) {
  const std::string good =
      R"({"wordpressVersion":"6.5","phpVersion":"8.3","activeTheme":"t","activePlugins":["a"],)"
      R"("wpContentPath":"/c","tables":[{"name":"n","createSql":"c","rows":[{"x":null}],)"
      R"("rowCount":1}],"files":[{"path":"YS5waHA=","bytes":3}]})";
  const auto print = [](const std::string& json) {
    return std::to_string(json.size()) + "\n" + json;
  };
  const EngineState state = captured_state(print(good) + std::string("\n\0x", 3));
  EXPECT_EQ(state.active_plugins, std::vector<std::string>{"a"});
  ASSERT_EQ(state.files.size(), 1U);
  EXPECT_EQ(state.files[0].path, "a.php");
  for (const std::string& bad :
       {std::string(), std::string("<br>Warning"), std::string("12"), std::string("5\n{}"),
        print("[]"), print("{"), print(good) + "ab", print(good) + "abcd"}) {
    EXPECT_EQ(code_of([&] { static_cast<void>(captured_state(bad)); }), "runtime-snapshot-failed")
        << bad;
  }
}

class PlaygroundState : public PlaygroundRuntimeTest {
 protected:
  /// The section files of an observation, by section; their hashes and shapes are right.
  Json sections_of(Runtime& runtime, const ObservationSpec& asked, Json* data = nullptr) {
    const ObservationResult observed = runtime.observe(asked);
    const Json form = Json::parse(json::to_json(observed));
    Json sections = Json::object();
    for (const auto& [name, artifact] : form["data"]["artifacts"].items()) {
      const std::string text = folder.read("artifacts/" + runtime.info().id + "/" +
                                           artifact["artifact"].get<std::string>());
      EXPECT_EQ(sha256_hex(text), artifact["sha256"]);
      EXPECT_EQ(text.size(), artifact["bytes"]);
      const auto section = json::from_json<WordPressStateSection>(text);
      EXPECT_TRUE(section.ok()) << section.message();
      expect_shape(name, section.value.data);
      sections[name] = Json::parse(text)["data"];
    }
    if (data != nullptr) *data = form["data"];
    return sections;
  }

  /// Decodes a section's data as the type that the contract gives it.
  static void expect_shape(const std::string& name, const json::Value& data) {
    const auto decodes = [&]<class T>(std::type_identity<T>) {
      const auto decoded = json::from_json<T>(data.text());
      EXPECT_TRUE(decoded.ok()) << name << ": " << decoded.message();
    };
    if (name == "summary") decodes(std::type_identity<WordPressStateSummary>());
    if (name == "posts") decodes(std::type_identity<std::vector<WordPressStatePost>>());
    if (name == "terms") decodes(std::type_identity<std::vector<WordPressStateTerm>>());
    if (name == "menus") decodes(std::type_identity<std::vector<WordPressStateMenu>>());
    if (name == "templates") decodes(std::type_identity<WordPressStateTemplates>());
    if (name == "media") decodes(std::type_identity<std::vector<WordPressStateMedia>>());
    if (name == "users") decodes(std::type_identity<std::vector<WordPressStateUser>>());
    if (name == "rest-routes") decodes(std::type_identity<std::vector<WordPressStateRestRoute>>());
    if (name == "abilities") decodes(std::type_identity<std::vector<WordPressStateAbility>>());
  }
};

constexpr const char* furnish = R"(
  register_post_type('kit_secret', ['public' => false]);
  wp_insert_post(['post_title' => 'Kit é/"post"', 'post_content' => 'Kit content /é', 'post_status' => 'draft',
      'post_name' => 'kit-post', 'post_type' => 'post']);
  wp_insert_post(['post_title' => 'Hidden', 'post_type' => 'kit_secret', 'post_status' => 'publish']);
  $menu = wp_create_nav_menu('Kit Menu');
  $item = wp_update_nav_menu_item($menu, 0, ['menu-item-title' => 'Kit Item', 'menu-item-url' => 'https://example.org/x',
      'menu-item-status' => 'publish']);
  wp_update_nav_menu_item($menu, 0, ['menu-item-title' => 'Below', 'menu-item-url' => '#', 'menu-item-parent-id' => $item,
      'menu-item-status' => 'publish']);
  $file = wp_upload_bits('kit.txt', null, 'uploaded');
  $id = wp_insert_attachment(['post_title' => 'Kit file', 'post_mime_type' => 'text/plain', 'post_status' => 'inherit'], $file['file']);
  update_post_meta($id, '_wp_attachment_image_alt', 'alternative');
  add_option('kit_option', ['deep' => ['token' => 'CANARY-hunter2-SECRET', 'n' => 1]]);
  wp_insert_user(['user_login' => 'kit_login', 'display_name' => 'Kit Display', 'user_pass' => 'x', 'role' => 'editor']);
  wp_insert_category(['cat_name' => 'Kit child', 'category_parent' => 1]);
  echo $file['url'];
)";

TEST_F(PlaygroundState, EverySectionIsExported) {
  spec.secretEnv.emplace()["KIT_TOKEN"] = "CANARY-hunter2-SECRET";
  const auto runtime = create();
  const std::string uploaded = wordpress(
      *runtime, "require_once ABSPATH . 'wp-admin/includes/taxonomy.php';" + std::string(furnish));

  // The default is the summary alone.
  Json data;
  Json sections = sections_of(*runtime, observation("wordpress-state"), &data);
  EXPECT_EQ(sections.size(), 1U);
  EXPECT_EQ(data["sections"]["summary"], sections["summary"]);
  const Json& summary = sections["summary"];
  EXPECT_THAT(summary["wordpressVersion"], testing::StartsWith("6."));
  EXPECT_EQ(summary["homeUrl"], runtime->info().previewUrl.value());
  EXPECT_EQ(summary["activePlugins"], Json::array());
  EXPECT_EQ(summary["postCounts"]["post"]["draft"], 1);
  EXPECT_EQ(summary["postCounts"]["attachment"]["inherit"], 1);

  ObservationSpec all = observation("wordpress-state");
  all.sections = {"abilities", "users", "options", "bogus", "media",
                  "templates", "menus", "terms",   "posts", "rest-routes"};
  all.optionNames = {"kit_option", "blogname", "no_such_option"};
  all.userFields = {"user_login", "display_name", "roles", "user_pass"};
  sections = sections_of(*runtime, all, &data);
  EXPECT_EQ(sections.size(), 10U);
  EXPECT_EQ(data["config"]["sections"].size(), 9U);
  EXPECT_EQ(data["config"]["redaction"], "safe");

  Json post;
  for (const Json& record : sections["posts"]) {
    EXPECT_NE(record["title"], "Hidden");
    EXPECT_FALSE(record.contains("content"));
    if (record["slug"] == "kit-post") post = record;
  }
  ASSERT_TRUE(post.is_object());
  EXPECT_EQ(post["status"], "draft");
  EXPECT_EQ(post["title"], "Kit \u00e9/\"post\"");
  EXPECT_EQ(post["contentHash"], sha256_hex("\"Kit content /\u00e9\""));
  EXPECT_EQ(data["sections"]["posts"], Json({{"count", sections["posts"].size()}}));
  EXPECT_THAT(sections["terms"].dump(), HasSubstr(R"("name":"Kit child","parent":1)"));
  ASSERT_EQ(sections["menus"].size(), 1U);
  const Json& items = sections["menus"][0]["items"];
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0]["title"], "Kit Item");
  EXPECT_EQ(items[1]["parentId"], items[0]["id"]);
  EXPECT_FALSE(sections["templates"]["templates"].empty());
  EXPECT_EQ(sections["templates"]["templates"][0]["type"], "wp_template");
  EXPECT_FALSE(sections["templates"]["templateParts"].empty());
  EXPECT_TRUE(sections["templates"]["globalStyles"].contains("stylesheetHash"));
  ASSERT_EQ(sections["media"].size(), 1U);
  EXPECT_EQ(sections["media"][0]["sourceUrl"], uploaded);
  EXPECT_EQ(sections["media"][0]["altText"], "alternative");

  // Options by name, and without the secret.
  EXPECT_EQ(sections["options"]["blogname"], "My WordPress Website");
  EXPECT_EQ(sections["options"]["no_such_option"], nullptr);
  EXPECT_EQ(sections["options"]["kit_option"]["deep"]["n"], 1);
  EXPECT_THAT(sections["options"].dump(), Not(HasSubstr("hunter2")));
  EXPECT_EQ(data["sections"]["options"]["count"], 3);
  EXPECT_EQ(data["sections"]["options"]["keys"],
            Json({"kit_option", "blogname", "no_such_option"}));
  // Who users are is nobody's business.
  EXPECT_EQ(sections["users"], Json::parse(R"([{"id":1,"redacted":true,"roles":["administrator"]},
                            {"id":2,"redacted":true,"roles":["editor"]}])"));
  EXPECT_THAT(sections["rest-routes"].dump(), HasSubstr(R"("route":"/wp/v2/posts")"));
  EXPECT_EQ(sections["abilities"], Json::array());

  // Content and names only for who asks for them.
  ObservationSpec open = observation("wordpress-state");
  open.sections = {"posts", "users", "options", "templates"};
  open.includeContent = true;
  open.redaction = KnownObservationRedaction::none;
  open.userFields = {"ID", "user_login", "display_name", "caps"};
  sections = sections_of(*runtime, open);
  EXPECT_THAT(sections["posts"].dump(), HasSubstr(R"("content":"Kit content /é")"));
  EXPECT_FALSE(sections["templates"]["templates"][0]["content"].get<std::string>().empty());
  EXPECT_EQ(sections["options"], Json::array());
  EXPECT_EQ(sections["users"][1]["user_login"], "kit_login");
  EXPECT_EQ(sections["users"][1]["display_name"], "Kit Display");
  EXPECT_EQ(sections["users"][1]["ID"], 2);
  EXPECT_THAT(sections["users"][1]["caps"].dump(), HasSubstr(R"("edit_posts")"));
  EXPECT_FALSE(sections["users"][1].contains("roles"));

  // A state that cannot be had is an error, and leaves nothing.
  wordpress(
      *runtime,
      R"(@mkdir(WP_CONTENT_DIR . '/mu-plugins'); file_put_contents(WP_CONTENT_DIR . '/mu-plugins/dies.php', '<?php
      throw new Exception("no state");');)");
  EXPECT_EQ(code_of([&] { static_cast<void>(runtime->observe(all)); }),
            "runtime-observation-failed");
  runtime->destroy();
}

constexpr const char* make_site = R"PHP(
  require_once ABSPATH . 'wp-admin/includes/plugin.php';
  wp_insert_post(['post_title' => 'Snapshot post', 'post_content' => wp_slash("line\n'quote' \\ back ¬é %s"), 'post_status' => 'publish',
      'post_name' => 'snapshot-post']);
  update_option('kit_option', ['a' => [1, null, 'é']]);
  wp_insert_user(['user_login' => 'kit_user', 'user_pass' => 'pass-of-kit', 'role' => 'editor']);
  file_put_contents(wp_upload_dir()['path'] . '/kit.bin', implode('', array_map('chr', range(0, 255))));
  unlink(WP_CONTENT_DIR . '/index.php');
  mkdir(WP_CONTENT_DIR . '/plugins/kit');
  file_put_contents(WP_CONTENT_DIR . '/plugins/kit/kit.php', "<?php\n/* Plugin Name: Kit */\nfunction kit_plugin() { return 'plugin runs'; }");
  echo json_encode(activate_plugin('kit/kit.php'));
  global $wpdb;
  $wpdb->query("CREATE TABLE wp_kit (id int NOT NULL AUTO_INCREMENT, label varchar(20) DEFAULT NULL, PRIMARY KEY (id))");
$wpdb->query("INSERT INTO wp_kit (label) VALUES ('first'), (NULL)");
)PHP";

constexpr const char* look_at_site = R"(
  global $wpdb;
  $post = get_page_by_path('snapshot-post', OBJECT, 'post');
  echo json_encode([
    'content' => $post ? $post->post_content : null,
    'option' => get_option('kit_option'),
    'login' => is_wp_error(wp_authenticate('kit_user', 'pass-of-kit')) ? 'no' : 'yes',
    'upload' => ($f = glob(WP_CONTENT_DIR . '/uploads/*/*/kit.bin')) ? hash_file('sha256', $f[0]) : null,
    'plugin' => function_exists('kit_plugin') ? kit_plugin() : null,
    'rows' => @$wpdb->get_results('SELECT * FROM wp_kit', ARRAY_A),
    'later' => file_exists(WP_CONTENT_DIR . '/later.txt'),
    'deleted' => file_exists(WP_CONTENT_DIR . '/index.php'),
    'home' => home_url(),
  ]);
)";

class PlaygroundSnapshots : public PlaygroundRuntimeTest {
 protected:
  void expect_site(Runtime& runtime) {
    const Json site = Json::parse(wordpress(runtime, look_at_site));
    EXPECT_EQ(site["content"], "line\n'quote' \\ back \u00ac\u00e9 %s");
    EXPECT_EQ(site["option"], Json::parse(R"({"a":[1,null,"é"]})"));
    EXPECT_EQ(site["login"], "yes");
    std::string bytes;
    for (int value = 0; value < 256; ++value) bytes.push_back(static_cast<char>(value));
    EXPECT_EQ(site["upload"], sha256_hex(bytes));
    EXPECT_EQ(site["plugin"], "plugin runs");
    EXPECT_EQ(site["rows"], Json::parse(R"([{"id":"1","label":"first"},{"id":"2","label":null}])"));
    EXPECT_EQ(site["later"], false);
    EXPECT_EQ(site["deleted"], false);
    EXPECT_EQ(site["home"], runtime.info().previewUrl.value());
  }

  std::string code_of_restore(const Snapshot& snapshot) {
    return code_of([&] { static_cast<void>(restore_runtime(snapshot, *backend)); });
  }
};

/// The payload with other tables and right hashes, as another program would write it: only tables,
/// no file of a database.
Snapshot without_database_file(Snapshot snapshot) {
  auto payload =
      json::from_json<WordPressRuntimeSnapshot>(snapshot.metadata["payload"].text()).value;
  std::erase_if(payload.files, [](const WordPressSnapshotFile& file) {
    return file.path.starts_with("database/");
  });
  for (WordPressSnapshotTable& table : payload.database.tables) {
    if (table.name != "wp_options") continue;
    for (auto& row : table.rows) {
      if (row["option_name"].value == "blogname")
        row["option_value"].value = "It's 100 % \\ \"new\"";
    }
  }
  payload.hashes.database = ContentDigest::of(sha256_hex(json::to_stable_json(payload.database)));
  Json list = Json::array();
  for (const WordPressSnapshotFile& file : payload.files) {
    list.push_back({{"path", file.path}, {"sha256", file.sha256}, {"bytes", file.bytes}});
  }
  payload.hashes.files = ContentDigest::of(sha256_hex(json::to_stable_json(json::Value(list))));
  snapshot.metadata["payload"] = json::to_value(payload);
  return snapshot;
}

TEST_F(PlaygroundSnapshots, BringTheWholeSiteBack) {
  folder.write("in/given.txt", "mounted");
  const auto original = create();
  original->mount(
      test_mount(folder.path() / "in", "/wordpress/wp-content/given", MountMode::readonly));
  EXPECT_EQ(wordpress(*original, make_site), "null");
  wordpress(*original, "symlink('/etc', WP_CONTENT_DIR . '/link'); echo 1;");
  expect_site(*original);
  const Snapshot snapshot = original->snapshot();
  EXPECT_EQ(snapshot.semantics, KnownSnapshotSemantics::runtime_state_artifact);
  const auto payload =
      json::from_json<WordPressRuntimeSnapshot>(snapshot.metadata.find("payload")->text());
  ASSERT_TRUE(payload.ok()) << payload.message();
  EXPECT_EQ(payload.value.metadata.activePlugins, std::vector<std::string>{"kit/kit.php"});
  EXPECT_THAT(payload.value.compatibility.phpVersion, testing::StartsWith("8."));
  for (const WordPressSnapshotFile& file : payload.value.files) {
    EXPECT_THAT(file.path, Not(testing::StartsWith("given")));
    EXPECT_THAT(file.path, Not(testing::StartsWith("link")));
  }

  // What comes later is not in it.
  wordpress(*original, R"PHP(file_put_contents(WP_CONTENT_DIR . '/later.txt', 'x');
      update_option('kit_option', 'changed'); global $wpdb; $wpdb->query("INSERT INTO wp_kit (label) VALUES ('later')");)PHP");
  original->destroy();

  RuntimeRestoreSpec how;
  how.mounts = std::vector<MountSpec>{
      test_mount(folder.path() / "in", "/wordpress/wp-content/given", MountMode::readonly)};
  const auto restored = restore_runtime(snapshot, *backend, how, hooks);
  EXPECT_NE(restored->info().id, original->info().id);
  expect_site(*restored);
  EXPECT_EQ(wordpress(*restored,
                      "echo file_get_contents(WP_CONTENT_DIR . '/given/given.txt'), "
                      "is_link(WP_CONTENT_DIR . '/link') ? 'link' : '';"),
            "mounted");
  EXPECT_EQ(folder.read("in/given.txt"), "mounted");
  // Not more than the original was allowed.
  ExecutionSpec ability;
  ability.command = "wordpress.ability";
  EXPECT_EQ(code_of([&] { restored->execute(ability); }), "runtime-command-disallowed");
  // The new site goes on working, and its own snapshot is equal.
  const Snapshot again = restored->snapshot();
  EXPECT_EQ(again.metadata.find("hashes")->text(), snapshot.metadata.find("hashes")->text());
  EXPECT_EQ(wordpress(*restored, "echo wp_insert_post(['post_title' => 'new']) > 0;"), "1");
  restored->destroy();

  // Tables alone are enough.
  const auto rebuilt = restore_runtime(without_database_file(snapshot), *backend);
  expect_site(*rebuilt);
  EXPECT_EQ(wordpress(*rebuilt, "echo get_option('blogname');"), "It's 100 % \\ \"new\"");
  rebuilt->destroy();
}

TEST_F(PlaygroundSnapshots, OfAnotherWordPressAreRefusedWhole) {
  const OwnTemporaryFolder temporary;
  const HostResources before = HostResources::now();
  const auto original = create();
  const Snapshot snapshot = original->snapshot();
  original->destroy();
  RuntimeRestoreSpec how;
  how.runtime = spec;
  how.runtime->environment.version = "6.4";
  std::string code;
  const std::string message = message_of([&] {
    code = code_of([&] { static_cast<void>(restore_runtime(snapshot, *backend, how)); });
    static_cast<void>(restore_runtime(snapshot, *backend, how));
  });
  EXPECT_EQ(code, "runtime-restore-invalid");
  EXPECT_THAT(message, testing::AllOf(HasSubstr("of WordPress 6.5"), HasSubstr("site is 6.4")));
  EXPECT_EQ(HostResources::now(), before);
}

TEST_F(PlaygroundSnapshots, AreRefusedWholeWhenTheyAreNotWhatWasTaken) {
  spec.secretEnv.emplace()["KIT_TOKEN"] = "CANARY-hunter2-SECRET";
  const auto runtime = create();
  const Snapshot clean = runtime->snapshot();
  const auto tampered = [&](const std::string& pointer, const Json& value) {
    Snapshot copy = clean;
    Json payload = Json::parse(copy.metadata["payload"].text());
    payload[Json::json_pointer(pointer)] = value;
    copy.metadata["payload"] = json::Value(payload);
    return copy;
  };
  EXPECT_EQ(code_of_restore(tampered("/database/tables/0/name", "wp_other")),
            "runtime-restore-invalid");
  EXPECT_EQ(code_of_restore(tampered("/files/0/base64", "AAAA")), "runtime-restore-invalid");
  EXPECT_EQ(code_of_restore(tampered("/files/0/path", "../x")), "runtime-restore-invalid");
  Snapshot foreign = tampered("/compatibility/backend", "x-other");
  foreign.metadata["artifact"] = json::Value();
  EXPECT_EQ(code_of_restore(foreign), "runtime-restore-invalid");

  // From the file, unless somebody wrote to it.
  Snapshot from_file = clean;
  from_file.metadata["payload"] = json::Value();
  const fs::path file =
      folder.path() / "artifacts" / runtime->info().id / clean.artifactRefs->front().path.value();
  std::ofstream(file, std::ios::app) << " ";
  EXPECT_EQ(code_of_restore(from_file), "runtime-restore-invalid");

  // A secret leaves with the private state only.
  wordpress(*runtime,
            "add_option('kit_secret', getenv('KIT_TOKEN') ?: 'CANARY-hunter2-SECRET');"
            "file_put_contents(WP_CONTENT_DIR . '/secret.txt', 'CANARY-hunter2-SECRET');");
  const Snapshot secret = runtime->snapshot();
  EXPECT_THAT(json::to_json(secret), Not(HasSubstr("hunter2")));
  const auto restored = restore_runtime(secret, *backend);
  EXPECT_EQ(
      wordpress(*restored,
                "echo md5(get_option('kit_secret')), md5_file(WP_CONTENT_DIR . '/secret.txt');"),
      wordpress(*runtime,
                "echo md5(get_option('kit_secret')), md5_file(WP_CONTENT_DIR . '/secret.txt');"));
  restored->destroy();
  runtime->destroy();
  EXPECT_EQ(code_of_restore(secret), "runtime-restore-invalid");
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
    const std::string name = entry.path().filename().string();
    if (name.find(runtime->info().id) != std::string::npos) left.push_back(name);
  }
  EXPECT_THAT(left, ElementsAre());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
