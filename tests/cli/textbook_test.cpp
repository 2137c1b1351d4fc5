// The textbook scenarios print theory beside simulation, and the two agree.
#include <cmath>
#include <cstdlib>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "support/chance.hpp"

namespace tripart {
namespace {

using testing_support::content;
using testing_support::Result;
namespace fs = testing_support::fs;

class TextbookTest : public testing_support::ProgramTest,
                     public ::testing::WithParamInterface<std::string> {
 protected:
  /// The fields of one line of a CSV without quoted fields before column 11.
  [[nodiscard]] static std::vector<std::string> fields(const std::string& text) {
    std::vector<std::string> list;
    std::istringstream stream(text);
    for (std::string field; std::getline(stream, field, ',');) {
      list.push_back(field);
    }
    return list;
  }
};

std::vector<std::string> textbook_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry :
       fs::directory_iterator(std::string(TRIPART_SOURCE_DIR) + "/scenarios/textbook")) {
    if (entry.path().extension() == ".yaml") {
      names.push_back(entry.path().stem().string());
    }
  }
  return names;
}

// Within 4 standard errors, or to 1e-6 where nothing is left to chance. False alarm 6e-5
// a row, 1e-6 with fresh seeds.
TEST_P(TextbookTest, AgreesWithTheory) {
  const std::string name = GetParam();
  const Result result = tripart({"run", scenario("textbook/" + name + ".yaml"), "-s",
                                 std::to_string(test::seed(1)), "-o", "a", "--quiet"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("Theory and simulation"), std::string::npos);
  const std::string table = content(folder_ / "a" / "theory.csv");
  int rows = 0;
  for (std::string row; !(row = line(table, static_cast<std::size_t>(rows + 1))).empty();
       ++rows) {
    const std::vector<std::string> field = fields(row);
    ASSERT_GE(field.size(), 12U) << row;
    const double expected = std::strtod(field[5].c_str(), nullptr);
    const double estimate = std::strtod(field[6].c_str(), nullptr);
    const double error = std::strtod(field[7].c_str(), nullptr);
    EXPECT_FALSE(field[6].empty()) << row;
    EXPECT_LE(std::fabs(estimate - expected), std::max(test::largest_z() * error, 1e-6))
        << row;
  }
  EXPECT_GT(rows, 0);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, TextbookTest,
                         ::testing::ValuesIn(textbook_scenarios()), [](const auto& item) {
                           std::string name = item.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace tripart
