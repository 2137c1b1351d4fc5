#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/history/forecast_table.hpp"
#include "tripart/history/outcome_table.hpp"
#include "tripart/history/score.hpp"

namespace tripart {

/// A probability or a number that somebody else than the model says about one row.
struct Said {
  std::size_t row = 0;
  double value = 0.0;
  std::string forecast;  ///< id of a published forecast; empty: a rule's
};

/// Who or what is compared with the model: a naive rule, or people.
struct Rival {
  std::string name;
  std::vector<Said> said;
};

/// How often events of a kind came true in the other cases.
struct BaseRate {
  double happened = 0.0;
  double rows = 0.0;
};
using BaseRates = std::map<OutcomeRowKind, BaseRate>;

/// What rivals may know on the as-of date.
struct RivalInputs {
  const Model* model = nullptr;
  const TradeModel* trade = nullptr;  ///< null: no incomes are known
  const std::vector<OutcomeRow>* rows = nullptr;
  const std::vector<PublishedForecast>* forecasts = nullptr;
  std::optional<Date> launch;             ///< of the talks, for their average pace
  const BaseRates* base_rates = nullptr;  ///< null: this case is the only one
};

/// Naive rules, each about the scored rows that it can speak of:
/// * events: `status_quo` (no deal, no threat carried out), `one_half`, `base_rate` (of
///   the kind in the other cases; silent where there is none);
/// * texts: `status_quo`, `all_ask` (pole 1), `one_half`, `mean_equal`, `median_equal`,
///   `mean_income`, `median_income` (positions weighed by salience, and by salience times
///   income where the scenario knows incomes; the median is the lower one);
/// * chapters: `flat`, `average_pace` (since the launch, where it is known),
///   `last_interval` (since the last closing before the present round);
/// * dates of deals: `status_quo` (none before the horizon).
///
/// And people, about the rows that they spoke of: `forecasters`, `forecasters_worded` up
/// to the as-of date, `forecasters_later`, `forecasters_worded_later` after it.
[[nodiscard]] std::vector<Rival> rivals(const RivalInputs& inputs);

/// Smallest value that the weights of it and of smaller ones are half of all or more.
[[nodiscard]] double lower_weighted_median(
    std::vector<std::pair<double, double>> values_and_weights);

}  // namespace tripart
