#include <system_error>

#include "economy/baseline_tables.hpp"

namespace tripart {
namespace {

constexpr double largest_tariff_pct = 10000.0;

}  // namespace

void read_mfn_rates(BaselineTables& tables) {
  Accounts& accounts = tables.accounts;
  Complaints& complaints = tables.complaints;
  const std::size_t J = accounts.sector_count();
  accounts.mfn_rate.assign(accounts.region_count() * J, 0.0);
  accounts.has_mfn_rate.assign(accounts.region_count(), false);
  std::error_code error;
  if (!std::filesystem::exists(
          std::filesystem::symlink_status(tables.folder / "tariff_mfn.csv", error))) {
    return;
  }
  const Table table = read_table(tables.folder / "tariff_mfn.csv");
  const std::size_t importer = table.column("importer");
  const std::size_t sector = table.column("sector");
  const std::size_t rate = table.column("mfn_applied_pct");
  const std::size_t source = table.column("source");
  std::vector<bool> seen(accounts.mfn_rate.size(), false);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto n = number_in(table, row, importer, accounts.regions, complaints);
    const auto j = number_in(table, row, sector, accounts.sectors, complaints);
    const double percent = table.number(row, rate, complaints);
    if (!n || !j || table.text(row, source) != table.text(0, source)) {
      continue;  // another source: an alternative kept for reference
    }
    const std::size_t cell = accounts.at(*n, *j);
    if (seen[cell] || percent < 0.0 || percent > largest_tariff_pct) {
      complaints.add(table.where(row, rate),
                     "mfn_applied_pct of " + accounts.regions[*n] + ", " +
                         accounts.sectors[*j] +
                         (percent > largest_tariff_pct
                              ? " is above 10000"
                              : " is negative or given twice by one source"));
    }
    seen[cell] = true;
    accounts.has_mfn_rate[*n] = true;
    accounts.mfn_rate[cell] = percent / 100.0;
  }
  for (std::size_t cell = 0; cell < seen.size(); ++cell) {
    if (accounts.has_mfn_rate[cell / J] && accounts.tradable_goods[cell % J] &&
        !seen[cell]) {
      complaints.add({table.file(), 0, 0}, "no row for '" + accounts.regions[cell / J] +
                                               ", " + accounts.sectors[cell % J] + "'");
    }
  }
}

}  // namespace tripart
