#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tripart/core/state.hpp"
#include "tripart/results/measure.hpp"
#include "tripart/study/normal_form_game.hpp"

namespace tripart {

/// A game whose payoffs are means over replicates, with all that their errors need
/// (Wellman 2006). Replicate r means the same draws in every profile (common random
/// numbers), so that differences between profiles are far more certain than the payoffs
/// themselves.
///
/// Replicates are gathered in groups, the same in every profile: each replicate its own
/// up to `most_groups` of them, else that many, each with every so many-th replicate in
/// an order drawn afresh every time around, so that a group is a random sample. Errors of
/// differences and the bootstrap take groups as their unit. Memory: 8 bytes x profiles x
/// parties x groups, whatever the number of replicates.
class EmpiricalGame {
 public:
  static constexpr std::uint64_t most_groups = 512;
  static constexpr std::uint64_t most_replicates = 10'000'000;

  /// \pre 1 <= replicates <= most_replicates
  EmpiricalGame(std::vector<int> strategies, std::uint64_t seed,
                std::uint64_t replicates);

  /// One party's value per entry, each below 2^15 in size. Two threads may add to two
  /// profiles at a time. \param replicate  from 1
  void add(std::size_t profile, std::uint64_t replicate, std::span<const double> values);

  /// What was added so far, for a process that goes on.
  void write_state(StateWriter& out) const;
  void read_state(StateReader& in);

  /// Means of what was added so far; to be called again after `add`.
  void settle();

  /// Mean payoffs, once settled.
  [[nodiscard]] const NormalFormGame& game() const { return game_; }
  [[nodiscard]] int group_count() const { return static_cast<int>(groups_); }
  /// Mean payoff with Student's interval over replicates.
  [[nodiscard]] Estimate payoff(std::size_t profile, int party) const;
  /// What `party` gets in profile `to` beyond what it gets in `from`; error and interval
  /// over groups.
  [[nodiscard]] Estimate difference(std::size_t from, std::size_t to, int party) const;
  /// Part of the mean payoff's error that comes from group `group` (sums to 0 over
  /// groups where every replicate was played).
  [[nodiscard]] double deviation(std::size_t profile, int party, int group) const;
  /// Planned replicates of a group over those of all.
  [[nodiscard]] double group_share(int group) const {
    return shares_[static_cast<std::size_t>(group)];
  }
  /// Estimate of a number whose parts by group are `deviations`.
  [[nodiscard]] Estimate estimate(double value, std::span<const double> deviations) const;

 private:
  [[nodiscard]] std::size_t group_of(std::uint64_t replicate) const;
  [[nodiscard]] std::size_t at(std::size_t profile, int party, std::size_t group) const {
    return (profile * parties_ + static_cast<std::size_t>(party)) * groups_ + group;
  }
  NormalFormGame game_;
  std::size_t parties_;
  std::uint64_t seed_;
  std::uint64_t replicates_;
  std::size_t groups_;
  std::vector<double> shares_;
  std::vector<std::int64_t> sums_;     ///< of multiples of 2^-32
  std::vector<std::uint32_t> counts_;  ///< [profile][group]
  std::vector<Accumulator> moments_;   ///< [profile][party]
};

/// How far a mixture is from an equilibrium, as the replicates let one say it.
struct Regret {
  double epsilon = 0.0;    ///< of the mean payoffs
  double std_error = 0.0;  ///< standard deviation of the resampled epsilons
  double low = 0.0;        ///< 95 percent of them lie between
  double high = 0.0;
  /// epsilon below two standard errors.
  [[nodiscard]] bool is_equilibrium(double tolerance) const {
    return epsilon <= 2.0 * std_error + tolerance;
  }
};

/// One strategy of one party against the mixture of the others.
struct StrategyRegret {
  double payoff = 0.0;
  Estimate
      regret;  ///< what the party's own mixture is worth beyond the strategy's payoff
};

/// Regrets of all strategies at a mixture, [party][strategy]; error over groups.
[[nodiscard]] std::vector<std::vector<StrategyRegret>> strategy_regrets(
    const EmpiricalGame& game, const MixedProfile& mixed);

/// Bootstrap of epsilon: groups are drawn with replacement and the mixture, held fixed,
/// is judged by the means of each resample.
class Bootstrap {
 public:
  static constexpr int resamples = 1000;

  Bootstrap(const EmpiricalGame& game, std::uint64_t seed);
  [[nodiscard]] Regret regret(const MixedProfile& mixed) const;

 private:
  const EmpiricalGame* game_;
  std::vector<std::uint16_t> weights_;  ///< [resample][group]: how often it was drawn
};

}  // namespace tripart
