// The published exercise that scenarios/validation holds: one command, every digit. The
// tables are the authors' and not part of this project: TRIPART_CP2015 names their
// folder, which must be called cp2015.
#include <cmath>
#include <cstdlib>
#include <gmock/gmock.h>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace tripart {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using testing_support::Result;
namespace fs = testing_support::fs;

class ValidationTest : public testing_support::ProgramTest {
 protected:
  static std::string file() { return scenario("validation/cp2015.yaml"); }

  /// The folder that holds the tables, for --data; empty where there are none.
  static std::string data() {
    const char* folder = std::getenv("TRIPART_CP2015");  // NOLINT(concurrency-mt-unsafe)
    return folder == nullptr ? "" : fs::path(folder).parent_path().string();
  }
};

/// Fields of one CSV row; this test reads no quoted ones.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

/// Rows as maps from column to field.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> columns = fields_of(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(lines, line)) {
    const std::vector<std::string> fields = fields_of(line);
    rows.emplace_back();
    for (std::size_t i = 0; i < columns.size() && i < fields.size(); ++i) {
      rows.back()[columns[i]] = fields[i];
    }
  }
  return rows;
}

double to_four_digits(const std::string& text) {
  return std::round(std::stod(text) * 1e4) / 1e4;
}

// What is shipped without its tables says so and does nothing else.
TEST_F(ValidationTest, Cp2015AsksForTheAuthorsTables) {
  const Result result = tripart({"check", file()});
  EXPECT_EQ(result.code, 65);
  EXPECT_THAT(result.err, HasSubstr("economy.baseline is 'cp2015', a table that does not "
                                    "exist"));
  EXPECT_THAT(result.err, ::testing::Not(HasSubstr("unknown key")));
}

TEST_F(ValidationTest, Cp2015PrintsThePublishedTableInOneCommand) {
  if (data().empty()) {
    GTEST_SKIP() << "TRIPART_CP2015 names no folder with the authors' tables";
  }
  const Result result = tripart({"payoffs", file(), "--data", data(), "-o", "out"});
  ASSERT_EQ(result.code, 0) << result.err;
  // policy, relative to, party, exact, terms, volume, iceberg, sum
  for (const char* row :
       {"nafta +base year +CAN +-0[.]1101 +-0[.]1081 +0[.]0443 +0[.]0000 +-0[.]0638 ",
        "\n +MEX +0[.]0073 +-0[.]4118 +1[.]7239 +0[.]0000 +1[.]3121 ",
        "\n +USA +0[.]0741 +0[.]0435 +0[.]0412 +0[.]0000 +0[.]0848 ",
        "nafta_given_world +world +CAN +-0[.]0843 ", "\n +MEX +0[.]0857 ",
        "\n +USA +0[.]0745 "}) {
    EXPECT_THAT(result.out, ContainsRegex(row));
  }

  struct Published {
    const char* policy;
    const char* party;
    double exact;
    double terms;
    double volume;
  };
  int found = 0;
  const auto payoffs = rows_of(results("out").at("payoffs.csv"));
  for (const Published& cell : {Published{"nafta", "MEX", 0.0073, -0.4118, 1.7239},
                                Published{"nafta", "CAN", -0.1101, -0.1081, 0.0443},
                                Published{"nafta", "USA", 0.0741, 0.0435, 0.0412}}) {
    for (const auto& row : payoffs) {
      if (row.at("configuration") == cell.policy && row.at("party") == cell.party) {
        EXPECT_EQ(row.at("kind"), "policy");
        EXPECT_EQ(to_four_digits(row.at("welfare_pct")), cell.exact) << cell.party;
        EXPECT_EQ(to_four_digits(row.at("terms_of_trade_pct")), cell.terms);
        EXPECT_EQ(to_four_digits(row.at("volume_of_trade_pct")), cell.volume);
        EXPECT_EQ(row.at("deficits"), "removed");
        ++found;
      }
    }
  }
  EXPECT_EQ(found, 3);

  // A new deal of all three is NAFTA: one answer from two ways of asking.
  std::map<std::string, double> deal;
  for (const auto& row : payoffs) {
    if (row.at("configuration") == "CAN-MEX-USA") {
      deal[row.at("party")] = to_four_digits(row.at("welfare_pct"));
    }
  }
  EXPECT_EQ(deal, (std::map<std::string, double>{
                      {"CAN", -0.1101}, {"MEX", 0.0073}, {"USA", 0.0741}}));

  // imports from the two partners, percent
  std::map<std::string, std::pair<double, double>> imports;
  const std::string members = "CAN MEX USA";
  for (const auto& row : rows_of(results("out").at("partners.csv"))) {
    if (row.at("configuration") == "nafta" &&
        members.find(row.at("region")) != std::string::npos &&
        members.find(row.at("partner")) != std::string::npos) {
      imports[row.at("region")].first += std::stod(row.at("imports_before_musd"));
      imports[row.at("region")].second += std::stod(row.at("imports_after_musd"));
    }
  }
  const auto growth = [&](const char* region) {
    const auto& [before, after] = imports[region];
    return std::round(1e4 * (after / before - 1.0)) / 100.0;
  };
  EXPECT_EQ(growth("MEX"), 118.28);
  EXPECT_EQ(growth("CAN"), 11.11);
  EXPECT_EQ(growth("USA"), 40.52);
}

}  // namespace
}  // namespace tripart
