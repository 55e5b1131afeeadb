#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/runtime/wp_cli_bridge.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr const char* token = "the-right-token";

/// The runner of a row: answers as the row says, else with a line that counts.
class Runner {
 public:
  explicit Runner(const json::Node* answers) : answers_(answers) {}

  WpCliRun run(const std::vector<std::string>& words) {
    ran_.push_back(words);
    WpCliRun answer;
    const auto given = answers_ == nullptr ? std::span<const json::Node>() : answers_->items();
    if (ran_.size() > given.size()) {
      answer.output = "out" + std::to_string(ran_.size()) + "\n";
      return answer;
    }
    const json::Node& described = given[ran_.size() - 1];
    const json::Node* const code = described.find("exitCode");
    answer.exit_code = code == nullptr ? 0 : code->number();
    answer.output = member_text(described, "text");
    answer.errors = member_text(described, "errors");
    return answer;
  }

  [[nodiscard]] std::string text() const {
    std::string text;
    for (const std::vector<std::string>& words : ran_) {
      std::string list;
      for (const std::string& word : words) {
        list += (list.empty() ? "" : ",") + json::Value::string(word).text();
      }
      text += (text.empty() ? "[" : ",[") + list + "]";
    }
    return "[" + text + "]";
  }

 private:
  const json::Node* answers_;
  std::vector<std::vector<std::string>> ran_;
};

WpCliBridgeRequest request_of(const json::Node& described) {
  WpCliBridgeRequest request;
  const json::Node* const auth = described.find("auth");
  if (auth == nullptr) {
    request.authorization = std::string("Bearer ") + token;
  } else if (auth->is_string()) {
    request.authorization = auth->text();
  }
  const json::Node* const path = described.find("path");
  request.path = path == nullptr ? std::string(WpCliBridge::path) : path->text();
  const json::Node* const method = described.find("method");
  if (method != nullptr) request.method = method->text();
  const json::Node* const body = described.find("body");
  request.body = body == nullptr ? member_text(described, "raw") : json::compact_json(*body);
  return request;
}

/// The body as rows have it: whether there is an error, not its text.
std::string body_text(const json::Node& body) {
  std::string text;
  for (const json::Member& member : body.members()) {
    if (member.name() == "error") continue;
    text += json::Value::string(member.name()).text() + ":" +
            (member.name() == "durationMs" ? R"("<ms>")" : json::compact_json(member.value)) + ",";
  }
  return "{" + text + R"("hasError":)" + (json::is_truthy(body.find("error")) ? "true" : "false") +
         "}";
}

std::optional<std::string> run_wp_cli_bridge(const VectorRow& row) {
  const json::Node* const request = row.input.find("request");
  if (request == nullptr) return "the row has no request";
  Runner runner(row.input.find("answers"));
  const WpCliBridge bridge(
      token, [&runner](const std::vector<std::string>& words) { return runner.run(words); });
  const WpCliBridgeAnswer answer = bridge.answer(request_of(*request));
  const json::Parsed body(answer.body);
  return difference(
      row.expect,
      json::Value::from_compact(R"({"status":)" + std::to_string(answer.status) + R"(,"body":)" +
                                body_text(body.root()) + R"(,"ran":)" + runner.text() + "}"));
}

}  // namespace

void add_wp_cli_bridge_ops(VectorOps& ops) { ops["wp-cli-bridge"] = run_wp_cli_bridge; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
