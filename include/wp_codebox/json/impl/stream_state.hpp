#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/json/impl/document.inl.hpp"
#include "wp_codebox/json/impl/member_order.hpp"
#include "wp_codebox/json/impl/parser.hpp"
#include "wp_codebox/json/impl/stream_window.hpp"
#include "wp_codebox/json/stream.hpp"

/// \file
/// Where a stream stands: the window, what was entered, whether a value comes next.

namespace WP_CODEBOX_NAMESPACE::json {

struct StreamReader::State {
  State(Source& source, const StreamOptions& with)
      : options(with), window(source, with.buffer_bytes) {}
  State(std::string_view text, const StreamOptions& with) : options(with), window(text) {}

  /// Goes to the next value; false when none is to come or the text ends.
  bool begin_value() {
    has_value = false;
    if (error.has_value() || !pending) return false;
    return next_character() || fail_at_end("a value");
  }

  std::optional<Kind> peek_kind() {
    if (!begin_value()) return std::nullopt;
    switch (*window.at()) {
      case '{':
        return Kind::object;
      case '[':
        return Kind::array;
      case '"':
        return Kind::string;
      case 't':
      case 'f':
        return Kind::boolean;
      case 'n':
        return Kind::null;
      default:
        if (*window.at() == '-' || impl::is_digit(*window.at())) return Kind::number;
        fail(read_code::syntax, "a value");
        return std::nullopt;
    }
  }

  bool enter(bool is_object) {
    if (!begin_value() || *window.at() != (is_object ? '{' : '[')) return false;
    if (levels.size() >= max_depth()) return fail_too_deep();
    window.set_mark(window.at());
    window.move_to(window.at() + 1);
    levels.push_back({is_object, true, 0, {}});
    pending = false;
    return true;
  }

  bool next_element() {
    if (!next_entry(false)) return false;
    pending = true;
    return true;
  }

  bool next_member() { return next_entry(true) && next_name(); }

  bool read_value() {
    if (!begin_value()) return false;
    window.set_mark(window.at());
    if (parse(false) != Parsed::whole) return false;
    pending = false;
    has_value = true;
    return true;
  }

  /// As `read_value`, but arrays and objects that do not fit the buffer are passed over entry by
  /// entry. The recursion is bounded by `depth_limit`.
  bool skip_value() {
    if (!begin_value()) return false;
    const bool is_object = *window.at() == '{';
    switch (parse(is_object || *window.at() == '[')) {
      case Parsed::whole:
        pending = false;
        return true;
      case Parsed::not_at_all:
        return false;
      case Parsed::too_long:
        break;
    }
    const bool noted = std::exchange(notes_names, false);
    const std::size_t depth = levels.size();
    bool good = enter(is_object);
    while (good && levels.size() > depth) {
      good = (is_object ? next_member() : next_element()) ? skip_value() : !error.has_value();
    }
    notes_names = noted;
    return good;
  }

  bool leave() {
    if (levels.empty()) return false;
    const std::size_t depth = levels.size();
    while (!error.has_value() && levels.size() >= depth) {
      if (levels.back().is_object) {
        next_member();
      } else {
        next_element();
      }
    }
    return !error.has_value();
  }

  bool finish() {
    has_value = false;
    while (!levels.empty()) {
      if (!leave()) return false;
    }
    if (pending && !skip_value()) return false;
    if (error.has_value()) return false;
    if (next_character()) return fail(read_code::syntax, "the end of the text");
    return window.behind() == impl::WindowEnd::text_ended && !window.unreadable()
               ? true
               : fail_at_end("the end of the text");
  }

  /// An entered object or array.
  struct Level {
    bool is_object = false;
    bool is_fresh = true;  // Nothing behind the opening bracket was looked at.
    std::size_t index = 0;
    std::vector<std::string> names;  // Those of an object so far, sorted.
  };

  StreamOptions options;
  impl::StreamWindow window;
  impl::ParserMemory memory;
  std::vector<Level> levels;
  std::optional<ReadError> error;
  Node root;                   // Of what was read last.
  std::size_t value_size = 0;  // Of its text.
  bool has_value = false;      // The text that was read last is still there, at the window's mark.
  std::string name;
  bool pending = true;      // A value comes next.
  bool notes_names = true;  // The caller entered the innermost object.
  bool differs = false;

 private:
  enum class Parsed { whole, too_long, not_at_all };

  static constexpr std::size_t max_names = 1000;
  static constexpr std::string_view first_name = "a member name in double quotes or \"}\"";
  static constexpr std::string_view later_name = "a member name in double quotes";

  [[nodiscard]] std::size_t max_depth() const { return std::min(options.max_depth, depth_limit); }

  bool fail(std::string_view code, std::string expected) {
    ReadError found;
    found.code = code;
    found.expected = std::move(expected);
    found.offset = window.offset_of(window.at());
    const impl::TextPosition place = window.position_of(window.at());
    found.line = place.line;
    found.column = place.column;
    error = std::move(found);
    return false;
  }

  bool fail_too_deep() { return fail(read_code::too_deep, impl::depth_words(max_depth())); }

  /// The text ends, or cannot be read on, where `expected` should have been.
  bool fail_at_end(std::string_view expected) {
    window.move_to(window.end());
    if (window.unreadable()) return fail(read_code::unreadable, "a source that can be read");
    if (window.behind() == impl::WindowEnd::invalid_utf8) {
      return fail(read_code::invalid_utf8, "UTF-8");
    }
    return fail(read_code::syntax, std::string(expected));
  }

  /// Goes to the next character that is no white space; false when there is none.
  bool next_character() {
    for (;;) {
      const char* at = window.at();
      while (at != window.end() && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
      window.move_to(at);
      if (at != window.end()) return true;
      if (!window.extend(at)) return false;
    }
  }

  /// Goes to the next entry of the innermost level; false behind its closing bracket.
  bool next_entry(bool is_object) {
    has_value = false;
    if (error.has_value() || levels.empty() || levels.back().is_object != is_object) return false;
    if (pending && !skip_value()) return false;
    Level& level = levels.back();
    const std::string_view expected = !level.is_fresh
                                          ? is_object ? "\",\" or \"}\"" : "\",\" or \"]\""
                                      : is_object ? first_name
                                                  : "a value or \"]\"";
    if (!next_character()) return fail_at_end(expected);
    if (*window.at() == (is_object ? '}' : ']')) {
      window.move_to(window.at() + 1);
      levels.pop_back();
      return false;
    }
    if (std::exchange(level.is_fresh, false)) return true;
    if (*window.at() != ',') return fail(read_code::syntax, std::string(expected));
    window.move_to(window.at() + 1);
    ++level.index;
    return true;
  }

  /// Reads a name and the colon behind it.
  bool next_name() {
    const std::string_view expected = levels.back().index == 0 ? first_name : later_name;
    if (!next_character()) return fail_at_end(expected);
    if (*window.at() != '"') return fail(read_code::syntax, std::string(expected));
    if (parse(false) != Parsed::whole) return false;
    root.text_to(name);
    if (notes_names && !differs) note_name(levels.back().names);
    if (!next_character()) return fail_at_end("\":\"");
    if (*window.at() != ':') return fail(read_code::syntax, "\":\"");
    window.move_to(window.at() + 1);
    pending = true;
    return true;
  }

  void note_name(std::vector<std::string>& names) {
    const auto place = std::lower_bound(names.begin(), names.end(), name);
    differs = names.size() == max_names || impl::array_index(name) >= 0 ||
              (place != names.end() && *place == name);
    if (!differs) names.insert(place, name);
  }

  /// Reads the value at the window's beginning, and reads on until it is complete. With
  /// `may_give_up`, one that is longer than the buffer's first size is left unread.
  Parsed parse(bool may_give_up) {
    const std::size_t max_bytes = std::min(options.max_value_bytes, bytes_limit);
    for (;;) {
      const char* const begin = window.at();
      memory.arena.reset();
      impl::Parser parser(memory, window.text(), max_depth() - levels.size());
      const impl::ParseEnd why = parser.value();
      value_size = static_cast<std::size_t>(parser.at() - begin);
      if (value_size > max_bytes) {
        fail(read_code::too_large, impl::size_words("a value of ", max_bytes));
        return Parsed::not_at_all;
      }
      // A number may go on behind the window.
      const bool cut =
          parser.at_end() && (why == impl::ParseEnd::text_ended ||
                              (why == impl::ParseEnd::complete && parser.root().is_number()));
      if (cut && window.behind() == impl::WindowEnd::more) {
        if (may_give_up && value_size >= options.buffer_bytes) return Parsed::too_long;
        // Also when nothing more came the bytes may have moved.
        window.extend(begin);
        continue;
      }
      if (why == impl::ParseEnd::complete) {
        window.move_to(parser.at());
        root = parser.root();
        return Parsed::whole;
      }
      report(parser, why);
      return Parsed::not_at_all;
    }
  }

  void report(const impl::Parser& parser, impl::ParseEnd why) {
    if (why == impl::ParseEnd::text_ended) {
      fail_at_end(parser.expected());
      return;
    }
    window.move_to(parser.at());
    if (why == impl::ParseEnd::too_deep) {
      fail_too_deep();
    } else {
      fail(read_code::syntax, std::string(parser.expected()));
    }
  }
};

}  // namespace WP_CODEBOX_NAMESPACE::json
