#include "conformance/report/run_file.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "conformance/events/run_assembly.hpp"
#include "conformance/events/run_event.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/transcripts.hpp"
#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace {

/// The first line of an event file is a JSON document of its own; a report is one over many lines.
bool is_event_file(std::string_view text) {
  const auto first = json::from_json<RunEvent>(text.substr(0, text.find('\n')));
  return first.ok();
}

RunResult result_in(const std::string& text) {
  if (is_event_file(text)) return read_events(text);
  auto decoded = json::from_json<RunResult>(text);
  if (!decoded.ok()) throw RunFileInvalid(decoded.message());
  return std::move(decoded.value);
}

}  // namespace

RunResult read_run_file(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  try {
    RunResult run = result_in(text);
    find_transcripts(run, std::filesystem::absolute(path).parent_path());
    return run;
  } catch (const std::runtime_error& error) {
    throw RunFileInvalid(path.string() + " is not a report of the kit: " + error.what());
  }
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_id_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

/// The length of a time of the contract's form that begins the text, or 0.
std::size_t time_length(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
  if (text.size() < form.size()) return 0;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '0' ? !is_digit(text[i]) : text[i] != form[i]) return 0;
  }
  return form.size();
}

/// True of what the SDK puts behind a prefix, a time and a tail in base 36, even if all are
/// letters.
bool is_time_and_tail(std::string_view text) {
  constexpr std::size_t time = 8;  // Until the year 2059.
  constexpr std::size_t tail = 6;
  return text.size() == time + 1 + tail && text.find('-') == time && text.rfind('-') == time;
}

/// The lengths of the prefix and of all of an id that begins the text, or 0. Words of the contract
/// with the same beginning (`command-result`) hold no digit.
std::pair<std::size_t, std::size_t> id_length(std::string_view text) {
  for (const std::string_view prefix :
       {"runtime-", "command-", "observation-", "snapshot-", "event-"}) {
    if (!text.starts_with(prefix)) continue;
    std::size_t end = prefix.size();
    bool digit = false;
    for (; end < text.size() && is_id_character(text[end]); ++end) digit |= is_digit(text[end]);
    if (digit || is_time_and_tail(text.substr(prefix.size(), end - prefix.size()))) {
      return {prefix.size(), end};
    }
  }
  return {0, 0};
}

std::string masked(std::string_view text) {
  std::string out;
  bool inside_word = false;
  while (!text.empty()) {
    const std::size_t time = time_length(text);
    const auto [prefix, id] = inside_word ? std::pair<std::size_t, std::size_t>() : id_length(text);
    if (time > 0) {
      out += "(time)";
      text.remove_prefix(time);
    } else if (id > 0) {
      out += text.substr(0, prefix);
      out += "(id)";
      text.remove_prefix(id);
    } else {
      inside_word = is_id_character(text.front());
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

RunResult without_times(RunResult run) {
  run.startedAt.clear();
  run.durationMs = 0;
  for (CaseResult& result : run.cases) {
    result.durationMs = 0;
    for (Finding& finding : result.findings) {
      for (std::string* text : {&finding.what, &finding.expected, &finding.got}) {
        *text = masked(*text);
      }
    }
  }
  for (std::string& fault : run.endFaults) fault = masked(fault);
  return run;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
