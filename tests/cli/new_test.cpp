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

TEST_F(NewTest, TablesAreNotMixedWithThoseOfSomebodyElse) {
  fs::create_directories(folder_ / "a/baselines/base2017");
  std::ofstream(folder_ / "a/baselines/base2017/regions.csv") << "mine\n";
  const auto mixed = tripart({"new", "a/a.yaml"});
  EXPECT_EQ(mixed.code, 73);
  EXPECT_THAT(mixed.err, HasSubstr("base2017/regions.csv is already there"));
  EXPECT_FALSE(fs::exists(folder_ / "a/baselines/base2017/sectors.csv"));
  fs::create_directories(folder_ / "b");
  fs::create_directory_symlink("../a/baselines", folder_ / "b/baselines");
  const auto linked = tripart({"new", "b/b.yaml"});
  EXPECT_EQ(linked.code, 73);
  EXPECT_THAT(linked.err, HasSubstr("b/baselines is a link"));
}

// Neither may another table of the same name, further up, come in its place.
TEST_F(NewTest, ALinkInTheTablesPlaceIsNamed) {
  ASSERT_EQ(tripart({"new", "talks.yaml"}).code, 0);
  fs::create_directories(folder_ / "sub/baselines");
  fs::rename(folder_ / "talks.yaml", folder_ / "sub/talks.yaml");
  EXPECT_EQ(tripart({"check", "sub/talks.yaml"}).code, 0);
  fs::create_directory_symlink("../../baselines/base2017",
                               folder_ / "sub/baselines/base2017");
  const auto table = tripart({"check", "sub/talks.yaml"});
  EXPECT_EQ(table.code, 65);
  EXPECT_THAT(table.err,
              HasSubstr("sub/baselines/base2017 is a link, expected a folder"));
  fs::remove_all(folder_ / "sub/baselines");
  fs::create_directory_symlink("../baselines", folder_ / "sub/baselines");
  const auto all = tripart({"check", "sub/talks.yaml"});
  EXPECT_EQ(all.code, 65);
  EXPECT_THAT(all.err, HasSubstr("sub/baselines is a link, expected a folder"));
}

TEST_F(NewTest, WhatItSaysCanBeTypedAndHasOneLine) {
  EXPECT_THAT(tripart({"new", "--", "-x.yaml"}).err,
              HasSubstr("tripart check ./-x.yaml"));
  const auto odd = tripart({"new", "n\nl.yaml"});
  EXPECT_EQ(odd.code, 0);
  EXPECT_THAT(odd.err, HasSubstr("n\\nl.yaml' -n 1000\n"));
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
  ASSERT_EQ(tripart({"new", "a.yaml"}).code, 0);
  EXPECT_EQ(content(tables / "trade.csv"), trade);
  EXPECT_FALSE(fs::exists(tables / ".trade.csv.1.tmp"));
  // What is whole may be changed by its owner.
  std::ofstream(tables / "regions.csv", std::ios::app) << "\n";
  const std::string mine = content(tables / "regions.csv");
  ASSERT_EQ(tripart({"new", "b.yaml"}).code, 0);
  EXPECT_EQ(content(tables / "regions.csv"), mine);
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
