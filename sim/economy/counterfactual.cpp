#include "tripart/economy/counterfactual.hpp"

#include "tripart/core/error.hpp"

namespace tripart {

std::vector<SolvedCounterfactual> solve_counterfactuals(
    const Baseline& closed, const std::vector<double>& theta, const Closure& closure,
    const std::vector<Counterfactual>& list, const SolverOptions& options) {
  std::vector<SolvedCounterfactual> solved;
  solved.reserve(list.size());
  for (const Counterfactual& one : list) {
    try {
      TRIPART_EXPECTS(one.relative_to < static_cast<int>(solved.size()));
      SolvedCounterfactual result;
      if (one.relative_to < 0) {
        result.before = closed;
      } else {
        const auto& other = solved[static_cast<std::size_t>(one.relative_to)];
        result.before = rebase(other.before, other.policy, other.after);
      }
      result.policy = baseline_policy(result.before);
      change_tariffs(result.policy, result.before, one.tariffs);
      change_icebergs(result.policy, result.before, one.icebergs);
      result.after =
          solve_equilibrium(result.before, theta, result.policy, closure, options);
      solved.push_back(std::move(result));
    } catch (const Failure& failure) {
      throw Failure(failure.code(), "policy '" + one.id + "': " + failure.what());
    }
  }
  return solved;
}

}  // namespace tripart
