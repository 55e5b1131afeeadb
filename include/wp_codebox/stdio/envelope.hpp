#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/union.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What surrounds every message of the backend protocol: JSON-RPC 2.0, one message a line.

namespace WP_CODEBOX_NAMESPACE {

/// Version of the backend protocol that this SDK speaks.
inline constexpr std::string_view backend_protocol_version = "1.0";

/// Longest line in bytes, its line feed included, when `initialize` names no other limit.
inline constexpr std::size_t default_line_limit = 67108864;
/// The smallest limit that a side may ask for; an error still fits in.
inline constexpr std::size_t smallest_line_limit = 1024;

/// Error numbers of JSON-RPC. What went wrong stands in `data.code`.
namespace rpc_code {
inline constexpr int parse_error = -32700;       ///< The line is not JSON.
inline constexpr int invalid_request = -32600;   ///< JSON, but no request, or not allowed now.
inline constexpr int method_not_found = -32601;  ///< No such method.
inline constexpr int invalid_params = -32602;    ///< The params do not fit the method.
inline constexpr int contract_error = -32000;    ///< An error of the contract.
}  // namespace rpc_code

/// What a request is recognised by; an answer carries the same. Each side has its own.
using RequestId = json::Union<std::string, double>;

/// A call.
template <json::FixedText Method, class Params>
struct RequestMessage {
  json::Constant<"2.0"> jsonrpc;  ///< Version of JSON-RPC.
  RequestId id;                   ///< The caller's own; the answer repeats it.
  json::Constant<Method> method;  ///< Says which call it is.
  Params params;                  ///< Always an object.
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RequestMessage&) const = default;
};

template <json::FixedText Method, class Params>
inline constexpr json::FieldRow request_message_fields[] = {
    json::field<&RequestMessage<Method, Params>::jsonrpc>("jsonrpc", "Version of JSON-RPC."),
    json::field<&RequestMessage<Method, Params>::id>("id", "The answer carries the same."),
    json::field<&RequestMessage<Method, Params>::method>("method", "What is to be done."),
    json::field<&RequestMessage<Method, Params>::params>("params", "With what."),
};
template <json::FixedText Method, class Params>
inline constexpr json::StructTable RequestMessage<Method, Params>::table =
    json::struct_table<RequestMessage<Method, Params>>("Request", "A call.",
                                                       request_message_fields<Method, Params>);

/// Something that is told and not answered.
template <json::FixedText Method, class Params>
struct NotificationMessage {
  json::Constant<"2.0"> jsonrpc;  ///< Version of JSON-RPC.
  json::Constant<Method> method;  ///< Says what is told.
  Params params;                  ///< Always an object.
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const NotificationMessage&) const = default;
};

template <json::FixedText Method, class Params>
inline constexpr json::FieldRow notification_message_fields[] = {
    json::field<&NotificationMessage<Method, Params>::jsonrpc>("jsonrpc", "Version of JSON-RPC."),
    json::field<&NotificationMessage<Method, Params>::method>("method", "What happened."),
    json::field<&NotificationMessage<Method, Params>::params>("params", "The details."),
};
template <json::FixedText Method, class Params>
inline constexpr json::StructTable NotificationMessage<Method, Params>::table =
    json::struct_table<NotificationMessage<Method, Params>>(
        "Notification", "Something that is told and not answered.",
        notification_message_fields<Method, Params>);

/// The answer to a call that succeeded.
template <class Result>
struct AnswerMessage {
  json::Constant<"2.0"> jsonrpc;  ///< Version of JSON-RPC.
  RequestId id;                   ///< That of the call.
  Result result;                  ///< What the method gives.
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const AnswerMessage&) const = default;
};

template <class Result>
inline constexpr json::FieldRow answer_message_fields[] = {
    json::field<&AnswerMessage<Result>::jsonrpc>("jsonrpc", "Version of JSON-RPC."),
    json::field<&AnswerMessage<Result>::id>("id", "The id of the request."),
    json::field<&AnswerMessage<Result>::result>("result", "What came of it."),
};
template <class Result>
inline constexpr json::StructTable AnswerMessage<Result>::table =
    json::struct_table<AnswerMessage<Result>>("Answer", "The answer to a call that succeeded.",
                                              answer_message_fields<Result>);

/// What an error says for programs. Errors of the contract have members of their own besides.
struct ErrorData {
  std::string name;
  std::string code;
  std::optional<std::vector<std::string>> supported;
  std::optional<double> bytes;
  std::optional<double> limit;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ErrorData&) const = default;
};

inline constexpr json::FieldRow error_data_fields[] = {
    json::field<&ErrorData::name>("name", "Type of the error, such as RuntimeError."),
    json::field<&ErrorData::code>("code", "Stable code, such as runtime-command-failed.",
                                  &json::rules::non_empty),
    json::field<&ErrorData::supported>("supported",
                                       "Protocol versions that the backend speaks, when the one "
                                       "that was asked for is not among them."),
    json::field<&ErrorData::bytes>("bytes", "Length of a line that is too long."),
    json::field<&ErrorData::limit>("limit", "The longest that is allowed."),
};
inline constexpr json::StructTable ErrorData::table = json::struct_table<ErrorData>(
    "ErrorData", "What an error says for programs.", error_data_fields);

/// Rule of a number without a fraction.
inline constexpr json::FieldRule whole_number{.integer = true};

/// Why a call failed.
struct CallError {
  double code = 0;
  std::string message;
  ErrorData data;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const CallError&) const = default;
};

inline constexpr json::FieldRow call_error_fields[] = {
    json::field<&CallError::code>("code",
                                  "-32000 for an error of the contract; else the number that "
                                  "JSON-RPC gives to the fault.",
                                  &whole_number),
    json::field<&CallError::message>("message", "For people."),
    json::field<&CallError::data>("data", "For programs."),
};
inline constexpr json::StructTable CallError::table =
    json::struct_table<CallError>("CallError", "Why a call failed.", call_error_fields);

/// The answer to a call that failed, or to a line that was none.
struct ErrorMessage {
  json::Constant<"2.0"> jsonrpc;
  json::Nullable<RequestId> id;
  CallError error;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ErrorMessage&) const = default;
};

inline constexpr json::FieldRow error_message_fields[] = {
    json::field<&ErrorMessage::jsonrpc>("jsonrpc", "Version of JSON-RPC."),
    json::field<&ErrorMessage::id>("id", "The id of the request; null when it could not be read."),
    json::field<&ErrorMessage::error>("error", "Why it failed."),
};
inline constexpr json::StructTable ErrorMessage::table = json::struct_table<ErrorMessage>(
    "Error", "The answer to a call that failed, or to a line that was none.", error_message_fields);

}  // namespace WP_CODEBOX_NAMESPACE
