// The definitions of one floor's headers for the mode WP_CODEBOX_COMPILED.
// Written by scripts/check-house --write-compiled.

#ifndef WP_CODEBOX_COMPILED
#define WP_CODEBOX_COMPILED
#endif

#include "wp_codebox/json/impl/canonical.inl.hpp"
#include "wp_codebox/json/impl/decode.inl.hpp"
#include "wp_codebox/json/impl/decode_file.inl.hpp"
#include "wp_codebox/json/impl/decode_text.inl.hpp"
#include "wp_codebox/json/impl/difference.inl.hpp"
#include "wp_codebox/json/impl/document.inl.hpp"
#include "wp_codebox/json/impl/encode.inl.hpp"
#include "wp_codebox/json/impl/encoded_source.inl.hpp"
#include "wp_codebox/json/impl/issue.inl.hpp"
#include "wp_codebox/json/impl/locate.inl.hpp"
#include "wp_codebox/json/impl/nlohmann.inl.hpp"
#include "wp_codebox/json/impl/node.inl.hpp"
#include "wp_codebox/json/impl/number.inl.hpp"
#include "wp_codebox/json/impl/path.inl.hpp"
#include "wp_codebox/json/impl/schema.inl.hpp"
#include "wp_codebox/json/impl/source.inl.hpp"
#include "wp_codebox/json/impl/stable.inl.hpp"
#include "wp_codebox/json/impl/stream.inl.hpp"
#include "wp_codebox/json/impl/type_row.inl.hpp"
#include "wp_codebox/json/impl/union.inl.hpp"
#include "wp_codebox/json/impl/value.inl.hpp"
#include "wp_codebox/json/impl/whitespace.inl.hpp"
#include "wp_codebox/json/impl/writer.inl.hpp"
