#include "reference_backend/playground/site_state.hpp"

#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "reference_backend/playground/php_library.hpp"
#include "reference_backend/playground/sandbox_plan.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/wordpress_snapshot.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/runtime/base64.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

nlohmann::json mount_targets(const std::vector<MountSpec>& mounts) {
  nlohmann::json targets = nlohmann::json::array();
  for (const MountSpec& mount : mounts) targets.push_back(normal_target(mount.target));
  return targets;
}

RuntimeError unreadable(const std::string& why) {
  return {error_code::runtime_snapshot_failed,
          "WordPress gave a state that cannot be read: " + why};
}

/// The member of an object as `T`.
template <class T>
T member_of(const json::Node& object, std::string_view name) {
  const json::Node* const member = object.find(name);
  if (member == nullptr) throw unreadable("it has no " + std::string(name));
  json::Decoded<T> decoded = json::decode_as<T>(*member);
  if (!decoded.ok()) throw unreadable(decoded.message());
  return std::move(decoded.value);
}

/// Cuts a text from the front.
std::string take(std::string_view& rest, std::size_t size) {
  if (size > rest.size()) throw unreadable("it ends too early");
  std::string taken(rest.substr(0, size));
  rest.remove_prefix(size);
  return taken;
}

/// The length in front of the JSON text, which is cut off with its line feed.
std::size_t take_length(std::string_view& rest) {
  std::size_t length = 0;
  const char* const end = rest.data() + rest.size();
  const auto [after, error] = std::from_chars(rest.data(), end, length);
  if (error != std::errc() || after == end || *after != '\n') {
    throw unreadable("it does not begin with a length but with " +
                     std::string(rest.substr(0, 200)));
  }
  rest.remove_prefix(static_cast<std::size_t>(after + 1 - rest.data()));
  return length;
}

}  // namespace

PhpProgram wordpress_state_program(KnownWordPressStateSection section,
                                   const WordPressStateConfig& config) {
  return library_program("wordpress_state.php",
                         {{"section", json::enum_text(section)},
                          {"includeContent", config.includeContent},
                          {"optionNames", config.optionNames},
                          {"userFields", config.userFields},
                          {"redacted", config.redaction != KnownObservationRedaction::none}});
}

json::Value wordpress_state_of(const std::string& printed) {
  auto value = json::Value::parse(printed);
  if (!value) {
    throw RuntimeError(error_code::runtime_observation_failed,
                       "WordPress gave a state that is not JSON: " + printed.substr(0, 200));
  }
  return std::move(*value);
}

PhpProgram capture_program(const std::vector<MountSpec>& mounts) {
  return library_program("capture_state.php", {{"mounts", mount_targets(mounts)}}, false);
}

EngineState captured_state(const std::string& printed) {
  std::string_view rest = printed;
  const std::size_t length = take_length(rest);
  const json::Parsed parsed(take(rest, length));
  if (parsed.error()) throw unreadable("its description is not JSON");
  const json::Node& root = parsed.root();
  EngineState state;
  state.wordpress_version = member_of<std::string>(root, "wordpressVersion");
  state.php_version = member_of<std::string>(root, "phpVersion");
  state.active_theme = member_of<std::string>(root, "activeTheme");
  state.active_plugins = member_of<std::vector<std::string>>(root, "activePlugins");
  state.wp_content_path = member_of<std::string>(root, "wpContentPath");
  state.database.tables = member_of<std::vector<WordPressSnapshotTable>>(root, "tables");
  const json::Node* const files = root.find("files");
  if (files == nullptr) throw unreadable("it has no files");
  for (const json::Node& file : files->items()) {
    const auto path = from_base64(member_of<std::string>(file, "path"));
    const auto bytes = member_of<double>(file, "bytes");
    if (!path || !(bytes >= 0)) throw unreadable("a file has no path or no size");
    state.files.push_back({*path, take(rest, static_cast<std::size_t>(bytes))});
  }
  if (!rest.empty()) throw unreadable("more follows behind its files");
  return state;
}

StateOffer::StateOffer(const RunFolder& folder, const std::string& name, const EngineState& state)
    : folder_(folder.codebox() / ("restore-" + name)) {
  fs::create_directories(folder_ / "files");
  for (const EngineStateFile& file : state.files) {
    const fs::path path = folder_ / "files" / file.path;
    fs::create_directories(path.parent_path());
    write_whole_file(path, file.bytes);
  }
  write_whole_file(folder_ / "tables.json", json::to_json(state.database.tables));
}

StateOffer::~StateOffer() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

PhpProgram StateOffer::restore_program(const std::vector<MountSpec>& mounts) const {
  return library_program(
      "restore_state.php",
      {{"folder", "/codebox/" + folder_.filename().string()}, {"mounts", mount_targets(mounts)}},
      false);
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
