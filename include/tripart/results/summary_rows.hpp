#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/results/summary.hpp"
#include "tripart/results/tables.hpp"

/// A summary as rows of the ensemble's tables.
namespace tripart {

/// One quantity of summary.csv.
struct SummaryRow {
  std::string metric;
  std::string party;
  std::string category;
  std::string statistic;
  Estimate estimate;
  /// Of a mean whose interval may be too narrow: the skewness of its values.
  std::optional<double> doubtful_skewness{};
};

/// Everything but `check_median_texts`, which needs the trade model.
/// \param behind  rows to come after them
[[nodiscard]] std::vector<SummaryRow> summary_rows(const Summary& summary,
                                                   std::vector<SummaryRow> behind = {});
/// The parts of it about the economies: metrics `..._by_elasticities` with a set as
/// category, where there are several;
[[nodiscard]] std::vector<SummaryRow> elasticity_rows(const Summary& summary);
/// and for each mean and probability its variance_trade_model, variance_bargaining and
/// share_trade_model, where variances are split.
/// \param before  rows to come before them
[[nodiscard]] std::vector<SummaryRow> variance_rows(const Summary& summary,
                                                    std::vector<SummaryRow> before = {});
inline constexpr std::size_t variance_statistics = 3;
/// One sentence, without a full stop, about the means whose intervals may be too narrow
/// because few replicates qualified or because they are skewed; empty without any.
[[nodiscard]] std::string mean_warning(const std::vector<SummaryRow>& list);

void write_summary_rows(CsvRows& rows, const std::vector<SummaryRow>& list);

void write_issue_rows(CsvRows& rows, const Summary& summary);
void write_chapter_rows(CsvRows& rows, const Summary& summary);
void write_timeline_rows(CsvRows& rows, const Summary& summary);
void write_progress_rows(CsvRows& rows, const Summary& summary);
void write_threat_rows(CsvRows& rows, const Summary& summary);
void write_histogram_rows(CsvRows& rows, const Summary& summary);

}  // namespace tripart
