// What theory says about an ensemble, beside what was simulated.
#include "tripart/results/theory_rows.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

bool is_about(const TheoryValue& theory, const SummaryRow& row) {
  return row.metric == theory.metric && row.party == theory.party &&
         row.category == theory.category && row.statistic == theory.statistic;
}

const SummaryRow* find_row(const TheoryValue& theory,
                           const std::vector<SummaryRow>& rows) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SummaryRow& row) {
    return is_about(theory, row);
  });
  return found == rows.end() ? nullptr : &*found;
}

// The name the user probably meant among the rows that agree in everything before it.
std::vector<std::string> hints_for(const TheoryValue& theory,
                                   const std::vector<SummaryRow>& rows) {
  constexpr std::array<std::string SummaryRow::*, 4> keys = {
      &SummaryRow::metric, &SummaryRow::statistic, &SummaryRow::party,
      &SummaryRow::category};
  const std::array<std::string, 4> wanted = {theory.metric, theory.statistic,
                                             theory.party, theory.category};
  constexpr std::array<const char*, 4> names = {"metric", "statistic", "party",
                                                "category"};
  std::vector<const SummaryRow*> left;
  for (const SummaryRow& row : rows) {
    left.push_back(&row);
  }
  for (std::size_t key = 0; key < keys.size(); ++key) {
    std::vector<std::string> seen;
    std::vector<const SummaryRow*> next;
    for (const SummaryRow* row : left) {
      const std::string& value = row->*keys[key];
      if (std::find(seen.begin(), seen.end(), value) == seen.end()) {
        seen.push_back(value);
      }
      if (value == wanted[key]) {
        next.push_back(row);
      }
    }
    if (next.empty()) {
      if (const auto meant = closest_name(wanted[key], seen)) {
        return {"did you mean " + std::string(names[key]) + " '" + *meant + "'?"};
      }
      std::string list;
      for (const std::string& value : seen) {
        list += (list.empty() ? "" : ", ") + (value.empty() ? "none" : value);
      }
      return {std::string(names[key]) + " may be " + list};
    }
    left = std::move(next);
  }
  return {};
}

}  // namespace

void check_theory(const Scenario& scenario) {
  if (scenario.theory.empty()) {
    return;
  }
  const ConfigurationSet configurations(scenario.model);
  const std::vector<SummaryRow> rows =
      summary_rows(Summary(scenario.model, configurations));
  Complaints complaints;
  for (const TheoryValue& theory : scenario.theory) {
    if (find_row(theory, rows) == nullptr) {
      complaints.add(theory.where,
                     "theory." + theory.id + " is about no row of summary.csv",
                     hints_for(theory, rows));
    }
  }
  complaints.throw_if_any();
}

std::vector<TheoryRow> theory_rows(const Scenario& scenario,
                                   const std::vector<SummaryRow>& summary) {
  std::vector<TheoryRow> list;
  for (const TheoryValue& theory : scenario.theory) {
    const SummaryRow* row = find_row(theory, summary);
    TRIPART_EXPECTS(row != nullptr);
    list.push_back({&theory, row->estimate});
  }
  return list;
}

void write_theory_rows(CsvRows& rows, const std::vector<TheoryRow>& list) {
  for (const TheoryRow& row : list) {
    const Estimate& seen = row.simulated;
    rows.text(row.theory->id)
        .text(row.theory->metric)
        .text(row.theory->party)
        .text(row.theory->category)
        .text(row.theory->statistic)
        .number(row.theory->expected)
        .number(seen.value)
        .number(seen.std_error)
        .number(seen.low)
        .number(seen.high)
        .number(seen.value ? std::optional(*seen.value - row.theory->expected)
                           : std::nullopt)
        .count(seen.replicates)
        .text(row.theory->formula)
        .text(row.theory->source)
        .end_row();
  }
}

}  // namespace tripart
