#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// The messages that the bridge writes, cut out of a stream of bytes.

namespace WP_CODEBOX_NAMESPACE::playground {

/// One message: a line of JSON and the bytes that followed it.
struct BridgeFrame {
  nlohmann::json message;
  std::vector<std::string> payload;
};

/// What came is not the bridge's protocol.
class BridgeGarbage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads frames from bytes that come in any pieces. Not to be shared between threads.
class BridgeFrameReader {
 public:
  /// A line or a payload of more than `limit` bytes is garbage.
  explicit BridgeFrameReader(std::size_t limit) : limit_(limit) {}

  /// Takes the next bytes and gives out every frame that is complete. Throws `BridgeGarbage`.
  void feed(std::string_view bytes, const std::function<void(BridgeFrame frame)>& on_frame);

 private:
  std::string_view take_line(std::string_view bytes);
  std::string_view take_payload(std::string_view bytes);
  void open_payload();
  [[nodiscard]] bool complete() const { return in_payload_ && part_ == sizes_.size(); }

  std::size_t limit_;
  std::string line_;
  bool in_payload_ = false;
  std::size_t part_ = 0;  ///< The part of the payload that is being filled.
  std::vector<std::size_t> sizes_;
  BridgeFrame frame_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
