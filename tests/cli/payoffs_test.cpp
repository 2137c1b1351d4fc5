#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "support/csv_cells.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using test::CsvCells;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::content;
using testing_support::Result;

const std::vector<std::string> detail_files{"regions.csv", "partners.csv", "sectors.csv",
                                            "flows.csv"};

class PayoffsTest : public testing_support::ProgramTest {
 protected:
  [[nodiscard]] Result payoffs(std::vector<std::string> words) const {
    words.insert(words.begin(), {"payoffs", scenario("nafta-2018.yaml")});
    return tripart(words);
  }
  [[nodiscard]] CsvCells cells(const std::string& file) const {
    return CsvCells(content(folder_ / file));
  }
};

TEST_F(PayoffsTest, FilesAreTheSameOnAnyNumberOfThreadsAndHoldNumbersOnly) {
  ASSERT_EQ(payoffs({"-o", "a", "-j", "1"}).code, 0);
  ASSERT_EQ(payoffs({"-o", "b", "-j", "2"}).code, 0);
  const auto a = results("a");
  EXPECT_EQ(a.size(), 6U);
  EXPECT_TRUE(a == results("b"));
  for (const auto& [file, bytes] : a) {
    EXPECT_THAT(bytes, Not(HasSubstr(",nan"))) << file;
    EXPECT_THAT(bytes, Not(HasSubstr("inf,"))) << file;
  }
}

TEST_F(PayoffsTest, DetailsAreOfTheFirstEconomyWithEachSetOfElasticities) {
  ASSERT_EQ(payoffs({"-o", "a", "--set", "economy.economies=5"}).code, 0);
  const CsvCells table = cells("a/payoffs.csv");
  const CsvCells regions = cells("a/regions.csv");
  EXPECT_EQ(regions.sums("economy", {"elasticities"}).size(), 3U);
  EXPECT_EQ(regions.rows(), table.rows() / 5 / 3 * 3 * 6) << "six regions, three parties";
  // the two files say the same about a party
  std::map<std::string, std::string> exact;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    exact[table.text(row, "economy") + table.text(row, "configuration") +
          table.text(row, "tariff_state") + table.text(row, "party")] =
        table.text(row, "welfare_pct");
  }
  std::size_t same = 0;
  for (std::size_t row = 0; row < regions.rows(); ++row) {
    const auto found =
        exact.find(regions.text(row, "economy") + regions.text(row, "configuration") +
                   regions.text(row, "tariff_state") + regions.text(row, "region"));
    if (found != exact.end()) {
      EXPECT_EQ(found->second, regions.text(row, "welfare_pct"));
      ++same;
    }
  }
  EXPECT_EQ(same, regions.rows() / 2);
  const CsvCells flows = cells("a/flows.csv");
  for (std::size_t row = 0; row < flows.rows(); ++row) {
    ASSERT_TRUE(flows.text(row, "configuration").empty() ||
                flows.text(row, "tariff_state") == "none");
  }
}

TEST_F(PayoffsTest, DetailsCanBeLeftOutOrWrittenForAllEconomies) {
  const std::string two = "economy.economies=2";
  const std::string one_set = "economy.elasticities=gtap";
  const auto with = [&](const std::string& folder, const std::string& details) {
    return payoffs({"-o", folder, "--details", details, "--set", two, "--set", one_set});
  };
  ASSERT_EQ(with("all", "all").code, 0);
  ASSERT_EQ(with("first", "first").code, 0);
  EXPECT_EQ(cells("all/regions.csv").rows(), 2 * cells("first/regions.csv").rows());
  EXPECT_GT(cells("all/flows.csv").rows(), 2 * cells("first/flows.csv").rows());
  // a folder holds what the last call asked for
  ASSERT_EQ(with("first", "none").code, 0);
  for (const std::string& file : detail_files) {
    EXPECT_FALSE(fs::exists(folder_ / "first" / file)) << file;
  }
  EXPECT_EQ(content(folder_ / "first/payoffs.csv"), content(folder_ / "all/payoffs.csv"));
  EXPECT_EQ(with("x", "firts").code, 64);
  EXPECT_THAT(with("x", "firts").err, HasSubstr("did you mean 'first'?"));
  EXPECT_EQ(payoffs({"--details", "all"}).code, 64) << "nowhere to write them";
}

TEST_F(PayoffsTest, DatapackageDescribesEveryColumn) {
  ASSERT_EQ(payoffs({"-o", "a", "--set", "economy.economies=1"}).code, 0);
  const auto json = nlohmann::json::parse(content(folder_ / "a" / "datapackage.json"));
  std::size_t described = 0;
  for (const auto& resource : json["resources"]) {
    const CsvCells file = cells("a/" + resource["path"].get<std::string>());
    ASSERT_EQ(resource["schema"]["fields"].size(), file.header().size());
    for (std::size_t at = 0; at < file.header().size(); ++at) {
      const auto& field = resource["schema"]["fields"][at];
      EXPECT_EQ(field["name"], file.header()[at]);
      EXPECT_EQ(field["type"] == "number", field.contains("unit")) << field["name"];
    }
    ++described;
  }
  EXPECT_EQ(described, 5U);
}

// Part of every way to look at a result.
TEST_F(PayoffsTest, StateHowTheModelWasClosed) {
  const std::vector<std::string> closed{"--set", "economy.closure.deficits=removed",
                                        "--set", "economy.closure.input_output=false",
                                        "--set", "economy.economies=3"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.end(), closed.begin(), closed.end());
    return payoffs(more);
  };
  EXPECT_THAT(with({}).out,
              HasSubstr("\n  deficits removed, input-output links off; "
                        "elasticities cp2015, ll2023, gtap; 3 economies\n"));
  const auto json = nlohmann::json::parse(with({"--format", "json"}).out);
  EXPECT_EQ(json[0]["deficits"], "removed");
  EXPECT_EQ(json[0]["input_output"], false);
  const CsvCells csv(with({"--format", "csv", "-o", "a"}).out);
  EXPECT_EQ(csv.text(0, "deficits"), "removed");
  EXPECT_EQ(csv.text(0, "input_output"), "false");
  EXPECT_EQ(cells("a/flows.csv").text(0, "deficits"), "removed");
  const Result run = tripart({"run", scenario("nafta-2018.yaml"), "-n", "5", "-o", "r",
                              "--set", "economy.closure.deficits=scaled"});
  EXPECT_THAT(run.out, HasSubstr("deficits scaled, input-output links on; elasticities"));
  EXPECT_THAT(tripart({"payoffs", scenario("textbook/rubinstein.yaml")}).out,
              Not(HasSubstr("deficits")));
}

// Without deficits exports are imports; without inputs a sector's sales are value added.
TEST_F(PayoffsTest, ClosuresHoldInTheFiles) {
  const auto with = [&](const std::string& closure, const std::string& folder) {
    return payoffs({"-o", folder, "--set", "economy.closure=" + closure, "--set",
                    "economy.economies=1"})
        .code;
  };
  ASSERT_EQ(with("{deficits: removed}", "balanced"), 0);
  const CsvCells balanced = cells("balanced/regions.csv");
  for (std::size_t row = 0; row < balanced.rows(); ++row) {
    for (const std::string when : {"before", "after"}) {
      const double imports = balanced.number(row, "imports_" + when + "_musd");
      EXPECT_NEAR(balanced.number(row, "exports_" + when + "_musd"), imports,
                  1e-7 * imports);
    }
  }
  ASSERT_EQ(with("{input_output: false}", "plain"), 0);
  const CsvCells plain = cells("plain/sectors.csv");
  for (std::size_t row = 0; row < plain.rows(); ++row) {
    EXPECT_DOUBLE_EQ(plain.number(row, "value_added_after_musd"),
                     plain.number(row, "output_after_musd"));
  }
  ASSERT_EQ(with("{deficits: scaled}", "scaled"), 0);
  ASSERT_EQ(with("{deficits: fixed}", "fixed"), 0);
  EXPECT_NE(content(folder_ / "scaled/regions.csv"),
            content(folder_ / "fixed/regions.csv"));
}

TEST_F(PayoffsTest, TableShowsTheAccountsOfDealsInAHundredColumns) {
  const Result table = payoffs({});
  ASSERT_EQ(table.code, 0) << table.err;
  EXPECT_THAT(table.out, HasSubstr("\n  configuration          party   exact   terms  "
                                   "volume  iceberg     sum  prices    wage\n"));
  EXPECT_THAT(table.out, HasSubstr("Configurations that change nothing are left out."));
  std::istringstream lines(table.out);
  std::string line;
  while (std::getline(lines, line)) {
    EXPECT_LE(line.size(), 100U) << line;
  }
}

TEST_F(PayoffsTest, TablesOfABaseYearAreNotOverwritten) {
  fs::copy(std::string(TRIPART_SOURCE_DIR) + "/scenarios/baselines/base2017",
           folder_ / "base");
  const auto before = results("base");
  const Result refused = payoffs({"-o", "base"});
  EXPECT_EQ(refused.code, 73);
  EXPECT_THAT(refused.err, HasSubstr("regions.csv: is not a table that tripart wrote"));
  EXPECT_TRUE(results("base") == before);
}

TEST_F(PayoffsTest, OfPureBargainingAreOneFile) {
  ASSERT_EQ(tripart({"payoffs", scenario("textbook/rubinstein.yaml"), "-o", "a"}).code,
            0);
  EXPECT_EQ(results("a").size(), 2U);
  EXPECT_EQ(cells("a/payoffs.csv").text(0, "deficits"), "");
}

}  // namespace
}  // namespace tripart
