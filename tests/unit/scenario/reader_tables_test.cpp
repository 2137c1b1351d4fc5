// Where named tables are found, and what goes into inputs/.
#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const fs::path base2017 = beside_baselines.parent_path() / "baselines" / "base2017";

void place_table(const fs::path& folder) {
  fs::create_directories(folder.parent_path());
  fs::copy(base2017, folder);
}

std::string told_of(const fs::path& file, const ReadOptions& options = {}) {
  try {
    static_cast<void>(read_scenario(file, options));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ReaderTables, AreLookedForBesideTheFileAndUpToThreeLevelsAbove) {
  const TemporaryFolder folder;
  place_table(folder.path() / "baselines" / "mine");
  const std::string text = with(trade_text, "baseline: base2017", "baseline: mine");
  EXPECT_EQ(told_of(folder.write("s.yaml", text)), "");
  EXPECT_EQ(told_of(folder.write("1/2/3/s.yaml", text)), "");
  EXPECT_NE(told_of(folder.write("1/2/3/4/s.yaml", text)), "");
}

TEST(ReaderTables, AreLookedForInTheDataFolder) {
  const TemporaryFolder folder;
  const TemporaryFolder data;
  place_table(data.path() / "mine");
  place_table(data.path() / "baselines" / "ours");
  ReadOptions options;
  options.data_folder = data.path();
  for (const char* name : {"mine", "ours"}) {
    const fs::path file = folder.write("s.yaml", with(trade_text, "baseline: base2017",
                                                      std::string("baseline: ") + name));
    EXPECT_NE(told_of(file), "") << name;
    EXPECT_EQ(told_of(file, options), "") << name;
  }
}

TEST(ReaderTables, ThatAreMissingSayWhereTheyWereSought) {
  const TemporaryFolder folder;
  place_table(folder.path() / "baselines" / "base2017");
  const fs::path file =
      folder.write("s.yaml", with(trade_text, "baseline: base2017", "baseline: bas2017"));
  const std::string what = told_of(file);
  EXPECT_EQ(what.substr(0, what.find('\n')),
            file.string() +
                ":7:13: error: economy.baseline is 'bas2017', a table that does not "
                "exist, expected a folder of that name in baselines/");
  EXPECT_NE(what.find("hint: did you mean 'base2017'?\nhint: looked in " +
                      (folder.path() / "baselines").string()),
            std::string::npos)
      << what;
  // Sectors and regions cannot be judged without it, and are not.
  EXPECT_EQ(what.find("sector"), std::string::npos) << what;
}

TEST(ReaderTables, AreNamesAndNoPaths) {
  EXPECT_EQ(told(with(trade_text, "baseline: base2017", "baseline: ../base2017")),
            "t.yaml:7:13: error: economy.baseline is '../base2017', expected the name of "
            "a baseline\nhint: write its name alone, of letters, digits, '.', '_' and "
            "'-'\n");
}

TEST(ReaderTables, AreNotReadThroughLinks) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "baselines");
  fs::create_directory_symlink(base2017, folder.path() / "baselines" / "linked");
  EXPECT_NE(told_of(folder.write(
                "s.yaml", with(trade_text, "baseline: base2017", "baseline: linked"))),
            "");
}

TEST(ReaderTables, ThatAreDamagedAreComplainedAboutInTheirOwnFile) {
  const TemporaryFolder folder;
  place_table(folder.path() / "baselines" / "base2017");
  fs::remove(folder.path() / "baselines/base2017/regions.csv");
  folder.write("baselines/base2017/regions.csv", "region\nUSA\nUSA\n");
  const std::string what = told_of(folder.write("s.yaml", trade_text));
  EXPECT_NE(what.find("regions.csv:3:1: error: region 'USA'"), std::string::npos) << what;
  fs::remove(folder.path() / "baselines/base2017/regions.csv");
  EXPECT_NE(told_of(folder.path() / "s.yaml")
                .find("s.yaml:7:13: error: economy.baseline "
                      "is 'base2017', whose tables cannot "
                      "be read"),
            std::string::npos);
}

TEST(ReaderTables, GoIntoTheInputsWithTheScenarioFirst) {
  const TemporaryFolder folder;
  place_table(folder.path() / "baselines" / "base2017");
  const std::string text =
      with(trade_text, "name: trio\n", "name: trio\nhistory: history/path.csv\n");
  folder.write("history/path.csv", "date,chapters_closed\n");
  const fs::path file = folder.write("my-run.yaml", text);
  const Scenario scenario = read_scenario(file);
  ASSERT_GT(scenario.inputs.size(), 7U);
  EXPECT_EQ(scenario.inputs.front().name, "my-run.yaml");
  EXPECT_EQ(scenario.inputs.front().bytes, text);
  EXPECT_EQ(scenario.inputs.back().name, "history/path.csv");
  EXPECT_EQ(scenario.inputs.back().bytes, "date,chapters_closed\n");
  EXPECT_EQ(scenario.history, "history/path.csv");
  std::string last;
  for (std::size_t i = 1; i + 1 < scenario.inputs.size(); ++i) {
    const InputFile& input = scenario.inputs[i];
    EXPECT_EQ(input.name.rfind("baselines/base2017/", 0), 0U) << input.name;
    EXPECT_LT(last, input.name);
    EXPECT_EQ(input.bytes, read_file(folder.path() / input.name));
    last = input.name;
  }
}

// A result directory holds inputs/SCENARIO beside inputs/baselines/NAME/.
TEST(ReaderTables, AreFoundAgainAmongTheInputs) {
  const TemporaryFolder first;
  place_table(first.path() / "baselines" / "base2017");
  const Scenario scenario =
      read_scenario(first.write("a/b/s.yaml", trade_text), {{"step_days=2"}, {}});
  const TemporaryFolder second;
  for (const InputFile& input : scenario.inputs) {
    second.write("inputs/" + input.name, input.bytes);
  }
  const Scenario again =
      read_scenario(second.path() / "inputs" / "s.yaml", {{"step_days=2"}, {}});
  EXPECT_EQ(again.resolved, scenario.resolved);
  ASSERT_EQ(again.inputs.size(), scenario.inputs.size());
  for (std::size_t i = 0; i < again.inputs.size(); ++i) {
    EXPECT_EQ(again.inputs[i].name, scenario.inputs[i].name);
    EXPECT_EQ(again.inputs[i].bytes, scenario.inputs[i].bytes);
  }
}

TEST(ReaderTables, AHistoryStaysBesideTheScenario) {
  const auto with_history = [](const std::string& name) {
    return told(with(pair_text, "name: pair\n", "name: pair\nhistory: " + name + "\n"));
  };
  for (const char* name : {"../path.csv", "/etc/passwd", "a/../b.csv", "./a.csv"}) {
    EXPECT_EQ(with_history(name), std::string("t.yaml:4:10: error: history is '") + name +
                                      "', expected a path of plain names below the "
                                      "scenario's folder\n");
  }
  EXPECT_EQ(
      with_history("none.csv").substr(0, 84),
      "t.yaml:4:10: error: history is 'none.csv', a file that does not exist beside "
      "the sce");
}

TEST(ReaderTables, AScenarioThatCannotBeReadIsNoInputError) {
  const TemporaryFolder folder;
  for (const fs::path& path : {folder.path() / "none.yaml", folder.path()}) {
    try {
      static_cast<void>(read_scenario(path));
      FAIL() << path;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::cannot_read) << path;
    }
  }
}

}  // namespace
}  // namespace tripart
