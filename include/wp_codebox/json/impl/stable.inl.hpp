#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#include "wp_codebox/json/impl/unicode.hpp"
#include "wp_codebox/json/impl/write_scalar.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace impl {

/// The first two UTF-16 code units at `at` as one number; a unit that is not there is 0. Bytes that
/// are not WTF-8 count as themselves.
inline std::uint32_t first_units(const char* at, const char* end) {
  const auto next = [&](const char* from) -> CodePoint {
    if (from == end) return {0, 0};
    const CodePoint point = read_code(from, end);
    return point.length != 0 ? point : CodePoint{static_cast<unsigned char>(*from), 1};
  };
  const auto high_unit = [](std::uint32_t code) {
    return code < 0x10000 ? code : 0xD800 + ((code - 0x10000) >> 10);
  };
  const CodePoint first = next(at);
  if (first.code >= 0x10000) {
    return high_unit(first.code) << 16 | (0xDC00 + ((first.code - 0x10000) & 0x3FF));
  }
  return first.code << 16 | high_unit(next(at + first.length).code);
}

/// Compares strings whose bytes first differ at `place`, where neither has ended.
inline int compare_at(std::string_view left, std::string_view right, std::size_t place) {
  const auto a = static_cast<unsigned char>(left[place]);
  const auto b = static_cast<unsigned char>(right[place]);
  // UTF-8 and UTF-16 agree on the order but for code points from U+10000, which UTF-16 puts
  // below U+E000; and lone surrogates meet the halves of such a pair. All have leads from 0xED.
  if (a < 0xED || b < 0xED) return a < b ? -1 : 1;
  const std::uint32_t left_units = first_units(left.data() + place, left.data() + left.size());
  const std::uint32_t right_units = first_units(right.data() + place, right.data() + right.size());
  if (left_units != right_units) return left_units < right_units ? -1 : 1;
  return a < b ? -1 : 1;
}

/// Prints the digest form. Its recursion is bounded by `depth_limit`, which the reader keeps.
class StablePrinter {
 public:
  explicit StablePrinter(Output& output) : output_(output) {}

  void print(const Node& node) {
    if (node.is_object()) {
      object(node);
    } else if (node.is_array()) {
      output_.put('[');
      bool first = true;
      for (const Node& item : node.items()) {
        if (!first) output_.put(',');
        first = false;
        print(item);
      }
      output_.put(']');
    } else {
      write_scalar(node, output_);
    }
  }

 private:
  void object(const Node& node) {
    const std::span<const Member> members = node.members();
    output_.put('{');
    if (sorted(members)) {
      bool first = true;
      for (const Member& each : members) {
        member(each, first);
        first = false;
      }
    } else {
      const std::size_t begin = order_.size();
      for (const Member& each : members) order_.push_back(&each);
      std::sort(order_.begin() + static_cast<std::ptrdiff_t>(begin), order_.end(),
                [](const Member* left, const Member* right) {
                  return compare_utf16(left->name(), right->name()) < 0;
                });
      // Inner objects use the space behind, which may move.
      for (std::size_t at = 0; at < members.size(); ++at) member(*order_[begin + at], at == 0);
      order_.resize(begin);
    }
    output_.put('}');
  }

  void member(const Member& member, bool first) {
    if (!first) output_.put(',');
    write_string_node(member.key, output_);
    output_.put(':');
    print(member.value);
  }

  static bool sorted(std::span<const Member> members) {
    for (std::size_t at = 1; at < members.size(); ++at) {
      if (compare_utf16(members[at - 1].name(), members[at].name()) > 0) return false;
    }
    return true;
  }

  Output& output_;
  std::vector<const Member*> order_;
};

}  // namespace impl

WP_CODEBOX_INLINE int compare_utf16(std::string_view left, std::string_view right) {
  const std::size_t shared = std::min(left.size(), right.size());
  const auto place = static_cast<std::size_t>(
      std::mismatch(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(shared), right.begin())
          .first -
      left.begin());
  if (place != shared) return impl::compare_at(left, right, place);
  if (left.size() == right.size()) return 0;
  return left.size() < right.size() ? -1 : 1;
}

WP_CODEBOX_INLINE void write_stable(const Node& node, Output& output) {
  impl::StablePrinter(output).print(node);
}

WP_CODEBOX_INLINE std::string stable_json(const Node& node) {
  std::string text;
  {
    StringOutput output(text);
    write_stable(node, output);
  }
  return text;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
