// How far a settlement lies from the Nash point of the exact frontier of its table (T3).
#include <algorithm>

#include "bargaining/engine.hpp"
#include "bargaining/settlement.hpp"
#include "bargaining/settlement_queue.hpp"

namespace tripart {
namespace {

// As new, as far as a table of so many issues has used it.
void clear(std::size_t issues, NashProblem& problem) {
  Frontier& frontier = problem.frontier;
  frontier.constant = {};
  for (std::size_t k = 0; k < issues; ++k) {
    frontier.ideal[k] = frontier.weight[k] = frontier.slope[k] = {};
  }
}

}  // namespace

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
    const Real low = track.agenda.low[k];
    const Real high = track.agenda.high[k];
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
    const Government& government = now_.party[i].government;
    for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
      const auto k = static_cast<std::size_t>(issue);
      if (is_open(track, issue)) {
        problem.frontier.add_stake(
            member, issue, government.ideal[k],
            government.content_weight * coverage(party, issue, track.signatories) *
                government.salience[k],
            payoffs_.has_effects()
                ? payoffs_.issue_effect(drawn_.economy, track.configuration, issue, party,
                                        track.signatories)
                : 0.0,
            std::nullopt);
      }
    }
    problem.disagreement[static_cast<std::size_t>(member++)] = now_.party[i].reservation;
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

// What its distances will be measured from: as the table saw it when it agreed. Only
// those of the last settlement are kept.
void Engine::remember_settlement(const Track& track, int point) {
  if (setup_.listed) {
    measure_listed_nash(track, point);
    return;
  }
  Settlement& settlement = *history_.settlement;
  settlement.present = settlement.has_nash = true;
  settlement.members = track.members;
  clear(issues_, settlement.problem);
  describe_table(track, point, settlement.problem);
  std::size_t member = 0;
  for (std::size_t i = 0; i < parties_; ++i) {
    if (contains(track.members, static_cast<int>(i))) {
      settlement.agreed[member++] =
          track.value[i * track.capacity + static_cast<std::size_t>(point)];
    }
  }
  find_references(track.signatories);
}

void Engine::record_distances(Outcome& outcome) {
  const Settlement& settlement = *history_.settlement;
  if (!settlement.present) {
    return;
  }
  if (queue_ != nullptr) {
    queue_->add(settlement, outcome);
  } else {
    write_distances(settlement.members, measure_distances(settlement), outcome);
  }
}

}  // namespace tripart
