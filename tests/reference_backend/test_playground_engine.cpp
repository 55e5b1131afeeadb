#include "reference_backend/playground/playground_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "playground_network.hpp"
#include "playground_sandbox.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/nlohmann.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

EngineCommand limited(EngineCommand command, double timeout_ms) {
  command.timeout_ms = timeout_ms;
  return command;
}

TEST(PlaygroundEngine, RunsPhpWithAndWithoutWordPress) {
  PlaygroundEngine engine;
  EXPECT_TRUE(engine.has_command("wordpress.run-php"));
  EXPECT_TRUE(engine.has_command("inspect-mounted-inputs"));
  EXPECT_FALSE(engine.has_command("wordpress.wp-cli"));
  EXPECT_EQ(engine.server_url(), std::nullopt);
  auto setup = test_setup("run");
  setup.secret_env["TOKEN"] = "se'cret\n\xC3\xA9";
  setup.secret_env["lower"] = "hidden";
  engine.boot(setup);

  EXPECT_EQ(engine.run(php_command("echo get_bloginfo('name');")).stdout_text,
            "My WordPress Website");
  EXPECT_EQ(php(engine, "echo function_exists('get_bloginfo') ? 'loaded' : 'bare';"), "bare");
  EXPECT_EQ(
      php(engine, "<?php declare(strict_types=1); namespace A; echo __LINE__, __NAMESPACE__;"),
      "1A");
  EXPECT_EQ(engine
                .run(php_command("<?php namespace B; echo \\get_option('blogname') === '' ? 0 : "
                                 "__NAMESPACE__;"))
                .stdout_text,
            "B");
  EXPECT_EQ(php(engine, "echo \"a=b\", '=c';"), "a=b=c");

  const TestFolder folder;
  const fs::path file = folder.write("code.php", "<?php echo 'from a file ', 6 * 7;");
  EngineCommand from_file;
  from_file.command = "wordpress.run-php";
  from_file.args = {"code-file=" + file.string(), "bootstrap=none"};
  EXPECT_EQ(engine.run(from_file).stdout_text, "from a file 42");

  // Exact bytes, of every value.
  std::string bytes;
  for (int value = 0; value < 256; ++value) bytes.push_back(static_cast<char>(value));
  EXPECT_EQ(php(engine, "for ($i = 0; $i < 256; $i++) echo chr($i);"), bytes);
  const std::string large =
      php(engine, "echo substr(str_repeat('0123456789abcdef', 524288 + 1), 0, 8388608 + 1);");
  std::string expected;
  while (expected.size() < 8388608) expected += "0123456789abcdef";
  EXPECT_EQ(sha256_hex(large), sha256_hex(expected + "0"));

  EXPECT_EQ(php(engine, "echo getenv('TOKEN');"), "se'cret\n\xC3\xA9");
  EXPECT_EQ(php(engine, "var_dump(getenv('lower'), getenv('TMPDIR'), getenv('WP_CODEBOX_WALLS'));"),
            "bool(false)\nbool(false)\nbool(false)\n");

  const std::optional<std::string> url = engine.server_url();
  ASSERT_TRUE(url);
  EXPECT_THAT(*url, testing::StartsWith("http://127.0.0.1:"));
  EXPECT_EQ(engine.run(php_command("echo home_url();")).stdout_text, *url);
  engine.dispose();
  EXPECT_EQ(leftover_folders("run"), std::vector<std::string>());
}

TEST(PlaygroundEngine, AnswersObservations) {
  PlaygroundEngine engine;
  engine.boot(test_setup("observe"));
  php(engine, R"(
      mkdir('/tmp/list/b', 0777, true); file_put_contents('/tmp/list/b/deep.txt', 'deep');
      file_put_contents('/tmp/list/a.txt', 'abc'); file_put_contents('/tmp/list/large', str_repeat('x', 1048577));
      symlink('/tmp', '/tmp/list/up'); file_put_contents("/tmp/list/\u{FFFF}", ''); file_put_contents("/tmp/list/\u{10000}", '');
  )");
  const Engine::Listing listing = engine.list_files("/tmp/list", 100);
  EXPECT_FALSE(listing.truncated);
  std::vector<std::string> paths;
  for (const FileEntry& entry : listing.entries) paths.push_back(entry.path);
  EXPECT_THAT(paths, testing::ElementsAre("a.txt", "b", "b/deep.txt", "large", "up",
                                          "\xF0\x90\x80\x80", "\xEF\xBF\xBF"));
  EXPECT_EQ(listing.entries[0].bytes, 3.0);
  EXPECT_EQ(listing.entries[0].sha256, sha256_hex("abc"));
  EXPECT_EQ(listing.entries[1].type, FileEntryType::directory);
  EXPECT_EQ(listing.entries[3].sha256, std::nullopt) << "larger than 1 MiB";
  EXPECT_EQ(listing.entries[4].type, FileEntryType::symlink);
  const Engine::Listing first = engine.list_files("/tmp/list/", 2);
  EXPECT_TRUE(first.truncated);
  EXPECT_EQ(first.entries.size(), 2U);
  EXPECT_EQ(code_of([&] { engine.list_files("/no/such/folder", 10); }),
            "runtime-observation-failed");

  // The site answers, redirects are not followed, and bytes and methods arrive.
  php(engine, R"(file_put_contents('/wordpress/echo.php', '<?php header("X-Twice: a", false);
      header("X-Twice: b", false); http_response_code(201);
      echo $_SERVER["REQUEST_METHOD"], " ", $_SERVER["HTTP_X_ASKED"], " ",
          bin2hex(file_get_contents("php://input"));');)");
  EngineHttpRequest request;
  request.url = engine.server_url().value() + "/echo.php";
  request.method = "PUT";
  request.headers["X-Asked"] = "yes";
  request.body = std::string("\0\xFF", 2);
  const EngineHttpResponse response = engine.fetch(request);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.status_text, "Created");
  EXPECT_EQ(response.body, "PUT yes 00ff");
  ASSERT_NE(response.headers.find("x-twice"), nullptr);
  EngineHttpRequest admin;
  admin.url = engine.server_url().value() + "/wp-admin/";
  EXPECT_EQ(engine.fetch(admin).status, 302);
  // The network policy holds for the bridge too.
  const Canary canary;
  EngineHttpRequest other;
  other.url = "http://127.0.0.1:" + std::to_string(canary.port()) + "/";
  EXPECT_EQ(code_of([&] { engine.fetch(other); }), "runtime-observation-failed");
  EXPECT_EQ(canary.hits(), 0);
  engine.dispose();
}

TEST(PlaygroundEngine, TellsHowACommandFailed) {
  PlaygroundEngine engine;
  engine.boot(test_setup("fail"));
  try {
    php(engine, "echo 'printed'; error_log('logged'); exit(3);");
    FAIL() << "succeeded";
  } catch (const RuntimeError& error) {
    EXPECT_EQ(error.code(), "wp-codebox-playground-command-failed");
    EXPECT_EQ(error.name(), "PlaygroundCommandError");
    EXPECT_THAT(error.what(), HasSubstr("wordpress.run-php"));
    EXPECT_THAT(error.what(), HasSubstr("exit code 3"));
    ASSERT_NE(error.fields().find("response"), nullptr);
    const auto response = error.fields().find("response")->get();
    EXPECT_EQ(response["exitCode"], 3);
    EXPECT_EQ(response["text"], "printed");
    EXPECT_THAT(response["errors"].get<std::string>(), HasSubstr("logged"));
  }
  const std::string fatal = message_of([&] { php(engine, "<?php\n\nno_such_function();"); });
  EXPECT_THAT(fatal, HasSubstr("no_such_function"));
  EXPECT_THAT(fatal, HasSubstr("on line 3"));
  EXPECT_THAT(fatal, HasSubstr("255"));
  EXPECT_EQ(code_of([&] { php(engine, "<?php if ("); }), "wp-codebox-playground-command-failed");
  EXPECT_EQ(code_of([&] { php(engine, "throw new Exception('x');"); }),
            "wp-codebox-playground-command-failed");
  // Warnings and exit("text") are successes.
  EXPECT_EQ(php(engine, "exit('bye');"), "bye");
  EXPECT_THAT(php(engine, "echo $undefined; echo 'on';"), HasSubstr("on"));

  EngineCommand bare;
  bare.command = "wordpress.run-php";
  EXPECT_EQ(code_of([&] { engine.run(bare); }), "runtime-argument-invalid");
  EXPECT_THAT(message_of([&] { engine.run(bare); }), HasSubstr("code-file"));
  bare.args = {"code-file=/no/such/file.php"};
  EXPECT_THAT(message_of([&] { engine.run(bare); }), HasSubstr("/no/such/file.php"));
  EXPECT_EQ(php(engine, "echo 'alive';"), "alive");
  engine.dispose();
}

TEST(PlaygroundEngine, EndsACommandAtItsDeadlineAndGoesOn) {
  PlaygroundEngine engine;
  engine.boot(test_setup("deadline"));
  const std::string url = engine.server_url().value();
  const int first_child = engine.child_pid();
  engine.run(php_command("update_option('blogname', 'kept');"));

  for (const char* work : {"sleep(600);", "while (true) { }"}) {
    EXPECT_EQ(code_of([&] { engine.run(limited(php_command(work, {"bootstrap=none"}), 300)); }),
              "runtime-command-timeout");
    // The site, its data and its address are those of before.
    EXPECT_EQ(engine.run(php_command("echo get_option('blogname'), ' ', home_url();")).stdout_text,
              "kept " + url);
    EXPECT_TRUE(engine.alive());
  }
  EXPECT_EQ(::kill(first_child, 0), -1) << "the first child still runs";
  engine.dispose();
  EXPECT_EQ(leftover_folders("deadline"), std::vector<std::string>());
}

TEST(PlaygroundEngine, OutlivesItsChild) {
  PlaygroundEngine engine;
  engine.boot(test_setup("child"));
  // In the middle of a command. One that a killed child never took is asked of the next child, so
  // that is killed too.
  std::atomic<bool> ended{false};
  std::thread killer([&] {
    while (!ended) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      if (const int child = engine.child_pid(); child > 0 && !ended) ::kill(child, SIGKILL);
    }
  });
  EXPECT_EQ(code_of([&] { php(engine, "sleep(600);"); }), "wp-codebox-playground-command-crashed");
  ended = true;
  killer.join();
  EXPECT_EQ(php(engine, "echo 'again';"), "again");
  // Between two commands.
  const int child = engine.child_pid();
  ::kill(child, SIGKILL);
  while (::kill(child, 0) == 0) std::this_thread::yield();
  EXPECT_EQ(php(engine, "echo 'and again';"), "and again");
  engine.dispose();
}

TEST(PlaygroundEngine, KeepsConcurrentCommandsApart) {
  PlaygroundEngine engine;
  engine.boot(test_setup("concurrent"));
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 10; ++round) {
        const std::string marker = std::to_string(i) + "-" + std::to_string(round);
        if (php(engine, "usleep(1000); echo '" + marker + "';") == marker) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 80);
  // A command that waits for its turn too long ends, and the one that has the turn goes on.
  std::string slow;
  std::thread holder([&] { slow = php(engine, "sleep(2); echo 'done';"); });
  std::string waited = "none";
  while (waited == "none") {
    waited = code_of([&] { engine.run(limited(php_command("echo 1;", {"bootstrap=none"}), 200)); });
  }
  EXPECT_EQ(waited, "runtime-command-timeout");
  holder.join();
  EXPECT_EQ(slow, "done");
  engine.dispose();
}

TEST(PlaygroundEngine, StopsInTheMiddleOfACommandAndOfABoot) {
  {
    PlaygroundEngine engine;
    engine.boot(test_setup("stop-run"));
    std::thread stopper([&engine] {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      engine.stop();
    });
    EXPECT_EQ(code_of([&] { php(engine, "sleep(30);"); }), "wp-codebox-playground-command-crashed");
    stopper.join();
    EXPECT_EQ(code_of([&] { php(engine, "echo 1;"); }), "wp-codebox-playground-command-crashed");
    engine.dispose();
  }
  {
    PlaygroundEngine engine;
    std::thread stopper([&engine] {
      while (engine.child_pid() == 0) std::this_thread::yield();
      engine.stop();
    });
    EXPECT_EQ(code_of([&] { engine.boot(test_setup("stop-boot")); }),
              "wp-codebox-playground-cli-exited");
    stopper.join();
    engine.dispose();
  }
  PlaygroundEngine never_booted;
  never_booted.stop();
  never_booted.dispose();
  EXPECT_EQ(leftover_folders("stop-run"), std::vector<std::string>());
  EXPECT_EQ(leftover_folders("stop-boot"), std::vector<std::string>());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
