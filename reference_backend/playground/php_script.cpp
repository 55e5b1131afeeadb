#include "reference_backend/playground/php_script.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view inspect_mounts = R"PHP(<?php
$mounts = json_decode($json, true);
foreach ($mounts as &$mount) {
    $target = $mount['target'];
    $entries = [];
    if (is_dir($target)) {
        $entries = array_values(array_diff(scandir($target), ['.', '..']));
    } elseif (file_exists($target)) {
        $entries = [basename($target)];
    }
    sort($entries, SORT_STRING);
    $mount['entries'] = $entries;
    $mount['exists'] = file_exists($target);
}
unset($mount);
echo json_encode(
    ['command' => 'inspect-mounted-inputs', 'mounts' => $mounts],
    JSON_PRETTY_PRINT | JSON_INVALID_UTF8_SUBSTITUTE
);
)PHP";

std::string read_code(std::string_view file_name) {
  const fs::path path{std::string(file_name)};
  std::ifstream file(path, std::ios::binary);
  const std::string code((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file_name.empty() || !file || fs::is_directory(path)) {
    throw RuntimeError(error_code::runtime_argument_invalid,
                       "wordpress.run-php: cannot read code-file " + path.string());
  }
  return code;
}

}  // namespace

PhpProgram run_php_program(const EngineCommand& command) {
  const auto code = argument_value(command.args, "code");
  const auto code_file = argument_value(command.args, "code-file");
  if (!code && !code_file) {
    throw RuntimeError(error_code::runtime_argument_invalid,
                       "wordpress.run-php needs code=<PHP> or code-file=<path>");
  }
  PhpProgram program;
  program.code = normalize_php_code(code ? std::string(*code) : read_code(*code_file));
  program.with_wordpress = argument_value(command.args, "bootstrap") != "none";
  return program;
}

PhpProgram inspect_mounts_program(const std::vector<MountSpec>& mounts) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const MountSpec& mount : mounts) {
    list.push_back({{"target", mount.target}, {"source", mount.source}});
  }
  const std::string json =
      list.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return {"<?php $json = " + php_literal(json) + "; ?>" + std::string(inspect_mounts), false};
}

std::string php_literal(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') quoted += '\\';
    quoted += letter;
  }
  return quoted + "'";
}

PhpScript::PhpScript(const RunFolder& folder, const std::string& name, const PhpProgram& program) {
  const auto add = [&](const std::string& file, const std::string& code) {
    files_.push_back(folder.scripts() / file);
    write_whole_file(files_.back(), code);
    path_ = "/codebox/run/" + file;
  };
  // The code keeps a file of its own even behind WordPress, so that what has to stand first in a
  // file (declare, namespace) may, and line numbers are the caller's.
  add(name + ".php", program.code);
  if (program.with_wordpress) {
    add(name + "-wordpress.php",
        "<?php require '/wordpress/wp-load.php'; require " + php_literal(path_) + ";");
  }
}

PhpScript::~PhpScript() {
  std::error_code ignored;
  for (const fs::path& file : files_) fs::remove(file, ignored);
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
