// Scenarios: read whole, and then read back from what they were taken for, or refused.
#include <string>

#include "fuzz/check.hpp"
#include "scenario/reader.hpp"

namespace tripart::fuzz {
namespace {

// Beside small tables, so that `baseline: tiny` is found.
const std::string file =
    std::string(TRIPART_SOURCE_DIR) + "/tests/corpus/bases/fuzz.yaml";

void read(std::string_view text) {
  std::string resolved;
  try {
    resolved = read_scenario_text(text, file, {}).resolved;
  } catch (const InputError& error) {
    expect_good_places(error, text, file);
    return;
  } catch (const Failure& failure) {
    expect_readable(message_line(failure.what()));
    return;
  }
  try {
    expect(read_scenario_text(resolved, file, {}).resolved == resolved,
           "read back as itself", resolved);
  } catch (const Failure& failure) {
    expect(false, failure.what(), resolved);
  } catch (const InputError& error) {
    expect(false, error.what(), resolved);
  }
}

}  // namespace
}  // namespace tripart::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tripart::fuzz::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
