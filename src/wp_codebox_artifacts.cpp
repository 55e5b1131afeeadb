// The definitions of one floor's headers for the mode WP_CODEBOX_COMPILED.
// Written by scripts/check-house --write-compiled.

#ifndef WP_CODEBOX_COMPILED
#define WP_CODEBOX_COMPILED
#endif

#include "wp_codebox/artifacts/impl/blueprint_after.inl.hpp"
#include "wp_codebox/artifacts/impl/bundle_layout.inl.hpp"
#include "wp_codebox/artifacts/impl/bundle_paths.inl.hpp"
#include "wp_codebox/artifacts/impl/bundle_writer.inl.hpp"
#include "wp_codebox/artifacts/impl/contract_words.inl.hpp"
#include "wp_codebox/artifacts/impl/diagnostics.inl.hpp"
#include "wp_codebox/artifacts/impl/episode_files.inl.hpp"
#include "wp_codebox/artifacts/impl/episode_lines.inl.hpp"
#include "wp_codebox/artifacts/impl/file_patch.inl.hpp"
#include "wp_codebox/artifacts/impl/mount_capture.inl.hpp"
#include "wp_codebox/artifacts/impl/mount_diff.inl.hpp"
#include "wp_codebox/artifacts/impl/preview_evidence.inl.hpp"
#include "wp_codebox/artifacts/impl/preview_url.inl.hpp"
#include "wp_codebox/artifacts/impl/provenance.inl.hpp"
#include "wp_codebox/artifacts/impl/record_logs.inl.hpp"
#include "wp_codebox/artifacts/impl/redact_records.inl.hpp"
#include "wp_codebox/artifacts/impl/redaction.inl.hpp"
#include "wp_codebox/artifacts/impl/redaction_summary.inl.hpp"
#include "wp_codebox/artifacts/impl/reference_documents.inl.hpp"
#include "wp_codebox/artifacts/impl/reference_index.inl.hpp"
#include "wp_codebox/artifacts/impl/reference_normalize.inl.hpp"
#include "wp_codebox/artifacts/impl/review.inl.hpp"
#include "wp_codebox/artifacts/impl/secret_kind.inl.hpp"
#include "wp_codebox/artifacts/impl/spelled_secret.inl.hpp"
#include "wp_codebox/artifacts/impl/staged_folder.inl.hpp"
#include "wp_codebox/artifacts/impl/startup_progress.inl.hpp"
#include "wp_codebox/artifacts/impl/text_content.inl.hpp"
#include "wp_codebox/artifacts/impl/token_patterns.inl.hpp"
#include "wp_codebox/artifacts/impl/unicode_text.inl.hpp"
#include "wp_codebox/artifacts/impl/wordpress_names.inl.hpp"
