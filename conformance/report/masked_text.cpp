#include "conformance/report/masked_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_base36(char c) { return is_digit(c) || is_small(c); }
bool is_alphanumeric(char c) { return is_base36(c) || (c >= 'A' && c <= 'Z'); }
bool is_id_character(char c) { return is_alphanumeric(c) || c == '-' || c == '_'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }
/// In a file name that nobody quoted on purpose.
bool is_path_character(char c) { return is_id_character(c) || c == '/' || c == '.' || c == '+'; }

template <class Predicate>
std::size_t count_at(std::string_view text, std::size_t begin, Predicate predicate) {
  std::size_t end = begin;
  while (end < text.size() && predicate(text[end])) ++end;
  return end - begin;
}

/// A beginning of the text, and what stands for it.
struct Mask {
  std::size_t length = 0;  ///< 0: nothing of this kind begins the text.
  std::string replacement = "";
};

/// What came before the text.
struct Before {
  bool inside_word = false;  ///< A letter, a digit, a dash or an underscore.
  bool after_dash = false;
};

bool has_form(std::string_view text, std::string_view form) {
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  }
  return true;
}

/// The contract's form, and what a backend may have made of it: no fraction, an offset.
Mask time_at(std::string_view text, Before /*before*/) {
  constexpr std::string_view form = "0000-00-00T00:00:00";
  constexpr std::string_view offset = "+00:00";
  if (!has_form(text, form)) return {};
  std::size_t end = form.size();
  if (end < text.size() && text[end] == '.') end += 1 + count_at(text, end + 1, is_digit);
  if (end < text.size() && text[end] == 'Z') return {end + 1, "(time)"};
  if (has_form(text.substr(end), offset)) end += offset.size();
  return {end, "(time)"};
}

/// What the SDK puts behind a prefix: a time and a tail in base 36. Few pairs of words are taken
/// for one, as nearly all are out of the years in which this kit can run.
constexpr std::size_t time_digits = 8;  // Until the year 2059.
constexpr std::size_t tail_digits = 6;
constexpr std::size_t time_and_tail = time_digits + 1 + tail_digits;

bool is_time_and_tail(std::string_view text) {
  constexpr std::string_view years = "mnopq";  // From 2024 to 2036, as the first digit tells.
  return !text.empty() && years.find(text.front()) != std::string_view::npos &&
         count_at(text, 0, is_base36) == time_digits && text.size() > time_digits &&
         text[time_digits] == '-' && count_at(text, time_digits + 1, is_base36) == tail_digits &&
         count_at(text, 0, is_id_character) == time_and_tail;
}

/// Words of the contract with the same beginning (`command-result`) hold no digit.
Mask id_at(std::string_view text, Before before) {
  for (const std::string_view prefix :
       {"runtime-", "command-", "observation-", "snapshot-", "event-"}) {
    if (!text.starts_with(prefix)) continue;
    const std::string_view rest = text.substr(prefix.size());
    const std::size_t length = count_at(rest, 0, is_id_character);
    const std::string_view id = rest.substr(0, length);
    const bool made_up = !before.inside_word && std::any_of(id.begin(), id.end(), is_digit);
    if (made_up || ((!before.inside_word || before.after_dash) && is_time_and_tail(rest))) {
      return {prefix.size() + length, std::string(prefix) + "(id)"};
    }
  }
  return {};
}

/// An id without its prefix.
Mask bare_id_at(std::string_view text, Before before) {
  if (before.inside_word || !is_time_and_tail(text)) return {};
  return {time_and_tail, "(id)"};
}

Mask digest_at(std::string_view text, Before before) {
  constexpr std::size_t digits = 64;
  if ((before.inside_word && !before.after_dash) || count_at(text, 0, is_hex) != digits) return {};
  if (digits < text.size() && is_alphanumeric(text[digits])) return {};
  return {digits, "(digest)"};
}

/// The length of the name of a temporary folder, `wp-codebox-run-Pso5kC` or, with a process id,
/// `wp-codebox-memory-71-Pso5kC`, or 0.
std::size_t temporary_name_length(std::string_view name) {
  constexpr std::string_view begin = "wp-codebox-";
  constexpr std::size_t random_characters = 6;
  if (!name.starts_with(begin)) return 0;
  std::size_t at = begin.size() + count_at(name, begin.size(), is_small);
  if (at == name.size() || name[at] != '-') return 0;
  const std::size_t digits = count_at(name, at + 1, is_digit);
  const std::size_t behind = at + 1 + digits;
  if (digits > 0 && behind < name.size() && name[behind] == '-') at = behind;
  const bool fits = count_at(name, at + 1, is_alphanumeric) == random_characters &&
                    name.size() == at + 1 + random_characters;
  return fits ? name.size() : 0;
}

/// Up to the innermost temporary folder, which a cut text may not show to its end.
Mask temporary_path_at(std::string_view text, Before /*before*/) {
  constexpr std::string_view cut = "\xE2\x80\xA6";
  if (!text.starts_with('/')) return {};
  const std::string_view path = text.substr(0, count_at(text, 0, is_path_character));
  std::size_t length = 0;
  std::size_t begin = 1;
  while (begin < path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const bool is_cut = end == path.size() && text.substr(end).starts_with(cut) && length > 0;
    if (is_cut || temporary_name_length(path.substr(begin, end - begin)) > 0) length = end;
    begin = end + 1;
  }
  return {length, "(temporary)"};
}

/// A number behind words that the kit, or an address of this machine, puts before one.
Mask number_behind_words_at(std::string_view text, Before before) {
  for (const std::string_view words :
       {"port ", "process ", "127.0.0.1:", "localhost:", "[::1]:", "\xE2\x80\xA6 ("}) {
    if (!text.starts_with(words)) continue;
    if (before.inside_word && is_id_character(words.front())) continue;
    const std::size_t digits = count_at(text, words.size(), is_digit);
    if (digits > 0) return {words.size() + digits, std::string(words) + "(number)"};
  }
  return {};
}

Mask milliseconds_at(std::string_view text, Before before) {
  if (before.inside_word) return {};
  const std::size_t digits = count_at(text, 0, is_digit);
  constexpr std::string_view unit = " ms";
  if (digits == 0 || !text.substr(digits).starts_with(unit)) return {};
  const std::size_t end = digits + unit.size();
  if (end < text.size() && is_alphanumeric(text[end])) return {};
  return {end, "(number) ms"};
}

constexpr std::array maskers = {
    time_at,        id_at, bare_id_at, digest_at, temporary_path_at, number_behind_words_at,
    milliseconds_at};

}  // namespace

bool is_time(std::string_view text) {
  return !text.empty() && time_at(text, {}).length == text.size();
}

std::string masked_text(std::string_view text) {
  std::string out;
  Before before;
  while (!text.empty()) {
    Mask mask;
    for (const auto& masker : maskers) {
      mask = masker(text, before);
      if (mask.length > 0) break;
    }
    if (mask.length == 0) mask = {1, std::string(1, text.front())};
    out += mask.replacement;
    const char last = text[mask.length - 1];
    before = {is_id_character(last), last == '-'};
    text.remove_prefix(mask.length);
  }
  return out;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
