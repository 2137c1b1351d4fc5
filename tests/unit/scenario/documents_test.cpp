#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tripart/scenario/explain.hpp"
#include "tripart/scenario/scenario.hpp"
#include "unit/scenario/reader_support.hpp"

// What is generated from the key table and kept in the tree must be what the program
// generates today.

namespace tripart {
namespace {

std::string read_text(const std::string& name) {
  std::ifstream file(std::filesystem::path(TRIPART_SOURCE_DIR) / name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Documents, TheShippedTemplateIsTheGeneratedOne) {
  EXPECT_TRUE(read_text("scenarios/template.yaml") == scenario_template())
      << "write it again: tripart check --template > scenarios/template.yaml";
  EXPECT_TRUE(read_text("scenarios/schema.json") == scenario_schema())
      << "write it again: tripart check --schema > scenarios/schema.json";
}

TEST(Documents, TheReferenceInTheScenarioGuideIsTheGeneratedOne) {
  constexpr std::string_view begin = "<!-- generated: tripart check --reference -->\n";
  constexpr std::string_view end = "<!-- end of generated part -->\n";
  const std::string guide = read_text("scenarios/README.md");
  const std::size_t first = guide.find(begin);
  ASSERT_NE(first, std::string::npos);
  const std::size_t last = guide.find(end);
  ASSERT_NE(last, std::string::npos);
  const std::size_t start = first + begin.size();
  EXPECT_TRUE(guide.substr(start, last - start) == scenario_reference())
      << "put the output of tripart check --reference between the two marks";
  EXPECT_EQ(guide.find(begin, start), std::string::npos);
}

// The type of each key is that of its reader: those of pairs were once told as those of
// lifting.
TEST(Documents, TheReferenceSaysWhatTariffsOfPairsMayBe) {
  EXPECT_NE(scenario_reference().find(
                "| `economy.no_agreement.tariffs` | `mfn`, `unchanged`, `war`, "
                "`{schedule: NAME}` or list"),
            std::string::npos);
}

TEST(Documents, TheScenarioGuideNamesEveryShippedScenario) {
  const std::string guide = read_text("scenarios/README.md");
  const std::filesystem::path root =
      std::filesystem::path(TRIPART_SOURCE_DIR) / "scenarios";
  int scenarios = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".yaml") {
      const std::string name = std::filesystem::relative(entry.path(), root).string();
      EXPECT_NE(guide.find("`" + name + "`"), std::string::npos) << name;
      ++scenarios;
    }
  }
  EXPECT_GE(scenarios, 1);
}

TEST(Documents, TheExampleInTheScenarioGuideIsAScenario) {
  constexpr std::string_view fence = "```yaml\n";
  const std::string guide = read_text("scenarios/README.md");
  const std::size_t begin = guide.find(fence);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t start = begin + fence.size();
  EXPECT_EQ(reader_tests::told(guide.substr(start, guide.find("```", start) - start)),
            "");
}

TEST(Documents, TheCommandsInTheScenarioGuideSetWhatCanBeSet) {
  std::istringstream guide(read_text("scenarios/README.md"));
  int commands = 0;
  for (std::string line; std::getline(guide, line);) {
    const std::size_t set = line.find(" --set ");
    const std::size_t file = line.find("scenarios/");
    if (line.substr(0, 16) != "    tripart run " || set == std::string::npos) {
      continue;
    }
    std::string value = line.substr(set + 7);
    value = value.front() == '\'' ? value.substr(1, value.find('\'', 1) - 1)
                                  : value.substr(0, value.find(' '));
    const std::string name = line.substr(file, line.find(' ', file) - file);
    ReadOptions options;
    options.overrides = {value};
    EXPECT_NO_THROW(static_cast<void>(
        read_scenario(std::filesystem::path(TRIPART_SOURCE_DIR) / name, options)))
        << line;
    ++commands;
  }
  EXPECT_EQ(commands, 14);
}

}  // namespace
}  // namespace tripart
