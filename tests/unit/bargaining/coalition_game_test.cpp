#include "tripart/bargaining/coalition_game.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

struct Pairs {
  double v12 = 0.0, v13 = 0.0, v23 = 0.0;
};

/// Three parties, V = 1 for all, parties on their own 0, and what the third has beside
/// the pair of the first two.
CoalitionGame three(Pairs pair, double discount, bool renegotiation,
                    double outsider = 0.0) {
  CoalitionGame game;
  game.discount = discount;
  game.recognition = {1, 1, 1};
  game.renegotiation = renegotiation;
  game.payoff = [=](const CoalitionStructure& structure, PartyValues& payoff) {
    for (std::size_t c = 0; c < structure.size(); ++c) {
      payoff[c] = structure[c] == 7   ? 1.0
                  : structure[c] == 3 ? pair.v12
                  : structure[c] == 5 ? pair.v13
                  : structure[c] == 6 ? pair.v23
                                      : (structure[0] == 3 ? outsider : 0.0);
    }
    return true;
  };
  return game;
}

/// Superadditive random worth, with random effects on outsiders; payoffs differ by game,
/// coalition and structure and do not depend on the order of calls.
CoalitionGame random_game(std::uint32_t number) {
  CoalitionGame game;
  game.parties = 3 + static_cast<int>(number % 3);
  game.discount = number % 2 == 0 ? 0.9 : 0.98;
  game.renegotiation = number % 4 < 2;
  const Stream stream(8, number, Purpose::parameter, "coalitions");
  std::map<PartySet, double> worth;
  const PartySet everyone = (PartySet{1} << game.parties) - 1;
  for (PartySet set = 1; set <= everyone; ++set) {
    double value = 0.0;
    if (std::popcount(set) > 1) {
      value = 0.2 * stream.uniform(set);
      for (PartySet part = (set - 1) & set; part != 0; part = (part - 1) & set) {
        value = std::max(value, worth[part] + worth[set & ~part]);
      }
      value += 0.1 * stream.uniform(1000 + set);
    }
    worth[set] = value;
  }
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(game.parties); ++i) {
    game.recognition[i] = 0.2 + stream.uniform(2000 + i);
  }
  game.payoff = [=](const CoalitionStructure& structure, PartyValues& payoff) {
    std::uint32_t code = 0;
    for (const PartySet coalition : structure) {
      code = 31 * code + coalition;
    }
    for (std::size_t c = 0; c < structure.size(); ++c) {
      const bool hurt = structure.size() > 1 &&
                        structure.size() < static_cast<std::size_t>(game.parties);
      payoff[c] =
          worth.at(structure[c]) / worth.at(everyone) +
          (hurt ? 0.1 * (stream.uniform(100000 + 31 * code + structure[c]) - 0.5) : 0.0);
    }
    return true;
  };
  return game;
}

const CoalitionState& state_of(const CoalitionOutcome& outcome,
                               const CoalitionStructure& structure) {
  return *std::find_if(
      outcome.states.begin(), outcome.states.end(),
      [&](const CoalitionState& state) { return state.structure == structure; });
}

CoalitionStructure joined(const CoalitionStructure& structure, PartySet joins) {
  CoalitionStructure next;
  for (const PartySet coalition : structure) {
    if ((coalition & joins) == 0) {
      next.push_back(coalition);
    }
  }
  next.push_back(joins);
  std::sort(next.begin(), next.end(), [](PartySet a, PartySet b) {
    return std::countr_zero(a) < std::countr_zero(b);
  });
  return next;
}

/// What a coalition has in a structure if the round passes.
double standing_of(const CoalitionState& state, PartySet member) {
  for (std::size_t c = 0; c < state.structure.size(); ++c) {
    if ((state.structure[c] & member) != 0) {
      return state.standing[c];
    }
  }
  return 0.0;
}

/// The equations of the equilibrium in one structure, from the game alone; every merger
/// is looked at, not only those that are proposed.
void expect_stationary(const CoalitionGame& game, const CoalitionOutcome& outcome,
                       const CoalitionState& state) {
  const std::size_t n = state.structure.size();
  const auto bargains = [&](std::size_t c) {
    return game.renegotiation || std::has_single_bit(state.structure[c]);
  };
  PartyValues weight{};
  double weights = 0.0;
  std::uint32_t active = 0;
  for (std::size_t c = 0; c < n; ++c) {
    if (!bargains(c)) {
      continue;
    }
    active |= 1U << c;
    for (int party = 0; party < game.parties; ++party) {
      weight[c] += contains(state.structure[c], party)
                       ? game.recognition[static_cast<std::size_t>(party)]
                       : 0.0;
    }
    weight[c] /= std::popcount(state.structure[c]);
    weights += weight[c];
  }
  const auto gain_of = [&](PartySet joins) {
    double gain = standing_of(state_of(outcome, joined(state.structure, joins)), joins);
    for (std::size_t c = 0; c < n; ++c) {
      gain -= (state.structure[c] & joins) != 0 ? state.standing[c] : 0.0;
    }
    return gain;
  };
  PartyValues value{}, chances{};
  for (std::size_t c = 0; c < n; ++c) {
    double best = 0.0;
    for (std::uint32_t set = 1; bargains(c) && set < 1U << n; ++set) {
      if ((set & ~active) != 0 || (set >> c & 1U) == 0 || std::has_single_bit(set)) {
        continue;
      }
      PartySet joins = 0;
      for (std::size_t d = 0; d < n; ++d) {
        joins |= (set >> d & 1U) != 0 ? state.structure[d] : 0U;
      }
      best = std::max(best, gain_of(joins));
    }
    value[c] = state.standing[c] + (weights > 0.0 ? weight[c] / weights * best : 0.0);
    for (const CoalitionMove& move : state.moves) {
      const auto proposer = static_cast<std::size_t>(move.proposer);
      if (proposer == c) {
        const bool waits = move.joins == state.structure[c];
        const double lost = best - (waits ? 0.0 : gain_of(move.joins));
        EXPECT_LT(move.chance * lost, 1e-9);
        chances[c] += move.chance;
      } else if ((move.joins & state.structure[c]) == 0 &&
                 move.joins != state.structure[proposer]) {
        const CoalitionState& next =
            state_of(outcome, joined(state.structure, move.joins));
        value[c] += weight[proposer] / weights * move.chance *
                    (standing_of(next, state.structure[c]) - state.standing[c]);
      }
    }
    EXPECT_NEAR(chances[c], bargains(c) ? 1.0 : 0.0, 1e-8);
  }
  PartyValues payoff{};
  ASSERT_TRUE(game.payoff(state.structure, payoff));
  for (std::size_t c = 0; c < n; ++c) {
    EXPECT_NEAR(state.standing[c],
                (1.0 - game.discount) * payoff[c] + game.discount * value[c], 1e-9);
    EXPECT_NEAR(state.value[c], value[c], 1e-8);
  }
}

TEST(Coalitions, ThatMayBeWidenedApproachTheKnownDivisions) {
  struct Case {
    Pairs pair;
    PartyValues value;
  };
  // T8; and by hand: with v12 = v13 = .9 alone the Shapley value, 1/6 (.9 + .9) + 1/3.
  for (const Case& known : {Case{{0.2, 0.2, 0.2}, {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0}},
                            Case{{0.8, 0.7, 0.6}, {0.3833, 0.3333, 0.2833}},
                            Case{{0.8, 0.0, 0.0}, {0.45, 0.45, 0.10}},
                            Case{{0.9, 0.9, 0.9}, {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0}}}) {
    const CoalitionOutcome outcome = solve_coalitions(three(known.pair, 0.9995, true));
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(outcome.value[i], known.value[i], 1e-3);
    }
  }
}

// By hand, with one pair that is worth v and costs the third w: the pair and the third
// divide what is left, S = 1 - v + w, evenly, so that their standing values are v + d S /
// 2 and -w + d S / 2. Of parties on their own the two propose the pair and the third
// everything: x = d (v + d S / 2) / (3 - d) for the two.
TEST(Coalitions, OfOnePairAreSolvedByHand) {
  struct Case {
    double worth, cost, discount;
  };
  for (const Case& known : {Case{0.8, 0.0, 0.9}, Case{0.8, 0.3, 0.95},
                            Case{0.75, 0.1, 0.98}, Case{0.8, 0.0, 0.9995}}) {
    const double d = known.discount;
    const double left = 1.0 - known.worth + known.cost;
    const double x = d * (known.worth + 0.5 * d * left) / (3.0 - d);
    const double third = (1.0 - 2.0 * x + 2.0 * (0.5 * d * left - known.cost)) / 3.0;
    const CoalitionOutcome outcome =
        solve_coalitions(three({known.worth, 0, 0}, d, true, -known.cost));
    EXPECT_NEAR(outcome.value[0], x / d, 1e-9) << known.worth << ", " << known.cost;
    EXPECT_NEAR(outcome.value[1], x / d, 1e-9);
    EXPECT_NEAR(outcome.value[2], third, 1e-9);
  }
}

TEST(Coalitions, ThatAreFinalFormWithEverybodyIfNoPairIsWorthTooMuch) {
  for (const Pairs& pair : {Pairs{0.6, 0.0, 0.0}, Pairs{0.5, 0.6, 0.4},
                            Pairs{2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0}}) {  // T8b
    const CoalitionOutcome outcome = solve_coalitions(three(pair, 0.9995, false));
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(outcome.value[i], 1.0 / 3.0, 1e-3);
    }
  }
  const CoalitionOutcome exact = solve_coalitions(three({0.6, 0, 0}, 0.9, false));
  ASSERT_EQ(exact.states.back().moves.size(), 3U);
  for (const CoalitionMove& move : exact.states.back().moves) {
    EXPECT_EQ(move.joins, 7U);
    EXPECT_NEAR(move.chance, 1.0, 1e-9);
  }
}

// By hand: where one pair is worth v > 2/3 its members hesitate between it and everybody,
// which costs as much: the third gets (1 - v) / d, they v / (3 - d) each.
TEST(Coalitions, ThatAreFinalPayAPairThatCouldGoAlone) {
  for (const double worth : {0.75, 0.8, 0.9}) {
    for (const double d : {0.95, 0.98, 0.9995}) {
      const CoalitionOutcome outcome = solve_coalitions(three({worth, 0, 0}, d, false));
      EXPECT_NEAR(outcome.value[0], worth / (3.0 - d), 1e-9) << worth << ", " << d;
      EXPECT_NEAR(outcome.value[1], worth / (3.0 - d), 1e-9);
      EXPECT_NEAR(outcome.value[2], (1.0 - worth) / d, 1e-9);
    }
  }
}

TEST(Coalitions, SatisfyTheEquationsOfTheirEquilibrium) {
  for (const double d : {0.5, 0.9, 0.9995}) {
    for (const bool renegotiation : {true, false}) {
      for (const Pairs& pair : {Pairs{0.2, 0.2, 0.2}, Pairs{0.8, 0.7, 0.6},
                                Pairs{0.8, 0.0, 0.0}, Pairs{0.9, 0.9, 0.9}}) {
        const CoalitionGame game = three(pair, d, renegotiation, -0.05);
        const CoalitionOutcome outcome = solve_coalitions(game);
        for (const CoalitionState& state : outcome.states) {
          expect_stationary(game, outcome, state);
        }
      }
    }
  }
  for (std::uint32_t number = 1; number <= 60; ++number) {
    const CoalitionGame game = random_game(number);
    const CoalitionOutcome outcome = solve_coalitions(game);
    for (const CoalitionState& state : outcome.states) {
      SCOPED_TRACE(number);
      expect_stationary(game, outcome, state);
    }
  }
}

TEST(Coalitions, FollowPartiesAroundTheTable) {
  const CoalitionOutcome one = solve_coalitions(three({0.8, 0.7, 0.6}, 0.95, true));
  // Party 1 becomes 3, 2 becomes 1, 3 becomes 2: v31, v32, v12.
  const CoalitionOutcome turned = solve_coalitions(three({0.6, 0.8, 0.7}, 0.95, true));
  EXPECT_NEAR(turned.value[2], one.value[0], 1e-12);
  EXPECT_NEAR(turned.value[0], one.value[1], 1e-12);
  EXPECT_NEAR(turned.value[1], one.value[2], 1e-12);
}

TEST(Coalitions, ThatCannotComeAboutAreNotProposed) {
  CoalitionGame game = three({0.9, 0.9, 0.9}, 0.95, true);
  const auto payoff = game.payoff;
  game.payoff = [=](const CoalitionStructure& structure, PartyValues& values) {
    const bool pair = structure.size() == 2 && structure[0] != 3;
    return payoff(structure, values) && !pair;
  };
  const CoalitionOutcome outcome = solve_coalitions(game);
  EXPECT_EQ(outcome.states.size(), 3U);
  EXPECT_GT(outcome.value[0], outcome.value[2]);
  EXPECT_NEAR(outcome.value[0], outcome.value[1], 1e-12);
}

TEST(Coalitions, DivideAPieOfTwoPartiesEvenly) {
  CoalitionGame game;
  game.parties = 2;
  game.discount = 0.8;
  game.recognition = {3, 1};
  game.payoff = [](const CoalitionStructure& structure, PartyValues& payoff) {
    payoff = structure.size() == 1 ? PartyValues{2.0} : PartyValues{0.5, 0.3};
    return true;
  };
  // Random proposers: 1.2 to divide by the chances to propose.
  const CoalitionOutcome outcome = solve_coalitions(game);
  EXPECT_NEAR(outcome.value[0], 0.5 + 0.75 * 1.2, 1e-10);
  EXPECT_NEAR(outcome.value[1], 0.3 + 0.25 * 1.2, 1e-10);
}

}  // namespace
}  // namespace tripart
