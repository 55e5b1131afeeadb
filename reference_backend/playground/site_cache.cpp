#include "reference_backend/playground/site_cache.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reference_backend/playground/run_folder.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

/// Raised when what an entry holds changes.
constexpr int entry_format = 1;
constexpr std::chrono::seconds unpack_limit{300};
constexpr std::size_t unpack_output = 65536;
/// What a program that died while it unpacked has left.
constexpr std::chrono::hours stale_after{1};
/// An entry may be damaged, and then be replaced by another program while we copy it.
constexpr int attempts = 3;

RuntimeError unavailable(const fs::path& archive, const std::string& why) {
  return {error_code::wp_codebox_playground_startup_asset_unavailable,
          "the WordPress archive " + archive.string() + " cannot be used: " + why,
          {{"phase", json::Value::string("preview:loading-wordpress")},
           {"asset", json::Value::string(archive.string())},
           {"cause", json::Value::string(why)}}};
}

std::string digest_of(const fs::path& archive) {
  std::ifstream file(archive, std::ios::binary);
  Sha256 hash;
  std::array<char, 1 << 16> buffer{};
  while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0) {
    hash.update(std::string_view(buffer.data(), static_cast<std::size_t>(file.gcount())));
  }
  if (!file.eof()) throw unavailable(archive, "it cannot be read");
  return hash.finish_hex();
}

/// What a tree holds: enough to see that something was cut off or is missing.
struct TreeSize {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  bool operator==(const TreeSize&) const = default;
};

void copy_tree(const fs::path& from, const fs::path& to, TreeSize& size) {
  fs::create_directories(to);
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const fs::path copy = to / entry.path().filename();
    if (entry.is_directory()) {
      copy_tree(entry.path(), copy, size);
    } else {
      fs::copy_file(entry.path(), copy);
      ++size.files;
      size.bytes += entry.file_size();
    }
  }
}

nlohmann::json read_description(const fs::path& entry) {
  std::ifstream file(entry / "site.json");
  return nlohmann::json::parse(file, nullptr, false);
}

TreeSize size_in(const nlohmann::json& description) {
  return {description.value("files", std::uint64_t{0}),
          description.value("bytes", std::uint64_t{0})};
}

PreparedSite site_in(const nlohmann::json& description) {
  PreparedSite site;
  site.installed = description.value("installed", false);
  const auto version = description.find("version");
  if (version != description.end() && version->is_string()) {
    site.version = version->get<std::string>();
  }
  return site;
}

/// Copies an entry; nothing when it is damaged, or is being replaced by another program.
std::optional<PreparedSite> copy_entry(const fs::path& entry, const fs::path& target) {
  const nlohmann::json description = read_description(entry);
  if (!description.is_object()) return std::nullopt;
  fs::remove_all(target);
  TreeSize size;
  try {
    copy_tree(entry / "files", target, size);
  } catch (const fs::filesystem_error& error) {
    if (error.code() != std::errc::no_such_file_or_directory) throw;
    return std::nullopt;
  }
  if (size != size_in(description)) return std::nullopt;
  return site_in(description);
}

/// A folder that goes with this object, unless it was renamed; also a place to rename another
/// folder to that has to go.
class Unfinished {
 public:
  explicit Unfinished(const fs::path& folder) {
    std::string name = (folder / "unfinished-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw fs::filesystem_error("cannot make a folder", name,
                                 std::error_code(errno, std::generic_category()));
    }
    path_ = name;
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void remove_stale(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const bool unfinished = entry.path().filename().string().starts_with("unfinished-");
    const auto age = fs::file_time_type::clock::now() - entry.last_write_time(ignored);
    if (unfinished && !ignored && age > stale_after) fs::remove_all(entry.path(), ignored);
  }
}

}  // namespace

fs::path SiteCache::default_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return fs::path(cache) / "wp-codebox";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / ".cache/wp-codebox";
  return fs::temp_directory_path() / ("wp-codebox-cache-" + std::to_string(::getuid()));
}

PreparedSite SiteCache::copy_site(const fs::path& archive, const fs::path& target,
                                  const std::stop_token& stop) const {
  const std::string digest = digest_of(archive);
  const std::string key = "site-" + std::to_string(entry_format) + "-" + digest;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const fs::path entry = folder_ / key;
    if (!fs::exists(entry)) prepare(archive, entry, stop);
    if (auto site = copy_entry(entry, target)) {
      site->archive_sha256 = digest;
      return *site;
    }
    discard(entry);
  }
  throw unavailable(archive, "its unpacked copy in " + folder_.string() + " cannot be used");
}

void SiteCache::prepare(const fs::path& archive, const fs::path& entry,
                        const std::stop_token& stop) const {
  fs::create_directories(folder_);
  remove_stale(folder_);
  const Unfinished unfinished(folder_);
  fs::create_directories(unfinished.path() / "files");
  const ProcessResult unpacked =
      run_process({.program = installation_.node(),
                   .arguments = {installation_.bridge("prepare_site.mjs"), archive.string(),
                                 (unfinished.path() / "files").string()}},
                  unpack_limit, unpack_output, stop);
  const auto answer = nlohmann::json::parse(unpacked.stdout_text, nullptr, false);
  const auto result = answer.find("result");
  if (!unpacked.end.success() || result == answer.end()) {
    const auto error = answer.find("error");
    throw unavailable(archive, error != answer.end() ? error->value("message", "unknown")
                               : unpacked.timed_out
                                   ? "unpacking took too long"
                                   : "unpacking ended with " + unpacked.end.text());
  }
  write_whole_file(unfinished.path() / "site.json", result->dump());
  std::error_code somebody_was_faster;
  fs::rename(unfinished.path(), entry, somebody_was_faster);
}

void SiteCache::discard(const fs::path& entry) const {
  const Unfinished unfinished(folder_);
  std::error_code somebody_was_faster;
  fs::rename(entry, unfinished.path(), somebody_was_faster);
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
