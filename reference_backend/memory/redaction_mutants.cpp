#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "reference_backend/memory/bundle_edit.hpp"
#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Secrets = json::Dictionary<std::string>;

constexpr const char* value_mark = "[REDACTED:configured-secret-value]";

/// A fault that lets the runtime know only some of its secrets.
template <class Keep>
auto knowing(Keep keep) {
  return [keep](RuntimeCreateSpec& spec) {
    if (!spec.secretEnv) return;
    Secrets known;
    for (const auto& [name, value] : *spec.secretEnv) {
      if (keep(*spec.secretEnv, value)) known[name] = value;
    }
    spec.secretEnv = known;
  };
}

/// The value of a secret of the last runtime; empty when it had none.
std::string secret_named(const Created& created, std::string_view name) {
  const RuntimeCreateSpec spec = created.spec();
  const std::string* const value = spec.secretEnv ? spec.secretEnv->find(name) : nullptr;
  return value == nullptr ? "" : *value;
}

constexpr MutantRow rows[] = {
    {"WPC-RED-001:redacts-nothing", "places of secrets: expected nothing",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets&, const std::string&) { return false; });
     }},
    {"WPC-RED-001:secrets-in-the-log",
     "places of secrets: expected nothing, got kit-canary-7f3a-plain in logs/commands.log",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.collect = spoilt_by([created](ArtifactBundle&, const BundleEdit& edit) {
         const std::string secret = secret_named(*created, "KIT_PLAIN_NAME");
         if (!secret.empty()) edit.replace("logs/commands.log", value_mark, secret);
       });
     }},
    {"WPC-RED-001:secrets-in-mounts",
     "places of secrets: expected nothing, got kit-canary-7f3a-plain in files/mounts.json",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.collect = spoilt_by([created](ArtifactBundle&, const BundleEdit& edit) {
         const std::string secret = secret_named(*created, "KIT_PLAIN_NAME");
         if (!secret.empty()) edit.replace("files/mounts.json", value_mark, secret);
       });
     }},
    {"WPC-RED-002:shows-names", "places of a secret's name: expected nothing",
     [](Faults& f) {
       f.runtime.spec = [](RuntimeCreateSpec& spec) {
         if (!spec.secretEnv) return;
         Secrets unnamed;
         for (const auto& [name, value] : *spec.secretEnv) {
           unnamed["nameless-" + std::to_string(unnamed.size())] = value;
         }
         spec.secretEnv = unnamed;
       };
     }},
    {"WPC-RED-002:names-in-the-commands",
     "places of a secret's name: expected nothing, got KIT_PLAIN_NAME in commands.jsonl",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("commands.jsonl", "[REDACTED:configured-secret-name]", "KIT_PLAIN_NAME");
       });
     }},
    {"WPC-RED-003:one-mark-for-all",
     "the output of the command that said one: expected \"<[REDACTED:jwt]>\", got "
     "\"<[REDACTED:token]>\"",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("commands.jsonl", "[REDACTED:jwt]", "[REDACTED:token]");
       });
     }},
    {"WPC-RED-003:knows-no-keys-of-aws",
     "the output of the command that said one: expected \"<[REDACTED:aws-access-key]>\", got "
     "\"<AKIAABCDEFGHIJ",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("commands.jsonl", "[REDACTED:aws-access-key]", "AKIAABCDEFGHIJ012345");
       });
     }},
    {"WPC-RED-004:knows-one-spelling", "places of secrets in other spellings: expected nothing",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets&, const std::string& value) {
         return value.find_first_of("\"\\\n") == std::string::npos;
       });
     }},
    {"WPC-RED-004:knows-no-single-lines", "places of secrets in other spellings: expected nothing",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets&, const std::string& value) {
         return value.find('\n') == std::string::npos;
       });
     }},
    {"WPC-RED-005:shortest-first",
     "places of what one secret has and the other has not: expected nothing",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets& all, const std::string& value) {
         return std::none_of(all.begin(), all.end(), [&value](const auto& other) {
           return other.second.size() >= 8 && other.second != value &&
                  value.find(other.second) != std::string::npos;
         });
       });
     }},
    {"WPC-RED-005:longest-only",
     "places of what one secret has and the other has not: expected nothing",
     [](Faults& f) {
       f.runtime.spec = knowing([](const Secrets& all, const std::string& value) {
         return std::none_of(all.begin(), all.end(), [&value](const auto& other) {
           return other.second != value && other.second.find(value) != std::string::npos;
         });
       });
     }},
    {"WPC-RED-006:cuts-json", "files/mounts.json: expected JSON",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("files/mounts.json", std::string(value_mark) + "\"", value_mark);
       });
     }},
    {"WPC-RED-006:redacts-the-manifest",
     "what the verifier finds in the bundle: expected nothing, got review-evidence-mismatch",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         const std::string manifest = edit.text("manifest.json");
         if (manifest.find(value_mark) == std::string::npos) return;
         Json document = Json::parse(manifest);
         document["id"] = value_mark;
         edit.write("manifest.json", document.dump(2) + "\n");
         edit.seal();
       });
     }},
    {"WPC-RED-007:hashes-before-it-redacts",
     "what the verifier finds in the bundle: expected nothing, got file-hash-mismatch at manifest.",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         std::string metadata = edit.text("metadata.json");
         const std::size_t at = metadata.find(value_mark);
         if (at == std::string::npos) return;
         edit.write("metadata.json", metadata.insert(at, " "));
       });
     }},
    {"WPC-RED-007:manifest-before-redaction",
     "environment.name in the manifest: expected redacted, got {",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.collect = spoilt_by([created](ArtifactBundle&, const BundleEdit& edit) {
         const std::string secret = secret_named(*created, "KIT_PLAIN_NAME");
         if (!secret.empty()) edit.replace("manifest.json", value_mark, secret);
       });
     }},
    {"WPC-RED-008:redacts-common-values",
     "the output of the command that said it: expected it is false",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("commands.jsonl", "is false", std::string("is ") + value_mark);
       });
     }},
    {"WPC-RED-008:redacts-digits", "the output of the command that said it: expected it is false",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         edit.replace("commands.jsonl", "1234567890123", value_mark);
       });
     }},
    {"WPC-RED-009:counts-nothing", "total and the counts of artifacts: expected 0",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "metadata.json", [](Json& metadata) { metadata["redaction"]["total"] = 0; },
           in_run_with_secrets);
     }},
    {"WPC-RED-009:no-flag-in-the-review", "riskFlags: expected secrets-redacted among them, got []",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "files/review.json",
           [](Json& review) {
             Json kept = Json::array();
             for (const Json& flag : review["riskFlags"]) {
               if (flag != "secrets-redacted") kept.push_back(flag);
             }
             review["riskFlags"] = kept;
           },
           in_run_with_secrets);
     }},
    {"WPC-RED-009:counts-in-any-order",
     "order of artifacts: expected by path, got observations.jsonl, logs/runtime.log",
     [](Faults& f) {
       f.runtime.collect = with_document(
           "metadata.json",
           [](Json& metadata) {
             Json& artifacts = metadata["redaction"]["artifacts"];
             std::reverse(artifacts.begin(), artifacts.end());
           },
           in_run_with_secrets);
     }},
    {"WPC-RED-010:says-nothing-of-binary-files",
     "that blob.bin was left out: expected said in skipped or in files/diagnostics.json",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!in_run_with_secrets(edit)) return;
         edit.change("files/mounted-files.json",
                     [](Json& document) { document["skipped"] = Json::array(); });
         edit.change("files/diagnostics.json",
                     [](Json& document) { document["diagnostics"] = Json::array(); });
       });
     }},
    {"WPC-RED-010:copies-binary-files-in-silence",
     "that blob.bin was left out: expected said in skipped or in files/diagnostics.json",
     [](Faults& f) {
       f.runtime.collect = spoilt_by([](ArtifactBundle&, const BundleEdit& edit) {
         if (!in_run_with_secrets(edit)) return;
         edit.change("files/mounted-files.json", [](Json& document) {
           for (Json& entry : document["skipped"]) {
             if (entry["relativePath"] == "blob.bin") entry["relativePath"] = "blob";
           }
         });
         edit.replace("files/diagnostics.json", "blob.bin", "blob");
       });
     }},
    {"WPC-RED-011:secrets-in-snapshots", "the secret in the snapshot: expected absent, got there",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.snapshot = with_snapshot([created](Snapshot& snapshot) {
         const std::string secret = secret_named(*created, "KIT_PLAIN_NAME");
         if (!secret.empty()) snapshot.metadata["environment"] = json::Value::string(secret);
       });
     }},
    {"WPC-RED-012:names-with-secrets",
     "places of the name: expected nothing, got kit-name-of-a-file as name of "
     "files/kit-name-of-a-file",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.collect = spoilt_by([created](ArtifactBundle&, const BundleEdit& edit) {
         const std::string secret = secret_named(*created, "KIT_FILE");
         if (!secret.empty()) edit.write("files/" + secret, "x");
       });
     }},
};

}  // namespace

std::span<const MutantRow> redaction_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
