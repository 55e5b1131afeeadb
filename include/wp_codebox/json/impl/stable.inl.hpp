#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
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

/// A member with the beginning of its name, to order most names by one comparison.
struct OrderedMember {
  std::uint64_t beginning;  ///< The first eight bytes of the name as one big-endian number.
  const Member* member;

  OrderedMember() = default;
  explicit OrderedMember(const Member& of) : beginning(first_bytes(of.name())), member(&of) {}

  [[nodiscard]] bool operator<(const OrderedMember& other) const {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    if (beginning != other.beginning && ((beginning | other.beginning) & high_bits) == 0) {
      return beginning < other.beginning;
    }
    return compare_utf16(member->name(), other.member->name()) < 0;
  }

 private:
  static std::uint64_t first_bytes(std::string_view name) {
    const auto byte = [&](std::size_t at) {
      return std::uint64_t{static_cast<unsigned char>(name[at])} << (56 - 8 * at);
    };
    std::uint64_t number = 0;
    if (name.size() >= 8) {
      std::memcpy(&number, name.data(), 8);
      return from_big_endian(number);
    }
    if (name.size() >= 4) {
      // Two halves that overlap.
      std::uint32_t head = 0;
      std::uint32_t tail = 0;
      std::memcpy(&head, name.data(), 4);
      std::memcpy(&tail, name.data() + name.size() - 4, 4);
      return std::uint64_t{from_big_endian(head)} << 32 | std::uint64_t{from_big_endian(tail)}
                                                              << (64 - 8 * name.size());
    }
    for (std::size_t at = 0; at < name.size(); ++at) number |= byte(at);
    return number;
  }

  static std::uint64_t from_big_endian(std::uint64_t number) {
    return std::endian::native == std::endian::big
               ? number
               : std::uint64_t{from_big_endian(static_cast<std::uint32_t>(number))} << 32 |
                     from_big_endian(static_cast<std::uint32_t>(number >> 32));
  }

  static std::uint32_t from_big_endian(std::uint32_t number) {
    return std::endian::native == std::endian::big
               ? number
               : number << 24 | (number & 0xFF00) << 8 | (number >> 8 & 0xFF00) | number >> 24;
  }
};

/// Prints the digest form. Its recursion is bounded by `depth_limit`, which the reader keeps.
class StablePrinter {
 public:
  explicit StablePrinter(Output& output) : output_(output) {}

  void print(const Node& node) {
    if (node.is_object()) {
      object(node.members());
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
  static constexpr std::size_t few = 24;

  void object(std::span<const Member> members) {
    // The order is kept on a stack of its own, in front of that of the objects inside, so that the
    // recursion takes little of the thread's stack.
    const std::size_t begin = used_;
    if (members.size() <= few) {
      order_few(members);
    } else {
      order_many(members);
    }
    char before = '{';
    for (std::size_t at = begin; at < begin + members.size(); ++at) {
      const Member& member = *ordered(at);
      output_.put(before);
      before = ',';
      write_string_node(member.key, output_);
      output_.put(':');
      print(member.value);
    }
    if (members.empty()) output_.put('{');
    output_.put('}');
    used_ = begin;
  }

  void order_few(std::span<const Member> members) {
    std::array<OrderedMember, few> sorted;
    std::size_t count = 0;
    for (const Member& member : members) {
      // Most objects have few members, often in order already: sorting by insertion.
      const OrderedMember next(member);
      std::size_t place = count++;
      for (; place > 0 && next < sorted[place - 1]; --place) sorted[place] = sorted[place - 1];
      sorted[place] = next;
    }
    for (std::size_t at = 0; at < count; ++at) push(sorted[at].member);
  }

  void order_many(std::span<const Member> members) {
    std::vector<OrderedMember> sorted;
    sorted.reserve(members.size());
    for (const Member& member : members) sorted.emplace_back(member);
    if (!std::is_sorted(sorted.begin(), sorted.end())) std::sort(sorted.begin(), sorted.end());
    for (const OrderedMember& each : sorted) push(each.member);
  }

  void push(const Member* member) {
    if (used_ < room) {
      order_[used_] = member;
    } else {
      more_.resize(used_ - room);
      more_.push_back(member);
    }
    ++used_;
  }

  [[nodiscard]] const Member* ordered(std::size_t at) const {
    return at < room ? order_[at] : more_[at - room];
  }

  static constexpr std::size_t room = 128;

  Output& output_;
  std::size_t used_ = 0;
  std::array<const Member*, room> order_;
  std::vector<const Member*> more_;
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
