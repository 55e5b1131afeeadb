#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "trace_generator.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/stream.hpp"

// Floor 0 against nlohmann::json and against SHA-256 alone, on a trace of about 20 MB. Argument 0:
// ASCII text, 1: multi-byte text.

namespace {

using namespace wp_codebox;

constexpr std::size_t steps = 7500;

const std::string& trace(const benchmark::State& state) {
  static const std::string texts[] = {bench::trace_text(steps, bench::TraceText::ascii),
                                      bench::trace_text(steps, bench::TraceText::multibyte)};
  return texts[state.range(0)];
}

void count_bytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) *
                          static_cast<std::int64_t>(state.iterations()));
}

void nlohmann_parse_and_dump(benchmark::State& state) {
  const std::string& text = trace(state);
  for (auto _ : state) {
    const nlohmann::json value = nlohmann::json::parse(text);
    benchmark::DoNotOptimize(value.dump().size());
  }
  count_bytes(state, text);
}

void nlohmann_parse(benchmark::State& state) {
  const std::string& text = trace(state);
  for (auto _ : state) {
    const nlohmann::json value = nlohmann::json::parse(text);
    benchmark::DoNotOptimize(value.size());
  }
  count_bytes(state, text);
}

void sha256_alone(benchmark::State& state) {
  const std::string& text = trace(state);
  Sha256 hash;
  for (auto _ : state) {
    hash.update(text);
    benchmark::DoNotOptimize(hash.finish());
  }
  count_bytes(state, text);
}

void read(benchmark::State& state) {
  const std::string& text = trace(state);
  json::Document document;
  for (auto _ : state) {
    if (document.read(text)) state.SkipWithError("not read");
    benchmark::DoNotOptimize(document.root().size());
  }
  count_bytes(state, text);
}

/// Counts what it gets.
class CountingOutput final : public json::Output {
 public:
  ~CountingOutput() = default;
  std::size_t bytes() {
    flush();
    return bytes_;
  }

 private:
  void consume(std::string_view bytes) override { bytes_ += bytes.size(); }
  std::size_t bytes_ = 0;
};

void read_and_stable(benchmark::State& state) {
  const std::string& text = trace(state);
  json::Document document;
  for (auto _ : state) {
    if (document.read(text)) state.SkipWithError("not read");
    CountingOutput output;
    write_stable(document.root(), output);
    benchmark::DoNotOptimize(output.bytes());
  }
  count_bytes(state, text);
}

constexpr std::string_view action_members[] = {"args", "command", "kind", "schema"};
constexpr std::string_view observation_members[] = {"artifactRefs", "data", "observedAt", "schema",
                                                    "type"};

/// The digest of a payload that takes some members of a record, named in the order of the stable
/// form; an absent one counts as an empty array.
Sha256Bytes digest_members(const json::Node& record, std::span<const std::string_view> names,
                           Sha256& hash) {
  Sha256Output output(hash);
  output.put(episode_digest_domain);
  output.put('\n');
  char before = '{';
  for (const std::string_view name : names) {
    output.put(before);
    before = ',';
    output.put('"');
    output.put(name);
    output.put(std::string_view("\":"));
    const json::Node* const member = record.find(name);
    if (member == nullptr) {
      output.put(std::string_view("[]"));
    } else {
      write_stable(*member, output);
    }
  }
  output.put('}');
  return output.finish();
}

std::size_t digest_step(const json::Node& step, Sha256& hash) {
  return std::size_t{episode_digest(*step.find("execution"), hash)[0]} +
         digest_members(*step.find("action"), action_members, hash)[0] +
         digest_members(*step.find("observation"), observation_members, hash)[0];
}

void read_stable_and_digest_of_each_step(benchmark::State& state) {
  const std::string& text = trace(state);
  json::Document document;
  Sha256 hash;
  for (auto _ : state) {
    if (document.read(text)) state.SkipWithError("not read");
    std::size_t sum = 0;
    for (const json::Node& step : document.root().find("steps")->items()) {
      sum += digest_step(step, hash);
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state, text);
}

/// The trace in a file without a name; in the page cache after it was written.
std::FILE* trace_file(const benchmark::State& state) {
  static std::FILE* files[2] = {};
  std::FILE*& file = files[state.range(0)];
  if (file == nullptr) {
    file = std::tmpfile();
    const std::string& text = trace(state);
    if (file != nullptr) std::fwrite(text.data(), 1, text.size(), file);
  }
  return file;
}

void stream_stable_and_digest_of_each_step(benchmark::State& state) {
  std::FILE* const file = trace_file(state);
  Sha256 hash;
  std::size_t memory = 0;
  for (auto _ : state) {
    std::rewind(file);
    json::FileSource source(file);
    json::StreamReader reader(source);
    std::size_t sum = 0;
    if (!reader.enter_object()) state.SkipWithError("not read");
    while (reader.next_member()) {
      if (reader.name() != "steps" || !reader.enter_array()) continue;
      while (reader.next_element()) sum += digest_step(*reader.value(), hash);
    }
    if (!reader.finish()) state.SkipWithError("not read");
    benchmark::DoNotOptimize(sum);
    memory = reader.memory_bytes();
  }
  count_bytes(state, trace(state));
  state.counters["memory_bytes"] = static_cast<double>(memory);
}

#define WP_CODEBOX_BENCH(function) \
  BENCHMARK(function)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)

WP_CODEBOX_BENCH(nlohmann_parse_and_dump);
WP_CODEBOX_BENCH(nlohmann_parse);
WP_CODEBOX_BENCH(sha256_alone);
WP_CODEBOX_BENCH(read);
WP_CODEBOX_BENCH(read_and_stable);
WP_CODEBOX_BENCH(read_stable_and_digest_of_each_step);
WP_CODEBOX_BENCH(stream_stable_and_digest_of_each_step);

}  // namespace
