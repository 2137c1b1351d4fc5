#include "tripart/study/sweep_precision.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "scenario/names.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/results/summary_rows.hpp"

namespace tripart {
namespace {

/// Of a factor, beside what the scenario says; each takes some milliseconds, and only
/// where the scenario alone does not know the name.
constexpr std::size_t most_levels_read = 100;

/// A part of a row's name, and the order in which a wrong one is looked for.
struct Part {
  const char* key;
  std::string SummaryRow::*of_row;
  std::string Precision::*wanted;
};

constexpr std::array<Part, 4> parts{
    Part{"metric", &SummaryRow::metric, &Precision::metric},
    Part{"statistic", &SummaryRow::statistic, &Precision::statistic},
    Part{"party", &SummaryRow::party, &Precision::party},
    Part{"category", &SummaryRow::category, &Precision::category}};

/// The rows that a sweep's precision may be about: probabilities and means.
std::vector<SummaryRow> rows_of(const Scenario& scenario) {
  const ConfigurationSet configurations(scenario.model);
  std::vector<SummaryRow> rows = summary_rows(Summary(scenario.model, configurations));
  std::erase_if(rows, [](const SummaryRow& row) {
    return row.statistic != "probability" && row.statistic != "mean";
  });
  return rows;
}

bool holds(const std::vector<SummaryRow>& rows, const Precision& precision) {
  return std::any_of(rows.begin(), rows.end(), [&](const SummaryRow& row) {
    return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
      return row.*part.of_row == precision.*part.wanted;
    });
  });
}

/// What is wrong with the first part that leaves no row, and what it may be.
Complaint complaint_about(std::vector<SummaryRow> rows, const Precision& precision) {
  for (const Part& part : parts) {
    const std::string& wanted = precision.*part.wanted;
    std::vector<std::string> known;
    std::set<std::string> seen;
    for (const SummaryRow& row : rows) {
      if (seen.insert(row.*part.of_row).second && !(row.*part.of_row).empty()) {
        known.push_back(row.*part.of_row);
      }
    }
    if (seen.count(wanted) == 0) {
      const std::string of =
          part.of_row == &SummaryRow::metric ? "" : " of " + precision.metric;
      const std::string found =
          wanted.empty() ? std::string("precision has no ") + part.key
                         : std::string("precision.") + part.key + " is '" + wanted + "'";
      const std::string expected = known.empty()
                                       ? ", expected none" + of
                                       : std::string(", expected a ") + part.key + of +
                                             " that summary.csv of this scenario has";
      return {precision.where, found + expected, name_hints(wanted, known)};
    }
    std::erase_if(rows,
                  [&](const SummaryRow& row) { return row.*part.of_row != wanted; });
  }
  return {precision.where, "precision names no row of summary.csv", {}};
}

/// Whether some level of a factor makes a scenario that has the row.
bool holds_at_a_level(const SweepFile& sweep, const ReadOptions& base) {
  for (const Factor& factor : sweep.factors) {
    for (std::size_t i = 0; i < std::min(factor.levels.size(), most_levels_read); ++i) {
      ReadOptions options = base;
      for (const std::string& override : overrides_of(factor, factor.levels[i])) {
        options.overrides.push_back(override);
      }
      try {
        if (holds(rows_of(read_scenario(sweep.scenario, options)), *sweep.precision)) {
          return true;
        }
      } catch (const InputError&) {
        continue;  // impossible by itself, which is for others to say
      }
    }
  }
  return false;
}

}  // namespace

void expect_known_precision(const SweepFile& sweep,
                            const std::optional<std::filesystem::path>& data_folder) {
  if (!sweep.precision) {
    return;
  }
  ReadOptions options;
  options.overrides = sweep.overrides;
  options.data_folder = data_folder;
  std::vector<SummaryRow> rows = rows_of(read_scenario(sweep.scenario, options));
  if (holds(rows, *sweep.precision) || holds_at_a_level(sweep, options)) {
    return;
  }
  throw InputError({complaint_about(std::move(rows), *sweep.precision)});
}

}  // namespace tripart
