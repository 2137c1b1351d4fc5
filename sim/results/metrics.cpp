#include "tripart/results/metrics.hpp"

#include <limits>

#include "tripart/core/error.hpp"

namespace tripart {

void fill_metric_row(const Outcome& outcome, std::span<double> row) {
  TRIPART_EXPECTS(row.size() == metric_count(outcome.parties.size()));
  constexpr double absent = std::numeric_limits<double>::quiet_NaN();
  std::size_t at = 0;
  for (const std::optional<double>& value : whole_values(outcome)) {
    row[at++] = value.value_or(absent);
  }
  for (const PartyOutcome& party : outcome.parties) {
    for (const std::optional<double>& value : party_values(party)) {
      row[at++] = value.value_or(absent);
    }
  }
}

}  // namespace tripart
