#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "conformance/testcase/json.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How cases judge: each check says what it looks at, what is required and what came, counts as an
/// assertion, and goes on after a finding unless it is named `require…`. May be called from the
/// threads of a case, `require…` from the case's own thread only.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Where in the kit a check stands. Always defaulted.
struct Place {
  const char* file;
  int line;

  [[nodiscard]] static constexpr Place here(const char* file = __builtin_FILE(),
                                            int line = __builtin_LINE()) {
    return {file, line};
  }
};

/// Values as findings print them; long ones are cut with their length.
[[nodiscard]] std::string show(std::string_view text);
[[nodiscard]] std::string show(const Json& value);
[[nodiscard]] std::string show(const std::vector<std::string>& lines);
[[nodiscard]] inline std::string show(const std::string& text) {
  return show(std::string_view(text));
}
[[nodiscard]] inline std::string show(const char* text) { return show(std::string_view(text)); }
template <class Number>
requires std::is_arithmetic_v<Number>
[[nodiscard]] std::string show(Number number) {
  if constexpr (std::is_same_v<Number, bool>) {
    return number ? "true" : "false";
  } else {
    return show(Json(number));
  }
}

/// The requirement asks for `ok`. Gives `ok` back.
bool expect(bool ok, std::string_view what, std::string expected, std::string got,
            Place place = Place::here());

/// As `expect`, and the case ends when it does not hold.
void require(bool ok, std::string_view what, std::string expected, std::string got,
             Place place = Place::here());

/// Two values are the same; JSON objects whatever their member order.
template <class Expected, class Got>
bool expect_equal(std::string_view what, const Expected& expected, const Got& got,
                  Place place = Place::here()) {
  return expect(expected == got, what, show(expected), show(got), place);
}

/// A text holds another.
bool expect_contains(std::string_view what, std::string_view part, std::string_view text,
                     Place place = Place::here());

/// A list of things that must not be there.
bool expect_none(std::string_view what, const std::vector<std::string>& found,
                 Place place = Place::here());

/// Every member of `expected` stands in `got` with the same value; more may stand there.
bool expect_members(std::string_view what, const Json& expected, const Json& got,
                    Place place = Place::here());

/// Text of the form `2026-01-02T03:04:05.006Z` that is a date.
bool expect_timestamp(std::string_view what, std::string_view text, Place place = Place::here());

/// How a call ended that was to be refused.
struct Rejection {
  bool rejected = false;
  std::string code;     ///< Empty when the error has none.
  std::string message;  ///< For people.
  Json form;            ///< The error's JSON form; null when it has none.
};

/// Runs `call` and says how it was rejected, if it was. Counts nothing.
[[nodiscard]] Rejection rejection_of(const std::function<void()>& call);

/// `call` is rejected; with no `codes` given any error will do.
Rejection expect_rejection(std::string_view what, const std::function<void()>& call,
                           std::initializer_list<std::string_view> codes = {},
                           Place place = Place::here());

/// As `expect_rejection`; the error has some code.
Rejection expect_coded_rejection(std::string_view what, const std::function<void()>& call,
                                 Place place = Place::here());

/// Reports that a call which has to succeed was rejected, and ends the case.
[[noreturn]] void stop_after_rejection(std::string_view what, const Rejection& rejection,
                                       Place place);

/// Counts an assertion that held without printing anything.
void count_success();

/// Runs a call that has to succeed and gives its result; otherwise the case ends.
template <class Call>
auto must(std::string_view what, Call&& call, Place place = Place::here()) {
  using Result = std::invoke_result_t<Call>;
  if constexpr (std::is_void_v<Result>) {
    const Rejection rejection = rejection_of([&] { call(); });
    if (rejection.rejected) stop_after_rejection(what, rejection, place);
    count_success();
  } else {
    std::optional<Result> result;
    const Rejection rejection = rejection_of([&] { result.emplace(call()); });
    if (rejection.rejected) stop_after_rejection(what, rejection, place);
    count_success();
    return std::move(*result);
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
