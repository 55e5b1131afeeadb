#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"

/// \file
/// Makes valid episode traces of any length: steps that run PHP and print text with an escape or a
/// multi-byte character every few bytes.

namespace wp_codebox::bench {

/// What the printed text is made of.
enum class TraceText { ascii, multibyte };

/// Writes a trace step by step, so that it may be larger than memory.
class TraceGenerator {
 public:
  TraceGenerator(json::Output& output, TraceText text) : output_(output) {
    words_ = {"post",   "option", "plugin", "theme", "active", "query",  "hook",
              "filter", "nonce",  "table",  "index", "update", "insert", "render"};
    if (text == TraceText::multibyte) {
      for (const std::string_view word : {"été", "文字列", "größer", "🚀", "añadir"}) {
        words_.push_back(word);
      }
    }
  }

  void write(std::size_t steps) {
    output_.put(R"({"schema":"wp-codebox/runtime-episode-trace/v1","version":1,)"
                R"("id":"trace-runtime-7","createdAt":"2026-03-04T05:06:07.008Z","runtime":)");
    output_.put(runtime);
    output_.put(R"(,"reset":{"id":"runtime-7:reset:0","runtime":)");
    output_.put(runtime);
    output_.put(R"(,"observations":[],"observationRefs":[]},"steps":[)");
    for (std::size_t index = 0; index < steps; ++index) {
      if (index != 0) output_.put(',');
      output_.put(step(index));
    }
    output_.put(R"(],"snapshots":[]})");
  }

 private:
  static constexpr std::string_view runtime =
      R"({"id":"runtime-7","backend":"x-bench","environment":{"kind":"wordpress","version":"6.5"},)"
      R"("createdAt":"2026-03-04T05:06:05.000Z","status":"created"})";

  std::string step(std::size_t index) {
    const std::string number = std::to_string(index);
    const std::string id = "command-" + number + ":step:" + number;
    const std::string call =
        R"("command":"wordpress.run-php","args":["code=echo )" + number + R"(;"])";
    const std::string action =
        R"("schema":"wp-codebox/runtime-episode-action/v1","kind":"command",)" + call;
    const std::string action_digest = digest("{" + action + "}");
    const std::string execution = R"("id":"command-)" + number + R"(",)" + call +
                                  R"(,"exitCode":0,"stdout":")" + printed() + R"(","stderr":"",)" +
                                  R"("startedAt":"2026-03-04T05:06:06.000Z",)" +
                                  R"("finishedAt":"2026-03-04T05:06:06.250Z")";
    const std::string head =
        R"("schema":"wp-codebox/runtime-episode-observation/v1","type":"command-result","data":{)" +
        execution + R"(,"n":)" + number + R"(,"ratio":)" + ratio(index) +
        R"(},"observedAt":"2026-03-04T05:06:06.300Z")";
    const std::string observation_digest = digest("{" + head + R"(,"artifactRefs":[]})");
    return R"({"id":")" + id + R"(","index":)" + number + R"(,"action":{)" + action + R"(,"id":")" +
           id + R"(:action","digest":)" + action_digest + R"(},"actionRef":)" +
           ref("action", id + ":action", action_digest) + R"(,"execution":{)" + execution +
           R"(},"executionRef":)" +
           ref("execution", "command-" + number, digest("{" + execution + "}")) +
           R"(,"observation":{"id":")" + id + R"(:observation",)" + head + R"(,"digest":)" +
           observation_digest + R"(},"observationRef":)" +
           ref("observation", id + ":observation", observation_digest) + "}";
  }

  static std::string ref(std::string_view kind, const std::string& id, const std::string& digest) {
    return R"({"kind":")" + std::string(kind) + R"(","id":")" + id + R"(","digest":)" + digest +
           "}";
  }

  static std::string ratio(std::size_t index) {
    return json::number_text(static_cast<double>(index) / 7);
  }

  std::string digest(const std::string& payload) {
    if (const auto error = document_.read(payload)) throw std::logic_error(error->message());
    return R"({"algorithm":"sha256","value":")" +
           hex_text(episode_digest(document_.root(), hash_)) + R"("})";
  }

  /// About 750 bytes.
  std::string printed() {
    static constexpr std::string_view separators[] = {" ", "\\n", "\\t", R"( \"x\" )"};
    std::string text;
    for (int word = 0; word < 110; ++word) {
      text += words_[random_() % words_.size()];
      text += separators[random_() % std::size(separators)];
    }
    return text;
  }

  json::Output& output_;
  std::vector<std::string_view> words_;
  std::mt19937_64 random_{20260304};
  json::Document document_;
  Sha256 hash_;
};

/// A whole trace in memory.
inline std::string trace_text(std::size_t steps, TraceText text) {
  std::string out;
  {
    json::StringOutput output(out);
    TraceGenerator(output, text).write(steps);
  }
  return out;
}

}  // namespace wp_codebox::bench
