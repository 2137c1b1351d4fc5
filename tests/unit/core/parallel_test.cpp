#include "tripart/core/parallel.hpp"

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

TEST(ForEachBlock, CallsEveryBlockOnceWithAWorkerOfItsOwn) {
  for (const int jobs : {1, 2, 5}) {
    std::vector<int> calls(1000, 0);
    std::vector<std::atomic<int>> busy(static_cast<std::size_t>(jobs));
    std::atomic<int> clashes{0};
    for_each_block(calls.size(), jobs, [&](std::size_t block, int worker) {
      auto& mine = busy.at(static_cast<std::size_t>(worker));
      clashes += mine.fetch_add(1);
      ++calls[block];
      mine.fetch_sub(1);
    });
    EXPECT_EQ(calls, std::vector<int>(1000, 1)) << jobs << " jobs";
    EXPECT_EQ(clashes, 0);
  }
}

TEST(ForEachBlock, DoesNothingWithoutBlocks) {
  for_each_block(0, 4, [](std::size_t, int) { FAIL(); });
}

TEST(ForEachBlock, ReportsTheLowestFailureOnAnyNumberOfThreads) {
  for (int attempt = 0; attempt < 50; ++attempt) {
    for (const int jobs : {1, 4}) {
      std::string what;
      try {
        for_each_block(200, jobs, [](std::size_t block, int) {
          if (block % 7 == 5) {
            throw std::runtime_error("block " + std::to_string(block));
          }
        });
      } catch (const std::runtime_error& error) {
        what = error.what();
      }
      EXPECT_EQ(what, "block 5") << jobs << " jobs";
    }
  }
}

TEST(ForEachBlock, FinishesEveryBlockBelowAFailedOne) {
  std::vector<int> calls(100, 0);
  EXPECT_THROW(for_each_block(calls.size(), 4,
                              [&](std::size_t block, int) {
                                ++calls[block];
                                if (block >= 60) {
                                  throw std::runtime_error("late");
                                }
                              }),
               std::runtime_error);
  for (std::size_t block = 0; block <= 60; ++block) {
    EXPECT_EQ(calls[block], 1) << block;
  }
}

TEST(ForEachBlock, BeginsNoBlockAfterStop) {
  std::atomic<bool> stop{false};
  std::vector<int> calls(1000, 0);
  for_each_block(
      calls.size(), 1,
      [&](std::size_t block, int) {
        ++calls[block];
        stop = block == 9;
      },
      stop);
  int done = 0;
  for (const int call : calls) {
    done += call;
  }
  EXPECT_EQ(done, 10);
}

#ifdef TRIPART_CONTRACTS
TEST(ForEachBlock, NeedsAThread) {
  EXPECT_THROW(for_each_block(1, 0, [](std::size_t, int) {}), ContractViolation);
}
#endif

}  // namespace
}  // namespace tripart
