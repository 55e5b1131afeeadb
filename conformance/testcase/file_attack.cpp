#include "conformance/testcase/file_attack.hpp"

#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/check.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

void prepare_for_attack(const std::filesystem::path& directory) {
  for (const char* name : {"overwritten.txt", "removed.txt", "renamed.txt", "chmodded.txt",
                           "moved-out.txt", "folder/inner.txt", "removed-folder/inner.txt"}) {
    write_file(directory / name, "original\n");
  }
}

void attack_files(Testee& testee, const Probe& probe, std::string_view target) {
  const std::string root(target);
  const std::string out = probe.scratch_directory() + "/kit-moved-out.txt";
  for (const ExecutionSpec& step : {
           probe.write(root + "/overwritten.txt", "changed\n"),
           probe.write(root + "/new.txt", "new\n"),
           probe.write(root + "/new-folder/deep/new.txt", "new\n"),
           probe.write(root + "/folder/inner.txt", "changed\n"),
           probe.remove(root + "/removed.txt"),
           probe.remove(root + "/removed-folder"),
           probe.rename(root + "/renamed.txt", root + "/renamed-to.txt"),
           probe.rename(root + "/moved-out.txt", out),
           probe.chmod(root + "/chmodded.txt", "0777"),
           probe.mkdir(root + "/made"),
           probe.symlink(root + "/link", "/etc"),
       }) {
    (void)rejection_of([&] { testee->execute(step); });
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
