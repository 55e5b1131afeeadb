#include "folders.hpp"

namespace wp_codebox::test {

std::filesystem::path source_folder() { return WP_CODEBOX_SOURCE_DIR; }

std::filesystem::path shared_folder() { return WP_CODEBOX_SHARED_DIR; }

}  // namespace wp_codebox::test
