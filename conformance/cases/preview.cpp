// Where the site of a sandbox is offered.

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "conformance/host/canary_listener.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/testcase/case.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Preview : public Case {
 protected:
  /// The port in `http://127.0.0.1:8080/`; 0 when there is none.
  static std::uint16_t port_of(const std::string& url) {
    const std::size_t host = url.find("://");
    const std::size_t colon = url.find(':', host == std::string::npos ? 0 : host + 3);
    return colon == std::string::npos
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(std::atoi(url.c_str() + colon + 1));
  }
};

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
