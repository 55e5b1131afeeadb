#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "wp_codebox/json/impl/decode.inl.hpp"
#include "wp_codebox/json/impl/huge_pages.hpp"
#include "wp_codebox/json/impl/member_order.hpp"
#include "wp_codebox/json/impl/node_access.hpp"
#include "wp_codebox/json/stream.hpp"

/// \file
/// Decoding of a text that is never in memory as a whole: the outermost struct member by member,
/// its lists element by element.

namespace WP_CODEBOX_NAMESPACE::json::decoding {

/// The members that a table does not name, and what is wrong with them.
class OtherMembers {
 public:
  struct Member {
    Value value;
    Issues issues;
  };

  /// Appends a member, or replaces what has its name.
  void set(const std::string& name, Member member) {
    const auto [place, is_new] = places_.try_emplace(name, members_.size());
    if (is_new) {
      members_.emplace_back(name, std::move(member));
    } else {
      members_[place->second].second = std::move(member);
    }
  }

  [[nodiscard]] bool has(std::string_view name) const {
    return places_.contains(std::string(name));
  }

  /// Hands all of them over in JavaScript's order.
  void move_to(Extra& extra, Issues& issues) {
    std::ranges::stable_sort(members_, {}, [](const auto& member) {
      // Other names than array indexes, which are -1, come last.
      return static_cast<std::uint64_t>(impl::array_index(member.first));
    });
    extra.clear();
    for (auto& [name, member] : members_) {
      extra.append(std::move(name), std::move(member.value));
      std::ranges::move(member.issues, std::back_inserter(issues));
    }
  }

 private:
  std::vector<std::pair<std::string, Member>> members_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// One decoding run over a stream. Its issues come in the order of `Run` for the whole document.
class PieceRun {
 public:
  /// `expected_bytes` is how long the text is; only room is made by it.
  PieceRun(StreamReader& reader, std::size_t expected_bytes)
      : reader_(reader), expected_bytes_(expected_bytes) {}

  /// Reads the value that the reader stands before. What was read counts only when the reader
  /// comes to its end without an error.
  void read(const TypeRow& row, void* target, Issues& issues) {
    const PathFrame root = PathFrame::root();
    if (row.shape == Shape::structure && reader_.enter_object()) {
      structure(*row.table, target, root, issues);
    } else {
      value(row, target, root, nullptr, issues);
    }
  }

 private:
  void structure(const StructTable& table, void* target, const PathFrame& frame, Issues& issues) {
    std::vector<Issues> found(table.fields.size());
    std::vector<bool> named(table.fields.size());
    OtherMembers others;
    std::size_t hint = 0;
    while (reader_.next_member()) {
      const std::string name(reader_.name());
      const std::size_t place = find(table, name, hint);
      if (place != table.fields.size()) {
        const FieldRow& field = table.fields[place];
        named[place] = true;
        hint = place + 1;
        // Of a repeated name the last value counts.
        found[place].clear();
        value(*field.type, field.access(target), frame.member(name), field.rule, found[place]);
      } else if (const Node* node = reader_.value()) {
        Issues unknown;
        if (table.closed) Run(unknown).unknown(name, *node, table, frame);
        others.set(name, {Value(*node), std::move(unknown)});
      }
    }
    if (reader_.error()) return;
    for (std::size_t place = 0; place < named.size(); ++place) {
      if (!named[place]) Run(issues).absent(table.fields[place], target, frame);
      append(issues, found[place]);
    }
    Run(issues).requirement(table, frame, [&](std::string_view name) {
      const std::size_t place = find(table, name, 0);
      return place == named.size() ? others.has(name) : named[place];
    });
    others.move_to(*table.extra(target), issues);
  }

  /// The value that comes next.
  void value(const TypeRow& row, void* target, const PathFrame& frame, const FieldRule* rule,
             Issues& issues) {
    if (reader_.peek() == Kind::array) {
      const TypeRow* inner = &row;
      while (is_wrapper(*inner)) inner = inner->inner;
      if (inner->shape == Shape::list && reader_.enter_array()) {
        for (const TypeRow* outer = &row; outer != inner; outer = outer->inner) {
          target = outer->container->append(target, {});
        }
        return list(*inner, target, frame, rule, issues);
      }
    }
    if (const Node* node = reader_.value()) Run(issues).any(*node, row, target, frame, rule);
  }

  void list(const TypeRow& row, void* target, const PathFrame& frame, const FieldRule* rule,
            Issues& issues) {
    row.container->clear(target);
    const FieldRule* const item_rule = rule == nullptr ? nullptr : rule->items;
    Issues found;
    std::size_t count = 0;
    std::size_t bytes = 0;
    std::size_t room = first_room;
    while (reader_.next_element()) {
      const Node* const node = reader_.value();
      if (node == nullptr) return;
      if (count == room) {
        room = room_for(count, bytes);
        row.container->reserve(target, room);
        expect_all_of(row, target, room);
      }
      bytes += reader_.value_text().size();
      void* const element = row.container->append(target, {});
      Run(found).any(*node, *row.inner, element, frame.element(count++), item_rule);
    }
    if (rule != nullptr) {
      Run(issues).count_rule(impl::NodeAccess::array(nullptr, count), frame, *rule);
    }
    append(issues, found);
  }

  /// Tells the system that the whole room of a list, which has two elements or more, will be used.
  static void expect_all_of(const TypeRow& row, const void* list, std::size_t room) {
    const auto* const first = static_cast<const char*>(row.container->at(list, 0));
    const auto* const second = static_cast<const char*>(row.container->at(list, 1));
    impl::prefer_huge_pages(first, room * static_cast<std::size_t>(second - first));
  }

  /// How many elements will come if the rest of the text is like what was read. A vector that
  /// doubles would hold everything twice when it last grows. Bounded, because the first elements
  /// may be much shorter than all others.
  [[nodiscard]] std::size_t room_for(std::size_t count, std::size_t bytes) const {
    constexpr std::size_t greatest_growth = 64;
    const double share = static_cast<double>(expected_bytes_) / static_cast<double>(bytes);
    const auto expected = static_cast<std::size_t>(static_cast<double>(count) *
                                                   std::min(share * 1.02, double{greatest_growth}));
    return std::max(expected, 2 * count);
  }

  static bool is_wrapper(const TypeRow& row) {
    return row.shape == Shape::optional || row.shape == Shape::nullable || row.shape == Shape::box;
  }

  /// Members mostly come in table order, so the search starts where the last one was found.
  static std::size_t find(const StructTable& table, std::string_view name, std::size_t hint) {
    const std::size_t size = table.fields.size();
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = (hint + i) % size;
      if (table.fields[place].name == name) return place;
    }
    return size;
  }

  static void append(Issues& issues, Issues& more) {
    std::ranges::move(more, std::back_inserter(issues));
  }

  static constexpr std::size_t first_room = 512;

  StreamReader& reader_;
  std::size_t expected_bytes_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json::decoding
