#include "tripart/results/sweep_tables.hpp"

#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr Column design_point{"design_point", integer, "",
                              "number of the design point, from 1: row of points.csv"};

/// A table of a run, once for every design point.
class PointwiseTable {
 public:
  explicit PointwiseTable(const OutputTable& table)
      : title_(std::string(table.title) + "; of every design point"),
        columns_{design_point} {
    columns_.insert(columns_.end(), table.columns.begin(), table.columns.end());
    table_ = {table.file, title_, columns_};
  }
  PointwiseTable(const PointwiseTable&) = delete;
  PointwiseTable& operator=(const PointwiseTable&) = delete;
  PointwiseTable(PointwiseTable&&) = delete;
  PointwiseTable& operator=(PointwiseTable&&) = delete;
  ~PointwiseTable() = default;

  [[nodiscard]] const OutputTable& table() const { return table_; }

 private:
  std::string title_;
  std::vector<Column> columns_;
  OutputTable table_;
};

}  // namespace

const OutputTable& sweep_summary_table() {
  static const PointwiseTable made(summary_table());
  return made.table();
}

const OutputTable& sweep_outcomes_table() {
  static const PointwiseTable made(outcomes_table());
  return made.table();
}

const OutputTable& sweep_parties_table() {
  static const PointwiseTable made(parties_table());
  return made.table();
}

const OutputTable& sweep_terms_table() {
  static const PointwiseTable made(terms_table());
  return made.table();
}

const OutputTable& sweep_closings_table() {
  static const PointwiseTable made(closings_table());
  return made.table();
}

PointsTable::PointsTable(std::vector<FactorColumn> factors)
    : factors_(std::move(factors)) {
  columns_.push_back({"design_point", integer, "", "number of the design point, from 1"});
  for (const FactorColumn& factor : factors_) {
    columns_.push_back({factor.name, factor.type, "", factor.meaning});
  }
  columns_.push_back({"replicates", integer, "replicates",
                      "stochastic histories played, failed ones included"});
  table_ = {"points.csv", "One row per design point: the settings of the factors",
            columns_};
}

void PointsTable::write_row(CsvRows& rows, std::uint64_t point,
                            const std::vector<std::string>& values,
                            std::uint64_t replicates) const {
  TRIPART_EXPECTS(values.size() == factors_.size());
  rows.count(point);
  for (std::size_t i = 0; i < factors_.size(); ++i) {
    if (factors_[i].type == number) {
      rows.number(parse_number(values[i]));
    } else {
      rows.text(values[i]);
    }
  }
  rows.count(replicates).end_row();
}

std::vector<const OutputTable*> PointsTable::all_tables() const {
  return {&table_,
          &sweep_summary_table(),
          &sweep_outcomes_table(),
          &sweep_parties_table(),
          &sweep_terms_table(),
          &sweep_closings_table()};
}

}  // namespace tripart
