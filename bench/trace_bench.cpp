#include <benchmark/benchmark.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "peak_memory.hpp"
#include "trace_file.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/decode_file.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/validation/trace.hpp"
#include "wp_codebox/validation/trace_stream.hpp"

// Traces in files: read, check everything, all digests. Argument 0: ASCII text, 1: multi-byte text.

namespace {

using namespace wp_codebox;

constexpr std::size_t steps = 20'000;

const bench::TraceFile& trace(const benchmark::State& state) {
  return bench::TraceFile::of(
      steps, state.range(0) == 0 ? bench::TraceText::ascii : bench::TraceText::multibyte);
}

void count(benchmark::State& state, const bench::TraceFile& file) {
  state.SetBytesProcessed(static_cast<std::int64_t>(file.bytes()) *
                          static_cast<std::int64_t>(state.iterations()));
}

/// Runs `work` once more and tells its peak of memory.
template <class Work>
void count_memory(benchmark::State& state, const bench::TraceFile& file, Work work) {
  const bench::PeakMemory peak;
  work();
  state.counters["peak_bytes"] = peak.bytes();
  state.counters["peak_per_file_byte"] = peak.bytes() / static_cast<double>(file.bytes());
  state.counters["file_bytes"] = static_cast<double>(file.bytes());
}

void measure(benchmark::State& state, const bench::TraceFile& file,
             bool (*work)(const bench::TraceFile&)) {
  for (auto _ : state) {
    if (!work(file)) state.SkipWithError("the trace is not valid");
  }
  count(state, file);
  count_memory(state, file, [&] { benchmark::DoNotOptimize(work(file)); });
}

void sha256_alone(benchmark::State& state) {
  const bench::TraceFile& file = trace(state);
  const std::string text = file_text(file);
  Sha256 hash;
  for (auto _ : state) {
    hash.update(text);
    benchmark::DoNotOptimize(hash.finish());
  }
  count(state, file);
}

bool check_stream(const bench::TraceFile& file) { return check_trace_file(file.path()).valid(); }

bool check_document(const bench::TraceFile& file) {
  const std::string text = file_text(file);
  json::Document document;
  return !document.read(text) && trace_issues(document.root()).empty();
}

bool check_typed(const bench::TraceFile& file) {
  const auto decoded = json::from_json_file<RuntimeEpisodeTrace>(file.path());
  return decoded.ok() && validate_trace(decoded.value).valid;
}

bool check_typed_text(const bench::TraceFile& file) {
  const std::string text = file_text(file);
  const auto decoded = json::from_json<RuntimeEpisodeTrace>(text);
  return decoded.ok() && validate_trace(decoded.value).valid;
}

void validate_stream(benchmark::State& state) { measure(state, trace(state), check_stream); }
void validate_document(benchmark::State& state) { measure(state, trace(state), check_document); }
void validate_typed(benchmark::State& state) { measure(state, trace(state), check_typed); }
void validate_typed_text(benchmark::State& state) {
  measure(state, trace(state), check_typed_text);
}

void decode_typed(benchmark::State& state) {
  const bench::TraceFile& file = trace(state);
  const std::string text = file_text(file);
  const auto decode = [&] {
    const auto decoded = json::from_json<RuntimeEpisodeTrace>(text);
    if (!decoded.ok()) state.SkipWithError("not decoded");
  };
  for (auto _ : state) decode();
  count(state, file);
  count_memory(state, file, decode);
}

void nlohmann_parse(benchmark::State& state) {
  const bench::TraceFile& file = trace(state);
  const std::string text = file_text(file);
  const auto parse = [&] { benchmark::DoNotOptimize(nlohmann::json::parse(text).size()); };
  for (auto _ : state) parse();
  count(state, file);
  count_memory(state, file, parse);
}

/// Time of a step in a trace of that many.
void validate_stream_of_steps(benchmark::State& state) {
  const auto length = static_cast<std::size_t>(state.range(0));
  const bench::TraceFile& file = bench::TraceFile::of(length, bench::TraceText::multibyte);
  for (auto _ : state) {
    if (!check_stream(file)) state.SkipWithError("the trace is not valid");
  }
  state.SetItemsProcessed(state.range(0) * static_cast<std::int64_t>(state.iterations()));
  count(state, file);
}

#define WP_CODEBOX_BENCH(function) \
  BENCHMARK(function)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)

WP_CODEBOX_BENCH(sha256_alone);
WP_CODEBOX_BENCH(validate_stream);
WP_CODEBOX_BENCH(validate_document);
WP_CODEBOX_BENCH(validate_typed);
WP_CODEBOX_BENCH(validate_typed_text);
WP_CODEBOX_BENCH(decode_typed);
WP_CODEBOX_BENCH(nlohmann_parse);
BENCHMARK(validate_stream_of_steps)
    ->Arg(1'000)
    ->Arg(5'000)
    ->Arg(20'000)
    ->Arg(100'000)
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
