#include "reference_backend/memory/probe_commands.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <system_error>

#include "reference_backend/memory/sandbox_network.hpp"
#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

constexpr std::uint64_t max_echo_bytes = std::uint64_t{256} * 1024 * 1024;

/// One call of a command.
struct Call {
  const ProbeSandbox& sandbox;
  std::string_view command;
  CommandArgs args;
  const Deadline& deadline;

  [[noreturn]] void refuse(const std::string& why) const {
    throw RuntimeError(error_code::runtime_argument_invalid, std::string(command) + ": " + why);
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw RuntimeError(error_code::runtime_command_failed, std::string(command) + ": " + why);
  }

  [[nodiscard]] std::string text(std::string_view name) const {
    const auto value = argument_value(args, name);
    if (!value) refuse("the argument " + std::string(name) + "= is missing");
    return std::string(*value);
  }

  // An absolute path; relative ones start at /workspace.
  [[nodiscard]] std::string path(std::string_view name = "path") const {
    const std::string given = text(name);
    if (given.empty()) refuse("the argument " + std::string(name) + "= is empty");
    return given.starts_with('/') ? given : "/workspace/" + given;
  }

  template <class Number>
  [[nodiscard]] Number number(std::string_view name, Number least, Number most,
                              int base = 10) const {
    const std::string given = text(name);
    Number value{};
    const char* const end = given.data() + given.size();
    const auto [stop, error] = std::from_chars(given.data(), end, value, base);
    if (error != std::errc() || stop != end || value < least || value > most) {
      refuse("the argument " + std::string(name) + "=" + given + " is no number from " +
             std::to_string(least) + " to " + std::to_string(most));
    }
    return value;
  }

  // A wait that ended too early.
  void check(Woken woken) const {
    if (woken == Woken::stopped) {
      throw RuntimeError(error_code::runtime_command_crashed,
                         std::string(command) + " was stopped with its sandbox");
    }
    if (deadline && std::chrono::steady_clock::now() >= *deadline) {
      throw RuntimeError(error_code::runtime_command_timeout,
                         std::string(command) + " did not end in time");
    }
  }
};

template <class Write>
std::string json_text(const Write& write) {
  std::string text;
  {
    json::StringOutput output(text);
    json::Writer writer(output);
    write(writer);
  }
  return text;
}

void sort_by_code_unit(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end(), [](const std::string& left, const std::string& right) {
    return json::compare_utf16(left, right) < 0;
  });
}

std::string echo(const Call& call) {
  if (const auto text = argument_value(call.args, "text")) return std::string(*text);
  if (!argument_value(call.args, "bytes")) call.refuse("text= or bytes= is needed");
  const auto count = call.number<std::uint64_t>("bytes", 0, max_echo_bytes);
  std::string text;
  text.reserve(count);
  while (text.size() < count) {
    text.append("0123456789abcdef", std::min<std::size_t>(16, count - text.size()));
  }
  return text;
}

std::string exit_with(const Call& call) {
  const int code = call.number<int>("code", 0, 255);
  if (code != 0) call.fail("exit code " + std::to_string(code));
  return "";
}

std::string sleep_for(const Call& call) {
  const auto ms = call.number<std::int64_t>("ms", 0, std::int64_t{24} * 3600 * 1000);
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
  call.check(call.sandbox.stop.wait(call.deadline ? std::min(end, *call.deadline) : end));
  return "slept";
}

std::string write_file(const Call& call) {
  call.sandbox.tree.write(call.path(), call.text("text"));
  return "written";
}

std::string read_file(const Call& call) { return call.sandbox.tree.read(call.path()); }

std::string remove_entry(const Call& call) {
  call.sandbox.tree.remove(call.path());
  return "done";
}

std::string rename_entry(const Call& call) {
  call.sandbox.tree.rename(call.path(), call.path("to"));
  return "done";
}

std::string change_mode(const Call& call) {
  call.sandbox.tree.chmod(call.path(), call.number<unsigned>("mode", 0, 0777, 8));
  return "done";
}

std::string make_directory(const Call& call) {
  call.sandbox.tree.make_directory(call.path());
  return "done";
}

std::string make_link(const Call& call) {
  call.sandbox.tree.make_link(call.path(), call.text("to"));
  return "done";
}

const char* type_name(mode_t mode) {
  if (S_ISDIR(mode)) return "directory";
  if (S_ISLNK(mode)) return "symlink";
  return S_ISREG(mode) ? "file" : "other";
}

std::string stat_entry(const Call& call) {
  const auto status = call.sandbox.tree.status(call.path());
  return json_text([&status](json::Writer& writer) {
    writer.begin_object();
    if (status) {
      std::string mode;
      for (unsigned bits = status->st_mode & 07777U, i = 0; bits != 0 || i == 0; bits >>= 3U, ++i) {
        mode.insert(mode.begin(), static_cast<char>('0' + (bits & 7U)));
      }
      writer.key("type");
      writer.string(type_name(status->st_mode));
      writer.key("bytes");
      writer.number(S_ISREG(status->st_mode) ? static_cast<double>(status->st_size) : 0);
      writer.key("mode");
      writer.string(mode);
    }
    writer.end_object();
  });
}

std::string list_directory(const Call& call) {
  std::vector<std::string> names = call.sandbox.tree.list(call.path());
  sort_by_code_unit(names);
  return json_text([&names](json::Writer& writer) {
    writer.begin_array();
    for (const std::string& name : names) writer.string(name);
    writer.end_array();
  });
}

std::string read_variable(const Call& call) {
  const std::string* const value = call.sandbox.environment.find(call.text("name"));
  return value == nullptr ? "" : *value;
}

std::string connect_out(const Call& call) {
  const std::string host = call.text("host");
  const auto port = call.number<std::uint16_t>("port", 1, 65535);
  if (!is_host_allowed(call.sandbox.network, host)) return "refused";
  switch (connect_to(host, port, call.sandbox.stop, call.deadline)) {
    case Connected::yes:
      return "connected";
    case Connected::refused:
      break;
    case Connected::stopped:
      call.check(Woken::stopped);
      break;
    case Connected::time_over:
      call.check(Woken::time_over);
      break;
  }
  return "refused";
}

// A JSON string as PHP prints it: slashes escaped.
std::string php_string(std::string_view text) {
  std::string printed = json::Value::string(text).text();
  for (std::size_t slash = printed.find('/'); slash != std::string::npos;
       slash = printed.find('/', slash + 2)) {
    printed.insert(slash, 1, '\\');
  }
  return printed;
}

// The names in a mount as the sandbox sees it; nothing when it is not there.
std::optional<std::vector<std::string>> mount_entries(const Call& call, const MountSpec& mount) {
  try {
    std::vector<std::string> names = call.sandbox.tree.list(mount.target);
    sort_by_code_unit(names);
    return names;
  } catch (const FileError&) {
    return std::nullopt;
  }
}

// As PHP's json_encode with JSON_PRETTY_PRINT.
std::string inspect_mounts(const Call& call) {
  std::string text = "{\n    \"command\": \"inspect-mounted-inputs\",\n    \"mounts\": [";
  std::string_view separator = "\n";
  for (const MountSpec& mount : call.sandbox.mounts) {
    const auto names = mount_entries(call, mount);
    text.append(separator).append("        {\n            \"target\": ");
    text.append(php_string(mount.target)).append(",\n            \"source\": ");
    text.append(php_string(mount.source)).append(",\n            \"entries\": [");
    std::string_view comma = "\n";
    for (const std::string& name : names.value_or(std::vector<std::string>())) {
      text.append(comma).append("                ").append(php_string(name));
      comma = ",\n";
    }
    text.append(comma == "\n" ? "],\n" : "\n            ],\n");
    text.append("            \"exists\": ").append(names ? "true" : "false").append("\n        }");
    separator = ",\n";
  }
  return text.append(separator == "\n" ? "]\n}" : "\n    ]\n}");
}

struct Command {
  std::string_view name;
  std::string (*run)(const Call& call);
};

constexpr Command commands[] = {{"probe.echo", &echo},
                                {"probe.exit", &exit_with},
                                {"probe.sleep", &sleep_for},
                                {"probe.write", &write_file},
                                {"probe.read", &read_file},
                                {"probe.remove", &remove_entry},
                                {"probe.rename", &rename_entry},
                                {"probe.chmod", &change_mode},
                                {"probe.mkdir", &make_directory},
                                {"probe.symlink", &make_link},
                                {"probe.stat", &stat_entry},
                                {"probe.list", &list_directory},
                                {"probe.env", &read_variable},
                                {"probe.connect", &connect_out},
                                {"inspect-mounted-inputs", &inspect_mounts}};

const Command* find_command(std::string_view name) {
  for (const Command& command : commands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

}  // namespace

bool has_probe_command(std::string_view command) { return find_command(command) != nullptr; }

std::string run_probe_command(const ProbeSandbox& sandbox, std::string_view command,
                              std::span<const std::string> args, const Deadline& deadline) {
  const Call call{sandbox, command, args, deadline};
  const Command* const found = find_command(command);
  if (found == nullptr) call.refuse("there is no such command");
  if (sandbox.stop.raised()) call.check(Woken::stopped);
  try {
    return found->run(call);
  } catch (const FileError& error) {
    call.fail(error.what());
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
