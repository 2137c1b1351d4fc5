// What nature draws at the start of a replicate is what every parameter says, drawn one
// by one from its own stream, however wide the engine works.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/effort.hpp"
#include "support/random_payoffs.hpp"
#include "support/shipped.hpp"
#include "support/widths.hpp"

namespace tripart {
namespace {

constexpr std::uint64_t seed = 11;

struct Check {
  const Model& model;
  std::uint64_t replicate = 0;
  int looked_at = 0;
};

/// One draw by itself.
class OneByOne {
 public:
  explicit OneByOne(std::uint64_t replicate) : replicate_(replicate) {}
  [[nodiscard]] double operator()(const Parameter& parameter) const {
    return draw_value(parameter.distribution, parameter.range,
                      Stream(seed, replicate_, parameter.entity));
  }
  [[nodiscard]] double uniform(const std::string& name) const {
    const std::uint32_t entity = entity_hash(Purpose::parameter, name);
    return Stream(seed, replicate_, entity ^ 0x9e3779b9U).uniform(0);
  }

 private:
  std::uint64_t replicate_;
};

void compare_party(const Check& check, std::size_t i, const PartyState& state) {
  const OneByOne draw(check.replicate);
  const Party& party = check.model.parties[i];
  const Government& government = state.government;
  EXPECT_EQ(government.content_weight, draw(party.content_weight));
  EXPECT_EQ(government.discount_rate, draw(party.discount_rate));
  EXPECT_EQ(government.concession_exponent, draw(party.strategy.concession_exponent));
  EXPECT_EQ(government.type, cut_normal_quantile(draw.uniform("party:" + party.id)));
  EXPECT_EQ(state.initial_concession, draw(party.strategy.initial_concession));
  EXPECT_EQ(state.noise_multiple, draw(party.strategy.noise));
  EXPECT_EQ(state.recognition, draw(party.recognition));
  EXPECT_EQ(state.type_multiple, draw(party.private_type));
  EXPECT_EQ(state.switching_multiple, draw(party.switching_cost));
  EXPECT_EQ(state.switching_noise_multiple, draw(party.switching_noise));
  if (party.ratifies) {
    EXPECT_EQ(government.threshold, draw(party.ratification.threshold));
    EXPECT_EQ(state.ratification_noise, draw(party.ratification.noise));
    EXPECT_EQ(state.tariff_penalty, draw(party.ratification.tariff_penalty));
    EXPECT_EQ(state.bilateral_penalty, draw(party.ratification.bilateral_penalty));
  }
  EXPECT_EQ(state.exit_cost, party.may_withdraw ? draw(party.withdrawal_cost) : 0.0);
  if (party.retaliates) {
    EXPECT_EQ(state.retaliation_stock, draw(party.retaliation_stock));
    EXPECT_EQ(state.retaliation_noise, draw(party.retaliation_noise));
    EXPECT_EQ(state.forgiveness, draw(party.forgiveness));
  }
  for (std::size_t k = 0; k < check.model.issues.size(); ++k) {
    const Issue& issue = check.model.issues[k];
    const Position& position = issue.positions[i];
    if (position.present && contains(issue.between, static_cast<int>(i))) {
      const double moved = 2.0 * draw.uniform("ideal:" + party.id + ":" + issue.id) - 1.0;
      const double ideal = draw(position.ideal) + check.model.judgement_jitter * moved;
      EXPECT_EQ(government.ideal[k], std::clamp(ideal, 0.0, 1.0));
      EXPECT_EQ(state.red_low[k], draw(position.red_line_low));
      EXPECT_EQ(state.red_high[k], draw(position.red_line_high));
    }
  }
}

void compare_threat(const Check& check, std::size_t t, const ThreatState& state) {
  const OneByOne draw(check.replicate);
  const Threat& threat = check.model.threats[t];
  EXPECT_EQ(state.extension, draw(threat.extension));
  EXPECT_EQ(state.audience_cost, draw(threat.audience_cost));
  EXPECT_EQ(state.noise, draw(threat.noise));
  EXPECT_EQ(state.duration, draw(threat.expected_duration));
  EXPECT_EQ(state.cost, draw(threat.execution_cost));
  EXPECT_EQ(state.fair_share, draw(threat.fair_share));
  EXPECT_EQ(state.period, draw(threat.expires_after_days));
}

void compare(void* self, const Engine& engine, const Glance& glance) {
  auto& check = *static_cast<Check*>(self);
  if (glance.moment != Moment::opened) {
    return;
  }
  ++check.looked_at;
  const EngineView view(engine);
  for (std::size_t i = 0; i < view.parties().size(); ++i) {
    compare_party(check, i, view.parties()[i]);
  }
  for (std::size_t t = 0; t < view.threats().size(); ++t) {
    compare_threat(check, t, view.threats()[t]);
  }
}

void expect_draws(const Model& model, const PayoffTable& payoffs, Width width,
                  std::uint64_t replicates) {
  Check check{model};
  const Observer observer{compare, &check};
  Engine engine(model, payoffs, 1, width);
  engine.show_to(&observer);
  Outcome outcome;
  for (check.replicate = 1; check.replicate <= replicates; ++check.replicate) {
    engine.run(seed, check.replicate, outcome, nullptr);
  }
  EXPECT_EQ(check.looked_at, static_cast<int>(replicates));
}

class NatureTest : public testing::TestWithParam<Width> {};
INSTANTIATE_TEST_SUITE_P(AllWidths, NatureTest, testing::ValuesIn(test::all_widths()),
                         test::name_of_width);

TEST_P(NatureTest, DrawsWhatTheParametersOfShippedScenariosSay) {
  for (const char* scenario :
       {"nafta-2018.yaml", "no-threats.yaml", "auto-tariff.yaml",
        "mexico-80-percent.yaml", "bilateral-first.yaml", "steel-tariffs-no-deal.yaml",
        "trilateral-only.yaml", "mexican-election.yaml"}) {
    SCOPED_TRACE(scenario);
    const test::Played played = test::shipped(scenario);
    expect_draws(played.scenario.model, played.payoffs.table, GetParam(), 30);
  }
}

TEST_P(NatureTest, DrawsWhatTheParametersOfRandomNegotiationsSay) {
  for (std::uint64_t number = 1; number <= test::effort(20); ++number) {
    const test::DrawnNegotiation negotiation = test::draw_negotiation(number);
    SCOPED_TRACE(test::describe(negotiation));
    expect_draws(negotiation.model, test::draw_payoffs(negotiation), GetParam(), 10);
  }
}

// Every date, value and comparison of the whole story.
TEST_P(NatureTest, TellsTheStoryOfTheReferenceWidth) {
  for (std::uint64_t number = 1; number <= test::effort(20); ++number) {
    const test::DrawnNegotiation negotiation = test::draw_negotiation(number);
    SCOPED_TRACE(test::describe(negotiation));
    const PayoffTable payoffs = test::draw_payoffs(negotiation);
    Engine reference(negotiation.model, payoffs);
    Engine wide(negotiation.model, payoffs, 1, GetParam());
    Outcome outcome;
    for (std::uint64_t replicate = 1; replicate <= 10; ++replicate) {
      Trace expected;
      Trace found;
      reference.run(seed, replicate, outcome, &expected);
      wide.run(seed, replicate, outcome, &found);
      ASSERT_EQ(found.size(), expected.size());
      for (std::size_t e = 0; e < found.size(); ++e) {
        ASSERT_EQ(found[e].day, expected[e].day);
        ASSERT_EQ(found[e].type, expected[e].type);
        ASSERT_EQ(found[e].actor, expected[e].actor);
        ASSERT_EQ(found[e].value, expected[e].value);
        ASSERT_EQ(found[e].reference, expected[e].reference);
      }
    }
  }
}

}  // namespace
}  // namespace tripart
