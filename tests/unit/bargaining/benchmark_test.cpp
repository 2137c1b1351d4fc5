#include "tripart/bargaining/benchmark.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

Parameter constant(double value) {
  return Parameter{Distribution::constant(value), {-1e308, 1e308}, 0};
}

/// Parties A, B, C, ...; the first may split off with any other. No issue yet.
Model table_of(int parties) {
  Model model;
  model.name = "table";
  model.start = *parse_date("2018-03-05");
  model.horizon = model.follow_up = 100.0;
  model.loss_exponent = 1;
  model.pure_bargaining = false;
  for (int i = 0; i < parties; ++i) {
    Party party;
    party.id = std::string(1, static_cast<char>('A' + i));
    party.may_split = i == 0;
    party.content_weight = constant(0.0);
    party.recognition = constant(1.0);
    party.discount_rate = constant(0.1);
    party.strategy.concession_exponent = constant(1.0);
    model.parties.push_back(party);
    for (int j = 0; j < parties; ++j) {
      model.partner_weight.push_back(i == j ? 0.0 : 1.0 / (parties - 1));
    }
  }
  Chapter chapter;
  chapter.id = "all";
  chapter.type = ChapterType::contested;
  model.chapters = {chapter};
  model.retaliation.resize(static_cast<std::size_t>(parties));
  return model;
}

/// A pie between two parties: at text x the first has less by x, the second x, in units
/// of `size` / stakes of each.
void add_pie(Model& model, int first, int second) {
  Issue issue;
  issue.id = "pie" + std::to_string(model.issues.size());
  issue.between = set_of(first) | set_of(second);
  issue.status_quo = constant(0.0);
  issue.positions.resize(model.parties.size());
  for (const int party : {first, second}) {
    Position& position = issue.positions[static_cast<std::size_t>(party)];
    position.present = true;
    position.ideal = constant(party == first ? 0.0 : 1.0);
    position.salience = constant(1.0);
    position.red_line_low = constant(0.0);
    position.red_line_high = constant(1.0);
  }
  model.issues.push_back(issue);
}

const SolutionPoint& point_of(const Benchmarks& all, const PayoffTable& payoffs,
                              const char* configuration, Solution solution) {
  for (const DealBenchmark& deal : all.deals) {
    if (payoffs.configurations()[deal.configuration].name == configuration) {
      return deal.solution[static_cast<std::size_t>(solution)];
    }
  }
  ADD_FAILURE() << configuration;
  static const SolutionPoint none;
  return none;
}

// T7 at a = 1/2: the hub's joint surplus with a spoke is W(all) - W(without it), and each
// has half of it. The texts are pies of 100 between hub and spoke.
TEST(NashInNash, AgreesWithTheTransferableFormOnLinearPies) {
  const double worths[][3] = {{60.0, 50.0, 90.0}, {10.0, 30.0, 70.0}, {5.0, 8.0, 20.0}};
  for (const auto& worth : worths) {
    Model model = table_of(3);
    add_pie(model, 0, 1);
    add_pie(model, 0, 2);
    model.parties[0].content_weight = constant(200.0);  // two pies of 100
    model.parties[1].content_weight = constant(100.0);
    model.parties[2].content_weight = constant(100.0);
    PayoffTable payoffs(model, 1);
    const ConfigurationSet& set = payoffs.configurations();
    const PartySet ab = set_of(0) | set_of(1);
    const PartySet ac = set_of(0) | set_of(2);
    payoffs.set_welfare(0, set.block(ab), 0, 0, worth[0]);
    payoffs.set_welfare(0, set.block(ac), 0, 0, worth[1]);
    payoffs.set_welfare(0, set.spokes(0, set_of(1) | set_of(2)), 0, 0, worth[2]);
    const Benchmarks all = solve_benchmarks(model, payoffs);
    const SolutionPoint& point =
        point_of(all, payoffs, "A-B|A-C", Solution::nash_in_nash);
    ASSERT_TRUE(point.found);
    const double b = 0.5 * (worth[2] - worth[1]);
    const double c = 0.5 * (worth[2] - worth[0]);
    EXPECT_NEAR(point.value[1], b, 1e-9);
    EXPECT_NEAR(point.value[2], c, 1e-9);
    EXPECT_NEAR(point.value[0], worth[2] - b - c, 1e-9);
  }
}

// The texts reach one another through the cost effects: with effect e of a pair's text on
// the hub that exists only beside the other deal, the fixed point solves two equations.
TEST(NashInNash, IsAFixedPointOfTheOtherPairsText) {
  Model model = table_of(3);
  add_pie(model, 0, 1);
  add_pie(model, 0, 2);
  for (Issue& issue : model.issues) {
    issue.effects.push_back({});
  }
  model.parties[0].content_weight = constant(200.0);
  model.parties[1].content_weight = constant(100.0);
  model.parties[2].content_weight = constant(100.0);
  PayoffTable payoffs(model, 1);
  const ConfigurationSet& set = payoffs.configurations();
  const int both = set.spokes(0, set_of(1) | set_of(2));
  payoffs.set_welfare(0, both, 0, 0, 60.0);
  // In A-B|A-C the text with B costs the hub 20 more at pole 1 than alone: 20 x_B enters
  // what the hub gains from C.
  const auto& deals = set[both].deals;
  const auto with_b = static_cast<std::size_t>(
      std::find(deals.begin(), deals.end(), set_of(0) | set_of(1)) - deals.begin());
  payoffs.set_issue_effect(0, both, 0, 0, -20.0, with_b);
  const Benchmarks all = solve_benchmarks(model, payoffs);
  const SolutionPoint& point = point_of(all, payoffs, "A-B|A-C", Solution::nash_in_nash);
  ASSERT_TRUE(point.found);
  // B: hub gains 60 - 120 x_B, B gains 100 x_B: product is largest at x_B = 1/4.
  // C: hub gains 60 - 20 x_B - 100 x_C, C gains 100 x_C: x_C = (60 - 20 x_B) / 200.
  EXPECT_NEAR(point.text[with_b][0], 0.25, 1e-10);
  EXPECT_NEAR(point.text[1 - with_b][1], 0.275, 1e-10);
}

/// Everybody's deal gives A, B, C `all` each in money, and a pie to share between A and B
/// that leaves 1 to each at the middle; pairs give their members what the test says.
struct Table {
  Model model = table_of(3);
  PayoffTable payoffs{model, 1};

  void set(PartySet coalition, double each) {
    const int g = payoffs.configurations().block(coalition);
    for (int party = 0; party < 3; ++party) {
      if (contains(coalition, party)) {
        payoffs.set_welfare(0, g, 0, party, each);
      }
    }
  }
};

TEST(Core, IsBlockedByThePairThatHasMoreAlone) {
  Table table;
  const PartySet ab = set_of(0) | set_of(1);
  const PartySet ac = set_of(0) | set_of(2);
  table.set(7, 1.0);
  table.set(ab, 1.25);
  table.set(ac, 0.75);
  const Benchmarks all = solve_benchmarks(table.model, table.payoffs);
  int seen = 0;
  for (const CoreTest& test : all.core) {
    EXPECT_TRUE(test.outsiders_keep_old);
    EXPECT_TRUE(test.has_text);
    const double gain = test.coalition == ab ? 0.25 : test.coalition == ac ? -0.25 : -1.0;
    EXPECT_NEAR(test.least_gain, gain, 1e-11) << test.coalition;
    EXPECT_EQ(test.blocks, test.coalition == ab) << test.coalition;
    ++seen;
  }
  EXPECT_EQ(seen, 3);
}

TEST(Core, CountsWhatACoalitionCanDivideByItsText) {
  Table table;
  table.set(7, 1.0);
  add_pie(table.model, 0, 1);
  table.model.parties[0].content_weight = constant(2.0);
  table.model.parties[1].content_weight = constant(2.0);
  // All: A has 1 + 2 (0 - x), B 1 + 2 x; Nash at x with 1 - 2x = 1 + 2x: 0. Alone A has
  // 3 and B 0, and moving the text by 3/4 leaves both 1.5.
  const int pair = table.payoffs.configurations().block(3);
  table.payoffs.set_welfare(0, pair, 0, 0, 3.0);
  const Benchmarks all = solve_benchmarks(table.model, table.payoffs);
  for (const CoreTest& test : all.core) {
    if (test.coalition == 3U) {
      EXPECT_NEAR(test.least_gain, 0.5, 1e-10);
      EXPECT_TRUE(test.blocks);
    }
  }
}

// Where leaving the outsider without any agreement is a configuration of its own.
TEST(Core, AsksAgainWithOutsidersCutOff) {
  Model model = table_of(3);
  Threat threat;
  threat.id = "exclusion";
  threat.kind = ThreatKind::exclusion;
  threat.issuer = 0;
  threat.targets = set_of(2);
  threat.expires_after_days = constant(10.0);
  threat.noise = constant(0.1);
  model.threats.push_back(threat);
  PayoffTable payoffs(model, 1);
  const ConfigurationSet& set = payoffs.configurations();
  const PartySet ab = set_of(0) | set_of(1);
  for (int party = 0; party < 3; ++party) {
    payoffs.set_welfare(0, set.block(7), 0, party, 1.0);
  }
  const int excluded = set.cut(set.block(ab), 0, set_of(2));
  ASSERT_GE(excluded, 0);
  payoffs.set_welfare(0, excluded, 0, 0, 1.5);
  payoffs.set_welfare(0, excluded, 0, 1, 1.1);
  const Benchmarks all = solve_benchmarks(model, payoffs);
  int seen = 0;
  for (const CoreTest& test : all.core) {
    if (test.coalition == ab) {
      EXPECT_EQ(test.configuration, test.outsiders_keep_old ? set.block(ab) : excluded);
      EXPECT_NEAR(test.least_gain, test.outsiders_keep_old ? -1.0 : 0.1, 1e-11);
      EXPECT_EQ(test.blocks, !test.outsiders_keep_old);
      ++seen;
    }
  }
  EXPECT_EQ(seen, 2);
}

TEST(Benchmarks, TakeEveryDrawAtItsMedian) {
  Model model = table_of(2);
  model.parties[0].may_split = false;
  add_pie(model, 0, 1);
  const auto drawn = [](Distribution distribution) {
    return Parameter{std::move(distribution), {0.0, 1e308}, 7};
  };
  model.parties[0].content_weight = drawn(Distribution::lognormal(0.0, 2.0));  // 1
  model.parties[1].content_weight = drawn(Distribution::uniform(0.0, 4.0));    // 2
  PayoffTable payoffs(model, 2);
  const int deal = payoffs.configurations().block(3);
  payoffs.set_welfare(0, deal, 0, 0, 0.5);  // mean of two economies: 1
  payoffs.set_welfare(1, deal, 0, 0, 1.5);
  const Benchmarks all = solve_benchmarks(model, payoffs);
  // A: 1 - x, B: 2 x.
  const auto& wide = all.deals.front();
  const auto at = [&](Solution solution) {
    return wide.solution[static_cast<std::size_t>(solution)].value;
  };
  EXPECT_NEAR(at(Solution::nash)[0], 0.5, 1e-9);
  EXPECT_NEAR(at(Solution::nash)[1], 1.0, 1e-9);
  EXPECT_NEAR(at(Solution::kalai_smorodinsky)[1], 1.0, 1e-9);
  EXPECT_NEAR(at(Solution::egalitarian)[0], 2.0 / 3.0, 1e-9);
  EXPECT_NEAR(at(Solution::egalitarian)[1], 2.0 / 3.0, 1e-9);
  EXPECT_NEAR(at(Solution::utilitarian)[1], 2.0, 1e-12);
}

// T5's powers: recognition over impatience.
TEST(Benchmarks, GiveThePatientAndTheRecognisedMore) {
  Model model = table_of(2);
  model.parties[0].may_split = false;
  add_pie(model, 0, 1);
  for (Party& party : model.parties) {
    party.content_weight = constant(1.0);
  }
  model.parties[0].recognition = constant(3.0);
  model.parties[1].discount_rate = constant(0.05);
  PayoffTable payoffs(model, 1);
  payoffs.set_welfare(0, payoffs.configurations().block(3), 0, 0, 1.0);
  const Benchmarks all = solve_benchmarks(model, payoffs);
  const PartyValues value =
      all.deals.front()
          .solution[static_cast<std::size_t>(Solution::asymmetric_nash)]
          .value;
  EXPECT_NEAR(value[0], 0.6, 1e-9);  // 30 : 20
  EXPECT_NEAR(value[1], 0.4, 1e-9);
}

}  // namespace
}  // namespace tripart
