#include "bargaining/settlement_queue.hpp"

#include "bargaining/proportional.hpp"

namespace tripart {
namespace {

constexpr std::size_t fewest_parties = 2;

// Entry `index` of one lane.
double& at(std::vector<double>& array, std::size_t index, std::size_t lane) {
  return array[index * most_lanes + lane];
}
double at(const std::vector<double>& array, std::size_t index, std::size_t lane) {
  return array[index * most_lanes + lane];
}

}  // namespace

SettlementQueue::SettlementQueue(const Model& model, Width width)
    : issues_(model.issues.size()),
      loss_exponent_(model.loss_exponent),
      kernels_(settlement_kernels(width)) {
  for (std::size_t n = 0; n < groups_.size(); ++n) {
    Group& group = groups_[n];
    group.parties = fewest_parties + n;
    for (std::vector<double>* array : {&group.low, &group.high, &group.otherwise}) {
      array->resize(issues_ * most_lanes);
    }
    for (std::vector<double>* array : {&group.ideal, &group.weight, &group.slope}) {
      array->resize(issues_ * group.parties * most_lanes);
    }
    for (std::vector<double>* array :
         {&group.constant, &group.disagreement, &group.agreed, &group.nash}) {
      array->resize(group.parties * most_lanes);
    }
    group.gain.resize(most_lanes);
    group.reference.resize(reference_count * issues_ * most_lanes);
    group.at_reference.resize(reference_count * group.parties * most_lanes);
  }
}

void SettlementQueue::add(const Settlement& settlement, Outcome& outcome) {
  const Frontier& frontier = settlement.problem.frontier;
  const std::size_t parties = static_cast<std::size_t>(frontier.parties);
  if (loss_exponent_ != 2 || parties < fewest_parties ||
      parties >= fewest_parties + groups_.size()) {
    write_distances(settlement.members, measure_distances(settlement), outcome);
    return;
  }
  Group& to = groups_[parties - fewest_parties];
  const std::size_t lane = to.waiting++;
  to.outcome[lane] = &outcome;
  to.members[lane] = settlement.members;
  to.has_nash[lane] = settlement.has_nash;
  for (std::size_t i = 0; i < parties; ++i) {
    at(to.constant, i, lane) = frontier.constant[i];
    at(to.disagreement, i, lane) = settlement.problem.disagreement[i];
    at(to.agreed, i, lane) = settlement.agreed[i];
  }
  for (std::size_t k = 0; k < issues_; ++k) {
    at(to.low, k, lane) = frontier.low[k];
    at(to.high, k, lane) = frontier.high[k];
    at(to.otherwise, k, lane) = frontier.otherwise[k];
    for (std::size_t i = 0; i < parties; ++i) {
      at(to.ideal, k * parties + i, lane) = frontier.ideal[k][i];
      at(to.weight, k * parties + i, lane) = frontier.weight[k][i];
      at(to.slope, k * parties + i, lane) = frontier.slope[k][i];
    }
  }
  for (std::size_t s = 0; s < reference_count; ++s) {
    to.has_reference[lane][s] = settlement.reference[s] != nullptr;
    for (std::size_t k = 0; to.has_reference[lane][s] && k < issues_; ++k) {
      at(to.reference, s * issues_ + k, lane) = (*settlement.reference[s])[k];
    }
  }
  if (to.waiting == most_lanes) {
    measure_all(to);
  }
}

void SettlementQueue::finish() {
  for (Group& group : groups_) {
    if (group.waiting > 0) {
      measure_all(group);
    }
  }
}

void SettlementQueue::drop() {
  for (Group& group : groups_) {
    group.waiting = 0;
  }
}

// Lanes in which nobody waits run along with what is left of others.
void SettlementQueue::measure_all(Group& group) {
  SettlementLanes view;
  view.issues = issues_;
  view.references = reference_count;
  view.low = group.low.data();
  view.high = group.high.data();
  view.otherwise = group.otherwise.data();
  view.ideal = group.ideal.data();
  view.weight = group.weight.data();
  view.slope = group.slope.data();
  view.constant = group.constant.data();
  view.disagreement = group.disagreement.data();
  view.agreed = group.agreed.data();
  view.reference = group.reference.data();
  view.nash = group.nash.data();
  view.nash_verdict = group.nash_verdict.data();
  view.gain = group.gain.data();
  view.gain_verdict = group.gain_verdict.data();
  view.at_reference = group.at_reference.data();
  (group.parties == 2 ? kernels_.measure_two : kernels_.measure_three)(view);
  for (std::size_t lane = 0; lane < group.waiting; ++lane) {
    write_distances(group.members[lane], distances_of(group, lane), *group.outcome[lane]);
  }
  group.waiting = 0;
}

SettlementDistances SettlementQueue::distances_of(const Group& group,
                                                  std::size_t lane) const {
  SettlementDistances distances;
  const auto from = [&](const std::vector<double>& there, std::size_t first) {
    PartyValues distance{};
    for (std::size_t m = 0; m < group.parties; ++m) {
      distance[m] = at(group.agreed, m, lane) - at(there, first + m, lane);
    }
    return distance;
  };
  if (group.nash_verdict[lane] == Verdict::apart) {
    Settlement settlement;
    settlement.has_nash = group.has_nash[lane];
    settlement.problem = problem_of(group, lane);
    settlement.agreed = agreed_in(group, lane);
    distances = measure_distances(settlement);
  } else {
    if (group.has_nash[lane] && group.nash_verdict[lane] == Verdict::found) {
      distances.nash = from(group.nash, 0);
    }
    distances.pareto = group.gain_verdict[lane] == Verdict::apart
                           ? pareto_distance_by_program(problem_of(group, lane).frontier,
                                                        agreed_in(group, lane))
                           : group.gain[lane];
  }
  for (std::size_t s = 0; s < reference_count; ++s) {
    if (group.has_reference[lane][s]) {
      distances.reference[s] = from(group.at_reference, s * group.parties);
    }
  }
  return distances;
}

PartyValues SettlementQueue::agreed_in(const Group& group, std::size_t lane) const {
  PartyValues agreed{};
  for (std::size_t m = 0; m < group.parties; ++m) {
    agreed[m] = at(group.agreed, m, lane);
  }
  return agreed;
}

NashProblem SettlementQueue::problem_of(const Group& group, std::size_t lane) const {
  NashProblem problem;
  Frontier& frontier = problem.frontier;
  frontier.parties = static_cast<int>(group.parties);
  frontier.issues = static_cast<int>(issues_);
  frontier.loss_exponent = loss_exponent_;
  for (std::size_t i = 0; i < group.parties; ++i) {
    frontier.constant[i] = at(group.constant, i, lane);
    problem.disagreement[i] = at(group.disagreement, i, lane);
  }
  for (std::size_t k = 0; k < issues_; ++k) {
    frontier.low[k] = at(group.low, k, lane);
    frontier.high[k] = at(group.high, k, lane);
    frontier.otherwise[k] = at(group.otherwise, k, lane);
    for (std::size_t i = 0; i < group.parties; ++i) {
      frontier.ideal[k][i] = at(group.ideal, k * group.parties + i, lane);
      frontier.weight[k][i] = at(group.weight, k * group.parties + i, lane);
      frontier.slope[k][i] = at(group.slope, k * group.parties + i, lane);
    }
  }
  return problem;
}

}  // namespace tripart
