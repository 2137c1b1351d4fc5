// What a proposer offers that must leave every other party what it asks for.
#include "tripart/bargaining/best_offer.hpp"

#include <algorithm>
#include <vector>

#include "bargaining/offer_program.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

bool has_stake(const Frontier& frontier, std::size_t k, std::size_t i) {
  return frontier.weight[k][i] > 0.0 || frontier.slope[k][i] != 0.0;
}

bool is_open(const Frontier& frontier, std::size_t k) {
  bool open = false;
  for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
    open = open || has_stake(frontier, k, i);
  }
  return open && frontier.low[k] < frontier.high[k];
}

// Nobody wants to leave the interval, whatever the weights.
bool holds_every_peak(const Frontier& frontier, std::size_t k) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
    const double weight = frontier.weight[k][i];
    const double slope = frontier.slope[k][i];
    if (weight <= 0.0) {
      if (slope != 0.0) {
        return false;
      }
      continue;
    }
    const double peak = frontier.ideal[k][i] + 0.5 * slope / weight;
    if (peak < frontier.low[k] || peak > frontier.high[k]) {
      return false;
    }
  }
  return true;
}

void add_stretch(const Frontier& frontier, std::size_t k, double low, double high,
                 std::vector<Stretch>& stretches) {
  Stretch stretch;
  stretch.issue = k;
  stretch.low = low;
  stretch.width = high - low;
  const bool quadratic = frontier.loss_exponent == 2;
  stretch.bounded = !quadratic || !holds_every_peak(frontier, k);
  for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
    const double weight = frontier.weight[k][i];
    const double ideal = frontier.ideal[k][i];
    double linear = frontier.slope[k][i];
    if (quadratic) {
      linear += 2.0 * weight * (ideal - low);
      stretch.square[i] = weight * stretch.width * stretch.width;
    } else {
      linear += ideal > low ? weight : -weight;
    }
    stretch.linear[i] = linear * stretch.width;
  }
  stretches.push_back(stretch);
}

void add_issue(const Frontier& frontier, std::size_t k, std::vector<Stretch>& stretches) {
  std::vector<double> bends = {frontier.low[k], frontier.high[k]};
  for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
    const double ideal = frontier.ideal[k][i];
    if (frontier.loss_exponent == 1 && frontier.weight[k][i] > 0.0 &&
        ideal > frontier.low[k] && ideal < frontier.high[k]) {
      bends.push_back(ideal);
    }
  }
  std::sort(bends.begin(), bends.end());
  for (std::size_t b = 1; b < bends.size(); ++b) {
    if (bends[b] > bends[b - 1]) {
      add_stretch(frontier, k, bends[b - 1], bends[b], stretches);
    }
  }
}

// Solves over the issues of the programme and writes their texts.
bool solve_issues(const Frontier& frontier, OfferProgram& program, Texts& text) {
  program.parties = frontier.parties;
  for (const Stretch& stretch : program.stretches) {
    text[stretch.issue] = frontier.low[stretch.issue];
  }
  program.start = frontier_values(frontier, text);
  if (!program.solve()) {
    return false;
  }
  for (std::size_t s = 0; s < program.stretches.size(); ++s) {
    const Stretch& stretch = program.stretches[s];
    text[stretch.issue] += program.filled()[s] * stretch.width;
  }
  for (const Stretch& stretch : program.stretches) {
    double& t = text[stretch.issue];
    t = std::min(std::max(t, frontier.low[stretch.issue]), frontier.high[stretch.issue]);
  }
  return true;
}

// Issues that make no difference to the proposer or to those held to their demands.
bool solve_spare_issues(const Frontier& frontier, const OfferProgram& first, int party,
                        const PartyValues& least, Texts& text) {
  OfferProgram spare;
  for (int i = 0; i < frontier.parties; ++i) {
    const auto at = static_cast<std::size_t>(i);
    spare.asked[at] = i != party && !first.binds(i);
    spare.wish[at] = spare.asked[at] ? 1.0 : 0.0;
  }
  spare.least = least;
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
    bool matters = !is_open(frontier, k);
    for (std::size_t i = 0; i < static_cast<std::size_t>(frontier.parties); ++i) {
      matters = matters || (!spare.asked[i] && has_stake(frontier, k, i));
    }
    if (!matters) {
      add_issue(frontier, k, spare.stretches);
    }
  }
  return spare.stretches.empty() || solve_issues(frontier, spare, text);
}

}  // namespace

FrontierPoint solve_best_offer(const Frontier& frontier, int party,
                               const PartyValues& least) {
  TRIPART_EXPECTS(party >= 0 && party < frontier.parties &&
                  frontier.parties <= max_parties);
  FrontierPoint point;
  OfferProgram program;
  for (std::size_t k = 0; k < static_cast<std::size_t>(frontier.issues); ++k) {
    point.text[k] =
        std::min(std::max(frontier.otherwise[k], frontier.low[k]), frontier.high[k]);
    if (is_open(frontier, k)) {
      add_issue(frontier, k, program.stretches);
    }
  }
  program.wish[static_cast<std::size_t>(party)] = 1.0;
  program.least = least;
  for (int i = 0; i < frontier.parties; ++i) {
    program.asked[static_cast<std::size_t>(i)] = i != party;
  }
  if (!solve_issues(frontier, program, point.text)) {
    return point;
  }
  point.found = solve_spare_issues(frontier, program, party, least, point.text);
  point.value = frontier_values(frontier, point.text);
  return point;
}

}  // namespace tripart
