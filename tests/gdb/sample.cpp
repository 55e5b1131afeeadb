// What test_printers.py looks at with gdb.

#include <string>

#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"

namespace {

// gdb stops here, when all values are there.
void looked_at(const void* /*value*/) { asm volatile("" ::: "memory"); }

}  // namespace

int main() {
  using namespace wp_codebox;
  const BackendCapability known_capability(KnownBackendCapability::wp_cli);
  const BackendCapability own_capability(std::string("x-\"own\" \xc3\xa9"));
  const json::Value value = json::Value::from_compact("{\"a\":[1,\"b\"]}");
  const json::Box<std::string> box(std::string("in the box"));
  const json::Constant<"wp-codebox/sample/v1"> constant;
  const json::Dictionary<double> dictionary = {{"one", 1}, {"two", 2}};
  json::Extra extra;
  extra.set("later", value);
  for (const void* one :
       {static_cast<const void*>(&known_capability), static_cast<const void*>(&own_capability),
        static_cast<const void*>(&value), static_cast<const void*>(&box),
        static_cast<const void*>(&constant), static_cast<const void*>(&dictionary),
        static_cast<const void*>(&extra)}) {
    looked_at(one);
  }
  return 0;
}
