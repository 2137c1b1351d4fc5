// Parameters: how they are written, what they may reach, and what names their streams.
#include "reader_support.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

Distribution rate(const std::string& text) {
  return model_of(pair_text, {"parties.USA.discount_rate=" + text})
      .parties[0]
      .discount_rate.distribution;
}

std::string told_of_rate(const std::string& text) {
  return told(with(pair_text, "discount_rate: 0.1", "discount_rate: " + text));
}

TEST(ReaderValues, AreNumbersOrOneOfSevenDistributions) {
  EXPECT_EQ(rate("0.3"), Distribution::constant(0.3));
  EXPECT_EQ(rate("{normal: [0.3, 0.1]}"), Distribution::normal(0.3, 0.1));
  EXPECT_EQ(rate("{uniform: [0.3, 0.4]}"), Distribution::uniform(0.3, 0.4));
  EXPECT_EQ(rate("{beta: [2, 3]}"), Distribution::beta(2, 3));
  EXPECT_EQ(rate("{lognormal: [-1, 0.5]}"), Distribution::lognormal(-1, 0.5));
  EXPECT_EQ(rate("{triangular: [0, 0.1, 0.2]}"), Distribution::triangular(0, 0.1, 0.2));
  EXPECT_EQ(rate("{gamma: [2, 0.1]}"), Distribution::gamma(2, 0.1));
  EXPECT_EQ(rate("{discrete: [[0.2, 0.25], [0.1, 0.75]]}"),
            Distribution::discrete({{0.1, 0.75}, {0.2, 0.25}}));
}

TEST(ReaderValues, DistributionsAreChecked) {
  const std::string place = "t.yaml:7:24: error: parties.USA.discount_rate";
  EXPECT_EQ(told_of_rate("{unifrom: [0, 1]}"),
            "t.yaml:7:25: error: unknown distribution 'unifrom' in "
            "parties.USA.discount_rate\nhint: did you mean 'uniform'?\n");
  EXPECT_EQ(told_of_rate("{uniform: [0, 1], normal: [0, 1]}"),
            place +
                " is a section of keys, expected one distribution such as {normal: "
                "[mean, sd]}\n");
  EXPECT_EQ(told_of_rate("{uniform: [0.1]}"),
            "t.yaml:7:34: error: parties.USA.discount_rate: uniform expects [low, "
            "high]\n");
  EXPECT_EQ(told_of_rate("{uniform: [0.2, 0.1]}"),
            "t.yaml:7:34: error: parties.USA.discount_rate: uniform needs lo <= hi, "
            "found 0.1\n");
  EXPECT_EQ(told_of_rate("{normal: [0.2, -1]}"),
            "t.yaml:7:33: error: parties.USA.discount_rate: normal needs sd >= 0, found "
            "-1\n");
  EXPECT_EQ(told_of_rate("{normal: [0.2, .1]}"),
            "t.yaml:7:39: error: parties.USA.discount_rate is drawn from .1, expected a "
            "number\nhint: write 0.1\n");
  EXPECT_EQ(told_of_rate("[0.1, 0.2]"),
            place + " is a list, expected a number in [0, 10] or a distribution\n");
}

// Draws outside the range are drawn again, so a distribution must meet it.
TEST(ReaderValues, DistributionsMeetTheRangeOfTheirKey) {
  for (const char* good :
       {"{uniform: [-5, 5]}", "{normal: [10.5, 1]}", "{gamma: [2, 10]}",
        "{lognormal: [2, 1]}", "{beta: [0.5, 90]}"}) {
    EXPECT_EQ(told_of_rate(good), "") << good;
  }
  for (const char* bad :
       {"{uniform: [11, 12]}", "{normal: [40, 1]}", "{triangular: [-3, -2, -1]}",
        "{gamma: [900, 1]}", "{lognormal: [5, 0.1]}",
        "{discrete: [[0.1, 0.5], [11, 0.5]]}"}) {
    EXPECT_NE(told_of_rate(bad).find(", expected a number in [0, 10] or a distribution"),
              std::string::npos)
        << bad << " " << told_of_rate(bad);
  }
}

TEST(ReaderValues, StreamsAreNamedByTheDottedPath) {
  const auto named = [](const std::string& path) {
    return entity_hash(Purpose::parameter, path);
  };
  const Model model = model_of(with(
      with(pair_text, "kind: plenary, from: 2018-04-08, to: 2018-04-16}",
           "kind: plenary, from: 2018-04-08, to: 2018-04-16}\n"
           "  - {id: vote, kind: election, party: MEX, date: 2018-07-01, replacement: "
           "{probability: 0.6, changes: {positions: {auto: {ideal: 0.3}}}}}"),
      "name: pair\n", "name: pair\nbreakdown_rate: 0.1\n"));
  const Party& party = model.parties[0];
  EXPECT_EQ(party.discount_rate.entity, named("parties.USA.discount_rate"));
  EXPECT_EQ(party.strategy.noise.entity, named("parties.USA.strategy.noise"));
  EXPECT_EQ(party.disagreement.entity, named("parties.USA.disagreement"));
  EXPECT_EQ(model.hazard.a2.entity, named("chapter_hazard.a2"));
  const Position& position = model.issues[0].positions[1];
  EXPECT_EQ(position.ideal.entity, named("issues.auto.positions.MEX.ideal"));
  EXPECT_EQ(position.red_line_low.entity,
            named("issues.auto.positions.MEX.red_line.low"));
  EXPECT_EQ(position.red_line_high.entity,
            named("issues.auto.positions.MEX.red_line.high"));
  const Replacement& replacement = *model.calendar[1].replacement;
  EXPECT_EQ(replacement.probability.entity,
            named("calendar.vote.replacement.probability"));
  EXPECT_EQ(replacement.positions[0].ideal->entity,
            named("calendar.vote.replacement.changes.positions.auto.ideal"));
  EXPECT_EQ(model_of(trade_text).threats[0].audience_cost.entity,
            named("threats.metals.audience_cost"));
}

TEST(ReaderValues, RangesAreThoseOfTheKeys) {
  const Model pair = model_of(pair_text);
  EXPECT_EQ(pair.parties[0].discount_rate.range.hi, 10.0);
  EXPECT_EQ(pair.parties[0].content_weight.range.hi, 1000.0);
  EXPECT_EQ(pair.parties[0].content_weight.distribution, Distribution::constant(1.0));
  EXPECT_EQ(pair.issues[0].positions[0].ideal.range.hi, 1.0);
  const Model trio = model_of(trade_text);
  EXPECT_EQ(trio.parties[0].content_weight.range.hi, 100.0);
  EXPECT_EQ(trio.parties[0].content_weight.distribution,
            Distribution::lognormal(-1.05, 0.7));
}

// Draws are keyed by name: the order of parties in the file moves none of them.
TEST(ReaderValues, KeepTheirStreamsWhenPartiesChangePlaces) {
  const Model first = model_of(pair_text);
  const Model second =
      model_of(with(pair_text, "  USA: {discount_rate: 0.1}\n  MEX: {discount_rate: 0.2}",
                    "  MEX: {discount_rate: 0.2}\n  USA: {discount_rate: 0.1}"));
  ASSERT_EQ(second.parties[1].id, "USA");
  EXPECT_EQ(first.parties[0].discount_rate.entity,
            second.parties[1].discount_rate.entity);
  EXPECT_EQ(first.parties[0].discount_rate.distribution,
            second.parties[1].discount_rate.distribution);
  EXPECT_EQ(first.issues[0].positions[0].ideal.entity,
            second.issues[0].positions[1].ideal.entity);
  EXPECT_EQ(first.issues[0].positions[0].ideal.distribution,
            second.issues[0].positions[1].ideal.distribution);
}

TEST(ReaderValues, AStatusQuoMayBeNone) {
  const Model none =
      model_of(with(pair_text, "  - id: auto\n", "  - id: auto\n    status_quo: none\n"));
  EXPECT_FALSE(none.issues[0].status_quo.has_value());
  EXPECT_TRUE(model_of(pair_text).issues[0].status_quo.has_value());
}

}  // namespace
}  // namespace tripart
