#include "tripart/history/abc_smc.hpp"

#include <set>

#include <gtest/gtest.h>

#include "support/small_models.hpp"
#include "tripart/history/particle_weights.hpp"

namespace tripart {
namespace {

const std::atomic<bool> never{false};

AbstractSimulator simulator_of(const test::SmallModel& model) {
  return [draw = model.draw](std::span<const double> z, std::uint64_t key,
                             SimulationUse /*use*/) {
    return std::optional(draw(z, Stream(key, 0, Purpose::session, "data")));
  };
}

AbcOptions small_options(std::size_t dimension) {
  AbcOptions options;
  options.dimension = dimension;
  options.particles = 100;
  options.rounds = 6;
  return options;
}

std::vector<SummaryTarget> observed(const std::vector<double>& values) {
  std::vector<SummaryTarget> targets;
  for (const double value : values) {
    targets.push_back({SummaryForm::number, value, value, 1.0});
  }
  return targets;
}

std::string state_of(const AbcSmc& smc) {
  StateWriter out;
  smc.write_state(out);
  return out.bytes();
}

AbcSmc two_chances() {
  const test::SmallModel model = test::two_chances();
  return {small_options(2), observed({6.0, 3.0}), simulator_of(model)};
}

TEST(AbcSmc, IsTheSameOnAnyNumberOfThreads) {
  AbcSmc one = two_chances();
  AbcSmc three = two_chances();
  ASSERT_TRUE(one.run(1, never));
  ASSERT_TRUE(three.run(3, never));
  EXPECT_EQ(state_of(one), state_of(three));
}

TEST(AbcSmc, StoppedAndReadBackAgainAndAgainEndsAsUndisturbed) {
  AbcSmc whole = two_chances();
  ASSERT_TRUE(whole.run(1, never));
  // Stops in the middle of waves too: after a number of simulations, some threads busy.
  std::string state;
  for (std::uint64_t stretch = 1;; ++stretch) {
    std::atomic<bool> stop{false};
    std::atomic<std::uint64_t> played{0};
    const test::SmallModel model = test::two_chances();
    AbcSmc smc(small_options(2), observed({6.0, 3.0}),
               [&](std::span<const double> z, std::uint64_t key, SimulationUse /*use*/) {
                 const bool is_last = ++played > 7 + stretch % 13;
                 stop = stop || is_last;
                 return is_last ? std::optional<std::vector<double>>()
                                : simulator_of(model)(z, key, SimulationUse::shown);
               });
    if (!state.empty()) {
      StateReader in(state);
      smc.read_state(in);
      ASSERT_TRUE(in.finished());
    }
    const bool is_finished = smc.run(2, stop);
    state = state_of(smc);
    if (is_finished) {
      break;
    }
    ASSERT_LT(stretch, 10000U);
  }
  EXPECT_EQ(state, state_of(whole));
}

TEST(AbcSmc, ComesCloserInEveryRoundAndKeepsWithinTheTolerance) {
  AbcSmc smc = two_chances();
  ASSERT_TRUE(smc.run(1, never));
  ASSERT_GE(smc.rounds().size(), 3U);
  EXPECT_FALSE(smc.rounds().front().tolerance);
  for (std::size_t i = 2; i < smc.rounds().size(); ++i) {
    EXPECT_LT(*smc.rounds()[i].tolerance, *smc.rounds()[i - 1].tolerance);
  }
  for (const AbcParticle& particle : smc.posterior()) {
    EXPECT_LE(particle.distance, *smc.rounds().back().tolerance);
  }
  EXPECT_EQ(smc.predictive().size(), smc.posterior().size());
}

TEST(AbcSmc, FindsThePosteriorOfTheBetaBinomial) {
  // 10 successes of 10: Beta(11, 1), mean 11/12. With 2,000 particles the standard error
  // is .002; an error of .01 fails.
  AbcOptions options = small_options(1);
  options.particles = 2000;
  options.rounds = 10;
  AbcSmc smc(options, observed({10.0}), simulator_of(test::beta_binomial()));
  ASSERT_TRUE(smc.run(2, never));
  EXPECT_EQ(*smc.rounds().back().tolerance, 0.0);
  double mean = 0.0;
  for (const AbcParticle& particle : smc.posterior()) {
    mean += particle.weight * math::normal_cdf(particle.position[0]);
  }
  EXPECT_NEAR(mean, 11.0 / 12.0, 0.008);
}

TEST(AbcSmc, KeepsItsEffectiveSizeWhereDataSayNothing) {
  // Ten parameters, none of which moves the distance: the posterior is the prior.
  const AbstractSimulator noise = [](std::span<const double> /*z*/, std::uint64_t key,
                                     SimulationUse /*use*/) {
    return std::optional(
        std::vector<double>{draw_normal(0, Stream(key, 0, Purpose::session, "data"))});
  };
  AbcOptions options = small_options(10);
  options.particles = 400;
  options.rounds = 3;
  AbcSmc drawn_in(options, observed({0.0}), noise);
  options.step_variance = 2.0;  // Beaumont et al. (2009)
  AbcSmc walk(options, observed({0.0}), noise);
  ASSERT_TRUE(drawn_in.run(2, never));
  ASSERT_TRUE(walk.run(2, never));
  EXPECT_GT(drawn_in.rounds().back().effective_size, 0.6 * 400);
  EXPECT_LT(walk.rounds().back().effective_size,
            0.4 * drawn_in.rounds().back().effective_size);
}

TEST(AbcSmc, WeighsByPriorOverProposal) {
  // x and y = x + .3 e in three dimensions, y observed at 1: N(.917, .0826) each, and
  // .0032 more in the variance from a tolerance of .08. With 2,000 particles the mean of
  // three variances has a standard error of 2 percent; proposals that are weighed with a
  // wrong density, or not at all, are off by 20 and more.
  AbcOptions options = small_options(3);
  options.particles = 2000;
  options.rounds = 12;
  options.tolerance = 0.08;
  options.least_acceptance = 0.001;
  AbcSmc smc(options, observed({1.0, 1.0, 1.0}),
             [](std::span<const double> z, std::uint64_t key, SimulationUse /*use*/) {
               const Stream stream(key, 0, Purpose::session, "data");
               std::vector<double> y;
               for (std::uint32_t k = 0; k < 3; ++k) {
                 y.push_back(z[k] + 0.3 * draw_normal(k, stream));
               }
               return std::optional(std::move(y));
             });
  ASSERT_TRUE(smc.run(2, never));
  std::vector<std::vector<double>> positions;
  std::vector<double> weights;
  for (const AbcParticle& particle : smc.posterior()) {
    positions.push_back(particle.position);
    weights.push_back(particle.weight);
  }
  const WeightedMoments moments = weighted_moments(positions, weights);
  const double variance =
      (moments.covariance[0] + moments.covariance[4] + moments.covariance[8]) / 3.0;
  const double scale = smc.distance().scales()[0];
  const double tolerance = *smc.rounds().back().tolerance * scale;
  const double added = 3.0 * tolerance * tolerance / 5.0 * 0.917 * 0.917;
  EXPECT_NEAR(variance / (0.0826 + added), 1.0, 0.08);
  EXPECT_NEAR((moments.mean[0] + moments.mean[1] + moments.mean[2]) / 3.0, 0.917, 0.02);
}

TEST(AbcSmc, DrawsNoTwoParticlesAlike) {
  AbcSmc smc = two_chances();
  ASSERT_TRUE(smc.run(1, never));
  for (const std::vector<AbcParticle>* some : {&smc.prior(), &smc.posterior()}) {
    std::set<double> seen;
    for (const AbcParticle& particle : *some) {
      EXPECT_TRUE(seen.insert(particle.position[0]).second);
    }
  }
}

TEST(AbcSmc, GivesUpARoundThatAcceptsTooLittle) {
  AbcOptions options = small_options(1);
  options.rounds = 50;
  options.least_acceptance = 0.3;
  const AbstractSimulator noise = [](std::span<const double> /*z*/, std::uint64_t key,
                                     SimulationUse /*use*/) {
    return std::optional(
        std::vector<double>{draw_normal(0, Stream(key, 0, Purpose::session, "data"))});
  };
  AbcSmc smc(options, observed({0.0}), noise);
  ASSERT_TRUE(smc.run(1, never));
  EXPECT_FALSE(smc.rounds().back().is_kept);
  const AbcRound& kept = smc.rounds()[smc.rounds().size() - 2];
  EXPECT_TRUE(kept.is_kept);
  for (const AbcParticle& particle : smc.posterior()) {
    EXPECT_LE(particle.distance, *kept.tolerance);
  }
  EXPECT_LE(smc.simulations(), smc.most_simulations());
}

TEST(AbcSmc, TakesNoFailedSimulationForAParticle) {
  const AbstractSimulator fails = [](std::span<const double> z, std::uint64_t /*key*/,
                                     SimulationUse /*use*/) {
    return std::optional(z[0] < 0.0 ? std::vector<double>() : std::vector<double>{z[0]});
  };
  AbcSmc smc(small_options(1), observed({1.0}), fails);
  ASSERT_TRUE(smc.run(1, never));
  for (const std::vector<AbcParticle>* some : {&smc.prior(), &smc.posterior()}) {
    for (const AbcParticle& particle : *some) {
      EXPECT_GE(particle.position[0], 0.0);
    }
  }
}

TEST(AbcSmc, RefusesAModelThatNeverSaysAnything) {
  const AbstractSimulator fails = [](std::span<const double> /*z*/, std::uint64_t,
                                     SimulationUse /*use*/) {
    return std::optional(std::vector<double>());
  };
  AbcSmc smc(small_options(1), observed({1.0}), fails);
  EXPECT_THROW(static_cast<void>(smc.run(1, never)), Failure);
}

TEST(AbcSmc, DamagedStateIsNoticed) {
  AbcSmc smc = two_chances();
  ASSERT_TRUE(smc.run(1, never));
  const std::string state = state_of(smc);
  StateReader in(std::string_view(state).substr(0, state.size() / 2));
  AbcSmc other = two_chances();
  other.read_state(in);
  EXPECT_FALSE(in.finished());
}

}  // namespace
}  // namespace tripart
