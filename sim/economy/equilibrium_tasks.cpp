#include <algorithm>

#include "economy/linked_batch.hpp"
#include "economy/policy_change.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/equilibrium.hpp"

// Many counterfactuals of one base year: which lane of the accelerated loop works on
// which, and what becomes of it afterwards.

namespace tripart {

struct EquilibriumSolver::Rounds {
  struct Lane {
    PolicyChange change;
    std::size_t task = 0;
  };

  Rounds(const BaseResponse& response, const LinkedKernels& kernels)
      : batch(response, kernels), lane(kernels.solves) {}

  LinkedBatch batch;
  std::vector<Lane> lane;
};

EquilibriumSolver::Memory::Memory() = default;
EquilibriumSolver::Memory::~Memory() = default;
EquilibriumSolver::Memory::Memory(const Memory& /*other*/) {}
EquilibriumSolver::Memory& EquilibriumSolver::Memory::operator=(const Memory& /*other*/) {
  rounds.reset();
  return *this;
}

void EquilibriumSolver::begin(const EquilibriumTask& task, Rounds& rounds,
                              std::size_t lane) {
  PolicyChange& change = rounds.lane[lane].change;
  change.note(*year_, *task.policy, kernels());
  start_from(task.warm_start);
  rounds.batch.begin(*response_, lane, change, log_wage_.data(), log_cost_.data(),
                     expenditure_.data());
  if (!LinkedBatch::applies(*response_, change)) {
    rounds.batch.give_up(lane);
  }
}

void EquilibriumSolver::finish(const EquilibriumTask& task, Rounds& rounds,
                               std::size_t lane) {
  load(rounds.lane[lane].change);
  if (rounds.batch.status(lane) == LinkedBatch::Status::found) {
    rounds.batch.unfold(*response_, lane, log_wage_.data(), log_cost_.data(),
                        expenditure_.data());
  } else {
    start_from(task.warm_start);
  }
  check(*task.result, rounds.batch.iterations(lane));
}

void EquilibriumSolver::solve_tasks(std::span<const EquilibriumTask> tasks,
                                    Rounds& rounds, std::vector<UnsolvedTask>& unsolved) {
  using Status = LinkedBatch::Status;
  LinkedBatch& batch = rounds.batch;
  std::size_t next = 0;
  std::size_t open = tasks.size();
  for (std::size_t lane = 0; lane < batch.lanes(); ++lane) {
    batch.release(lane);
  }
  while (open > 0) {
    for (std::size_t lane = 0; lane < batch.lanes(); ++lane) {
      if (batch.status(lane) == Status::idle && next < tasks.size()) {
        rounds.lane[lane].task = next;
        begin(tasks[next++], rounds, lane);
      }
    }
    batch.advance(*response_, options_.tolerance, options_.max_iterations);
    for (std::size_t lane = 0; lane < batch.lanes(); ++lane) {
      if (batch.status(lane) == Status::found || batch.status(lane) == Status::lost) {
        const std::size_t task = rounds.lane[lane].task;
        try {
          finish(tasks[task], rounds, lane);
        } catch (const Failure& failure) {
          unsolved.push_back({task, failure});
        }
        batch.release(lane);
        --open;
      }
    }
  }
}

std::vector<UnsolvedTask> EquilibriumSolver::solve_all(
    std::span<const EquilibriumTask> tasks) {
  const LinkedLoopKernels loop = linked_loop(width_);
  // A few fill too few lanes to be worth it.
  const bool one_by_one = 4 * tasks.size() <= 3 * loop.together.solves;
  std::unique_ptr<Rounds>& rounds = (one_by_one ? alone_ : together_).rounds;
  if (rounds == nullptr) {
    rounds =
        std::make_unique<Rounds>(*response_, one_by_one ? loop.alone : loop.together);
  }
  std::vector<UnsolvedTask> unsolved;
  solve_tasks(tasks, *rounds, unsolved);
  std::sort(unsolved.begin(), unsolved.end(),
            [](const UnsolvedTask& one, const UnsolvedTask& other) {
              return one.task < other.task;
            });
  return unsolved;
}

void EquilibriumSolver::solve(const TradePolicy& policy, Equilibrium& result,
                              const Equilibrium* warm_start) {
  const EquilibriumTask task{&policy, warm_start, &result};
  const std::vector<UnsolvedTask> unsolved = solve_all({&task, 1});
  if (!unsolved.empty()) {
    throw Failure(unsolved.front().failure);
  }
}

}  // namespace tripart
