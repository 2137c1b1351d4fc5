// What a switched-off mechanism leaves alone: every draw of everything else.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/shipped.hpp"

namespace tripart {
namespace {

constexpr std::uint64_t replicates = 40;

/// What nature drew for each replicate, as everybody begins with it.
std::vector<double> draws_of(const test::Played& played, bool threats) {
  std::vector<double> draws;
  const auto note = [](void* self, const Engine& engine, const Glance& glance) {
    if (glance.moment != Moment::opened) {
      return;
    }
    auto& list = *static_cast<std::vector<double>*>(self);
    const EngineView view(engine);
    for (const PartyState& party : view.parties()) {
      const Government& government = party.government;
      list.insert(list.end(),
                  {government.content_weight, government.discount_rate,
                   government.concession_exponent, government.type, party.noise_multiple,
                   party.recognition, party.switching_multiple, party.exit_cost,
                   party.retaliation_stock});
      list.insert(list.end(), government.ideal.begin(), government.ideal.end());
      list.insert(list.end(), government.salience.begin(), government.salience.end());
      list.insert(list.end(), party.red_high.begin(), party.red_high.end());
    }
    for (const ThreatState& threat : view.threats()) {
      list.insert(list.end(), {threat.period, threat.extension, threat.fair_share});
    }
  };
  const Observer observer{note, &draws};
  Engine engine(played.scenario.model, played.payoffs.table);
  engine.show_to(&observer);
  Outcome outcome;
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    engine.run(1, replicate, outcome, nullptr);
    for (std::size_t t = 0; !threats && t < 3 * played.scenario.model.threats.size();
         ++t) {
      draws.pop_back();
    }
  }
  return draws;
}

TEST(Mechanisms, SwitchedOffMoveNoOtherDraw) {
  const test::Played whole = test::shipped("nafta-2018.yaml");
  const std::vector<double> all = draws_of(whole, true);
  const std::vector<double> without_threats = draws_of(whole, false);
  for (const std::string mechanism : {"threats", "elections", "beliefs", "ratification",
                                      "bilateral_track", "lobbies"}) {
    const test::Played played =
        test::shipped("nafta-2018.yaml", {"mechanisms." + mechanism + "=false"});
    EXPECT_EQ(draws_of(played, true), mechanism == "threats" ? without_threats : all)
        << mechanism;
  }
}

// One way to leave threats out and another.
TEST(Mechanisms, WithoutThreatsAreTheScenarioWithoutThem) {
  const test::Played off = test::shipped("nafta-2018.yaml", {"mechanisms.threats=false"});
  const test::Played none =
      test::shipped("nafta-2018.yaml", {"threats=[]", "retaliation={}"});
  for (std::uint64_t replicate = 1; replicate <= 200; ++replicate) {
    ASSERT_EQ(test::rows_of(off, replicate), test::rows_of(none, replicate)) << replicate;
  }
}

}  // namespace
}  // namespace tripart
