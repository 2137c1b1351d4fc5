// Shards of a sweep, and what `tripart merge` makes of them.
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/sweep_program.hpp"
#include "support/effort.hpp"
#include "support/resealed.hpp"

namespace tripart {
namespace {

using ::testing::HasSubstr;
using testing_support::pie_sweep;
using testing_support::Result;
namespace fs = testing_support::fs;

class ShardTest : public testing_support::SweepProgramTest {
 protected:
  [[nodiscard]] Result merge(const std::string& folder,
                             const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"merge", folder, "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return tripart(words);
  }
  void expect_merged_as_unsharded(int of, const std::vector<std::string>& more) const {
    const std::string folder = "of" + std::to_string(of);
    play_shards(folder, of, more);
    const Result merged = merge(folder);
    ASSERT_EQ(merged.code, 0) << merged.err;
    expect_same_results("whole", folder);
  }
  void change(const std::string& path, const std::string& from,
              const std::string& to) const {
    const std::string text = with(file(path), from, to);
    const bool is_sealed = path.ends_with("manifest.json");
    std::ofstream(folder_ / path, std::ios::binary)
        << (is_sealed ? testing_support::resealed(text) : text);
  }
};

// 12 units, so that most splits cut points in two and some shards have nothing.
TEST_F(ShardTest, AnyNumberOfThemGivesTheBytesOfTheWhole) {
  const std::vector<std::string> two_blocks{"-n", "4500", "--keep", "all"};
  ASSERT_EQ(sweep("whole", two_blocks).code, 0);
  for (const int of :
       test::sanitized ? std::vector{3, 16} : std::vector{1, 2, 3, 7, 64}) {
    expect_merged_as_unsharded(of, two_blocks);
  }
}

// TRIPART_SHARDS asks for more than the everyday number.
TEST_F(ShardTest, HundredsOfThemAndAPointInManyPieces) {
  write_sweep(with(with(pie_sweep, "[0.05, 0.5, 2]", "[0.5]"), "[0.10, 1]", "[1]"));
  const std::vector<std::string> long_point{"-n", "30000", "--keep", "outcomes"};
  ASSERT_EQ(sweep("whole", long_point).code, 0);
  expect_merged_as_unsharded(5, long_point);
  // Starting a program takes ten times as long under the address sanitizer.
  const char* asked = std::getenv("TRIPART_SHARDS");  // NOLINT(concurrency-mt-unsafe)
  const int everyday = test::sanitized ? 40 : 200;
  expect_merged_as_unsharded(asked != nullptr ? std::stoi(asked) : everyday, long_point);
}

TEST_F(ShardTest, TwoLiveCopiesOfOneEndWithTheSameBytes) {
  ASSERT_EQ(sweep("whole", {"--keep", "outcomes", "-j", "1"}).code, 0);
  const std::string one = std::string(TRIPART_PROGRAM) +
                          " sweep sweep.yaml -o out --keep outcomes --quiet -j 1 "
                          "--shard 1/2 2>>.err";
  const std::string command = "cd '" + folder_.string() + "' && { " + one + " & a=$!; " +
                              one + " & b=$!; wait $a && wait $b; }";
  ASSERT_EQ(std::system(command.c_str()), 0)  // NOLINT(cert-env33-c): a shell is wanted
      << file(".err");
  fs::remove(folder_ / ".err");
  ASSERT_EQ(sweep("out", {"--keep", "outcomes", "--shard", "2/2"}).code, 0);
  EXPECT_TRUE(fs::exists(folder_ / "out/shards/1-of-2/attempts/002.json"));
  for (const auto& entry : fs::directory_iterator(folder_ / "out/shards/1-of-2")) {
    EXPECT_FALSE(entry.path().filename().string().starts_with("attempt-")) << entry;
    EXPECT_FALSE(entry.path().filename().string().starts_with('.')) << entry;
  }
  ASSERT_EQ(merge("out").code, 0);
  expect_same_results("whole", "out");
}

TEST_F(ShardTest, AFinishedOneIsLeftAlone) {
  ASSERT_EQ(sweep("out", {"--shard", "1/2"}).code, 0);
  const auto before = results("out/shards/1-of-2");
  const Result again = sweep("out", {"--shard", "1/2"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("already holds these results"));
  EXPECT_EQ(results("out/shards/1-of-2"), before);
  const Result other = sweep("out", {"--shard", "1/2", "-s", "2"});
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(other.err, HasSubstr("seed 1 there, 2 here"));
}

// Who dies between giving the last name and taking its own folder away leaves all this.
TEST_F(ShardTest, AFinishedOneIsTidiedOfThoseThatDiedBehindItsEnd) {
  ASSERT_EQ(sweep("out", {"--shard", "1/2"}).code, 0);
  const fs::path shard = folder_ / "out/shards/1-of-2";
  const auto names = [&] {
    std::set<std::string> all;
    for (const auto& entry : fs::directory_iterator(shard)) {
      all.insert(entry.path().filename().string());
    }
    return all;
  };
  const std::set<std::string> before = names();
  for (const std::string left : {"attempt-002", ".gone-attempt-003"}) {
    fs::create_directory(shard / left);
    std::ofstream(shard / left / "summary.csv") << "point\n";
  }
  std::ofstream(shard / ".summary.csv.attempt-002.tmp") << "point\n";
  EXPECT_EQ(sweep("out", {"--shard", "1/2"}).code, 0);
  EXPECT_EQ(names(), before);
}

TEST_F(ShardTest, MergingTwiceChangesNothingAndKeepsTheShards) {
  play_shards("out", 2, {"-n", "100"});
  ASSERT_EQ(merge("out").code, 0);
  const auto before = results("out");
  const Result again = merge("out");
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("nothing to do"));
  EXPECT_EQ(results("out"), before);
  EXPECT_TRUE(fs::exists(folder_ / "out/shards/2-of-2/manifest.json"));
  // A task that is requeued after that has nothing to do either.
  EXPECT_THAT(sweep("out", {"-n", "100", "--shard", "1/2"}).err,
              HasSubstr("already holds"));
}

TEST_F(ShardTest, AMergeThatDiedIsBegunAgain) {
  ASSERT_EQ(sweep("whole", {"-n", "100"}).code, 0);
  play_shards("out", 3, {"-n", "100"});
  ASSERT_EQ(merge("out").code, 0);
  // As after a death between the tables and the manifest.
  fs::create_directory(folder_ / "out/.partial");
  fs::rename(folder_ / "out/manifest.json", folder_ / "out/.partial/left");
  std::ofstream(folder_ / "out/summary.csv", std::ios::app) << "half a li";
  ASSERT_EQ(merge("out").code, 0);
  expect_same_results("whole", "out");
}

TEST_F(ShardTest, MergeNamesWhatIsMissing) {
  EXPECT_EQ(merge("nothing").code, 66);
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "2/5"}).code, 0);
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "4/5"}).code, 0);
  fs::remove(folder_ / "out/shards/4-of-5/manifest.json");
  const Result refused = merge("out");
  EXPECT_EQ(refused.code, 75);
  EXPECT_THAT(refused.err, HasSubstr("of 5 shards numbers 1, 3 to 5 are not finished"));
  EXPECT_FALSE(fs::exists(folder_ / "out/summary.csv"));
  std::ofstream(folder_ / "out/shards/4-of-5/attempts/001.json")
      << R"({"ended": "running"})";
  EXPECT_THAT(merge("out").err, HasSubstr("are not finished (being played: 4)"));
}

TEST_F(ShardTest, AFileWithTheNameOfAShardIsNone) {
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "1/1"}).code, 0);
  std::ofstream(folder_ / "out/shards/1-of-2") << "mine";
  EXPECT_EQ(merge("out").code, 0);
}

TEST_F(ShardTest, MergeRefusesWhatCoversTheSameWorkTwice) {
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "1/2"}).code, 0);
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "1/3"}).code, 0);
  const Result refused = merge("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("of 2 and of 3"));
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "2/2"}).code, 0);
  const Result taken = merge("out");
  EXPECT_EQ(taken.code, 0) << taken.err;
  EXPECT_THAT(taken.err,
              HasSubstr("the shards of 2 are complete and are joined; those of 3 "
                        "are left alone"));
}

TEST_F(ShardTest, MergeRefusesAShardUnderAnothersName) {
  play_shards("out", 3, {"-n", "100"});
  fs::remove_all(folder_ / "out/shards/3-of-3");
  fs::copy(folder_ / "out/shards/2-of-3", folder_ / "out/shards/3-of-3",
           fs::copy_options::recursive);
  const Result refused = merge("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("3-of-3: holds shard 2 of 3"));
}

TEST_F(ShardTest, MergeRefusesAShardUnderANameThatIsNone) {
  play_shards("out", 2, {"-n", "100"});
  for (const std::string name : {"2-of-2.copy", "3-of-2"}) {
    fs::copy(folder_ / "out/shards/2-of-2", folder_ / "out/shards" / name,
             fs::copy_options::recursive);
    const Result refused = merge("out");
    EXPECT_EQ(refused.code, 65);
    EXPECT_THAT(refused.err, HasSubstr(name + ": holds a finished shard, but is not"));
    fs::remove_all(folder_ / "out/shards" / name);
  }
  EXPECT_EQ(merge("out").code, 0);
}

TEST_F(ShardTest, MergeRefusesTruncatedAndAlteredShardsByName) {
  play_shards("out", 3, {"-n", "100"});
  const fs::path table = folder_ / "out/shards/2-of-3/summary.csv";
  const std::string sound = file("out/shards/2-of-3/summary.csv");
  fs::resize_file(table, sound.size() - 10);
  Result refused = merge("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("2-of-3: summary.csv is truncated"));
  std::string altered = sound;
  altered[altered.size() / 2] = altered[altered.size() / 2] == '1' ? '2' : '1';
  std::ofstream(table, std::ios::binary) << altered;
  refused = merge("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("2-of-3/summary.csv: is not what"));
  EXPECT_FALSE(fs::exists(folder_ / "out/manifest.json"));
  EXPECT_FALSE(fs::exists(folder_ / "out/summary.csv"));
  // A damaged shard is not taken for a finished one either, and can be played again.
  EXPECT_EQ(sweep("out", {"-n", "100", "--shard", "2/3"}).code, 65);
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "2/3", "--force"}).code, 0);
  EXPECT_EQ(merge("out").code, 0);
}

TEST_F(ShardTest, MergeRefusesAShardOfAnotherSweep) {
  play_shards("out", 2, {"-n", "100"});
  play_shards("other", 2, {"-n", "100", "-s", "2"});
  fs::remove_all(folder_ / "out/shards/2-of-2");
  fs::rename(folder_ / "other/shards/2-of-2", folder_ / "out/shards/2-of-2");
  const Result refused = merge("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("2-of-2: is of another sweep"));
  EXPECT_THAT(refused.err, HasSubstr("seed 2 there, 1 here"));
}

TEST_F(ShardTest, MergeRefusesMixedVersions) {
  play_shards("out", 2, {"-n", "100"});
  change("out/shards/2-of-2/manifest.json", "\"tripart\": \"", "\"tripart\": \"9.");
  const Result refused = merge("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("2-of-2: was made by tripart 9."));
  change("out/shards/2-of-2/manifest.json", "\"tripart\": \"9.", "\"tripart\": \"");
  change("out/shards/2-of-2/manifest.json",
         "\"results_version\": ", "\"results_version\": 9");
  EXPECT_EQ(merge("out").code, 65);
}

TEST_F(ShardTest, MergeRefusesInputsThatWereChanged) {
  play_shards("out", 2, {"-n", "100"});
  change("out/shards/inputs/pie.yaml", "private_type: 0", "private_type: 1");
  const Result refused = merge("out");
  EXPECT_EQ(refused.code, 65);
  EXPECT_THAT(refused.err, HasSubstr("pie.yaml: is not what the shards were made from"));
}

// And what is refused is not in the way of what belongs there.
TEST_F(ShardTest, OfAnotherSweepIsNotPlayedBesideTheFirst) {
  const std::vector<std::string> second{"-n", "100", "--shard", "2/2"};
  ASSERT_EQ(sweep("out", {"-n", "100", "--shard", "1/2"}).code, 0);
  write_sweep(with(pie_sweep, "[0.05, 0.5, 2]", "[0.05, 0.5, 3]"));
  const Result other = sweep("out", second);
  EXPECT_EQ(other.code, 65);
  EXPECT_THAT(other.err, HasSubstr("holds shards of other inputs (sweep: "));
  write_sweep(std::string(pie_sweep) + "# as before\n");
  const Result reworded = sweep("out", second);
  EXPECT_EQ(reworded.code, 65);
  EXPECT_THAT(reworded.err, HasSubstr("sweep.yaml is not byte for byte the one kept in"));
  write_sweep(pie_sweep);
  const Result seeded = sweep("out", {"-n", "100", "--shard", "2/2", "-s", "2"});
  EXPECT_EQ(seeded.code, 65);
  EXPECT_THAT(seeded.err, HasSubstr("seed 1 there, 2 here"));
  EXPECT_EQ(sweep("out", second).code, 0);
  EXPECT_EQ(merge("out").code, 0);
}

TEST_F(ShardTest, InSomebodyElsesFolderIsNotBegun) {
  fs::create_directory(folder_ / "out");
  std::ofstream(folder_ / "out/mine.txt") << "mine";
  const Result refused = sweep("out", {"--shard", "1/2"});
  EXPECT_EQ(refused.code, 73);
  EXPECT_THAT(refused.err, HasSubstr("holds files that tripart did not write"));
  EXPECT_FALSE(fs::exists(folder_ / "out/shards"));
}

TEST_F(ShardTest, OfAMergedSweepIsSaidToBeThereByTheRightName) {
  play_shards("out", 2, {"-n", "100"});
  ASSERT_EQ(merge("out").code, 0);
  const Result again = sweep("out", {"-n", "100", "--shard", "2/5"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.err, HasSubstr("out: already holds these results"));
  EXPECT_FALSE(fs::exists(folder_ / "out/shards/2-of-5"));
}

}  // namespace
}  // namespace tripart
