// Games in which every party must accept, for any number of parties (T2, T2b, T5 to T5c).
#include "tripart/bargaining/unanimity.hpp"

#include <algorithm>
#include <cmath>

#include "bargaining/fixed_point.hpp"
#include "bargaining/waiting.hpp"
#include "tripart/bargaining/best_offer.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

class OfferRounds {
 public:
  explicit OfferRounds(const StrategicGame& game)
      : game_(game), parties_(static_cast<std::size_t>(game.problem.frontier.parties)) {}

  [[nodiscard]] UnanimityEquilibrium solve();

 private:
  [[nodiscard]] PartyValues worth_waiting_for(const PartyValues& next) const {
    PartyValues least{};
    for (std::size_t j = 0; j < parties_; ++j) {
      least[j] = waiting(game_, j, next[j]);
    }
    return least;
  }
  [[nodiscard]] FrontierPoint offer(std::size_t proposer,
                                    const PartyValues& least) const {
    return solve_best_offer(game_.problem.frontier, static_cast<int>(proposer), least);
  }
  // Value of never agreeing.
  [[nodiscard]] PartyValues floors() const;
  // One round of each kind of game: from what is expected to what comes of it.
  [[nodiscard]] bool drawn(const PartyValues& next, PartyValues& now);
  [[nodiscard]] bool in_turn(const PartyValues& next, PartyValues& now);
  [[nodiscard]] bool with_exit(const PartyValues& next, PartyValues& now);

  const StrategicGame& game_;
  std::size_t parties_;
  UnanimityEquilibrium found_;
};

PartyValues OfferRounds::floors() const {
  PartyValues floor{};
  for (std::size_t j = 0; j < parties_; ++j) {
    const double p = game_.continuation;
    const double d = game_.discount[j];
    const double without = game_.problem.disagreement[j];
    const double never =
        p * d < 1.0
            ? ((1.0 - p) * game_.breakdown[j] + p * (1.0 - d) * without) / (1.0 - p * d)
            : without;
    floor[j] = std::max(never, game_.outside[j]);
  }
  return floor;
}

// v_j = sum_i p_i V_j(what i offers).
bool OfferRounds::drawn(const PartyValues& next, PartyValues& now) {
  now.fill(0.0);
  const PartyValues least = worth_waiting_for(next);
  for (std::size_t i = 0; i < parties_; ++i) {
    found_.least[i] = least;
    found_.proposal[i] = offer(i, least);
    if (!found_.proposal[i].found) {
      return false;
    }
    for (std::size_t j = 0; j < parties_; ++j) {
      now[j] += game_.recognition[i] * found_.proposal[i].value[j];
    }
  }
  return true;
}

// From the offer of the first party back to it, through the offers of all others.
bool OfferRounds::in_turn(const PartyValues& next, PartyValues& now) {
  now = next;
  for (std::size_t i = parties_; i-- > 0;) {
    found_.least[i] = worth_waiting_for(now);
    found_.proposal[i] = offer(i, found_.least[i]);
    if (!found_.proposal[i].found) {
      return false;
    }
    now = found_.proposal[i].value;
  }
  return true;
}

// x_j is what waiting for its own offer is worth to j, which would leave the proposer
// what waiting is worth to it and the others their shares; one party after the other.
bool OfferRounds::with_exit(const PartyValues& next, PartyValues& now) {
  const auto first = static_cast<std::size_t>(game_.proposer);
  now = next;
  for (std::size_t j = 0; j < parties_; ++j) {
    if (j == first) {
      continue;
    }
    PartyValues least = now;
    least[first] = waiting(game_, first, now[first]);
    const FrontierPoint counter = offer(j, least);
    if (!counter.found) {
      return false;
    }
    now[j] = waiting(game_, j, counter.value[j]);
    least = now;
    found_.proposal[first] = offer(first, least);
    if (!found_.proposal[first].found) {
      return false;
    }
    now[first] = found_.proposal[first].value[first];
  }
  found_.least[first] = now;
  return true;
}

UnanimityEquilibrium OfferRounds::solve() {
  NashProblem problem = game_.problem;
  problem.disagreement = floors();
  problem.power = {1, 1, 1, 1, 1, 1, 1, 1};
  const FrontierPoint start = solve_nash(problem);
  if (!start.found) {
    return {};
  }
  PartyValues value = start.value;
  PartyValues scale{};
  for (std::size_t j = 0; j < parties_; ++j) {
    scale[j] = start.value[j] - problem.disagreement[j];
  }
  const bool exits = game_.protocol == ProtocolKind::krishna_serrano;
  const bool turns = game_.protocol == ProtocolKind::rotating;
  const PartyMap round = [&](const PartyValues& next, PartyValues& now) {
    return exits ? with_exit(next, now) : turns ? in_turn(next, now) : drawn(next, now);
  };
  PartyValues now{};
  if (!solve_fixed_point(round, static_cast<int>(parties_), scale, value) ||
      !round(value, now)) {
    throw Failure(ExitCode::our_bug,
                  "mode: strategic found no stationary equilibrium to 1e-11");
  }
  const auto first = static_cast<std::size_t>(game_.proposer);
  found_.expected = turns || exits ? found_.proposal[first].value : now;
  found_.found = true;
  return found_;
}

}  // namespace

UnanimityEquilibrium solve_unanimity(const StrategicGame& game) {
  return OfferRounds(game).solve();
}

FrontierPoint solve_last_rounds(const StrategicGame& game) {
  const auto parties = static_cast<std::size_t>(game.problem.frontier.parties);
  const bool turns = game.protocol == ProtocolKind::rotating;
  const auto first = static_cast<std::size_t>(game.proposer);
  PartyValues next = game.problem.disagreement;
  FrontierPoint point;
  for (int round = game.rounds; round >= 1; --round) {
    PartyValues least{};
    for (std::size_t j = 0; j < parties; ++j) {
      least[j] = waiting(game, j, next[j]);
    }
    const auto take = [&](std::size_t proposer, PartyValues& value) {
      point = solve_best_offer(game.problem.frontier, static_cast<int>(proposer), least);
      point.found = point.found && point.value[proposer] >= least[proposer];
      value = point.found ? point.value : least;
    };
    if (turns || round == 1) {
      const std::size_t turn = turns ? static_cast<std::size_t>(round - 1) : 0;
      take((first + turn) % parties, next);
      continue;
    }
    next.fill(0.0);
    for (std::size_t i = 0; i < parties; ++i) {
      PartyValues value{};
      take(i, value);
      for (std::size_t j = 0; j < parties; ++j) {
        next[j] += game.recognition[i] * value[j];
      }
    }
  }
  return point;
}

}  // namespace tripart
