#include "tripart/history/calibration_result.hpp"

#include <algorithm>
#include <cmath>

#include "history/calibration_priors.hpp"
#include "tripart/history/particle_weights.hpp"
#include "tripart/history/regression_adjustment.hpp"

namespace tripart {
namespace {

/// Of a prior, evenly through its quantiles.
constexpr std::size_t prior_points = 4096;
constexpr double slope_step = 0.01;
constexpr double normal_975 = 1.959963984540054;

std::vector<double> column_of(const std::vector<ParameterDraw>& draws, std::size_t k) {
  std::vector<double> values;
  for (const ParameterDraw& draw : draws) {
    values.push_back(draw.values[k]);
  }
  return values;
}

std::vector<double> weights_of(const std::vector<ParameterDraw>& draws) {
  std::vector<double> weights;
  for (const ParameterDraw& draw : draws) {
    weights.push_back(draw.weight);
  }
  return weights;
}

std::vector<ParameterDraw> draws_of(const CalibrationPriors& priors,
                                    const std::vector<AbcParticle>& particles) {
  std::vector<ParameterDraw> draws;
  for (const AbcParticle& particle : particles) {
    draws.push_back(
        {priors.values(particle.position), particle.weight, particle.distance});
  }
  return draws;
}

double tail_of(const SummaryTarget& target, std::span<const double> values,
               std::span<const double> weights) {
  if (target.form == SummaryForm::event) {
    const double mean = weighted_mean(values, weights);
    return target.low > 0.5 ? mean : 1.0 - mean;
  }
  double below = 0.0;
  double above = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    below += values[i] <= target.high ? weights[i] : 0.0;
    above += values[i] >= target.low ? weights[i] : 0.0;
    sum += weights[i];
  }
  return std::min(1.0, 2.0 * std::min(below, above) / sum);
}

/// Of each prior.
std::vector<SampleSummary> prior_summaries(const CalibrationPriors& priors) {
  std::vector<std::vector<double>> prior_values(priors.size());
  for (std::size_t i = 0; i < prior_points; ++i) {
    const double u = (static_cast<double>(i) + 0.5) / static_cast<double>(prior_points);
    const std::vector<double> values = priors.quantiles(u);
    for (std::size_t k = 0; k < values.size(); ++k) {
      prior_values[k].push_back(values[k]);
    }
  }
  const std::vector<double> even(prior_points, 1.0);
  std::vector<SampleSummary> summaries;
  for (const std::vector<double>& values : prior_values) {
    summaries.push_back(sample_summary(values, even));
  }
  return summaries;
}

void find_parameters(const CalibrationFile& file, const CalibrationPriors& priors,
                     CalibrationFinding& finding) {
  const std::vector<SampleSummary> of_priors = prior_summaries(priors);
  const std::vector<double> weights = weights_of(finding.posterior_draws);
  const std::vector<double> adjusted = weights_of(finding.adjusted_draws);
  for (std::size_t k = 0; k < file.parameters.size(); ++k) {
    ParameterFinding one;
    one.id = file.parameters[k].id;
    one.prior = of_priors[k];
    one.posterior = sample_summary(column_of(finding.posterior_draws, k), weights);
    if (!adjusted.empty()) {
      one.adjusted = sample_summary(column_of(finding.adjusted_draws, k), adjusted);
    }
    one.sd_ratio = one.prior.sd > 0.0 ? one.posterior.sd / one.prior.sd : 1.0;
    one.sd_ratio_error = one.sd_ratio / std::sqrt(2.0 * finding.effective_size);
    one.is_identified = one.sd_ratio <= least_narrowing;
    finding.parameters.push_back(std::move(one));
  }
}

/// Values of one summary, of those that have any.
struct SummaryColumn {
  std::vector<double> values;
  std::vector<double> weights;
};

SummaryColumn prior_column(const AbcSmc& smc, std::size_t summary) {
  SummaryColumn column;
  for (const AbcParticle& particle : smc.prior()) {
    column.values.push_back(particle.summaries[summary]);
    column.weights.push_back(particle.weight);
  }
  return column;
}

SummaryColumn posterior_column(const AbcSmc& smc, std::size_t summary) {
  SummaryColumn column;
  for (std::size_t i = 0; i < smc.posterior().size(); ++i) {
    if (!smc.predictive()[i].empty()) {
      column.values.push_back(smc.predictive()[i][summary]);
      column.weights.push_back(smc.posterior()[i].weight);
    }
  }
  return column;
}

/// \param after  column of a summary once fitted
template <class After>
void find_predictive(const CalibrationFile& file, const AbcSmc& smc, const After& after,
                     CalibrationFinding& finding) {
  std::size_t summary = 0;
  for (std::size_t at = 0; at < file.cases.size(); ++at) {
    for (std::size_t row = 0; row < file.cases[at].rows.size(); ++row, ++summary) {
      const SummaryColumn of_prior = prior_column(smc, summary);
      const SummaryColumn fitted = after(summary);
      const SummaryTarget& target = smc.distance().targets()[summary];
      finding.predictive.push_back({at, row, target,
                                    sample_summary(of_prior.values, of_prior.weights),
                                    sample_summary(fitted.values, fitted.weights),
                                    tail_of(target, fitted.values, fitted.weights)});
    }
  }
}

void find_identification(const CalibrationFile& file, const AbcSmc& smc,
                         CalibrationFinding& finding) {
  for (std::size_t k = 0; k < file.parameters.size(); ++k) {
    const std::vector<double> values = column_of(finding.prior_draws, k);
    std::size_t summary = 0;
    for (std::size_t at = 0; at < file.cases.size(); ++at) {
      for (std::size_t row = 0; row < file.cases[at].rows.size(); ++row, ++summary) {
        if (file.cases[at].weights[row] > 0.0) {
          finding.identification.push_back(
              {k, at, row, rank_correlation(values, prior_column(smc, summary).values)});
        }
      }
    }
  }
}

}  // namespace

SampleSummary sample_summary(std::span<const double> values,
                             std::span<const double> weights) {
  return {weighted_mean(values, weights), weighted_sd(values, weights),
          weighted_quantile(values, weights, 0.05),
          weighted_quantile(values, weights, 0.5),
          weighted_quantile(values, weights, 0.95)};
}

CalibrationFinding finding_of(const CalibrationFile& file, const AbcSmc& smc) {
  CalibrationFinding finding;
  const CalibrationPriors priors(file);
  finding.rounds = smc.rounds();
  finding.simulations = smc.simulations();
  finding.prior_draws = draws_of(priors, smc.prior());
  finding.posterior_draws = draws_of(priors, smc.posterior());
  finding.effective_size = effective_size(weights_of(finding.posterior_draws));
  const AdjustedPopulation adjusted =
      adjust_by_regression(smc.posterior(), smc.distance());
  for (std::size_t i = 0; i < adjusted.positions.size(); ++i) {
    finding.adjusted_draws.push_back(
        {priors.values(adjusted.positions[i]), adjusted.weights[i], std::nullopt});
  }
  find_parameters(file, priors, finding);
  find_identification(file, smc, finding);
  find_predictive(
      file, smc, [&](std::size_t summary) { return posterior_column(smc, summary); },
      finding);
  return finding;
}

CalibrationFinding finding_of(const CalibrationFile& file, const AbcSmc& smc,
                              const MomentsEstimate& estimate) {
  CalibrationFinding finding;
  const CalibrationPriors priors(file);
  finding.rounds = smc.rounds();
  finding.simulations = smc.simulations() + estimate.simulations;
  finding.prior_draws = draws_of(priors, smc.prior());
  find_identification(file, smc, finding);
  const std::vector<SampleSummary> of_priors = prior_summaries(priors);
  const std::vector<double> values = priors.values(estimate.position);
  const auto value_beside = [&](std::size_t k, double step) {
    std::vector<double> position = estimate.position;
    position[k] += step;
    return priors.values(position)[k];
  };
  for (std::size_t k = 0; k < values.size(); ++k) {
    EstimateFinding one;
    one.id = file.parameters[k].id;
    one.prior = of_priors[k];
    one.estimate = values[k];
    if (const auto error = estimate.errors[k]) {
      one.error = *error *
                  std::fabs(value_beside(k, slope_step) - value_beside(k, -slope_step)) /
                  (2.0 * slope_step);
      one.low = value_beside(k, -normal_975 * *error);
      one.high = value_beside(k, normal_975 * *error);
      one.is_identified = *error <= least_narrowing;  // the prior's is 1 on this scale
    }
    finding.estimates.push_back(std::move(one));
  }
  find_predictive(
      file, smc,
      [&](std::size_t summary) {
        SummaryColumn column;
        for (const std::vector<double>& one : estimate.afresh) {
          column.values.push_back(one[summary]);
          column.weights.push_back(1.0);
        }
        return column;
      },
      finding);
  return finding;
}

}  // namespace tripart
