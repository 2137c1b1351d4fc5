#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tripart/core/date.hpp"
#include "tripart/history/outcome_table.hpp"

namespace tripart {

/// A forecast that somebody published (scenarios/history/README.md, "Forecasts").
struct PublishedForecast {
  std::string id;
  Date made;
  std::string who;
  std::size_t row = 0;       ///< of the outcomes, which resolves it
  double probability = 0.0;  ///< that the row is 1, in [0, 1]
  bool is_worded = false;    ///< our coding of words; else a number that was published
  SourcePosition where;
};

/// Rows of a forecasts file, each about an event among `rows`.
/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] std::vector<PublishedForecast> read_forecast_table(
    const std::filesystem::path& file, const std::vector<OutcomeRow>& rows);

}  // namespace tripart
