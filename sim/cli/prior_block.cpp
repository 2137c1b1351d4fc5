#include "cli/prior_block.hpp"

#include <algorithm>

#include "cli/text_table.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

std::string event_name(const PriorRow& row) {
  std::string name = row.quantity;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name + " " + row.category;
}

/// Chapters and issues would fill pages; the file has them.
bool is_shown(const PriorRow& row) {
  return row.probability && row.quantity != "chapter_closed" &&
         row.quantity != "issue_settled";
}

std::string percent_of(const std::optional<double>& probability) {
  return rounded(100.0 * probability.value_or(0.0), 1);
}

}  // namespace

std::string prior_block(const std::vector<PriorRow>& rows) {
  TextTable table;
  table.add({"what the priors allow", "percent", "95 percent interval", "verdict"});
  bool any = false;
  for (const PriorRow& row : rows) {
    if (is_shown(row)) {
      any = true;
      table.add(
          {event_name(row), percent_of(row.probability->value),
           percent_of(row.probability->low) + " to " + percent_of(row.probability->high),
           row.verdict});
    }
  }
  return any ? "\n" + table.text(1) : "";
}

}  // namespace tripart
