#include <iostream>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/validation/policy.hpp"

int main() {
  const auto policy = wp_codebox::json::from_json<wp_codebox::RuntimePolicy>(R"({
    "network": "deny", "filesystem": "sandbox", "commands": ["wordpress.run-php"],
    "secrets": "none", "approvals": "sometimes"})");
  std::cout << policy.message() << '\n';
  std::cout << std::boolalpha << wp_codebox::is_command_allowed(policy.value, "wordpress.wp-cli")
            << '\n';
}
