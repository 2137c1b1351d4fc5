#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tripart/core/state.hpp"
#include "tripart/history/distance.hpp"

namespace tripart {

/// What a simulation is for: every summary counts where it is shown (draws from the prior
/// and the fresh ones at the end), only those that are fitted where it is not.
enum class SimulationUse { shown, fitted };

/// What a model says for one setting of its parameters.
///
/// \param position  the parameters on the normal scale: each is the quantile of its prior
/// at normal_cdf(position), so that the prior of a position is standard normal
/// \param seed  of all that is random in the simulation
/// \return its summaries, in the order of the targets; none of them where the model has
/// nothing to say there; nothing where it was told to stop
using AbstractSimulator = std::function<std::optional<std::vector<double>>(
    std::span<const double> position, std::uint64_t seed, SimulationUse use)>;

struct AbcOptions {
  std::uint64_t seed = 1;
  std::size_t dimension = 1;  ///< parameters
  std::size_t particles = 500;
  /// At most, after the one that draws from the prior; 0: that is all.
  std::size_t rounds = 6;
  /// A round's tolerance leaves this share of the effective size of the population before
  /// it (Del Moral, Doucet & Jasra 2012), in (0, 1).
  double quantile = 0.5;
  double tolerance = 0.0;          ///< ends with the round that has come to it
  double least_acceptance = 0.02;  ///< a round that accepts less is given up
  /// Variance of a proposal's step, in that of the population. Below 1 the particle that
  /// it starts from is drawn in towards the mean, so that the variance of all proposals
  /// is that of the population; 2 is the walk of Beaumont et al. (2009).
  double step_variance = 0.8;
  double prior_share = 0.2;  ///< of proposals drawn from the prior, in (0, 1)
};

/// One accepted simulation.
struct AbcParticle {
  std::vector<double> position;
  std::vector<double> summaries;
  double distance = 0.0;
  double weight = 0.0;  ///< exact importance weight; sums to 1
};

/// What a round did. The first draws from the prior and accepts all.
struct AbcRound {
  std::optional<double> tolerance;  ///< largest distance accepted; none in the first
  std::uint64_t simulations = 0;
  std::uint64_t accepted = 0;
  double effective_size = 0.0;
  bool is_kept = true;  ///< false: given up, the population before it stands
};

/// Approximate Bayesian computation by sequential Monte Carlo (Sisson, Fan & Tanaka 2007;
/// Beaumont, Cornuet, Marin & Robert 2009): each round draws as many particles as the
/// one before at a smaller distance from what was observed, around those before, and
/// weighs them by prior over proposal, so that a population is a weighted sample of the
/// prior given that the distance does not exceed the tolerance.
///
/// *Proposals*: now and then the prior, which bounds the weights where the data say
/// nothing (Hesterberg 1995); else a particle, drawn by weight and drawn in towards the
/// mean, plus a normal step (West 1993; Liu & West 2001). sim/DECISIONS.md says why not
/// twice the covariance without drawing in.
/// *Tolerances*: AbcOptions::quantile. *At the end* every particle is simulated afresh:
/// the posterior predictive.
///
/// All draws are keyed by (seed, round, particle, attempt), and a particle is its first
/// attempt that is accepted: results depend neither on threads nor on being stopped.
class AbcSmc {
 public:
  AbcSmc(AbcOptions options, std::vector<SummaryTarget> targets,
         AbstractSimulator simulate);

  /// Goes on to the end. \param after  called between simulations now and then, when
  /// write_state may be \return false where it was stopped: call it again to go on
  /// \throws Failure(bad_input) where no draw from the prior has summaries
  bool run(int jobs, const std::atomic<bool>& stop,
           const std::function<void()>& after = {});

  /// Simulations so far, and how many more there may be at most.
  [[nodiscard]] std::uint64_t simulations() const { return simulations_; }
  [[nodiscard]] std::uint64_t most_simulations() const;

  [[nodiscard]] const std::vector<AbcRound>& rounds() const { return rounds_; }
  /// Draws from the prior, all of one weight.
  [[nodiscard]] const std::vector<AbcParticle>& prior() const { return prior_; }
  /// The population of the last round that was kept.
  [[nodiscard]] const std::vector<AbcParticle>& posterior() const { return particles_; }
  /// Fresh summaries of each particle of the posterior; empty where the model had none.
  [[nodiscard]] const std::vector<std::vector<double>>& predictive() const {
    return predictive_;
  }
  [[nodiscard]] const Distance& distance() const { return distance_; }

  void write_state(StateWriter& out) const;
  /// Replaces everything by what an AbcSmc of the same options had written.
  void read_state(StateReader& in);

 private:
  enum class Stage : std::uint8_t { sample, predict, done };
  /// A particle in the making.
  struct Open {
    std::uint64_t attempts = 0;
    bool is_done = false;
  };

  [[nodiscard]] std::uint64_t key(std::size_t particle, std::uint64_t attempt) const;
  [[nodiscard]] std::vector<double> propose(std::size_t particle,
                                            std::uint64_t attempt) const;
  bool fill(int jobs, const std::atomic<bool>& stop, const std::function<void()>& after);
  bool play(const std::vector<std::size_t>& which, int jobs,
            const std::atomic<bool>& stop);
  void begin_round();
  void end_round(bool is_kept);
  void weigh();
  [[nodiscard]] std::optional<double> next_tolerance() const;
  [[nodiscard]] std::vector<double> weights() const;

  AbcOptions options_;
  Distance distance_;
  AbstractSimulator simulate_;
  Stage stage_ = Stage::sample;
  std::uint64_t round_ = 0;
  std::uint64_t simulations_ = 0;
  std::optional<double> tolerance_;
  std::vector<AbcRound> rounds_;
  std::vector<AbcParticle> prior_;
  std::vector<AbcParticle> particles_;  ///< of the last round that was kept
  std::vector<AbcParticle> next_;       ///< of the round under way
  std::vector<Open> open_;
  std::vector<std::vector<double>> predictive_;
  std::vector<double> mean_;    ///< of the proposals
  std::vector<double> factor_;  ///< of the covariance of their steps
};

}  // namespace tripart
