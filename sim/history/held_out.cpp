// How a case that was left out of a calibration is told by it.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "history/row_means.hpp"
#include "tripart/core/error.hpp"
#include "tripart/history/calibration_result.hpp"
#include "tripart/history/particle_weights.hpp"

namespace tripart {
namespace {

HeldOutScore score_for(OutcomeRowKind kind) {
  switch (kind) {
    case OutcomeRowKind::chapters_closed:
      return HeldOutScore::path_rmse;
    case OutcomeRowKind::text:
      return HeldOutScore::text_error;
    case OutcomeRowKind::deal_date:
      return HeldOutScore::deal_days;
    default:
      return HeldOutScore::brier;
  }
}

/// Rows of one case that a score is about.
struct ScoredRows {
  std::vector<std::size_t> summaries;
  std::vector<SummaryTarget> targets;
};

/// Mean over rows of the squared error (events, chapters) or the size of the error.
double score_value(HeldOutScore score, const ScoredRows& rows,
                   std::span<const double> summaries) {
  const bool is_squared =
      score == HeldOutScore::brier || score == HeldOutScore::path_rmse;
  double sum = 0.0;
  for (std::size_t i = 0; i < rows.summaries.size(); ++i) {
    const double error = deviation(rows.targets[i], summaries[rows.summaries[i]]);
    sum += is_squared ? error * error : std::fabs(error);
  }
  const double mean = sum / static_cast<double>(rows.summaries.size());
  return score == HeldOutScore::path_rmse ? std::sqrt(mean) : mean;
}

/// A forecast is the mean over the population; what single particles would have scored is
/// its range.
ScoreSpread score_spread(HeldOutScore score, const ScoredRows& rows,
                         const std::vector<std::span<const double>>& summaries,
                         std::span<const double> weights) {
  std::vector<double> mean(summaries.front().size(), 0.0);
  std::vector<double> scores;
  double sum = 0.0;
  for (const double weight : weights) {
    sum += weight;
  }
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    scores.push_back(score_value(score, rows, summaries[i]));
    for (std::size_t k = 0; k < mean.size(); ++k) {
      mean[k] += weights[i] / sum * summaries[i][k];
    }
  }
  return {score_value(score, rows, mean), weighted_quantile(scores, weights, 0.05),
          weighted_quantile(scores, weights, 0.95)};
}

ScoreSpread over_cases(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  return {sum / static_cast<double>(values.size()),
          *std::min_element(values.begin(), values.end()),
          *std::max_element(values.begin(), values.end())};
}

}  // namespace

std::string_view to_text(HeldOutScore score) {
  static constexpr std::array<std::string_view, held_out_scores> names{
      "brier", "path_rmse", "text_error", "deal_days"};
  return names[static_cast<std::size_t>(score)];
}

std::vector<HeldOutFinding> held_out_of(const CalibrationFile& file, const AbcSmc& smc,
                                        std::size_t at) {
  std::size_t first = 0;
  for (std::size_t before = 0; before < at; ++before) {
    first += file.cases[before].rows.size();
  }
  std::vector<std::span<const double>> prior;
  std::vector<double> prior_weights;
  std::vector<std::span<const double>> posterior;
  std::vector<double> posterior_weights;
  for (std::size_t i = 0; i < smc.posterior().size(); ++i) {
    prior.emplace_back(smc.prior()[i].summaries);
    prior_weights.push_back(smc.prior()[i].weight);
    if (!smc.predictive()[i].empty()) {
      posterior.emplace_back(smc.predictive()[i]);
      posterior_weights.push_back(smc.posterior()[i].weight);
    }
  }
  std::vector<HeldOutFinding> findings;
  for (std::size_t number = 0; number < held_out_scores; ++number) {
    const auto score = static_cast<HeldOutScore>(number);
    ScoredRows rows;
    for (std::size_t row = 0; row < file.cases[at].rows.size(); ++row) {
      const OutcomeRow& known = file.cases[at].rows[row];
      if (known.is_scored && score_for(known.kind) == score) {
        rows.summaries.push_back(first + row);
        rows.targets.push_back(target_of(known, 1.0));
      }
    }
    if (rows.summaries.empty() || posterior.empty()) {
      continue;
    }
    HeldOutFinding one;
    one.case_number = at;
    one.score = score;
    one.rows = rows.summaries.size();
    one.prior = score_spread(score, rows, prior, prior_weights);
    one.posterior = score_spread(score, rows, posterior, posterior_weights);
    const double difference = one.posterior.value - one.prior.value;
    one.difference = {difference, difference, difference};
    findings.push_back(one);
  }
  return findings;
}

void add_means_over_cases(std::vector<HeldOutFinding>& findings) {
  const std::vector<HeldOutFinding> cases = findings;
  for (std::size_t number = 0; number < held_out_scores; ++number) {
    std::vector<double> prior;
    std::vector<double> posterior;
    std::vector<double> difference;
    for (const HeldOutFinding& one : cases) {
      if (one.score == static_cast<HeldOutScore>(number)) {
        prior.push_back(one.prior.value);
        posterior.push_back(one.posterior.value);
        difference.push_back(one.difference.value);
      }
    }
    if (!prior.empty()) {
      findings.push_back({std::nullopt, static_cast<HeldOutScore>(number), prior.size(),
                          over_cases(prior), over_cases(posterior),
                          over_cases(difference)});
    }
  }
}

}  // namespace tripart
