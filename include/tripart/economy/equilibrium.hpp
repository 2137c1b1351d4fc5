#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/economy/baseline.hpp"
#include "tripart/economy/tariff_schedule.hpp"

namespace tripart {

/// What becomes of trade deficits when wages change. World value added is the numeraire.
enum class Deficits {
  fixed,    ///< constant in units of world value added
  scaled,   ///< constant share of own value added; what no longer sums to zero is shared
            ///< by value added
  removed,  ///< zero. Compare with `close_baseline`, not with the observed year
};

/// `fixed`, `scaled` or `removed`: the words of the scenario.
[[nodiscard]] std::string_view to_text(Deficits deficits);

/// What the model takes as given beside technology and policy.
struct Closure {
  Deficits deficits = Deficits::fixed;
  bool input_output = true;  ///< false: no intermediate inputs, all sales are value added
};

struct SolverOptions {
  double tolerance =
      1e-10;  ///< largest relative gap of any price, market, income and wage
  int max_iterations = 5000;  ///< of the damped loop, which follows if the other fails
  std::optional<Width> width =
      std::nullopt;  ///< of vectors, none: `widest()`; no result depends on it
};

/// A counterfactual year relative to the baseline; levels are in the baseline's currency
/// with world value added unchanged. Orders as in Baseline.
struct Equilibrium {
  std::vector<double> wage_hat;           ///< by region
  std::vector<double> cost_hat;           ///< c [region, sector], E1
  std::vector<double> price_hat;          ///< P [importer, sector], E2
  std::vector<double> expenditure_share;  ///< pi' [importer, exporter, sector], E3
  std::vector<double> expenditure;        ///< X' [importer, sector], E4
  std::vector<double> output;             ///< Y' [region, sector] before tariffs
  std::vector<double> tariff_revenue;     ///< by region
  std::vector<double> deficit;            ///< by region
  std::vector<double> income;             ///< I' by region
  std::vector<double> income_hat;         ///< I'/I
  int iterations = 0;                     ///< evaluations of the equations, of both loops
  double residual = 0.0;                  ///< largest relative gap left
};

/// One of several counterfactuals that are solved together.
struct EquilibriumTask {
  const TradePolicy* policy = nullptr;
  const Equilibrium* warm_start = nullptr;  ///< as in EquilibriumSolver::solve
  Equilibrium* result = nullptr;            ///< of this task alone
};

struct UnsolvedTask {
  std::size_t task = 0;  ///< its place among the tasks
  Failure failure;
};

struct BaseYear;
struct FullKernels;
struct BaseResponse;
class PolicyChange;

/// Solves E1-E5 for one baseline, one set of elasticities and one closure, again and
/// again.
///
/// An accelerated loop uses what is known of the neighbourhood of the base year
/// (MODEL.md, E5a), which construction works out at the price of a few solves; copy a
/// solver to share that. Where it fails, a slower loop starts anew: it moves costs,
/// expenditures and wages together, and every region damps its own wage step. Either way
/// the equations are checked in full at the end. `solve` allocates only what `result`
/// lacks. Results depend on the arguments alone, never on what was solved before.
class EquilibriumSolver {
 public:
  /// The solver refers to `baseline`, which must outlive it.
  /// \pre theta > 0 by sector; closure.input_output or a baseline without inputs
  /// (`close_baseline`).
  EquilibriumSolver(const Baseline& baseline, const std::vector<double>& theta,
                    const Closure& closure, const SolverOptions& options = {});

  /// \param warm_start  where to start from (any equilibrium of this baseline), or null
  /// for the base year \throws Failure(bad_input) with residual and worst market if the
  /// loop does not converge, or naming the region whose given surplus exceeds its income.
  void solve(const TradePolicy& policy, Equilibrium& result,
             const Equilibrium* warm_start = nullptr);

  /// Solves many, as many at a time as the processor's vectors hold. Every result has the
  /// bits that `solve` gives, whatever else is solved beside it. Returns the tasks
  /// without equilibrium, in their order; their results are of no use.
  [[nodiscard]] std::vector<UnsolvedTask> solve_all(
      std::span<const EquilibriumTask> tasks);

 private:
  struct Rounds;
  /// Working memory of the accelerated loop. A copy of the solver makes its own.
  struct Memory {
    Memory();
    Memory(const Memory& other);
    Memory& operator=(const Memory& other);
    ~Memory();
    std::unique_ptr<Rounds> rounds;
  };

  void load(const PolicyChange& change);
  void start_from(const Equilibrium* warm_start);
  void solve_tasks(std::span<const EquilibriumTask> tasks, Rounds& rounds,
                   std::vector<UnsolvedTask>& unsolved);
  void begin(const EquilibriumTask& task, Rounds& rounds, std::size_t lane);
  void finish(const EquilibriumTask& task, Rounds& rounds, std::size_t lane);
  /// Puts the state into the full equations, and repeats with the damped loop unless they
  /// hold.
  void check(Equilibrium& result, int accelerated);
  /// What prices, expenditures and wages imply for themselves; returns the largest gap
  /// between the two.
  double evaluate();
  [[nodiscard]] FullKernels kernels() const;
  void advance();
  void store(Equilibrium& result) const;
  void store_shares(std::vector<double>& share) const;
  void expect_incomes() const;
  [[noreturn]] void give_up(double gap, int iterations) const;

  const Baseline* baseline_;
  SolverOptions options_;
  Width width_;
  std::size_t N_, J_;
  std::size_t columns_;  ///< of a row by sector: J_ in whole groups
  // what the base year knows and learns, shared by all copies
  std::shared_ptr<const BaseYear> year_;
  std::shared_ptr<const BaseResponse> response_;
  // the policy at hand
  std::vector<double> weight_;        ///< pi kappa_hat^-theta
  std::vector<double> net_weight_;    ///< the same over 1 + tau'
  std::vector<std::size_t> changed_;  ///< the flows where these are not the base year's
  // the state and its image
  std::vector<double> log_wage_, log_cost_, expenditure_;
  std::vector<double> log_price_, cost_power_, share_sum_, new_log_cost_, demand_,
      net_share_sum_;
  std::vector<double> output_, new_expenditure_, revenue_, wage_bill_, deficit_, income_,
      excess_;
  std::vector<double> step_, last_excess_, last_log_wage_;
  Memory alone_, together_;
};

/// One solve with a solver of its own.
[[nodiscard]] Equilibrium solve_equilibrium(const Baseline& baseline,
                                            const std::vector<double>& theta,
                                            const TradePolicy& policy,
                                            const Closure& closure = {},
                                            const SolverOptions& options = {},
                                            const Equilibrium* warm_start = nullptr);

/// The base year as the closure sees it: without inputs if `input_output` is false,
/// re-solved with zero deficits if they are removed. With no change of policy it solves
/// to hats of exactly 1.
[[nodiscard]] Baseline close_baseline(const Baseline& baseline,
                                      const std::vector<double>& theta,
                                      const Closure& closure,
                                      const SolverOptions& options = {});

/// The base year as the equilibrium that it is, hats of exactly 1: what an unchanged
/// policy leads to, without a solver's last digits.
[[nodiscard]] Equilibrium base_equilibrium(const Baseline& baseline);

/// The counterfactual year as a base year of its own.
[[nodiscard]] Baseline rebase(const Baseline& baseline, const TradePolicy& policy,
                              const Equilibrium& equilibrium);

}  // namespace tripart
