// How far a settlement lies from the Nash point of the exact frontier of its table (T3).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/solution.hpp"

namespace tripart {

// The box of texts that all signatories could sign; what is not on the table, or carved
// out, stays as agreed.
void Engine::frontier_of(const Track& track, int point, NashProblem& problem) const {
  Frontier& frontier = problem.frontier;
  frontier.issues = static_cast<int>(issues_);
  frontier.loss_exponent = model_.loss_exponent;
  for (std::size_t k = 0; k < issues_; ++k) {
    const Real text = track.text_at(point, k);
    frontier.low[k] = frontier.high[k] = frontier.otherwise[k] = text;
    if (!is_open(track, static_cast<int>(k))) {
      continue;
    }
    const PartySet stake = track.signatories & model_.issues[k].between;
    Real low = 0.0;
    Real high = 1.0;
    for (std::size_t i = 0; i < parties_; ++i) {
      if (contains(stake, static_cast<int>(i))) {
        low = std::max(low, party_[i].red_low[k]);
        high = std::min(high, party_[i].red_high[k]);
      }
    }
    if (low <= high) {
      frontier.low[k] = low;
      frontier.high[k] = high;
    }
  }
}

// The bargaining problem of a table, members in the order of the parties: what its texts
// are worth, red lines, and R as it stands.
void Engine::describe_table(const Track& track, int point, NashProblem& problem) const {
  frontier_of(track, point, problem);
  int member = 0;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    const auto i = static_cast<std::size_t>(party);
    if (!contains(track.members, party)) {
      continue;
    }
    const Government& government = party_[i].government;
    for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
      const auto k = static_cast<std::size_t>(issue);
      if (is_open(track, issue)) {
        problem.frontier.add_stake(member, issue, government.ideal[k],
                                   government.content_weight *
                                       coverage(party, issue, track.signatories) *
                                       government.salience[k],
                                   payoffs_.issue_effect(economy_, track.configuration,
                                                         issue, party, track.signatories),
                                   std::nullopt);
      }
    }
    problem.disagreement[static_cast<std::size_t>(member++)] = party_[i].reservation;
  }
  problem.frontier.parties = member;
  // What no text at this table moves: the rest of V at the point's.
  const PartyValues moved = frontier_values(problem.frontier, problem.frontier.otherwise);
  member = 0;
  for (std::size_t i = 0; i < parties_; ++i) {
    if (contains(track.members, static_cast<int>(i))) {
      const auto m = static_cast<std::size_t>(member++);
      problem.frontier.constant[m] +=
          track.value[i * track.capacity + static_cast<std::size_t>(point)] - moved[m];
    }
  }
}

void Engine::measure_nash_distance(const Track& track, int point) {
  if (listed_) {
    measure_listed_nash(track, point);
    return;
  }
  NashProblem problem;
  describe_table(track, point, problem);
  const FrontierPoint nash = solve_nash(problem);
  std::size_t member = 0;
  for (std::size_t i = 0; i < parties_; ++i) {
    PartyState& state = party_[i];
    state.has_nash = nash.found && contains(track.members, static_cast<int>(i));
    if (state.has_nash) {
      state.distance_nash =
          track.value[i * track.capacity + static_cast<std::size_t>(point)] -
          nash.value[member++];
    }
  }
  measure_distances(track, point, problem);
}

}  // namespace tripart
