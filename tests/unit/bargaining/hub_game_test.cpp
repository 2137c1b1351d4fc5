#include "tripart/bargaining/hub_game.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "tripart/core/random.hpp"

namespace tripart {
namespace {

/// Payoffs with effects on third parties; more deals are better for everybody at them.
HubGame random_hub(std::uint32_t number) {
  const Stream stream(6, number, Purpose::parameter, "hub");
  HubGame game;
  game.spokes = 2 + static_cast<int>(number % 4);
  std::uint32_t draw = 0;
  for (std::size_t s = 0; s < static_cast<std::size_t>(game.spokes); ++s) {
    game.hub_weight[s] = 0.1 + 0.8 * stream.uniform(draw++);
  }
  for (PartySet deals = 0; deals < PartySet{1} << game.spokes; ++deals) {
    PartyValues payoff{};
    payoff[0] = 10.0 * __builtin_popcount(deals) + stream.uniform(draw++);
    for (int spoke = 0; spoke < game.spokes; ++spoke) {
      payoff[static_cast<std::size_t>(spoke) + 1] = (contains(deals, spoke) ? 4.0 : 0.0) -
                                                    0.5 * __builtin_popcount(deals) +
                                                    stream.uniform(draw++);
    }
    game.payoff.push_back(payoff);
  }
  return game;
}

/// One pair's transfer, all others given: where weight / gain of the two sides is equal.
double divided(double hub_without, double hub_with, double spoke_without,
               double spoke_with, double weight) {
  double low = hub_without - hub_with;
  double high = spoke_with - spoke_without;
  for (int step = 0; step < 100; ++step) {
    const double transfer = 0.5 * (low + high);
    const double hub_gain = hub_with + transfer - hub_without;
    const double spoke_gain = spoke_with - transfer - spoke_without;
    (weight * spoke_gain > (1.0 - weight) * hub_gain ? low : high) = transfer;
  }
  return 0.5 * (low + high);
}

TEST(NashInNash, PaysEachSpokeForWhatItAdds) {
  struct Case {
    std::vector<double> worth;
    double weight;
    PartyValues value;
  };
  // T7, and by hand: (1 - a) [W(all) - W(all without the spoke)].
  for (const Case& known : {Case{{0, 60, 50, 90}, 0.5, {55, 20, 15}},
                            Case{{0, 60, 50, 90}, 0.75, {72.5, 10, 7.5}},
                            Case{{0, 1, 2, 4, 3, 5, 5, 8}, 0.5, {3, 1.5, 1.5, 2}}}) {
    const HubOutcome outcome =
        solve_nash_in_nash(HubGame::of_worth(known.worth, known.weight));
    for (std::size_t player = 0; player < max_parties; ++player) {
      EXPECT_NEAR(outcome.value[player], known.value[player], 1e-12) << player;
    }
  }
}

TEST(NashInNash, DividesEveryPairsGainWithTheOtherDealsGiven) {
  for (std::uint32_t number = 1; number <= 40; ++number) {
    const HubGame game = random_hub(number);
    const HubOutcome outcome = solve_nash_in_nash(game);
    const PartySet all = (PartySet{1} << game.spokes) - 1;
    ASSERT_EQ(outcome.deals, all);
    for (int spoke = 0; spoke < game.spokes; ++spoke) {
      const auto s = static_cast<std::size_t>(spoke);
      const PartyValues& with = game.payoff[all];
      const PartyValues& without = game.payoff[all & ~set_of(spoke)];
      // The other transfers are paid either way.
      EXPECT_NEAR(
          outcome.transfer[s],
          divided(without[0], with[0], without[s + 1], with[s + 1], game.hub_weight[s]),
          1e-9)
          << "game " << number << ", spoke " << spoke;
    }
    const double before =
        std::accumulate(game.payoff[all].begin(), game.payoff[all].end(), 0.0);
    EXPECT_NEAR(std::accumulate(outcome.value.begin(), outcome.value.end(), 0.0), before,
                1e-12);
  }
}

TEST(NashInNash, LeavesOutWhoWouldRatherHaveNoDeal) {
  const HubOutcome outcome = solve_nash_in_nash(HubGame::of_worth({0, 5, 3, 4}, 0.5));
  EXPECT_EQ(outcome.deals, set_of(0));
  EXPECT_EQ(outcome.value[1], 2.5);
  EXPECT_EQ(outcome.value[2], 0.0);
}

TEST(Shapley, IsTheMeanOverAllOrders) {
  // T7: hub first, then the spokes; nothing without the hub.
  const std::vector<double> hub = {0, 0, 0, 60, 0, 50, 0, 90};
  const PartyValues known = shapley_value(hub, 3);
  EXPECT_NEAR(known[0], 145.0 / 3.0, 1e-12);
  EXPECT_NEAR(known[1], 70.0 / 3.0, 1e-12);
  EXPECT_NEAR(known[2], 55.0 / 3.0, 1e-12);
  for (std::uint32_t number = 1; number <= 6; ++number) {
    const int players = 2 + static_cast<int>(number % 5);
    const Stream stream(7, number, Purpose::parameter, "worth");
    std::vector<double> worth;
    for (std::uint32_t set = 0; set < 1U << players; ++set) {
      worth.push_back(set == 0 ? 0.0 : stream.uniform(set));
    }
    std::vector<int> order(static_cast<std::size_t>(players));
    std::iota(order.begin(), order.end(), 0);
    PartyValues mean{};
    double orders = 0.0;
    do {
      PartySet before = 0;
      for (const int player : order) {
        const PartySet after = before | set_of(player);
        mean[static_cast<std::size_t>(player)] += worth[after] - worth[before];
        before = after;
      }
      orders += 1.0;
    } while (std::next_permutation(order.begin(), order.end()));
    const PartyValues value = shapley_value(worth, players);
    for (std::size_t i = 0; i < static_cast<std::size_t>(players); ++i) {
      EXPECT_NEAR(value[i], mean[i] / orders, 1e-12) << "game " << number;
    }
  }
}

/// What the leader keeps if it offers one by one, by backward induction over who has
/// signed: the second is paid its value without a deal, the first what refusing would
/// leave it, knowing what happens then.
double backward(double total, double total_of_one, double left_out_first,
                double left_out_second, double alone_first, double alone_second) {
  const double second_after_yes = total - left_out_second;
  const bool signs_second_after_no = total_of_one - alone_second >= 0.0;
  const double leader_after_no =
      signs_second_after_no ? total_of_one - alone_second : 0.0;
  const double first_after_no = signs_second_after_no ? left_out_first : alone_first;
  return std::max(second_after_yes - first_after_no, leader_after_no);
}

TEST(Leader, GoesOneByOneOnlyIfOutsidersAreHurt) {
  struct Case {
    double total, one, left_out[2], alone[2], sequential, multilateral;
  };
  for (const Case& known : {Case{100, 60, {10, 14}, {20, 20}, 76, 60},  // T11
                            Case{100, 60, {26, 24}, {20, 20}, 50, 60},
                            Case{7, 4, {1.5, 0.5}, {1, 2}, 5, 4}}) {
    const LeaderGame game{known.total,
                          {known.left_out[0], known.left_out[1]},
                          {known.alone[0], known.alone[1]}};
    EXPECT_EQ(sequential_gain(game), known.sequential);
    EXPECT_EQ(multilateral_gain(game), known.multilateral);
    EXPECT_NEAR(sequential_gain(game),
                backward(known.total, known.one, known.left_out[0], known.left_out[1],
                         known.alone[0], known.alone[1]),
                1e-12);
  }
}

}  // namespace
}  // namespace tripart
