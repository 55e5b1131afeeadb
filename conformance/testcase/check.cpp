#include "conformance/testcase/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "conformance/testcase/case_recorder.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::size_t shown_bytes = 400;

std::string cut(std::string text) {
  if (text.size() <= shown_bytes) return text;
  std::size_t end = shown_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "… (" + std::to_string(text.size()) + " bytes)";
}

[[noreturn]] void end_case(Place place) {
  // GoogleTest knows of the failure already; this only leaves the test.
  throw testing::AssertionException(testing::TestPartResult(
      testing::TestPartResult::kFatalFailure, place.file, place.line, "the case ended here"));
}

std::string describe(const Rejection& rejection) {
  if (!rejection.rejected) return "no error";
  return "error " + (rejection.code.empty() ? "without a code" : rejection.code) + ": " +
         cut(rejection.message);
}

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool is_timestamp(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '0' ? !digit : text[i] != form[i]) return false;
  }
  const auto number = [text](std::size_t at, std::size_t length) {
    return std::stoi(std::string(text.substr(at, length)));
  };
  const int month = number(5, 2);
  const int day = number(8, 2);
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(number(0, 4), month) &&
         number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) < 60;
}

}  // namespace

std::string show(std::string_view text) {
  return Json(cut(std::string(text))).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string show(const Json& value) {
  return cut(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string show(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "; ") + line;
  return cut(lines.empty() ? "nothing" : text);
}

bool expect(bool ok, std::string_view what, std::string expected, std::string got, Place place) {
  CaseRecorder& recorder = CaseRecorder::instance();
  recorder.count_assertion();
  if (ok) return true;
  Finding finding;
  finding.what = what;
  finding.expected = std::move(expected);
  finding.got = std::move(got);
  finding.file = place.file;
  finding.line = place.line;
  recorder.report(std::move(finding));
  return false;
}

void require(bool ok, std::string_view what, std::string expected, std::string got, Place place) {
  if (!expect(ok, what, std::move(expected), std::move(got), place)) end_case(place);
}

bool expect_contains(std::string_view what, std::string_view part, std::string_view text,
                     Place place) {
  return expect(text.find(part) != std::string_view::npos, what, "a text with " + show(part),
                show(text), place);
}

bool expect_none(std::string_view what, const std::vector<std::string>& found, Place place) {
  return expect(found.empty(), what, "nothing", show(found), place);
}

bool expect_members(std::string_view what, const Json& expected, const Json& got, Place place) {
  bool same = got.is_object();
  for (const auto& [name, value] : expected.items()) {
    if (!got.is_object() || !got.contains(name) || got[name] != value) same = false;
  }
  return expect(same, what, "an object with " + show(expected), show(got), place);
}

bool expect_timestamp(std::string_view what, std::string_view text, Place place) {
  return expect(is_timestamp(text), what, "a time such as 2026-01-02T03:04:05.006Z", show(text),
                place);
}

Rejection rejection_of(const std::function<void()>& call) {
  Rejection rejection;
  try {
    call();
    return rejection;
  } catch (const testing::AssertionException&) {
    throw;  // A `require` inside the call.
  } catch (const ContractError& error) {
    rejection.code = error.code();
    rejection.message = error.message();
    rejection.form = error.to_json().get<Json>();
  } catch (const std::exception& error) {
    rejection.message = error.what();
  } catch (...) {
    rejection.message = "an exception of an unknown type";
  }
  rejection.rejected = true;
  return rejection;
}

Rejection expect_rejection(std::string_view what, const std::function<void()>& call,
                           std::initializer_list<std::string_view> codes, Place place) {
  Rejection rejection = rejection_of(call);
  std::string expected = "an error";
  for (const std::string_view code : codes) {
    expected += (code == *codes.begin() ? " " : " or ") + std::string(code);
  }
  const bool right =
      codes.size() == 0 || std::find(codes.begin(), codes.end(), rejection.code) != codes.end();
  expect(rejection.rejected && right, what, expected, describe(rejection), place);
  return rejection;
}

Rejection expect_coded_rejection(std::string_view what, const std::function<void()>& call,
                                 Place place) {
  Rejection rejection = rejection_of(call);
  expect(rejection.rejected && !rejection.code.empty(), what, "an error with a stable code",
         describe(rejection), place);
  return rejection;
}

void stop_after_rejection(std::string_view what, const Rejection& rejection, Place place) {
  expect(false, what, "success", describe(rejection), place);
  end_case(place);
}

void count_success() { CaseRecorder::instance().count_assertion(); }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
