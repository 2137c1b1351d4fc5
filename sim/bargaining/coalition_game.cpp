// Stationary equilibria of coalitional bargaining, structure by structure (T8, T8b).
#include "tripart/bargaining/coalition_game.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "bargaining/coalition_round.hpp"
#include "tripart/core/bits.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

class CoalitionSolver {
 public:
  explicit CoalitionSolver(const CoalitionGame& game) : game_(game) {}
  // Solves a structure after all that can follow it; its place in the outcome.
  std::size_t solve(const CoalitionStructure& structure);
  [[nodiscard]] CoalitionOutcome& outcome() { return outcome_; }

 private:
  [[nodiscard]] bool bargains(PartySet coalition) const {
    return game_.renegotiation || std::has_single_bit(coalition);
  }
  [[nodiscard]] double weight(PartySet coalition) const;
  void add_option(const CoalitionStructure& structure, int proposer, std::uint32_t joined,
                  CoalitionRound& round);

  const CoalitionGame& game_;
  CoalitionOutcome outcome_;
  std::map<CoalitionStructure, std::size_t> known_;
};

double CoalitionSolver::weight(PartySet coalition) const {
  double sum = 0.0;
  for (int party = 0; party < game_.parties; ++party) {
    sum += contains(coalition, party) ? game_.recognition[static_cast<std::size_t>(party)]
                                      : 0.0;
  }
  return sum / count_bits(coalition);
}

// The structure in which these parties are one coalition.
CoalitionStructure merged(const CoalitionStructure& structure, PartySet whole) {
  CoalitionStructure next = {whole};
  for (const PartySet coalition : structure) {
    if ((coalition & whole) == 0) {
      next.push_back(coalition);
    }
  }
  std::sort(next.begin(), next.end(), [](PartySet a, PartySet b) {
    return std::countr_zero(a) < std::countr_zero(b);
  });
  return next;
}

void CoalitionSolver::add_option(const CoalitionStructure& structure, int proposer,
                                 std::uint32_t joined, CoalitionRound& round) {
  CoalitionOption option;
  option.proposer = proposer;
  option.joined = joined;
  option.becomes = structure[static_cast<std::size_t>(proposer)];
  if (!option.waits()) {
    for (std::size_t c = 0; c < structure.size(); ++c) {
      option.becomes |= (joined >> c & 1U) != 0 ? structure[c] : 0U;
    }
    const CoalitionStructure next = merged(structure, option.becomes);
    PartyValues payoff{};
    if (!game_.payoff(next, payoff)) {
      return;
    }
    const CoalitionState& later = outcome_.states[solve(next)];
    for (std::size_t c = 0; c < structure.size(); ++c) {
      const auto place = std::find_if(next.begin(), next.end(), [&](PartySet coalition) {
        return (coalition & structure[c]) != 0;
      });
      const auto p = static_cast<std::size_t>(place - next.begin());
      if ((joined >> c & 1U) != 0) {
        option.worth = later.standing[p];
      } else {
        option.after[c] = later.standing[p];
      }
    }
  }
  round.options.push_back(option);
}

std::size_t CoalitionSolver::solve(const CoalitionStructure& structure) {
  if (const auto found = known_.find(structure); found != known_.end()) {
    return found->second;
  }
  CoalitionRound round;
  round.coalitions = structure.size();
  round.discount = game_.discount;
  TRIPART_EXPECTS(game_.payoff(structure, round.payoff));
  std::uint32_t active = 0;
  double weights = 0.0;
  for (std::size_t c = 0; c < structure.size(); ++c) {
    if (bargains(structure[c])) {
      active |= 1U << c;
      round.recognition[c] = weight(structure[c]);
      weights += round.recognition[c];
    }
  }
  for (std::size_t c = 0; c < structure.size(); ++c) {
    round.recognition[c] /= weights > 0.0 ? weights : 1.0;
  }
  for (std::uint32_t joined = active; joined != 0; joined = (joined - 1) & active) {
    for (int proposer = 0; proposer < static_cast<int>(structure.size()); ++proposer) {
      if ((joined >> proposer & 1U) != 0) {
        add_option(structure, proposer, joined, round);
      }
    }
  }
  const CoalitionRoundOutcome found = solve_round(round);
  CoalitionState state;
  state.structure = structure;
  state.standing = found.standing;
  state.residual = found.residual;
  state.proposes = round.recognition;
  for (std::size_t c = 0; c < structure.size(); ++c) {
    // x = (1 - d) V + d phi; a game without a future is worth what it pays now.
    state.value[c] =
        game_.discount > 0.0
            ? (found.standing[c] - (1.0 - game_.discount) * round.payoff[c]) /
                  game_.discount
            : found.standing[c];
  }
  constexpr double least_chance = 1e-9;
  for (std::size_t o = 0; o < round.options.size(); ++o) {
    if (found.chance[o] > least_chance) {
      state.moves.push_back(
          {round.options[o].proposer, round.options[o].becomes, found.chance[o]});
    }
  }
  outcome_.residual = std::max(outcome_.residual, found.residual);
  outcome_.states.push_back(std::move(state));
  known_[structure] = outcome_.states.size() - 1;
  return outcome_.states.size() - 1;
}

}  // namespace

CoalitionPath draw_coalitions(const CoalitionOutcome& outcome, const Stream& stream) {
  constexpr std::uint32_t most_rounds = 100000;
  const CoalitionState* now = &outcome.states.back();
  CoalitionPath path;
  const auto joins = [&](const CoalitionMove& move) {
    return move.joins != now->structure[static_cast<std::size_t>(move.proposer)];
  };
  for (std::uint32_t round = 0; round < most_rounds; ++round) {
    if (std::none_of(now->moves.begin(), now->moves.end(), joins)) {
      break;
    }
    // Every proposer and move has a part of [0, 1) of its own.
    double below = stream.uniform(round);
    for (const CoalitionMove& move : now->moves) {
      const auto proposer = static_cast<std::size_t>(move.proposer);
      below -= now->proposes[proposer] * move.chance;
      if (below >= 0.0) {
        continue;
      }
      if (joins(move)) {
        path.joined = move.joins;
        path.proposer = std::countr_zero(now->structure[proposer]);
        const CoalitionStructure next = merged(now->structure, move.joins);
        now = &*std::find_if(
            outcome.states.begin(), outcome.states.end(),
            [&](const CoalitionState& state) { return state.structure == next; });
      }
      break;
    }
  }
  path.structure = now->structure;
  return path;
}

CoalitionOutcome solve_coalitions(const CoalitionGame& game) {
  TRIPART_EXPECTS(game.parties >= 2 && game.parties <= max_parties);
  TRIPART_EXPECTS(game.discount >= 0.0 && game.discount < 1.0);
  CoalitionStructure alone;
  for (int party = 0; party < game.parties; ++party) {
    alone.push_back(set_of(party));
  }
  CoalitionSolver solver(game);
  const std::size_t first = solver.solve(alone);
  CoalitionOutcome outcome = std::move(solver.outcome());
  outcome.value = outcome.states[first].value;
  constexpr double tolerance = 1e-10;
  PartyValues payoff{};
  double scale = 0.0;
  for (const CoalitionState& state : outcome.states) {
    game.payoff(state.structure, payoff);
    for (std::size_t c = 0; c < state.structure.size(); ++c) {
      scale = std::max(scale, std::fabs(payoff[c]));
    }
  }
  scale = scale > 0.0 ? scale : 1.0;
  if (!(outcome.residual <= tolerance * scale)) {
    throw Failure(ExitCode::bad_input,
                  "the game of coalitions was not solved: its equations are left with "
                  "a residual of " +
                      to_text(outcome.residual) + ", expected at most " +
                      to_text(tolerance * scale));
  }
  return outcome;
}

}  // namespace tripart
