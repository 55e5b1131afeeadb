#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/json/canonical.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/locate.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/stream.hpp"
#include "wp_codebox/json/writer.hpp"

// Fuzz target of floor 0 (libFuzzer, or AFL++ with its driver): any bytes are read, printed in all
// forms and read again; the stream reader must say the same as the document. `require` is what a
// crash is here.
//
//   cmake --preset clang -DWP_CODEBOX_BUILD_FUZZERS=ON && cmake --build … --target fuzz_reader
//   fuzz_reader -max_len=4096 -timeout=10 CORPUS

namespace {

using namespace wp_codebox;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Enters whatever can be entered and prints it compactly, without looking at the order of members.
void walk(json::StreamReader& reader, json::Writer& writer) {
  if (reader.enter_object()) {
    writer.begin_object();
    while (reader.next_member()) {
      writer.key(reader.name());
      walk(reader, writer);
    }
    writer.end_object();
  } else if (reader.enter_array()) {
    writer.begin_array();
    while (reader.next_element()) walk(reader, writer);
    writer.end_array();
  } else if (const json::Node* const node = reader.value()) {
    writer.node(*node);
    (void)reader.position();
  } else {
    writer.null();
  }
}

void check_stream(std::string_view text, const json::Document& document,
                  const std::optional<json::ReadError>& error) {
  // The first byte chooses how the bytes come.
  const std::size_t choice = text.empty() ? 0 : static_cast<unsigned char>(text[0]);
  json::TextSource source(text, choice % 7 + 1);
  json::StreamReader reader(source, {.buffer_bytes = 64 + choice % 3 * 64});
  std::string walked;
  {
    json::StringOutput output(walked);
    json::Writer writer(output);
    walk(reader, writer);
  }
  require(reader.finish() == !error.has_value());
  if (error.has_value()) {
    const json::ReadError& found = *reader.error();
    require(found.code == error->code && found.expected == error->expected);
    require(found.offset == error->offset);
    require(found.line == error->line && found.column == error->column);
  } else if (!reader.differs_from_document()) {
    require(walked == compact_json(document.root()));
  }

  json::TextSource again(text, choice % 5 + 1);
  json::StreamReader skipper(again, {.buffer_bytes = 64});
  require(skipper.skip() || error.has_value());
  require(skipper.finish() == !error.has_value());
}

/// Every form of a value reads back as the same value.
void check_forms(const json::Document& document) {
  const std::string stable = stable_json(document.root());
  json::Document again;
  for (const std::string& form :
       {stable, compact_json(document.root()), pretty_json(document.root())}) {
    require(!again.read(form).has_value());
    require(stable_json(again.root()) == stable);
  }
  const auto canonical = canonical_json(document.root());
  require(canonical.value_or(stable) == stable);
  for (const json::Member& member : document.root().members()) {
    const json::Node* const found = document.root().find(member.name());
    require(found == &member.value);
    require(member.value.equals(member.value.text()) == member.value.is_string());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  json::Document document;
  const auto error = document.read(text);
  if (error.has_value()) {
    require(error->offset <= size && !error->expected.empty());
    require(document.root().is_null());
  } else {
    check_forms(document);
  }
  check_stream(text, document, error);
  json::Path path;
  path.push("a").push(std::size_t{1});
  const auto position = json::locate(text, path);
  require(position.has_value() || error.has_value());
  require(!position.has_value() || position->offset < size);
  return 0;
}
