#include "tripart/economy/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "economy/keyed_table.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// Relative error up to which an accounting identity counts as kept.
constexpr double tolerance = 1e-6;
constexpr double no_limit = -std::numeric_limits<double>::infinity();

/// Reads the tables of one folder and checks what they say against each other.
class AccountsReader {
 public:
  explicit AccountsReader(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Accounts read() {
    const Table regions = read_table(folder_ / "regions.csv");
    accounts_.regions = read_names(regions, "region");
    read_sectors();
    complaints_.throw_if_any();
    read_trade();
    const KeyedTable inputs = open("io.csv", {{"region", &accounts_.regions},
                                              {"input_sector", &accounts_.sectors},
                                              {"using_sector", &accounts_.sectors}});
    accounts_.input = inputs.column("value_musd", 0.0, complaints_);
    read_mfn_rates();
    complaints_.throw_if_any();
    check_products();
    check_regions();
    complaints_.throw_if_any();
    return std::move(accounts_);
  }

 private:
  KeyedTable open(const std::string& name, const std::vector<KeyAxis>& axes) {
    return {read_table(folder_ / name), axes, complaints_};
  }

  std::vector<std::string> read_names(const Table& table,
                                      const std::string& column_name) {
    const std::size_t column = table.column(column_name);
    std::vector<std::string> found;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string& name = table.text(row, column);
      if (name.empty() || std::find(found.begin(), found.end(), name) != found.end()) {
        complaints_.add(table.where(row, column),
                        column_name + " '" + name + "' is empty or appears twice");
      }
      found.push_back(name);
    }
    if (found.empty()) {
      complaints_.add({table.file(), 0, 0}, "the table has no rows");
    }
    return found;
  }

  void read_sectors() {
    const Table table = read_table(folder_ / "sectors.csv");
    accounts_.sectors = read_names(table, "sector");
    const std::size_t goods = table.column("tradable_goods");
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string& flag = table.text(row, goods);
      if (flag != "0" && flag != "1") {
        complaints_.add(table.where(row, goods), "tradable_goods of row '" +
                                                     table.key(row) + "' is '" + flag +
                                                     "', expected 0 or 1");
      }
      accounts_.tradable_goods.push_back(flag == "1");
    }
    const std::string prefix = "theta_";
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      const std::string& header = table.columns()[column];
      if (header.compare(0, prefix.size(), prefix) == 0) {
        accounts_.theta_sets.push_back(
            {header.substr(prefix.size()), read_elasticities(table, column)});
      }
    }
    if (accounts_.theta_sets.empty()) {
      complaints_.add({table.file(), 1, 1},
                      "no column of elasticities, expected theta_<name>");
    }
  }

  std::vector<double> read_elasticities(const Table& table, std::size_t column) {
    std::vector<double> theta;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      theta.push_back(table.number(row, column, complaints_));
      if (theta.back() <= 0.0 && parse_number(table.text(row, column))) {
        complaints_.add(table.where(row, column),
                        table.columns()[column] + " of row '" + table.key(row) + "' is " +
                            to_text(theta.back()) + ", expected an elasticity above 0");
      }
    }
    return theta;
  }

  void read_trade() {
    const KeyedTable trade = open("trade.csv", {{"importer", &accounts_.regions},
                                                {"exporter", &accounts_.regions},
                                                {"sector", &accounts_.sectors}});
    accounts_.flow = trade.column("value_musd", 0.0, complaints_);
    accounts_.tariff_rate = trade.column("tariff_applied_pct", 0.0, complaints_);
    for (double& rate : accounts_.tariff_rate) {
      rate /= 100.0;
    }
    for (std::size_t n = 0; n < accounts_.region_count(); ++n) {
      for (std::size_t j = 0; j < accounts_.sector_count(); ++j) {
        const std::size_t cell = accounts_.at(n, n, j);
        if (accounts_.tariff_rate[cell] > 0.0) {
          trade.complain(cell, "tariff_applied_pct",
                         "is a tariff on own sales, expected 0", complaints_);
        }
      }
    }
  }

  void read_mfn_rates() {
    const Table table = read_table(folder_ / "tariff_mfn.csv");
    const std::size_t importer = table.column("importer");
    const std::size_t sector = table.column("sector");
    const std::size_t rate = table.column("mfn_applied_pct");
    const std::size_t source = table.column("source");
    const std::size_t J = accounts_.sector_count();
    accounts_.mfn_rate.assign(accounts_.region_count() * J, 0.0);
    accounts_.has_mfn_rate.assign(accounts_.region_count(), false);
    std::vector<bool> seen(accounts_.mfn_rate.size(), false);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto n = number_in(table, row, importer, accounts_.regions, complaints_);
      const auto j = number_in(table, row, sector, accounts_.sectors, complaints_);
      const double percent = table.number(row, rate, complaints_);
      if (!n || !j || table.text(row, source) != table.text(0, source)) {
        continue;  // another source: an alternative kept for reference
      }
      const std::size_t cell = accounts_.at(*n, *j);
      if (seen[cell] || percent < 0.0) {
        complaints_.add(table.where(row, rate),
                        "mfn_applied_pct of " + accounts_.regions[*n] + ", " +
                            accounts_.sectors[*j] +
                            " is negative or given twice by one source");
      }
      seen[cell] = true;
      accounts_.has_mfn_rate[*n] = true;
      accounts_.mfn_rate[cell] = percent / 100.0;
    }
    for (std::size_t cell = 0; cell < seen.size(); ++cell) {
      if (accounts_.has_mfn_rate[cell / J] && accounts_.tradable_goods[cell % J] &&
          !seen[cell]) {
        complaints_.add({table.file(), 0, 0}, "no row for '" +
                                                  accounts_.regions[cell / J] + ", " +
                                                  accounts_.sectors[cell % J] + "'");
      }
    }
  }

  void check(const KeyedTable& table, std::size_t cell, const std::string& column,
             double stated, const std::string& identity, double found, double scale) {
    if (!(std::abs(stated - found) <= tolerance * std::abs(scale))) {
      table.complain(
          cell, column,
          "is " + to_text(stated) + ", but " + identity + " is " + to_text(found),
          complaints_);
    }
  }

  /// Product by product: output = sales = inputs + value added, use = intermediate +
  /// final.
  void check_products() {
    const KeyedTable table = open(
        "output.csv", {{"region", &accounts_.regions}, {"sector", &accounts_.sectors}});
    const auto output = table.column("gross_output_musd", 0.0, complaints_);
    const auto value_added = table.column("value_added_musd", 0.0, complaints_);
    const auto final_demand = table.column("final_demand_musd", 0.0, complaints_);
    complaints_.throw_if_any();
    const std::size_t N = accounts_.region_count();
    for (auto* total : {&made_, &added_, &finally_used_, &imports_, &exports_}) {
      total->assign(N, 0.0);
    }
    for (std::size_t n = 0; n < N; ++n) {
      for (std::size_t j = 0; j < accounts_.sector_count(); ++j) {
        double bought = 0.0;
        double sold = 0.0;
        double used_by = 0.0;
        double used_of = 0.0;
        for (std::size_t i = 0; i < N; ++i) {
          bought += accounts_.flow[accounts_.at(n, i, j)];
          sold += accounts_.flow[accounts_.at(i, n, j)];
        }
        for (std::size_t k = 0; k < accounts_.sector_count(); ++k) {
          used_by += accounts_.input[accounts_.at_input(n, k, j)];
          used_of += accounts_.input[accounts_.at_input(n, j, k)];
        }
        const std::size_t cell = accounts_.at(n, j);
        const double own = accounts_.flow[accounts_.at(n, n, j)];
        imports_[n] += bought - own;
        exports_[n] += sold - own;
        made_[n] += sold;
        added_[n] += value_added[cell];
        finally_used_[n] += final_demand[cell];
        check(table, cell, "gross_output_musd", output[cell], "the sum of its sales",
              sold, sold);
        check(table, cell, "value_added_musd", value_added[cell], "output less inputs",
              output[cell] - used_by, output[cell]);
        check(table, cell, "final_demand_musd", final_demand[cell],
              "use less intermediate use", bought - used_of, bought);
      }
    }
  }

  /// Region by region: totals, final demand = value added + deficit; deficits sum to
  /// zero.
  void check_regions() {
    const KeyedTable table = open("regions.csv", {{"region", &accounts_.regions}});
    const auto deficit = table.column("deficit_musd", no_limit, complaints_);
    const auto check_all = [&](const std::string& column, const std::string& identity,
                               const auto& found) {
      const auto stated = table.column(column, no_limit, complaints_);
      for (std::size_t n = 0; n < stated.size(); ++n) {
        check(table, n, column, stated[n], identity, found(n), made_[n]);
      }
    };
    check_all("gross_output_musd", "the sum of its sales",
              [&](auto n) { return made_[n]; });
    check_all("value_added_musd", "the sum over its sectors",
              [&](auto n) { return added_[n]; });
    check_all("final_demand_musd", "the sum over its sectors",
              [&](auto n) { return finally_used_[n]; });
    check_all("final_demand_musd", "value added plus deficit",
              [&](auto n) { return added_[n] + deficit[n]; });
    check_all("imports_musd", "the sum of its purchases abroad",
              [&](auto n) { return imports_[n]; });
    check_all("exports_musd", "the sum of its sales abroad",
              [&](auto n) { return exports_[n]; });
    check_all("deficit_musd", "imports less exports",
              [&](auto n) { return imports_[n] - exports_[n]; });
    double world = 0.0;
    for (const double one : deficit) {
      world += one;
    }
    const std::size_t last = deficit.size() - 1;
    check(table, last, "deficit_musd", deficit[last],
          "what makes all deficits sum to zero", deficit[last] - world, made_[last]);
  }

  std::filesystem::path folder_;
  Accounts accounts_;
  Complaints complaints_;
  std::vector<double> made_, added_, finally_used_, imports_, exports_;  ///< by region
};

}  // namespace

Baseline read_baseline(const std::filesystem::path& folder) {
  return baseline_from_accounts(AccountsReader(folder).read(), folder.string());
}

}  // namespace tripart
