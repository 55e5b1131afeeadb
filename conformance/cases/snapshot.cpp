// Taking snapshots, and the guard before restoring them.

#include "conformance/cases/episode_payload.hpp"
#include "conformance/testcase/case.hpp"
#include "conformance/testcase/stand_in_backend.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Snapshots : public Case {};

TEST_F(Snapshots, WPC_SNAP_001_a_snapshot_has_its_form) {
  Testee& testee = booted();
  const Json form = json_form(must("taking a snapshot", [&] { return testee->snapshot(); }));
  expect_equal("schema", "wp-codebox/runtime-episode-snapshot/v1", text_member(form, "schema"));
  expect(text_member(form, "id").starts_with("snapshot-"), "id", "snapshot-…", show(form));
  expect_timestamp("createdAt", text_member(form, "createdAt"));
  expect(!form.contains("semantics") || !text_member(form, "semantics").empty(), "semantics",
         "absent (metadata-only) or a text", show(member(form, "semantics")));
  expect(member(form, "metadata").is_object(), "metadata", "an object",
         show(member(form, "metadata")));
  expect_members("digest", {{"algorithm", "sha256"}}, member(form, "digest"));
}

TEST_F(Snapshots, WPC_SNAP_002_the_digest_covers_the_record_with_its_id) {
  Testee& testee = booted();
  const Json form = json_form(must("taking a snapshot", [&] { return testee->snapshot(); }));
  const std::string digest =
      episode_digest_of(form, {"schema", "id", "createdAt", "semantics", "metadata"});
  expect_equal("digest", digest, text_member(member(form, "digest"), "value"));
}

TEST_F(Snapshots, WPC_RESTORE_001_a_backend_without_restore_says_so) {
  StandInBackend stand_in(backend());
  stand_in.forget(KnownBackendCapability::restore);
  Snapshot snapshot;
  snapshot.id = "snapshot-kit";
  snapshot.createdAt = "2026-01-02T03:04:05.006Z";
  const Rejection rejection = expect_rejection("restoring with a backend that cannot",
                                               [&] { (void)restore_runtime(snapshot, stand_in); });
  expect_equal("the message",
               "Backend " + descriptor().kind.text() + " does not support runtime snapshot restore",
               rejection.message);
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
