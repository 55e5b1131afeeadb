#include "conformance/runner/selection.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "conformance/runner/glob.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> number_of_variable(const char* name) {
  const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return text == nullptr ? std::nullopt : number_in(text);
}

bool fits(const std::string& filter, const KnownCase& known) {
  return glob_matches(filter, known.full_name()) ||
         std::any_of(known.requirements.begin(), known.requirements.end(),
                     [&](const std::string& id) { return glob_matches(filter, id); });
}

bool fits_one(const std::vector<std::string>& filters, const KnownCase& known) {
  return filters.empty() ||
         std::any_of(filters.begin(), filters.end(),
                     [&](const std::string& filter) { return fits(filter, known); });
}

/// Whether one requirement of the case is of this level, this profile and this capability.
bool fits_row(const SelectionRequest& request, const Register& requirements,
              const KnownCase& known) {
  if (!request.level && !request.profile && !request.capability) return true;
  return std::any_of(known.requirements.begin(), known.requirements.end(),
                     [&](const std::string& id) {
                       const Requirement* const row = requirements.find(id);
                       return row != nullptr && (!request.level || row->level == *request.level) &&
                              (!request.profile || row->profile == *request.profile) &&
                              (!request.capability || row->capability == *request.capability);
                     });
}

/// Everything that a filter could have meant.
std::vector<std::string> possible_filters(const std::vector<KnownCase>& known) {
  std::set<std::string> texts;
  for (const KnownCase& one : known) {
    texts.insert(one.suite + ".*");
    texts.insert(one.full_name());
    for (const std::string& id : one.requirements) {
      texts.insert(id);
      texts.insert(id.substr(0, id.rfind('-')) + "-*");
    }
  }
  return {texts.begin(), texts.end()};
}

std::string suggestion(const std::vector<std::string>& near) {
  if (near.empty()) return "; `requirements` lists what is covered";
  std::string text = "; did you mean ";
  for (std::size_t i = 0; i < near.size(); ++i) text += (i == 0 ? "" : ", ") + near[i];
  return text + "?";
}

std::string filter_fault(const std::string& filter, const std::vector<KnownCase>& known,
                         const Register& requirements) {
  if (requirements.find(filter) != nullptr) {
    return "the requirement " + filter + " has no case";
  }
  return "the filter '" + filter + "' selects no case" +
         suggestion(near_matches(filter, possible_filters(known)));
}

std::string capability_fault(const std::string& capability) {
  const auto& names = json::enum_texts<KnownBackendCapability>;
  if (std::find(names.begin(), names.end(), capability) != names.end()) return "";
  return "there is no capability '" + capability + "'" +
         suggestion(near_matches(capability, {names.begin(), names.end()}));
}

std::vector<KnownCase> part_of(const std::vector<KnownCase>& cases, const Shard& shard) {
  std::vector<KnownCase> part;
  for (std::size_t i = static_cast<std::size_t>(shard.index) - 1; i < cases.size();
       i += static_cast<std::size_t>(shard.count)) {
    part.push_back(cases[i]);
  }
  return part;
}

/// How many letters have to change.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

std::string Shard::text() const { return std::to_string(index) + "/" + std::to_string(count); }

std::optional<Shard> Shard::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto index = number_in(text.substr(0, slash));
  const auto count = number_in(text.substr(slash + 1));
  if (!index || !count || *index < 1 || *index > *count) return std::nullopt;
  return Shard{*index, *count};
}

std::optional<Shard> Shard::of_environment() {
  const auto count = number_of_variable("GTEST_TOTAL_SHARDS");
  const auto index = number_of_variable("GTEST_SHARD_INDEX");
  if (!count || !index || *count < 2 || *index < 0 || *index >= *count) return std::nullopt;
  const char* const status =
      std::getenv("GTEST_SHARD_STATUS_FILE");  // NOLINT(concurrency-mt-unsafe)
  if (status != nullptr) std::ofstream(status, std::ios::app).flush();
  return Shard{*index + 1, *count};
}

std::vector<std::string> SelectionRequest::texts() const {
  std::vector<std::string> all = filters;
  if (level) all.push_back("--level " + lowered(std::string(json::enum_text(*level))));
  if (profile) all.push_back("--profile " + std::string(json::enum_text(*profile)));
  if (capability) all.push_back("--capability " + *capability);
  return all;
}

std::vector<std::string> near_matches(const std::string& typed,
                                      const std::vector<std::string>& texts) {
  constexpr std::size_t most = 5;
  const std::string wanted = lowered(typed);
  const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& text : texts) {
    const std::string candidate = lowered(text);
    std::size_t changes = distance(wanted, candidate);
    // Half of a long name, as one remembers it.
    if (wanted.size() > 3 && candidate.find(wanted) != std::string::npos) {
      changes = std::min(changes, limit);
    }
    if (changes <= limit) near.emplace_back(changes, text);
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  if (near.size() > most) near.resize(most);
  std::vector<std::string> names;
  for (auto& [changes, text] : near) names.push_back(std::move(text));
  return names;
}

Selection select_cases(const std::vector<KnownCase>& known, const Register& requirements,
                       const SelectionRequest& request) {
  Selection selection;
  for (const std::string& filter : request.filters) {
    const auto fit = [&](const KnownCase& one) { return fits(filter, one); };
    if (std::none_of(known.begin(), known.end(), fit)) {
      selection.fault = filter_fault(filter, known, requirements);
      return selection;
    }
  }
  if (request.capability) {
    selection.fault = capability_fault(*request.capability);
    if (!selection.fault.empty()) return selection;
  }
  std::copy_if(known.begin(), known.end(), std::back_inserter(selection.cases),
               [&](const KnownCase& one) {
                 return fits_one(request.filters, one) && fits_row(request, requirements, one);
               });
  if (selection.cases.empty()) {
    selection.fault =
        known.empty() ? "this program has no cases" : "no case is all of what was asked for";
  } else if (request.shard) {
    const std::size_t all = selection.cases.size();
    selection.cases = part_of(selection.cases, *request.shard);
    if (selection.cases.empty()) {
      selection.fault =
          "the shard " + request.shard->text() + " of " + std::to_string(all) + " cases is empty";
    }
  }
  return selection;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
