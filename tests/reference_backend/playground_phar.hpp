#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A phar made here, because PHP makes none unless its configuration file lets it.

namespace WP_CODEBOX_NAMESPACE::playground {

/// A phar of PHP files; the first one is what runs. Its first line is `#!/usr/bin/env php`.
class TestPhar {
 public:
  explicit TestPhar(std::vector<std::pair<std::string, std::string>> files)
      : files_(std::move(files)) {}

  [[nodiscard]] std::string bytes() const {
    std::string phar =
        "#!/usr/bin/env php\n<?php Phar::mapPhar('wp-cli.phar'); require 'phar://"
        "wp-cli.phar/" +
        files_.front().first + "'; __HALT_COMPILER(); ?>\r\n";
    const std::string list = manifest();
    phar += little(list.size()) + list;
    for (const auto& [name, code] : files_) phar += code;
    constexpr std::uint32_t sha256_signature = 3;
    return phar + raw(sha256_hex(phar)) + little(sha256_signature) + "GBMB";
  }

 private:
  [[nodiscard]] std::string manifest() const {
    constexpr std::uint32_t with_signature = 0x00010000;
    const std::string alias = "wp-cli.phar";
    std::string list = little(files_.size()) + std::string("\x11\x10", 2) + little(with_signature) +
                       little(alias.size()) + alias + little(0);
    for (const auto& [name, code] : files_) {
      list += little(name.size()) + name + little(code.size()) + little(0) + little(code.size()) +
              little(crc32(code)) + little(0644) + little(0);
    }
    return list;
  }

  static std::string little(std::uint64_t number) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
    return bytes;
  }

  static std::string raw(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return bytes;
  }

  static std::uint32_t crc32(const std::string& text) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char letter : text) {
      crc ^= static_cast<std::uint8_t>(letter);
      for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
  }

  std::vector<std::pair<std::string, std::string>> files_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
