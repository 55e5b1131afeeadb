#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The JSON text of a contract struct, made as it is read.

namespace WP_CODEBOX_NAMESPACE::json {

/// What `to_json` gives for a struct, as a source of bytes: there is never more of the text in
/// memory than one member, or one element of a list. Reading never fails.
class EncodedSource final : public Source {
 public:
  /// Reads from a struct, which must outlive this and stay as it is.
  template <class T>
  explicit EncodedSource(const T& value) : EncodedSource(T::table, &value) {}
  /// The same for an object of the struct that `table` describes.
  EncodedSource(const StructTable& table, const void* object);

  [[nodiscard]] WP_CODEBOX_INLINE std::optional<std::size_t> read(char* to,
                                                                  std::size_t size) override;

 private:
  bool next_piece();
  void begin_field(const FieldRow& field);
  void next_element();

  const StructTable& table_;
  void* object_;
  std::string piece_;
  std::size_t taken_ = 0;  // Bytes of the piece that were handed out.
  std::size_t field_ = 0;  // Members of the table that were begun.
  bool is_first_ = true;   // No member was written yet.
  bool is_ended_ = false;
  const TypeRow* list_ = nullptr;  // The list that is being written.
  const void* elements_ = nullptr;
  std::size_t element_ = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/encoded_source.inl.hpp"
#endif
