// Games of a hub or a leader with each of the others (T7, T11).
#include "tripart/bargaining/hub_game.hpp"

#include <bit>
#include <numeric>

#include "tripart/core/bits.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

std::size_t player_of(int spoke) {
  return static_cast<std::size_t>(spoke) + 1;
}

// What the deal of hub and spoke adds to the two of them while the other deals stand.
double added(const HubGame& game, PartySet deals, int spoke) {
  const PartyValues& with = game.payoff[deals];
  const PartyValues& without = game.payoff[deals & ~set_of(spoke)];
  const std::size_t s = player_of(spoke);
  return (with[0] + with[s]) - (without[0] + without[s]);
}

bool holds(const HubGame& game, PartySet deals) {
  for (int spoke = 0; spoke < game.spokes; ++spoke) {
    if (contains(deals, spoke) && added(game, deals, spoke) < 0.0) {
      return false;
    }
  }
  return true;
}

double total(const HubGame& game, PartySet deals) {
  const PartyValues& payoff = game.payoff[deals];
  return std::accumulate(payoff.begin(), payoff.begin() + game.spokes + 1, 0.0);
}

PartySet largest_stable(const HubGame& game) {
  PartySet best = 0;
  for (PartySet deals = 1; deals < PartySet{1} << game.spokes; ++deals) {
    const int more = count_bits(deals) - count_bits(best);
    if (holds(game, deals) &&
        (more > 0 || (more == 0 && total(game, deals) > total(game, best)))) {
      best = deals;
    }
  }
  return best;
}

}  // namespace

HubGame HubGame::of_worth(const std::vector<double>& worth, double hub_weight) {
  TRIPART_EXPECTS(std::has_single_bit(worth.size()));
  HubGame game;
  game.spokes = std::countr_zero(worth.size());
  game.hub_weight.fill(hub_weight);
  for (const double value : worth) {
    PartyValues payoff{};
    payoff[0] = value;
    game.payoff.push_back(payoff);
  }
  return game;
}

HubOutcome solve_nash_in_nash(const HubGame& game) {
  TRIPART_EXPECTS(game.spokes >= 1 && game.spokes < max_parties);
  TRIPART_EXPECTS(game.payoff.size() == std::size_t{1} << game.spokes);
  HubOutcome outcome;
  outcome.deals = largest_stable(game);
  outcome.value = game.payoff[outcome.deals];
  for (int spoke = 0; spoke < game.spokes; ++spoke) {
    if (!contains(outcome.deals, spoke)) {
      continue;
    }
    const auto s = static_cast<std::size_t>(spoke);
    const double without = game.payoff[outcome.deals & ~set_of(spoke)][player_of(spoke)];
    const double value =
        without + (1.0 - game.hub_weight[s]) * added(game, outcome.deals, spoke);
    outcome.transfer[s] = outcome.value[player_of(spoke)] - value;
    outcome.value[player_of(spoke)] = value;
    outcome.value[0] += outcome.transfer[s];
  }
  return outcome;
}

PartyValues shapley_value(const std::vector<double>& worth, int players) {
  TRIPART_EXPECTS(players >= 1 && players <= max_parties);
  TRIPART_EXPECTS(worth.size() == std::size_t{1} << players);
  // Chance that exactly the members of a set of some size come before a given player.
  PartyValues chance{};
  chance[0] = 1.0 / players;
  for (int size = 1; size < players; ++size) {
    chance[static_cast<std::size_t>(size)] =
        chance[static_cast<std::size_t>(size - 1)] * size / (players - size);
  }
  PartyValues value{};
  for (PartySet before = 0; before < worth.size(); ++before) {
    for (int player = 0; player < players; ++player) {
      if (!contains(before, player)) {
        value[static_cast<std::size_t>(player)] +=
            chance[static_cast<std::size_t>(count_bits(before))] *
            (worth[before | set_of(player)] - worth[before]);
      }
    }
  }
  return value;
}

double sequential_gain(const LeaderGame& game) {
  return game.total - std::accumulate(game.left_out.begin(), game.left_out.end(), 0.0);
}

double multilateral_gain(const LeaderGame& game) {
  return game.total -
         std::accumulate(game.no_agreement.begin(), game.no_agreement.end(), 0.0);
}

}  // namespace tripart
