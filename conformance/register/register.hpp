#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The requirement register: every normative sentence that the kit knows, each with a stable id.

namespace WP_CODEBOX_NAMESPACE {

namespace conformance {

/// How binding a requirement is (RFC 2119).
enum class Level : std::uint8_t { must, should, may };
/// `core`: any faithful backend keeps it. `strict`: safer than the reference system.
enum class Profile : std::uint8_t { core, strict };
/// Whose code a requirement binds.
enum class Subject : std::uint8_t { backend, sdk };

}  // namespace conformance

template <>
inline constexpr auto json::enum_texts<conformance::Level> = json::enum_texts_of("MUST", "SHOULD",
                                                                                 "MAY");
template <>
inline constexpr auto json::enum_texts<conformance::Profile> = json::enum_texts_of("core",
                                                                                   "strict");
template <>
inline constexpr auto json::enum_texts<conformance::Subject> = json::enum_texts_of("backend",
                                                                                   "sdk");

namespace conformance {

/// One row of the register.
struct Requirement {
  std::string id;
  std::string group;
  Level level = Level::must;
  Profile profile = Profile::core;
  std::string capability;
  Subject binds = Subject::backend;
  std::string text;
  std::string check;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Requirement&) const = default;
};

inline constexpr json::FieldRow requirement_fields[] = {
    json::field<&Requirement::id>("id", "Stable id, such as WPC-EXEC-002; never used again."),
    json::field<&Requirement::group>("group", "Middle part of the id."),
    json::field<&Requirement::level>("level", "How binding it is."),
    json::field<&Requirement::profile>("profile", "Which profile asks for it."),
    json::field<&Requirement::capability>(
        "capability", "Capability that a backend must declare for it to apply; empty: none."),
    json::field<&Requirement::binds>("binds", "Whether it binds a backend or the SDK's own code."),
    json::field<&Requirement::text>("text", "What is required."),
    json::field<&Requirement::check>("check", "How it is checked from outside."),
};
inline constexpr json::StructTable Requirement::table = json::struct_table<Requirement>(
    "Requirement", "One row of the requirement register.", requirement_fields, {.closed = true});

/// The register as its file has it.
struct RegisterDocument {
  json::Constant<"wp-codebox/conformance-register/v1"> schema;
  std::string contractVersion;
  std::vector<Requirement> requirements;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RegisterDocument&) const = default;
};

inline constexpr json::FieldRow register_document_fields[] = {
    json::field<&RegisterDocument::schema>("schema", "Schema id."),
    json::field<&RegisterDocument::contractVersion>("contractVersion",
                                                    "Version of the contract it belongs to."),
    json::field<&RegisterDocument::requirements>("requirements", "The rows, in a stable order."),
};
inline constexpr json::StructTable RegisterDocument::table = json::struct_table<RegisterDocument>(
    "RegisterDocument", "The requirement register.", register_document_fields,
    {.schema_id = "wp-codebox/conformance-register/v1", .closed = true});

/// A register that breaks its own rules: a fault of the kit, never of a backend.
class RegisterInvalid : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  /// Stable code: `conformance-register-invalid`.
  [[nodiscard]] static std::string_view code() { return "conformance-register-invalid"; }
};

/// A checked register. Immutable, so any number of threads may read.
class Register {
 public:
  /// The register that was built into the kit.
  [[nodiscard]] static const Register& embedded();

  /// Reads the text of a register file. Throws `RegisterInvalid`, naming every breach: no JSON,
  /// wrong members, an id that is malformed or stands twice, a group that is not the id's, a
  /// capability that the protocol does not name.
  [[nodiscard]] static Register parse(std::string_view json_text);

  [[nodiscard]] const std::string& contract_version() const { return document_.contractVersion; }
  [[nodiscard]] const std::vector<Requirement>& requirements() const {
    return document_.requirements;
  }
  /// The row of an id; null when there is none.
  [[nodiscard]] const Requirement* find(std::string_view id) const;
  /// SHA-256 of the file's stable form, lower-case hex: which set of requirements this is.
  [[nodiscard]] const std::string& digest() const { return digest_; }

 private:
  Register(RegisterDocument document, std::string digest);

  RegisterDocument document_;
  std::string digest_;
};

/// The file as it was built into the kit.
[[nodiscard]] std::string_view embedded_register_text();

/// Whether a text has the form of a requirement id: `WPC-`, capital letters, `-`, three digits.
[[nodiscard]] bool is_requirement_id(std::string_view text);

}  // namespace conformance
}  // namespace WP_CODEBOX_NAMESPACE
