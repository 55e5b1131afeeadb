#include "reference_backend/playground/sandbox_plan.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <memory>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/nlohmann.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

/// Places of the sandbox that belong to PHP, to Playground or to us.
constexpr std::string_view own_places[] = {"/codebox", "/dev", "/internal", "/proc", "/request"};

bool is_in(std::string_view path, std::string_view folder) {
  return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

RuntimeError refused_mount(const MountSpec& mount, const std::string& why) {
  return {error_code::runtime_mount_refused,
          "Cannot mount " + mount.source + " at " + mount.target + ": " + why,
          {{"target", json::Value::string(mount.target)}}};
}

nlohmann::json network_form(const NetworkPolicy& network) {
  if (network.allows_all()) return "allow";
  if (const auto* hosts = network.hosts()) return {{"allowHosts", *hosts}};
  return "deny";
}

std::string port_text(const PreviewPlan& preview) { return std::to_string(preview.port); }

}  // namespace

PreviewPlan plan_preview(const std::optional<RuntimePreviewSpec>& spec) {
  PreviewPlan plan;
  if (!spec) return plan;
  if (spec->port) {
    const double port = *spec->port;
    if (!(port >= 1 && port <= 65535) || port != std::floor(port)) {
      throw RuntimeError(error_code::wp_codebox_preview_port_invalid,
                         "the preview port has to be an integer from 1 to 65535");
    }
    plan.port = static_cast<int>(port);
    plan.fixed = true;
  }
  if (spec->bind) {
    if (!plan.fixed) {
      throw RuntimeError(error_code::wp_codebox_preview_bind_requires_port,
                         "preview.bind needs preview.port");
    }
    if (spec->bind->empty() || spec->bind->find_first_of("/?#@ \t\n") != std::string::npos) {
      throw RuntimeError(error_code::wp_codebox_preview_bind_invalid,
                         "preview.bind has to be a host, not " + *spec->bind);
    }
    plan.host = *spec->bind;
  }
  return plan;
}

void require_free_port(const PreviewPlan& preview) {
  if (!preview.fixed) return;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (const int failed =
          ::getaddrinfo(preview.host.c_str(), port_text(preview).c_str(), &hints, &found);
      failed != 0) {
    throw RuntimeError(error_code::wp_codebox_preview_bind_invalid,
                       "preview.bind " + preview.host + ": " + ::gai_strerror(failed));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> address(found, &::freeaddrinfo);
  const int listener = ::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return;  // booting says why
  const int reuse = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
  const bool bound =
      ::bind(listener, address->ai_addr, address->ai_addrlen) == 0 && ::listen(listener, 1) == 0;
  const int error = bound ? 0 : errno;
  ::close(listener);
  if (error != EADDRINUSE) return;
  throw RuntimeError(error_code::wp_codebox_preview_port_in_use,
                     "the preview port " + port_text(preview) + " is taken (EADDRINUSE)",
                     {{"port", json::Value::number(preview.port)},
                      {"cause", json::Value::string(std::strerror(error))}});
}

std::string normal_target(const std::string& target) {
  std::string normal = std::filesystem::path(target).lexically_normal().generic_string();
  while (normal.size() > 1 && normal.back() == '/') normal.pop_back();
  if (normal.starts_with("//")) normal.erase(0, normal.find_first_not_of('/') - 1);
  return normal;
}

void MountPlan::add(const MountSpec& mount) {
  const std::string target = normal_target(mount.target);
  if (target == "/" || target == "/wordpress") {
    throw refused_mount(mount, "the target is a folder of the sandbox itself");
  }
  for (const std::string_view place : own_places) {
    if (is_in(target, place))
      throw refused_mount(mount, "the target is a place of the sandbox itself");
  }
  for (const MountSpec& other : mounts_) {
    if (normal_target(other.target) == target) throw refused_mount(mount, "the target is taken");
  }
  mounts_.push_back(mount);
}

std::string walls_text(const NetworkPolicy& network, const PreviewPlan& preview,
                       const RunFolder& folder, const MountPlan& mounts) {
  nlohmann::json roots = nlohmann::json::array();
  const auto add = [&roots](const std::filesystem::path& path, bool writable, bool mounted) {
    roots.push_back({{"path", path.string()}, {"writable", writable}, {"mounted", mounted}});
  };
  add(folder.site(), true, false);
  add(folder.temporary(), true, false);
  add(folder.codebox(), false, false);
  for (const MountSpec& mount : mounts.mounts()) add(mount.source, mounts.writable(mount), true);
  const nlohmann::json walls = {
      {"network", network_form(network)}, {"listen", {{"host", preview.host}}}, {"roots", roots}};
  return walls.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

nlohmann::json boot_request(const EngineSetup& setup, const PreviewPlan& preview,
                            const RunFolder& folder, const MountPlan& mounts, bool installed) {
  std::vector<std::pair<std::string, std::string>> places = {
      {"/codebox", folder.codebox().string()}};
  for (const MountSpec& mount : mounts.mounts()) {
    places.emplace_back(normal_target(mount.target), mount.source);
  }
  std::stable_sort(places.begin(), places.end(), [](const auto& left, const auto& right) {
    return left.first.size() < right.first.size();
  });
  nlohmann::json list = nlohmann::json::array();
  for (const auto& [target, source] : places) {
    list.push_back({{"source", source}, {"target", target}});
  }
  nlohmann::json request = {{"op", "boot"},
                            {"site", folder.site().string()},
                            {"mounts", list},
                            {"port", preview.port},
                            {"installMode", installed ? "do-not-attempt-installing"
                                                      : "install-from-existing-files-if-needed"}};
  if (setup.preview && setup.preview->siteUrl) request["siteUrl"] = *setup.preview->siteUrl;
  if (setup.environment.blueprint && setup.environment.blueprint->is_object()) {
    request["blueprint"] = setup.environment.blueprint->get();
  }
  return request;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
