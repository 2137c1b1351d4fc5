#pragma once

#include <span>
#include <string>
#include <vector>

#include "tripart/results/tables.hpp"

/// The tables of a sweep: those of a run with the design point in front, and points.csv,
/// whose columns follow the factors.
namespace tripart {

[[nodiscard]] const OutputTable& sweep_summary_table();
[[nodiscard]] const OutputTable& sweep_outcomes_table();
[[nodiscard]] const OutputTable& sweep_parties_table();
[[nodiscard]] const OutputTable& sweep_terms_table();
[[nodiscard]] const OutputTable& sweep_closings_table();

/// One column of points.csv that holds the settings of a factor.
struct FactorColumn {
  std::string name;
  ColumnType type = ColumnType::number;
  std::string meaning;
};

/// points.csv of one sweep.
class PointsTable {
 public:
  explicit PointsTable(std::vector<FactorColumn> factors);
  PointsTable(const PointsTable&) = delete;
  PointsTable& operator=(const PointsTable&) = delete;
  PointsTable(PointsTable&&) = delete;
  PointsTable& operator=(PointsTable&&) = delete;
  ~PointsTable() = default;

  [[nodiscard]] const OutputTable& table() const { return table_; }

  /// One design point. \param values  cells in the order of the factors; numbers of any
  /// spelling in columns of numbers \param replicates  played, failed ones included
  void write_row(CsvRows& rows, std::uint64_t point,
                 const std::vector<std::string>& values, std::uint64_t replicates) const;

  /// Every table that this sweep may write, in the order of its data package.
  [[nodiscard]] std::vector<const OutputTable*> all_tables() const;

 private:
  std::vector<FactorColumn> factors_;
  std::vector<Column> columns_;
  OutputTable table_;
};

}  // namespace tripart
