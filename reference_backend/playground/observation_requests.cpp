#include "reference_backend/playground/observation_requests.hpp"

#include <openssl/evp.h>

#include <utility>

#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

/// A body that an observation may have.
constexpr std::size_t longest_body = std::size_t{64} << 20;

constexpr std::string_view list_files = R"PHP(
if (!is_dir($root)) {
    echo json_encode(['error' => "no such directory: $root"]);
    return;
}
$base = rtrim($root, '/');
$order = [];
for ($folders = ['']; $folders; ) {
    $folder = array_pop($folders);
    foreach (scandir("$base$folder") ?: [] as $name) {
        if ($name === '.' || $name === '..') continue;
        $path = "$folder/$name";
        $order[$path] = mb_convert_encoding($path, 'UTF-16BE', 'UTF-8');
        if (!is_link("$base$path") && is_dir("$base$path")) $folders[] = $path;
    }
}
asort($order, SORT_STRING);
$entries = [];
foreach (array_slice(array_keys($order), 0, $limit) as $path) {
    $full = "$base$path";
    $entry = ['path' => substr($path, 1)];
    if (is_link($full)) {
        $entry['type'] = 'symlink';
    } elseif (is_dir($full)) {
        $entry['type'] = 'directory';
    } else {
        $entry['type'] = 'file';
        $entry['bytes'] = filesize($full);
        if ($entry['bytes'] <= 1048576) $entry['sha256'] = hash_file('sha256', $full);
    }
    $entries[] = $entry;
}
echo json_encode(
    ['entries' => $entries, 'truncated' => count($order) > $limit],
    JSON_INVALID_UTF8_SUBSTITUTE
);
)PHP";

RuntimeError failed(const std::string& why) {
  return {error_code::runtime_observation_failed, "The observation failed: " + why};
}

FileEntry entry_of(const nlohmann::json& form) {
  FileEntry entry;
  entry.path = form.at("path").get<std::string>();
  const std::string type = form.at("type").get<std::string>();
  entry.type = type == "directory" ? FileEntryType::directory
               : type == "symlink" ? FileEntryType::symlink
                                   : FileEntryType::file;
  const auto bytes = form.find("bytes");
  if (bytes != form.end() && bytes->is_number()) entry.bytes = bytes->get<double>();
  const auto digest = form.find("sha256");
  if (digest != form.end() && digest->is_string()) entry.sha256 = digest->get<std::string>();
  return entry;
}

std::string base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

}  // namespace

PhpProgram list_files_program(const std::string& path, std::size_t limit) {
  return {"<?php $root = " + php_literal(path) + "; $limit = " + std::to_string(limit) + ";" +
              std::string(list_files),
          false};
}

Engine::Listing listing_of(const std::string& printed) {
  const auto form = nlohmann::json::parse(printed, nullptr, false);
  if (!form.is_object()) throw failed("the list of files cannot be read");
  const auto error = form.find("error");
  if (error != form.end()) throw failed(error->get<std::string>());
  Engine::Listing listing;
  try {
    for (const auto& entry : form.at("entries")) listing.entries.push_back(entry_of(entry));
    listing.truncated = form.at("truncated").get<bool>();
  } catch (const nlohmann::json::exception& wrong) {
    throw failed(wrong.what());
  }
  return listing;
}

nlohmann::json fetch_request(const EngineHttpRequest& request) {
  nlohmann::json headers = nlohmann::json::object();
  for (const auto& [name, value] : request.headers) headers[name] = value;
  return {{"op", "fetch"},      {"url", request.url},           {"method", request.method},
          {"headers", headers}, {"body", base64(request.body)}, {"maxBodyBytes", longest_body}};
}

EngineHttpResponse http_response_of(BridgeAnswer answer) {
  EngineHttpResponse response;
  try {
    response.status = answer.result.at("status").get<int>();
    response.status_text = answer.result.at("statusText").get<std::string>();
    for (const auto& [name, value] : answer.result.at("headers").items()) {
      response.headers[name] = value.get<std::string>();
    }
    response.body = std::move(answer.payload.at(0));
  } catch (const std::exception& wrong) {
    throw failed(wrong.what());
  }
  return response;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
