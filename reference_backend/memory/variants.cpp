#include "reference_backend/memory/variants.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "reference_backend/memory/forwarding_engine.hpp"
#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/memory/memory_engine.hpp"
#include "reference_backend/memory/mutant_backend.hpp"
#include "reference_backend/memory/mutant_faults.hpp"
#include "reference_backend/memory/stand_in_browser.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace {

using memory::Event;
using memory::Json;
using memory::RuntimeFaults;
using Capability = KnownBackendCapability;
using EnginePointer = std::unique_ptr<Engine>;

/// What a variant is made of.
struct Variant {
  BackendDescriptor descriptor = memory_backend_descriptor();
  RuntimeSources sources;
  std::function<EnginePointer(EnginePointer engine)> engine;
  RuntimeFaults runtime;  ///< Here nothing is a fault.
  memory::WireStyle wire;
};

struct VariantRow {
  std::string_view name;
  std::string_view about;
  void (*apply)(Variant& variant);
};

auto forgetting(std::initializer_list<Capability> forgotten) {
  return [forgotten = std::vector<Capability>(forgotten)](BackendDescriptor& descriptor) {
    for (const Capability capability : forgotten) {
      std::erase(descriptor.capabilities, BackendCapability(capability));
    }
  };
}

/// Lets the clock show something else: `change` gets the milliseconds since 1970.
void use_clock(Variant& variant, std::function<std::int64_t(std::int64_t ms)> change) {
  variant.sources.clock = std::make_shared<Clock>([change = std::move(change)] {
    return change(std::chrono::duration_cast<std::chrono::milliseconds>(
                      std::chrono::system_clock::now().time_since_epoch())
                      .count());
  });
  variant.sources.ids = std::make_shared<IdSource>(std::make_shared<Clock>());
}

/// An engine that boots in another way.
class OtherBoot final : public memory::ForwardingEngine {
 public:
  using Boot = std::function<void(Engine& engine, EngineSetup setup)>;

  OtherBoot(EnginePointer behind, Boot boot)
      : ForwardingEngine(std::move(behind)), boot_(std::move(boot)) {}
  void boot(const EngineSetup& setup) override { boot_(behind(), setup); }

 private:
  Boot boot_;
};

void boot_by(Variant& variant, OtherBoot::Boot boot) {
  variant.engine = [boot = std::move(boot)](EnginePointer engine) -> EnginePointer {
    return std::make_unique<OtherBoot>(std::move(engine), boot);
  };
}

/// An engine without a state.
class Stateless final : public memory::ForwardingEngine {
 public:
  using ForwardingEngine::ForwardingEngine;
  std::optional<EngineState> capture_state() override { return std::nullopt; }
};

/// Says what went wrong in other words; the code and the rest stay.
[[noreturn]] void rethrow_reworded(const ContractError& error) {
  Json form = memory::json_of(error.to_json());
  form["message"] = "Das ging nicht – " + error.message();
  throw_error(memory::value_of(form));
}

class Reworded final : public memory::ForwardingEngine {
 public:
  using ForwardingEngine::ForwardingEngine;
  EngineOutput run(const EngineCommand& command) override {
    try {
      return ForwardingEngine::run(command);
    } catch (const ContractError& error) {
      rethrow_reworded(error);
    }
  }
};

/// Puts something around every call of a runtime but info and destroy: `around` gets the call.
template <class Around>
void wrap_calls(RuntimeFaults& runtime, Around around) {
  runtime.mount = [around](Runtime& behind, const MountSpec& spec) {
    around([&] { behind.mount(spec); });
  };
  runtime.execute = [around](Runtime& behind, const ExecutionSpec& spec) {
    return around([&] { return behind.execute(spec); });
  };
  runtime.observe = [around](Runtime& behind, const ObservationSpec& spec) {
    return around([&] { return behind.observe(spec); });
  };
  runtime.snapshot = [around](Runtime& behind) {
    return around([&] { return behind.snapshot(); });
  };
  runtime.collect = [around](Runtime& behind, const ArtifactSpec& spec) {
    return around([&] { return behind.collect_artifacts(spec); });
  };
}

/// Says more than the contract asks for, wherever it may.
void add_extra_members(Variant& variant) {
  const auto add = [](json::Extra& extra) {
    extra.set("x-memory", json::Value::from_compact(R"({"note":"more","list":[1,null]})"));
  };
  const auto add_to = [](Json& record) {
    record["x-memory"] = {{"note", "more"}, {"list", {1, nullptr}}};
  };
  add(variant.descriptor.extra);
  add(variant.descriptor.policyEnforcement.extra);
  add(variant.descriptor.afterDestroy.extra);
  RuntimeFaults& runtime = variant.runtime;
  runtime.info = [add](RuntimeInfo& info) { add(info.extra); };
  runtime.event = [add](LifecycleEvent event) -> Event {
    add(event.extra);
    if (event.data) (*event.data)["x-memory"] = json::Value::number(1);
    return event;
  };
  runtime.execute = memory::with_result([add](ExecutionResult& result) { add(result.extra); });
  runtime.observe = memory::with_observation([add, add_to](ObservationResult& result) {
    add(result.extra);
    Json data = memory::json_of(result.data);
    // Records say the same wherever they are shown.
    if (result.type == "runtime-info" || (result.type == "command-result" && data.contains("id"))) {
      add_to(data);
    }
    result.data = memory::value_of(data);
  });
  runtime.snapshot = memory::with_snapshot([add](Snapshot& snapshot) {
    add(snapshot.extra);
    snapshot.metadata["x-memory"] = json::Value::string("more");
  });
  runtime.collect = [add](Runtime& behind, const ArtifactSpec& spec) {
    ArtifactBundle bundle = behind.collect_artifacts(spec);
    add(bundle.extra);
    return bundle;
  };
}

constexpr auto slow_answer = std::chrono::milliseconds(3);
constexpr auto slow_boot = std::chrono::milliseconds(60);

const VariantRow rows[] = {
    {"minimal", "Declares no optional capability at all.",
     [](Variant& v) {
       v.descriptor.capabilities.clear();
       v.descriptor.afterDestroy = {};
       boot_by(v, [](Engine& engine, EngineSetup setup) {
         setup.on_progress = nullptr;
         engine.boot(setup);
       });
     }},
    {"modest", "Declares policy fields as declarative that it enforces.",
     [](Variant& v) {
       constexpr auto declarative = PolicyEnforcementLevel::declarative;
       v.descriptor.policyEnforcement = {declarative, declarative, PolicyEnforcementLevel::enforced,
                                         declarative, declarative, {}};
     }},
    {"metadata-snapshots", "Its snapshots hold no state, and nothing can be restored.",
     [](Variant& v) {
       forgetting({Capability::snapshot_state, Capability::restore})(v.descriptor);
       v.engine = [](EnginePointer engine) -> EnginePointer {
         return std::make_unique<Stateless>(std::move(engine));
       };
     }},
    {"no-restore", "Takes snapshots of its state and cannot restore them.",
     [](Variant& v) { forgetting({Capability::restore})(v.descriptor); }},
    {"no-files-observation", "Does not observe files.",
     [](Variant& v) { forgetting({Capability::files_observation})(v.descriptor); }},
    {"no-late-mounts", "Refuses mounts after the boot.",
     [](Variant& v) { forgetting({Capability::late_mounts})(v.descriptor); }},
    {"no-timeouts", "Does not declare that it can end commands.",
     [](Variant& v) { forgetting({Capability::timeouts})(v.descriptor); }},
    {"no-host-tools", "Refuses host tools.",
     [](Variant& v) { forgetting({Capability::host_tools})(v.descriptor); }},
    {"no-wordpress-state", "Does not observe the state of WordPress.",
     [](Variant& v) { forgetting({Capability::wordpress_state})(v.descriptor); }},
    {"silent-boot", "Says nothing about its boot.",
     [](Variant& v) {
       forgetting({Capability::startup_progress})(v.descriptor);
       boot_by(v, [](Engine& engine, EngineSetup setup) {
         setup.on_progress = nullptr;
         engine.boot(setup);
       });
     }},
    {"more-phases", "Tells phases of its boot that nobody knows.",
     [](Variant& v) {
       boot_by(v, [](Engine& engine, EngineSetup setup) {
         const auto tell = setup.on_progress;
         setup.on_progress = [tell](const BrowserStartupProgressEvent& event) {
           tell(event);
           if (event.phase != KnownStartupPhase::loading_client) return;
           BrowserStartupProgressEvent more;
           more.phase = BrowserStartupProgressPhase(std::string("x-memory:warming-up"));
           more.label = "Warming up";
           tell(more);
         };
         engine.boot(setup);
       });
     }},
    {"silent-after-destroy", "Rejects everything after destroy, reading records too.",
     [](Variant& v) { v.descriptor.afterDestroy = {}; }},
    {"unknown-capabilities", "Declares capabilities that nobody knows.",
     [](Variant& v) {
       for (const char* name : {"x-memory-magic", "żółw"}) {
         v.descriptor.capabilities.emplace_back(std::string(name));
       }
     }},
    {"another-kind", "A backend of a kind, name and version that nobody knows.",
     [](Variant& v) {
       v.descriptor.kind = RuntimeBackendKind(std::string("x-żółty sandbox/日本"));
       v.descriptor.name = "Pamięć „Ż” 日本語 𝄞";
       v.descriptor.version = "Ⅳ.β";
     }},
    {"counting-ids", "Its ids count from one.",
     [](Variant& v) {
       const auto stopped = std::make_shared<Clock>([] { return std::int64_t{0}; });
       v.sources.ids = std::make_shared<IdSource>(
           stopped, [count = std::make_shared<std::atomic<std::uint64_t>>(0)] { return ++*count; });
     }},
    {"long-ids", "Its ids are as long as its clock makes them.",
     [](Variant& v) {
       const auto late = std::make_shared<Clock>([] { return std::int64_t{1} << 62U; });
       v.sources.ids = std::make_shared<IdSource>(late);
     }},
    {"coarse-clock", "Its clock steps by 100 ms.",
     [](Variant& v) { use_clock(v, [](std::int64_t ms) { return ms - ms % 100; }); }},
    {"clock-behind", "Its clock shows the year 1999.",
     [](Variant& v) {
       use_clock(v, [](std::int64_t ms) { return ms % 1'000'000'000 + 915'148'800'000; });
     }},
    {"clock-ahead", "Its clock is a hundred years ahead.",
     [](Variant& v) { use_clock(v, [](std::int64_t ms) { return ms + 3'155'760'000'000; }); }},
    {"other-words", "Its errors have texts of their own.",
     [](Variant& v) {
       v.engine = [](EnginePointer engine) -> EnginePointer {
         return std::make_unique<Reworded>(std::move(engine));
       };
       const auto reword = [](auto call) {
         try {
           return call();
         } catch (const ContractError& error) {
           rethrow_reworded(error);
         }
       };
       wrap_calls(v.runtime, reword);
       v.runtime.execute = nullptr;  // What failed is recorded with its text.
     }},
    {"slow-answers", "Takes its time for every call.",
     [](Variant& v) {
       wrap_calls(v.runtime, [](auto call) {
         std::this_thread::sleep_for(slow_answer);
         return call();
       });
     }},
    {"slow-boot", "Takes its time for every boot.",
     [](Variant& v) {
       boot_by(v, [](Engine& engine, EngineSetup setup) {
         std::this_thread::sleep_for(slow_boot);
         engine.boot(setup);
       });
     }},
    {"one-at-a-time", "Does one thing at a time, whatever comes together.",
     [](Variant& v) {
       wrap_calls(v.runtime, [mutex = std::make_shared<std::mutex>()](auto call) {
         const std::lock_guard lock(*mutex);
         return call();
       });
     }},
    {"refuses-secrets", "Refuses secrets that the sandbox may not have, instead of dropping them.",
     [](Variant& v) {
       v.runtime.spec = [](RuntimeCreateSpec& spec) {
         if (!spec.secretEnv || spec.secretEnv->empty()) return;
         if (spec.policy.secrets != SecretsPolicy::none) return;
         throw RuntimeError(error_code::runtime_secrets_refused, "The policy allows no secrets");
       };
     }},
    {"stand-in-browser", "Declares a browser: a stand-in that reads steps and opens no page.",
     [](Variant& v) {
       v.descriptor.capabilities.emplace_back(Capability::browser);
       v.engine = [](EnginePointer engine) -> EnginePointer {
         return std::make_unique<memory::StandInBrowser>(std::move(engine));
       };
     }},
    {"extra-members", "Adds members of its own to every record.", &add_extra_members},
    {"reversed-keys", "Writes the members of every object in reverse order.",
     [](Variant& v) {
       v.runtime.observe = memory::with_observation([](ObservationResult& result) {
         result.data = json::Value::from_compact(memory::reversed_json(json::to_json(result.data)));
       });
       v.wire.line = &memory::reversed_json;
     }},
    {"wire-spaced", "Puts blanks and tabs into its messages.",
     [](Variant& v) { v.wire.line = &memory::spaced_json; }},
    {"wire-escaped", "Escapes every character that JSON lets it escape.",
     [](Variant& v) { v.wire.line = &memory::escaped_json; }},
    {"wire-fractional", "Writes whole numbers with a fraction.",
     [](Variant& v) { v.wire.line = &memory::fractional_json; }},
    {"wire-pieces", "Writes its messages in pieces of 1009 bytes.",
     [](Variant& v) { v.wire.piece = 1009; }},
    {"wire-chatter", "Says on stderr what it does.", [](Variant& v) { v.wire.chatters = true; }},
};

std::optional<Variant> variant_of(std::string_view name) {
  for (const VariantRow& row : rows) {
    if (row.name != name) continue;
    Variant variant;
    row.apply(variant);
    return variant;
  }
  return std::nullopt;
}

}  // namespace

std::span<const MemoryVariant> memory_variants() {
  static const std::vector<MemoryVariant> variants = [] {
    std::vector<MemoryVariant> list;
    for (const VariantRow& row : rows) {
      list.push_back({row.name, row.about, row.name.starts_with("wire-")});
    }
    return list;
  }();
  return variants;
}

std::unique_ptr<RuntimeBackend> make_memory_variant(std::string_view name) {
  std::optional<Variant> variant = variant_of(name);
  if (!variant) return nullptr;
  auto sound = std::make_unique<RecordingBackend>(
      variant->descriptor,
      [wrap = variant->engine](const RuntimeCreateSpec& /*spec*/) -> EnginePointer {
        EnginePointer engine = std::make_unique<memory::MemoryEngine>();
        return wrap ? wrap(std::move(engine)) : std::move(engine);
      },
      variant->sources);
  return memory::make_mutant_backend(std::move(sound), std::move(variant->runtime));
}

memory::WireStyle memory_variant_style(std::string_view name) {
  std::optional<Variant> variant = variant_of(name);
  return variant ? std::move(variant->wire) : memory::WireStyle();
}

}  // namespace WP_CODEBOX_NAMESPACE
