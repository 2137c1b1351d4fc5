#include "cli/theory_block.hpp"

#include "cli/text_table.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr int theory_digits = 6;

std::string quantity_of(const TheoryValue& theory) {
  std::string text = theory.metric;
  for (const std::string& part : {theory.party, theory.category, theory.statistic}) {
    text += part.empty() ? "" : " " + part;
  }
  return text;
}

}  // namespace

std::string theory_block(const std::vector<TheoryRow>& rows) {
  if (rows.empty()) {
    return "";
  }
  TextTable table;
  table.add({"result", "quantity", "theory", "simulated", "95 percent interval"});
  for (const TheoryRow& row : rows) {
    const Estimate& seen = row.simulated;
    const auto shown = [](const std::optional<double>& value) {
      return value ? rounded(*value, theory_digits) : "-";
    };
    table.add({row.theory->id, quantity_of(*row.theory),
               rounded(row.theory->expected, theory_digits), shown(seen.value),
               seen.low ? shown(seen.low) + " to " + shown(seen.high) : "-"});
  }
  return "\nTheory and simulation\n" + table.text(2);
}

}  // namespace tripart
