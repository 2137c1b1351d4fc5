#pragma once

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
};

[[nodiscard]] std::vector<SummaryRow> summary_rows(const Summary& summary);
void write_summary_rows(CsvRows& rows, const std::vector<SummaryRow>& list);

void write_issue_rows(CsvRows& rows, const Summary& summary);
void write_chapter_rows(CsvRows& rows, const Summary& summary);
void write_timeline_rows(CsvRows& rows, const Summary& summary);
void write_progress_rows(CsvRows& rows, const Summary& summary);
void write_threat_rows(CsvRows& rows, const Summary& summary);
void write_histogram_rows(CsvRows& rows, const Summary& summary);

}  // namespace tripart
