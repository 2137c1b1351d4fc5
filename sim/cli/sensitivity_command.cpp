#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/command_list.hpp"
#include "cli/sensitivity_request.hpp"
#include "cli/sensitivity_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/economy/table.hpp"
#include "tripart/results/rounded.hpp"
#include "tripart/results/table_set.hpp"
#include "tripart/study/finished_sweep.hpp"
#include "tripart/study/sensitivity_rows.hpp"

namespace tripart {
namespace {

constexpr std::array sensitivity_options{
    Option{"quantity", 0, "NAME",
           "METRIC[/PARTY[/CATEGORY[/STATISTIC]]] of summary.csv; may be repeated "
           "(default: kind, days, welfare_pct)",
           true},
    Option{"analysis", 0, "A",
           "sobol_indices, morris, one_at_a_time or prim; may be repeated (default: what "
           "the design allows)",
           true},
    Option{"target", 0, "NAME",
           "probability that is high in the boxes of prim (default: of the widest deal)"},
    Option{"threshold", 0, "X", "prim: seek points whose target is at least X"},
    Option{"bootstrap", 0, "B", "resamples behind intervals (default 1000)"},
    Option{"seed", 's', "S", "of the resamples, 0 to 2^64-1 (default 1)"},
    Option{"format", 0, "FORM", "of what is printed: table, csv or json"},
};

/// The tables that an analysis fills.
class Tables {
 public:
  CsvRows& rows(const OutputTable& table) {
    return tables_.try_emplace(&table, table).first->second;
  }
  [[nodiscard]] bool has(const OutputTable& table) const {
    return tables_.count(&table) == 1;
  }

  void publish(const std::filesystem::path& folder, const std::string& name,
               const DataSource& source) {
    TableSet set(folder, sensitivity_tables());
    for (const OutputTable* table : sensitivity_tables()) {
      if (has(*table)) {
        set.append(tables_.at(table));
      }
    }
    set.publish(name, source);
  }

  /// The table that says most: the indices, else the boxes.
  [[nodiscard]] std::string csv() const {
    for (const OutputTable* table :
         {&sobol_indices_table(), &morris_table(), &one_at_a_time_table()}) {
      if (has(*table)) {
        return csv(*table);
      }
    }
    return csv(has(prim_boxes_table()) ? prim_boxes_table() : quantities_table());
  }

  /// An array of records for each table.
  [[nodiscard]] std::string json() const {
    nlohmann::ordered_json all;
    for (const OutputTable* table : sensitivity_tables()) {
      if (!has(*table)) {
        continue;
      }
      auto& records = all[std::string(table->file.substr(0, table->file.find('.')))];
      records = nlohmann::ordered_json::array();
      const Table cells = parse_table(csv(*table), std::string(table->file));
      for (std::size_t row = 0; row < cells.rows(); ++row) {
        auto& record = records.emplace_back();
        for (std::size_t column = 0; column < table->columns.size(); ++column) {
          const std::string cell(cells.text(row, column));
          auto& field = record[std::string(table->columns[column].name)];
          if (table->columns[column].type == ColumnType::text) {
            field = cell;
          } else if (table->columns[column].type == ColumnType::integer) {
            field = parse_count(cell).value_or(0);
          } else if (!cell.empty()) {
            field = parse_number(cell).value_or(0.0);
          }
        }
      }
    }
    return all.dump(2) + "\n";
  }

 private:
  [[nodiscard]] std::string csv(const OutputTable& table) const {
    return csv_header(table) + std::string(tables_.at(&table).gathered());
  }
  std::map<const OutputTable*, CsvRows> tables_;
};

void warn_of_noise(const SweepFile& sweep, const QuantityAnalysis& analysis) {
  const auto& share = analysis.noisiness.share;
  if (share && *share > Noisiness::much) {
    say("warning: " + to_text(analysis.name) +
        ": the Monte-Carlo variance of a value is " + rounded(100.0 * *share, 0) +
        " percent of the variance over points; " +
        (sweep.common_random_numbers
             ? "as far as points do not share it, indices are off by as much, mu* and "
               "sigma too large"
             : "total indices without correction, mu* and sigma are too large"));
    say("hint: more replicates of each point make it less");
  }
}

void warn_of_gaps(const QuantityName& name, std::uint64_t points,
                  const std::string& result) {
  say("warning: " + to_text(name) + ": no replicate qualified at " + with_commas(points) +
      " points" + result);
}

void warn_of_gaps(const QuantityAnalysis& analysis) {
  const std::uint64_t left_out = analysis.sobol    ? analysis.sobol->left_out
                                 : analysis.morris ? analysis.morris->left_out
                                                   : 0;
  if (analysis.without_value > 0) {
    warn_of_gaps(analysis.name, analysis.without_value,
                 left_out > 0 ? "; " + with_commas(left_out) +
                                    (analysis.sobol ? " base points" : " trajectories") +
                                    " are left out"
                              : "");
  }
}

void add_rows(Tables& tables, const Sweep& sweep, const QuantityAnalysis& analysis,
              const BootstrapOptions& bootstrap) {
  const SweepFile& file = sweep.file();
  const QuantityName& name = analysis.name;
  write_quantity_row(tables.rows(quantities_table()), file, analysis, bootstrap);
  if (analysis.sobol) {
    write_sobol_rows(tables.rows(sobol_indices_table()), file, name, *analysis.sobol);
  }
  if (analysis.morris) {
    write_morris_rows(tables.rows(morris_table()), file, name, *analysis.morris);
  }
  if (analysis.levels) {
    write_level_rows(tables.rows(one_at_a_time_table()), file, sweep.design(), name,
                     *analysis.levels);
    write_tornado_rows(tables.rows(tornado_table()), file, sweep.design(), name,
                       *analysis.levels);
  }
}

ExitCode sensitivity(const Arguments& arguments) {
  const FinishedSweep finished = open_finished_sweep(arguments.only_file("DIR"));
  const Sweep& sweep = *finished.sweep;
  const SweepFile& file = sweep.file();
  const SensitivityRequest request = read_request(arguments, file.design);
  const auto wants = [&](Analysis analysis) {
    return std::find(request.analyses.begin(), request.analyses.end(), analysis) !=
           request.analyses.end();
  };
  std::vector<QuantityPattern> patterns = request.quantities;
  patterns.push_back(request.target);
  const SweepQuantities quantities =
      read_sweep_quantities(finished.folder / finished.summary.name, finished.summary,
                            sweep.design().size(), patterns);
  for (const QuantityPattern& pattern : patterns) {
    expect_known(pattern, quantities);
  }
  const SweepQuantity* target =
      wants(Analysis::prim) ? &target_of(request, quantities) : nullptr;
  Tables tables;
  std::string text = file.name + ": " + std::string(to_text(file.design)) + ", " +
                     with_commas(sweep.design().size()) + " points, " +
                     std::to_string(file.factors.size()) + " factors\n\n";
  const bool only_boxes = request.analyses == std::vector{Analysis::prim};
  std::vector<QuantityAnalysis> described;
  for (const SweepQuantity& quantity : quantities.matching) {
    if (std::none_of(
            request.quantities.begin(), request.quantities.end(),
            [&](const QuantityPattern& p) { return p.matches(quantity.name); })) {
      continue;
    }
    const QuantityAnalysis analysis =
        only_boxes ? describe_quantity(quantity)
                   : analyse_factors(file, sweep.design(), quantity, request.bootstrap);
    warn_of_noise(file, analysis);
    if (!only_boxes || &quantity != target) {
      warn_of_gaps(analysis);
    }
    add_rows(tables, sweep, analysis, request.bootstrap);
    if (only_boxes) {
      described.push_back(analysis);
    } else {
      text += sensitivity_table(file, sweep.design(), analysis);
    }
  }
  if (only_boxes) {
    text += variation_table(described);
  }
  if (target != nullptr) {
    const BoxAnalysis boxes = analyse_boxes(file, sweep.design(), *target,
                                            request.threshold, request.bootstrap);
    if (boxes.without_value > 0) {
      warn_of_gaps(target->name, boxes.without_value, "; boxes are made without them");
    }
    for (const std::size_t factor : boxes.left_out) {
      say("note: factor " + file.factors[factor].id +
          " has no numbers for values; no box limits it");
    }
    write_box_rows(tables.rows(prim_boxes_table()), boxes);
    write_limit_rows(tables.rows(prim_limits_table()), file, boxes);
    text += box_table(file, boxes);
  }
  print(request.format == Format::csv    ? tables.csv()
        : request.format == Format::json ? tables.json()
                                         : text);
  const std::filesystem::path folder = finished.folder / "sensitivity";
  tables.publish(folder, file.name + "_sensitivity",
                 {"summary.csv of the sweep", finished.summary.sha256, {}});
  say("tables in " + printable(folder.string()));
  return ExitCode::done;
}

}  // namespace

const Command& sensitivity_command() {
  static constexpr Command command{"sensitivity",
                                   "DIR",
                                   "what the factors of a finished sweep do: Sobol' "
                                   "indices, elementary effects, swings, boxes",
                                   "tripart sensitivity results/nafta_saltelli "
                                   "--quantity kind --quantity welfare_pct/USA",
                                   sensitivity_options,
                                   sensitivity};
  return command;
}

}  // namespace tripart
