#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/mutant_rows.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

namespace fs = std::filesystem;

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

constexpr MutantRow rows[] = {
    {"WPC-OBS-001:no-schema",
     "runtime-info: schema: expected \"wp-codebox/runtime-episode-observation/v1\", got \"\"",
     [](Faults& f) {
       f.runtime.observe =
           with_observation([](ObservationResult& result) { result.schema.reset(); });
     }},
    {"WPC-OBS-001:no-id", "browser-result: id: expected observation-…",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "browser-result") result.id.reset();
       });
     }},
    {"WPC-OBS-001:empty-references",
     "runtime-info: artifactRefs: expected absent or not empty, got []",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (!result.artifactRefs) result.artifactRefs.emplace();
       });
     }},
    {"WPC-OBS-002:digest-of-the-id", "digest of runtime-info: expected",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         ObservationResult result = runtime.observe(spec);
         ObservationResult other = result;
         other.type = result.id.value_or("");
         result.digest = observation_digest(other);
         return result;
       };
     }},
    {"WPC-OBS-002:digest-without-the-time", "digest of runtime-info: expected",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         ObservationResult result = runtime.observe(spec);
         ObservationResult other = result;
         other.observedAt.clear();
         result.digest = observation_digest(other);
         return result;
       };
     }},
    {"WPC-OBS-003:digests-what-json-cannot-say", "digest of mounts after a round trip: expected",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         ObservationResult result = runtime.observe(spec);
         if (result.type != "mounts") return result;
         ObservationResult in_memory = result;
         in_memory.data = json::Value::string("undefined");
         result.digest = observation_digest(in_memory);
         return result;
       };
     }},
    {"WPC-OBS-004:another-info", "data of runtime-info: expected",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "runtime-info") result.data = json::Value::object();
       });
     }},
    {"WPC-OBS-004:info-of-the-create", "data of runtime-info: expected",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::runtime_info,
                                         [](Json& data) { data.erase("environment"); });
     }},
    {"WPC-OBS-005:throws-for-unknown-commands",
     "observing the record of a command: expected success",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.data.text().ends_with(R"("found":false})")) {
           throw RuntimeError(error_code::runtime_observation_failed, "There is no such command");
         }
       });
     }},
    {"WPC-OBS-005:first-instead-of-last", "command-result of the last command: expected",
     [](Faults& f) {
       const auto first = std::make_shared<std::map<std::string, std::string>>();
       f.runtime.execute = [first](Runtime& runtime, const ExecutionSpec& spec) {
         ExecutionResult result = runtime.execute(spec);
         first->emplace(runtime.info().id, result.id);
         return result;
       };
       f.runtime.observe = [first](Runtime& runtime, ObservationSpec spec) {
         const auto known = first->find(runtime.info().id);
         const bool last = spec.type == KnownObservationType::command_result && !spec.commandId;
         if (last && known != first->end()) spec.commandId = known->second;
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-009:no-time-of-the-export", "generatedAt: expected a time such as",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type != "wordpress-state") return;
         auto data = json::from_json<json::Dictionary<json::Value>>(result.data.text()).value;
         data["generatedAt"] = json::Value();
         result.data = json::to_value(data);
       });
     }},
    {"WPC-OBS-009:hashes-of-nothing", "artifacts.summary: expected",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::wordpress_state, [](Json& data) {
         for (Json& artifact : data["artifacts"]) artifact["sha256"] = std::string(64, '0');
       });
     }},
    {"WPC-OBS-009:no-references", "the reference to summary: expected",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "wordpress-state") result.artifactRefs.reset();
       });
     }},
    {"WPC-OBS-010:exports-more-than-asked",
     "config.sections for no sections: expected [\"summary\"], got [\"posts\"]",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         if (spec.type == KnownObservationType::wordpress_state) {
           if (!spec.sections) spec.sections.emplace();
           spec.sections->push_back("posts");
         }
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-010:repeats-what-was-asked",
     "config.sections for an unknown section: expected [\"summary\"], got [\"kit-bogus\"]",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         ObservationResult result = runtime.observe(spec);
         if (spec.type != KnownObservationType::wordpress_state || !spec.sections) return result;
         Json data = json_of(result.data);
         data["config"]["sections"] = *spec.sections;
         result.data = value_of(data);
         result.digest = observation_digest(result);
         return result;
       };
     }},
    {"WPC-OBS-011:shows-users", "redacted: expected true, got false",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         spec.redaction = ObservationRedaction(KnownObservationRedaction::none);
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-011:shows-options-nobody-named", "options without names: expected 0, got 1",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         if (!spec.optionNames) spec.optionNames = std::vector<std::string>{"blogname"};
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-012:always-with-content",
     "whether there is content, not asked for: expected false, got true",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         spec.includeContent = true;
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-012:never-with-content",
     "whether there is content, asked for: expected true, got false",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, ObservationSpec spec) {
         spec.includeContent = false;
         return runtime.observe(spec);
       };
     }},
    {"WPC-OBS-013:no-browser-result", "data of browser-result: expected {\"probes\":[]}, got null",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "browser-result") result.data = json::Value();
       });
     }},
    {"WPC-OBS-013:invents-a-probe",
     "data of browser-result: expected {\"probes\":[]}, got {\"probes\":[{}]}",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::browser_result, [](Json& data) {
         data["probes"].push_back(Json::object());
       });
     }},
    {"WPC-OBS-014:loses-events", "data of runtime-logs: expected",
     [](Faults& f) {
       f.runtime.observe = with_observation([](ObservationResult& result) {
         if (result.type == "runtime-logs") result.data = json::Value::array();
       });
     }},
    {"WPC-OBS-014:logs-in-reverse", "data of runtime-logs: expected",
     [](Faults& f) {
       f.runtime.observe = with_observed(KnownObservationType::runtime_logs, [](Json& events) {
         std::reverse(events.begin(), events.end());
       });
     }},
    {"WPC-OBS-015:invents-data",
     "data of an unknown observation: expected "
     "{\"path\":\"/kit/some/path\",\"type\":\"x-kit-unknown\"}",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         if (spec.type.text() != "x-kit-unknown") return runtime.observe(spec);
         ObservationResult invented = runtime.observe(observation(KnownObservationType::mounts));
         invented.type = spec.type.text();
         invented.data = value_of({{"type", spec.type.text()},
                                   {"path", spec.path.value_or("")},
                                   {"lines", Json::array({"something"})}});
         invented.digest = observation_digest(invented);
         return invented;
       };
     }},
    {"WPC-OBS-017:failures-leave-a-file",
     "what it left in the artifacts directory: expected nothing",
     [](Faults& f) {
       const auto created = remembered(f);
       f.runtime.observe = [created](Runtime& runtime, const ObservationSpec& spec) {
         try {
           return runtime.observe(spec);
         } catch (const ContractError&) {
           static std::atomic<int> count{0};
           const fs::path directory = created->directory(runtime);
           if (!directory.empty() && spec.type == KnownObservationType::files) {
             fs::create_directories(directory / "files");
             write_text(directory / "files" / ("half-" + std::to_string(++count)), "half");
           }
           throw;
         }
       };
     }},
    {"WPC-OBS-017:failures-are-events", "events of an observation that failed: expected 0, got 1",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         try {
           return runtime.observe(spec);
         } catch (const ContractError& error) {
           if (error.code() != error_code::runtime_destroyed) {
             static_cast<void>(runtime.observe(observation(KnownObservationType::mounts)));
           }
           throw;
         }
       };
     }},
    {"WPC-OBS-018:observes-after-destroy",
     "observing files after destroy, which is no record: expected an error with a stable code, got "
     "no error",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         try {
           return runtime.observe(spec);
         } catch (const ContractError& error) {
           if (error.code() != error_code::runtime_destroyed) throw;
         }
         Clock clock;
         ObservationResult made_up;
         made_up.type = spec.type.text();
         made_up.observedAt = clock.now();
         return made_up;
       };
     }},
    {"WPC-OBS-018:forgets-its-records",
     "observing runtime-info after destroy, as declared: expected success",
     [](Faults& f) {
       f.runtime.observe = [](Runtime& runtime, const ObservationSpec& spec) {
         if (runtime.info().status == RuntimeStatus::destroyed) {
           throw RuntimeError(error_code::runtime_destroyed, "The records are gone");
         }
         return runtime.observe(spec);
       };
     }},
};

}  // namespace

std::span<const MutantRow> observation_mutant_rows() { return rows; }

}  // namespace WP_CODEBOX_NAMESPACE::memory
