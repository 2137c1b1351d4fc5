#include "tripart/history/score.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/history/replies.hpp"

namespace tripart {
namespace {

struct ScoreRule {
  std::string_view name;
  std::string_view unit;
};
constexpr std::array<ScoreRule, score_kinds> score_rules{{
    {"brier", "squared probability"},
    {"log_score", "nats"},
    {"path_rmse", "chapters"},
    {"path_crps", "chapters"},
    {"text_error", "of the issue's scale"},
    {"text_outside", "of the issue's scale"},
    {"text_crps", "of the issue's scale"},
    {"text_ends", "share of texts"},
    {"date_crps", "days"},
}};

// Texts are numbers of an optimum: an end is met to rounding.
bool is_end(double text) {
  return text < 1e-9 || text > 1.0 - 1e-9;
}

double outside(double text, const OutcomeRow& row) {
  return std::max({0.0, row.low - text, text - row.high});
}

void score_probability(ScoreSheet& sheet, const OutcomeRow& row, std::size_t number,
                       double probability, double n) {
  sheet.set(ScoreKind::brier, number, brier_score(probability, row.value));
  sheet.set(ScoreKind::log_score, number, log_score(probability, row.value, n));
}

}  // namespace

std::string_view to_text(ScoreKind kind) {
  return score_rules[static_cast<std::size_t>(kind)].name;
}

std::string_view unit_of(ScoreKind kind) {
  return score_rules[static_cast<std::size_t>(kind)].unit;
}

bool scores(ScoreKind kind, OutcomeRowKind row) {
  switch (kind) {
    case ScoreKind::brier:
    case ScoreKind::log_score:
      return is_event(row);
    case ScoreKind::path_rmse:
    case ScoreKind::path_crps:
      return row == OutcomeRowKind::chapters_closed;
    case ScoreKind::text_error:
    case ScoreKind::text_outside:
    case ScoreKind::text_crps:
    case ScoreKind::text_ends:
      return row == OutcomeRowKind::text;
    case ScoreKind::date_crps:
      return row == OutcomeRowKind::deal_date;
  }
  return false;
}

double brier_score(double probability, double happened) {
  return (probability - happened) * (probability - happened);
}

double log_score(double probability, double happened, double n) {
  TRIPART_EXPECTS(n >= 1.0);
  const double of_it = happened > 0.5 ? probability : 1.0 - probability;
  return -math::log((of_it * n + 0.5) / (n + 1.0));
}

ScoreSheet::ScoreSheet(std::size_t rows) {
  for (auto& part : parts_) {
    part.resize(rows);
  }
}

double combined(ScoreKind kind, std::span<const double> parts) {
  TRIPART_EXPECTS(!parts.empty());
  double sum = 0.0;
  for (const double part : parts) {
    sum += part;
  }
  const double mean = sum / static_cast<double>(parts.size());
  return kind == ScoreKind::path_rmse   ? std::sqrt(mean)
         : kind == ScoreKind::text_ends ? std::fabs(mean)
                                        : mean;
}

void score_date(ScoreSheet& sheet, const OutcomeRow& row, std::size_t number, double day,
                double horizon) {
  sheet.set(ScoreKind::date_crps, number,
            std::fabs(std::min(day, horizon) - std::min(row.value, horizon)));
}

void score_point(ScoreSheet& sheet, const OutcomeRow& row, std::size_t number,
                 double said, double n) {
  const double error = said - row.value;
  switch (row.kind) {
    case OutcomeRowKind::chapters_closed:
      sheet.set(ScoreKind::path_rmse, number, error * error);
      sheet.set(ScoreKind::path_crps, number, std::fabs(error));
      return;
    case OutcomeRowKind::text:
      sheet.set(ScoreKind::text_error, number, std::fabs(error));
      sheet.set(ScoreKind::text_outside, number, outside(said, row));
      sheet.set(ScoreKind::text_crps, number, std::fabs(error));
      sheet.set(ScoreKind::text_ends, number,
                (is_end(said) ? 1.0 : 0.0) - (is_end(row.value) ? 1.0 : 0.0));
      return;
    case OutcomeRowKind::deal_date:
      TRIPART_EXPECTS(false);  // score_date knows the horizon
      return;
    default:
      score_probability(sheet, row, number, said, n);
  }
}

void score_sample(ScoreSheet& sheet, const OutcomeRow& row, std::size_t number,
                  const WeightedSample& sample, std::span<const double> weights,
                  double horizon) {
  const double weight = sample.weight(weights);
  if (weight <= 0.0) {
    return;
  }
  switch (row.kind) {
    case OutcomeRowKind::chapters_closed: {
      const double error = sample.mean(weights) - row.value;
      sheet.set(ScoreKind::path_rmse, number, error * error);
      sheet.set(ScoreKind::path_crps, number, sample.crps(row.value, weights));
      return;
    }
    case OutcomeRowKind::text: {
      if (sample.size() < least_texts) {
        return;
      }
      const double median = sample.quantile(0.5, weights);
      sheet.set(ScoreKind::text_error, number, std::fabs(median - row.value));
      sheet.set(ScoreKind::text_outside, number, outside(median, row));
      sheet.set(ScoreKind::text_crps, number, sample.crps(row.value, weights));
      sheet.set(ScoreKind::text_ends, number,
                sample.share(is_end, weights) - (is_end(row.value) ? 1.0 : 0.0));
      return;
    }
    case OutcomeRowKind::deal_date:
      sheet.set(ScoreKind::date_crps, number,
                sample.crps(std::min(row.value, horizon), weights));
      return;
    default:
      score_probability(sheet, row, number, sample.mean(weights), weight);
  }
}

}  // namespace tripart
