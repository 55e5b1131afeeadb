#pragma once

#include <initializer_list>
#include <string>

#include "conformance/testcase/json.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Digests taken again from the JSON form of a record, as a reader of the record would.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The digest over these members of a record and its artifactRefs (`[]` when it has none), as far
/// as the members are there.
[[nodiscard]] inline std::string episode_digest_of(const Json& record,
                                                   std::initializer_list<const char*> members) {
  Json payload = Json::object();
  for (const char* name : members) {
    if (record.contains(name)) payload[name] = record[name];
  }
  payload["artifactRefs"] =
      record.contains("artifactRefs") ? record["artifactRefs"] : Json::array();
  const std::string text = payload.dump();
  json::Document document;
  if (document.read(text)) return "not JSON";
  return episode_digest_hex(document.root());
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
