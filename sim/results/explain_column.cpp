#include "tripart/results/explain_column.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

/// Metrics of summary.csv that are no columns of another table.
constexpr std::array<Column, 9> metrics{{
    {"shut_by_red_line", ColumnType::number, "probability",
     "of the replicates without this kind of deal, the share in which a red line stood "
     "in "
     "the way (B16)"},
    {"shut_by_no_surplus", ColumnType::number, "probability",
     "of the replicates without this kind of deal, the share in which a party of the "
     "last "
     "table would have gained nothing (B16)"},
    {"shut_by_ratification", ColumnType::number, "probability",
     "of the replicates without this kind of deal, the share in which a legislature "
     "refused (B16)"},
    {"shut_by_time", ColumnType::number, "probability",
     "of the replicates without this kind of deal, the share in which nothing but time "
     "was "
     "short (B16)"},
    {"threat_made", ColumnType::number, "probability",
     "share of replicates in which this threat was announced (B11)"},
    {"threat_executed", ColumnType::number, "probability",
     "share of replicates in which this threat was carried out (B11)"},
    {"threat_withdrawn", ColumnType::number, "probability",
     "share of replicates in which the condition of this threat was met (B11)"},
    {"threat_backed_down", ColumnType::number, "probability",
     "share of replicates in which this threat expired and was not carried out (B11)"},
    {"welfare_at_median_text", ColumnType::number, "percent",
     "change of real income with all texts at their medians: by E7, solved exactly, and "
     "the difference (E7d)"},
}};

/// What is also told by set of elasticities: endings, kinds of deal, and these columns.
constexpr std::string_view by_set = "_by_elasticities";
constexpr std::array<std::string_view, 8> shares_by_set{
    "agreed",         "lapsed",     "collapsed",  "bilateral",
    "two_bilaterals", "bilaterals", "trilateral", "multilateral"};
constexpr std::array<std::string_view, 3> columns_by_set{"days", "utility",
                                                         "welfare_pct"};

ColumnExplanation explained(const Column& column, std::string_view file) {
  return {std::string(column.name), std::string(file), std::string(column.meaning),
          std::string(column.unit)};
}

/// Of outcomes.csv or parties.csv. \pre there is such a column
const Column& outcome_column(std::string_view name) {
  const Column* found = nullptr;
  for (const OutputTable* table : {&outcomes_table(), &parties_table()}) {
    for (const Column& column : table->columns) {
      found = column.name == name ? &column : found;
    }
  }
  return *found;
}

std::vector<ColumnExplanation> all_metrics() {
  const std::string_view file = summary_table().file;
  std::vector<ColumnExplanation> all;
  for (const Column& metric : metrics) {
    all.push_back(explained(metric, file));
  }
  const auto add = [&](std::string_view stem, std::string_view unit) {
    all.push_back({std::string(stem) + std::string(by_set), std::string(file),
                   std::string(stem) + " in the economies with one set of elasticities, "
                                       "which is the category",
                   std::string(unit)});
  };
  for (const std::string_view stem : shares_by_set) {
    add(stem, "probability");
  }
  for (const std::string_view stem : columns_by_set) {
    add(stem, outcome_column(stem).unit);
  }
  return all;
}

std::vector<ColumnExplanation> all_columns() {
  std::vector<ColumnExplanation> all;
  for (const OutputTable* table : all_tables()) {
    for (const Column& column : table->columns) {
      all.push_back(explained(column, table->file));
    }
  }
  std::vector<ColumnExplanation> more = all_metrics();
  all.insert(all.end(), std::make_move_iterator(more.begin()),
             std::make_move_iterator(more.end()));
  return all;
}

}  // namespace

std::vector<ColumnExplanation> explain_column(std::string_view name) {
  std::vector<ColumnExplanation> found;
  for (ColumnExplanation& column : all_columns()) {
    if (column.name == name || column.file == name) {
      found.push_back(std::move(column));
    }
  }
  return found;
}

std::vector<std::string> column_names() {
  std::vector<std::string> names;
  for (ColumnExplanation& column : all_columns()) {
    if (std::find(names.begin(), names.end(), column.name) == names.end()) {
      names.push_back(std::move(column.name));
    }
  }
  return names;
}

}  // namespace tripart
