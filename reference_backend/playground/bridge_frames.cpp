#include "reference_backend/playground/bridge_frames.hpp"

#include <algorithm>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

constexpr std::size_t quoted_bytes = 200;

BridgeGarbage not_a_message(std::string_view line) {
  return BridgeGarbage("the bridge printed what is not a message: " +
                       std::string(line.substr(0, quoted_bytes)));
}

}  // namespace

void BridgeFrameReader::feed(std::string_view bytes,
                             const std::function<void(BridgeFrame frame)>& on_frame) {
  while (!bytes.empty() || complete()) {
    if (!in_payload_) bytes = take_line(bytes);
    if (in_payload_) bytes = take_payload(bytes);
    if (!complete()) continue;
    in_payload_ = false;
    on_frame(std::exchange(frame_, {}));
  }
}

std::string_view BridgeFrameReader::take_line(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  line_.append(bytes.substr(0, end));
  if (line_.size() > limit_) throw not_a_message(line_);
  if (end == std::string_view::npos) return {};
  frame_.message = nlohmann::json::parse(line_, nullptr, false);
  if (!frame_.message.is_object()) throw not_a_message(line_);
  open_payload();
  line_.clear();
  return bytes.substr(end + 1);
}

void BridgeFrameReader::open_payload() {
  in_payload_ = true;
  part_ = 0;
  sizes_.clear();
  const auto payload = frame_.message.find("payload");
  if (payload == frame_.message.end()) return;
  std::size_t total = 0;
  for (const auto& size : *payload) {
    if (!size.is_number_unsigned() || size.get<std::size_t>() > limit_ - total) {
      throw not_a_message(line_);
    }
    total += size.get<std::size_t>();
    sizes_.push_back(size.get<std::size_t>());
  }
  frame_.payload.resize(sizes_.size());
}

std::string_view BridgeFrameReader::take_payload(std::string_view bytes) {
  while (part_ < sizes_.size()) {
    std::string& part = frame_.payload[part_];
    if (part.empty()) part.reserve(sizes_[part_]);
    const std::size_t taken = std::min(bytes.size(), sizes_[part_] - part.size());
    part.append(bytes.substr(0, taken));
    bytes.remove_prefix(taken);
    if (part.size() < sizes_[part_]) break;
    ++part_;
  }
  return bytes;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
