#include "tripart/bargaining/belief.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/bargaining/strategy.hpp"

namespace tripart {
namespace {

// Who refuses an offer of .5 has a reservation value above it, the more surely the less
// noise there is.
std::vector<double> refusal_of_a_half(const Belief& belief, double noise) {
  std::vector<double> weight;
  for (const double reservation : belief.value()) {
    weight.push_back(1.0 - choice_probability(0.5 - reservation, noise));
  }
  return weight;
}

double sum_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(Belief, AfterARefusalIsBayesOnAFlatGrid) {
  Belief known(8, 0.0, 1.0);  // T15
  known.observe(refusal_of_a_half(known, 0.1), 1.0);
  EXPECT_NEAR(known.mean(), 0.717344, 5e-7);
  struct Case {
    int cells;
    double offer, noise;
  };
  for (const Case& game : {Case{8, 0.5, 0.1}, Case{8, 0.3, 0.2}, Case{11, 0.6, 0.05}}) {
    Belief noisy(game.cells, 0.0, 1.0);
    std::vector<double> refuses;
    for (const double reservation : noisy.value()) {
      refuses.push_back(1.0 - choice_probability(game.offer - reservation, game.noise));
    }
    noisy.observe(refuses, 1.0);
    double weighted = 0.0;
    double total = 0.0;
    for (int k = 1; k <= game.cells; ++k) {
      const double reservation = (k - 0.5) / game.cells;
      const double weight =
          1.0 / (1.0 + std::exp(-(reservation - game.offer) / game.noise));
      weighted += weight * reservation;
      total += weight;
    }
    EXPECT_NEAR(noisy.mean(), weighted / total, 1e-14);
  }
  Belief certain(8, 0.0, 1.0);
  certain.observe(refusal_of_a_half(certain, 0.0), 1.0);
  EXPECT_NEAR(certain.mean(), 0.75, 1e-15);
}

TEST(Belief, StartsAtTheCutNormalOnMidpoints) {
  for (int cells = 8; cells <= 16; ++cells) {
    const Belief belief(cells, 0.2);
    EXPECT_NEAR(sum_of(belief.probability()), 1.0, 1e-14);
    EXPECT_NEAR(belief.mean(), 0.0, 1e-15);
    EXPECT_NEAR(belief.value().front(), -0.5 + 0.5 / cells, 1e-15);
    EXPECT_NEAR(belief.value().back(), 0.5 - 0.5 / cells, 1e-15);
    double above = 0.0;  // P(e > s): 0.1548 of the normal cut at 2.5
    for (std::size_t cell = 0; cell < belief.value().size(); ++cell) {
      above += belief.value()[cell] > 0.2 ? belief.probability()[cell] : 0.0;
    }
    EXPECT_NEAR(above, 0.1546, 0.06) << cells << " cells";
  }
}

TEST(Belief, HasThePriorThatTypesAreDrawnFrom) {
  const Belief belief(10, 1.0);
  std::vector<double> drawn(10, 0.0);
  constexpr int draws = 100000;
  for (int i = 0; i < draws; ++i) {
    const double type = cut_normal_quantile((i + 0.5) / draws);
    ASSERT_LE(std::fabs(type), private_type_cut);
    drawn[std::min<std::size_t>(9, static_cast<std::size_t>((type + 2.5) / 0.5))] +=
        1.0 / draws;
  }
  for (std::size_t cell = 0; cell < 10; ++cell) {
    EXPECT_NEAR(drawn[cell], belief.probability()[cell], 2e-5) << "cell " << cell;
  }
}

TEST(Belief, MovesLessTheMoreConservativeItIs) {
  double last = 0.5;
  for (const double conservatism : {0.0, 0.25, 0.5, 1.0}) {
    Belief belief(8, 0.0, 1.0);
    belief.observe(refusal_of_a_half(belief, 0.1), conservatism);
    EXPECT_GE(belief.mean(), last);
    last = belief.mean();
  }
  Belief deaf(8, 0.0, 1.0);
  deaf.observe(refusal_of_a_half(deaf, 0.0), 0.0);
  EXPECT_NEAR(deaf.mean(), 0.5, 1e-15) << "an exponent of 0 never learns";
}

TEST(Belief, OfHalfConservatismLearnsFromTwoRefusalsWhatBayesLearnsFromOne) {
  Belief slow(12, 0.3);
  Belief bayes(12, 0.3);
  const std::vector<double> weight = refusal_of_a_half(bayes, 0.2);
  bayes.observe(weight, 1.0);
  slow.observe(weight, 0.5);
  slow.observe(weight, 0.5);
  for (std::size_t cell = 0; cell < 12; ++cell) {
    EXPECT_NEAR(slow.probability()[cell], bayes.probability()[cell], 1e-14);
  }
}

TEST(Belief, IgnoresWhatNoTypeWouldHaveDone) {
  Belief belief(8, 1.0);
  const double before = belief.probability()[3];
  belief.observe(std::vector<double>(8, 0.0), 1.0);
  EXPECT_EQ(belief.probability()[3], before);
}

TEST(Belief, ReturnsToThePriorAsFarAsTheGovernmentMayChange) {
  Belief belief(8, 0.0, 1.0);
  belief.observe(refusal_of_a_half(belief, 0.0), 1.0);
  belief.mix_prior(0.6);
  EXPECT_NEAR(belief.mean(), 0.4 * 0.75 + 0.6 * 0.5, 1e-15);
  EXPECT_NEAR(sum_of(belief.probability()), 1.0, 1e-15);
  belief.mix_prior(1.0);
  EXPECT_NEAR(belief.mean(), 0.5, 1e-15);
}

TEST(Belief, IsForgottenByAReset) {
  Belief belief(8, 0.2);
  belief.observe(refusal_of_a_half(belief, 0.1), 1.0);
  belief.reset(0.4);
  const Belief fresh(8, 0.4);
  for (std::size_t cell = 0; cell < 8; ++cell) {
    EXPECT_EQ(belief.probability()[cell], fresh.probability()[cell]);
    EXPECT_EQ(belief.value()[cell], fresh.value()[cell]);
  }
}

}  // namespace
}  // namespace tripart
