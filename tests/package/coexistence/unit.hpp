#pragma once

#include <string>

namespace first {
std::string report();
}
namespace second {
std::string report();
}
namespace other_version {
std::string report();
}
