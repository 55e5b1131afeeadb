#include "reference_backend/playground/wordpress_commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "playground_phar.hpp"
#include "playground_sandbox.hpp"
#include "reference_backend/playground/playground_backend.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Json = nlohmann::json;

EngineCommand command_of(std::string name, std::vector<std::string> args = {}) {
  EngineCommand command;
  command.command = std::move(name);
  command.args = std::move(args);
  return command;
}

/// A program that reports what WP-CLI looks at, and does with WordPress what `wp post list` would.
TestPhar stand_in_wp_cli() {
  return TestPhar({{"php/boot.php", R"(<?php
require __DIR__ . '/run.php';
)"},
                   {"php/run.php", R"(<?php
$same = $_SERVER['argv'] === $argv && $_SERVER['argc'] === count($argv);
array_shift($argv);
if (end($argv) === 'fail') { fwrite(STDERR, "Error: no such thing.\n"); exit(1); }
if (end($argv) === 'site') { require '/wordpress/wp-load.php'; fwrite(STDOUT, get_bloginfo('name')); exit(0); }
if (end($argv) === 'hang') { while (true) { } }
fwrite(STDOUT, json_encode(['args' => $argv, 'same' => $same,
    'input' => stream_get_contents(STDIN), 'sapi' => PHP_SAPI]) . "\n");
)"}});
}

TEST(PlaygroundWordPressCommands, RefuseArgumentsThatTheyCannotRead) {
  const auto refused = [](auto program, std::vector<std::string> args) {
    return code_of([&] { static_cast<void>(program(command_of("command", args))); });
  };
  const std::string invalid = "runtime-argument-invalid";
  EXPECT_EQ(refused(rest_request_program, {}), invalid);
  EXPECT_EQ(refused(rest_request_program, {"path="}), invalid);
  EXPECT_EQ(refused(rest_request_program, {"path=/", "params-json={"}), invalid);
  EXPECT_EQ(refused(rest_request_program, {"path=/", "params-json=[]"}), invalid);
  EXPECT_EQ(refused(rest_request_program, {"path=/", "headers-json=1"}), invalid);
  EXPECT_EQ(refused(rest_request_program, {"path=/", "body-json=x"}), invalid);
  EXPECT_EQ(refused(ability_program, {"input={}"}), invalid);
  EXPECT_EQ(refused(ability_program, {"name=a/b", "input=oops"}), invalid);
  EXPECT_EQ(refused(wp_cli_program, {}), invalid);
  EXPECT_EQ(refused(wp_cli_program, {"command=wp"}), invalid);
  EXPECT_EQ(refused(wp_cli_program, {"command=post list 'open"}), invalid);
}

TEST(PlaygroundWordPressCommands, WithoutAPharThereIsNoWpCli) {
  EXPECT_FALSE(PlaygroundEngine().has_command("wordpress.wp-cli"));
  EXPECT_FALSE(playground_backend_descriptor().has(KnownBackendCapability::wp_cli));
  PlaygroundOptions options;
  options.wp_cli_phar = "/no/such/wp-cli.phar";
  EXPECT_EQ(code_of([&] { static_cast<void>(make_playground_backend(options)); }),
            "wp-codebox-playground-startup-asset-unavailable");
}

/// Members of the JSON that a request printed.
void expect_rest_requests(Engine& engine) {
  const auto ask = [&](std::vector<std::string> args) {
    return Json::parse(
        engine.run(command_of("wordpress.rest-request", std::move(args))).stdout_text);
  };
  const std::string text =
      engine.run(command_of("wordpress.rest-request", {"path=/wp-json/wp/v2/types/post"}))
          .stdout_text;
  EXPECT_THAT(text, testing::StartsWith("{\n    \"command\": \"wordpress.rest-request\",\n"));
  const Json type = Json::parse(text);
  std::vector<std::string> members;
  const auto ordered = nlohmann::ordered_json::parse(text);
  for (const auto& member : ordered.items()) members.push_back(member.key());
  EXPECT_THAT(members, ElementsAre("command", "method", "path", "route", "status", "headers",
                                   "body", "data", "timing", "diagnostics"));
  EXPECT_EQ(type["method"], "GET");
  EXPECT_EQ(type["path"], "/wp-json/wp/v2/types/post");
  EXPECT_EQ(type["route"], "/wp/v2/types/post");
  EXPECT_EQ(type["status"], 200);
  EXPECT_EQ(type["body"]["slug"], "post");
  EXPECT_EQ(type["data"], type["body"]);
  EXPECT_TRUE(type["timing"]["duration_ms"].is_number());
  EXPECT_EQ(type["diagnostics"], Json::object());
  EXPECT_EQ(ask({"path=/wp/v2/posts"})["headers"]["X-WP-Total"], 1);

  EXPECT_EQ(ask({"path=/wp-json/"})["route"], "/");
  EXPECT_EQ(ask({"route=wp/v2/posts"})["route"], "/wp/v2/posts");
  EXPECT_EQ(ask({"path=/wp/v2/posts?slug=no-such-post"})["body"], Json::array());
  EXPECT_EQ(ask({"path=/wp/v2/posts", R"(params-json={"slug":"hello-world"})"})["body"].size(), 1U);
  const Json missing = ask({"path=/no/such/route", "method=get"});
  EXPECT_EQ(missing["status"], 404);
  EXPECT_EQ(missing["method"], "GET");
  EXPECT_EQ(missing["body"]["code"], "rest_no_route");
  EXPECT_EQ(missing["headers"], Json::array());

  // Nobody asks unless somebody is named.
  const std::vector<std::string> post = {"path=/wp/v2/posts", "method=post", "body=not used",
                                         R"(body-json={"title":"\u00e9 / x","status":"publish"})"};
  EXPECT_EQ(ask(post)["status"], 401);
  auto as_admin = post;
  as_admin.emplace_back("user=admin");
  const Json made = ask(as_admin);
  EXPECT_EQ(made["status"], 201) << made;
  EXPECT_EQ(made["body"]["title"]["raw"], "\u00e9 / x");
  as_admin.back() = "user=nobody-of-that-name";
  EXPECT_EQ(code_of([&] { ask(as_admin); }), "runtime-argument-invalid");
  EXPECT_EQ(ask({"path=/wp/v2/posts", "method=POST", "user=1",
                 R"(headers-json={"content-type":"application/json"})",
                 R"(body={"title":"from a body"})"})["body"]["title"]["raw"],
            "from a body");
  EXPECT_EQ(ask({"path=/wp/v2/posts", "method=POST", "user=1",
                 R"(params-json={"title":"from parameters"})"})["body"]["title"]["raw"],
            "from parameters");
}

/// What an endpoint prints, and how it dies.
void expect_rest_faults(Engine& engine) {
  php(engine, R"(mkdir('/wordpress/wp-content/mu-plugins');
      file_put_contents('/wordpress/wp-content/mu-plugins/kit.php', '<?php
      echo "noise";
      add_action("rest_api_init", function () {
        register_rest_route("kit/v1", "/noise", ["permission_callback" => "__return_true",
            "callback" => function () { echo "noise"; trigger_error("noise"); return ["ok" => true]; }]);
        register_rest_route("kit/v1", "/dies", ["permission_callback" => "__return_true",
            "callback" => function () { throw new Exception("the endpoint died"); }]);
      });');)");
  EXPECT_EQ(Json::parse(engine.run(command_of("wordpress.rest-request", {"path=/kit/v1/noise"}))
                            .stdout_text)["body"],
            Json({{"ok", true}}));
  const auto die = [&] { engine.run(command_of("wordpress.rest-request", {"path=/kit/v1/dies"})); };
  EXPECT_EQ(code_of(die), "wp-codebox-playground-command-failed");
  EXPECT_THAT(message_of(die), HasSubstr("the endpoint died"));
  php(engine, "unlink('/wordpress/wp-content/mu-plugins/kit.php');");
}

void expect_abilities(Engine& engine) {
  const auto ask = [&](std::vector<std::string> args) {
    return engine.run(command_of("wordpress.ability", std::move(args))).stdout_text;
  };
  // This WordPress has none, and says so.
  EXPECT_EQ(code_of([&] { ask({"name=kit/add"}); }), "runtime-command-unsupported");
  EXPECT_THAT(message_of([&] { ask({"name=kit/add"}); }), HasSubstr("Abilities API"));
  // With the functions that newer ones have.
  php(engine, R"(file_put_contents('/wordpress/wp-content/mu-plugins/abilities.php', '<?php
      class Kit_Ability {
        function execute($input = null) {
          if ($input === null) return "no input";
          if (isset($input["fail"])) return new WP_Error("kit_failed", "it went wrong");
          return ["sum" => array_sum($input["numbers"]), "user" => get_current_user_id()];
        }
      }
      function wp_get_ability($name) { return $name === "kit/add" ? new Kit_Ability() : null; }');)");
  const std::string text = ask({"name=kit/add", R"(input={"numbers":[1,2,3]})"});
  EXPECT_THAT(text, testing::StartsWith("{\n    \"command\": \"wordpress.ability\",\n"));
  EXPECT_EQ(Json::parse(text), Json::parse(R"({"command":"wordpress.ability","name":"kit/add",
                            "input":{"numbers":[1,2,3]},"result":{"sum":6,"user":0}})"));
  EXPECT_EQ(
      Json::parse(ask({"name=kit/add", "user=admin", R"(input={"numbers":[]})"}))["result"]["user"],
      1);
  const Json none = Json::parse(ask({"name=kit/add"}));
  EXPECT_EQ(none["input"], Json::object());
  EXPECT_EQ(none["result"], "no input");
  const auto fail = [&] { ask({"name=kit/add", R"(input={"fail":true})"}); };
  EXPECT_EQ(code_of(fail), "wp-codebox-playground-command-failed");
  EXPECT_THAT(message_of(fail), HasSubstr("it went wrong"));
  EXPECT_EQ(code_of([&] { ask({"name=kit/unknown"}); }), "runtime-argument-invalid");
}

void expect_wp_cli(Engine& engine) {
  const auto ask = [&](std::vector<std::string> args) {
    return engine.run(command_of("wordpress.wp-cli", std::move(args))).stdout_text;
  };
  EXPECT_EQ(Json::parse(ask({"command=wp option get 'my name' --format=json"})),
            Json::parse(R"({"args":["--path=/wordpress","option","get","my name","--format=json"],
                            "same":true,"input":"","sapi":"cli"})"));
  EXPECT_EQ(Json::parse(ask({"core", "version"}))["args"],
            Json::parse(R"(["--path=/wordpress","core","version"])"));
  EXPECT_EQ(ask({"command=site"}), "My WordPress Website");
  EXPECT_THAT(message_of([&] { ask({"command=fail"}); }), HasSubstr("no such thing"));
  EXPECT_EQ(code_of([&] { ask({"command=fail"}); }), "wp-codebox-playground-command-failed");
  // PHP of other commands finds nothing of it (WPC-POL-014).
  EXPECT_EQ(php(engine, R"(echo (string) @file_get_contents('/codebox/run/wp-cli.phar'),
      (string) @file_get_contents('phar:///codebox/run/wp-cli.phar/php/boot.php'),
      (string) @include 'phar:///codebox/run/wp-cli.phar/php/run.php', 'nothing';)"),
            "nothing");
  auto hang = command_of("wordpress.wp-cli", {"command=hang"});
  hang.timeout_ms = 300;
  EXPECT_EQ(code_of([&] { engine.run(hang); }), "runtime-command-timeout");
  EXPECT_EQ(ask({"command=site"}), "My WordPress Website");
}

TEST(PlaygroundWordPressCommands, AskRealWordPress) {
  const TestFolder folder;
  PlaygroundOptions options;
  options.wp_cli_phar = folder.write("wp-cli.phar", stand_in_wp_cli().bytes());
  PlaygroundEngine engine(options);
  for (const char* name :
       {"wordpress.rest-request", "wordpress.ability", "wordpress.wp-cli", "wordpress.run-php"}) {
    EXPECT_TRUE(engine.has_command(name)) << name;
  }
  engine.boot(test_setup("commands"));
  expect_rest_requests(engine);
  expect_rest_faults(engine);
  expect_abilities(engine);
  expect_wp_cli(engine);
  engine.dispose();
  EXPECT_EQ(leftover_folders("commands"), std::vector<std::string>());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
