// Naive rules and forecasters on the talks of 2018, from the shipped files alone. Values
// were worked out before the program could: by hand, from the collection of facts.
#include <gtest/gtest.h>

#include "support/shipped.hpp"
#include "tripart/economy/table.hpp"
#include "tripart/history/backtest.hpp"

namespace tripart {
namespace {

const ReadCase& case_of_2018() {
  static const ReadCase read = [] {
    HistoryCase one;
    one.id = "nafta-2018";
    one.scenario = test::shipped_file("nafta-2018.yaml");
    one.outcomes = test::shipped_file("history/nafta-2018-outcomes.csv");
    one.forecasts = test::shipped_file("history/nafta-2018-forecasts.csv");
    one.launch = parse_date("2017-08-16");
    return read_history({one}, {}).front();
  }();
  return read;
}

std::vector<Rival> rivals_of(const ReadCase& read, const BaseRates* rates = nullptr) {
  RivalInputs inputs;
  inputs.model = &read.scenario.model;
  inputs.trade = read.scenario.trade ? &*read.scenario.trade : nullptr;
  inputs.rows = &read.rows;
  inputs.forecasts = &read.forecasts;
  inputs.launch = read.files.launch;
  inputs.base_rates = rates;
  return rivals(inputs);
}

/// Scores of one rival over the rows whose kind the score is about.
struct Scored {
  std::size_t rows = 0;
  double value = 0.0;
};
template <class Counts>
Scored score_of(const std::string& name, ScoreKind kind, const Counts& counts) {
  std::vector<double> parts;
  for (const Rival& rival : rivals_of(case_of_2018())) {
    for (const Said& said : rival.said) {
      const OutcomeRow& row = case_of_2018().rows[said.row];
      if (rival.name == name && scores(kind, row.kind) && counts(said)) {
        ScoreSheet sheet(1);
        score_point(sheet, row, 0, said.value, 2000.0);
        parts.push_back(*sheet.part(kind, 0));
      }
    }
  }
  return parts.empty() ? Scored{} : Scored{parts.size(), combined(kind, parts)};
}
Scored score_of(const std::string& name, ScoreKind kind) {
  return score_of(name, kind, [](const Said&) { return true; });
}

TEST(Baselines, TextsOfTwentyOneIssuesGivenTheObservedDeal) {
  for (const auto& [name, value] :
       {std::pair("median_equal", .233), {"mean_equal", .250}, {"one_half", .351}}) {
    const Scored scored = score_of(name, ScoreKind::text_error);
    EXPECT_EQ(scored.rows, 21U) << name;
    EXPECT_NEAR(scored.value, value, .0005) << name;
  }
  EXPECT_NEAR(score_of("all_ask", ScoreKind::text_error).value, .598, .0005);
  EXPECT_NEAR(score_of("mean_income", ScoreKind::text_error).value, .490, .0005)
      << "with weights of income the United States would get nearly all";
}

// The thirteen contested chapters as wholes are no issues of the scenario, so no run is
// scored on them; only the rule is, from the file that keeps them.
TEST(Baselines, TextsOfThirteenChapters) {
  const Table table = read_table(test::shipped_file("history/nafta-2018-chapters.csv"));
  Complaints complaints;
  ASSERT_EQ(table.rows(), 13U);
  double error = 0.0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto at = [&](const std::string& column) {
      return table.number(row, table.column(column), complaints);
    };
    double sum = 0.0;
    double weights = 0.0;
    for (const std::string party : {"USA", "CAN", "MEX"}) {
      sum += at(party + "_salience") * at(party + "_ideal");
      weights += at(party + "_salience");
    }
    error += std::abs(sum / weights - at("text")) / 13.0;
  }
  complaints.throw_if_any();
  EXPECT_NEAR(error, .170, .0005);
}

TEST(Baselines, PathOfChaptersClosed) {
  for (const auto& [name, value] :
       {std::pair("flat", 16.1), {"average_pace", 11.6}, {"last_interval", 4.4}}) {
    const Scored scored = score_of(name, ScoreKind::path_rmse);
    EXPECT_EQ(scored.rows, 3U) << name;
    EXPECT_NEAR(scored.value, value, .05) << name;
  }
}

TEST(Baselines, ForecastersOnWithdrawalBeforeTheAsOfDate) {
  const auto about_withdrawal = [](const Said& said) {
    const std::string& subject = case_of_2018().rows[said.row].subject;
    for (const PublishedForecast& forecast : case_of_2018().forecasts) {
      if (forecast.id == said.forecast) {
        return subject == "us_withdrawal" && forecast.made >= *parse_date("2018-01-01");
      }
    }
    return false;
  };
  const Scored scored = score_of("forecasters", ScoreKind::brier, about_withdrawal);
  EXPECT_EQ(scored.rows, 3U);
  EXPECT_NEAR(scored.value, .077, .0005);
}

// All numeric forecasts of the collection, of all dates: .192 of 22. Two of them ask what
// no run can say (whether changes are minor or not significant: .83 and .20 of what came
// true) and are not shipped; 20 are.
TEST(Baselines, NumericForecastersOfAllKindsAndDates) {
  const Scored known = score_of("forecasters", ScoreKind::brier);
  const Scored later = score_of("forecasters_later", ScoreKind::brier);
  EXPECT_EQ(known.rows, 17U);
  EXPECT_EQ(later.rows, 3U);
  const double sum = 17.0 * known.value + 3.0 * later.value;
  EXPECT_NEAR(sum / 20.0, .178, .0005);
  EXPECT_NEAR((sum + brier_score(.83, 1.0) + brier_score(.20, 1.0)) / 22.0, .192, .0005);
}

TEST(Baselines, NothingHappensInTheStatusQuo) {
  for (const Rival& rival : rivals_of(case_of_2018())) {
    for (const Said& said : rival.said) {
      const OutcomeRow& row = case_of_2018().rows[said.row];
      if (rival.name == "status_quo" && is_event(row.kind)) {
        EXPECT_EQ(said.value, row.kind == OutcomeRowKind::no_deal ? 1.0 : 0.0) << row.id;
        EXPECT_TRUE(row.is_scored) << row.id;
      }
    }
  }
}

TEST(Baselines, BaseRatesAreThoseOfTheOtherCasesAndSilentWithoutAny) {
  const BaseRates rates = {{OutcomeRowKind::deal, {3.0, 4.0}}};
  bool any = false;
  for (const Rival& rival : rivals_of(case_of_2018(), &rates)) {
    for (const Said& said : rival.said) {
      if (rival.name == "base_rate") {
        any = true;
        EXPECT_EQ(case_of_2018().rows[said.row].kind, OutcomeRowKind::deal);
        EXPECT_EQ(said.value, 0.75);
      }
    }
  }
  EXPECT_TRUE(any);
  for (const Rival& rival : rivals_of(case_of_2018())) {
    EXPECT_NE(rival.name, "base_rate") << "a single case has no others";
  }
}

TEST(Baselines, TheLowerMedianIsTheFirstWithHalfOfTheWeight) {
  EXPECT_EQ(lower_weighted_median({{1.0, 0.35}, {0.2, 0.15}, {0.2, 0.20}}), 0.2);
  EXPECT_EQ(lower_weighted_median({{1.0, 0.36}, {0.2, 0.15}, {0.2, 0.20}}), 1.0);
  EXPECT_EQ(lower_weighted_median({{0.4, 1.0}}), 0.4);
}

}  // namespace
}  // namespace tripart
