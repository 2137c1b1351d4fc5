#include "tripart/study/tournament.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "tripart/core/error.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/results/summary.hpp"

namespace tripart {
namespace {

std::vector<int> strategy_counts(const TournamentFile& tournament) {
  std::vector<int> counts;
  for (const TournamentParty& party : tournament.parties) {
    counts.push_back(static_cast<int>(party.strategies.size()));
  }
  return counts;
}

std::size_t metric_number(const std::string& measure) {
  const auto found = std::find(party_metrics.begin(), party_metrics.end(), measure);
  TRIPART_EXPECTS(found != party_metrics.end());
  return static_cast<std::size_t>(found - party_metrics.begin());
}

std::uint64_t played(const ProfileEndings& endings) {
  return endings.replicates + endings.failed;
}

/// What is being gathered, and its memory. Threads add to different profiles at a time,
/// but none does while it is written down.
class Gathered {
 public:
  Gathered(TournamentResult& result, WorkMemory* memory,
           const std::function<void(std::uint64_t)>& progress)
      : result_(result), memory_(memory), progress_(progress) {
    const auto resumed = memory_ == nullptr ? std::nullopt : memory_->take_resumed();
    if (resumed) {
      StateReader in(*resumed);
      read_state(in);
      if (!in.finished()) {
        throw memory_->damaged();
      }
    }
    for (const ProfileEndings& endings : result_.endings) {
      played_ += played(endings);
    }
    before_ = played_;
    progress_(played_);
  }

  /// Calls `change` with the result, and looks then whether all is to be kept.
  void add(std::uint64_t replicates,
           const std::function<void(TournamentResult&)>& change) {
    {
      const std::shared_lock adding(mutex_);
      change(result_);
    }
    const std::lock_guard lock(one_at_a_time_);
    played_ += replicates;
    progress_(played_);
    if (memory_ != nullptr && memory_->due()) {
      keep();
    }
  }

  /// Nothing where nothing was added.
  void keep() {
    if (memory_ == nullptr || played_ == before_) {
      return;
    }
    const std::unique_lock nobody_adds(mutex_);
    StateWriter out;
    for (const ProfileEndings& endings : result_.endings) {
      for (const std::uint64_t count : endings.kinds) {
        out.count(count);
      }
      out.count(endings.replicates);
      out.count(endings.failed);
    }
    result_.game.write_state(out);
    memory_->keep(out.bytes());
  }

 private:
  void read_state(StateReader& in) {
    for (ProfileEndings& endings : result_.endings) {
      for (std::uint64_t& count : endings.kinds) {
        count = in.count();
      }
      endings.replicates = in.count();
      endings.failed = in.count();
    }
    result_.game.read_state(in);
  }

  TournamentResult& result_;
  WorkMemory* memory_;
  const std::function<void(std::uint64_t)>& progress_;
  std::shared_mutex mutex_;
  std::mutex one_at_a_time_;
  std::uint64_t played_ = 0;
  std::uint64_t before_ = 0;  ///< by earlier processes
};

/// Plays the profiles of one tournament.
class Players {
 public:
  Players(const TournamentFile& tournament, const TournamentOptions& options,
          TournamentResult& result, Gathered& gathered)
      : tournament_(tournament),
        options_(options),
        result_(result),
        gathered_(gathered),
        metric_(metric_number(tournament.measure)),
        base_(tournament.scenario_with({})),
        payoffs_(payoffs_of(base_, options.seed, options.jobs)) {
    for (const TournamentParty& party : tournament.parties) {
      for (std::size_t i = 0; i < base_.model.parties.size(); ++i) {
        if (base_.model.parties[i].id == party.id) {
          position_.push_back(i);
        }
      }
    }
    TRIPART_EXPECTS(position_.size() == tournament.parties.size());
    result_.kinds = reachable_kinds(payoffs_.table.configurations());
  }

  void play(std::size_t profile, const std::atomic<bool>& stop) {
    if (played(result_.endings[profile]) == options_.replicates) {
      return;
    }
    const NormalFormGame& game = result_.game.game();
    std::vector<const TournamentStrategy*> strategies;
    bool keeps_payoffs = base_.trade.has_value();  // pure ones cost nothing
    for (std::size_t i = 0; i < tournament_.parties.size(); ++i) {
      const int choice = game.choice(profile, static_cast<int>(i));
      const TournamentStrategy& strategy =
          tournament_.parties[i].strategies[static_cast<std::size_t>(choice)];
      strategies.push_back(&strategy);
      keeps_payoffs = keeps_payoffs && strategy.keeps_payoffs;
    }
    const Scenario scenario = tournament_.scenario_with(strategies);
    if (keeps_payoffs) {
      play(profile, scenario.model, payoffs_.table, stop);
    } else {
      play(profile, scenario.model, payoffs_of(scenario, options_.seed, 1).table, stop);
    }
  }

 private:
  void play(std::size_t profile, const Model& model, const PayoffTable& payoffs,
            const std::atomic<bool>& stop) {
    EnsembleOptions ensemble;
    ensemble.seed = options_.seed;
    ensemble.replicates = options_.replicates;
    ensemble.first = played(result_.endings[profile]) + 1;
    const auto consume = [&](const Block& block) {
      gathered_.add(block.outcomes.size(),
                    [&](TournamentResult& result) { add(profile, block, result); });
    };
    static_cast<void>(run_ensemble(model, payoffs, ensemble, consume, stop));
  }

  void add(std::size_t profile, const Block& block, TournamentResult& result) const {
    ProfileEndings& endings = result.endings[profile];
    std::vector<double> values(position_.size());
    std::size_t next_failed = 0;
    for (std::size_t i = 0; i < block.outcomes.size(); ++i) {
      const std::uint64_t replicate = block.first + i;
      const Outcome& outcome = block.outcomes[i];
      const bool failed = next_failed < block.failed.size() &&
                          block.failed[next_failed].replicate == replicate;
      next_failed += failed ? 1U : 0U;
      if (failed || unusable(outcome)) {
        ++endings.failed;
        continue;
      }
      for (std::size_t party = 0; party < values.size(); ++party) {
        values[party] = party_values(outcome.parties[position_[party]])[metric_].value();
      }
      result.game.add(profile, replicate, values);
      ++endings.kinds[static_cast<std::size_t>(outcome.kind)];
      ++endings.replicates;
    }
  }

  const TournamentFile& tournament_;
  const TournamentOptions& options_;
  TournamentResult& result_;
  Gathered& gathered_;
  std::size_t metric_;
  Scenario base_;
  SolvedPayoffs payoffs_;
  std::vector<std::size_t> position_;  // in the model, of each party of the tournament
};

// Equilibria of the means first, then other pure profiles that cannot be told from one.
void judge_profiles(TournamentResult& result, std::uint64_t seed) {
  const NormalFormGame& game = result.game.game();
  const Bootstrap bootstrap(result.game, seed);
  EquilibriumSearch search = find_equilibria(game);
  result.complete = search.complete;
  std::vector<std::size_t> pure;
  for (GameEquilibrium& found : search.found) {
    JudgedEquilibrium judged;
    judged.is_exact = true;
    judged.equilibrium = std::move(found);
    result.equilibria.push_back(std::move(judged));
  }
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    GameEquilibrium candidate;
    candidate.mixed = pure_profile(game, profile);
    candidate.is_pure = true;
    candidate.epsilon = epsilon(game, candidate.mixed);
    const bool known = std::any_of(result.equilibria.begin(), result.equilibria.end(),
                                   [&](const JudgedEquilibrium& one) {
                                     return one.equilibrium.mixed == candidate.mixed;
                                   });
    if (!known && bootstrap.regret(candidate.mixed).is_equilibrium(0.0)) {
      JudgedEquilibrium judged;
      judged.equilibrium = std::move(candidate);
      result.equilibria.push_back(std::move(judged));
    }
  }
  for (JudgedEquilibrium& judged : result.equilibria) {
    judged.regret = bootstrap.regret(judged.equilibrium.mixed);
    judged.regrets = strategy_regrets(result.game, judged.equilibrium.mixed);
  }
}

}  // namespace

TournamentResult run_tournament(const TournamentFile& tournament,
                                const TournamentOptions& options,
                                const std::function<void(std::uint64_t)>& progress,
                                const std::atomic<bool>& stop) {
  TournamentResult result(
      EmpiricalGame(strategy_counts(tournament), options.seed, options.replicates));
  const std::size_t profiles = result.game.game().profile_count();
  result.endings.resize(profiles);
  Gathered gathered(result, options.memory, progress);
  Players players(tournament, options, result, gathered);
  for_each_block(
      profiles, options.jobs,
      [&](std::size_t profile, int) { players.play(profile, stop); }, stop);
  result.finished = std::all_of(result.endings.begin(), result.endings.end(),
                                [&](const ProfileEndings& endings) {
                                  return played(endings) == options.replicates;
                                });
  if (result.finished) {
    result.game.settle();
    judge_profiles(result, options.seed);
  } else {
    gathered.keep();
  }
  return result;
}

std::string work_of(const TournamentFile& tournament, const TournamentOptions& options) {
  std::string work = "tournament: " + tournament.name +
                     "\nmeasure: " + tournament.measure +
                     "\nseed: " + std::to_string(options.seed) +
                     "\nreplicates: " + std::to_string(options.replicates) + "\n" +
                     work_text(tournament.scenario_with({}));
  for (const TournamentParty& party : tournament.parties) {
    for (const TournamentStrategy& strategy : party.strategies) {
      work += party.id + " " + strategy.id + "\n" +
              work_text(tournament.scenario_with({&strategy}));
    }
  }
  return work;
}

std::string profile_name(const TournamentFile& tournament, const NormalFormGame& game,
                         std::size_t profile) {
  std::string name;
  for (std::size_t i = 0; i < tournament.parties.size(); ++i) {
    const int choice = game.choice(profile, static_cast<int>(i));
    name += (i == 0 ? "" : "|") +
            tournament.parties[i].strategies[static_cast<std::size_t>(choice)].id;
  }
  return name;
}

}  // namespace tripart
