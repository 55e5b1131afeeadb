#include "sample_structs.hpp"

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/writer.hpp"

namespace sample {

namespace {

bool decode_text_or_list(const json::Node& node, void* target, json::DecodeContext& context) {
  std::vector<std::string> unused;
  auto& texts = target == nullptr ? unused : static_cast<TextOrList*>(target)->texts;
  texts.clear();
  if (node.is_string()) {
    texts.push_back(node.text());
    return true;
  }
  if (!node.is_array()) {
    context.report(json::issue_code::type_mismatch, "a text or a list of texts", node);
    return false;
  }
  for (const json::Node& item : node.items()) texts.push_back(item.text());
  return true;
}

void encode_text_or_list(const void* source, json::Writer& writer) {
  const auto& texts = static_cast<const TextOrList*>(source)->texts;
  if (texts.size() == 1) return writer.string(texts.front());
  writer.begin_array();
  for (const std::string& text : texts) writer.string(text);
  writer.end_array();
}

}  // namespace

const json::CustomType TextOrList::custom{"a text or a list of texts", &decode_text_or_list,
                                          &encode_text_or_list, R"({"type":["string","array"]})"};

}  // namespace sample
