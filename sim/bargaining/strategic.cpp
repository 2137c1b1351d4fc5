// What fully rational players of a two-party offer game agree on (T1, T1c, T5, T9).
#include "tripart/bargaining/strategic.hpp"

#include <algorithm>

#include "bargaining/root.hpp"
#include "tripart/bargaining/unanimity.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

using Pair = std::array<double, 2>;

// What the two proposals of a round give, as surpluses over the disagreement point.
struct Proposals {
  std::array<FrontierPoint, 2> point;
  std::array<Pair, 2> surplus{};  // [proposer][party]
};

class OfferGame {
 public:
  explicit OfferGame(const StrategicGame& game)
      : game_(game), frontier_(game.problem.frontier) {}

  /// The best offer of `proposer` that leaves the other a surplus of at least `least`.
  [[nodiscard]] FrontierPoint offer(int proposer, double least) const {
    const auto other = static_cast<std::size_t>(1 - proposer);
    return solve_best(frontier_, proposer, game_.problem.disagreement[other] + least);
  }
  [[nodiscard]] double surplus(const FrontierPoint& point, int party) const {
    const auto i = static_cast<std::size_t>(party);
    return point.value[i] - game_.problem.disagreement[i];
  }

  [[nodiscard]] FrontierPoint alternating() const;
  [[nodiscard]] FrontierPoint drawn_proposer() const;
  [[nodiscard]] FrontierPoint finite() const;

 private:
  // Surplus that party 0 can count on when party 1 counts on `other` (random proposer).
  [[nodiscard]] double counted_on(double other) const;

  const StrategicGame& game_;
  const Frontier& frontier_;
};

// Party 1 gets b when it proposes, so party 0 must offer it d1 b and keeps phi(d1 b);
// when party 1 proposes, party 0 must be left d0 of that: phi(b) = d0 phi(d1 b).
FrontierPoint OfferGame::alternating() const {
  const PartyValues& d = game_.discount;
  const double most = surplus(offer(1, 0.0), 1);
  const double b = solve_falling(
      [&](double value) {
        return surplus(offer(0, value), 0) - d[0] * surplus(offer(0, d[1] * value), 0);
      },
      0.0, most);
  const FrontierPoint first = offer(0, d[1] * b);
  return game_.proposer == 0 ? first : offer(1, d[0] * surplus(first, 0));
}

// Responding it gets its discounted expectation; where the other's own best text is
// kinder than that, the other proposes it whatever is counted on here.
double OfferGame::counted_on(double other) const {
  const double own = surplus(offer(0, game_.discount[1] * other), 0);
  return game_.recognition[0] * own / (1.0 - game_.recognition[1] * game_.discount[0]);
}

// v_i = p_i (what i keeps) + p_j (what j leaves it), j leaving at least d_i v_i.
FrontierPoint OfferGame::drawn_proposer() const {
  const PartyValues& d = game_.discount;
  const PartyValues& p = game_.recognition;
  const double most = surplus(offer(1, 0.0), 1);
  const double expected = solve_falling(
      [&](double value) {
        const FrontierPoint mine = offer(1, d[0] * counted_on(value));
        const FrontierPoint theirs = offer(0, d[1] * value);
        return p[1] * surplus(mine, 1) + p[0] * surplus(theirs, 1) - value;
      },
      0.0, most);
  return game_.proposer == 0 ? offer(0, d[1] * expected)
                             : offer(1, d[0] * counted_on(expected));
}

// Backward induction: in the last round the other accepts anything above nothing.
FrontierPoint OfferGame::finite() const {
  Pair next{};
  Proposals now;
  for (int round = game_.rounds; round >= 1; --round) {
    for (int proposer = 0; proposer < 2; ++proposer) {
      const auto i = static_cast<std::size_t>(proposer);
      now.point[i] = offer(proposer, game_.discount[1 - i] * next[1 - i]);
      now.surplus[i] = {surplus(now.point[i], 0), surplus(now.point[i], 1)};
    }
    if (game_.protocol == ProtocolKind::rotating) {
      const bool first_again = round % 2 == 1;
      const int proposer = first_again ? game_.proposer : 1 - game_.proposer;
      next = now.surplus[static_cast<std::size_t>(proposer)];
    } else {
      for (std::size_t i = 0; i < 2; ++i) {
        next[i] = game_.recognition[0] * now.surplus[0][i] +
                  game_.recognition[1] * now.surplus[1][i];
      }
    }
  }
  return now.point[static_cast<std::size_t>(game_.proposer)];
}

// Two parties who can only wait.
bool is_plain(const StrategicGame& game) {
  return game.problem.frontier.parties == 2 && game.continuation == 1.0 &&
         game.protocol != ProtocolKind::krishna_serrano &&
         game.outside[0] == no_outside_option && game.outside[1] == no_outside_option;
}

FrontierPoint solve_pair(const StrategicGame& game) {
  const OfferGame play(game);
  for (int party = 0; party < 2; ++party) {
    const FrontierPoint best = play.offer(party, 0.0);
    if (!best.found || !(play.surplus(best, party) > 0.0)) {
      return {};
    }
  }
  FrontierPoint point = game.rounds > 0                           ? play.finite()
                        : game.protocol == ProtocolKind::rotating ? play.alternating()
                                                                  : play.drawn_proposer();
  point.found = true;
  return point;
}

FrontierPoint solve_everybody(const StrategicGame& game) {
  if (game.rounds > 0) {
    const FrontierPoint possible = solve_nash(game.problem);
    return possible.found ? solve_last_rounds(game) : FrontierPoint{};
  }
  UnanimityEquilibrium equilibrium = solve_unanimity(game);
  return equilibrium.proposal[static_cast<std::size_t>(game.proposer)];
}

}  // namespace

double rubinstein_share(double first_discount, double second_discount) {
  TRIPART_EXPECTS(first_discount >= 0.0 && first_discount < 1.0);
  TRIPART_EXPECTS(second_discount >= 0.0 && second_discount < 1.0);
  return (1.0 - second_discount) / (1.0 - first_discount * second_discount);
}

double rubinstein_finite_share(double first_discount, double second_discount,
                               int rounds) {
  TRIPART_EXPECTS(rounds >= 1);
  double share = 0.0;  // of the proposer of the round after
  for (int round = rounds; round >= 1; --round) {
    // In odd rounds the first party proposes and the second one answers.
    share = 1.0 - (round % 2 == 1 ? second_discount : first_discount) * share;
  }
  return share;
}

FinalOffer take_it_or_leave_it_offer(double fallback, double highest) {
  TRIPART_EXPECTS(fallback >= 0.0 && fallback <= 1.0 && highest > 0.0);
  FinalOffer best;
  best.offer = std::min(0.5 * (1.0 - fallback), highest);
  best.acceptance = best.offer / highest;
  best.value = best.acceptance * (1.0 - best.offer) + (1.0 - best.acceptance) * fallback;
  return best;
}

StrategicOutcome solve_strategic(const StrategicGame& game) {
  StrategicOutcome outcome;
  const FrontierPoint point = is_plain(game) ? solve_pair(game) : solve_everybody(game);
  if (!point.found) {
    return outcome;
  }
  outcome.agreed = true;
  outcome.text = point.text;
  outcome.utility = point.value;
  const auto parties = static_cast<std::size_t>(game.problem.frontier.parties);
  double pie = 0.0;
  for (std::size_t i = 0; i < parties; ++i) {
    pie += point.value[i] - game.problem.disagreement[i];
  }
  for (std::size_t i = 0; i < parties; ++i) {
    outcome.surplus_share[i] = (point.value[i] - game.problem.disagreement[i]) / pie;
  }
  return outcome;
}

}  // namespace tripart
