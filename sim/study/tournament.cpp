#include "tripart/study/tournament.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

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

/// Plays the profiles of one tournament.
class Players {
 public:
  Players(const TournamentFile& tournament, const TournamentOptions& options,
          TournamentResult& result)
      : tournament_(tournament),
        options_(options),
        result_(result),
        metric_(metric_number(tournament.measure)),
        base_(read_scenario(tournament.scenario, options.read)),
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
    const NormalFormGame& game = result_.game.game();
    ReadOptions read = options_.read;
    bool keeps_payoffs = base_.trade.has_value();  // pure ones cost nothing
    for (std::size_t i = 0; i < tournament_.parties.size(); ++i) {
      const int choice = game.choice(profile, static_cast<int>(i));
      const TournamentStrategy& strategy =
          tournament_.parties[i].strategies[static_cast<std::size_t>(choice)];
      read.overrides.insert(read.overrides.end(), strategy.overrides.begin(),
                            strategy.overrides.end());
      keeps_payoffs = keeps_payoffs && strategy.keeps_payoffs;
    }
    const Scenario scenario = read_scenario(tournament_.scenario, read);
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
    ProfileEndings& endings = result_.endings[profile];
    std::vector<double> values(position_.size());
    const auto consume = [&](const Block& block) {
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
          values[party] =
              party_values(outcome.parties[position_[party]])[metric_].value();
        }
        result_.game.add(profile, replicate, values);
        ++endings.kinds[static_cast<std::size_t>(outcome.kind)];
        ++endings.replicates;
      }
    };
    static_cast<void>(run_ensemble(model, payoffs, ensemble, consume, stop));
  }

  const TournamentFile& tournament_;
  const TournamentOptions& options_;
  TournamentResult& result_;
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
  Players players(tournament, options, result);
  std::mutex one_at_a_time;
  std::uint64_t played = 0;
  for_each_block(
      profiles, options.jobs,
      [&](std::size_t profile, int) {
        players.play(profile, stop);
        const std::lock_guard<std::mutex> lock(one_at_a_time);
        played += options.replicates;
        progress(played);
      },
      stop);
  result.finished = std::all_of(
      result.endings.begin(), result.endings.end(), [&](const ProfileEndings& endings) {
        return endings.replicates + endings.failed == options.replicates;
      });
  if (result.finished) {
    result.game.settle();
    judge_profiles(result, options.seed);
  }
  return result;
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
