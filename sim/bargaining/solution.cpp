// Solutions of bargaining problems beside Nash's.
#include "tripart/bargaining/solution.hpp"

#include <algorithm>

#include "bargaining/proportional.hpp"
#include "bargaining/root.hpp"
#include "bargaining/separable_program.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

constexpr PartyValues equal = {1, 1, 1, 1, 1, 1, 1, 1};

// Two parties: the efficient text whose surpluses are in the ratio of `claim`, or, where
// the frontier ends before, the one that leaves party 1 the most it can have in that
// direction.
FrontierPoint solve_pair(const NashProblem& problem, const PartyValues& claim) {
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

FrontierPoint point_at(const Frontier& frontier, const Texts& text) {
  return {true, text, frontier_values(frontier, text)};
}

// Everybody but `except` has at least the disagreement value.
bool is_rational(const NashProblem& problem, const FrontierPoint& point, int except) {
  for (int party = 0; party < problem.frontier.parties; ++party) {
    const auto i = static_cast<std::size_t>(party);
    if (party != except && point.value[i] < problem.disagreement[i]) {
      return false;
    }
  }
  return true;
}

bool has_surplus(const NashProblem& problem) {
  const ProportionalPoint line =
      solve_line(problem.frontier, problem.disagreement, equal);
  return line.found && line.gain > 0.0;
}

// The text with the highest weighted sum among those that leave everybody but `except`
// the disagreement value, given that one leaves them more.
FrontierPoint best_sum(const NashProblem& problem, const PartyValues& weight,
                       int except) {
  const Frontier& frontier = problem.frontier;
  const FrontierPoint free = point_at(frontier, frontier_text(frontier, weight));
  if (is_rational(problem, free, except)) {
    return free;
  }
  ProgramQuestion question;
  question.objective = weight;
  question.floor = problem.disagreement;
  for (int party = 0; party < frontier.parties; ++party) {
    question.bound[static_cast<std::size_t>(party)] = party != except;
  }
  const ProgramAnswer answer = SeparableProgram(frontier).solve(question);
  return answer.found ? point_at(frontier, answer.text) : FrontierPoint{};
}

FrontierPoint best_with_surplus(const NashProblem& problem, int party) {
  PartyValues weight{};
  weight[static_cast<std::size_t>(party)] = 1.0;
  return problem.frontier.parties == 2
             ? solve_best(problem.frontier, party,
                          problem.disagreement[static_cast<std::size_t>(1 - party)])
             : best_sum(problem, weight, party);
}

}  // namespace

FrontierPoint solve_best_rational(const NashProblem& problem, int party) {
  TRIPART_EXPECTS(party >= 0 && party < problem.frontier.parties);
  return has_surplus(problem) ? best_with_surplus(problem, party) : FrontierPoint{};
}

FrontierPoint solve_kalai_smorodinsky(const NashProblem& problem) {
  if (!has_surplus(problem)) {
    return {};
  }
  PartyValues best{};
  for (int party = 0; party < problem.frontier.parties; ++party) {
    const auto i = static_cast<std::size_t>(party);
    const FrontierPoint point = best_with_surplus(problem, party);
    best[i] = point.value[i] - problem.disagreement[i];
    if (!point.found || !(best[i] > 0.0)) {
      return {};
    }
  }
  return problem.frontier.parties == 2 ? solve_pair(problem, best)
                                       : solve_proportional(problem, best);
}

FrontierPoint solve_egalitarian(const NashProblem& problem) {
  if (problem.frontier.parties != 2) {
    return solve_proportional(problem, equal);
  }
  if (!has_surplus(problem)) {
    return {};
  }
  double least = 1e300;
  for (int party = 0; party < 2; ++party) {
    const auto i = static_cast<std::size_t>(party);
    const FrontierPoint point = best_with_surplus(problem, party);
    least = std::min(least, point.value[i] - problem.disagreement[i]);
  }
  return least > 0.0 ? solve_pair(problem, {least, least}) : FrontierPoint{};
}

FrontierPoint solve_utilitarian(const NashProblem& problem) {
  return point_at(problem.frontier, frontier_text(problem.frontier, equal));
}

FrontierPoint solve_rational_utilitarian(const NashProblem& problem) {
  return has_surplus(problem) ? best_sum(problem, equal, -1) : FrontierPoint{};
}

}  // namespace tripart
