#pragma once

#include <iosfwd>
#include <memory>
#include <optional>

#include "wp_codebox/version.hpp"

namespace CLI {
class App;
}

/// \file
/// The program's commands about documents: validate, verify-bundle, preflight, digest, schema,
/// vectors.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Adds the commands to the program and carries out the one that was given.
class DocumentCommands {
 public:
  explicit DocumentCommands(CLI::App& program);
  ~DocumentCommands();
  DocumentCommands(const DocumentCommands&) = delete;
  DocumentCommands& operator=(const DocumentCommands&) = delete;

  /// The exit code of the command that was parsed; nothing when it was none of these.
  [[nodiscard]] std::optional<int> run(std::istream& in, std::ostream& out, std::ostream& err);

 private:
  struct Requests;
  std::unique_ptr<Requests> requests_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
