#include "monte_carlo/hand_off.hpp"

#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/parallel.hpp"

namespace tripart {
namespace {

const std::atomic<bool> unstopped{false};

struct Seen {
  std::vector<std::uint64_t> numbers;
  std::function<void(const Turn&)> consume = [this](const Turn& turn) {
    numbers.push_back(turn.number);
  };
};

TEST(HandOff, GivesOutEveryNumberOnceFromTheFirst) {
  Seen seen;
  HandOff work(7, 3, 2, seen.consume);
  while (const auto turn = work.next(unstopped)) {
    work.finish(*turn);
  }
  EXPECT_EQ(seen.numbers, (std::vector<std::uint64_t>{7, 8, 9}));
  EXPECT_EQ(work.consumed(), 3U);
}

TEST(HandOff, WithNothingToGiveOutEndsAtOnce) {
  Seen seen;
  HandOff work(7, 0, 2, seen.consume);
  EXPECT_FALSE(work.next(unstopped).has_value());
  EXPECT_EQ(work.consumed(), 0U);
}

TEST(HandOff, PutsWhatWasFinishedBackInOrder) {
  Seen seen;
  HandOff work(0, 3, 3, seen.consume);
  const Turn a = work.next(unstopped).value();
  const Turn b = work.next(unstopped).value();
  const Turn c = work.next(unstopped).value();
  work.finish(c);
  work.finish(b);
  EXPECT_EQ(work.consumed(), 0U);
  work.finish(a);
  EXPECT_EQ(seen.numbers, (std::vector<std::uint64_t>{0, 1, 2}));
  EXPECT_FALSE(work.next(unstopped).has_value());
}

TEST(HandOff, GivesOutNothingOnceStoppedButConsumesWhatWasBegun) {
  Seen seen;
  std::atomic<bool> stop{false};
  HandOff work(0, 10, 4, seen.consume);
  const Turn a = work.next(stop).value();
  const Turn b = work.next(stop).value();
  stop = true;
  EXPECT_FALSE(work.next(stop).has_value());
  work.finish(b);
  work.finish(a);
  EXPECT_EQ(work.consumed(), 2U);
}

TEST(HandOff, ConsumesEveryNumberOnceInOrderOnManyThreadsWithFewSlots) {
  Seen seen;
  constexpr std::uint64_t count = 400;
  std::atomic<int> inside{0};
  const auto consume = [&](const Turn& turn) {
    EXPECT_EQ(++inside, 1);
    std::this_thread::yield();
    seen.consume(turn);
    --inside;
  };
  HandOff work(1, count, 5, consume);
  std::mutex mutex;
  std::set<std::size_t> used;
  for_each_block(4, 4, [&](std::size_t, int) {
    while (const auto turn = work.next(unstopped)) {
      {
        const std::lock_guard lock(mutex);
        used.insert(turn->slot);
      }
      work.finish(*turn);
    }
  });
  ASSERT_EQ(seen.numbers.size(), count);
  for (std::uint64_t number = 0; number < count; ++number) {
    EXPECT_EQ(seen.numbers[number], number + 1);
  }
  EXPECT_LE(used.size(), 5U);
}

TEST(HandOff, WhoAwaitsItsTurnHasAllBelowItConsumedAndNothingElseUnderWay) {
  std::atomic<int> inside{0};
  std::vector<std::uint64_t> pieces;  // what each number leaves piece by piece
  HandOff work(0, 200, 6, [&](const Turn& turn) {
    EXPECT_EQ(++inside, 1);
    pieces.push_back(turn.number);
    --inside;
  });
  for_each_block(4, 4, [&](std::size_t, int) {
    while (const auto turn = work.next(unstopped)) {
      for (int piece = 0; piece < static_cast<int>(turn->number % 3); ++piece) {
        ASSERT_TRUE(work.await(*turn));
        EXPECT_EQ(++inside, 1);
        std::this_thread::yield();
        pieces.push_back(turn->number);
        --inside;
      }
      work.finish(*turn);
    }
  });
  std::vector<std::uint64_t> expected;
  for (std::uint64_t number = 0; number < 200; ++number) {
    expected.insert(expected.end(), number % 3 + 1, number);
  }
  EXPECT_EQ(pieces, expected);
}

TEST(HandOff, LetsEverybodyGoWhenOneGivesUp) {
  Seen seen;
  HandOff work(0, 100, 4, seen.consume);
  std::atomic<int> begun{0};
  const auto play = [&](std::size_t, int) {
    try {
      while (const auto turn = work.next(unstopped)) {
        if (begun++ == 6) {
          throw std::runtime_error("no memory");
        }
        if (turn->number % 2 == 0 && !work.await(*turn)) {
          return;
        }
        work.finish(*turn);
      }
    } catch (...) {
      work.give_up();
      throw;
    }
  };
  EXPECT_THROW(for_each_block(3, 3, play), std::runtime_error);
  EXPECT_LE(seen.numbers.size(), 100U);
}

TEST(HandOff, ConsumesNothingAfterAConsumerThatFailed) {
  int calls = 0;
  HandOff work(0, 10, 3, [&](const Turn&) {
    if (++calls == 2) {
      throw std::runtime_error("disk full");
    }
  });
  const Turn a = work.next(unstopped).value();
  const Turn b = work.next(unstopped).value();
  const Turn c = work.next(unstopped).value();
  work.finish(a);
  EXPECT_THROW(work.finish(b), std::runtime_error);
  work.give_up();
  work.finish(c);
  EXPECT_EQ(calls, 2);
  EXPECT_FALSE(work.next(unstopped).has_value());
  EXPECT_EQ(work.consumed(), 1U);
}

}  // namespace
}  // namespace tripart
