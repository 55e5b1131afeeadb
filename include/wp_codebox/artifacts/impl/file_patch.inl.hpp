#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "wp_codebox/artifacts/file_patch.hpp"
#include "wp_codebox/artifacts/text_content.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace file_patches {

inline constexpr std::size_t context_lines = 3;

/// What two lists of lines have in common at their ends.
struct Frame {
  std::size_t prefix = 0;
  std::size_t suffix = 0;
};

inline Frame common_frame(const std::vector<std::string_view>& before,
                          const std::vector<std::string_view>& after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  Frame frame;
  while (frame.prefix < shorter && before[frame.prefix] == after[frame.prefix]) ++frame.prefix;
  const std::size_t most = shorter - frame.prefix;
  while (frame.suffix < most &&
         before[before.size() - 1 - frame.suffix] == after[after.size() - 1 - frame.suffix]) {
    ++frame.suffix;
  }
  return frame;
}

/// A line behind its sign; says so when the file ends without LF, if the form knows that.
inline void put_line(PatchForm form, char sign, std::string_view line, std::string& out) {
  out += sign;
  out += line;
  if (line.ends_with('\n')) return;
  out += '\n';
  if (form == PatchForm::strict) out += "\\ No newline at end of file\n";
}

inline std::string range(std::size_t start, std::size_t count) {
  return std::to_string(start) + ',' + std::to_string(count);
}

/// The text as the form compares it.
inline std::string comparable(PatchForm form, const FileVersion& version) {
  return form == PatchForm::strict ? version.bytes : normalize_line_ends(version.bytes);
}

/// Lines as the form compares them: the reference form does not see whether the last one ends.
inline std::vector<std::string_view> lines_of(PatchForm form, std::string_view text) {
  std::vector<std::string_view> lines = split_lines(text);
  if (form == PatchForm::reference) {
    for (std::string_view& line : lines) {
      if (line.ends_with('\n')) line.remove_suffix(1);
    }
  }
  return lines;
}

/// A whole file that appears or disappears.
inline std::string whole_hunk(PatchForm form, const std::vector<std::string_view>& lines,
                              bool added) {
  const std::string header =
      added ? "@@ -0,0 +" + range(1, lines.size()) : "@@ -" + range(1, lines.size()) + " +0,0";
  std::string hunk = header + " @@\n";
  for (const std::string_view line : lines) put_line(form, added ? '+' : '-', line, hunk);
  return hunk;
}

inline std::string changed_hunk(PatchForm form, const std::vector<std::string_view>& before,
                                const std::vector<std::string_view>& after) {
  const Frame frame = common_frame(before, after);
  const std::size_t lead = std::min(frame.prefix, context_lines);
  const std::size_t trail = std::min(frame.suffix, context_lines);
  const std::size_t start = frame.prefix - lead;
  const std::size_t before_count = before.size() - frame.suffix + trail - start;
  const std::size_t after_count = after.size() - frame.suffix + trail - start;
  std::string hunk = "@@ -" + range(before_count == 0 ? 0 : start + 1, before_count) + " +" +
                     range(after_count == 0 ? 0 : start + 1, after_count) + " @@\n";
  for (std::size_t i = start; i < frame.prefix; ++i) put_line(form, ' ', before[i], hunk);
  for (std::size_t i = frame.prefix; i + frame.suffix < before.size(); ++i) {
    put_line(form, '-', before[i], hunk);
  }
  for (std::size_t i = frame.prefix; i + frame.suffix < after.size(); ++i) {
    put_line(form, '+', after[i], hunk);
  }
  for (std::size_t i = before.size() - frame.suffix; i < before.size() - frame.suffix + trail;
       ++i) {
    put_line(form, ' ', before[i], hunk);
  }
  return hunk;
}

/// `--- a/path` and the like. Git ends a path that holds a space with a tab.
inline std::string path_line(PatchForm form, std::string_view start, char side,
                             std::string_view path, bool exists) {
  std::string line(start);
  if (!exists) return line + "/dev/null\n";
  const std::string sided = side + std::string(path);
  if (form == PatchForm::reference) return line + sided + "\n";
  const std::string quoted = git_quoted_path(sided);
  line += quoted;
  if (quoted == sided && sided.find(' ') != std::string::npos) line += '\t';
  return line + "\n";
}

inline std::string header(PatchForm form, std::string_view path, const FileVersion* before,
                          const FileVersion* after) {
  const bool strict = form == PatchForm::strict;
  const std::string old_path = 'a' + std::string(path);
  const std::string new_path = 'b' + std::string(path);
  std::string lines = "diff --git " + (strict ? git_quoted_path(old_path) : old_path) + " " +
                      (strict ? git_quoted_path(new_path) : new_path) + "\n";
  const auto mode = [strict](const FileVersion& version) {
    return std::string(strict ? git_mode(version) : "100644") + "\n";
  };
  if (before == nullptr) {
    lines += "new file mode " + mode(*after);
  } else if (after == nullptr) {
    lines += "deleted file mode " + mode(*before);
  } else if (strict && before->executable != after->executable) {
    lines += "old mode " + mode(*before) + "new mode " + mode(*after);
  }
  return lines;
}

}  // namespace file_patches

WP_CODEBOX_INLINE std::string git_quoted_path(std::string_view path) {
  constexpr std::string_view named = "\a\b\t\n\v\f\r\"\\";
  constexpr std::string_view letters = "abtnvfr\"\\";
  std::string quoted = "\"";
  bool needed = false;
  for (const char byte : path) {
    const auto value = static_cast<unsigned char>(byte);
    const std::size_t name = named.find(byte);
    if (name != std::string_view::npos && byte != '\0') {
      quoted += '\\';
      quoted += letters[name];
      needed = true;
    } else if (value < 0x20 || value >= 0x7F) {
      quoted += '\\';
      for (const int shift : {6, 3, 0}) quoted += static_cast<char>('0' + (value >> shift & 7));
      needed = true;
    } else {
      quoted += byte;
    }
  }
  return needed ? quoted + '"' : std::string(path);
}

WP_CODEBOX_INLINE bool differ(PatchForm form, const FileVersion& before, const FileVersion& after) {
  if (form == PatchForm::strict && before.executable != after.executable) return true;
  return file_patches::comparable(form, before) != file_patches::comparable(form, after);
}

WP_CODEBOX_INLINE std::string file_patch(PatchForm form, std::string_view path,
                                         const FileVersion* before, const FileVersion* after) {
  namespace patches = file_patches;
  if (before != nullptr && after != nullptr && !differ(form, *before, *after)) return {};
  std::string patch = patches::header(form, path, before, after);
  const std::string old_text = before == nullptr ? "" : patches::comparable(form, *before);
  const std::string new_text = after == nullptr ? "" : patches::comparable(form, *after);
  // Git has no hunk for an empty file, nor for a change of the mode alone.
  if (form == PatchForm::strict && old_text == new_text) return patch;
  patch += patches::path_line(form, "--- ", 'a', path, before != nullptr);
  patch += patches::path_line(form, "+++ ", 'b', path, after != nullptr);
  const auto old_lines = patches::lines_of(form, old_text);
  const auto new_lines = patches::lines_of(form, new_text);
  if (before == nullptr) return patch + patches::whole_hunk(form, new_lines, true);
  if (after == nullptr) return patch + patches::whole_hunk(form, old_lines, false);
  return patch + patches::changed_hunk(form, old_lines, new_lines);
}

}  // namespace WP_CODEBOX_NAMESPACE
