#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tripart/history/outcome_table.hpp"
#include "tripart/history/weighted_sample.hpp"

namespace tripart {

/// How far a forecast was from what happened (MODEL.md, section 7.11). All are negatively
/// oriented: less is better, 0 is perfect.
enum class ScoreKind {
  brier,         ///< (p - o)^2 (Brier 1950)
  log_score,     ///< -ln of the probability of what happened (Good 1952)
  path_rmse,     ///< root mean squared difference of mean chapters closed, chapters
  path_crps,     ///< CRPS of chapters closed, chapters
  text_error,    ///< |median of the texts - text|, on the issue's scale
  text_outside,  ///< distance of that median from what a fair reader could say
  text_crps,     ///< CRPS of the texts
  text_ends,     ///< |share of texts at 0 or 1 - that of history|
  date_crps      ///< CRPS of the day of a deal, days; threshold-weighted: none after the
                 ///< horizon counts
};
inline constexpr std::size_t score_kinds = 9;
[[nodiscard]] std::string_view to_text(ScoreKind kind);
[[nodiscard]] std::string_view unit_of(ScoreKind kind);

/// Whether rows of a kind are scored so.
[[nodiscard]] bool scores(ScoreKind kind, OutcomeRowKind row);

/// (p - o)^2. \param happened  o, 0 or 1
[[nodiscard]] double brier_score(double probability, double happened);
/// -ln((k + 1/2) / (n + 1)) of the k of n replicates in which happened what did happen:
/// what was never seen is not held to be impossible (Jeffreys' prior).
[[nodiscard]] double log_score(double probability, double happened, double n);

/// Scores of one source by row, and what they come to together.
class ScoreSheet {
 public:
  explicit ScoreSheet(std::size_t rows);

  /// What the score of one row is made of: the score itself, but the squared error for
  /// path_rmse and share - 1{history at an end} for text_ends.
  [[nodiscard]] const std::optional<double>& part(ScoreKind kind, std::size_t row) const {
    return parts_[static_cast<std::size_t>(kind)][row];
  }
  void set(ScoreKind kind, std::size_t row, double part) {
    parts_[static_cast<std::size_t>(kind)][row] = part;
  }

 private:
  std::array<std::vector<std::optional<double>>, score_kinds> parts_;
};

/// Score of parts taken together: their mean, its root for path_rmse, its size for
/// text_ends. \pre parts is not empty
[[nodiscard]] double combined(ScoreKind kind, std::span<const double> parts);

/// Parts of a statement about one row, a number: a probability, chapters, a text, days.
/// \param n  replicates that the model has, for the log score
void score_point(ScoreSheet& sheet, const OutcomeRow& row, std::size_t number,
                 double said, double n);
/// Parts of what an ensemble says about one row.
/// \param weights  of its replicates \param horizon  days, for dates
void score_sample(ScoreSheet& sheet, const OutcomeRow& row, std::size_t number,
                  const WeightedSample& sample, std::span<const double> weights,
                  double horizon);
/// As score_point for a date: none after the horizon counts.
void score_date(ScoreSheet& sheet, const OutcomeRow& row, std::size_t number, double day,
                double horizon);

}  // namespace tripart
