// Are the parties' forecasts of one another right (B10c)?
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "support/chance.hpp"
#include "tripart/core/random.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "unit/scenario/reader_support.hpp"

namespace tripart {
namespace {

constexpr std::uint64_t replicates = 20000;

Parameter constant(double value) {
  return {Distribution::constant(value), {}, 0};
}

/// One seller asks, one buyer answers, at a meeting every ten days: what is learnt of the
/// buyer is learnt from its answers alone.
Model asked_again_and_again(double conservatism) {
  Model model;
  model.name = "asked";
  model.start = *parse_date("2018-03-05");
  model.horizon = 200.0;
  model.follow_up = 200.0;
  model.belief_cells = 16;
  model.conservatism = constant(conservatism);
  for (const char* id : {"buyer", "seller"}) {
    Party party;
    party.id = id;
    party.strategy.concession_exponent = constant(0.5);
    party.strategy.noise = constant(0.1);
    party.content_weight = constant(1.0);
    party.discount_rate = constant(0.1);
    party.recognition = constant(id[0] == 's' ? 1.0 : 1e-12);
    party.private_type = constant(id[0] == 's' ? 0.0 : 0.25);
    model.parties.push_back(party);
  }
  model.retaliation.resize(2);
  model.partner_weight = {0.0, 1.0, 1.0, 0.0};
  model.chapters.push_back({});
  Issue issue;
  issue.id = "price";
  issue.between = 3;
  for (int party = 0; party < 2; ++party) {
    Position position;
    position.present = true;
    position.ideal = constant(party);
    position.salience = constant(1.0);
    position.red_line_low = constant(0.0);
    position.red_line_high = constant(1.0);
    issue.positions.push_back(position);
  }
  model.issues.push_back(issue);
  for (int meeting = 1; meeting < 20; ++meeting) {
    CalendarEvent session;
    session.id = "meeting" + std::to_string(meeting);
    session.kind = EventKind::inter_session;
    session.from = session.to = 10.0 * meeting;
    session.parties = 3;
    model.calendar.push_back(session);
  }
  make_timeline(model);
  return model;
}

struct Tally {
  double forecasts = 0.0, expected = 0.0, variance = 0.0, happened = 0.0;
  [[nodiscard]] double z() const {
    return (happened - expected) / std::sqrt(std::max(variance, 1e-300));
  }
};

/// By tenths, and all of them together last.
std::array<Tally, 11> tally_of(const Model& model,
                               ForecastKind kind = ForecastKind::acceptance) {
  std::array<Tally, 11> tallies{};
  const PayoffTable payoffs(model, 1);
  std::atomic<bool> stop{false};
  run_ensemble(
      model, payoffs, {.seed = test::seed(1), .replicates = replicates},
      [&](const Block& block) {
        for (const Outcome& outcome : block.outcomes) {
          for (const Forecast& forecast : outcome.forecasts) {
            if (forecast.kind != kind) {
              continue;
            }
            const double p = forecast.probability / forecast_unit;
            const auto tenth = std::min<std::size_t>(static_cast<std::size_t>(10 * p), 9);
            for (Tally* tally : {&tallies[tenth], &tallies[10]}) {
              tally->forecasts += 1.0;
              tally->expected += p;
              tally->variance += p * (1.0 - p);
              tally->happened += forecast.happened ? 1.0 : 0.0;
            }
          }
        }
      },
      stop);
  return tallies;
}

// Null: with the true prior, known noise and Bayes, each forecast is the chance of the
// answer given all that was seen, so that sums of (answer - forecast) are martingales
// with variance sum p (1 - p), to the grid of 16 cells. False alarm 6e-5 per tenth (|z| >
// 4), 7e-4 in all (1e-6 and 1e-5 with fresh seeds); over all 200,000 forecasts a bias of
// .0021 fails.
TEST(CalibrationStatistics, BayesianForecastsOfAnswersAreRight) {
  const auto tallies = tally_of(asked_again_and_again(1.0));
  EXPECT_GT(tallies[10].forecasts, 150000.0);
  for (const Tally& tally : tallies) {
    if (tally.forecasts >= 200.0) {
      EXPECT_LT(std::fabs(tally.z()), test::largest_z())
          << tally.expected / tally.forecasts << " came about in "
          << tally.happened / tally.forecasts << " of " << tally.forecasts;
    }
  }
}

// B8: a sanction on both legislatures' parties comes off for both or for neither, and
// each passes the deal if and only if it is off. Chances of each multiplied would make
// .16 of .4. False alarm as above.
TEST(CalibrationStatistics, LegislaturesVoteUnderTheSameTariffs) {
  const Model model = reader_tests::model_of(R"(# Is it off by the vote?
format: 1
name: sanction
start: 2025-03-03
horizon: 2025-06-03
follow_up: 2047-03-03
loss_exponent: 1
renegotiation: 0
protocol: {kind: take_it_or_leave_it, proposer: A}
parties:
  A: {private_type: 0, discount_rate: 0, strategy: {noise: 0}}
  B: {private_type: 0, discount_rate: 0, strategy: {noise: 0}, ratification: {threshold: 0, noise: 0.01, tariff_penalty: 5}}
  C: {private_type: 0, discount_rate: 0, strategy: {noise: 0}, ratification: {threshold: 0, noise: 0.01, tariff_penalty: 5}}
calendar:
  - {id: talks, kind: inter_session, from: 2025-04-10, to: 2025-04-10}
issues:
  - id: text
    positions:
      A: {ideal: 1, salience: 1, red_line: [1, 1]}
      B: {ideal: 1, salience: 1, red_line: [1, 1]}
      C: {ideal: 1, salience: 1, red_line: [1, 1]}
threats:
  - id: crisis
    kind: sanction
    issuer: A
    targets: [B, C]
    effects: {B: -0.5, C: -0.5}
    announced: 2025-03-03
    expires_after_days: 10
    extension: 0
    audience_cost: 100
    noise: 0
    expected_duration: 1
    lift: {at: {discrete: [[signature, 0.4], [ratification, 0.6]]}, fair_share: 0}
)");
  const Tally all = tally_of(model, ForecastKind::ratification)[10];
  EXPECT_GT(all.forecasts, 0.9 * replicates);
  EXPECT_NEAR(all.expected / all.forecasts, 0.4, 1e-6);
  EXPECT_LT(std::fabs(all.z()), test::largest_z());
}

// Who learns too little from a refusal goes on hoping.
TEST(CalibrationStatistics, ConservativeForecastsAreTooHopeful) {
  double last = -4.0;
  for (const double nu : {0.5, 0.0}) {
    const auto tallies = tally_of(asked_again_and_again(nu));
    EXPECT_LT(tallies[10].z(), last) << nu;
    last = tallies[10].z();
  }
}

}  // namespace
}  // namespace tripart
