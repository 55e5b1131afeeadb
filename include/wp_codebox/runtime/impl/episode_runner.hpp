#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/runtime/episode.hpp"

/// \file
/// The episode that `create_runtime_episode` gives out.

namespace WP_CODEBOX_NAMESPACE::episodes {

/// Runs an episode over the runtimes of a backend.
class EpisodeRunner final : public RuntimeEpisode {
 public:
  EpisodeRunner(const RuntimeEpisodeSpec& spec, RuntimeBackend& backend, const RuntimeHooks& hooks,
                std::shared_ptr<Clock> clock);
  WP_CODEBOX_INLINE ~EpisodeRunner() override;

  WP_CODEBOX_INLINE RuntimeEpisodeResetResult reset() override;
  using RuntimeEpisode::step;
  WP_CODEBOX_INLINE RuntimeEpisodeStepResult
  step(const RuntimeEpisodeActionSpec& action,
       const std::optional<StepObservation>& observation) override;
  WP_CODEBOX_INLINE ObservationResult observe(const ObservationSpec& spec) override;
  WP_CODEBOX_INLINE Snapshot snapshot() override;
  using RuntimeEpisode::collect_artifacts;
  WP_CODEBOX_INLINE ArtifactBundle
  collect_artifacts(const std::optional<ArtifactSpec>& spec) override;
  WP_CODEBOX_INLINE RuntimeEpisodeTrace trace() override;
  WP_CODEBOX_INLINE void close() override;

 private:
  [[nodiscard]] std::shared_ptr<Runtime> current();
  [[nodiscard]] std::shared_ptr<Runtime> opened();
  void end_runtime();
  void forget();
  [[nodiscard]] RuntimeEpisodeResetResult begin(Runtime& runtime);
  [[nodiscard]] ObservationResult recorded_observation(Runtime& runtime,
                                                       const ObservationSpec& spec,
                                                       const std::string& fallback_id);
  [[nodiscard]] RuntimeEpisodeTrace trace_of(Runtime& runtime, const std::vector<Snapshot>& bundled,
                                             const std::optional<ArtifactBundle>& artifacts);

  const RuntimeEpisodeSpec spec_;
  RuntimeBackend& backend_;
  const RuntimeHooks hooks_;
  const std::shared_ptr<Clock> clock_;
  const Redactor redactor_;

  std::mutex calls_;  ///< Held during each call; the members below `runtime_` belong to it.
  std::mutex state_;
  std::shared_ptr<Runtime> runtime_;  ///< By `state_`; none while the episode is closed.

  std::size_t resets_ = 0;
  RuntimeEpisodeResetResult reset_;
  std::vector<RuntimeEpisodeStepResult> steps_;
  std::vector<Snapshot> snapshots_;  ///< As they were taken.
  std::vector<Snapshot> bundled_;    ///< The first of them, as the last bundle tells of them.
  std::optional<ArtifactBundle> artifacts_;
  std::optional<std::string> trace_created_at_;
};

}  // namespace WP_CODEBOX_NAMESPACE::episodes
