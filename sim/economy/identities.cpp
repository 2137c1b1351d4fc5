#include <cmath>

#include "economy/baseline_tables.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// Relative error up to which an accounting identity counts as kept.
constexpr double identity_tolerance = 1e-6;
constexpr double no_limit = -std::numeric_limits<double>::infinity();

/// One column of the table of output: as stated, or what the other tables imply.
struct Stated {
  std::optional<Money> money;
  [[nodiscard]] double of(std::size_t cell, double implied) const {
    return money ? money->musd[cell] : implied;
  }
};

class IdentityChecks {
 public:
  explicit IdentityChecks(BaselineTables& tables)
      : t_(tables),
        a_(tables.accounts),
        N_(a_.region_count()),
        J_(a_.sector_count()),
        made_(N_, 0.0),
        added_(N_, 0.0),
        finally_used_(N_, 0.0),
        imports_(N_, 0.0),
        exports_(N_, 0.0) {}

  void check_all() {
    check_products();
    check_regions();
  }

 private:
  void check_money(std::size_t cell, const Money& money, const std::string& name,
                   double found, double scale) {
    check(t_.output, cell, money.column, {money.musd[cell], name, found, scale},
          money.per_musd, t_.complaints);
  }

  /// Product by product: output = sales = inputs + value added, use = intermediate +
  /// final.
  void check_products() {
    Stated value_added, final_demand;
    if (!t_.as_shares) {
      value_added.money = t_.output.money("value_added", 0.0, t_.complaints);
      final_demand.money = t_.output.money("final_demand", no_limit, t_.complaints);
      t_.complaints.throw_if_any();
    }
    std::vector<double> added(N_ * J_), used(N_ * J_);
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_; ++j) {
        const std::size_t cell = a_.at(n, j);
        double bought = 0.0, used_by = 0.0, used_of = 0.0;
        for (std::size_t i = 0; i < N_; ++i) {
          bought += a_.flow[a_.at(n, i, j)];
        }
        for (std::size_t k = 0; k < J_; ++k) {
          used_by += a_.input[a_.at_input(n, k, j)];
          used_of += a_.input[a_.at_input(n, j, k)];
        }
        const double own = a_.flow[a_.at(n, n, j)];
        const double made = t_.made[cell];
        imports_[n] += bought - own;
        exports_[n] += made - own;
        if (t_.lists_own_sales[j]) {
          check_money(cell, t_.gross_output, "the sum of its sales", made, made);
        }
        const double output = t_.lists_own_sales[j] ? t_.gross_output.musd[cell] : made;
        made_[n] += t_.lists_own_sales[j] ? made : t_.gross_output.musd[cell];
        if (t_.as_shares) {
          added[cell] = t_.value_added_share[cell] * made;
          added_[n] += added[cell];
          continue;
        }
        if (value_added.money) {
          check_money(cell, *value_added.money, "output less inputs", output - used_by,
                      output);
        }
        if (final_demand.money) {
          check_money(cell, *final_demand.money, "use less intermediate use",
                      bought - used_of, bought);
        }
        added[cell] = value_added.of(cell, output - used_by);
        used[cell] = final_demand.of(cell, bought - used_of);
        added_[n] += added[cell];
        finally_used_[n] += used[cell];
      }
    }
    if (!t_.as_shares) {
      const std::vector<double>& output = t_.gross_output.musd;
      check_shares(t_.output, "value_added_share", "value added over gross output", added,
                   [&](std::size_t cell) { return output[cell]; });
      check_shares(t_.output, "final_share", "its part of final demand", used,
                   [&](std::size_t cell) { return finally_used_[cell / J_]; });
      check_shares(
          t_.inputs, "share_of_gross_output", "its value over gross output", a_.input,
          [&](std::size_t cell) { return output[a_.at(cell / J_ / J_, cell % J_)]; });
    }
  }

  template <class Whole>
  void check_shares(const KeyedTable& table, const std::string& column,
                    const std::string& name, const std::vector<double>& part,
                    const Whole& whole) {
    if (!table.has(column)) {
      return;
    }
    const auto stated = table.column(column, ColumnRange{}, t_.complaints);
    for (std::size_t cell = 0; cell < stated.size(); ++cell) {
      if (whole(cell) > 0.0) {
        check(table, cell, column, {stated[cell], name, part[cell] / whole(cell), 1.0},
              1.0, t_.complaints);
      }
    }
  }

  /// Region by region: totals, final demand = value added + deficit; deficits sum to
  /// zero.
  void check_regions() {
    const KeyedTable table(read_table(t_.folder / "regions.csv"),
                           {{"region", &a_.regions}}, t_.complaints);
    const auto deficit = table.money("deficit", no_limit, t_.complaints);
    const auto check_all = [&](const std::string& stem, const std::string& name,
                               const auto& found) {
      const auto stated = table.money(stem, no_limit, t_.complaints);
      for (std::size_t n = 0; n < N_ && stated; ++n) {
        check(table, n, stated->column, {stated->musd[n], name, found(n), made_[n]},
              stated->per_musd, t_.complaints);
      }
    };
    check_all("gross_output", "the sum of its sales", [&](auto n) { return made_[n]; });
    check_all("value_added", "the sum over its sectors",
              [&](auto n) { return added_[n]; });
    if (!t_.as_shares) {
      check_all("final_demand", "the sum over its sectors",
                [&](auto n) { return finally_used_[n]; });
      check_all("final_demand", "value added plus deficit", [&](auto n) {
        return added_[n] + (deficit ? deficit->musd[n] : imports_[n] - exports_[n]);
      });
    }
    check_all("imports", "the sum of its purchases abroad",
              [&](auto n) { return imports_[n]; });
    check_all("exports", "the sum of its sales abroad",
              [&](auto n) { return exports_[n]; });
    if (!deficit) {
      return;
    }
    check_all("deficit", "imports less exports",
              [&](auto n) { return imports_[n] - exports_[n]; });
    double world = 0.0;
    for (const double one : deficit->musd) {
      world += one;
    }
    const double last = deficit->musd[N_ - 1];
    check(table, N_ - 1, deficit->column,
          {last, "what makes all deficits sum to zero", last - world, made_[N_ - 1]},
          deficit->per_musd, t_.complaints);
  }

  BaselineTables& t_;
  const Accounts& a_;
  std::size_t N_, J_;
  std::vector<double> made_, added_, finally_used_, imports_, exports_;  ///< by region
};

}  // namespace

void check(const KeyedTable& table, std::size_t cell, const std::string& column,
           const AccountIdentity& identity, double per_musd, Complaints& complaints) {
  if (!(std::abs(identity.stated - identity.found) <=
        identity_tolerance * std::abs(identity.scale))) {
    table.complain(cell, column,
                   "is " + to_text(identity.stated * per_musd) + ", but " +
                       identity.name + " is " + to_text(identity.found * per_musd),
                   complaints);
  }
}

void check_identities(BaselineTables& tables) {
  IdentityChecks(tables).check_all();
}

}  // namespace tripart
