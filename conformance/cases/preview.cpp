// Where the site of a sandbox is offered.

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "conformance/cases/bundles.hpp"
#include "conformance/host/canary_listener.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/testcase/case.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Preview : public Bundles {
 protected:
  /// A port of the loopback at which nothing listens.
  static std::uint16_t free_port() { return CanaryListener().port(); }

  /// Sends bytes to the loopback; gives what came back until the other side was done, unless the
  /// connection is to be cut at once. Empty when there was none.
  static std::string exchange(std::uint16_t port, std::string_view bytes, bool cut = false) {
    const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{30, 0};
    (void)::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string answer;
    if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      while (!bytes.empty()) {
        const auto sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      }
      std::string buffer(65536, '\0');
      for (ssize_t count = 1; !cut && count > 0;) {
        count = ::recv(connection, buffer.data(), buffer.size(), 0);
        if (count > 0) answer.append(buffer, 0, static_cast<std::size_t>(count));
      }
    }
    ::close(connection);
    return answer;
  }

  static std::string request(std::string_view method, std::string_view path,
                             std::string_view body = {}) {
    return std::string(method) + " " + std::string(path) +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: text/plain\r\n"
           "Content-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
  }

  /// The head of an answer in lower case, with the line end behind each header.
  static std::string head_of(const std::string& answer) {
    std::string head = answer.substr(0, answer.find("\r\n\r\n") + 2);
    for (char& c : head) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return head;
  }
  static std::string body_of(const std::string& answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
  }

  /// The port in `http://127.0.0.1:8080/`; 0 when there is none.
  static std::uint16_t port_of(const std::string& url) {
    const std::size_t host = url.find("://");
    const std::size_t colon = url.find(':', host == std::string::npos ? 0 : host + 3);
    return colon == std::string::npos
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(std::atoi(url.c_str() + colon + 1));
  }
};

TEST_F(Preview, WPC_PRE_001_the_public_url_comes_first) {
  RuntimeCreateSpec spec = default_spec();
  Testee& local = create(spec);
  run(local, probe().echo("x"), "a command");
  const std::string url = local->info().previewUrl.value_or("none");
  const Json plain = member(json_form(collect(local).record()), "preview");
  expect_members("preview of a site without a public URL",
                 {{"url", url}, {"source", "live-playground"}}, plain);
  expect(!plain.contains("localUrl"), "localUrl without a public URL", "absent", show(plain));
  spec.preview.emplace().publicUrl = "https://kit-preview.example/x";
  Testee& open = create(spec);
  run(open, probe().echo("x"), "a command");
  expect_equal("previewUrl", "https://kit-preview.example/x", open->info().previewUrl.value_or(""));
  const Json shown = member(json_form(collect(open).record()), "preview");
  expect_members("preview of a site with a public URL",
                 {{"url", "https://kit-preview.example/x"}, {"source", "public-url-override"}},
                 shown);
  expect(text_member(shown, "localUrl").starts_with("http://127.0.0.1:"), "its localUrl",
         "the URL of the server", show(shown));
}

TEST_F(Preview, WPC_PRE_002_WPC_PRE_003_the_preview_is_held_for_whole_seconds) {
  Testee& testee = booted();
  for (const double seconds : {0.0, 1.0, 1.9, -5.0, std::nan("")}) {
    ArtifactSpec spec;
    spec.previewHoldSeconds = seconds;
    const ReadBundle bundle = collect(testee, spec);
    const Json preview = member(json_form(bundle.record()), "preview");
    const std::string what = "preview held for " + std::to_string(seconds);
    const bool held = seconds >= 1;
    expect_members(what,
                   {{"status", held ? "available" : "expired-on-completion"},
                    {"lifecycle", held ? "held-after-run" : "destroyed-on-completion"}},
                   preview);
    expect_equal("expiresAt of a " + what, held, preview.contains("expiresAt"));
    if (held) expect_equal("holdSeconds of a " + what, Json(1), member(preview, "holdSeconds"));
    const std::string evidence = bundle.text("files/preview-evidence.json");
    expect(evidence.find("127.0.0.1") == std::string::npos, "files/preview-evidence.json",
           "no URL of the loopback", evidence);
    const Json document = bundle.document("files/preview-evidence.json");
    expect_members("preview.url in it",
                   {{"availability", "local-only"},
                    {"reviewerSafe", false},
                    {"reason", "loopback-url-omitted"}},
                   member(member(document, "preview"), "url"));
  }
}

TEST_F(Preview, WPC_PRE_010_the_port_hands_requests_and_answers_on) {
  RuntimeCreateSpec spec = default_spec();
  const std::uint16_t port = free_port();
  spec.preview.emplace().port = port;
  Testee& testee = create(spec);
  run(testee, probe().echo("x"), "a command");
  const auto publish = probe().publish(
      "kit-echo.php",
      "<?php $b = file_get_contents('php://input'); header('X-Kit: yes'); http_response_code(201);"
      " echo $_SERVER['REQUEST_METHOD'], ' ', strlen($b), ' ', hash('sha256', $b);");
  const auto publish_big =
      probe().publish("kit-big.php", "<?php echo str_repeat('0123456789abcdef', 65536);");
  if (!publish || !publish_big) {  // Nothing can be put into the site: it has to answer at all.
    expect_contains("the answer to GET /", "http/1.", head_of(exchange(port, request("GET", "/"))));
    return;
  }
  run(testee, *publish, "publishing a file");
  run(testee, *publish_big, "publishing a file");

  const std::string megabyte(1024U * 1024U, 'k');
  const std::string posted = exchange(port, request("POST", "/kit-echo.php", megabyte));
  expect_contains("status of a POST", " 201 ", head_of(posted).substr(0, 16));
  expect_contains("headers of a POST", "x-kit: yes\r\n", head_of(posted));
  expect_contains("what the site got of it", "POST 1048576 " + sha256_hex(megabyte),
                  body_of(posted));
  const std::string head = exchange(port, request("HEAD", "/kit-echo.php"));
  expect_contains("status of a HEAD", " 201 ", head_of(head).substr(0, 16));
  expect_equal("body of a HEAD", "", body_of(head));
  const std::string big = exchange(port, request("GET", "/kit-big.php"));
  expect(body_of(big).size() >= megabyte.size(), "bytes of a large answer",
         std::to_string(megabyte.size()), std::to_string(body_of(big).size()));
  (void)exchange(port, request("GET", "/kit-big.php"), true);
  (void)exchange(port, "POST /kit-echo.php HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx",
                 true);
  expect_contains("a request after clients that went away", "GET 0 ",
                  body_of(exchange(port, request("GET", "/kit-echo.php"))));
}

TEST_F(Preview, WPC_PRE_011_the_site_knows_its_url) {
  RuntimeCreateSpec spec = default_spec();
  const std::uint16_t port = free_port();
  spec.preview.emplace().port = port;
  spec.preview->siteUrl = "http://kit-site.example";
  Testee& testee = create(spec);
  run(testee, probe().echo("x"), "a command");
  const auto home = probe().stored("home");
  if (home) {
    expect_equal("the option home", "http://kit-site.example", output(testee, *home, "an option"));
  }
  expect_contains("where /wp-admin/ leads", "location: http://kit-site.example/",
                  head_of(exchange(port, request("GET", "/wp-admin/"))));
}

TEST_F(Preview, WPC_PRE_008_a_taken_port_is_named) {
  const CanaryListener taken;
  RuntimeCreateSpec spec = default_spec();
  spec.preview.emplace().port = taken.port();
  Testee& testee = create(spec);
  const Rejection rejection = expect_rejection("a boot whose preview port is taken",
                                               [&] { testee->execute(probe().echo("x")); },
                                               {"wp-codebox-preview-port-in-use"});
  expect_contains("the message", std::to_string(taken.port()), rejection.message);
  expect_contains("the message", "EADDRINUSE", rejection.message);
  for (const BrowserStartupProgressEvent& event : testee.journal().progress()) {
    expect(event.phase.text() != "preview:connecting-client", "phases of that boot",
           "none after the port was found taken", event.phase.text());
  }
}

TEST_F(Preview, WPC_PRE_008_ports_and_addresses_that_cannot_be_are_refused) {
  const auto refused = [&](const std::string& what, const RuntimePreviewSpec& preview) {
    expect_coded_rejection("a preview with " + what, [&] {
      RuntimeCreateSpec spec = default_spec();
      spec.preview = preview;
      Testee testee(backend(), spec);
      testee->execute(probe().echo("x"));
    });
  };
  for (const double port : {0.0, -1.0, 65536.0, 80.5}) {
    RuntimePreviewSpec preview;
    preview.port = port;
    refused("the port " + show(port), preview);
  }
  RuntimePreviewSpec without_port;
  without_port.bind = "127.0.0.1";
  refused("bind and no port", without_port);
  RuntimePreviewSpec url;
  url.port = 8080;
  url.bind = "http://127.0.0.1";
  refused("a URL to bind", url);
}

TEST_F(Preview, WPC_PRE_009_without_a_port_only_the_loopback_listens) {
  const HostUse before = HostUse::now();
  Testee& testee = create();
  run(testee, probe().echo("x"), "a command");
  const HostUse after = HostUse::now();
  std::vector<std::string> elsewhere;
  for (const ListeningSocket& socket : after.listening()) {
    if (before.listening().count(socket) == 0 && !socket.loopback) {
      elsewhere.push_back("port " + std::to_string(socket.port));
    }
  }
  expect_none("ports that listen beyond the loopback", elsewhere);
  const std::string url = testee->info().previewUrl.value_or("");
  const bool listens =
      std::any_of(after.listening().begin(), after.listening().end(),
                  [&](const ListeningSocket& socket) { return socket.port == port_of(url); });
  expect(listens, "previewUrl", "a URL at which something listens", url);
}

TEST_F(Preview, WPC_PRE_012_after_destroy_the_port_is_closed) {
  const HostUse before = HostUse::now();
  Testee& testee = create();
  run(testee, probe().echo("x"), "a command");
  const std::uint16_t port = port_of(testee->info().previewUrl.value_or(""));
  require(port != 0, "previewUrl while the site runs", "a URL with a port",
          testee->info().previewUrl.value_or("none"));
  must("destroy", [&] { testee->destroy(); });
  std::vector<std::string> left;
  for (const std::string& line : leftovers_after(before, {}, std::chrono::seconds(10))) {
    if (line.starts_with("listening port")) left.push_back(line);
  }
  expect_none("ports that still listen after destroy", left);
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
