// Weak inequalities and symmetries of the strategic mode (MODEL.md, section 5) for three
// to five parties. The inequalities are those of games in which every proposer holds
// everybody to what waiting is worth: where a proposer's own best text is kinder than
// that, somebody else's patience can change it for the worse.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"
#include "tripart/bargaining/unanimity.hpp"

namespace tripart {
namespace {

constexpr std::uint32_t games = 45;
constexpr double rounding = 1e-10;

/// A contested frontier, curved or straight: every pair has an issue of its own, of
/// random weight to either, on which one wants 0 and the other 1.
Frontier contested_frontier(int parties, const Stream& stream, int loss_exponent) {
  Frontier frontier =
      testing_support::unit_frontier(parties, parties * (parties - 1) / 2, loss_exponent);
  std::uint32_t index = 100;
  int issue = 0;
  for (int i = 0; i < parties; ++i) {
    for (int j = 0; j < i; ++j, ++issue) {
      frontier.add_stake(i, issue, 0.0, 0.5 + stream.uniform(index++), 0.0, std::nullopt);
      frontier.add_stake(j, issue, 1.0, 0.5 + stream.uniform(index++), 0.0, std::nullopt);
    }
  }
  return frontier;
}

/// Frontier, patience and recognition vary with the number.
StrategicGame random_game(std::uint32_t number, int parties) {
  const Stream stream(4, number, Purpose::parameter, "game");
  StrategicGame game;
  double sum = 0.0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    game.discount[i] = 0.3 + 0.65 * stream.uniform(index);
    game.recognition[i] = 0.1 + stream.uniform(index + 8);
    sum += game.recognition[i];
  }
  for (double& p : game.recognition) {
    p /= sum;
  }
  return game;
}

StrategicGame contested_game(std::uint32_t number) {
  const int parties = 3 + static_cast<int>(number % 3);
  StrategicGame game = random_game(number, parties);
  const Stream stream(4, number, Purpose::parameter, "game");
  game.problem.frontier =
      contested_frontier(parties, stream, 1 + static_cast<int>(number % 2));
  const PartyValues middle = solve_utilitarian(game.problem).value;
  for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
    game.problem.disagreement[i] = 0.3 * (parties - 1) + 0.1 * middle[i];
  }
  return game;
}

StrategicGame any_game(std::uint32_t number) {
  const int parties = 3 + static_cast<int>(number % 3);
  StrategicGame game = random_game(number, parties);
  game.problem.frontier = testing_support::random_frontier(
      parties, 6, 1 + static_cast<int>(number % 2), number);
  testing_support::set_disagreement(game.problem, number);
  for (double& value : game.problem.disagreement) {
    value -= 0.1;  // low enough for a deal as a rule
  }
  return game;
}

/// Is everybody held to its demand by every proposer?
bool all_demands_bind(const StrategicGame& game, const UnanimityEquilibrium& found) {
  const auto parties = static_cast<std::size_t>(game.problem.frontier.parties);
  bool bind = found.found;
  for (std::size_t i = 0; bind && i < parties; ++i) {
    for (std::size_t j = 0; j < parties; ++j) {
      bind = bind && (j == i || found.proposal[i].value[j] < found.least[i][j] + 1e-9);
    }
  }
  return bind;
}

const std::vector<ProtocolKind> all_protocols = {ProtocolKind::random_proposer,
                                                 ProtocolKind::rotating};

/// Compares what a party expects before and after something that should not hurt it, over
/// all games to which this applies. \return how many these were
template <class Change>
int expect_no_harm(const std::vector<ProtocolKind>& protocols, const Change& change) {
  int compared = 0;
  for (std::uint32_t number = 1; number <= games; ++number) {
    StrategicGame game = contested_game(number);
    game.protocol = protocols[number % protocols.size()];
    const UnanimityEquilibrium before = solve_unanimity(game);
    for (std::size_t i = 0; all_demands_bind(game, before) && i < 3; ++i) {
      StrategicGame better = game;
      change(before, better, i);
      const UnanimityEquilibrium after = solve_unanimity(better);
      if (all_demands_bind(better, after)) {
        ++compared;
        EXPECT_GE(after.expected[i], before.expected[i] - rounding)
            << "game " << number << ", party " << i;
      }
    }
  }
  return compared;
}

TEST(Unanimity, NeverRewardsImpatience) {
  EXPECT_GT(
      expect_no_harm(all_protocols, [](const auto&, StrategicGame& game,
                                       std::size_t i) { game.discount[i] += 0.04; }),
      40);
}

TEST(Unanimity, NeverPunishesRecognition) {
  EXPECT_GT(expect_no_harm({ProtocolKind::random_proposer},
                           [](const auto&, StrategicGame& game, std::size_t i) {
                             for (double& p : game.recognition) {
                               p *= 0.95;
                             }
                             game.recognition[i] += 0.05;
                           }),
            40);
}

TEST(Unanimity, NeverPunishesABetterOutsideOption) {
  EXPECT_GT(expect_no_harm(all_protocols,
                           [](const auto& before, StrategicGame& game, std::size_t i) {
                             game.outside[i] = before.least[0][i] +
                                               0.01;  // a little better than waiting
                           }),
            40);
}

// Stationary equilibria need not be unique on every frontier; on these they are found
// again whatever the order of the parties.
TEST(Unanimity, FollowsThePartiesWhenTheyChangeSeats) {
  for (std::uint32_t number = 1; number <= games; ++number) {
    StrategicGame game = any_game(number);
    game.protocol = ProtocolKind::random_proposer;
    const auto parties = static_cast<std::size_t>(game.problem.frontier.parties);
    StrategicGame turned = game;
    const auto turn = [&](PartyValues& values) {
      std::rotate(values.begin(), values.begin() + 1,
                  values.begin() + static_cast<std::ptrdiff_t>(parties));
    };
    turn(turned.problem.frontier.constant);
    turn(turned.problem.disagreement);
    turn(turned.discount);
    turn(turned.recognition);
    for (std::size_t k = 0; k < 6; ++k) {
      turn(turned.problem.frontier.ideal[k]);
      turn(turned.problem.frontier.weight[k]);
      turn(turned.problem.frontier.slope[k]);
    }
    const UnanimityEquilibrium before = solve_unanimity(game);
    const UnanimityEquilibrium after = solve_unanimity(turned);
    ASSERT_EQ(before.found, after.found);
    for (std::size_t i = 0; before.found && i < parties; ++i) {
      EXPECT_NEAR(after.expected[i], before.expected[(i + 1) % parties], 1e-12)
          << "game " << number;
      EXPECT_NEAR(after.proposal[i].value[i],
                  before.proposal[(i + 1) % parties].value[(i + 1) % parties], 1e-12);
    }
  }
}

}  // namespace
}  // namespace tripart
