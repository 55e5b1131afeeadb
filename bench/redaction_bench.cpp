#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>

#include "trace_generator.hpp"
#include "wp_codebox/artifacts/redaction.hpp"

// Redaction of text as it is recorded. Argument 0: ASCII text, 1: multi-byte text.

namespace {

using namespace wp_codebox;

const std::string& text(const benchmark::State& state) {
  static const std::string texts[] = {bench::trace_text(300, bench::TraceText::ascii),
                                      bench::trace_text(300, bench::TraceText::multibyte)};
  return texts[state.range(0)];
}

void redact(benchmark::State& state, const json::Dictionary<std::string>& secrets) {
  const std::string& clean = text(state);
  const Redactor redactor(secrets);
  for (auto _ : state) benchmark::DoNotOptimize(redactor.redact_text(clean).size());
  state.SetBytesProcessed(static_cast<std::int64_t>(clean.size()) *
                          static_cast<std::int64_t>(state.iterations()));
}

void redact_tokens_only(benchmark::State& state) { redact(state, {}); }

void redact_with_five_secrets(benchmark::State& state) {
  redact(state, {{"API_TOKEN", "f3b1c0de-aa55-4711-8e2e-0d15ea5edbad"},
                 {"DATABASE_PASSWORD", "correct horse battery staple"},
                 {"LICENCE_KEY", "WPX-99812-ALPHA-77120"},
                 {"SIGNING_SALT", "q8Zr!t0pP3c$9dLm"},
                 {"WEBHOOK_URL", "https://hooks.example/T0/B0/x9"}});
}

BENCHMARK(redact_tokens_only)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(redact_with_five_secrets)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

}  // namespace
