#include "wp_codebox/artifacts/preview_url.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace wp_codebox;

std::string reason(const char* url, PreviewUrlProfile profile) {
  const ArtifactPreviewUrlRef ref = classify_preview_url(url, profile);
  EXPECT_EQ(ref.reviewerSafe, ref.availability == PreviewUrlAvailability::reviewer_safe) << url;
  EXPECT_EQ(ref.url.has_value(), ref.reviewerSafe) << url;
  return ref.reason.value_or("safe");
}

// WPC-PRE-003
TEST(PreviewUrl, IsUnavailableWhenMissing) {
  EXPECT_EQ(classify_preview_url(std::nullopt).reason, "preview-url-unavailable");
  EXPECT_EQ(classify_preview_url("").reason, "preview-url-unavailable");
}

// WPC-PRE-003
TEST(PreviewUrl, OfTheCoreProfileIsSafeUnlessItIsLoopback) {
  for (const char* url : {"http://10.0.0.1", "http://u:p@example.org", "ftp://example.org",
                          "http://printer.local", "http://[fc00::1]/"}) {
    EXPECT_EQ(reason(url, PreviewUrlProfile::core), "safe") << url;
  }
  for (const char* url : {"http://LOCALHOST:8080", "http://127.1", "http://0x7f000001", "http://0",
                          "http://[::1]/", "http://evil.example@localhost/"}) {
    EXPECT_EQ(reason(url, PreviewUrlProfile::core), "loopback-url-omitted") << url;
  }
  EXPECT_EQ(reason("http://256.1.1.1", PreviewUrlProfile::core), "invalid-url-omitted");
}

// WPC-PRE-004
TEST(PreviewUrl, OfTheStrictProfileLeadsToPublicHostsOverHttp) {
  const auto strict = [](const char* url) { return reason(url, PreviewUrlProfile::strict); };
  for (const char* url :
       {"http://10.1.2.3", "http://172.16.0.1", "http://192.168.0.1", "http://169.254.169.254",
        "http://100.64.0.1", "http://224.0.0.1", "http://printer.local", "http://printer.local.",
        "http://host.docker.internal", "http://nas.home.arpa", "http://intranet",
        "http://[fe80::1]", "http://[fc00::1]", "http://[::ffff:127.0.0.1]", "http://[::]",
        "http://[2002:7f00:1::]", "http://[2001:db8::1]", "http://localhost."}) {
    EXPECT_EQ(strict(url), "private-host-omitted") << url;
  }
  EXPECT_EQ(strict("http://user@example.org"), "credentials-omitted");
  EXPECT_EQ(strict("http://:p@example.org"), "credentials-omitted");
  for (const char* url : {"ftp://example.org", "mailto:a@b.example", "file:///etc/passwd",
                          "javascript:alert(1)", "localhost:8080"}) {
    EXPECT_EQ(strict(url), "unsupported-scheme-omitted") << url;
  }
  for (const char* url : {"https://preview.example.org/x?y#z", "http://93.184.216.34:8080",
                          "http://172.32.0.1", "http://[2606:2800:220:1::1]/"}) {
    EXPECT_EQ(strict(url), "safe") << url;
  }
}

}  // namespace
