#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/testcase/case.hpp"
#include "conformance/testcase/json.hpp"
#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Bundles of runs that left something in every file.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A collected bundle as a reader of its files sees it.
class ReadBundle {
 public:
  explicit ReadBundle(ArtifactBundle bundle) : bundle_(std::move(bundle)) {}

  [[nodiscard]] const ArtifactBundle& record() const { return bundle_; }
  [[nodiscard]] std::filesystem::path directory() const { return bundle_.directory; }
  /// The bytes of a file; a finding and an empty text when it cannot be read.
  [[nodiscard]] std::string text(const std::string& path) const;
  /// A file as JSON; a finding and null when it is none.
  [[nodiscard]] Json document(const std::string& path) const;
  /// The lines of a file, each as JSON.
  [[nodiscard]] std::vector<Json> lines(const std::string& path) const;
  /// The manifest's entries by path.
  [[nodiscard]] std::vector<Json> entries() const;
  /// Everything below the directory that is no directory, with relative paths, sorted.
  [[nodiscard]] std::vector<std::string> files() const;

 private:
  ArtifactBundle bundle_;
};

/// Fixture of the cases that look at bundles.
class Bundles : public Case {
 public:
  static void TearDownTestSuite();

 protected:
  /// A run with mounts of every kind, commands that succeeded and failed, observations and a
  /// snapshot, and its bundle: made once, looked at by many cases. What a backend refuses along
  /// the way is not this fixture's business.
  struct Busy {
    std::unique_ptr<Testee> testee;
    std::filesystem::path host;  ///< Directory with the sources of the mounts.
    std::unique_ptr<ReadBundle> bundle;
  };
  static Busy& busy(Place place = Place::here());

  /// Collects; has to succeed.
  static ReadBundle collect(Testee& testee, const ArtifactSpec& spec = {},
                            Place place = Place::here());

  /// The SDK's verifier finds nothing.
  static void expect_verifies(std::string_view what, const ReadBundle& bundle,
                              Place place = Place::here());

  /// Writes the files of the mounts of `busy` below a directory.
  static void write_mounts(const std::filesystem::path& host);
  /// A readwrite mount of `host/name`; with the baseline `host/baseline` if that is not empty.
  static MountSpec changed_mount(const std::filesystem::path& host, const std::string& name,
                                 const std::string& baseline);

 private:
  static Busy& kept();
};

/// The first entry of a list whose member has this text; null when there is none.
[[nodiscard]] Json entry_with(const Json& list, const char* name, std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
