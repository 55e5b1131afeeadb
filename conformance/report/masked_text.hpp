#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Texts of findings without what differs from run to run.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Whether the text is a time of the contract's form or, as a backend may write it, without a
/// fraction or with an offset, and nothing else.
[[nodiscard]] bool is_time(std::string_view text);

/// The text with a word in parentheses for each thing that is another one in every run: times,
/// ids that a backend makes (`command-(id)`), SHA-256 digests, which mostly stand over times,
/// paths into the run's temporary folders up to the folder itself, ports of this machine, process
/// ids, lengths of texts that were cut, and measured milliseconds.
[[nodiscard]] std::string masked_text(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
