// take_it_or_leave_it, played by the engine (B8e): one offer on what is known of the
// other side.
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "support/two_parties.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

using namespace testing_support;

constexpr int replicates = 1000000;

Model final_offer(const std::vector<Stake>& stakes, int loss_exponent,
                  std::array<double, 2> without) {
  Model model =
      two_parties(stakes, StrategyKind::expected_utility, loss_exponent, without, 2);
  model.protocol = ProtocolKind::take_it_or_leave_it;
  model.only_proposer = 0;
  return model;
}

Parameter uniform_between(double low, double high) {
  return {Distribution::uniform(low, high), {-1e308, 1e308}, 7};
}

/// T12's game: a setter with ideal 0 against a legislature with ideal `ratifier` and a
/// status quo of `in_force`; B's government only passes the text on.
Model setter_and_ratifier(const Parameter& ratifier, double in_force) {
  Model model = final_offer({{{0.0, 0.5}, {1.0, 1.0}}}, 1, {0.0, 0.0});
  model.issues[0].positions[1].ideal = ratifier;
  model.issues[0].status_quo = always(in_force);
  model.follow_up = 40;
  model.force_scale = 0.01;  // months: the vote follows at once
  Party& b = model.parties[1];
  b.content_weight = always(0.0);
  b.ratifies = true;
  b.ratification.content = always(1.0);
  b.ratification.noise = always(0.0);
  return model;
}

// T9's game with the private type of B9: the pie is 1, A has .2 without a deal, B .4 + e,
// e normal with s = .12 cut at 2.5 s and believed on 16 cells. A's best offer in tenths
// and the chance that it is taken are found by summing over the tenths.
//
// Null: B takes the offer with P(e <= offer - .4). False alarm 6e-5 (|z| > 4), 1e-6
// with fresh seeds;
// an error of .002 in the probability is 4 standard errors and fails.
TEST(FinalOffer, AsksForWhatABeliefAboutTheOtherMakesBest) {
  Model model = final_offer({{{1.0, 0.0}, {1.0, 1.0}}}, 1, {0.2, 0.4});
  model.belief_cells = 16;
  model.parties[1].private_type = always(0.2);  // of Z = .6
  const double spread = 0.12;
  const double inside = 2.0 * math::normal_cdf(2.5) - 1.0;
  const auto accepted = [&](double offer) {
    const double z = std::clamp((offer - 0.4) / spread, -2.5, 2.5);
    return (math::normal_cdf(z) - math::normal_cdf(-2.5)) / inside;
  };
  double best = 0.0;
  double offer = 0.0;
  for (int tenth = 0; tenth <= 10; ++tenth) {
    const double gain = accepted(tenth / 10.0) * (1.0 - tenth / 10.0 - 0.2);
    if (gain > best) {
      best = gain;
      offer = tenth / 10.0;
    }
  }
  EXPECT_NEAR(offer, 0.5, 1e-12);
  const PayoffTable payoffs = pure_payoffs(model);
  Engine engine(model, payoffs);
  Outcome outcome;
  int taken = 0;
  for (int replicate = 1; replicate <= replicates; ++replicate) {
    engine.run(test::seed(1), static_cast<std::uint64_t>(replicate), outcome, nullptr);
    EXPECT_EQ(outcome.end_day, 1);
    if (outcome.ending == Ending::agreed) {
      ++taken;
      ASSERT_NEAR(outcome.text[0], 1.0 - offer, 1e-12);
    }
  }
  const double p = accepted(offer);
  const double z = (taken - replicates * p) / std::sqrt(replicates * p * (1.0 - p));
  EXPECT_LT(std::fabs(z), test::largest_z()) << taken;
}

// T12 with a known ratifier: the setter offers max(0, 2 l - q), or the status quo where l
// is beyond it, within a step of the menu, a tenth of what lies between the ideals.
TEST(FinalOffer, SetterGoesToTheEdgeOfTheWinSet) {
  for (const double in_force : {0.9, 0.7, 0.5}) {
    double before = 0.0;
    for (const double ratifier : {0.11, 0.31, 0.42, 0.61, 0.79, 0.86}) {
      if (ratifier >= in_force) {
        continue;
      }
      const Outcome outcome = play(setter_and_ratifier(always(ratifier), in_force));
      const double ideal = std::max(0.0, 2.0 * ratifier - in_force);
      ASSERT_EQ(outcome.ratified, Ratified::yes) << ratifier;
      EXPECT_GE(outcome.text[0], ideal - 1e-12) << ratifier;
      EXPECT_LT(outcome.text[0], ideal + ratifier / 10.0 + 1e-12) << ratifier;
      EXPECT_GE(outcome.text[0], before) << "a more hawkish ratifier gets more";
      before = outcome.text[0];
    }
  }
}

/// Share of replicates in which the only text there is, .4, is ratified.
double chance_of_point_four(double low, double high) {
  Model model = setter_and_ratifier(uniform_between(low, high), 0.9);
  for (Position& position : model.issues[0].positions) {
    position.red_line_low = position.red_line_high = always(0.4);
  }
  const PayoffTable payoffs = pure_payoffs(model);
  Engine engine(model, payoffs);
  Outcome outcome;
  int ratified = 0;
  for (int replicate = 1; replicate <= replicates; ++replicate) {
    engine.run(test::seed(1), static_cast<std::uint64_t>(replicate), outcome, nullptr);
    ratified += outcome.ratified == Ratified::yes ? 1 : 0;
  }
  return static_cast<double>(ratified) / replicates;
}

// T12: .4 beats .9 for every l below .65, which is .625 of U[.4, .8]; of U[.5, .9], more
// hawkish by a tenth, it is .375.
//
// Null: ratified ~ Binomial(n, p). False alarm 6e-5 per case (|z| > 4),
// 1e-6 with fresh seeds; an error
// of .002 in p is 4 standard errors and fails.
TEST(FinalOffer, UnknownRatifierPassesATextAsOftenAsItsWinSetHoldsIt) {
  const double error = std::sqrt(0.625 * 0.375 / replicates);
  EXPECT_LT(std::fabs(chance_of_point_four(0.4, 0.8) - 0.625), test::largest_z() * error);
  EXPECT_LT(std::fabs(chance_of_point_four(0.5, 0.9) - 0.375), test::largest_z() * error);
}

}  // namespace
}  // namespace tripart
