// The definitions of one floor's headers for the mode WP_CODEBOX_COMPILED.
// Written by scripts/check-house --write-compiled.

#ifndef WP_CODEBOX_COMPILED
#define WP_CODEBOX_COMPILED
#endif

#include "wp_codebox/validation/impl/apply_preflight.inl.hpp"
#include "wp_codebox/validation/impl/bundle.inl.hpp"
#include "wp_codebox/validation/impl/bundle_folder.inl.hpp"
#include "wp_codebox/validation/impl/bundle_references.inl.hpp"
#include "wp_codebox/validation/impl/bundle_review.inl.hpp"
#include "wp_codebox/validation/impl/git_facts.inl.hpp"
#include "wp_codebox/validation/impl/host_directory.inl.hpp"
#include "wp_codebox/validation/impl/policy.inl.hpp"
#include "wp_codebox/validation/impl/recipe.inl.hpp"
#include "wp_codebox/validation/impl/recipe_plugins.inl.hpp"
#include "wp_codebox/validation/impl/recipe_policy.inl.hpp"
#include "wp_codebox/validation/impl/recipe_schema.inl.hpp"
#include "wp_codebox/validation/impl/recipe_shape.inl.hpp"
#include "wp_codebox/validation/impl/recipe_steps.inl.hpp"
#include "wp_codebox/validation/impl/sandbox_tool_policy.inl.hpp"
#include "wp_codebox/validation/impl/tool_schema.inl.hpp"
#include "wp_codebox/validation/impl/trace.inl.hpp"
#include "wp_codebox/validation/impl/trace_part.inl.hpp"
#include "wp_codebox/validation/impl/trace_stream.inl.hpp"
#include "wp_codebox/validation/impl/trace_strict.inl.hpp"
#include "wp_codebox/validation/impl/trace_typed.inl.hpp"
#include "wp_codebox/validation/impl/workspace_policy.inl.hpp"
