#pragma once

#include <string>
#include <vector>

#include "tripart/bargaining/trade_model.hpp"
#include "tripart/results/summary_rows.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

struct MedianTextCheck {
  std::vector<SummaryRow> rows;       ///< of summary.csv
  std::vector<std::string> warnings;  ///< whole sentences, without a full stop
};

/// What E7, linear in the texts, says at the median settled texts, beside one exact
/// equilibrium with all of them: metric `welfare_at_median_text` of every party and every
/// configuration with a new deal that occurred, without tariffs, mean over economies;
/// statistics `linear`, `exact` and `difference`, percent of real income.
///
/// Warns where they differ by more than .01 points and more than a tenth of what the
/// texts do, and where an equilibrium is not found: then `exact` and `difference` are
/// absent. Nothing without issues that act on trade costs. Does not depend on `jobs`.
[[nodiscard]] MedianTextCheck check_median_texts(const Scenario& scenario,
                                                 const SolvedPayoffs& payoffs,
                                                 const Summary& summary, int jobs);

}  // namespace tripart
