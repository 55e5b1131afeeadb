#include "conformance/attachment/registered_backends.hpp"

#include <algorithm>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

struct Registered {
  std::string name;
  BackendFactory factory;
};

std::vector<Registered>& all() {
  static std::vector<Registered> backends;
  return backends;
}

}  // namespace

bool register_backend(std::string name, BackendFactory factory) {
  all().push_back({std::move(name), std::move(factory)});
  return true;
}

std::vector<std::string> registered_backend_names() {
  std::vector<std::string> names;
  for (const Registered& backend : all()) names.push_back(backend.name);
  return names;
}

const BackendFactory* registered_backend(std::string_view name) {
  const auto found = std::find_if(all().begin(), all().end(),
                                  [name](const Registered& one) { return one.name == name; });
  return found == all().end() ? nullptr : &found->factory;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
