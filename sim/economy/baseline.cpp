#include "tripart/economy/baseline.hpp"

#include <utility>

#include "economy/baseline_tables.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// Valued accounts know no shares of what is not made. If it is made one day, it is made
/// as the tables say.
void share_costs_of_what_is_not_made(const BaselineTables& tables, Baseline& baseline) {
  const std::size_t J = baseline.sector_count();
  for (std::size_t cell = 0; cell < baseline.output.size(); ++cell) {
    if (baseline.output[cell] > 0.0) {
      continue;
    }
    const std::size_t n = cell / J, j = cell % J;
    double left = 1.0;
    for (std::size_t k = 0; k < J; ++k) {
      const std::size_t input = baseline.at_input(n, k, j);
      baseline.input_share[input] = tables.cost_share[input];
      left -= tables.cost_share[input];
    }
    baseline.value_added_share[cell] = left;
  }
}

}  // namespace

Baseline read_baseline(const std::filesystem::path& folder) {
  BaselineTables tables(folder);
  find_table_files(tables);
  read_regions_and_sectors(tables);
  read_trade(tables);
  read_output(tables);
  read_inputs(tables);
  read_mfn_rates(tables);
  tables.complaints.throw_if_any();
  check_identities(tables);
  tables.complaints.throw_if_any();
  Baseline baseline = baseline_from_accounts(tables.accounts, folder.string(),
                                             NegativeFinalDemand::set_to_zero);
  if (tables.as_shares) {
    share_costs_of_what_is_not_made(tables, baseline);
  }
  return baseline;
}

}  // namespace tripart
