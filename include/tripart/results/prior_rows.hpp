#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tripart/results/prior_tally.hpp"
#include "tripart/results/summary.hpp"
#include "tripart/results/tables.hpp"

namespace tripart {

/// One line of prior_predictive.csv: what the priors allow a quantity, or an event, to be
/// (prior predictive distribution; Box 1980).
struct PriorRow {
  std::string quantity;
  std::string category;  ///< deal, threat, chapter, issue or party it is about
  std::string unit;      ///< empty for events
  /// Of a quantity: least, .5, 5, 50, 95 and 99.5 percent, and greatest value. Quantiles
  /// of real numbers within 1 percent, the ends exact; absent where no replicate
  /// qualified.
  std::array<std::optional<double>, 7> range{};
  std::optional<Estimate> probability;  ///< of an event
  std::string verdict;                  ///< of an event
  std::uint64_t replicates = 0;         ///< that qualified
};

/// `never in N (below x)`, where x ends the 95 percent Wilson interval; `nearly certain`,
/// where that begins above .95; else `possible`. \pre n > 0
[[nodiscard]] std::string prior_verdict(std::uint64_t seen, std::uint64_t n);

/// Endings, kinds of deal, order of deals, threats, closings, dates and texts.
[[nodiscard]] std::vector<PriorRow> prior_rows(const Summary& summary,
                                               const PriorTally& tally);

void write_prior_rows(CsvRows& rows, const std::vector<PriorRow>& list);

}  // namespace tripart
