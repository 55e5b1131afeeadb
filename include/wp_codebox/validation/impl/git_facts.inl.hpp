#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include "wp_codebox/validation/git_facts.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace git_facts {

/// Takes the next entry of a list that separates with NUL. None when the list does not end so.
inline std::optional<std::string_view> next_entry(std::string_view& list) {
  const std::size_t end = list.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view entry = list.substr(0, end);
  list.remove_prefix(end + 1);
  return entry;
}

/// A path as the policy has it: git ends folders with a slash.
inline std::string policy_path(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

/// `git status`'s two letters for the stages that an entry has; bit 0 is stage 1.
inline std::string unmerged_status(unsigned stages) {
  constexpr std::string_view letters[] = {"", "DD", "AU", "UD", "UA", "DU", "AA", "UU"};
  return std::string(letters[stages & 7U]);
}

/// Adds the paths of a list; false when it is none.
inline bool add_paths(std::string_view list, std::vector<std::string>& paths) {
  while (!list.empty()) {
    const auto path = next_entry(list);
    if (!path || path->empty()) return false;
    paths.push_back(policy_path(*path));
  }
  return true;
}

}  // namespace git_facts

WP_CODEBOX_INLINE std::optional<WorkspaceGitFacts> read_git_index(std::string_view listing) {
  // `<mode> <object> <stage>` TAB `<path>`.
  constexpr std::size_t mode_length = 6;
  WorkspaceGitFacts facts;
  std::map<std::string, unsigned> stages;
  while (!listing.empty()) {
    const auto entry = git_facts::next_entry(listing);
    if (!entry) return std::nullopt;
    const std::size_t tab = entry->find('\t');
    if (tab == std::string_view::npos || tab < mode_length + 4) return std::nullopt;
    const char stage = (*entry)[tab - 1];
    if (stage < '0' || stage > '3' || (*entry)[tab - 2] != ' ' || (*entry)[mode_length] != ' ') {
      return std::nullopt;
    }
    const std::string path(entry->substr(tab + 1));
    if (path.empty()) return std::nullopt;
    if (stage != '0') stages[path] |= 1U << static_cast<unsigned>(stage - '1');
    if (entry->starts_with("160000")) facts.gitlinks.push_back(path);
  }
  for (const auto& [path, mask] : stages) {
    facts.unmerged.emplace_back(path, git_facts::unmerged_status(mask));
  }
  // Of an unmerged gitlink there are several entries.
  std::sort(facts.gitlinks.begin(), facts.gitlinks.end());
  facts.gitlinks.erase(std::unique(facts.gitlinks.begin(), facts.gitlinks.end()),
                       facts.gitlinks.end());
  return facts;
}

WP_CODEBOX_INLINE std::optional<WorkspaceGitFacts> workspace_git_facts(const GitRun& git) {
  auto facts = read_git_index(git({"ls-files", "--stage", "-z"}));
  if (!facts) return std::nullopt;
  std::vector<std::string> ignored = {"ls-files", "--others", "--ignored", "--exclude-standard",
                                      "-z"};
  if (!git_facts::add_paths(git(ignored), facts->ignored)) return std::nullopt;
  // With this, folders stand for all they hold.
  ignored.emplace_back("--directory");
  if (!git_facts::add_paths(git(ignored), facts->ignored)) return std::nullopt;
  std::sort(facts->ignored.begin(), facts->ignored.end());
  facts->ignored.erase(std::unique(facts->ignored.begin(), facts->ignored.end()),
                       facts->ignored.end());
  return facts;
}

}  // namespace WP_CODEBOX_NAMESPACE
