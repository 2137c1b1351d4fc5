// The exact frontier of a table: what texts are worth, and which are efficient (B1, B5).
#include <algorithm>
#include <cmath>

#include "tripart/bargaining/solution.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

double loss(double distance, int exponent) {
  return exponent == 2 ? distance * distance : std::fabs(distance);
}

double clipped(double text, double low, double high) {
  return std::min(std::max(text, low), high);
}

// The maximiser of sum_i weight_i V_i over one issue that somebody with weight cares
// about.
struct Pull {
  double curvature = 0.0;  // sum of weight x stake
  double slope = 0.0;      // sum of weight x cost slope
  double centre = 0.0;     // sum of weight x stake x ideal
};

Pull pull_of(const Frontier& frontier, std::size_t k, const PartyValues& weight) {
  Pull pull;
  for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
    const double stake = weight[i] * frontier.weight[k][i];
    pull.curvature += stake;
    pull.centre += stake * frontier.ideal[k][i];
    pull.slope += weight[i] * frontier.slope[k][i];
  }
  return pull;
}

// The weighted median, shifted by what the costs of the text pull: the least text to the
// right of which the weighted sum no longer rises.
double median_text(const Frontier& frontier, std::size_t k, const PartyValues& weight,
                   const Pull& pull) {
  const auto parties = static_cast<std::size_t>(frontier.parties);
  const auto rises_after = [&](double text) {
    double slope = pull.slope + pull.curvature;
    for (std::size_t i = 0; i < parties; ++i) {
      slope -=
          frontier.ideal[k][i] <= text ? 2.0 * weight[i] * frontier.weight[k][i] : 0.0;
    }
    return slope > 0.0;
  };
  double best = rises_after(frontier.low[k]) ? frontier.high[k] : frontier.low[k];
  for (std::size_t i = 0; i < parties; ++i) {
    const double ideal = frontier.ideal[k][i];
    if (ideal > frontier.low[k] && ideal < best && !rises_after(ideal)) {
      best = ideal;
    }
  }
  return best;
}

double text_of(const Frontier& frontier, std::size_t k, const PartyValues& weight) {
  constexpr PartyValues equal = {1, 1, 1, 1, 1, 1, 1, 1};
  const PartyValues* deciding = &weight;
  Pull pull = pull_of(frontier, k, weight);
  if (pull.curvature <= 0.0 && pull.slope == 0.0) {
    deciding = &equal;
    pull = pull_of(frontier, k, equal);
  }
  if (pull.curvature > 0.0) {
    return frontier.loss_exponent == 2
               ? clipped((pull.centre + 0.5 * pull.slope) / pull.curvature,
                         frontier.low[k], frontier.high[k])
               : median_text(frontier, k, *deciding, pull);
  }
  if (pull.slope != 0.0) {
    return pull.slope > 0.0 ? frontier.high[k] : frontier.low[k];
  }
  return clipped(frontier.otherwise[k], frontier.low[k], frontier.high[k]);
}

}  // namespace

void Frontier::add_stake(int party, int issue, double ideal_text, double stake_weight,
                         double cost_slope, std::optional<double> status_quo) {
  const auto i = static_cast<std::size_t>(party);
  const auto k = static_cast<std::size_t>(issue);
  ideal[k][i] = ideal_text;
  weight[k][i] = stake_weight;
  slope[k][i] = cost_slope;
  const double without =
      status_quo ? 1.0 - loss(*status_quo - ideal_text, loss_exponent) : 0.0;
  constant[i] += stake_weight * (1.0 - without) - cost_slope * status_quo.value_or(0.0);
}

PartyValues frontier_values(const Frontier& frontier, const Texts& text) {
  PartyValues value = frontier.constant;
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
      value[i] += frontier.slope[k][i] * text[k] -
                  frontier.weight[k][i] *
                      loss(text[k] - frontier.ideal[k][i], frontier.loss_exponent);
    }
  }
  return value;
}

Texts frontier_text(const Frontier& frontier, const PartyValues& weight) {
  Texts text{};
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
    text[k] = text_of(frontier, k, weight);
  }
  return text;
}

// Two efficient texts, one that gives the other party too little and one that gives it
// enough, are brought together: the weights at which both count the same either show a
// third text that beats them, which replaces one of the two, or every text between them
// is efficient too and the one that gives exactly `least` is the answer.
FrontierPoint solve_best(const Frontier& frontier, int party, double least) {
  TRIPART_EXPECTS(frontier.parties == 2 && (party == 0 || party == 1));
  const auto own = static_cast<std::size_t>(party);
  const std::size_t other = 1 - own;
  const auto efficient = [&](double weight_of_other) {
    PartyValues weight{};
    weight[own] = 1.0 - weight_of_other;
    weight[other] = weight_of_other;
    FrontierPoint point;
    point.text = frontier_text(frontier, weight);
    point.value = frontier_values(frontier, point.text);
    point.found = point.value[other] >= least;
    return point;
  };
  FrontierPoint low = efficient(0.0);
  if (low.found) {
    return low;
  }
  FrontierPoint high = efficient(1.0);
  if (!high.found) {
    return high;
  }
  constexpr double rounding = 4e-16;
  constexpr int most_steps = 200;
  for (int step = 0; step < most_steps; ++step) {
    const double given_up = low.value[own] - high.value[own];
    const double gained = high.value[other] - low.value[other];
    if (!(given_up > 0.0) || !(gained > 0.0)) {
      break;
    }
    const double weight = given_up / (given_up + gained);
    const FrontierPoint middle = efficient(weight);
    const double beats = (1.0 - weight) * (middle.value[own] - low.value[own]) +
                         weight * (middle.value[other] - low.value[other]);
    if (beats <= rounding * (given_up + gained + std::fabs(low.value[own]) +
                             std::fabs(low.value[other]))) {
      break;
    }
    (middle.found ? high : low) = middle;
  }
  const double gained = high.value[other] - low.value[other];
  const double share = gained > 0.0 ? (least - low.value[other]) / gained : 1.0;
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
    high.text[k] = low.text[k] + share * (high.text[k] - low.text[k]);
  }
  high.value = frontier_values(frontier, high.text);
  return high;
}

}  // namespace tripart
