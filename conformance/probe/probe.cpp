#include "conformance/probe/probe.hpp"

#include "conformance/probe/native_probe.hpp"
#include "conformance/probe/php_probe.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

std::unique_ptr<Probe> Probe::of(ProbeDialect dialect) {
  if (dialect == ProbeDialect::php) return std::make_unique<PhpProbe>();
  return std::make_unique<NativeProbe>();
}

std::string echo_pattern_text(std::size_t bytes) {
  constexpr std::string_view pattern = "0123456789abcdef";
  std::string text;
  text.reserve(bytes);
  while (text.size() < bytes) text += pattern.substr(0, bytes - text.size());
  return text;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
