#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "wp_codebox/json/output.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// SHA-256, by OpenSSL.

namespace WP_CODEBOX_NAMESPACE {

/// OpenSSL has no SHA-256 to give (a provider's configuration forbids it) or could not run it.
class Sha256Unavailable : public std::runtime_error {
 public:
  Sha256Unavailable() : std::runtime_error("OpenSSL cannot compute SHA-256") {}
  /// Stable code: `sha256-unavailable`.
  [[nodiscard]] std::string_view code() const { return "sha256-unavailable"; }
};

/// The 32 bytes of a SHA-256.
using Sha256Bytes = std::array<std::uint8_t, 32>;

/// A digest as the contract writes it: 64 hexadecimal digits in lower case.
[[nodiscard]] std::string hex_text(const Sha256Bytes& bytes);

/// Computes SHA-256 of bytes that come in pieces. One object digests any number of inputs, one
/// after the other; that is much cheaper than a new object for each. Not to be shared between
/// threads. Every function throws `Sha256Unavailable` if OpenSSL fails.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  /// Adds bytes to the current input.
  void update(std::string_view bytes);

  /// Ends the current input and returns its digest; the next `update` begins a new input.
  [[nodiscard]] Sha256Bytes finish();

  /// As `finish`, in hexadecimal digits.
  [[nodiscard]] std::string finish_hex() { return hex_text(finish()); }

  /// Forgets the current input.
  void reset();

 private:
  struct FreeContext {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, FreeContext> context_;  // An EVP_MD_CTX.
};

/// The SHA-256 of bytes, in hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// Lets JSON writers print straight into a hash. Not to be shared between threads.
class Sha256Output final : public json::Output {
 public:
  /// Adds to `hash`'s current input; `hash` must outlive this.
  explicit Sha256Output(Sha256& hash) : hash_(hash) {}

  /// Everything that was put must have been handed on with `flush` or `finish` before this ends.
  ~Sha256Output() = default;

  /// Ends the current input and returns its digest; what is put next begins a new input.
  [[nodiscard]] Sha256Bytes finish() {
    flush();
    return hash_.finish();
  }

  /// As `finish`, in hexadecimal digits.
  [[nodiscard]] std::string finish_hex() { return hex_text(finish()); }

 private:
  void consume(std::string_view bytes) override { hash_.update(bytes); }

  Sha256& hash_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/digest/impl/sha256.inl.hpp"
#endif
