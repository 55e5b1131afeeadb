#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/json/impl/node_access.hpp"

/// \file
/// JavaScript's order of members: array-index names ascending, then the others as they came; a
/// repeated name keeps its first place and its last value.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// The index that a name stands for, or -1: decimal 0 to 4294967294 without leading zeros.
inline std::int64_t array_index(std::string_view name) {
  if (name.empty() || name.size() > 10 || (name[0] == '0' && name.size() > 1)) return -1;
  std::int64_t index = 0;
  for (const char digit : name) {
    if (digit < '0' || digit > '9') return -1;
    index = index * 10 + (digit - '0');
  }
  return index <= 4294967294 ? index : -1;
}

/// Orders members in place. Keeps its scratch memory.
class MemberOrder {
 public:
  /// Returns how many members are left.
  std::size_t apply(Member* members, std::size_t count, bool has_index_names) {
    if (count > 1) count = count <= small ? unite_few(members, count) : unite_many(members, count);
    if (has_index_names) sort_index_names(members, count);
    return count;
  }

  [[nodiscard]] std::size_t bytes() const {
    return hashes_.capacity() * sizeof(Hashed) + moved_.capacity() * sizeof(Member) +
           indexes_.capacity() * sizeof(Indexed);
  }

  void clear() {
    hashes_ = {};
    moved_ = {};
    indexes_ = {};
  }

 private:
  static constexpr std::size_t small = 16;
  using Indexed = std::pair<std::uint32_t, std::uint32_t>;  // array index, place
  struct Hashed {
    std::uint64_t hash;
    std::size_t place;
  };

  static std::size_t unite_few(Member* members, std::size_t count) {
    std::size_t kept = 1;
    for (std::size_t at = 1; at < count; ++at) {
      std::size_t first = 0;
      while (first < kept && !NodeAccess::same_name(members[first].key, members[at].key)) ++first;
      if (first < kept) {
        members[first].value = members[at].value;
      } else {
        if (kept != at) members[kept] = members[at];
        ++kept;
      }
    }
    return kept;
  }

  static std::uint64_t hash(std::string_view name) {
    std::uint64_t sum = 0x9E3779B97F4A7C15U ^ name.size();
    const auto mix = [&](std::uint64_t word) {
      sum = (sum ^ word) * 0xD6E8FEB86659FD93U;
      sum ^= sum >> 32;
    };
    std::size_t at = 0;
    for (; at + 8 <= name.size(); at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, name.data() + at, 8);
      mix(word);
    }
    std::uint64_t word = 0;
    if (at < name.size()) std::memcpy(&word, name.data() + at, name.size() - at);
    mix(word);
    return sum;
  }

  /// Sorts by hash, so that even names chosen to collide cost no more than n log n comparisons.
  std::size_t unite_many(Member* members, std::size_t count) {
    if (ascending(members, count)) return count;
    hashes_.clear();
    hashes_.reserve(count);
    for (std::size_t place = 0; place < count; ++place) {
      hashes_.push_back({hash(members[place].name()), place});
    }
    std::sort(hashes_.begin(), hashes_.end(), [&](const Hashed& left, const Hashed& right) {
      if (left.hash != right.hash) return left.hash < right.hash;
      const int order = members[left.place].name().compare(members[right.place].name());
      return order != 0 ? order < 0 : left.place < right.place;
    });
    bool repeated = false;
    for (std::size_t at = 0; at < count;) {
      std::size_t next = at + 1;
      Member& first = members[hashes_[at].place];
      while (next < count && hashes_[next].hash == hashes_[at].hash &&
             members[hashes_[next].place].name() == first.name()) {
        first.value = members[hashes_[next].place].value;
        // Marks what is to be dropped; a name is a string otherwise.
        members[hashes_[next].place].key = NodeAccess::null();
        repeated = true;
        ++next;
      }
      at = next;
    }
    if (!repeated) return count;
    const auto* const kept = std::remove_if(
        members, members + count, [](const Member& member) { return member.key.is_null(); });
    return static_cast<std::size_t>(kept - members);
  }

  static bool ascending(const Member* members, std::size_t count) {
    for (std::size_t at = 1; at < count; ++at) {
      if (members[at - 1].name() >= members[at].name()) return false;
    }
    return true;
  }

  void sort_index_names(Member* members, std::size_t count) {
    indexes_.clear();
    moved_.clear();
    std::size_t others = 0;
    for (std::size_t at = 0; at < count; ++at) {
      const std::int64_t index = array_index(members[at].name());
      if (index < 0) {
        members[others++] = members[at];
      } else {
        indexes_.emplace_back(static_cast<std::uint32_t>(index),
                              static_cast<std::uint32_t>(moved_.size()));
        moved_.push_back(members[at]);
      }
    }
    if (!std::is_sorted(indexes_.begin(), indexes_.end())) {
      std::sort(indexes_.begin(), indexes_.end());
    }
    std::copy_backward(members, members + others, members + count);
    for (const Indexed& entry : indexes_) *members++ = moved_[entry.second];
  }

  std::vector<Hashed> hashes_;
  std::vector<Member> moved_;
  std::vector<Indexed> indexes_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
