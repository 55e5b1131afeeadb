// One translation unit of a program that uses the SDK in several places. UNIT names it.
#include <string>

#include "unit.hpp"
#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/validation/policy.hpp"
#include "wp_codebox/version.hpp"

namespace UNIT {

std::string report() {
  const auto policy = wp_codebox::json::from_json<wp_codebox::RuntimePolicy>(
      R"({"network":"deny","filesystem":"sandbox","commands":[""],"secrets":"none",)"
      R"("approvals":"never"})");
  const wp_codebox::Redactor redactor({{"NAME", "hunter22hunter"}});
  std::string text = std::string(wp_codebox::sdk_version) + " " +
                     std::to_string(wp_codebox::validate_policy(policy.value).issues.size()) + " " +
                     redactor.redact_text("<hunter22hunter>") + " " +
                     wp_codebox::sha256_hex("").substr(0, 8);
  try {
    wp_codebox::assert_policy(policy.value);
  } catch (const std::exception& error) {  // Of whichever version.
    text += " thrown";
  }
  return text;
}

}  // namespace UNIT
