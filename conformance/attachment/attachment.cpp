#include "conformance/attachment/attachment.hpp"

#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class InProcessAttachment final : public Attachment {
 public:
  InProcessAttachment(std::string name, std::unique_ptr<RuntimeBackend> backend)
      : name_(std::move(name)), backend_(std::move(backend)) {}

  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] RuntimeBackend& backend() override { return *backend_; }

 private:
  std::string name_;
  std::unique_ptr<RuntimeBackend> backend_;
};

}  // namespace

std::unique_ptr<Attachment> attach_in_process(std::string name, const BackendFactory& factory) {
  return std::make_unique<InProcessAttachment>(std::move(name), factory());
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
