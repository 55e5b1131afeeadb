#pragma once

#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/encoded_source.hpp"
#include "wp_codebox/json/stream.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/validation/trace.hpp"
#include "wp_codebox/validation/trace_stream.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE RuntimeEpisodeTraceValidationResult
validate_trace(const RuntimeEpisodeTrace& trace, TraceCheckOptions options) {
  // The trace's text would be as large as the trace: it is made and checked a step at a time.
  json::EncodedSource source(trace);
  json::StreamReader reader(source);
  const TraceStreamResult result = check_trace_stream(reader, options);
  if (!result.error) return trace_validation_result(result.issues);
  // More members than a stream keeps, or too deep for any reader.
  const json::Parsed parsed(json::to_json(trace));
  return validate_trace(parsed.root(), options);
}

}  // namespace WP_CODEBOX_NAMESPACE
