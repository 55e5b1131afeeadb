// The walls of the Playground engine, tried from inside with every way out that PHP has.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "playground_network.hpp"
#include "playground_sandbox.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Type, mode, time and content of everything below a folder.
std::map<std::string, std::string> picture(const fs::path& folder) {
  std::map<std::string, std::string> entries;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    struct stat status {};
    ::lstat(entry.path().c_str(), &status);
    std::string text = std::to_string(status.st_mode) + " " +
                       std::to_string(status.st_mtim.tv_sec) + "." +
                       std::to_string(status.st_mtim.tv_nsec) + " ";
    if (entry.is_symlink()) {
      text += fs::read_symlink(entry.path()).string();
    } else if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      text += std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    entries[entry.path().string()] = text;
  }
  return entries;
}

/// Every kind of change that PHP can try below `$d`; prints those that seemed to work.
constexpr const char* all_writes = R"(<?php
$tries = [
  'write' => fn() => file_put_contents("$d/a.txt", 'x'),
  'append' => fn() => file_put_contents("$d/a.txt", 'x', FILE_APPEND),
  'create' => fn() => file_put_contents("$d/new.txt", 'x'),
  'open' => fn() => fopen("$d/a.txt", 'r+') !== false,
  'unlink' => fn() => unlink("$d/a.txt"),
  'rename' => fn() => rename("$d/a.txt", "$d/b.txt"),
  'chmod' => fn() => chmod("$d/a.txt", 0777),
  'touch' => fn() => touch("$d/a.txt", 1),
  'mkdir' => fn() => mkdir("$d/folder"),
  'rmdir' => fn() => rmdir("$d/empty"),
  'symlink' => fn() => symlink('a.txt', "$d/link"),
  'copy' => fn() => copy("$d/a.txt", "$d/c.txt"),
  'truncate' => fn() => ($f = fopen("$d/a.txt", 'r')) && ftruncate($f, 0),
  'sqlite' => fn() => (new SQLite3("$d/db.sqlite"))->exec('create table t (x)'),
  'zip' => fn() => ($z = new ZipArchive()) && $z->open("$d/z.zip", ZipArchive::CREATE) === true
      && $z->addFromString('x', 'x') && $z->close(),
];
foreach ($tries as $name => $try) {
  try { if (@$try()) echo "$name "; } catch (Throwable $e) { }
}
)";

std::string try_all_writes(Engine& engine, const std::string& folder) {
  return php(engine, "<?php $d = '" + folder + "'; ?>" + std::string(all_writes));
}

TEST(PlaygroundWalls, KeepMountsAsTheyWereDeclared) {
  const TestFolder host;
  for (const char* name :
       {"ro/a.txt", "rw/a.txt", "inner/seen.txt", "late-ro/a.txt", "late-rw/a.txt"}) {
    host.write(name, name);
  }
  host.write("secret.txt", "CANARY");
  for (const char* name : {"ro/empty", "rw/empty", "late-ro/empty"}) {
    fs::create_directories(host.path() / name);
  }
  fs::create_symlink(host.path() / "secret.txt", host.path() / "ro/absolute");
  fs::create_symlink("../secret.txt", host.path() / "rw/relative");
  fs::create_symlink(".", host.path() / "ro/cycle");
  const fs::path single = host.write("single.txt", "one file");
  const auto ro_before = picture(host.path() / "ro");

  PlaygroundEngine engine;
  auto setup = test_setup("mounts");
  setup.mounts = {
      test_mount(host.path() / "ro", "/ro", MountMode::readonly),
      test_mount(host.path() / "inner", "/ro/deep/inner", MountMode::readonly),
      test_mount(host.path() / "rw", "/workspace/", MountMode::readwrite),
      test_mount(single, "/wordpress/wp-content/single.txt", MountMode::readonly),
  };
  engine.boot(setup);

  EXPECT_EQ(try_all_writes(engine, "/ro"), "");
  EXPECT_EQ(php(engine, "echo file_get_contents('/ro/a.txt');"), "ro/a.txt");
  EXPECT_EQ(php(engine, "echo file_get_contents('/ro/deep/inner/seen.txt');"), "inner/seen.txt");
  EXPECT_EQ(picture(host.path() / "ro"), ro_before);
  EXPECT_EQ(php(engine,
                "echo @file_put_contents('/wordpress/wp-content/single.txt', 'x') ? 'w' : "
                "file_get_contents('/wordpress/wp-content/single.txt');"),
            "one file");
  EXPECT_EQ(host.read("single.txt"), "one file");

  // Readwrite lands on the host.
  EXPECT_EQ(php(engine, "echo file_put_contents('/workspace/made.txt', 'made');"), "4");
  EXPECT_EQ(host.read("rw/made.txt"), "made");

  // No way out through links, those of the host or new ones, and cycles end.
  EXPECT_EQ(php(engine, R"(
      $out = '';
      foreach (['/ro/absolute', '/workspace/relative'] as $link) {
        $out .= @file_get_contents($link);
        @file_put_contents($link, 'overwritten');
      }
      @symlink('/etc/hostname', '/workspace/out');
      @symlink('../secret.txt', '/workspace/up');
      foreach (['/workspace/out', '/workspace/up', '/etc/hostname'] as $path) {
        $out .= @file_get_contents($path);
      }
      echo $out, is_link('/workspace/out') ? 'link' : '', file_get_contents('/ro/cycle/cycle/a.txt');
  )"),
            "ro/a.txt");
  EXPECT_EQ(host.read("secret.txt"), "CANARY");
  EXPECT_FALSE(fs::is_symlink(host.path() / "rw/up"));

  // Mounts after boot, and those that are refused.
  engine.mount(test_mount(host.path() / "late-ro", "/late-ro", MountMode::readonly));
  engine.mount(test_mount(host.path() / "late-rw", "/late-rw", MountMode::readwrite));
  const auto late_before = picture(host.path() / "late-ro");
  EXPECT_EQ(try_all_writes(engine, "/late-ro"), "");
  EXPECT_EQ(picture(host.path() / "late-ro"), late_before);
  EXPECT_EQ(php(engine, "echo file_put_contents('/late-rw/new.txt', 'n');"), "1");
  EXPECT_EQ(host.read("late-rw/new.txt"), "n");
  for (const char* target : {"/ro", "/late-ro/", "/", "/wordpress", "/internal/x", "/codebox"}) {
    EXPECT_EQ(code_of([&] {
                engine.mount(test_mount(host.path() / "inner", target, MountMode::readonly));
              }),
              "runtime-mount-refused")
        << target;
  }

  EngineCommand inspect;
  inspect.command = "inspect-mounted-inputs";
  const std::string text = engine.run(inspect).stdout_text;
  EXPECT_THAT(text, testing::StartsWith("{\n    \"command\": \"inspect-mounted-inputs\",\n"));
  const auto report = nlohmann::json::parse(text);
  ASSERT_EQ(report["mounts"].size(), 6U);
  EXPECT_EQ(report["mounts"][0]["target"], "/ro");
  EXPECT_EQ(report["mounts"][0]["source"], (host.path() / "ro").string());
  EXPECT_EQ(report["mounts"][0]["entries"],
            nlohmann::json::parse(R"(["a.txt", "absolute", "cycle", "empty"])"));
  EXPECT_EQ(report["mounts"][0]["exists"], true);
  EXPECT_EQ(report["mounts"][3]["entries"], nlohmann::json::parse(R"(["single.txt"])"));

  // The child that comes after a deadline has the same walls and mounts.
  auto endless = php_command("while (true) { }", {"bootstrap=none"});
  endless.timeout_ms = 200;
  EXPECT_EQ(code_of([&] { engine.run(endless); }), "runtime-command-timeout");
  EXPECT_EQ(try_all_writes(engine, "/late-ro"), "");
  EXPECT_EQ(php(engine, "echo file_get_contents('/late-ro/a.txt');"), "late-ro/a.txt");
  EXPECT_EQ(picture(host.path() / "late-ro"), late_before);
  engine.dispose();
  EXPECT_EQ(picture(host.path() / "ro"), ro_before);
}

TEST(PlaygroundWalls, MakeReadwriteMountsReadonlyWhenThePolicySaysSo) {
  const TestFolder host;
  host.write("rw/a.txt", "text");
  fs::create_directories(host.path() / "rw/empty");
  const auto before = picture(host.path());
  PlaygroundEngine engine;
  auto setup = test_setup("policy");
  setup.policy.filesystem = FilesystemPolicy::sandbox;
  setup.mounts = {test_mount(host.path() / "rw", "/workspace", MountMode::readwrite)};
  engine.boot(setup);
  EXPECT_EQ(try_all_writes(engine, "/workspace"), "");
  EXPECT_EQ(php(engine, "echo file_put_contents('/tmp/own.txt', 'own');"), "3");
  EXPECT_EQ(picture(host.path()), before);
  engine.dispose();
}

/// Prints what came back over each way that PHP has to another host.
std::string talk(Engine& engine, const std::string& host, int port) {
  return php(engine, "$h = '" + host + "'; $p = " + std::to_string(port) + R"PHP(;
      $say = function ($s) { if (!$s) return ''; stream_set_timeout($s, 3);
        @fwrite($s, "GET / HTTP/1.0\r\n\r\n"); return (string) @stream_get_contents($s); };
      echo $say(@fsockopen($h, $p, $n, $e, 3));
      echo $say(@stream_socket_client("tcp://$h:$p", $n, $e, 3));
      echo $say(@stream_socket_client("udp://$h:$p", $n, $e, 3));
      echo @file_get_contents("http://$h:$p/");
      $c = curl_init("http://$h:$p/");
      curl_setopt_array($c, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 5]);
      echo @curl_exec($c);
      $m = curl_multi_init(); $c = curl_init("http://$h:$p/"); curl_multi_add_handle($m, $c);
      curl_setopt_array($c, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 5]);
      $end = time() + 5;
      do { curl_multi_exec($m, $busy); usleep(10000); } while ($busy && time() < $end);
      echo curl_multi_getcontent($c);
      mysqli_report(MYSQLI_REPORT_OFF);
      @mysqli_connect($h, 'u', 'p', 'd', $p);
      try { new PDO("mysql:host=$h;port=$p;dbname=d", 'u', 'p', [PDO::ATTR_TIMEOUT => 3]); } catch (Throwable $e) { }
      if (class_exists('SoapClient')) {
        try { new SoapClient("http://$h:$p/", ['connection_timeout' => 3]); } catch (Throwable $e) { }
      }
      foreach (['tls', 'ssl'] as $t) echo $say(@stream_socket_client("$t://$h:$p", $n, $e, 3));
      foreach (['https', 'ftp'] as $t) echo @file_get_contents("$t://$h:$p/");
      echo @simplexml_load_file("http://$h:$p/"), @getimagesize("http://$h:$p/") ? 'image' : '';
      $d = new DOMDocument(); echo @$d->load("http://$h:$p/") ? 'document' : '';
      echo @copy("http://$h:$p/", '/tmp/copied') ? file_get_contents('/tmp/copied') : '';
      echo $say(@pfsockopen($h, $p, $n, $e, 3));
      exec("php -r 'echo file_get_contents(\"http://$h:$p/\");'", $o, $r); echo implode('', $o);
  )PHP");
}

/// Prints what programs of the host gave that PHP tried to start, or to leave behind.
std::string start_programs(Engine& engine, const std::string& folder) {
  return php(engine, "$f = '" + folder + R"PHP(/made';
      $c = "touch $f; echo STARTED";
      $tries = [
        fn() => shell_exec($c), fn() => exec($c), fn() => system($c), fn() => passthru($c),
        fn() => ($p = popen($c, 'r')) ? stream_get_contents($p) : '',
        fn() => ($p = proc_open($c, [1 => ['pipe', 'w']], $pipes)) ? stream_get_contents($pipes[1]) : '',
        fn() => ($p = proc_open(['/bin/sh', '-c', $c], [1 => ['pipe', 'w']], $pipes)) ? stream_get_contents($pipes[1]) : '',
        fn() => ($p = proc_open('/bin/cat /etc/hostname', [1 => ['pipe', 'w']], $pipes)) ? stream_get_contents($pipes[1]) : '',
        fn() => mail('a@example.org', 's', 'b') ? 'mailed' : '',
        fn() => function_exists('pcntl_fork') ? 'fork' : '',
        fn() => class_exists('FFI') ? 'ffi' : '',
      ];
      foreach ($tries as $n => $try) {
        try { $got = @$try(); if ($got) echo "$n: $got\n"; } catch (Throwable $e) { }
      })PHP");
}

TEST(PlaygroundWalls, StartNoPrograms) {
  const TestFolder host;
  PlaygroundEngine engine;
  auto setup = test_setup("programs");
  // Even where the network is open.
  setup.policy.network = NetworkMode::allow;
  setup.mounts = {test_mount(host.path(), host.path().string(), MountMode::readwrite)};
  engine.boot(setup);
  const std::string printed = start_programs(engine, host.path().string());
  EXPECT_THAT(printed, testing::Not(HasSubstr("STARTED")));
  EXPECT_EQ(printed, "");
  EXPECT_FALSE(fs::exists(host.path() / "made"));
  // Nor does PHP get a port.
  EXPECT_EQ(php(engine, R"PHP(foreach (['tcp', 'udp'] as $t) {
      @stream_socket_server("$t://0.0.0.0:18951", $n, $e, $t === 'udp' ? STREAM_SERVER_BIND : STREAM_SERVER_BIND | STREAM_SERVER_LISTEN);
      } if (function_exists('socket_create_listen')) socket_create_listen(18951); echo 'listening?';)PHP"),
            "listening?");
  EXPECT_THAT(listening_addresses(18951), testing::IsEmpty());
  EXPECT_EQ(php(engine, "echo 'alive';"), "alive");
  engine.dispose();
}

TEST(PlaygroundWalls, DenyTheNetworkOnEveryRoute) {
  const Canary canary;
  PlaygroundEngine engine;
  engine.boot(test_setup("deny"));
  EXPECT_EQ(talk(engine, "127.0.0.1", canary.port()), "");
  EXPECT_EQ(talk(engine, "localhost", canary.port()), "");
  EXPECT_THAT(
      engine
          .run(php_command("$r = wp_remote_get('http://127.0.0.1:" + std::to_string(canary.port()) +
                           "/'); echo is_wp_error($r) ? 'refused' : 'reached';"))
          .stdout_text,
      "refused");
  EXPECT_EQ(php(engine, "$s = stream_socket_server('tcp://0.0.0.0:18950'); echo 'listening?';"),
            "listening?");
  EXPECT_THAT(listening_addresses(18950), testing::IsEmpty());
  EXPECT_EQ(canary.hits(), 0);
  EXPECT_EQ(php(engine, "echo 'alive';"), "alive");

  // The preview works all the same, on loopback only, and ends with the engine.
  const int port = port_of(engine.server_url().value());
  EXPECT_THAT(listening_addresses(port), testing::ElementsAre("0100007F"));
  const std::string page = http_get(port);
  EXPECT_THAT(page, testing::StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(page, HasSubstr("My WordPress Website"));
  engine.dispose();
  EXPECT_EQ(http_get(port), "");
}

TEST(PlaygroundWalls, ComeUpWhereNoListedHostIsThisOne) {
  const Canary other;
  PlaygroundEngine engine;
  auto setup = test_setup("elsewhere");
  setup.policy.network = NetworkPolicy::to_hosts({"allowed.example"});
  engine.boot(setup);
  EXPECT_EQ(php(engine, "echo 'up';"), "up");
  EXPECT_EQ(talk(engine, "127.0.0.1", other.port()), "");
  EXPECT_EQ(other.hits(), 0);
  engine.dispose();
}

TEST(PlaygroundWalls, AllowListedHostsOnly) {
  const Canary listed;
  const Canary other;
  PlaygroundEngine engine;
  auto setup = test_setup("hosts");
  setup.policy.network = NetworkPolicy::to_hosts({"localhost:" + std::to_string(listed.port())});
  engine.boot(setup);
  EXPECT_THAT(talk(engine, "127.0.0.1", listed.port()), HasSubstr("canary"));
  EXPECT_GT(listed.hits(), 0);
  EXPECT_EQ(talk(engine, "127.0.0.1", other.port()), "");
  EXPECT_EQ(other.hits(), 0);
  engine.dispose();
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
