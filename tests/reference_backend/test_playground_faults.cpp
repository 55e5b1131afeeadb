// What the Playground engine makes of a child, an archive or a host that misbehaves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "playground_network.hpp"
#include "playground_sandbox.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A bridge that says hello, answers `boot`, and does with `run` what `on_run` says; with
/// `take_run` it says first that it has read the request.
std::string bridge_that(const std::string& on_run, bool take_run = true) {
  const std::string take = take_run ? "say(JSON.stringify({event: 'taken', id}) + '\\n'); " : "";
  return R"(import {createInterface} from 'node:readline';
const say = (text) => process.stdout.write(text);
say('{"event":"hello","protocol":1}\n');
for await (const line of createInterface(process.stdin)) {
  const {id, op} = JSON.parse(line);
  if (op === 'boot') say(JSON.stringify({id, result: {url: 'http://127.0.0.1:9', port: 9}}) + '\n');
  if (op === 'run') { )" +
         take + on_run + " }\n}\n";
}

class PlaygroundFaults : public testing::Test {
 protected:
  PlaygroundOptions options_with(const std::string& script) {
    PlaygroundOptions options;
    options.bridge_script = folder_.write("bridge.mjs", script);
    return options;
  }

  TestFolder folder_;
};

TEST_F(PlaygroundFaults, GiveATypedErrorAtBoot) {
  const struct {
    const char* script;
    const char* code;
    const char* message;
  } cases[] = {
      {"console.error('no luck'); process.exit(7);", "wp-codebox-playground-cli-exited", "no luck"},
      {"process.kill(process.pid, 'SIGKILL');", "wp-codebox-playground-cli-exited", "signal 9"},
      {"console.log('Warning: hello'); setInterval(() => {}, 1000);", "runtime-boot-failed",
       "Warning: hello"},
      {"console.log('{\"event\":\"hello\",\"protocol\":99}'); setInterval(() => {}, 1000);",
       "runtime-boot-failed", "another protocol"},
      {"process.stdin.resume(); process.stdin.once('data', () => console.log('{\"id\":1,"
       "\"error\":{\"code\":\"EADDRINUSE\",\"message\":\"taken\"}}'));"
       "console.log('{\"event\":\"hello\",\"protocol\":1}');",
       "wp-codebox-preview-port-in-use", "taken"},
      {"process.stdin.resume(); process.stdin.once('data', () => console.log('{\"id\":1,"
       "\"result\":{}}')); console.log('{\"event\":\"hello\",\"protocol\":1}');",
       "runtime-boot-failed", "address"},
  };
  for (const auto& fault : cases) {
    PlaygroundEngine engine(options_with(fault.script));
    std::string code;
    std::string last_phase;
    auto setup = test_setup("boot-fault");
    setup.on_progress = [&](const BrowserStartupProgressEvent& event) {
      last_phase = event.phase.text();
    };
    const std::string message = message_of([&] {
      try {
        engine.boot(setup);
      } catch (const ContractError& error) {
        code = error.code();
        throw;
      }
    });
    EXPECT_EQ(code, fault.code) << fault.script;
    EXPECT_THAT(message, HasSubstr(fault.message));
    EXPECT_EQ(last_phase, "preview:error");
    engine.dispose();
  }
  EXPECT_EQ(leftover_folders("boot-fault"), std::vector<std::string>());
}

TEST_F(PlaygroundFaults, EndABootThatHangs) {
  auto options = options_with("setInterval(() => {}, 1000);");
  options.boot_limit = std::chrono::milliseconds(300);
  PlaygroundEngine engine(options);
  EXPECT_EQ(code_of([&] { engine.boot(test_setup("hang")); }), "runtime-boot-failed");
  engine.dispose();
  EXPECT_EQ(leftover_folders("hang"), std::vector<std::string>());
}

TEST_F(PlaygroundFaults, GiveATypedErrorInACommand) {
  const struct {
    const char* on_run;
    const char* code;
    const char* message;
  } cases[] = {
      {"process.exit(3);", "wp-codebox-playground-command-crashed", "exit code 3"},
      {"process.kill(process.pid, 'SIGSEGV');", "wp-codebox-playground-command-crashed",
       "signal 11"},
      {"say('PHP Warning: oops\\n');", "wp-codebox-playground-command-crashed",
       "PHP Warning: oops"},
      {"say('{\"id\":\"x\"}\\n');", "wp-codebox-playground-command-crashed", "without an id"},
      {"say(JSON.stringify({id, result: {exitCode: 0}, payload: [1e12]}) + '\\n');",
       "wp-codebox-playground-command-crashed", "not a message"},
      {"say(JSON.stringify({id, result: {exitCode: 0}}) + '\\n');",
       "wp-codebox-playground-command-crashed", "without a result"},
      {"say(JSON.stringify({id, error: {code: 'x', message: 'wasm trap'}}) + '\\n');",
       "wp-codebox-playground-command-crashed", "wasm trap"},
  };
  for (const auto& fault : cases) {
    PlaygroundEngine engine(options_with(bridge_that(fault.on_run)));
    engine.boot(test_setup("run-fault"));
    std::string code;
    const std::string message = message_of([&] {
      try {
        php(engine, "echo 1;");
      } catch (const ContractError& error) {
        code = error.code();
        throw;
      }
    });
    EXPECT_EQ(code, fault.code) << fault.on_run;
    EXPECT_THAT(message, HasSubstr(fault.message));
    EXPECT_TRUE(engine.alive());
    engine.dispose();
  }
  EXPECT_EQ(leftover_folders("run-fault"), std::vector<std::string>());
}

TEST_F(PlaygroundFaults, AskTheNextChildWhatADeadOneNeverRead) {
  // The first child dies with the request unread; the second one finds the mark of the first.
  const std::string mark = folder_.write("mark", "");
  const std::string on_run = "const fs = await import('node:fs'); if (fs.existsSync('" + mark +
                             "')) { fs.rmSync('" + mark +
                             "'); process.kill(process.pid, 'SIGKILL'); await new Promise(() => "
                             "{}); } say(JSON.stringify({id, error: {code: 'x', message: 'the "
                             "second child'}}) + '\\n');";
  PlaygroundEngine engine(options_with(bridge_that(on_run, false)));
  engine.boot(test_setup("unread"));
  EXPECT_THAT(message_of([&] { php(engine, "echo 1;"); }), HasSubstr("the second child"));
  // One that has no luck twice is not tried for ever.
  engine.dispose();
  PlaygroundEngine unlucky(options_with(bridge_that("process.exit(3);", false)));
  unlucky.boot(test_setup("unread"));
  EXPECT_THAT(message_of([&] { php(unlucky, "echo 1;"); }), HasSubstr("exit code 3"));
  unlucky.dispose();
  EXPECT_EQ(leftover_folders("unread"), std::vector<std::string>());
}

TEST_F(PlaygroundFaults, EndACommandThatIsNeverAnswered) {
  PlaygroundEngine engine(options_with(bridge_that("")));
  engine.boot(test_setup("no-answer"));
  auto command = php_command("echo 1;");
  command.timeout_ms = 100;
  EXPECT_EQ(code_of([&] { engine.run(command); }), "runtime-command-timeout");
  engine.dispose();
}

TEST_F(PlaygroundFaults, AreDeadWhenNoChildComesUpAgain) {
  // The first child works, the next ones end at once.
  const fs::path mark = folder_.path() / "started";
  PlaygroundEngine engine(
      options_with("import fs from 'node:fs';\n"
                   "if (fs.existsSync('" +
                   mark.string() +
                   "')) process.exit(9);\n"
                   "fs.writeFileSync('" +
                   mark.string() + "', '');\n" + bridge_that("process.exit(1);")));
  engine.boot(test_setup("dead"));
  EXPECT_EQ(code_of([&] { php(engine, "echo 1;"); }), "wp-codebox-playground-command-crashed");
  EXPECT_EQ(code_of([&] { php(engine, "echo 1;"); }), "runtime-dead");
  EXPECT_FALSE(engine.alive());
  engine.dispose();
}

TEST_F(PlaygroundFaults, NameTheArchiveThatCannotBeUsed) {
  const fs::path no_zip = folder_.write("wordpress.zip", "this is no zip");
  const fs::path half = folder_.path() / "half.zip";
  fs::copy_file(Installation::find().wordpress_archive({}).value(), half);
  fs::resize_file(half, fs::file_size(half) / 2);
  const struct {
    fs::path archive;
    const char* message;
  } cases[] = {{no_zip, "not a zip archive"},
               {half, "cut off"},
               {folder_.path() / "missing.zip", "cannot be read"},
               {folder_.path(), "cannot be read"}};
  for (const auto& fault : cases) {
    PlaygroundEngine engine;
    auto setup = test_setup("archive");
    setup.environment.assets.emplace().wordpressZip = fault.archive.string();
    const std::string message = message_of([&] { engine.boot(setup); });
    EXPECT_THAT(message, HasSubstr(fault.archive.string()));
    EXPECT_THAT(message, HasSubstr(fault.message));
    engine.dispose();
  }
  PlaygroundEngine engine;
  auto setup = test_setup("archive");
  setup.environment.version = "1.5";
  EXPECT_EQ(code_of([&] { engine.boot(setup); }),
            "wp-codebox-playground-startup-asset-unavailable");
  engine.dispose();
  EXPECT_EQ(leftover_folders("archive"), std::vector<std::string>());
}

TEST_F(PlaygroundFaults, NameThePreviewPortThatIsTaken) {
  const Canary taken;
  PlaygroundEngine engine;
  auto setup = test_setup("port");
  setup.preview.emplace().port = taken.port();
  const std::string message = message_of([&] { engine.boot(setup); });
  EXPECT_THAT(message, HasSubstr(std::to_string(taken.port())));
  EXPECT_THAT(message, HasSubstr("EADDRINUSE"));
  engine.dispose();
}

TEST_F(PlaygroundFaults, SayWhatToInstall) {
  PlaygroundOptions options;
  options.installation = Installation(folder_.path());
  PlaygroundEngine engine(options);
  const std::string message = message_of([&] { engine.boot(test_setup("install")); });
  EXPECT_THAT(message, HasSubstr("npm ci"));
  EXPECT_THAT(message, HasSubstr(folder_.path().string()));
  engine.dispose();
}

// WPC-PRE-010
TEST_F(PlaygroundFaults, OfTheSiteServerAreABadGatewayToWhoAsksThePreview) {
  PlaygroundEngine engine;
  engine.boot(test_setup("gateway"));
  php(engine,
      "file_put_contents('/wordpress/own.php', '<?php http_response_code(500);"
      " echo \"Internal Server Error\";');");
  const int port = port_of(engine.server_url().value());
  // The server between the port and PHP cannot read this address.
  const std::string bad = http_get(port, "//[");
  EXPECT_THAT(bad, testing::StartsWith("HTTP/1.1 502 Bad Gateway"));
  EXPECT_THAT(bad, HasSubstr("content-type: text/plain"));
  EXPECT_THAT(bad, HasSubstr("the site did not answer"));
  // The site's own error is the site's.
  const std::string own = http_get(port, "/own.php");
  EXPECT_THAT(own, testing::StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(own, testing::EndsWith("Internal Server Error"));
  EXPECT_THAT(http_get(port), testing::StartsWith("HTTP/1.1 200"));
  engine.dispose();
}

bool gone(const fs::path& path) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (fs::exists(path)) {
    if (std::chrono::steady_clock::now() > limit) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

/// A program that boots an engine, lets PHP be busy, and is killed without a chance to clean up.
TEST_F(PlaygroundFaults, LeaveNothingWhenTheHostIsKilled) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t host = ::fork();
  if (host == 0) {
    PlaygroundEngine engine;
    engine.boot(test_setup("orphan"));
    std::thread busy([&engine] { php(engine, "while (true) { }"); });
    const int child = engine.child_pid();
    static_cast<void>(!::write(ends[1], &child, sizeof child));
    ::pause();
    ::_exit(1);
  }
  int child = 0;
  ASSERT_EQ(::read(ends[0], &child, sizeof child), static_cast<ssize_t>(sizeof child));
  ::close(ends[0]);
  ::close(ends[1]);
  const auto folders = leftover_folders("orphan");
  ASSERT_EQ(folders.size(), 1U);
  ::kill(host, SIGKILL);
  int status = 0;
  ::waitpid(host, &status, 0);
  EXPECT_TRUE(gone(fs::temp_directory_path() / folders[0]));
  EXPECT_TRUE(gone("/proc/" + std::to_string(child)));
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
