#pragma once

/// \file
/// Version of this SDK and of the contract it implements, and the macros that headers use.

/// Version of the SDK, semantic versioning.
#define WP_CODEBOX_VERSION_MAJOR 0
/// Goes up when something is added; before 1.0 when users may have to change their code.
#define WP_CODEBOX_VERSION_MINOR 1
/// Goes up otherwise: what compiled still compiles and means the same.
#define WP_CODEBOX_VERSION_PATCH 0

/// The namespace of this version. It is inline, so users write `wp_codebox::`, while two versions
/// of the SDK in one program keep different symbols.
#define WP_CODEBOX_NAMESPACE wp_codebox::inline v0_1

/// Every function that is not a template is defined in an `impl/*.inl.hpp` file. Header-only (the
/// default) they are `inline`; with `WP_CODEBOX_COMPILED` they are compiled once, in
/// `src/*.cpp`. The build sets it itself to prove that a header defines what it uses.
#ifdef WP_CODEBOX_COMPILED
#define WP_CODEBOX_INLINE
#elif !defined(WP_CODEBOX_INLINE)
#define WP_CODEBOX_INLINE inline
#endif

/// The field tables at the end of each contract header cost more to compile than all else in it.
/// They too are compiled once with `WP_CODEBOX_COMPILED`: then only
/// `src/wp_codebox_contracts.cpp`, which sets this macro itself, sees them.
#if !defined(WP_CODEBOX_COMPILED) && !defined(WP_CODEBOX_TABLES)
#define WP_CODEBOX_TABLES
#endif

namespace WP_CODEBOX_NAMESPACE {

/// Version of this SDK.
inline constexpr const char* sdk_version = "0.1.0";

/// Version of the contract whose documents and rules this SDK implements.
inline constexpr const char* contract_version = "0.7.0";

}  // namespace WP_CODEBOX_NAMESPACE
