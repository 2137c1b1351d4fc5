#include "monte_carlo/hand_off.hpp"

#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/parallel.hpp"

namespace tripart {
namespace {

const std::atomic<bool> never{false};

struct Seen {
  std::vector<std::uint64_t> firsts;
  std::vector<std::size_t> sizes;
  std::function<void(const Block&)> consume = [this](const Block& block) {
    firsts.push_back(block.first);
    sizes.push_back(block.outcomes.size());
  };
};

BlockBuffer& played(BlockBuffer* buffer) {
  buffer->outcomes.resize(
      std::max(buffer->outcomes.size(),
               static_cast<std::size_t>(buffer->last - buffer->first + 1)));
  return *buffer;
}

TEST(HandOff, EndsBlocksAtMultiplesOfTheirSizeWhereverItBegins) {
  Seen seen;
  HandOff blocks(4000, 9000, 2, seen.consume);
  while (BlockBuffer* buffer = blocks.next(never)) {
    blocks.finish(played(buffer));
  }
  EXPECT_EQ(seen.firsts, (std::vector<std::uint64_t>{4000, 4097, 8193}));
  EXPECT_EQ(seen.sizes, (std::vector<std::size_t>{97, 4096, 808}));
  EXPECT_EQ(blocks.consumed(), 5001U);
}

TEST(HandOff, PutsBlocksBackInOrder) {
  Seen seen;
  HandOff blocks(1, 3 * block_size, 3, seen.consume);
  BlockBuffer* a = blocks.next(never);
  BlockBuffer* b = blocks.next(never);
  BlockBuffer* c = blocks.next(never);
  blocks.finish(played(c));
  blocks.finish(played(b));
  EXPECT_EQ(blocks.consumed(), 0U);
  blocks.finish(played(a));
  EXPECT_EQ(seen.firsts, (std::vector<std::uint64_t>{1, 4097, 8193}));
  EXPECT_EQ(blocks.next(never), nullptr);
}

TEST(HandOff, BeginsNoBlockOnceStoppedButConsumesThoseBegun) {
  Seen seen;
  std::atomic<bool> stop{false};
  HandOff blocks(1, 10 * block_size, 4, seen.consume);
  BlockBuffer* a = blocks.next(stop);
  BlockBuffer* b = blocks.next(stop);
  stop = true;
  EXPECT_EQ(blocks.next(stop), nullptr);
  blocks.finish(played(b));
  blocks.finish(played(a));
  EXPECT_EQ(blocks.consumed(), 2 * block_size);
}

TEST(HandOff, ConsumesEveryBlockOnceInOrderOnManyThreadsWithFewBuffers) {
  Seen seen;
  constexpr std::uint64_t count = 400;
  std::atomic<int> inside{0};
  const std::function<void(const Block&)> consume = [&](const Block& block) {
    EXPECT_EQ(++inside, 1);
    std::this_thread::yield();
    seen.consume(block);
    --inside;
  };
  HandOff blocks(1, count * block_size, 5, consume);
  std::mutex mutex;
  std::set<BlockBuffer*> used;
  for_each_block(4, 4, [&](std::size_t, int) {
    while (BlockBuffer* buffer = blocks.next(never)) {
      {
        const std::lock_guard lock(mutex);
        used.insert(buffer);
      }
      blocks.finish(played(buffer));
    }
  });
  ASSERT_EQ(seen.firsts.size(), count);
  for (std::uint64_t block = 0; block < count; ++block) {
    EXPECT_EQ(seen.firsts[block], block * block_size + 1);
  }
  EXPECT_LE(used.size(), 5U);
}

TEST(HandOff, LetsEverybodyGoWhenOneGivesUp) {
  Seen seen;
  HandOff blocks(1, 100 * block_size, 4, seen.consume);
  std::atomic<int> begun{0};
  const auto work = [&](std::size_t, int) {
    try {
      while (BlockBuffer* buffer = blocks.next(never)) {
        if (begun++ == 6) {
          throw std::runtime_error("no memory");
        }
        blocks.finish(played(buffer));
      }
    } catch (...) {
      blocks.give_up();
      throw;
    }
  };
  EXPECT_THROW(for_each_block(3, 3, work), std::runtime_error);
  EXPECT_LE(seen.firsts.size(), 100U);
}

TEST(HandOff, ConsumesNothingAfterAConsumerThatFailed) {
  int calls = 0;
  const std::function<void(const Block&)> consume = [&](const Block&) {
    if (++calls == 2) {
      throw std::runtime_error("disk full");
    }
  };
  HandOff blocks(1, 10 * block_size, 3, consume);
  BlockBuffer* a = blocks.next(never);
  BlockBuffer* b = blocks.next(never);
  BlockBuffer* c = blocks.next(never);
  blocks.finish(played(a));
  EXPECT_THROW(blocks.finish(played(b)), std::runtime_error);
  blocks.give_up();
  blocks.finish(played(c));
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(blocks.next(never), nullptr);
  EXPECT_EQ(blocks.consumed(), block_size);
}

}  // namespace
}  // namespace tripart
