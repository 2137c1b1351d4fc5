#pragma once

#include <span>
#include <vector>

namespace tripart {

/// How far a simulated number is from what was observed (sim/MODEL.md, section 7.12).
enum class SummaryForm {
  event,  ///< probability p of what was (1) or was not (0): (p - o)^2 (Brier 1950)
  number  ///< anything else: (error / scale)^2
};

/// What was observed of one summary of a simulation.
struct SummaryTarget {
  SummaryForm form = SummaryForm::number;
  double low = 0.0;  ///< what was observed lies between these; one number as a rule
  double high = 0.0;
  double weight = 1.0;  ///< >= 0; 0: reported, but not fitted
};

/// How far beyond `low` (negative) or `high` (positive) a number lies; 0 between them.
[[nodiscard]] double deviation(const SummaryTarget& target, double simulated);

/// Distance of simulated summaries from the observed ones: the root of the weighted mean
/// of the terms of SummaryForm.
///
/// A term of an event lies in [0, 1] by itself. A number's scale is its median absolute
/// deviation under the prior (Prangle 2017) plus the median of how far it is from what
/// was observed there, so that a number that no parameter reaches does not drown the
/// others (misspecified models: Schaelte, Alamoudi & Hasenauer 2021).
class Distance {
 public:
  /// With a scale of 1 for each number.
  explicit Distance(std::vector<SummaryTarget> targets);

  /// Sets the scales. \param simulated  by draws from the prior, one row each, none empty
  void scale_by(const std::vector<std::vector<double>>& simulated);
  /// Numbers that are the same in every row are measured as they are.
  [[nodiscard]] const std::vector<double>& scales() const { return scales_; }
  /// As another process found them.
  void take_scales(std::vector<double> scales) { scales_ = std::move(scales); }

  [[nodiscard]] const std::vector<SummaryTarget>& targets() const { return targets_; }
  /// Square root of the weight of a summary over that of all.
  [[nodiscard]] double root_weight(std::size_t summary) const;
  /// The signed root of a summary's term, before weighing.
  [[nodiscard]] double residual(std::size_t summary, double simulated) const;
  /// Infinite where there are no summaries: the simulation failed.
  [[nodiscard]] double operator()(std::span<const double> simulated) const;

 private:
  std::vector<SummaryTarget> targets_;
  std::vector<double> scales_;
  double total_weight_ = 0.0;
};

}  // namespace tripart
