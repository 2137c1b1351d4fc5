#include <gmock/gmock.h>
#include <sstream>

#include "cli/program.hpp"

namespace tripart {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::content;
namespace fs = std::filesystem;

class NewTest : public testing_support::ProgramTest {};

TEST_F(NewTest, StarterIsCheckedAndPlayedAsItIsWritten) {
  const auto made = tripart({"new", "my talks.yaml"});
  EXPECT_EQ(made.code, 0);
  EXPECT_EQ(made.out, "");
  EXPECT_THAT(made.err, HasSubstr("tripart run 'my talks.yaml' -n 1000"));
  EXPECT_THAT(content(folder_ / "my talks.yaml"), HasSubstr("\nname: my_talks "));
  EXPECT_EQ(tripart({"check", "my talks.yaml"}).code, 0);
  EXPECT_EQ(tripart({"run", "my talks.yaml", "-n", "100"}).code, 0);
  EXPECT_TRUE(fs::exists(folder_ / "results/my_talks/manifest.json"));
}

TEST_F(NewTest, EveryShippedScenarioComesWithWhatItReads) {
  const auto list = tripart({"new", "--list"});
  ASSERT_EQ(list.code, 0);
  std::istringstream lines(list.out);
  int seen = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(" ")) {
      continue;
    }
    const std::string folder = "n" + std::to_string(++seen);
    ASSERT_EQ(tripart({"new", folder + "/a.yaml", "--from", line}).code, 0) << line;
    const auto checked = tripart({"check", folder + "/a.yaml"});
    EXPECT_EQ(checked.code, 0) << line << ": " << checked.err;
  }
  EXPECT_GE(seen, 14);
}

TEST_F(NewTest, TwoInOneFolderShareWhatTheyRead) {
  ASSERT_EQ(tripart({"new", "a.yaml", "--from", "nafta-2018"}).code, 0);
  EXPECT_EQ(tripart({"new", "b.yaml", "--from", "no-threats"}).code, 0);
  EXPECT_EQ(tripart({"check", "a.yaml", "b.yaml"}).code, 0);
  std::ofstream(folder_ / "history" / "nafta-2018-path.csv") << "mine\n";
  const auto other = tripart({"new", "c.yaml", "--from", "nafta-2018"});
  EXPECT_EQ(other.code, 73);
  EXPECT_THAT(other.err, HasSubstr("nafta-2018-path.csv is already there"));
  EXPECT_EQ(content(folder_ / "history" / "nafta-2018-path.csv"), "mine\n");
  EXPECT_FALSE(fs::exists(folder_ / "c.yaml"));
}

TEST_F(NewTest, NothingIsReplacedUnasked) {
  ASSERT_EQ(tripart({"new", "a.yaml"}).code, 0);
  const std::string before = content(folder_ / "a.yaml");
  const auto again = tripart({"new", "a.yaml", "--from", "no-threats"});
  EXPECT_EQ(again.code, 73);
  EXPECT_THAT(again.err, HasSubstr("a.yaml is already there"));
  EXPECT_EQ(content(folder_ / "a.yaml"), before);
  EXPECT_EQ(tripart({"new", "a.yaml", "--from", "no-threats", "--force"}).code, 0);
  EXPECT_NE(content(folder_ / "a.yaml"), before);
}

TEST_F(NewTest, WhatWasStoppedInTheMiddleOfTheTradeTableIsCompleted) {
  const fs::path tables = folder_ / "baselines/base2017";
  ASSERT_EQ(tripart({"new", "a.yaml"}).code, 0);
  const std::string trade = content(tables / "trade.csv");
  fs::remove(tables / "trade.csv");
  fs::remove(folder_ / "a.yaml");
  std::ofstream(tables / ".trade.csv.1.tmp") << "half of it";
  std::ofstream(tables / "regions.csv") << "mine\n";
  ASSERT_EQ(tripart({"new", "a.yaml"}).code, 0);
  EXPECT_EQ(content(tables / "trade.csv"), trade);
  EXPECT_FALSE(fs::exists(tables / ".trade.csv.1.tmp"));
  EXPECT_EQ(content(tables / "regions.csv"), "mine\n");
  // Nothing is made of a table that is found further up.
  ASSERT_EQ(tripart({"new", "below/a.yaml"}).code, 0);
  EXPECT_FALSE(fs::exists(folder_ / "below/baselines"));
}

TEST_F(NewTest, AFileOfAnotherAlphabetKeepsTheNameOfWhatItBeginsWith) {
  ASSERT_EQ(tripart({"new", "\xc3\xa9.yaml"}).code, 0);
  EXPECT_EQ(tripart({"check", "\xc3\xa9.yaml"}).code, 0);
}

TEST_F(NewTest, WrongNamesAreSaid) {
  const auto meant = tripart({"new", "a.yaml", "--from", "nafta-2081"});
  EXPECT_EQ(meant.code, 64);
  EXPECT_THAT(meant.err, HasSubstr("did you mean 'nafta-2018'?"));
  const auto ending = tripart({"new", "a.txt"});
  EXPECT_EQ(ending.code, 64);
  EXPECT_THAT(ending.err, HasSubstr("does not end in .yaml"));
  EXPECT_FALSE(fs::exists(folder_ / "a.yaml"));
  EXPECT_FALSE(fs::exists(folder_ / "baselines"));
}

TEST_F(NewTest, ManualWritesEveryPageAndBothCompletions) {
  ASSERT_EQ(tripart({"manual", "--all", "pages"}).code, 0);
  EXPECT_EQ(content(folder_ / "pages/tripart-run.1"), tripart({"manual", "run"}).out);
  EXPECT_EQ(content(folder_ / "pages/tripart.1"), tripart({"manual"}).out);
  EXPECT_EQ(content(folder_ / "pages/tripart"), tripart({"manual", "--bash"}).out);
  EXPECT_EQ(content(folder_ / "pages/_tripart"), tripart({"manual", "--zsh"}).out);
  EXPECT_TRUE(fs::exists(folder_ / "pages/tripart-new.1"));
  EXPECT_EQ(tripart({"manual", "--all", "pages", "--zsh"}).code, 64);
}

TEST_F(NewTest, VersionSaysHowTheProgramWasBuilt) {
  const std::string out = tripart({"--version"}).out;
  EXPECT_THAT(out, HasSubstr("\ncommit "));
  EXPECT_THAT(out, HasSubstr("\nbuilt by "));
  EXPECT_THAT(out, HasSubstr("\nwidest instruction set here: "));
  EXPECT_THAT(out, Not(HasSubstr(TRIPART_SOURCE_DIR)));
}

}  // namespace
}  // namespace tripart
