#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"

namespace tripart {

/// Longest duration that is read or told apart, months.
inline constexpr int longest_duration = 600;

/// One negotiation that ended in an agreement.
struct Duration {
  std::string name;  ///< of its table, `CAFTA`
  int months = 0;    ///< from launch to signature, whole months
};

/// Negotiations of a file of agreements, one for each name in column `table`: agreements
/// that were negotiated at one table are one duration, not several
/// (scenarios/history/README.md, "Durations").
/// \throws InputError with every complaint at once, also where one table has two
/// durations; Failure (cannot_read).
[[nodiscard]] std::vector<Duration> read_durations(const std::filesystem::path& file);

/// Whole months from the start of a scenario to the signature of the first deal, over
/// replicates. Integers, so that neither order nor threads move anything.
///
/// Signature is the day of the deal and the notice that a law asks for (B18). A deal on
/// the horizon is the last that can be seen, so durations are cut there: later ones, and
/// those of replicates without a deal, are known to be longer and no more (censored).
class DurationSample {
 public:
  explicit DurationSample(const Model& model);

  void add(const Outcome& outcome);

  /// Longest duration that can be seen, months.
  [[nodiscard]] int cut() const { return cut_; }
  /// [months], from 0 to cut().
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }
  [[nodiscard]] std::uint64_t censored() const { return censored_; }
  [[nodiscard]] std::uint64_t total() const { return total_; }

 private:
  double notice_;
  int cut_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t censored_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace tripart
