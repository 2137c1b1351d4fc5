#pragma once

#include <cstddef>
#include <vector>

namespace tripart {

/// Probability of every strategy of every party, [party][strategy]; sums to 1 over the
/// strategies of a party. Parties mix independently of one another.
using MixedProfile = std::vector<std::vector<double>>;

/// A finite game in normal form: 1 to 8 parties, each with strategies of its own, and
/// what every party gets in every profile of strategies.
///
/// Profiles are numbered from 0 like the digits of a clock: the last party's strategy
/// changes fastest.
class NormalFormGame {
 public:
  /// All payoffs 0. \param strategies  number of strategies of each party, >= 1
  explicit NormalFormGame(std::vector<int> strategies);

  [[nodiscard]] int party_count() const { return static_cast<int>(strategies_.size()); }
  [[nodiscard]] int strategy_count(int party) const {
    return strategies_[static_cast<std::size_t>(party)];
  }
  [[nodiscard]] std::size_t profile_count() const { return profiles_; }
  /// The strategy that `party` plays in a profile.
  [[nodiscard]] int choice(std::size_t profile, int party) const;
  /// The profile in which `party` plays `strategy` and all others play as in `profile`.
  [[nodiscard]] std::size_t changed(std::size_t profile, int party, int strategy) const;

  [[nodiscard]] double payoff(std::size_t profile, int party) const {
    return payoffs_[profile * strategies_.size() + static_cast<std::size_t>(party)];
  }
  void set_payoff(std::size_t profile, int party, double value) {
    payoffs_[profile * strategies_.size() + static_cast<std::size_t>(party)] = value;
  }

 private:
  std::vector<int> strategies_;
  std::vector<std::size_t> strides_;
  std::size_t profiles_ = 1;
  std::vector<double> payoffs_;
};

/// Everybody plays a pure strategy: those of `profile`.
[[nodiscard]] MixedProfile pure_profile(const NormalFormGame& game, std::size_t profile);

/// Chance that the parties other than `party` play as in `profile`.
[[nodiscard]] double chance_of_others(const NormalFormGame& game,
                                      const MixedProfile& mixed, std::size_t profile,
                                      int party);

/// What each strategy of `party` is worth against the others' mixture.
[[nodiscard]] std::vector<double> payoffs_against(const NormalFormGame& game,
                                                  const MixedProfile& mixed, int party);

/// What the mixture itself is worth to `party`.
[[nodiscard]] double expected_payoff(const NormalFormGame& game,
                                     const MixedProfile& mixed, int party);

/// Largest gain that any one party could make by another strategy, the others' mixture
/// given; 0 at a Nash equilibrium and only there.
[[nodiscard]] double epsilon(const NormalFormGame& game, const MixedProfile& mixed);

}  // namespace tripart
