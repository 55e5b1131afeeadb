#pragma once

#include <openssl/evp.h>
#include <openssl/opensslv.h>

#include "wp_codebox/digest/sha256.hpp"

// OpenSSL 1 has no such macro.
#if !defined(OPENSSL_VERSION_MAJOR) || OPENSSL_VERSION_MAJOR < 3
#error "wp_codebox needs OpenSSL 3.0 or later"
#endif

namespace WP_CODEBOX_NAMESPACE {

namespace impl {

/// The algorithm, looked up once: OpenSSL 3 takes longer to find it than to hash a small payload.
inline const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

inline EVP_MD_CTX* openssl_context(void* context) { return static_cast<EVP_MD_CTX*>(context); }

}  // namespace impl

WP_CODEBOX_INLINE std::string hex_text(const Sha256Bytes& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

WP_CODEBOX_INLINE void Sha256::FreeContext::operator()(void* context) const {
  EVP_MD_CTX_free(impl::openssl_context(context));
}

WP_CODEBOX_INLINE Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  if (context_ == nullptr || impl::sha256_algorithm() == nullptr) throw Sha256Unavailable();
  reset();
}

WP_CODEBOX_INLINE Sha256::~Sha256() = default;
WP_CODEBOX_INLINE Sha256::Sha256(Sha256&&) noexcept = default;
WP_CODEBOX_INLINE Sha256& Sha256::operator=(Sha256&&) noexcept = default;

WP_CODEBOX_INLINE void Sha256::reset() {
  if (EVP_DigestInit_ex2(impl::openssl_context(context_.get()), impl::sha256_algorithm(),
                         nullptr) != 1) {
    throw Sha256Unavailable();
  }
}

WP_CODEBOX_INLINE void Sha256::update(std::string_view bytes) {
  if (EVP_DigestUpdate(impl::openssl_context(context_.get()), bytes.data(), bytes.size()) != 1) {
    throw Sha256Unavailable();
  }
}

WP_CODEBOX_INLINE Sha256Bytes Sha256::finish() {
  Sha256Bytes bytes{};
  unsigned size = 0;
  if (EVP_DigestFinal_ex(impl::openssl_context(context_.get()), bytes.data(), &size) != 1) {
    throw Sha256Unavailable();
  }
  reset();
  return bytes;
}

WP_CODEBOX_INLINE std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish_hex();
}

}  // namespace WP_CODEBOX_NAMESPACE
