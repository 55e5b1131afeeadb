#include "conformance/probe/php_probe.hpp"

#include <string>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// A PHP string literal.
std::string literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

ExecutionSpec run(std::string code) {
  ExecutionSpec spec;
  spec.command = "wordpress.run-php";
  spec.args = {"code=" + std::move(code), "bootstrap=none"};
  return spec;
}

/// Prints a word when a PHP expression is true, else fails. Warnings stay out of the output.
ExecutionSpec run_or_fail(const std::string& preparation, const std::string& expression,
                          const std::string& word) {
  return run(
      preparation + "if (" + expression + ") { echo '" + word +
      "'; } else { $e = error_get_last(); error_log('probe: ' . ($e['message'] ?? 'failed'));"
      " exit(1); }");
}

}  // namespace

std::vector<std::string> PhpProbe::commands() const { return {"wordpress.run-php"}; }

ExecutionSpec PhpProbe::echo(std::string_view text) const {
  return run("echo " + literal(text) + ";");
}

ExecutionSpec PhpProbe::echo_pattern(std::size_t bytes) const {
  const std::string count = std::to_string(bytes);
  return run("echo substr(str_repeat('0123456789abcdef', intdiv(" + count + ", 16) + 1), 0, " +
             count + ");");
}

ExecutionSpec PhpProbe::fail(int exit_code) const {
  return run("exit(" + std::to_string(exit_code) + ");");
}

ExecutionSpec PhpProbe::sleep(int milliseconds) const {
  return run("usleep(" + std::to_string(milliseconds) + " * 1000); echo 'slept';");
}

ExecutionSpec PhpProbe::write(std::string_view path, std::string_view text) const {
  return run_or_fail("$p = " + literal(path) + "; @mkdir(dirname($p), 0777, true);",
                     "@file_put_contents($p, " + literal(text) + ") !== false", "written");
}

ExecutionSpec PhpProbe::read(std::string_view path) const {
  return run("$t = @file_get_contents(" + literal(path) +
             "); if ($t === false) { error_log('probe: cannot read'); exit(1); } echo $t;");
}

ExecutionSpec PhpProbe::remove(std::string_view path) const {
  return run_or_fail(
      "$gone = function ($p) use (&$gone) {"
      " if (is_link($p) || !is_dir($p)) return @unlink($p);"
      " foreach (array_diff(scandir($p), ['.', '..']) as $n) { if (!$gone(\"$p/$n\")) return "
      "false; }"
      " return @rmdir($p); };",
      "$gone(" + literal(path) + ")", "done");
}

ExecutionSpec PhpProbe::rename(std::string_view path, std::string_view to) const {
  return run_or_fail("", "@rename(" + literal(path) + ", " + literal(to) + ")", "done");
}

ExecutionSpec PhpProbe::chmod(std::string_view path, std::string_view mode) const {
  return run_or_fail("", "@chmod(" + literal(path) + ", octdec(" + literal(mode) + "))", "done");
}

ExecutionSpec PhpProbe::mkdir(std::string_view path) const {
  return run_or_fail("", "@mkdir(" + literal(path) + ", 0777, true)", "done");
}

ExecutionSpec PhpProbe::symlink(std::string_view path, std::string_view to) const {
  return run_or_fail("", "@symlink(" + literal(to) + ", " + literal(path) + ")", "done");
}

ExecutionSpec PhpProbe::stat(std::string_view path) const {
  return run("clearstatcache(); $s = @lstat(" + literal(path) +
             "); if ($s === false) { echo '{}'; } else { $f = $s['mode'] & 0170000;"
             " $t = $f === 0040000 ? 'directory' : ($f === 0120000 ? 'symlink' : 'file');"
             " echo json_encode(['type' => $t, 'bytes' => $s['size'],"
             " 'mode' => decoct($s['mode'] & 07777)]); }");
}

ExecutionSpec PhpProbe::list(std::string_view path) const {
  return run("$n = @scandir(" + literal(path) +
             "); if ($n === false) { error_log('probe: cannot list'); exit(1); }"
             " $n = array_values(array_diff($n, ['.', '..'])); sort($n, SORT_STRING);"
             " echo json_encode($n, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);");
}

ExecutionSpec PhpProbe::env(std::string_view name) const {
  return run("$v = getenv(" + literal(name) + "); if ($v !== false) { echo $v; }");
}

ExecutionSpec PhpProbe::connect(std::string_view host, std::uint16_t port) const {
  // A wall may let the connection seem to stand; so only an answer counts. Each way that PHP has
  // is tried, because a wall with one hole is none.
  return run("$h = " + literal(host) + "; $p = " + std::to_string(port) +
             "; $got = false; $talk = function ($s) { if (!$s) return false;"
             " stream_set_timeout($s, 2); @fwrite($s, \"hello\\n\"); $l = @fgets($s); @fclose($s);"
             " return $l !== false && $l !== ''; };"
             " $got = $talk(@fsockopen($h, $p, $n, $e, 2)) || $got;"
             " $got = $talk(@stream_socket_client(\"tcp://$h:$p\", $n, $e, 2)) || $got;"
             " $c = stream_context_create(['http' => ['timeout' => 2]]);"
             " $got = @file_get_contents(\"http://$h:$p/\", false, $c) !== false || $got;"
             " if (function_exists('curl_init')) { $u = curl_init(\"http://$h:$p/\");"
             " curl_setopt_array($u, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 2,"
             " CURLOPT_HTTP09_ALLOWED => true]); $got = (string) @curl_exec($u) !== '' || $got; }"
             " echo $got ? 'connected' : 'refused';");
}

std::optional<ExecutionSpec> PhpProbe::publish(std::string_view name, std::string_view text) const {
  ExecutionSpec spec = run("if (file_put_contents(ABSPATH . " + literal(name) + ", " +
                           literal(text) + ") === false) exit(1); echo 'published';");
  spec.args->pop_back();  // Only WordPress knows where its site lies.
  return spec;
}

std::optional<ExecutionSpec> PhpProbe::store(std::string_view name, std::string_view text) const {
  ExecutionSpec spec =
      run("update_option(" + literal(name) + ", " + literal(text) + "); echo 'stored';");
  spec.args->pop_back();  // Options need WordPress.
  return spec;
}

std::optional<ExecutionSpec> PhpProbe::stored(std::string_view name) const {
  ExecutionSpec spec = run("echo (string) get_option(" + literal(name) + ", '');");
  spec.args->pop_back();
  return spec;
}

ExecutionSpec PhpProbe::echo_with_odd_args(std::string_view text) const {
  ExecutionSpec spec = echo(text);
  spec.args->insert(spec.args->begin(), "unknown=1");
  spec.args->push_back("code=echo 'the second one';");
  return spec;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
