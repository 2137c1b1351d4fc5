// Threats, lifting and retaliation as the engine takes them.
#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

TEST(ReaderThreats, HaveDaysTargetsAndRates) {
  const Scenario scenario = scenario_of(trade_text);
  const Model& model = scenario.model;
  ASSERT_EQ(model.threats.size(), 2U);
  const Threat& metals = model.threats[0];
  EXPECT_EQ(metals.kind, ThreatKind::tariff);
  EXPECT_EQ(metals.issuer, 0);
  EXPECT_EQ(metals.targets, set_of(1) | set_of(2));
  EXPECT_EQ(metals.announced_day, -4.0);
  ASSERT_EQ(metals.tariffs.size(), 2U);
  EXPECT_EQ(metals.tariffs[0].target, 1);
  EXPECT_EQ(metals.tariffs[0].change.value, 0.087);
  EXPECT_EQ(metals.tariffs[1].target, 2);
  EXPECT_EQ(metals.tariffs[1].change.value, 0.042);
  EXPECT_EQ(scenario.trade->baseline
                .sectors[static_cast<std::size_t>(metals.tariffs[0].sector)],
            "basic_metals");
  EXPECT_EQ(metals.credibility_failures, 5.0);
  const Threat& exit = model.threats[1];
  EXPECT_EQ(exit.kind, ThreatKind::withdrawal);
  EXPECT_FALSE(exit.announced_day.has_value());
  EXPECT_EQ(exit.hazard.distribution, Distribution::constant(0.2));
  EXPECT_EQ(exit.notice_days, 90.0);
  EXPECT_EQ(exit.credibility_successes, 2.0);
  EXPECT_EQ(exit.credibility_failures, 6.0);
  EXPECT_TRUE(exit.tariffs.empty());
}

TEST(ReaderThreats, AreAtMostElevenAsStayingIsAnExpectationOverAllOfThem) {
  const auto with_exits = [](int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
      lines += "  - {id: t" + std::to_string(i) +
               ", kind: withdrawal, issuer: USA, targets: [MEX], hazard: 1}\n";
    }
    return told(with(trade_text, "threats:\n", "threats:\n" + lines));
  };
  EXPECT_EQ(with_exits(9), "");
  EXPECT_NE(with_exits(10).find("threats has 12 items, expected at most 11"),
            std::string::npos);
}

TEST(ReaderThreats, MayHaveOneRateForAllTargets) {
  const Model model =
      model_of(trade_text, {"threats.metals.tariffs={food: 0.2, basic_metals: 0.1}"});
  ASSERT_EQ(model.threats[0].tariffs.size(), 4U);
  EXPECT_EQ(model.threats[0].tariffs[0].change.value, 0.2);
  EXPECT_EQ(model.threats[0].tariffs[1].change.value, 0.2);
  EXPECT_EQ(model.threats[0].tariffs[3].change.value, 0.1);
}

TEST(ReaderThreats, MayBeLiftedInThreeWays) {
  const Threat usual = model_of(trade_text).threats[0];
  EXPECT_EQ(usual.lift_at_signature, 0.4);
  EXPECT_EQ(usual.lift_at_ratification, 0.3);
  EXPECT_EQ(usual.lift_separately, 0.3);
  const Threat sure =
      model_of(trade_text, {"threats.metals.lift.at=ratification"}).threats[0];
  EXPECT_EQ(sure.lift_at_signature, 0.0);
  EXPECT_EQ(sure.lift_at_ratification, 1.0);
  EXPECT_EQ(sure.lift_separately, 0.0);
  const Threat drawn =
      model_of(trade_text, {"threats.metals.lift.at={discrete: [[separate, 0.25], "
                            "[signature, 0.75]]}"})
          .threats[0];
  EXPECT_EQ(drawn.lift_at_signature, 0.75);
  EXPECT_EQ(drawn.lift_separately, 0.25);
}

TEST(ReaderThreats, AreAnsweredByThePartiesThatSayHow) {
  const Model model =
      model_of(trade_text,
               {"retaliation.MEX={mode: list, tariffs: {food: {USA: 0.15}}, noise: 0}"});
  ASSERT_EQ(model.retaliation.size(), 3U);
  EXPECT_EQ(model.retaliation[0].mode, RetaliationMode::none);
  EXPECT_FALSE(model.parties[0].retaliates);
  EXPECT_EQ(model.retaliation[1].mode, RetaliationMode::dollar_for_dollar);
  EXPECT_TRUE(model.retaliation[1].tariffs.empty());
  EXPECT_TRUE(model.parties[1].retaliates);
  EXPECT_EQ(model.parties[1].retaliation_stock.distribution,
            Distribution::uniform(0.0, 0.05));
  EXPECT_EQ(model.parties[1].forgiveness.distribution, Distribution::constant(0.3));
  EXPECT_EQ(model.retaliation[2].mode, RetaliationMode::list);
  ASSERT_EQ(model.retaliation[2].tariffs.size(), 1U);
  EXPECT_EQ(model.retaliation[2].tariffs[0].target, 0);
  EXPECT_EQ(model.retaliation[2].tariffs[0].change.value, 0.15);
  EXPECT_EQ(model.parties[2].retaliation_noise.distribution, Distribution::constant(0.0));
}

TEST(ReaderThreats, AreAnsweredByOneRateAgainstEveryIssuer) {
  const Model model =
      model_of(trade_text, {"retaliation.MEX={mode: list, tariffs: {food: 0.15}}"});
  ASSERT_EQ(model.retaliation[2].tariffs.size(), 2U);
  EXPECT_EQ(model.retaliation[2].tariffs[0].target, 0);
  EXPECT_EQ(model.retaliation[2].tariffs[1].target, 1);
}

TEST(ReaderThreats, FitTheirTargets) {
  const auto told_of = [](std::string_view from, std::string_view to) {
    return told(with(trade_text, from, to));
  };
  EXPECT_EQ(told_of("{CAN: 0.087, MEX: 0.042}", "{CAN: 0.087}"),
            "t.yaml:27:14: error: threats.metals.targets names MEX, against which no "
            "tariff is threatened\n");
  EXPECT_EQ(
      told_of("{CAN: 0.087, MEX: 0.042}", "{CAN: 0.087, MEX: 0.042, USA: 0.1}"),
      "t.yaml:28:59: error: threats.metals.tariffs.basic_metals names USA, which is "
      "no target of threats.metals\n");
  EXPECT_EQ(told_of("{CAN: 0.087, MEX: 0.042}", "25"),
            "t.yaml:28:29: error: threats.metals.tariffs.basic_metals is 25, expected a "
            "rate in [0, 5], a change such as {level: 0.25}, or either by party\n"
            "hint: rates are fractions: write 0.25 for 25 %\n");
  EXPECT_EQ(told_of("targets: [CAN, MEX]\n    hazard", "targets: [USA]\n    hazard"),
            "t.yaml:33:14: error: threats.exit.targets names the issuer USA itself\n");
  EXPECT_EQ(told_of("targets: [CAN, MEX]\n    hazard", "targets: MEX\n    hazard"),
            "t.yaml:33:14: error: threats.exit.targets is 'MEX', expected a list of "
            "parties\nhint: write [MEX]\n");
  EXPECT_EQ(
      told_of("CAN: {mode: dollar_for_dollar}",
              "CAN: {mode: list, tariffs: {food: {CAN: 0.1}}}"),
      "t.yaml:36:43: error: retaliation.CAN.tariffs.food names CAN itself, expected "
      "an issuer\n");
}

TEST(ReaderThreats, AreAnnouncedOrMayBe) {
  EXPECT_EQ(told(with(trade_text, "    hazard: 0.2\n", "")),
            "t.yaml:30:5: error: threats.exit would never be announced, expected "
            "'announced' or 'hazard'\n"
            "hint: write announced: YYYY-MM-DD, or hazard: times per year\n");
}

TEST(ReaderThreats, SayHowTheyAreMadeAndCarriedOut) {
  const Model model = model_of(
      trade_text,
      {"threats.metals.execution_shares=[0.25, 1]", "threats.metals.may_exempt=true",
       "threats.metals.announced=2018-04-01", "threats.metals.announcement=choice",
       "threats.metals.credibility_spillover=0.3",
       "threats.metals.credibility_evidence=\"8 of 20: a study\"",
       "threats.metals.escalation={to: exit, on_retaliation: true}",
       "threats.exit.announcement=certain"});
  const Threat& metals = model.threats[0];
  EXPECT_EQ(metals.execution_shares, (std::vector<double>{0.25, 1.0}));
  EXPECT_TRUE(metals.may_exempt);
  EXPECT_EQ(metals.announcement, Announcement::choice);
  EXPECT_EQ(metals.spillover, 0.3);
  EXPECT_EQ(metals.escalates_to, 1);
  EXPECT_EQ(metals.escalates_after_days, 60.0);
  EXPECT_TRUE(metals.escalates_on_retaliation);
  EXPECT_EQ(model.threats[1].announcement, Announcement::certain);
  const Model usual = model_of(trade_text);
  EXPECT_EQ(usual.threats[0].execution_shares, std::vector<double>{1.0});
  EXPECT_EQ(usual.threats[0].announcement, Announcement::usual);
  EXPECT_EQ(usual.threats[0].spillover, 1.0);
  EXPECT_EQ(usual.threats[0].escalates_to, -1);
  EXPECT_EQ(usual.threats[0].if_executed, -1);
  EXPECT_EQ(usual.parties[1].takes_back_after, Provocation::none);
}

// The text a count rests on is kept with the results, which resolve the scenario.
TEST(ReaderThreats, KeepTheEvidenceOfTheirCredibility) {
  const Scenario scenario = scenario_of(
      trade_text, {"threats.metals.credibility_evidence=\"8 of 20: a study\""});
  EXPECT_NE(scenario.resolved.find("8 of 20: a study"), std::string::npos);
}

TEST(ReaderThreats, MayAnswerOneAnother) {
  const std::string walkout =
      "  - {id: leave, kind: walkout, issuer: CAN, targets: [USA], if_executed: metals, "
      "away_days: 40}\n  - {id: ban, kind: sanction, issuer: MEX, targets: [USA], "
      "effects: {USA: -1, MEX: {uniform: [-1, 0]}}, hazard: 1}\n";
  const Model model = model_of(
      with(trade_text, "retaliation:\n", walkout + "retaliation:\n"),
      {"parties.MEX.takes_back={after: threat, chance: 0.5, reopens_chapters: false}"});
  EXPECT_EQ(model.threats[2].kind, ThreatKind::walkout);
  EXPECT_EQ(model.threats[2].if_executed, 0);
  EXPECT_EQ(model.threats[2].away_days, 40.0);
  EXPECT_EQ(model.threats[2].credibility_failures, 6.0);
  EXPECT_EQ(model.threats[3].kind, ThreatKind::tariff);
  ASSERT_EQ(model.threats[3].effects.size(), 3U);
  EXPECT_EQ(model.threats[3].effects[0].distribution, Distribution::constant(-1.0));
  EXPECT_EQ(model.threats[3].effects[1].distribution, Distribution::constant(0.0));
  EXPECT_EQ(model.parties[2].takes_back_after, Provocation::threat);
  EXPECT_EQ(model.parties[2].takes_back_chance.distribution, Distribution::constant(0.5));
  EXPECT_FALSE(model.parties[2].reopens_chapters);
}

TEST(ReaderThreats, NameThreatsThatFit) {
  const auto told_with = [](std::string_view key) {
    return told(with(trade_text, "    announced: 2018-03-01\n",
                     "    announced: 2018-03-01\n    " + std::string(key) + "\n"));
  };
  EXPECT_EQ(told_with("escalation: {to: exut}"),
            "t.yaml:30:22: error: threats.metals.escalation.to is 'exut', expected "
            "another threat\nhint: did you mean 'exit'?\n");
  EXPECT_EQ(told_with("if_executed: metals"),
            "t.yaml:30:18: error: threats.metals.if_executed is 'metals', expected "
            "another threat\nhint: there are: exit\n");
  EXPECT_EQ(told_with("announcement: choice"),
            "t.yaml:30:19: error: threats.metals.announcement is 'choice', but it was "
            "announced 2018-03-01, before the start\n"
            "hint: what has been said is a fact: leave announcement out\n");
  EXPECT_EQ(told_with("execution_shares: [0.5, 0.5]"),
            "t.yaml:30:29: error: threats.metals.execution_shares, value 2 is 0.5, "
            "expected more than 0.5, the one before\n");
  EXPECT_EQ(
      told_with("execution_shares: 0.5"),
      "t.yaml:30:23: error: threats.metals.execution_shares is 0.5, expected a list "
      "of rising shares in [0.001, 1]\nhint: write [0.5]\n");
}

TEST(ReaderThreats, OfTariffsNeedAnEconomy) {
  const std::string threat =
      "threats:\n  - {id: t, issuer: USA, targets: [MEX], tariffs: {food: 0.1}, hazard: "
      "1}\n";
  EXPECT_EQ(told(std::string(pair_text) + threat),
            "t.yaml:17:51: error: threats.t threatens tariffs, which needs an economy\n"
            "hint: add economy: {baseline: ...}, or use kind: withdrawal\n");
}

TEST(ReaderAgenda, PutsIssuesWithoutChaptersIntoOne) {
  const Model model = model_of(pair_text);
  ASSERT_EQ(model.chapters.size(), 1U);
  EXPECT_EQ(model.chapters[0].id, "agreement");
  EXPECT_EQ(model.chapters[0].type, ChapterType::contested);
  EXPECT_EQ(model.issues[0].chapter, 0);
}

TEST(ReaderAgenda, PutsIssuesIntoContestedChaptersOnly) {
  const std::string chapters =
      "chapters:\n  - {id: customs, kind: technical, closed: 2018-01-29, gap: 0.1}\n"
      "  - {id: origin, kind: contested}\nissues:\n  - id: auto\n    chapter: ";
  const auto with_chapter = [&](const std::string& chapter) {
    return with(pair_text, "issues:\n  - id: auto\n", chapters + chapter + "\n");
  };
  const Model model = model_of(with_chapter("origin"));
  ASSERT_EQ(model.chapters.size(), 2U);
  EXPECT_EQ(to_text(*model.chapters[0].closed), "2018-01-29");
  EXPECT_EQ(model.chapters[0].gap.distribution, Distribution::constant(0.1));
  EXPECT_EQ(model.issues[0].chapter, 1);
  EXPECT_EQ(told(with_chapter("customs")),
            "t.yaml:16:14: error: issues.auto.chapter is 'customs', a technical chapter, "
            "expected a contested one\nhint: only contested chapters hold issues\n");
  EXPECT_EQ(told(with_chapter("orgin")),
            "t.yaml:16:14: error: issues.auto.chapter is 'orgin', expected a chapter\n"
            "hint: did you mean 'origin'?\n");
}

TEST(ReaderAgenda, NamesWhoHasAStake) {
  const Model model = model_of(trade_text, {"issues.auto.between=[USA, MEX]"});
  EXPECT_EQ(model.issues[0].between, set_of(0) | set_of(2));
  EXPECT_TRUE(model.issues[0].positions[1].present);
  EXPECT_EQ(model_of(trade_text).issues[0].between, set_of(0) | set_of(1) | set_of(2));
  const std::string text = with(trade_text, "      CAN: {ideal: 0.5, salience: 1}\n", "");
  const Model absent = model_of(text);
  EXPECT_FALSE(absent.issues[0].positions[1].present);
  EXPECT_EQ(absent.issues[0].between, set_of(0) | set_of(2));
  EXPECT_EQ(told(with(text, "  - id: auto\n", "  - id: auto\n    between: [USA, CAN]\n")),
            "t.yaml:20:14: error: issues.auto.between names CAN, which has no position "
            "there\n");
}

TEST(ReaderAgenda, MovesTradeCosts) {
  const Scenario scenario = scenario_of(
      trade_text, {"issues.auto.effects=[{importer: USA, exporter: MEX, sector: "
                   "motor_vehicles, iceberg: 0.01, tariff: 0.02}]"});
  const std::vector<CostEffect>& effects = scenario.model.issues[0].effects;
  ASSERT_EQ(effects.size(), 1U);
  EXPECT_EQ(effects[0].importer, 0);
  EXPECT_EQ(effects[0].exporter, 2);
  EXPECT_EQ(scenario.trade->baseline.sectors[static_cast<std::size_t>(effects[0].sector)],
            "motor_vehicles");
  EXPECT_EQ(effects[0].log_iceberg, 0.01);
  EXPECT_EQ(effects[0].tariff.value, 0.02);
}

TEST(ReaderAgenda, HoldsAtMost64Issues) {
  std::string more;
  for (int i = 0; i < 64; ++i) {
    more +=
        "  - {id: i" + std::to_string(i) +
        ", positions: {USA: {ideal: 1, salience: 1}, MEX: {ideal: 0, salience: 1}}}\n";
  }
  EXPECT_EQ(told(std::string(pair_text) + more),
            "t.yaml:12:3: error: issues has 65 items, expected 1 to 64\n");
}

}  // namespace
}  // namespace tripart
