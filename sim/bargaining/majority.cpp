// Division by majority: which votes are bought, and at what price (T6).
#include "tripart/bargaining/majority.hpp"

#include <algorithm>
#include <vector>

#include "tripart/core/error.hpp"

namespace tripart {
namespace {

// m_i of the header at X / t = `ratio`.
double bought(const MajorityGame& game, std::size_t i, double ratio) {
  const double p = game.recognition[i];
  const double d = game.discount[i];
  const double most = 1.0 - p;
  return d <= 0.0 ? most : std::clamp(1.0 / d - p * (1.0 + ratio), 0.0, most);
}

double votes_bought(const MajorityGame& game, double ratio) {
  double sum = 0.0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(game.parties); ++i) {
    sum += bought(game, i, ratio);
  }
  return sum;
}

// The X / t at which quota - 1 votes are bought: the sum falls, and is straight between
// the ratios at which somebody's vote stops being bought always, or at all.
double market_clearing(const MajorityGame& game) {
  std::vector<double> bend;
  for (std::size_t i = 0; i < static_cast<std::size_t>(game.parties); ++i) {
    const double p = game.recognition[i];
    const double d = game.discount[i];
    if (p > 0.0 && d > 0.0) {
      bend.push_back((1.0 - d) / (p * d));
      bend.push_back(1.0 / (p * d) - 1.0);
    }
  }
  if (bend.empty()) {
    return 1.0;  // nobody's vote costs anything
  }
  std::sort(bend.begin(), bend.end());
  const double wanted = game.quota - 1.0;
  if (game.quota == game.parties) {
    return bend[0];
  }
  for (std::size_t b = 1; b < bend.size(); ++b) {
    const double at_high = votes_bought(game, bend[b]);
    if (at_high <= wanted) {
      const double at_low = votes_bought(game, bend[b - 1]);
      const double share =
          at_low > at_high ? (at_low - wanted) / (at_low - at_high) : 0.0;
      return bend[b - 1] + std::clamp(share, 0.0, 1.0) * (bend[b] - bend[b - 1]);
    }
  }
  return bend.back();
}

// What the quota - 1 cheapest votes of the others cost party i.
double cheapest_votes(const MajorityGame& game, const PartyValues& price, std::size_t i) {
  std::vector<double> others;
  for (std::size_t j = 0; j < static_cast<std::size_t>(game.parties); ++j) {
    if (j != i) {
      others.push_back(price[j]);
    }
  }
  std::sort(others.begin(), others.end());
  double cost = 0.0;
  for (std::size_t vote = 0; vote + 1 < static_cast<std::size_t>(game.quota); ++vote) {
    cost += others[vote];
  }
  return cost;
}

}  // namespace

MajorityOutcome solve_majority(const MajorityGame& game) {
  TRIPART_EXPECTS(game.parties >= 2 && game.parties <= max_parties);
  TRIPART_EXPECTS(game.quota >= 1 && game.quota <= game.parties);
  const auto n = static_cast<std::size_t>(game.parties);
  const double ratio = market_clearing(game);
  // Shares in units of t, then scaled so that they add up to 1.
  MajorityOutcome outcome;
  double total = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const double p = game.recognition[i];
    const double d = game.discount[i];
    TRIPART_EXPECTS(d >= 0.0 && d < 1.0 && p >= 0.0);
    outcome.included[i] = bought(game, i, ratio);
    const double always = p * ratio / (1.0 - d);
    const double sometimes = d > 0.0 ? std::min(always, 1.0 / d) : always;
    const double left_out = p * (ratio + 1.0);
    outcome.value[i] = outcome.included[i] > 0.0 ? sometimes : left_out;
    total += outcome.value[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    outcome.value[i] /= total;
    outcome.price[i] = game.discount[i] * outcome.value[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    outcome.keeps[i] = 1.0 - cheapest_votes(game, outcome.price, i);
  }
  return outcome;
}

}  // namespace tripart
