#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <utility>

#include "wp_codebox/json/source.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/validation/impl/trace.inl.hpp"
#include "wp_codebox/validation/trace_part.hpp"
#include "wp_codebox/validation/trace_stream.hpp"
#include "wp_codebox/validation/trace_strict.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace trace_streams {

/// Issues with their positions.
struct Findings {
  json::Issues issues;
  std::vector<json::SourcePosition> positions;
};

/// What was found in one member of the trace, by the stage of the check.
struct MemberFindings {
  Findings checked;
  Findings forbidden;
  Findings strict;
};

/// Members in the contract's order of checks; the last two count for strict rules only.
inline constexpr std::array<std::string_view, 10> known_members{
    "schema", "version", "id",        "createdAt", "runtime",
    "reset",  "steps",   "snapshots", "artifacts", "artifactRef"};

/// A value's text and where it begins.
struct ValueText {
  std::string_view text;
  json::SourcePosition position;
};

/// A place inside a value, from the places of the value and inside its text.
WP_CODEBOX_INLINE json::SourcePosition inside(const json::SourcePosition& value,
                                              const json::SourcePosition& place) {
  return {value.offset + place.offset, value.line + place.line - 1,
          place.line == 1 ? value.column + place.column - 1 : place.column};
}

/// The number of an array-index name, by which JavaScript orders members; the others come after
/// all of them.
WP_CODEBOX_INLINE std::uint64_t index_rank(std::string_view name) {
  constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
  constexpr std::uint64_t last_index = 4294967294;
  if (name.empty() || name.size() > 10 || (name.size() > 1 && name.front() == '0')) return none;
  std::uint64_t number = 0;
  for (const char digit : name) {
    if (digit < '0' || digit > '9') return none;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number > last_index ? none : number;
}

/// One check of one trace.
class Run {
 public:
  Run(json::StreamReader& reader, TraceCheckOptions options)
      : reader_(reader), options_(options), check_(unused_), strict_(unused_) {}

  TraceStreamResult check() {
    if (reader_.enter_object()) {
      entered_ = true;
      root_ = reader_.position();
      while (reader_.next_member() && member()) {
      }
    } else if (const json::Node* node = reader_.value()) {
      result_.issues = trace_issues(*node, options_);
      locate(result_.issues, 0, 0, last_value(), result_.positions);
    }
    if (!result_.error && !reader_.finish()) result_.error = reader_.error();
    if (entered_) collect();
    return std::move(result_);
  }

 private:
  /// Reads the member that comes next; false when there are too many.
  bool member() {
    const std::string name(reader_.name());
    const std::size_t place = place_of(name);
    if (place == members_.size()) {
      if (members_.size() == max_trace_members) return too_many();
      members_.emplace_back(name, MemberFindings());
      places_.emplace(name, place);
    }
    // Of a repeated name the last value counts.
    MemberFindings& findings = members_[place].second = MemberFindings();
    if (name == "steps" || name == "snapshots") {
      list(name, findings);
    } else if (const json::Node* node = reader_.value()) {
      value(name, *node, findings);
    }
    return true;
  }

  std::size_t place_of(const std::string& name) const {
    const auto place = places_.find(name);
    return place == places_.end() ? members_.size() : place->second;
  }

  bool too_many() {
    const json::SourcePosition at = reader_.position();
    result_.error =
        json::ReadError{json::read_code::too_large,
                        "at most " + std::to_string(max_trace_members) + " members in a trace",
                        at.offset, at.line, at.column};
    return false;
  }

  /// `steps` or `snapshots`, one element at a time.
  void list(std::string_view name, MemberFindings& findings) {
    const json::PathFrame root = json::PathFrame::root();
    const json::PathFrame at = root.member(name);
    const bool is_steps = name == "steps";
    std::size_t& count = is_steps ? result_.steps : result_.snapshots;
    count = 0;
    strict_.begin(is_steps ? TraceStrictCheck::Section::steps
                           : TraceStrictCheck::Section::snapshots);
    if (!reader_.enter_array()) {
      if (const json::Node* node = reader_.value()) value(name, *node, findings);
      return;
    }
    while (reader_.next_element()) {
      const json::Node* node = reader_.value();
      if (node == nullptr) return;
      element(*node, is_steps, at.element(count), findings);
      ++count;
    }
  }

  void element(const json::Node& node, bool is_step, const json::PathFrame& at,
               MemberFindings& findings) {
    check_.report_to(findings.checked.issues);
    if (is_step) {
      check_.step(node, at.index, at);
    } else {
      check_.snapshot(node, at);
    }
    check_.report_to(findings.forbidden.issues);
    check_.forbidden_keys(node, at);
    if (options_.strict) {
      strict_.report_to(findings.strict.issues);
      if (is_step) {
        strict_.step(node, at);
      } else {
        strict_.snapshot(node, at);
      }
    }
    locate_all(findings, 2);
  }

  /// Any other member, or one of the lists that is none; it was read whole.
  void value(std::string_view name, const json::Node& node, MemberFindings& findings) {
    const json::PathFrame root = json::PathFrame::root();
    const json::PathFrame at = root.member(name);
    check_.report_to(findings.checked.issues);
    check_member(name, &node, at);
    check_.report_to(findings.forbidden.issues);
    check_.forbidden_key(name, node, at);
    if (options_.strict) {
      strict_.report_to(findings.strict.issues);
      check_strictly(name, node, at);
    }
    locate_all(findings, 1);
  }

  /// The checks of one of the contract's members, which may be absent.
  void check_member(std::string_view name, const json::Node* node, const json::PathFrame& at) {
    if (name == "schema") {
      check_.constant(node, trace_checks::trace_schema, at);
    } else if (name == "version") {
      check_.version(node, at);
    } else if (name == "id" || name == "createdAt") {
      check_.text(node, at);
    } else if (name == "runtime") {
      check_.id_of(node, at);
    } else if (name == "reset") {
      trace_checks::reset(check_, node, at);
    } else if (name == "steps" || name == "snapshots") {
      check_.array(node, at);
    }
  }

  void check_strictly(std::string_view name, const json::Node& node, const json::PathFrame& at) {
    if (name == "createdAt") {
      strict_.time(&node, at);
    } else if (name == "runtime") {
      strict_.time(node.find("createdAt"), at.member("createdAt"));
    } else if (name == "reset") {
      strict_.reset(node, at);
    } else if (name == "artifacts") {
      artifacts_ = std::string(reader_.value_text());
    } else if (name == "artifactRef") {
      artifact_ref_ = std::string(reader_.value_text());
      artifact_ref_at_ = reader_.position();
    }
  }

  void locate_all(MemberFindings& findings, std::size_t depth) {
    for (Findings* stage : {&findings.checked, &findings.forbidden, &findings.strict}) {
      if (stage->positions.size() == stage->issues.size()) continue;
      locate(stage->issues, stage->positions.size(), depth, last_value(), stage->positions);
    }
  }

  /// Finds the places of the issues from the `first` on inside a value whose own path has `depth`
  /// segments.
  static void locate(const json::Issues& issues, std::size_t first, std::size_t depth,
                     const ValueText& value, std::vector<json::SourcePosition>& positions) {
    if (first == issues.size()) return;
    std::vector<json::Path> paths;
    for (std::size_t i = first; i < issues.size(); ++i) {
      paths.push_back(path_inside(issues[i].path, depth));
    }
    const auto places = json::locate_all(value.text, paths);
    for (std::size_t i = 0; i < paths.size(); ++i) {
      positions.push_back(places ? inside(value.position, (*places)[i]) : value.position);
    }
  }

  static json::Path path_inside(const json::Path& path, std::size_t depth) {
    json::Path rest;
    const auto& segments = path.segments();
    for (std::size_t i = depth; i < segments.size(); ++i) {
      if (segments[i].is_index) {
        rest.push(segments[i].index);
      } else {
        rest.push(segments[i].key);
      }
    }
    return rest;
  }

  [[nodiscard]] ValueText last_value() const { return {reader_.value_text(), reader_.position()}; }

  /// Puts all findings into the result: by the order of checks, then by the order of members.
  void collect() {
    for (const std::string_view name : known_members) checked(name);
    std::vector<std::size_t> order(members_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {},
                             [this](std::size_t i) { return index_rank(members_[i].first); });
    for (const std::size_t i : order) append(members_[i].second.forbidden);
    if (!options_.strict) return;
    for (const std::string_view name : known_members) {
      const std::size_t place = place_of(std::string(name));
      if (place != members_.size()) append(members_[place].second.strict);
    }
    artifact_ref();
  }

  void checked(std::string_view name) {
    const std::size_t place = place_of(std::string(name));
    if (place != members_.size()) return append(members_[place].second.checked);
    // What the reader did not come to is not known to be absent.
    if (result_.error) return;
    const json::PathFrame root = json::PathFrame::root();
    Findings findings;
    check_.report_to(findings.issues);
    check_member(name, nullptr, root.member(name));
    findings.positions.assign(findings.issues.size(), root_);
    append(findings);
  }

  void artifact_ref() {
    if (!artifact_ref_) return;
    const json::PathFrame root = json::PathFrame::root();
    const json::Parsed reference(*artifact_ref_);
    const json::Parsed artifacts(artifacts_);
    Findings findings;
    strict_.report_to(findings.issues);
    strict_.artifact_ref(&reference.root(), &artifacts.root(), root.member("artifactRef"));
    locate(findings.issues, 0, 1, {*artifact_ref_, artifact_ref_at_}, findings.positions);
    append(findings);
  }

  void append(Findings& findings) {
    std::ranges::move(findings.issues, std::back_inserter(result_.issues));
    std::ranges::move(findings.positions, std::back_inserter(result_.positions));
  }

  json::StreamReader& reader_;
  TraceCheckOptions options_;
  json::Issues unused_;
  TracePartCheck check_;
  TraceStrictCheck strict_;
  TraceStreamResult result_;
  bool entered_ = false;
  json::SourcePosition root_;
  std::vector<std::pair<std::string, MemberFindings>> members_;
  std::unordered_map<std::string, std::size_t> places_;
  std::string artifacts_ = "null";
  std::optional<std::string> artifact_ref_;
  json::SourcePosition artifact_ref_at_;
};

}  // namespace trace_streams

WP_CODEBOX_INLINE TraceStreamResult check_trace_stream(json::StreamReader& reader,
                                                       TraceCheckOptions options) {
  return trace_streams::Run(reader, options).check();
}

WP_CODEBOX_INLINE TraceStreamResult check_trace_file(const std::string& path,
                                                     TraceCheckOptions options) {
  json::FileSource source(path);
  json::StreamReader reader(source);
  return check_trace_stream(reader, options);
}

WP_CODEBOX_INLINE TraceStreamResult check_trace_text(std::string_view text,
                                                     TraceCheckOptions options) {
  json::StreamReader reader(text);
  return check_trace_stream(reader, options);
}

}  // namespace WP_CODEBOX_NAMESPACE
