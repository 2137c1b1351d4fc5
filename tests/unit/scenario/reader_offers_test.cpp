// Issues that list their values, and what may be offered how.
#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const std::string listed =
    with(pair_text, "  - id: auto\n", "  - id: auto\n    values: [0, 0.25, 1]\n");

const std::string stacked =
    with(with(with(listed,
                   "calendar:\n  - {id: round, kind: plenary, from: 2018-04-08, to: "
                   "2018-04-16}\n",
                   "protocol: {kind: stacked_alternating_offers, rounds: 7}\n"),
              "{discount_rate: 0.1}", "{strategy: {kind: time_dependent}}"),
         "{discount_rate: 0.2}", "{strategy: {kind: random}}");

TEST(ReaderOffers, TakesValuesAsNumbersOrByName) {
  const std::vector<double> values = {0.0, 0.25, 1.0};
  EXPECT_EQ(model_of(listed).issues[0].values, values);
  const std::string named =
      with(listed, "values: [0, 0.25, 1]", "values: {low: 0, middle: 0.25, high: 1}");
  EXPECT_EQ(model_of(named).issues[0].values, values);
  EXPECT_EQ(model_of(scenario_of(named).resolved).issues[0].values, values);
  EXPECT_TRUE(model_of(pair_text).issues[0].values.empty());
}

TEST(ReaderOffers, TakesUtilitiesInPlaceOfAnIdeal) {
  const Model model = model_of(
      with(listed, "{ideal: 1, salience: 1}", "{utilities: [0.5, 1, 0], salience: 1}"));
  const Position& position = model.issues[0].positions[0];
  EXPECT_EQ(position.utilities, (std::vector<double>{0.5, 1.0, 0.0}));
  EXPECT_EQ(position.ideal.distribution, Distribution::constant(0.25));
  EXPECT_TRUE(model.issues[0].positions[1].utilities.empty());
}

TEST(ReaderOffers, SaysWhatIsWrongWithValues) {
  EXPECT_EQ(
      told(with(listed, "[0, 0.25, 1]", "[0, 0.25, 0.25]")),
      "t.yaml:13:23: error: issues.auto.values, value 3 is 0.25, expected more than "
      "0.25, the value before it\n");
  EXPECT_EQ(told(with(listed, "[0, 0.25, 1]", "{low: 0, high: 2}")),
            "t.yaml:13:28: error: issues.auto.values.high is 2, expected a number in "
            "[0, 1]\n");
  EXPECT_EQ(
      told(with(listed, "[0, 0.25, 1]", "[0]")),
      "t.yaml:13:13: error: issues.auto.values is a list, expected a rising list of "
      "2 to 1000 numbers in [0, 1], or names with them\n");
  EXPECT_EQ(told(with(listed, "[0, 0.25, 1]", "[0.25, 1]")),
            "t.yaml:12:5: error: issues.auto.status_quo is 0, expected one of "
            "issues.auto.values: 0.25, 1\n"
            "hint: write none where nothing is in force without a deal\n");
  EXPECT_EQ(told(with(listed, "[0, 0.25, 1]", "[0.25, 1]\n    status_quo: none")), "");
  EXPECT_EQ(told(with(listed, "[0, 0.25, 1]",
                      "[0.25, 1]\n    status_quo: {uniform: [0.25, 1]}")),
            "t.yaml:14:17: error: issues.auto.status_quo is drawn from a range, expected "
            "one of issues.auto.values: 0.25, 1\n"
            "hint: write none where nothing is in force without a deal\n");
}

TEST(ReaderOffers, SaysWhatIsWrongWithUtilities) {
  EXPECT_EQ(
      told(with(listed, "{ideal: 1, salience: 1}", "{utilities: [0.5, 1], salience: 1}")),
      "t.yaml:15:24: error: issues.auto.positions.USA.utilities has 2 numbers, "
      "expected one for each of 3 values\n");
  EXPECT_EQ(told(with(pair_text, "{ideal: 1, salience: 1}",
                      "{utilities: [0.5, 1], salience: 1}")),
            "t.yaml:14:24: error: issues.auto.positions.USA.utilities is given, expected "
            "issues.auto.values beside it\n");
  EXPECT_NE(told(with(listed, "{ideal: 1, salience: 1}",
                      "{ideal: 1, utilities: [0.5, 1, 0], salience: 1}")),
            "");
  EXPECT_EQ(
      told(with(with(listed, "{ideal: 1, salience: 1}",
                     "{utilities: [0.5, 1, 0], salience: 1}"),
                "to: 2018-04-16}\n",
                "to: 2018-04-16}\n  - {id: vote, kind: election, party: USA, date: "
                "2018-07-01, replacement: {probability: 0.5, changes: {positions: "
                "{auto: {ideal: 0.5}}}}}\n")),
      "t.yaml:11:130: error: "
      "calendar.vote.replacement.changes.positions.auto.ideal is given, expected it "
      "left out: USA states utilities there\n");
}

TEST(ReaderOffers, OffersOutcomesWhereEveryIssueListsItsValues) {
  EXPECT_EQ(model_of(listed + "offer_space: outcomes\n").offer_space,
            OfferSpace::outcomes);
  EXPECT_EQ(told(std::string(pair_text) + "offer_space: outcomes\n"),
            "t.yaml:12:5: error: issues.auto has no values, expected a list of them with "
            "offer_space: outcomes\n");
  std::string many = listed + "offer_space: outcomes\n";
  std::string issues;
  for (int k = 0; k < 11; ++k) {
    issues += "  - id: i" + std::to_string(k) +
              "\n    values: [0, 0.5, 1]\n    positions: {USA: {ideal: 1, salience: 1}, "
              "MEX: {ideal: 0, salience: 1}}\n";
  }
  many = with(many, "issues:\n", "issues:\n" + issues);
  EXPECT_EQ(
      told(many),
      "t.yaml:12:3: error: the issues have 531441 outcomes, expected at most 100000 "
      "with offer_space: outcomes\n"
      "hint: list fewer values, or set offer_space: frontier\n");
}

TEST(ReaderOffers, StackedOffersNeedNoCalendar) {
  const Model model = model_of(stacked);
  EXPECT_EQ(model.protocol, ProtocolKind::stacked_alternating_offers);
  EXPECT_EQ(model.offer_rounds, 7);
  EXPECT_EQ(told(with(stacked, ", rounds: 7", "")),
            "t.yaml:9:11: error: missing key 'rounds' in protocol, expected a whole "
            "number in [1, 10000]\n");
}

TEST(ReaderOffers, StackedOffersRefuseWhatDoesNotActInThem) {
  const std::string hint = "hint: nothing happens in it but offers and answers\n";
  const std::string left_out =
      " is given, expected it left out with protocol.kind: stacked_alternating_offers\n";
  EXPECT_EQ(
      told(stacked + "calendar:\n  - {id: round, kind: plenary, from: 2018-04-08, to: "
                     "2018-04-16}\nbreakdown_rate: 0.5\n"),
      "t.yaml:17:3: error: calendar" + left_out + hint +
          "t.yaml:18:17: error: breakdown_rate" + left_out + hint);
  EXPECT_EQ(
      told(with(stacked, "{strategy: {kind: random}}",
                "{may_split: true, ratification: {}}")),
      "t.yaml:8:8: error: parties.MEX.strategy.kind is 'expected_utility', expected "
      "time_dependent or random with protocol.kind: stacked_alternating_offers\n"
      "t.yaml:8:20: error: parties.MEX.may_split" +
          left_out + hint + "t.yaml:8:40: error: parties.MEX.ratification" + left_out +
          hint);
}

TEST(ReaderOffers, ListsHaveNoPlaceInStrategicMode) {
  EXPECT_EQ(told(listed + "mode: strategic\n"),
            "t.yaml:13:13: error: issues.auto.values is given, expected it left out in "
            "mode: strategic\nhint: set mode: behavioural to play the process with it\n");
}

}  // namespace
}  // namespace tripart
