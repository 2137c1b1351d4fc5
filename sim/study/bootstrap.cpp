#include <algorithm>
#include <cmath>

#include "tripart/core/random.hpp"
#include "tripart/study/empirical_game.hpp"

namespace tripart {
namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

/// Payoff of every strategy of one party against a mixture, and its parts by group.
struct Against {
  std::vector<double> values;                   ///< [strategy]
  std::vector<std::vector<double>> deviations;  ///< [strategy][group]
};

Against against(const EmpiricalGame& empirical, const MixedProfile& mixed, int party) {
  const NormalFormGame& game = empirical.game();
  Against result;
  result.values = payoffs_against(game, mixed, party);
  result.deviations.assign(result.values.size(),
                           std::vector<double>(at(empirical.group_count()), 0.0));
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    const double chance = chance_of_others(game, mixed, profile, party);
    if (chance == 0.0) {
      continue;
    }
    std::vector<double>& parts = result.deviations[at(game.choice(profile, party))];
    for (int group = 0; group < empirical.group_count(); ++group) {
      parts[at(group)] += chance * empirical.deviation(profile, party, group);
    }
  }
  return result;
}

/// Largest gain over the mixture, once `values` are known.
double gain(const std::vector<double>& values, const std::vector<double>& mixture) {
  double got = 0.0;
  for (std::size_t s = 0; s < values.size(); ++s) {
    got += mixture[s] * values[s];
  }
  return *std::max_element(values.begin(), values.end()) - got;
}

}  // namespace

std::vector<std::vector<StrategyRegret>> strategy_regrets(const EmpiricalGame& empirical,
                                                          const MixedProfile& mixed) {
  std::vector<std::vector<StrategyRegret>> regrets;
  for (int party = 0; party < empirical.game().party_count(); ++party) {
    const Against parts = against(empirical, mixed, party);
    const std::vector<double>& mixture = mixed[at(party)];
    std::vector<StrategyRegret>& own = regrets.emplace_back();
    for (std::size_t s = 0; s < mixture.size(); ++s) {
      double value = -parts.values[s];
      std::vector<double> deviations = parts.deviations[s];
      for (double& deviation : deviations) {
        deviation = -deviation;
      }
      for (std::size_t other = 0; other < mixture.size(); ++other) {
        value += mixture[other] * parts.values[other];
        for (std::size_t group = 0; group < deviations.size(); ++group) {
          deviations[group] += mixture[other] * parts.deviations[other][group];
        }
      }
      own.push_back({parts.values[s], empirical.estimate(value, deviations)});
    }
  }
  return regrets;
}

Bootstrap::Bootstrap(const EmpiricalGame& game, std::uint64_t seed)
    : game_(&game), weights_(at(resamples) * at(game.group_count()), 0) {
  const int groups = game.group_count();
  for (int resample = 0; resample < resamples; ++resample) {
    const Stream stream(seed, static_cast<std::uint64_t>(resample), Purpose::bootstrap,
                        "resample");
    for (int draw = 0; draw < groups; ++draw) {
      const double uniform = stream.uniform(static_cast<std::uint32_t>(draw));
      const auto group = static_cast<std::size_t>(uniform * static_cast<double>(groups));
      ++weights_[at(resample) * at(groups) + group];
    }
  }
}

Regret Bootstrap::regret(const MixedProfile& mixed) const {
  const int groups = game_->group_count();
  std::vector<Against> parties;
  for (int party = 0; party < game_->game().party_count(); ++party) {
    parties.push_back(against(*game_, mixed, party));
  }
  std::vector<double> shares;
  for (int group = 0; group < groups; ++group) {
    shares.push_back(game_->group_share(group));
  }
  std::vector<double> resampled;
  for (int resample = 0; resample < resamples; ++resample) {
    const std::uint16_t* weights = &weights_[at(resample) * at(groups)];
    double size = 0.0;  // of the resample, as a share of the sample
    for (int group = 0; group < groups; ++group) {
      size += shares[at(group)] * weights[group];
    }
    double largest = 0.0;
    for (std::size_t party = 0; party < parties.size(); ++party) {
      std::vector<double> values = parties[party].values;
      for (std::size_t s = 0; s < values.size(); ++s) {
        double moved = 0.0;
        for (int group = 0; group < groups; ++group) {
          moved += weights[group] * parties[party].deviations[s][at(group)];
        }
        values[s] += moved / size;
      }
      largest = std::max(largest, gain(values, mixed[party]));
    }
    resampled.push_back(largest);
  }
  Regret regret;
  regret.epsilon = epsilon(game_->game(), mixed);
  if (groups < 2) {
    regret.low = regret.high = regret.epsilon;  // one replicate says nothing of its error
    return regret;
  }
  double mean = 0.0;
  for (const double one : resampled) {
    mean += one / resamples;
  }
  double squares = 0.0;
  for (const double one : resampled) {
    squares += (one - mean) * (one - mean);
  }
  regret.std_error = std::sqrt(squares / (resamples - 1));
  std::sort(resampled.begin(), resampled.end());
  regret.low = resampled[at(resamples / 40)];
  regret.high = resampled[at(resamples - 1 - resamples / 40)];
  return regret;
}

}  // namespace tripart
