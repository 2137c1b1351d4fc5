#include <algorithm>

#include "economy/baseline_tables.hpp"
#include "tripart/core/number.hpp"
#include "tripart/core/unicode.hpp"

namespace tripart {
namespace {

/// Twelve times the largest published one; infinity behaves no differently.
constexpr double largest_theta = 1000.0;
/// Flows between pairs of regions, and inputs of one sector into another: what a table
/// that lists them all can hold (largest_table_bytes).
constexpr std::size_t most_flows = 1'000'000;
constexpr std::size_t most_names = 1000;
constexpr std::size_t most_of_name = 60;  // bytes of a sector's name in a message

std::vector<std::string> read_names(const Table& table, const std::string& column_name,
                                    Complaints& complaints) {
  const std::size_t column = table.column(column_name);
  if (table.rows() > most_names) {
    throw InputError({table.file(), 0, 0},
                     "the table has " + std::to_string(table.rows()) +
                         " rows, expected at most " + std::to_string(most_names));
  }
  std::vector<std::string> found;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string name(table.text(row, column));
    if (name.empty() || std::find(found.begin(), found.end(), name) != found.end()) {
      complaints.add(table.where(row, column), column_name + " '" +
                                                   without_middle(name, most_of_name) +
                                                   "' is empty or appears twice");
    }
    found.push_back(name);
  }
  if (found.empty()) {
    complaints.add({table.file(), 0, 0}, "the table has no rows");
  }
  return found;
}

std::vector<bool> read_flags(const Table& table, const std::string& name,
                             Complaints& complaints) {
  const std::size_t column = table.column(name);
  std::vector<bool> flags;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string flag(table.text(row, column));
    if (flag != "0" && flag != "1") {
      complaints.add(table.where(row, column),
                     name + " of row '" + table.key(row) + "' is '" +
                         without_middle(flag, most_of_name) + "', expected 0 or 1");
    }
    flags.push_back(flag == "1");
  }
  return flags;
}

std::vector<double> read_elasticities(const Table& table, std::size_t column,
                                      Complaints& complaints) {
  std::vector<double> theta;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string what =
        table.columns()[column] + " of row '" + table.key(row) + "' is ";
    theta.push_back(table.number(row, column, complaints));
    if (theta.back() <= 0.0 && parse_number(table.text(row, column))) {
      complaints.add(table.where(row, column),
                     what + to_text(theta.back()) + ", expected an elasticity above 0");
    } else if (theta.back() > largest_theta) {
      complaints.add(table.where(row, column),
                     what + to_text(theta.back()) +
                         ", expected an elasticity of at most " + to_text(largest_theta));
    }
  }
  return theta;
}

}  // namespace

void read_regions_and_sectors(BaselineTables& tables) {
  Accounts& accounts = tables.accounts;
  Complaints& complaints = tables.complaints;
  accounts.regions =
      read_names(read_table(tables.folder / "regions.csv"), "region", complaints);
  const Table table = read_table(tables.folder / "sectors.csv");
  accounts.sectors = read_names(table, "sector", complaints);
  const std::size_t N = accounts.region_count(), J = accounts.sector_count();
  if (N * J * std::max(N, J) > most_flows) {
    throw InputError({table.file(), 0, 0},
                     std::to_string(N) + " regions and " + std::to_string(J) +
                         " sectors have more than 1,000,000 flows of trade or inputs",
                     {"join small regions, or sectors, into one"});
  }
  tables.goods_flag = table.has("tradable_goods") || !table.has("tradable");
  if (table.has("tradable_goods") && table.has("tradable")) {
    complaints.add({table.file(), 1, 1},
                   "columns 'tradable_goods' and 'tradable' say the same, expected one");
  }
  accounts.tradable_goods =
      read_flags(table, tables.goods_flag ? "tradable_goods" : "tradable", complaints);
  const std::string prefix = "theta_";
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    const std::string& header = table.columns()[column];
    if (header == "theta" || (header.starts_with(prefix) && header != prefix)) {
      accounts.theta_sets.push_back(
          {header == "theta" ? header : header.substr(prefix.size()),
           read_elasticities(table, column, complaints)});
    }
  }
  if (accounts.theta_sets.empty()) {
    complaints.add({table.file(), 1, 1},
                   "no column of elasticities, expected theta_<name> or theta");
  }
  complaints.throw_if_any();
}

}  // namespace tripart
