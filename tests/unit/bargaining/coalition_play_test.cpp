// `mode: strategic` with side payments, on payoff tables given by hand (T6 to T8).
#include <bit>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/chance.hpp"
#include "support/effort.hpp"
#include "support/north_america.hpp"
#include "tripart/bargaining/coalition_game.hpp"
#include "tripart/bargaining/majority.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {
namespace {

/// Three parties that have nothing to settle but who signs with whom.
Model three_parties(ProtocolKind protocol, double discount) {
  Model model;
  model.name = "coalitions";
  model.start = *parse_date("2018-03-05");
  model.horizon = model.follow_up = 100;
  model.mode = Mode::strategic;
  model.protocol = protocol;
  model.partner_weight.assign(9, 0.5);
  for (const char* id : {"A", "B", "C"}) {
    Party party;
    party.id = id;
    party.content_weight = test::parameter(1.0);
    party.recognition = test::parameter(1.0);
    party.discount_factor = discount;
    model.parties.push_back(party);
  }
  model.retaliation.resize(3);
  make_timeline(model);
  return model;
}

/// W of a set's members in the configuration in which it has a deal of its own, spread
/// evenly; of an outsider.
void set_worth(const Model& model, PartySet members, double worth, double outsider,
               PayoffTable& payoffs) {
  const int configuration = payoffs.configurations().block(members);
  ASSERT_GE(configuration, 0);
  for (int party = 0; party < model.party_count(); ++party) {
    payoffs.set_welfare(
        0, configuration, 0, party,
        contains(members, party) ? worth / std::popcount(members) : outsider);
  }
}

struct Worths {
  double ab = 0.0, ac = 0.0, bc = 0.0, outsider_of_ab = 0.0;
};

PayoffTable payoffs_of(const Model& model, const Worths& worth) {
  PayoffTable payoffs = pure_payoffs(model);
  set_worth(model, 7, 1.0, 0.0, payoffs);
  set_worth(model, 3, worth.ab, worth.outsider_of_ab, payoffs);
  set_worth(model, 5, worth.ac, 0.0, payoffs);
  set_worth(model, 6, worth.bc, 0.0, payoffs);
  return payoffs;
}

Outcome play(const Model& model, const PayoffTable& payoffs, int replicate = 1) {
  Outcome outcome;
  Engine(model, payoffs).run(1, static_cast<std::uint64_t>(replicate), outcome, nullptr);
  return outcome;
}

TEST(CoalitionalMode, SharesAsCoalitionsThatMayBeWidenedDo) {
  struct Case {
    Worths worth;
    PartyValues share;
  };
  for (const Case& known : {Case{{0.2, 0.2, 0.2, 0}, {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0}},
                            Case{{0.8, 0.7, 0.6, 0}, {0.3833, 0.3333, 0.2833}},
                            Case{{0.8, 0, 0, 0}, {0.45, 0.45, 0.10}}}) {  // T8
    const Model model = three_parties(ProtocolKind::coalitional, 0.9995);
    const Outcome outcome = play(model, payoffs_of(model, known.worth));
    EXPECT_EQ(outcome.ending, Ending::agreed);
    EXPECT_EQ(outcome.kind, DealKind::trilateral);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(outcome.parties[i].utility, known.share[i], 1e-3);
      EXPECT_NEAR(outcome.parties[i].surplus_share, known.share[i], 1e-3);
    }
  }
}

TEST(CoalitionalMode, LetsOutsidersPayForWhatAPairCostsThem) {
  const Model model = three_parties(ProtocolKind::coalitional, 0.95);
  const Outcome outcome = play(model, payoffs_of(model, {0.8, 0, 0, -0.3}));
  // Of one pair, by hand as in coalition_game_test.cpp.
  const double x = 0.95 * (0.8 + 0.5 * 0.95 * 0.5) / 2.05;
  EXPECT_NEAR(outcome.parties[0].utility, x / 0.95, 1e-9);
  EXPECT_NEAR(outcome.parties[2].utility,
              (1.0 - 2.0 * x + 2.0 * (0.5 * 0.95 * 0.5 - 0.3)) / 3.0, 1e-9);
  EXPECT_LT(outcome.parties[2].utility, 0.0);
  EXPECT_EQ(outcome.parties[2].surplus_share, 0.0);
}

// A pair worth .8 hesitates between the third and itself: which of the deals comes is
// drawn as often as it is proposed, what is expected never changes.
TEST(CoalitionalMode, DrawsTheDealThatFinalCoalitionsComeTo) {
  Model model = three_parties(ProtocolKind::coalitional, 0.9);
  model.renegotiates = false;
  const PayoffTable payoffs = payoffs_of(model, {0.8, 0, 0, 0});
  Engine engine(model, payoffs);
  Outcome outcome;
  int pairs = 0;
  constexpr auto replicates = static_cast<int>(test::effort(20000));
  for (int replicate = 1; replicate <= replicates; ++replicate) {
    engine.run(test::seed(1), static_cast<std::uint64_t>(replicate), outcome, nullptr);
    EXPECT_NEAR(outcome.parties[0].utility, 0.8 / 2.1, 1e-9);
    EXPECT_NEAR(outcome.parties[2].utility, 0.2 / 0.9, 1e-9);
    pairs += outcome.kind == DealKind::bilateral ? 1 : 0;
  }
  // The third gets what its own proposals add, a third of 1 - 2 x - .2, and .2 unless it
  // is left out: with q the chance that one of the two proposes the pair, .2 / .9 = (.8 -
  // 2 x) / 3 + .2 (1 - 2 q / 3).
  const double x = 0.9 * 0.8 / 2.1;
  const double q = (1.0 - (0.2 / 0.9 - (0.8 - 2.0 * x) / 3.0) / 0.2) * 1.5;
  const double theory = 2.0 / 3.0 * q;
  // Binomial; beyond 4 standard errors with a chance of 6e-5, caught: .012.
  EXPECT_NEAR(pairs / static_cast<double>(replicates), theory,
              test::largest_z() * std::sqrt(theory * (1.0 - theory) / replicates));
}

TEST(MajorityMode, SharesTheDealOfEverybodyAsVotesArePriced) {
  Model model = three_parties(ProtocolKind::majority, 0.9);
  MajorityGame game;
  const double patience[] = {0.9, 0.8, 0.7};
  const double recognition[] = {0.5, 0.3, 0.2};
  for (std::size_t i = 0; i < 3; ++i) {
    model.parties[i].discount_factor = game.discount[i] = patience[i];
    game.recognition[i] = recognition[i];
    model.parties[i].recognition = test::parameter(10.0 * recognition[i]);
  }
  for (const int quota : {0, 2, 3}) {
    model.quota = quota;
    game.quota = quota == 0 ? 2 : quota;
    const MajorityOutcome theory = solve_majority(game);
    const Outcome outcome = play(model, payoffs_of(model, {}));
    EXPECT_EQ(outcome.kind, DealKind::trilateral);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(outcome.parties[i].utility, theory.value[i], 1e-9);
      EXPECT_NEAR(outcome.parties[i].surplus_share, theory.value[i], 1e-9);
      EXPECT_FALSE(outcome.parties[i].has_nash);
    }
  }
}

TEST(NashInNashMode, PaysEachSpokeForWhatItAdds) {
  Model model = three_parties(ProtocolKind::nash_in_nash, 0.9);
  model.hub = 0;
  model.parties[0].may_split = true;
  PayoffTable payoffs = pure_payoffs(model);
  const ConfigurationSet& set = payoffs.configurations();
  payoffs.set_welfare(0, set.block(3), 0, 0, 60.0);
  payoffs.set_welfare(0, set.block(5), 0, 0, 50.0);
  payoffs.set_welfare(0, set.spokes(0, 6), 0, 0, 90.0);
  const Outcome even = play(model, payoffs);
  EXPECT_EQ(even.kind, DealKind::two_bilaterals);
  EXPECT_EQ(even.configuration, set.spokes(0, 6));
  EXPECT_NEAR(even.parties[0].utility, 55.0, 1e-9);  // T7
  EXPECT_NEAR(even.parties[1].utility, 20.0, 1e-9);
  EXPECT_NEAR(even.parties[2].utility, 15.0, 1e-9);
  EXPECT_NEAR(even.parties[1].surplus_share, 20.0 / 90.0, 1e-9);
  model.parties[0].recognition = test::parameter(3.0);  // a = 3 / 4 against both
  const Outcome strong = play(model, payoffs);
  EXPECT_NEAR(strong.parties[0].utility, 72.5, 1e-9);
  EXPECT_NEAR(strong.parties[1].utility, 10.0, 1e-9);
  payoffs.set_welfare(0, set.spokes(0, 6), 0, 0, 55.0);
  const Outcome one = play(model, payoffs);  // the second deal would cost the hub
  EXPECT_EQ(one.kind, DealKind::bilateral);
  EXPECT_EQ(one.configuration, set.block(3));
  EXPECT_EQ(one.parties[2].utility, 0.0);
}

// Worth of 60 with B, 50 with C, 90 with both, on the hub's account.
void pay_the_hub(const Model& model, PayoffTable& payoffs) {
  const ConfigurationSet& set = payoffs.configurations();
  payoffs.set_welfare(0, set.block(3), 0, 0, 60.0);
  payoffs.set_welfare(0, set.block(5), 0, 0, 50.0);
  payoffs.set_welfare(0, set.spokes(0, 6), 0, 0, 90.0);
  ASSERT_EQ(model.hub, 0);
}

TEST(DelegatesMode, EndsNearNashInNash) {
  Model model = three_parties(ProtocolKind::delegates, 0.999);
  model.hub = 0;
  model.parties[0].may_split = true;
  PayoffTable payoffs = pure_payoffs(model);
  pay_the_hub(model, payoffs);
  const Outcome outcome = play(model, payoffs);
  EXPECT_EQ(outcome.kind, DealKind::two_bilaterals);
  model.protocol = ProtocolKind::nash_in_nash;
  const Outcome limit = play(model, payoffs);
  const double theory[] = {55.0, 20.0, 15.0};  // T7
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(limit.parties[i].utility, theory[i], 1e-9);
    EXPECT_NEAR(outcome.parties[i].utility / theory[i], 1.0, 1e-3);
    EXPECT_NEAR(outcome.parties[i].surplus_share, theory[i] / 90.0, 1e-3);
  }
  // The delegate proposes first: d (1 - d) / (1 - d^2) = d / (1 + d) of what is added.
  // The last game moved 1e-13 of that, all later ones together 1 / (1 - d^2) times as
  // much.
  EXPECT_NEAR(outcome.parties[1].utility, 40.0 * 0.999 / 1.999, 1e-8);
  EXPECT_NEAR(outcome.parties[2].utility, 30.0 * 0.999 / 1.999, 1e-8);
}

// A spoke counts what the other's deal alone does to it as its own fallback, in both
// games; what a pair does to a third is no concern of the pair.
TEST(DelegatesMode, DividesWhatThePairGains) {
  Model model = three_parties(ProtocolKind::delegates, 0.9);
  model.hub = 0;
  model.parties[0].may_split = true;
  model.parties[0].discount_factor = 0.8;
  model.parties[2].discount_factor = 0.7;
  PayoffTable payoffs = pure_payoffs(model);
  pay_the_hub(model, payoffs);
  const ConfigurationSet& set = payoffs.configurations();
  payoffs.set_welfare(0, set.block(3), 0, 2, -8.0);  // C, while only B has a deal
  payoffs.set_welfare(0, set.block(5), 0, 1, -4.0);
  const Outcome outcome = play(model, payoffs);
  EXPECT_EQ(outcome.kind, DealKind::two_bilaterals);
  const double b = -4.0 + (90.0 - (50.0 - 4.0)) * 0.9 * 0.2 / (1.0 - 0.8 * 0.9);
  const double c = -8.0 + (90.0 - (60.0 - 8.0)) * 0.7 * 0.2 / (1.0 - 0.8 * 0.7);
  EXPECT_NEAR(outcome.parties[1].utility, b, 1e-9);
  EXPECT_NEAR(outcome.parties[2].utility, c, 1e-9);
  EXPECT_NEAR(outcome.parties[0].utility, 90.0 - b - c, 1e-9);
}

// Either deal is worth having, but not both: whatever is expected never comes true.
TEST(DelegatesMode, LapsesWhereExpectationsNeverComeTrue) {
  Model model = three_parties(ProtocolKind::delegates, 0.5);
  model.hub = 0;
  model.parties[0].may_split = true;
  PayoffTable payoffs = pure_payoffs(model);
  pay_the_hub(model, payoffs);
  payoffs.set_welfare(0, payoffs.configurations().spokes(0, 6), 0, 0, 40.0);
  const Outcome outcome = play(model, payoffs);
  EXPECT_EQ(outcome.ending, Ending::lapsed);
  EXPECT_EQ(outcome.parties[0].utility, 0.0);
}

Model with_an_issue(ProtocolKind protocol) {
  Model model = three_parties(protocol, 0.9);
  Issue issue;
  issue.id = "standard";
  issue.between = model.everyone();
  issue.positions.resize(3);
  const double ideal[] = {0.0, 0.5, 1.0};
  const double weight[] = {1.0, 2.0, 1.0};
  for (std::size_t i = 0; i < 3; ++i) {
    issue.positions[i].present = true;
    issue.positions[i].ideal = test::parameter(ideal[i]);
    issue.positions[i].salience = test::parameter(1.0);
    issue.positions[i].red_line_high = test::parameter(1.0);
    model.parties[i].content_weight = test::parameter(weight[i]);
  }
  model.parties[2].content_weight = test::parameter(5.0);
  model.issues = {issue};
  Chapter chapter;
  chapter.id = "agreement";
  chapter.type = ChapterType::contested;
  model.chapters = {chapter};
  return model;
}

TEST(MajorityMode, SignsTheTextThatIsWorthMostToAllTogether) {
  const Model model = with_an_issue(ProtocolKind::majority);
  const Outcome outcome = play(model, pure_payoffs(model));
  // Weights 1, 2, 5 at 0, .5, 1: text .75; worth 1 - .5625, 2 (1 - .0625), 5 (1 - .0625).
  EXPECT_NEAR(outcome.text[0], 0.75, 1e-12);
  const double pie = 0.4375 + 7.0 * 0.9375;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(outcome.parties[i].utility, pie / 3.0, 1e-9);
  }
}

TEST(CoalitionGames, HaveNoDealWhereARedLineForbidsEveryText) {
  for (const ProtocolKind kind : {ProtocolKind::majority, ProtocolKind::coalitional}) {
    Model model = with_an_issue(kind);
    for (std::size_t i = 0; i < 3; ++i) {
      // No two of them have a text in common.
      model.issues[0].positions[i].red_line_low =
          test::parameter(0.4 * static_cast<double>(i));
      model.issues[0].positions[i].red_line_high =
          test::parameter(0.4 * static_cast<double>(i) + 0.1);
    }
    const Outcome outcome = play(model, pure_payoffs(model));
    EXPECT_EQ(outcome.ending, Ending::lapsed);
    EXPECT_EQ(outcome.kind, DealKind::none);
    EXPECT_FALSE(outcome.parties[0].has_share);
    EXPECT_EQ(outcome.parties[0].utility, 0.0);
  }
}

TEST(CoalitionalMode, FollowsPartiesAroundTheFile) {
  const Model model = three_parties(ProtocolKind::coalitional, 0.9);
  Model turned = model;
  std::swap(turned.parties[0], turned.parties[2]);
  const PayoffTable payoffs = payoffs_of(model, {0.8, 0.5, 0.3, -0.1});
  PayoffTable other = pure_payoffs(turned);
  set_worth(turned, 7, 1.0, 0.0, other);
  set_worth(turned, 6, 0.8, -0.1, other);
  set_worth(turned, 5, 0.5, 0.0, other);
  set_worth(turned, 3, 0.3, 0.0, other);
  for (int replicate = 1; replicate <= 20; ++replicate) {
    const Outcome a = play(model, payoffs, replicate);
    const Outcome b = play(turned, other, replicate);
    EXPECT_EQ(2 - a.proposer, b.proposer);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(a.parties[i].utility, b.parties[2 - i].utility, 1e-12);
    }
  }
}

}  // namespace
}  // namespace tripart
