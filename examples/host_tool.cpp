/// A tool of the host that a sandbox may call: defined, registered, and called with an input that
/// fits its schema and with one that does not. Run it: ./host_tool
#include <iostream>
#include <string>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/host_tools.hpp"

using namespace wp_codebox;

const std::string definition = R"({
  "name": "client/word-count",
  "description": "Counts the words of a text",
  "inputSchema": {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
    "additionalProperties": false
  },
  "outputSchema": {"type": "object", "required": ["words"], "properties": {"words": {"type": "number"}}},
  "policy": {"risk": "read", "permissions": []}
})";

json::Value count_words(const json::Value& input, const HostToolContext&) {
  const std::string text = json::Parsed(input).root().find("text")->text();
  int words = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
  }
  return json::Value::from_compact(R"({"words":)" + std::to_string(words) + "}");
}

int main() {
  const auto tool = json::from_json<HostToolDefinition>(definition);
  if (!tool.ok()) {
    std::cerr << tool.message() << '\n';
    return 2;
  }
  const HostToolRegistry registry({tool.value});
  for (const std::string input : {R"({"text": "two words"})", R"({"texts": 7})", "{"}) {
    ExecutionSpec execution;
    execution.command = "client/word-count";
    execution.args = {"input-json=" + input};
    const HostToolResult result =
        call_host_tool(*registry.find(execution.command), execution, count_words);
    std::cout << input << " -> " << json::enum_text(result.status) << ": ";
    if (result.error) std::cout << result.error->code << ", " << result.error->message << '\n';
    if (result.output) std::cout << result.output->text() << '\n';
    // What the call was checked against travels with the result.
    std::cout << "  policy " << json::to_json(result.diagnostics.policy) << '\n';
  }
}
