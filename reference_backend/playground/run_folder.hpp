#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// The folder on the host that one runtime owns.

namespace WP_CODEBOX_NAMESPACE::playground {

/// A private folder below the system's temporary folder, with everything that one runtime has on
/// this host. The child removes it too when this program dies without doing so; when the child was
/// killed as well, `remove_orphans` does.
class RunFolder {
 public:
  /// Makes it. Error: `std::filesystem::filesystem_error`.
  explicit RunFolder(std::string_view runtime_id);
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;
  /// Removes it, if `remove` was not called.
  ~RunFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// The site, mounted at `/wordpress`.
  [[nodiscard]] std::filesystem::path site() const { return path_ / "site"; }
  /// What the sandbox may read of ours, mounted at `/codebox`: the scripts of the runs.
  [[nodiscard]] std::filesystem::path codebox() const { return path_ / "codebox"; }
  [[nodiscard]] std::filesystem::path scripts() const { return codebox() / "run"; }
  /// TMPDIR of the child; Playground puts its own folders there.
  [[nodiscard]] std::filesystem::path temporary() const { return path_ / "tmp"; }
  [[nodiscard]] std::filesystem::path home() const { return path_ / "home"; }
  /// The plan of the walls; never mounted.
  [[nodiscard]] std::filesystem::path walls() const { return path_ / "control" / "walls.json"; }

  /// Empties the folder for temporary files, after a child that could not do it.
  void clear_temporary() const;

  /// Removes everything. Error: `std::filesystem::filesystem_error`.
  void remove();

  /// Removes the folders of programs that are no more, those of this user. Never fails.
  static void remove_orphans() noexcept;

 private:
  void lock();
  void unlock() noexcept;

  std::filesystem::path path_;
  int lock_ = -1;  ///< Locked as long as the owner lives, however it ends.
};

/// Writes a file of ours: nobody sees it half-written. Error:
/// `std::filesystem::filesystem_error`.
void write_whole_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace WP_CODEBOX_NAMESPACE::playground
