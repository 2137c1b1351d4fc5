#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/results/manifest.hpp"
#include "tripart/study/responses.hpp"

namespace tripart {

/// One row of a run's summary.csv, by its name.
struct QuantityName {
  std::string metric, party, category, statistic;
  friend auto operator<=>(const QuantityName&, const QuantityName&) = default;
};
/// `metric/party/category/statistic`, without empty ends.
[[nodiscard]] std::string to_text(const QuantityName& name);

/// Which quantities a user means.
struct QuantityPattern {
  std::string text;  ///< as the user wrote it
  std::string metric;
  /// Absent: any party; for probabilities any category, for others `all`; probability or
  /// mean.
  std::optional<std::string> party, category, statistic;

  /// `metric[/party[/category[/statistic]]]`, where an empty part is an absent one.
  /// Nothing if the metric is empty or there are more parts.
  [[nodiscard]] static std::optional<QuantityPattern> parse(std::string_view text);
  [[nodiscard]] bool matches(const QuantityName& name) const;
};

struct SweepQuantity {
  QuantityName name;
  Responses responses;  ///< of all points; NaN where a point has no row
};

struct SweepQuantities {
  std::vector<SweepQuantity> matching;  ///< in the order of the file
  std::set<QuantityName> known;         ///< all that the file has
};

/// Reads what matches any of the patterns from a sweep's summary.csv, in one pass and
/// without keeping the rest.
///
/// The noise of a probability is p (1 - p) / (n - 1), whose expectation is its variance
/// over replicates; that of other statistics is std_error^2.
/// \param record  what the manifest says of the file
/// \throws InputError where it is not that file, or no such table; Failure (cannot_read)
[[nodiscard]] SweepQuantities read_sweep_quantities(
    const std::filesystem::path& file, const FileRecord& record, std::uint64_t points,
    const std::vector<QuantityPattern>& patterns);

}  // namespace tripart
