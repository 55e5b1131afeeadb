#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "reference_backend/playground/run_folder.hpp"
#include "reference_backend/playground/sandbox_plan.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The PHP that commands run.

namespace WP_CODEBOX_NAMESPACE::playground {

/// PHP code and whether WordPress is loaded before it.
struct PhpProgram {
  std::string code;
  bool with_wordpress = true;
};

/// The program of `wordpress.run-php` (WPC-EXEC-013). Error: `runtime-argument-invalid` when there
/// is no code, or its file cannot be read.
[[nodiscard]] PhpProgram run_php_program(const EngineCommand& command);

/// The program of `inspect-mounted-inputs` (WPC-MNT-012).
[[nodiscard]] PhpProgram inspect_mounts_program(const std::vector<MountSpec>& mounts);

/// A PHP string literal with exactly these bytes.
[[nodiscard]] std::string php_literal(std::string_view text);

/// A program as files in the sandbox. A run has files of its own, so that neither another run nor
/// the OPcache can mix them up; they go when this object goes.
class PhpScript {
 public:
  /// `name` is unique in the runtime. Error: `std::filesystem::filesystem_error`.
  PhpScript(const RunFolder& folder, const std::string& name, const PhpProgram& program);
  PhpScript(const PhpScript&) = delete;
  PhpScript& operator=(const PhpScript&) = delete;
  ~PhpScript();

  /// The file to run, as the sandbox sees it.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
