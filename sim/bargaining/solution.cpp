// Solutions of two-party problems beside Nash's, and the utilitarian text of any number.
#include "tripart/bargaining/solution.hpp"

#include "bargaining/root.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

// The efficient text whose surpluses are in the ratio of `claim`, or, where the frontier
// ends before, the one that leaves party 1 the most it can have in that direction.
FrontierPoint solve_proportional(const NashProblem& problem,
                                 const std::array<double, 2>& claim) {
  const auto with = [&](double part) {
    return solve_best(problem.frontier, 0, problem.disagreement[1] + part * claim[1]);
  };
  const double part = solve_falling(
      [&](double share) {
        return (with(share).value[0] - problem.disagreement[0]) / claim[0] - share;
      },
      0.0, 1.0);
  return with(part);
}

// Each party's best surplus among texts that leave the other its disagreement value;
// found only where both are positive, which is when some text makes both better off.
struct BestSurpluses {
  bool found = false;
  std::array<double, 2> value{};
};

BestSurpluses best_surpluses(const NashProblem& problem) {
  BestSurpluses best;
  best.found = true;
  for (int party = 0; party < 2; ++party) {
    const auto i = static_cast<std::size_t>(party);
    const FrontierPoint point =
        solve_best(problem.frontier, party, problem.disagreement[1 - i]);
    best.value[i] = point.value[i] - problem.disagreement[i];
    best.found = best.found && point.found && best.value[i] > 0.0;
  }
  return best;
}

}  // namespace

FrontierPoint solve_kalai_smorodinsky(const NashProblem& problem) {
  TRIPART_EXPECTS(problem.frontier.parties == 2);
  const BestSurpluses best = best_surpluses(problem);
  return best.found ? solve_proportional(problem, best.value) : FrontierPoint{};
}

FrontierPoint solve_egalitarian(const NashProblem& problem) {
  TRIPART_EXPECTS(problem.frontier.parties == 2);
  const BestSurpluses best = best_surpluses(problem);
  const double least = best.value[0] < best.value[1] ? best.value[0] : best.value[1];
  return best.found ? solve_proportional(problem, {least, least}) : FrontierPoint{};
}

FrontierPoint solve_utilitarian(const NashProblem& problem) {
  constexpr PartyValues equal = {1, 1, 1, 1, 1, 1, 1, 1};
  FrontierPoint point;
  point.text = frontier_text(problem.frontier, equal);
  point.value = frontier_values(problem.frontier, point.text);
  point.found = true;
  return point;
}

}  // namespace tripart
