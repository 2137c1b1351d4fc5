// Command lines, one word a line: refused, or taken to the last word. Then what --set
// says goes into a scenario.
#include <optional>
#include <string>
#include <vector>

#include "fuzz/check.hpp"
#include "tripart/cli/options.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/scenario_variants.hpp"

namespace tripart::fuzz {
namespace {

constexpr Option options[] = {
    {"output", 'o', "DIR", ""},     {"replicates", 'n', "N", ""}, {"seed", 's', "S", ""},
    {"set", 0, "PATH=V", "", true}, {"resume", 0, "", ""},        {"quiet", 'q', "", ""},
};
constexpr std::size_t most_words = 64;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty() && words.size() < most_words) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// Every word is an option, its value or a file; none is lost but the first `--`.
void expect_all_taken(const Arguments& arguments, const std::vector<std::string>& words) {
  std::size_t taken = arguments.files().size();
  for (const Option& option : options) {
    taken += arguments.all(option.name).size();
  }
  expect(words.size() <= 2 * taken + 1, "no word is lost",
         words.empty() ? "" : words.front());
}

void read(std::string_view text) {
  static const std::string file =
      std::string(TRIPART_SOURCE_DIR) + "/tests/corpus/bases/pair.yaml";
  static const std::string scenario = read_file(file);
  static const ScenarioVariants variants(file, std::nullopt);  // parsed once
  const std::vector<std::string> words = words_of(text);
  try {
    const Arguments arguments(options, words);
    expect_all_taken(arguments, words);
    for (const char* option : {"replicates", "seed"}) {
      if (const auto number = arguments.count(option, 1)) {
        expect(std::to_string(*number) == arguments.text(option),
               "a number is what was typed", *arguments.text(option));
      }
    }
    if (arguments.has("set")) {
      static_cast<void>(variants.read(arguments.all("set")));
    }
  } catch (const InputError& error) {
    expect_good_places(error, scenario, file);
  } catch (const UsageError& error) {
    expect_readable(message_line(error.what()));
    for (const std::string& hint : error.hints()) {
      expect_readable(message_line(hint));
    }
  } catch (const Failure& failure) {
    expect_readable(message_line(failure.what()));
  }
}

}  // namespace
}  // namespace tripart::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tripart::fuzz::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
