#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tripart/history/abc_smc.hpp"
#include "tripart/history/calibration_file.hpp"
#include "tripart/history/simulated_moments.hpp"

/// What a calibration has found (sim/MODEL.md, section 7.12).
namespace tripart {

struct SampleSummary {
  double mean = 0.0;
  double sd = 0.0;
  double p05 = 0.0;
  double p50 = 0.0;
  double p95 = 0.0;
};

/// \param weights  not all 0
[[nodiscard]] SampleSummary sample_summary(std::span<const double> values,
                                           std::span<const double> weights);

/// One parameter before and after, in its own unit.
struct ParameterFinding {
  std::string id;
  SampleSummary prior;  ///< of the distribution, not of a sample
  SampleSummary posterior;
  std::optional<SampleSummary> adjusted;  ///< by regression
  double sd_ratio = 1.0;                  ///< posterior over prior
  double sd_ratio_error = 0.0;            ///< standard error: root of 1 / (2 effective)
  /// The data have not narrowed it: sd_ratio > least_narrowing.
  bool is_identified = false;
};
inline constexpr double least_narrowing = 0.9;

/// One parameter by simulated moments, in its own unit.
struct EstimateFinding {
  std::string id;
  SampleSummary prior;
  double estimate = 0.0;
  std::optional<double> error;  ///< standard error, the prior left out
  double low = 0.0;             ///< of the 95 percent interval; where there is an error
  double high = 0.0;
  bool is_identified = false;  ///< error at most least_narrowing of the prior's sd
};

/// Values of the parameters of one draw.
struct ParameterDraw {
  std::vector<double> values;
  double weight = 0.0;
  std::optional<double> distance;
};

/// What prior and posterior say about one row of the outcomes, in simulations afresh.
struct PredictiveFinding {
  std::size_t case_number = 0;
  std::size_t row = 0;
  SummaryTarget target;
  SampleSummary prior;
  SampleSummary posterior;
  /// Events: posterior mean of the probability of what happened. Numbers: twice the
  /// smaller posterior share on either side of what was observed, at most 1.
  double tail_probability = 0.0;
};

/// How much a row of the outcomes moves with a parameter under the prior: what a row
/// that does not move with it cannot tell.
struct IdentificationFinding {
  std::size_t parameter = 0;
  std::size_t case_number = 0;
  std::size_t row = 0;
  double correlation = 0.0;  ///< Spearman's, over draws from the prior
};

/// How one case that was left out is told by prior and posterior.
enum class HeldOutScore { brier, path_rmse, text_error, deal_days };
inline constexpr std::size_t held_out_scores = 4;
[[nodiscard]] std::string_view to_text(HeldOutScore score);

struct ScoreSpread {
  double value = 0.0;  ///< of the mean over the population
  double low = 0.0;    ///< 5 percent quantile of the scores of single particles
  double high = 0.0;   ///< 95 percent
};

struct HeldOutFinding {
  std::optional<std::size_t> case_number;  ///< none: the mean over cases, their range
  HeldOutScore score = HeldOutScore::brier;
  std::size_t rows = 0;  ///< or cases, of a mean over them
  ScoreSpread prior;
  ScoreSpread posterior;
  ScoreSpread difference;  ///< posterior less prior, of a mean over cases with its range
};

struct CalibrationFinding {
  std::vector<AbcRound> rounds;
  std::vector<ParameterFinding> parameters;  ///< abc_smc
  std::vector<EstimateFinding> estimates;    ///< simulated_moments
  std::vector<ParameterDraw> prior_draws;
  std::vector<ParameterDraw> posterior_draws;
  std::vector<ParameterDraw> adjusted_draws;
  std::vector<PredictiveFinding> predictive;
  std::vector<IdentificationFinding> identification;  ///< of all rows that are fitted
  std::vector<HeldOutFinding> held_out;               ///< only with leave-one-out
  std::uint64_t simulations = 0;
  double effective_size = 0.0;
};

/// \param smc  at its end
[[nodiscard]] CalibrationFinding finding_of(const CalibrationFile& file,
                                            const AbcSmc& smc);

/// Likewise of simulated moments: predictive are the simulations afresh at the estimate.
/// \param smc  that has drawn from the prior
[[nodiscard]] CalibrationFinding finding_of(const CalibrationFile& file,
                                            const AbcSmc& smc,
                                            const MomentsEstimate& estimate);

/// Scores of the case that `smc` was calibrated without. \param at  the case
[[nodiscard]] std::vector<HeldOutFinding> held_out_of(const CalibrationFile& file,
                                                      const AbcSmc& smc, std::size_t at);
/// Appends means over the cases, with their range.
void add_means_over_cases(std::vector<HeldOutFinding>& findings);

}  // namespace tripart
