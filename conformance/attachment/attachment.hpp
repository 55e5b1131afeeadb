#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "conformance/verdict/outcome.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How the kit gets at the backend under test.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Something that a backend's program did wrong, as opposed to what it answered.
struct AttachmentFault {
  Outcome outcome = Outcome::crash;  ///< How the case comes out in which it happened.
  std::string what;
};

/// A way to a backend. The cases see nothing but its `RuntimeBackend`; whether that lives in this
/// process or speaks the protocol from another is the attachment's business.
class Attachment {
 public:
  Attachment() = default;
  Attachment(const Attachment&) = delete;
  Attachment& operator=(const Attachment&) = delete;
  virtual ~Attachment() = default;

  /// What a person calls it, such as `memory`.
  [[nodiscard]] virtual std::string name() const = 0;

  /// The backend; the same one at every call. Safe to call from several threads.
  [[nodiscard]] virtual RuntimeBackend& backend() = 0;

  /// Looks at everything that came from the backend so far and gives the faults since the last
  /// call, oldest first. A program that failed is usable again afterwards.
  [[nodiscard]] virtual std::vector<AttachmentFault> settle() { return {}; }

  /// Why the backend cannot be used any more, for good; empty while it can.
  [[nodiscard]] virtual std::string lost() const { return ""; }

  /// Ends the backend, which is not used any more, and gives the faults since the last `settle`.
  [[nodiscard]] virtual std::vector<AttachmentFault> close() { return {}; }
};

/// Makes a backend in this process.
using BackendFactory = std::function<std::unique_ptr<RuntimeBackend>()>;

/// An attachment to a backend in this process, which is made at once. What the factory throws comes
/// through.
[[nodiscard]] std::unique_ptr<Attachment> attach_in_process(std::string name,
                                                            const BackendFactory& factory);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
