#include <atomic>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/shipped.hpp"

namespace tripart {
namespace {

// With every free parameter drawn from its prior all kinds of ending, and both paths to
// the trilateral deal, occur. The rarest, no deal, came 20 times in 40,000 replicates of
// seed 1 (p about 5e-4): a model in which it still does fails at n = 40,000 with
// probability exp(-20) = 2e-9.
TEST(EndingsStatistics, OfEveryKindOccurUnderThePriors) {
  const test::Played played = test::shipped("nafta-2018.yaml");
  std::array<std::uint64_t, 6> kinds{};
  std::array<std::uint64_t, 3> trilateral_paths{};
  EnsembleOptions options;
  options.seed = test::seed(1);
  options.replicates = 40000;
  options.jobs = 2;
  const std::atomic<bool> stop{false};
  const std::uint64_t done = run_ensemble(
      played.scenario.model, played.payoffs.table, options,
      [&](const Block& block) {
        ASSERT_TRUE(block.failed.empty());
        for (const Outcome& outcome : block.outcomes) {
          ++kinds[static_cast<std::size_t>(outcome.kind)];
          if (outcome.kind == DealKind::trilateral) {
            ++trilateral_paths[static_cast<std::size_t>(outcome.path)];
          }
        }
      },
      stop);
  ASSERT_EQ(done, options.replicates);
  for (const DealKind kind : {DealKind::none, DealKind::bilateral,
                              DealKind::two_bilaterals, DealKind::trilateral}) {
    EXPECT_GT(kinds[static_cast<std::size_t>(kind)], 0U) << to_text(kind);
  }
  EXPECT_GT(trilateral_paths[static_cast<std::size_t>(Path::direct)], 0U);
  EXPECT_GT(trilateral_paths[static_cast<std::size_t>(Path::accession)], 0U);
}

}  // namespace
}  // namespace tripart
