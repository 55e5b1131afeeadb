#include "conformance/verdict/case_result.hpp"

#include <algorithm>

#include "conformance/register/register.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

std::vector<std::string> requirements_in_name(std::string_view name) {
  std::vector<std::string> ids;
  while (name.starts_with("WPC_")) {
    const std::size_t group_end = name.find('_', 4);
    if (group_end == std::string_view::npos || group_end + 4 > name.size()) break;
    std::string id(name.substr(0, group_end + 4));
    std::replace(id.begin(), id.end(), '_', '-');
    if (!is_requirement_id(id)) break;
    ids.push_back(std::move(id));
    name.remove_prefix(group_end + 4);
    if (name.starts_with('_')) name.remove_prefix(1);
  }
  return ids;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
