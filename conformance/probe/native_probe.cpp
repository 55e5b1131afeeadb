#include "conformance/probe/native_probe.hpp"

#include <initializer_list>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Argument = std::pair<std::string_view, std::string_view>;

ExecutionSpec command(std::string_view name, std::initializer_list<Argument> arguments) {
  ExecutionSpec spec;
  spec.command = "probe." + std::string(name);
  std::vector<std::string> args;
  args.reserve(arguments.size());
  for (const auto& [key, value] : arguments) {
    args.push_back(std::string(key) + "=" + std::string(value));
  }
  spec.args = std::move(args);
  return spec;
}

}  // namespace

std::vector<std::string> NativeProbe::commands() const {
  return {"probe.echo",   "probe.exit",   "probe.sleep", "probe.write",  "probe.read",
          "probe.remove", "probe.rename", "probe.chmod", "probe.mkdir",  "probe.symlink",
          "probe.stat",   "probe.list",   "probe.env",   "probe.connect"};
}

ExecutionSpec NativeProbe::echo(std::string_view text) const {
  return command("echo", {{"text", text}});
}

ExecutionSpec NativeProbe::echo_pattern(std::size_t bytes) const {
  return command("echo", {{"bytes", std::to_string(bytes)}});
}

ExecutionSpec NativeProbe::fail(int exit_code) const {
  return command("exit", {{"code", std::to_string(exit_code)}});
}

ExecutionSpec NativeProbe::sleep(int milliseconds) const {
  return command("sleep", {{"ms", std::to_string(milliseconds)}});
}

ExecutionSpec NativeProbe::write(std::string_view path, std::string_view text) const {
  return command("write", {{"path", path}, {"text", text}});
}

ExecutionSpec NativeProbe::read(std::string_view path) const {
  return command("read", {{"path", path}});
}

ExecutionSpec NativeProbe::remove(std::string_view path) const {
  return command("remove", {{"path", path}});
}

ExecutionSpec NativeProbe::rename(std::string_view path, std::string_view to) const {
  return command("rename", {{"path", path}, {"to", to}});
}

ExecutionSpec NativeProbe::chmod(std::string_view path, std::string_view mode) const {
  return command("chmod", {{"path", path}, {"mode", mode}});
}

ExecutionSpec NativeProbe::mkdir(std::string_view path) const {
  return command("mkdir", {{"path", path}});
}

ExecutionSpec NativeProbe::symlink(std::string_view path, std::string_view to) const {
  return command("symlink", {{"path", path}, {"to", to}});
}

ExecutionSpec NativeProbe::stat(std::string_view path) const {
  return command("stat", {{"path", path}});
}

ExecutionSpec NativeProbe::list(std::string_view path) const {
  return command("list", {{"path", path}});
}

ExecutionSpec NativeProbe::env(std::string_view name) const {
  return command("env", {{"name", name}});
}

ExecutionSpec NativeProbe::connect(std::string_view host, std::uint16_t port) const {
  return command("connect", {{"host", host}, {"port", std::to_string(port)}});
}

std::optional<ExecutionSpec> NativeProbe::publish(std::string_view /*name*/,
                                                  std::string_view /*text*/) const {
  return std::nullopt;
}

std::optional<ExecutionSpec> NativeProbe::store(std::string_view /*name*/,
                                                std::string_view /*text*/) const {
  return std::nullopt;
}

std::optional<ExecutionSpec> NativeProbe::stored(std::string_view /*name*/) const {
  return std::nullopt;
}

ExecutionSpec NativeProbe::echo_with_odd_args(std::string_view text) const {
  return command("echo", {{"unknown", "1"}, {"text", text}, {"text", "the second one"}});
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
