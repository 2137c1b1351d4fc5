// Weak inequalities and symmetries of the strategic mode (MODEL.md, section 5), on random
// frontiers of two parties.
#include <gtest/gtest.h>

#include "support/frontiers.hpp"
#include "tripart/bargaining/strategic.hpp"

namespace tripart {
namespace {

constexpr std::uint32_t games = 60;
constexpr double rounding = 1e-12;

/// A game whose frontier, patience, recognition, protocol and horizon vary with its
/// number.
StrategicGame random_game(std::uint32_t number) {
  const Stream stream(3, number, Purpose::parameter, "game");
  StrategicGame game;
  game.problem.frontier =
      testing_support::random_frontier(2, 6, 1 + static_cast<int>(number % 2), number);
  testing_support::set_disagreement(game.problem, number);
  game.discount = {0.3 + 0.65 * stream.uniform(0), 0.3 + 0.65 * stream.uniform(1)};
  game.recognition[0] = 0.1 + 0.8 * stream.uniform(2);
  game.recognition[1] = 1.0 - game.recognition[0];
  game.protocol =
      number % 3 == 0 ? ProtocolKind::random_proposer : ProtocolKind::rotating;
  game.rounds = number % 4 == 0 ? 6 : 0;
  game.proposer = number % 5 == 0 ? 1 : 0;
  return game;
}

TEST(StrategicMode, NeverRewardsImpatience) {
  int agreed = 0;
  for (std::uint32_t number = 1; number <= games; ++number) {
    StrategicGame game = random_game(number);
    const StrategicOutcome before = solve_strategic(game);
    agreed += before.agreed ? 1 : 0;
    for (std::size_t i = 0; i < 2; ++i) {
      StrategicGame patient = game;
      patient.discount[i] += 0.04;
      EXPECT_GE(solve_strategic(patient).utility[i], before.utility[i] - rounding)
          << "game " << number << ", party " << i;
    }
  }
  EXPECT_GT(agreed, 20);
}

TEST(StrategicMode, NeverPunishesABetterDisagreementValue) {
  for (std::uint32_t number = 1; number <= games; ++number) {
    StrategicGame game = random_game(number);
    const StrategicOutcome before = solve_strategic(game);
    for (std::size_t i = 0; i < 2; ++i) {
      StrategicGame stronger = game;
      stronger.problem.disagreement[i] += 0.01;
      const StrategicOutcome after = solve_strategic(stronger);
      if (before.agreed && after.agreed) {
        EXPECT_GE(after.utility[i], before.utility[i] - rounding)
            << "game " << number << ", party " << i;
      }
    }
  }
}

TEST(StrategicMode, NeverPunishesRecognition) {
  for (std::uint32_t number = 1; number <= games; ++number) {
    StrategicGame game = random_game(number);
    game.protocol = ProtocolKind::random_proposer;
    const StrategicOutcome before = solve_strategic(game);
    game.recognition[0] += 0.05;
    game.recognition[1] -= 0.05;
    EXPECT_GE(solve_strategic(game).utility[0], before.utility[0] - rounding)
        << "game " << number;
  }
}

TEST(StrategicMode, FollowsThePartiesWhenTheyChangeSeats) {
  for (std::uint32_t number = 1; number <= games; ++number) {
    const StrategicGame game = random_game(number);
    StrategicGame turned = game;
    const auto swap = [](auto& pair) { std::swap(pair[0], pair[1]); };
    swap(turned.problem.frontier.constant);
    swap(turned.problem.disagreement);
    swap(turned.discount);
    swap(turned.recognition);
    for (std::size_t k = 0; k < 6; ++k) {
      swap(turned.problem.frontier.ideal[k]);
      swap(turned.problem.frontier.weight[k]);
      swap(turned.problem.frontier.slope[k]);
    }
    turned.proposer = 1 - game.proposer;
    const StrategicOutcome before = solve_strategic(game);
    const StrategicOutcome after = solve_strategic(turned);
    ASSERT_EQ(before.agreed, after.agreed);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_NEAR(after.utility[1 - i], before.utility[i], rounding) << "game " << number;
    }
  }
}

// Utilities are cardinal: other units and zeros move no text and no share.
TEST(StrategicMode, DoesNotDependOnTheUnitOfUtility) {
  for (std::uint32_t number = 1; number <= games; ++number) {
    const StrategicGame game = random_game(number);
    StrategicGame scaled = game;
    Frontier& frontier = scaled.problem.frontier;
    frontier.constant[1] = 7.0 + 40.0 * frontier.constant[1];
    scaled.problem.disagreement[1] = 7.0 + 40.0 * scaled.problem.disagreement[1];
    for (std::size_t k = 0; k < 6; ++k) {
      frontier.weight[k][1] *= 40.0;
      frontier.slope[k][1] *= 40.0;
    }
    const StrategicOutcome before = solve_strategic(game);
    const StrategicOutcome after = solve_strategic(scaled);
    ASSERT_EQ(before.agreed, after.agreed);
    EXPECT_NEAR(after.utility[0], before.utility[0], 1e-11) << "game " << number;
    if (before.agreed) {
      EXPECT_NEAR(after.utility[1], 7.0 + 40.0 * before.utility[1], 1e-9)
          << "game " << number;
    }
  }
}

}  // namespace
}  // namespace tripart
