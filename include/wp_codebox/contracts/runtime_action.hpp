#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/union.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What an agent can do with a runtime: the five actions, told apart by `type`.

namespace WP_CODEBOX_NAMESPACE {

/// Runs a command of WP-CLI.
struct WpCliAction {
  json::Constant<"wp_cli"> type;
  std::string command;
  std::optional<double> timeout_ms;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WpCliAction&) const = default;
};

/// Sends a request to the REST API, inside the site.
struct RestRequestAction {
  json::Constant<"rest_request"> type;
  std::string path;
  std::optional<std::string> method;
  std::optional<json::Dictionary<json::Value>> headers;
  std::optional<json::Dictionary<json::Value>> params;
  std::optional<std::string> body;
  std::optional<json::Value> body_json;
  std::optional<double> timeout_ms;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RestRequestAction&) const = default;
};

/// What is done with a file.
enum class FilesystemOperation : std::uint8_t { list, read, write, delete_ };
template <>
inline constexpr auto json::enum_texts<FilesystemOperation> = json::enum_texts_of("list", "read",
                                                                                  "write",
                                                                                  "delete");

/// Works with a file of a mount.
struct FilesystemAction {
  json::Constant<"filesystem"> type;
  FilesystemOperation operation = FilesystemOperation::list;
  std::string path;
  std::optional<std::string> content;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const FilesystemAction&) const = default;
};

/// What is done with a page.
enum class BrowserOperation : std::uint8_t { navigate, click, fill, press, wait, capture };
template <>
inline constexpr auto json::enum_texts<BrowserOperation> = json::enum_texts_of("navigate", "click",
                                                                               "fill", "press",
                                                                               "wait", "capture");

/// Acts on a page in a browser.
struct BrowserAction {
  json::Constant<"browser"> type;
  BrowserOperation operation = BrowserOperation::navigate;
  std::optional<std::string> url;
  std::optional<std::string> selector;
  std::optional<std::string> text;
  std::optional<std::string> value;
  std::optional<std::string> key;
  std::optional<std::string> wait_for;
  std::optional<json::Union<double, std::string>> duration;
  std::optional<std::vector<std::string>> capture;
  std::optional<double> timeout_ms;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BrowserAction&) const = default;
};

/// What an editor can open, as far as the contract names it.
enum class KnownEditorTarget : std::uint8_t { post_new, site };
template <>
inline constexpr auto json::enum_texts<KnownEditorTarget> = json::enum_texts_of("post-new", "site");

/// Other texts are legal too.
using EditorTarget = json::Open<KnownEditorTarget>;

/// Opens the block editor.
struct EditorOpenAction {
  json::Constant<"editor_open"> type;
  std::optional<EditorTarget> target;
  std::optional<double> post_id;
  std::optional<std::string> post_type;
  std::optional<std::string> url;
  std::optional<std::string> wait_selector;
  std::optional<std::vector<std::string>> capture;
  std::optional<double> timeout_ms;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const EditorOpenAction&) const = default;
};

/// One of the five actions. A value type.
struct RuntimeAction {
  /// What the action is; its type decides which members it has.
  std::variant<WpCliAction, RestRequestAction, FilesystemAction, BrowserAction, EditorOpenAction>
      value;

  RuntimeAction() = default;
  /// Runs a command of WP-CLI.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  RuntimeAction(WpCliAction action) : value(std::move(action)) {}
  /// Asks the site's REST API.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  RuntimeAction(RestRequestAction action) : value(std::move(action)) {}
  /// Works with files of the mounts.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  RuntimeAction(FilesystemAction action) : value(std::move(action)) {}
  /// Works with a page in a browser.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  RuntimeAction(BrowserAction action) : value(std::move(action)) {}
  /// Opens the editor in a browser.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  RuntimeAction(EditorOpenAction action) : value(std::move(action)) {}

  /// The action's `type`.
  [[nodiscard]] std::string_view type() const;
  /// The action when it is a `T`, else null.
  template <class T>
  [[nodiscard]] const T* get() const {
    return std::get_if<T>(&value);
  }

  static const json::CustomType custom;
  bool operator==(const RuntimeAction&) const = default;
};

/// For the engine over field tables.
namespace runtime_action {

[[nodiscard]] bool decode(const json::Node& node, void* target, json::DecodeContext& context);
void encode(const void* source, json::Writer& writer);

inline constexpr const json::TypeRow* alternatives[] = {
    &json::type_row<WpCliAction>, &json::type_row<RestRequestAction>,
    &json::type_row<FilesystemAction>, &json::type_row<BrowserAction>,
    &json::type_row<EditorOpenAction>};

}  // namespace runtime_action

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow wp_cli_action_fields[] = {
    json::field<&WpCliAction::type>("type", "Which action this is."),
    json::field<&WpCliAction::command>("command", "Command line, with or without a leading wp."),
    json::field<&WpCliAction::timeout_ms>("timeout_ms", "Milliseconds that it may take."),
};
WP_CODEBOX_INLINE constexpr json::StructTable WpCliAction::table = json::struct_table<WpCliAction>(
    "WpCliAction", "Runs a command of WP-CLI.", wp_cli_action_fields);

inline constexpr json::FieldRow rest_request_action_fields[] = {
    json::field<&RestRequestAction::type>("type", "Which action this is."),
    json::field<&RestRequestAction::path>("path", "Path below /wp-json."),
    json::field<&RestRequestAction::method>("method", "HTTP method; GET without it."),
    json::field<&RestRequestAction::headers>("headers", "Headers by name."),
    json::field<&RestRequestAction::params>("params", "Query parameters by name."),
    json::field<&RestRequestAction::body>("body", "Body as text."),
    json::field<&RestRequestAction::body_json>("body_json", "Body as JSON; wins over body."),
    json::field<&RestRequestAction::timeout_ms>("timeout_ms", "Milliseconds that it may take."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RestRequestAction::table =
    json::struct_table<RestRequestAction>("RestRequestAction",
                                          "Sends a request to the REST API, inside the site.",
                                          rest_request_action_fields);

inline constexpr json::FieldRow filesystem_action_fields[] = {
    json::field<&FilesystemAction::type>("type", "Which action this is."),
    json::field<&FilesystemAction::operation>("operation", "What is done."),
    json::field<&FilesystemAction::path>(
        "path", "Path in the sandbox; a relative one starts at /workspace."),
    json::field<&FilesystemAction::content>("content", "Text to write."),
};
WP_CODEBOX_INLINE constexpr json::StructTable FilesystemAction::table =
    json::struct_table<FilesystemAction>("FilesystemAction", "Works with a file of a mount.",
                                         filesystem_action_fields);

inline constexpr json::FieldRow browser_action_fields[] = {
    json::field<&BrowserAction::type>("type", "Which action this is."),
    json::field<&BrowserAction::operation>("operation", "What is done."),
    json::field<&BrowserAction::url>("url", "Page to open."),
    json::field<&BrowserAction::selector>("selector", "Element to act on."),
    json::field<&BrowserAction::text>("text", "Text of the element to act on."),
    json::field<&BrowserAction::value>("value", "What to fill in."),
    json::field<&BrowserAction::key>("key", "Key to press."),
    json::field<&BrowserAction::wait_for>("wait_for", "What to wait for."),
    json::field<&BrowserAction::duration>("duration",
                                          "How long to wait, in milliseconds or as a duration."),
    json::field<&BrowserAction::capture>("capture", "What to keep of the page."),
    json::field<&BrowserAction::timeout_ms>("timeout_ms", "Milliseconds that it may take."),
};
WP_CODEBOX_INLINE constexpr json::StructTable BrowserAction::table =
    json::struct_table<BrowserAction>("BrowserAction", "Acts on a page in a browser.",
                                      browser_action_fields);

inline constexpr json::FieldRow editor_open_action_fields[] = {
    json::field<&EditorOpenAction::type>("type", "Which action this is."),
    json::field<&EditorOpenAction::target>("target", "What to edit."),
    json::field<&EditorOpenAction::post_id>("post_id", "Post to edit."),
    json::field<&EditorOpenAction::post_type>("post_type", "Type of a new post."),
    json::field<&EditorOpenAction::url>("url", "Page of an editor to open instead."),
    json::field<&EditorOpenAction::wait_selector>("wait_selector",
                                                  "Element whose appearance means ready."),
    json::field<&EditorOpenAction::capture>("capture", "What to keep of the page."),
    json::field<&EditorOpenAction::timeout_ms>("timeout_ms", "Milliseconds that it may take."),
};
WP_CODEBOX_INLINE constexpr json::StructTable EditorOpenAction::table =
    json::struct_table<EditorOpenAction>("EditorOpenAction", "Opens the block editor.",
                                         editor_open_action_fields);

WP_CODEBOX_INLINE constexpr json::CustomType RuntimeAction::custom{
    .name = "RuntimeAction",
    .decode = &runtime_action::decode,
    .encode = &runtime_action::encode,
    .schema = {},
    .alternatives = runtime_action::alternatives};

#endif

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/runtime_action.inl.hpp"
#endif
