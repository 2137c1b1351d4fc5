#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "study/shared_cache.hpp"
#include "tripart/core/parallel.hpp"

namespace tripart {
namespace {

TEST(SharedCache, MakesAValueOnceHoweverManyAskForIt) {
  SharedCache<int, std::string> cache(4);
  std::atomic<int> made{0};
  for_each_block(64, 4, [&](std::size_t block, int) {
    const int key = static_cast<int>(block % 4);
    const auto value = cache.get(key, [&] {
      ++made;
      std::this_thread::yield();
      return std::make_shared<const std::string>(std::to_string(key));
    });
    EXPECT_EQ(*value, std::to_string(key));
  });
  EXPECT_EQ(made, 4);
}

TEST(SharedCache, ForgetsTheOneThatWasAskedForLongestAgo) {
  SharedCache<int, int> cache(2);
  int made = 0;
  const auto ask = [&](int key) {
    return *cache.get(key, [&] {
      ++made;
      return std::make_shared<const int>(key);
    });
  };
  EXPECT_EQ(ask(1) + ask(2) + ask(1), 4);
  EXPECT_EQ(made, 2);
  EXPECT_EQ(ask(3), 3);  // instead of 2
  EXPECT_EQ(ask(1), 1);
  EXPECT_EQ(made, 3);
  EXPECT_EQ(ask(2), 2);
  EXPECT_EQ(made, 4);
}

TEST(SharedCache, TriesAgainWhereMakingFailed) {
  SharedCache<int, int> cache(2);
  const auto fail = []() -> std::shared_ptr<const int> {
    throw std::runtime_error("no such point");
  };
  EXPECT_THROW(static_cast<void>(cache.get(1, fail)), std::runtime_error);
  EXPECT_EQ(*cache.get(1, [] { return std::make_shared<const int>(7); }), 7);
}

}  // namespace
}  // namespace tripart
