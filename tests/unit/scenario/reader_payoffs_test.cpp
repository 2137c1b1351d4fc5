// `payoffs: NAME.csv`: payoffs that a table states.
#include "reader_support.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const std::string scenario_text =
    with(pair_text, "parties:\n", "payoffs: deals.csv\nparties:\n");
const std::string table_text =
    "configuration,party,value\n"
    "status_quo,USA,0.5\nstatus_quo,MEX,-0.5\n"
    "MEX-USA,USA,3\nMEX-USA,MEX,4\n"
    "no_agreement,USA,-1\nno_agreement,MEX,-2\n";

std::string told_of_payoffs(const std::string& table,
                            const std::string& text = scenario_text) {
  const TemporaryFolder folder;
  folder.write("deals.csv", table);
  const fs::path file = folder.write("s.yaml", text);
  try {
    static_cast<void>(read_scenario(file));
  } catch (const InputError& error) {
    std::string what = error.what();
    const std::string prefix = folder.path().string() + "/";
    for (std::size_t at = what.find(prefix); at != std::string::npos;
         at = what.find(prefix)) {
      what.erase(at, prefix.size());
    }
    return what;
  }
  return "";
}

TEST(ReaderPayoffs, ReadsWhatEveryConfigurationIsWorth) {
  const TemporaryFolder folder;
  folder.write("deals.csv", table_text);
  const Scenario scenario = read_scenario(folder.write("s.yaml", scenario_text));
  EXPECT_FALSE(scenario.trade);
  ASSERT_EQ(scenario.inputs.size(), 2U);
  EXPECT_EQ(scenario.inputs[1].name, "deals.csv");
  EXPECT_EQ(scenario.inputs[1].bytes, table_text);
  const PayoffTable payoffs = pure_payoffs(scenario.model);
  const ConfigurationSet& set = payoffs.configurations();
  EXPECT_EQ(payoffs.welfare(0, set.status_quo(), 0, 1), -0.5);
  EXPECT_EQ(payoffs.welfare(0, set.block(3), 0, 0), 3.0);
  EXPECT_EQ(payoffs.welfare(0, set.block(3), 0, 1), 4.0);
  EXPECT_EQ(payoffs.welfare(0, set.no_agreement(), 0, 1), -2.0);
}

TEST(ReaderPayoffs, IsLookedForInTheDataFolderToo) {
  const TemporaryFolder folder;
  const TemporaryFolder data;
  data.write("deals.csv", table_text);
  const fs::path file = folder.write("s.yaml", scenario_text);
  EXPECT_THROW(static_cast<void>(read_scenario(file)), InputError);
  ReadOptions options;
  options.data_folder = data.path();
  EXPECT_EQ(read_scenario(file, options).model.stated_welfare.size(), 6U);
}

TEST(ReaderPayoffs, NamesTheRowsThatAreWrong) {
  EXPECT_EQ(told_of_payoffs(table_text), "");
  EXPECT_EQ(told_of_payoffs(with(table_text, "MEX-USA,USA,3", "USA-MEX,USA,3")),
            "deals.csv:1:1: error: no row for 'MEX-USA, USA'\n"
            "hint: configurations are named as in payoffs.csv; tripart payoffs lists "
            "those of a scenario\n"
            "deals.csv:4:1: error: unknown configuration 'USA-MEX'\n"
            "hint: there are: status_quo, MEX-USA, no_agreement\n");
  EXPECT_EQ(told_of_payoffs(table_text + "MEX-USA,MEX,5\n"),
            "deals.csv:8:1: error: row 'MEX-USA, MEX' appears twice\n");
  EXPECT_EQ(
      told_of_payoffs(with(table_text, "no_agreement,MEX,-2", "no_agreement,MEX,much")),
      "deals.csv:7:18: error: value of row 'no_agreement, MEX' is 'much', expected "
      "a number\n");
  EXPECT_EQ(
      told_of_payoffs(with(table_text, "MEX-USA,MEX,4", "MEX-USA,MEX,4000")),
      "deals.csv:5:13: error: value of row 'MEX-USA, MEX' is 4000, expected at most "
      "1000 in size\n");
  EXPECT_EQ(
      told_of_payoffs(with(table_text, "party,value", "partie,value")),
      "deals.csv:1:1: error: missing column 'party'\n"
      "hint: the columns are: configuration, partie, value\n"
      "deals.csv:1:15: error: unknown column 'partie'\nhint: did you mean 'party'?\n");
  EXPECT_EQ(told_of_payoffs(""),
            "deals.csv: error: the table is empty, expected a header row\n");
}

TEST(ReaderPayoffs, AreAFileBesideTheScenario) {
  EXPECT_EQ(told(with(pair_text, "parties:\n", "payoffs: ../deals.csv\nparties:\n")),
            "t.yaml:6:10: error: payoffs is '../deals.csv', expected the name of a CSV "
            "file beside the scenario\nhint: write its name alone, such as payoffs.csv: "
            "at most 64 letters, digits, '.', '_' and '-'\n");
  EXPECT_EQ(told(scenario_text),
            "t.yaml:6:10: error: payoffs is 'deals.csv', a file that does not exist "
            "beside the scenario\nhint: looked for deals.csv\n");
}

TEST(ReaderPayoffs, LeaveAResolvedScenarioThatReadsBackAsItself) {
  const fs::path file =
      fs::path(TRIPART_SOURCE_DIR) / "scenarios" / "textbook" / "payoff-table.yaml";
  const std::string resolved = read_scenario(file).resolved;
  EXPECT_EQ(resolved.find("disagreement"), std::string::npos);
  EXPECT_EQ(read_scenario_text(resolved, file, {}).resolved, resolved);
}

TEST(ReaderPayoffs, TakeThePlaceOfDisagreementAndOfATradeModel) {
  EXPECT_EQ(told_of_payoffs(table_text, with(scenario_text, "{discount_rate: 0.1}",
                                             "{disagreement: 1, breakdown: 1}")),
            "s.yaml:8:23: error: parties.USA.disagreement is given, expected it left out "
            "with payoffs\nhint: its rows of status_quo say it\n"
            "s.yaml:8:37: error: parties.USA.breakdown is given, expected it left out "
            "with payoffs\nhint: its rows of no_agreement say it\n");
  EXPECT_EQ(
      told(with(trade_text, "parties:\n", "payoffs: deals.csv\nparties:\n")),
      "t.yaml:8:1: error: key 'payoffs' does not belong here, expected only with no "
      "economy\n");
}

TEST(ReaderPayoffs, StandWithoutIssues) {
  const std::string bare = scenario_text.substr(0, scenario_text.find("issues:"));
  EXPECT_EQ(told_of_payoffs(table_text, bare), "");
  EXPECT_EQ(told(with(bare, "payoffs: deals.csv\n", "")),
            "t.yaml:2:1: error: missing key 'issues', expected a list of items with an "
            "id\n");
}

TEST(ReaderPayoffs, TellTariffStatesApart) {
  const std::string threat =
      "threats:\n  - {id: metals, issuer: USA, targets: [MEX], tariffs: {}, hazard: "
      "1}\n";
  std::string table = "configuration,tariff_state,party,value\n";
  for (const char* deal : {"", "MEX-USA", "no_agreement"}) {
    for (const char* state : {"none", "metals"}) {
      table += std::string(deal) + "," + state + ",USA,1\n" + deal + "," + state +
               ",MEX," + (state[0] == 'm' ? "-1" : "1") + "\n";
    }
  }
  EXPECT_EQ(told_of_payoffs(table, scenario_text + threat), "");
  EXPECT_EQ(
      told_of_payoffs(with(table, "MEX-USA,metals,MEX,-1\n", ""), scenario_text + threat),
      "deals.csv:1:1: error: no row for 'MEX-USA, metals, MEX'\n"
      "hint: configurations are named as in payoffs.csv; tripart payoffs lists "
      "those of a scenario\n");
  EXPECT_EQ(
      told_of_payoffs(table, scenario_text + with(threat, "{}", "{basic_metals: 0.1}")),
      "s.yaml:18:56: error: threats.metals.tariffs names sectors, expected {} with "
      "payoffs\nhint: the table of payoffs says what its tariffs do\n");
}

}  // namespace
}  // namespace tripart
