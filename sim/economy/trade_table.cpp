#include <algorithm>

#include "economy/baseline_tables.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr double largest_tariff_pct = 10000.0;

/// The name in `tariff_<name>_pct`, if the header is such a one.
std::optional<std::string> schedule_name(const std::string& header) {
  const std::string prefix = "tariff_", suffix = "_pct";
  if (header.size() <= prefix.size() + suffix.size() || !header.starts_with(prefix) ||
      !header.ends_with(suffix)) {
    return std::nullopt;
  }
  return header.substr(prefix.size(), header.size() - prefix.size() - suffix.size());
}

std::vector<double> read_tariffs(const KeyedTable& trade, const std::string& column,
                                 const Accounts& accounts, Complaints& complaints) {
  const std::size_t N = accounts.region_count(), J = accounts.sector_count();
  std::vector<double> rates = trade.column(
      column, ColumnRange{-std::numeric_limits<double>::infinity(), largest_tariff_pct},
      complaints);
  for (std::size_t cell = 0; cell < rates.size(); ++cell) {
    const bool is_own = cell / J % N == cell / J / N;
    if (is_own && (rates[cell] < 0.0 || rates[cell] > 0.0)) {
      trade.complain(cell, column, "is a tariff on own sales, expected 0", complaints);
    } else if (rates[cell] <= -100.0) {
      trade.complain(cell, column, "is " + to_text(rates[cell]) + ", expected above -100",
                     complaints);
    }
    rates[cell] /= 100.0;
  }
  return rates;
}

/// `tariff_applied_pct` is in force, else the first schedule of the table.
void read_schedules(const KeyedTable& trade, Accounts& accounts, Complaints& complaints) {
  std::string in_force;
  for (const std::string& header : trade.table().columns()) {
    if (const auto name = schedule_name(header)) {
      accounts.tariff_schedules.push_back(
          {*name, read_tariffs(trade, header, accounts, complaints)});
      if (in_force.empty() || *name == "applied") {
        in_force = *name;
      }
    }
  }
  if (in_force.empty()) {
    throw InputError({trade.table().file(), 1, 1},
                     "no column of tariffs, expected tariff_applied_pct or "
                     "tariff_<name>_pct");
  }
  accounts.tariff_rate = accounts.tariff_schedule(in_force);
}

}  // namespace

void read_trade(BaselineTables& tables) {
  Accounts& accounts = tables.accounts;
  Complaints& complaints = tables.complaints;
  const std::size_t N = accounts.region_count(), J = accounts.sector_count();
  const KeyedTable trade(read_table(tables.trade_file.path),
                         {{"importer", &accounts.regions},
                          {"exporter", &accounts.regions},
                          {"sector", &accounts.sectors}},
                         complaints);
  const auto is_own = [&](std::size_t cell) { return cell / J % N == cell / J / N; };
  tables.lists_own_sales.assign(J, false);
  std::vector<bool> crosses_borders(J, false);
  for (std::size_t cell = 0; cell < N * N * J; ++cell) {
    if (trade.has_row(cell)) {
      (is_own(cell) ? tables.lists_own_sales : crosses_borders)[cell % J] = true;
    }
  }
  trade.expect_rows(
      [&](std::size_t cell) {
        return (is_own(cell) ? tables.lists_own_sales : crosses_borders)[cell % J];
      },
      complaints,
      {"a flow of zero is a row with 0; a sector without any rows is not traded"});
  const Money flow = trade.expect_money("value,imports", 0.0, complaints);
  accounts.flow = flow.musd;
  read_schedules(trade, accounts, complaints);

  std::vector<double> traded(J, 0.0);
  for (std::size_t cell = 0; cell < N * N * J; ++cell) {
    traded[cell % J] += is_own(cell) ? 0.0 : accounts.flow[cell];
  }
  for (std::size_t j = 0; j < J; ++j) {
    if (accounts.tradable_goods[j] && !crosses_borders[j] && N > 1) {
      complaints.add(
          {tables.trade_file.path.string(), 0, 0},
          "no rows of '" + accounts.sectors[j] +
              "' between two regions, but sectors.csv says that it is tradable");
    }
    if (!tables.goods_flag && !accounts.tradable_goods[j] && traded[j] > 0.0) {
      complaints.add({tables.trade_file.path.string(), 0, 0},
                     "'" + accounts.sectors[j] +
                         "' is traded between regions, but sectors.csv says that it is "
                         "not tradable",
                     {"a column tradable_goods instead of tradable marks goods, and "
                      "leaves open whether services are traded"});
    }
  }
}

}  // namespace tripart
