// T16, played by the engine: a tariff threat that is decided on every day before the
// day's offer comes first with probability hI / (1 - (1 - hI)(1 - hD)).
#include <cmath>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {
namespace {

constexpr int days = 200;

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
  model.partner_weight = {0.0, 1.0, 1.0, 0.0};
  for (const char* id : {"A", "B"}) {
    Party party;
    party.id = id;
    party.strategy.kind = StrategyKind::time_dependent;
    party.strategy.concession_exponent = number(0.01);
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

// Null: the number of replicates in which the tariff is first is Binomial(n, p). It fails
// beyond 4 standard errors: a false alarm of 6e-5 each. Standard error at most 2.5e-3;
// caught with 99 percent: .016. Drawing the offer before the tariff would move the first
// case by -.019.
TEST(EventOrderStatistics,
     ATariffDecidedBeforeTheDaysOfferComesFirstAsOftenAsTheyCompete) {
  struct Case {
    double tariff, deal;
  };
  for (const Case& hazard : {Case{0.03, 0.05}, Case{0.2, 0.1}, Case{0.05, 0.3}}) {
    const Model model = stubborn_talks(hazard.tariff, hazard.deal);
    const PayoffTable payoffs = pure_payoffs(model);
    Engine engine(model, payoffs);
    Outcome outcome;
    constexpr int replicates = 40000;
    int tariff_first = 0;
    int undecided = 0;
    for (int replicate = 1; replicate <= replicates; ++replicate) {
      engine.run(7, static_cast<std::uint64_t>(replicate), outcome, nullptr);
      tariff_first += outcome.threats[0].executed_day != no_day ? 1 : 0;
      undecided +=
          outcome.threats[0].executed_day == no_day && outcome.first_deal_day == no_day
              ? 1
              : 0;
    }
    const double theory =
        hazard.tariff / (1.0 - (1.0 - hazard.tariff) * (1.0 - hazard.deal));
    const double share = static_cast<double>(tariff_first) / replicates;
    const double error = std::sqrt(theory * (1.0 - theory) / replicates);
    EXPECT_EQ(undecided, 0);
    EXPECT_LT(std::fabs(share - theory), 4.0 * error) << share << " for " << theory;
  }
}

}  // namespace
}  // namespace tripart
