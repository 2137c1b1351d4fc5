#include "tripart/study/slurm_array.hpp"

#include <numeric>

#include <gtest/gtest.h>

namespace tripart {
namespace {

using Numbers = std::vector<std::uint64_t>;

Numbers up_to(std::uint64_t last) {
  Numbers all(last);
  std::iota(all.begin(), all.end(), 1);
  return all;
}

TEST(SlurmArray, RangesAreAsShortAsSbatchReadsThem) {
  EXPECT_EQ(compact_ranges(Numbers{}), "");
  EXPECT_EQ(compact_ranges(Numbers{5}), "5");
  EXPECT_EQ(compact_ranges(Numbers{5, 6}), "5,6");
  EXPECT_EQ(compact_ranges(Numbers{3, 7, 8, 9}), "3,7-9");
  EXPECT_EQ(compact_ranges(Numbers{1, 2, 3, 5, 7, 8, 10, 11, 12, 13}), "1-3,5,7,8,10-13");
  EXPECT_EQ(compact_ranges(up_to(1000)), "1-1000");
}

TEST(SlurmArray, OneArrayHoldsAsManyTasksAsItsLargestIndex) {
  EXPECT_EQ(split_array(up_to(1000), 1000), (std::vector<ArrayPart>{{0, up_to(1000)}}));
  EXPECT_EQ(split_array(up_to(1001), 1000),
            (std::vector<ArrayPart>{{0, up_to(1000)}, {1000, {1}}}));
}

TEST(SlurmArray, OffsetsStayWhatTheyAreWhenShardsAreFinished) {
  EXPECT_EQ(split_array(Numbers{3, 1000, 1001, 2000, 2500}, 1000),
            (std::vector<ArrayPart>{{0, {3, 1000}}, {1000, {1, 1000}}, {2000, {500}}}));
}

TEST(SlurmArray, EveryShardIsInExactlyOneTaskWhateverTheLimit) {
  for (const std::uint64_t largest : {1U, 2U, 3U, 7U, 64U, 10000U}) {
    Numbers shards;
    for (const ArrayPart& part : split_array(up_to(64), largest)) {
      for (const std::uint64_t task : part.tasks) {
        EXPECT_GE(task, 1U);
        EXPECT_LE(task, largest);
        shards.push_back(part.offset + task);
      }
    }
    EXPECT_EQ(shards, up_to(64)) << "largest index " << largest;
  }
}

TEST(SlurmArray, NothingToDoIsNoArray) {
  EXPECT_TRUE(split_array(Numbers{}, 10).empty());
}

TEST(SlurmArray, LimitIsReadFromTheConfiguration) {
  EXPECT_EQ(max_array_size("Configuration data as of 2026\nLogType = 1\n"
                           "MaxArraySize            = 1001\nMaxJobCount = 10000\n"),
            1001U);
  EXPECT_EQ(max_array_size("MaxArraySize=4000001 \r\n"), 4000001U);
  EXPECT_EQ(max_array_size("NotMaxArraySize = 5\n"), std::nullopt);
  EXPECT_EQ(max_array_size("MaxArraySize = many\n"), std::nullopt);
  EXPECT_EQ(max_array_size("MaxArraySize"), std::nullopt);
  EXPECT_EQ(max_array_size(""), std::nullopt);
}

}  // namespace
}  // namespace tripart
