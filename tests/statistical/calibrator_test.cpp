// Simulation-based calibration of the calibrator (Cook, Gelman & Rubin 2006; Talts et al.
// 2018): parameters from the prior, data from the parameters, and where the posterior is
// right, the rank of the parameter among draws of it is uniform.
//
// Null: ranks among 19 draws are uniform on 0 to 19; 1,000 trials a model, 50 in each
// cell. False alarm .001 for all parameters together (Bonferroni). At 1,000 trials the
// chi-square sees a posterior whose sd is wrong by about 15 percent, or whose mean is off
// by .15 sd, in nine cases of ten; both kinds are planted below.
#include <gtest/gtest.h>

#include "support/evidence.hpp"
#include "support/small_models.hpp"
#include "tripart/history/abc_smc.hpp"
#include "tripart/history/particle_weights.hpp"

namespace tripart {
namespace {

constexpr std::size_t everyday_trials = 1000;
constexpr std::size_t draws = 19;
constexpr double parameters = 4.0;  // of all models

double false_alarm() {
  return (test::fresh_seeds() ? test::false_alarm() : 1e-3) / parameters;
}

struct Ranks {
  std::vector<std::vector<std::uint64_t>> counts;  ///< [parameter][rank]
  std::uint64_t unmatched = 0;  ///< trials that did not come to a tolerance of 0
  double effective_share = 0.0;
};

/// \param spoil  what is done to a posterior before ranks are taken
template <class Spoil>
Ranks ranks_of(const test::SmallModel& model, double step_variance, const Spoil& spoil,
               std::size_t trials = everyday_trials) {
  Ranks ranks;
  ranks.counts.assign(model.dimension, std::vector<std::uint64_t>(draws + 1, 0));
  const std::atomic<bool> stop{false};
  for (std::size_t trial = 0; trial < trials; ++trial) {
    const std::uint64_t seed = test::seed(1000 * trial + 7);
    const Stream truth_stream(seed, 1, Purpose::parameter, model.name);
    std::vector<double> truth(model.dimension);
    for (std::size_t k = 0; k < truth.size(); ++k) {
      truth[k] = draw_normal(static_cast<std::uint32_t>(k), truth_stream);
    }
    const std::vector<double> observed =
        model.draw(truth, Stream(seed, 2, Purpose::parameter, model.name));
    std::vector<SummaryTarget> targets;
    for (const double one : observed) {
      targets.push_back({SummaryForm::number, one, one, 1.0});
    }
    AbcOptions options;
    options.seed = seed;
    options.dimension = model.dimension;
    options.particles = 200;
    options.rounds = 12;
    options.least_acceptance = 0.001;
    options.step_variance = step_variance;
    AbcSmc smc(
        options, targets,
        [&](std::span<const double> z, std::uint64_t key, SimulationUse /*use*/) {
          return std::optional(model.draw(z, Stream(key, 0, Purpose::session, "data")));
        });
    EXPECT_TRUE(smc.run(1, stop));
    std::vector<double> weights;
    double largest = 0.0;
    std::vector<std::vector<double>> positions;
    for (const AbcParticle& particle : smc.posterior()) {
      weights.push_back(particle.weight);
      largest = std::max(largest, particle.distance);
      positions.push_back(particle.position);
    }
    ranks.unmatched += largest > 0.0 ? 1U : 0U;
    ranks.effective_share +=
        effective_size(weights) / 200.0 / static_cast<double>(trials);
    spoil(positions, weights);
    const double u = truth_stream.uniform(100);
    const std::vector<std::size_t> drawn = systematic_draws(weights, draws, u);
    for (std::size_t k = 0; k < truth.size(); ++k) {
      std::size_t rank = 0;
      for (const std::size_t i : drawn) {
        rank += positions[i][k] < truth[k] ? 1U : 0U;
      }
      ++ranks.counts[k][rank];
    }
  }
  return ranks;
}

using Positions = std::vector<std::vector<double>>;

double chance_of(const std::vector<std::uint64_t>& counts) {
  std::uint64_t all = 0;
  for (const std::uint64_t count : counts) {
    all += count;
  }
  const std::vector<double> expected(
      draws + 1, static_cast<double>(all) / static_cast<double>(draws + 1));
  return test::chance_of_counts(counts, expected, 1.0);
}

void expect_uniform(const test::SmallModel& model) {
  const Ranks ranks =
      ranks_of(model, AbcOptions{}.step_variance,
               [](Positions& /*positions*/, std::vector<double>& /*w*/) {});
  EXPECT_EQ(ranks.unmatched, 0U);
  for (const std::vector<std::uint64_t>& counts : ranks.counts) {
    EXPECT_GT(chance_of(counts), false_alarm()) << model.name;
  }
  EXPECT_GT(ranks.effective_share, 0.5);
}

TEST(CalibratorRanks, AreUniformForTheBetaBinomial) {
  expect_uniform(test::beta_binomial());
}

TEST(CalibratorRanks, AreUniformForExponentialTimesOnAGrid) {
  expect_uniform(test::exponential_times());
}

TEST(CalibratorRanks, AreUniformForParametersThatGoTogether) {
  expect_uniform(test::two_chances());
}

TEST(CalibratorRanks, PlantedWeightsThatAreIgnoredAreSeen) {
  // Data that say little, so that the posterior is the prior's work, and proposals three
  // times as wide.
  const Ranks ranks = ranks_of(
      test::one_trial(), 2.0,
      [](Positions& /*positions*/, std::vector<double>& w) {
        std::fill(w.begin(), w.end(), 1.0);
      },
      4000);
  EXPECT_LT(chance_of(ranks.counts[0]), false_alarm());
}

TEST(CalibratorRanks, PlantedPosteriorsThatAreTooNarrowAreSeen) {
  const Ranks ranks = ranks_of(
      test::beta_binomial(), 0.5, [](Positions& positions, std::vector<double>& w) {
        const double mean = weighted_moments(positions, w).mean[0];
        for (std::vector<double>& one : positions) {
          one[0] = mean + 0.7 * (one[0] - mean);
        }
      });
  EXPECT_LT(chance_of(ranks.counts[0]), false_alarm());
}

}  // namespace
}  // namespace tripart
