// T16, played by the engine: a tariff threat that is decided on every day before the
// day's offer comes first with probability hI / (1 - (1 - hI)(1 - hD)).
#include <cmath>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/chance.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {
namespace {

constexpr int days = 48;

Parameter number(double value) {
  Parameter parameter;
  parameter.distribution = Distribution::constant(value);
  return parameter;
}

/// A pie that both want whole until the last days: every offer asks for everything and is
/// accepted, by mistake, with `deal_hazard`.
Model stubborn_talks(double tariff_hazard, double deal_hazard) {
  Model model;
  model.name = "event_order";
  model.start = *parse_date("2018-03-05");
  model.horizon = days;
  model.follow_up = days;
  model.loss_exponent = 1;
  model.belief_cells = 1;
  model.partner_weight = {0.0, 1.0, 1.0, 0.0};
  for (const char* id : {"A", "B"}) {
    Party party;
    party.id = id;
    party.strategy.kind = StrategyKind::time_dependent;
    party.strategy.concession_exponent = number(1e-4);
    party.strategy.noise = number(1.0 / std::log((1.0 - deal_hazard) / deal_hazard));
    party.content_weight = number(1.0);
    party.recognition = number(1.0);
    model.parties.push_back(party);
  }
  Issue pie;
  pie.id = "pie";
  pie.between = model.everyone();
  pie.positions.resize(2);
  for (std::size_t i = 0; i < 2; ++i) {
    pie.positions[i].present = true;
    pie.positions[i].ideal = number(static_cast<double>(i));
    pie.positions[i].salience = number(1.0);
    pie.positions[i].red_line_high = number(1.0);
  }
  model.issues = {pie};
  model.chapters.resize(1);
  model.chapters[0].id = "pie";
  model.chapters[0].type = ChapterType::contested;
  Threat threat;
  threat.id = "tariff";
  threat.issuer = 0;
  threat.targets = set_of(1);
  threat.tariffs = {{1, 0, 0.1}};
  threat.announced_day = 0.0;
  threat.expires_after_days = number(1.0);
  threat.extension = number(1.0 - tariff_hazard);
  threat.max_extensions = days;
  model.threats = {threat};
  model.retaliation.resize(2);
  for (int day = 1; day < days; ++day) {
    CalendarEvent meeting;
    meeting.id = "day" + std::to_string(day);
    meeting.kind = EventKind::inter_session;
    meeting.from = meeting.to = day;
    meeting.parties = model.everyone();
    model.calendar.push_back(meeting);
  }
  make_timeline(model);
  return model;
}

// Null: among n replicates decided by the last day, those in which the tariff is first
// are Binomial(n, p); every day is like the one before, so that leaving out the undecided
// moves nothing. It fails beyond 4 standard errors: a false alarm of 6e-5 each (1e-6 with
// fresh seeds). A million
// replicates: standard error at most 5.1e-4, caught with 99 percent .0032. Drawing the
// offer before the tariff would move the first case by -.019.
void expect_theory(double tariff_hazard, double deal_hazard) {
  const Model model = stubborn_talks(tariff_hazard, deal_hazard);
  const PayoffTable payoffs = pure_payoffs(model);
  Engine engine(model, payoffs);
  Outcome outcome;
  constexpr int replicates = 1000000;
  double tariff_first = 0.0;
  double decided = 0.0;
  for (int replicate = 1; replicate <= replicates; ++replicate) {
    engine.run(test::seed(7), static_cast<std::uint64_t>(replicate), outcome, nullptr);
    const bool tariff = outcome.threats[0].executed_day != no_day;
    tariff_first += tariff ? 1.0 : 0.0;
    decided += tariff || outcome.first_deal_day != no_day ? 1.0 : 0.0;
  }
  const double theory =
      tariff_hazard / (1.0 - (1.0 - tariff_hazard) * (1.0 - deal_hazard));
  const double share = tariff_first / decided;
  const double error = std::sqrt(theory * (1.0 - theory) / decided);
  EXPECT_GT(decided, 0.95 * replicates);
  EXPECT_LT(std::fabs(share - theory), test::largest_z() * error)
      << share << " for " << theory;
}

TEST(EventOrderStatistics, ASlowTariffComesFirstAsOftenAsItCompetesWithSlowTalks) {
  expect_theory(0.03, 0.05);
}

TEST(EventOrderStatistics, AFastTariffComesFirstAsOftenAsItCompetesWithTheDaysOffer) {
  expect_theory(0.2, 0.1);
}

TEST(EventOrderStatistics, ATariffComesFirstAsOftenAsItCompetesWithFastTalks) {
  expect_theory(0.05, 0.3);
}

}  // namespace
}  // namespace tripart
