#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/economy/baseline.hpp"

namespace tripart {
namespace {

/// Expenditure X with tariffs over the same purchases without, by region and sector.
std::vector<double> tariff_wedges(const Baseline& b, const std::vector<double>& untaxed) {
  std::vector<double> wedge(untaxed.size(), 1.0);
  for (std::size_t cell = 0; cell < wedge.size(); ++cell) {
    if (untaxed[cell] > 0.0) {
      wedge[cell] = b.expenditure[cell] / untaxed[cell];
    }
  }
  return wedge;
}

std::string cell_name(const TradeWorld& world, std::size_t region, std::size_t sector) {
  return world.sectors[sector] + " in " + world.regions[region];
}

/// Convention 1: expenditure and shares with tariffs; output, deficit and revenue follow.
/// Returns purchases before tariffs.
std::vector<double> value_trade(const Accounts& accounts, Baseline& b) {
  const std::size_t N = b.region_count();
  const std::size_t J = b.sector_count();
  std::vector<double> untaxed(N * J, 0.0);
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j < J; ++j) {
        const std::size_t cell = b.at(n, i, j);
        const double tariff = i == n ? 0.0 : accounts.tariff_rate[cell];
        b.tariff_rate[cell] = tariff;
        b.expenditure_share[cell] = accounts.flow[cell] * (1.0 + tariff);
        b.expenditure[b.at(n, j)] += b.expenditure_share[cell];
        untaxed[b.at(n, j)] += accounts.flow[cell];
        b.output[b.at(i, j)] += accounts.flow[cell];
        b.tariff_revenue[n] += accounts.flow[cell] * tariff;
        if (i != n) {
          b.deficit[n] += accounts.flow[cell];
          b.deficit[i] -= accounts.flow[cell];
        }
      }
    }
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j < J; ++j) {
        const double total = b.expenditure[b.at(n, j)];
        double& share = b.expenditure_share[b.at(n, i, j)];
        share = total > 0.0 ? share / total : (i == n ? 1.0 : 0.0);
      }
    }
  }
  return untaxed;
}

/// Convention 2: costs, value added and their shares of one region's output. Returns
/// what is left of its purchases for final demand.
std::vector<double> value_inputs(const Accounts& accounts,
                                 const std::vector<double>& wedge, std::size_t n,
                                 Baseline& b) {
  const std::size_t J = b.sector_count();
  std::vector<double> final_demand(J);
  for (std::size_t k = 0; k < J; ++k) {
    final_demand[k] = b.expenditure[b.at(n, k)];
  }
  for (std::size_t j = 0; j < J; ++j) {
    const double output = b.output[b.at(n, j)];
    double value_added = output;
    double share_left = 1.0;
    for (std::size_t k = 0; k < J; ++k) {
      const double cost = accounts.input[b.at_input(n, k, j)] * wedge[b.at(n, k)];
      value_added -= cost;
      final_demand[k] -= cost;
      if (output > 0.0) {
        b.input_share[b.at_input(n, k, j)] = cost / output;
        share_left -= cost / output;
      }
    }
    // inputs of a sector that sells nothing leave no share at all
    b.value_added_share[b.at(n, j)] =
        output <= 0.0 && value_added < 0.0 ? 0.0 : share_left;
    b.value_added[n] += value_added;
  }
  return final_demand;
}

/// Final demand so far: all of it in absolute value, and what of it is negative.
struct FinalUse {
  double absolute = 0.0, negative = 0.0;
  std::size_t negative_cells = 0;
  double of_region = 0.0;  ///< positive final demand of the last region
  std::vector<std::size_t> negative_in_region;  ///< its sectors
};

/// Shares of what is not negative. Rounding may leave a hair below zero, which does not
/// count.
void share_final_demand(std::size_t n, std::vector<double>& final_demand, Baseline& b,
                        FinalUse& use) {
  use.of_region = 0.0;
  use.negative_in_region.clear();
  for (std::size_t k = 0; k < final_demand.size(); ++k) {
    const double scale = std::max(b.expenditure[b.at(n, k)], b.output[b.at(n, k)]);
    use.absolute += std::abs(final_demand[k]);
    if (final_demand[k] < 0.0) {
      if (final_demand[k] < -1e-9 * scale) {
        use.negative -= final_demand[k];
        ++use.negative_cells;
        use.negative_in_region.push_back(k);
      }
      final_demand[k] = 0.0;
    }
    use.of_region += final_demand[k];
  }
  for (std::size_t k = 0; k < final_demand.size(); ++k) {
    b.final_share[b.at(n, k)] = final_demand[k] / use.of_region;
  }
}

std::string note_on(const FinalUse& use, std::size_t cells) {
  const auto percent_of = [&](double whole) {
    return to_text(std::rint(1e4 * use.negative / whole) / 100.0) + " percent";
  };
  return "final demand was negative in " + std::to_string(use.negative_cells) + " of " +
         std::to_string(cells) + " cells (" + percent_of(use.absolute) +
         " of it in absolute value, " + percent_of(use.absolute - use.negative) +
         " of what is positive): set to zero, shares rescaled, and the base year solved "
         "once at its own tariffs";
}

}  // namespace

Baseline baseline_from_accounts(const Accounts& accounts, const std::string& file,
                                NegativeFinalDemand rule) {
  const std::size_t N = accounts.region_count();
  const std::size_t J = accounts.sector_count();
  TRIPART_EXPECTS(accounts.flow.size() == N * N * J &&
                  accounts.input.size() == N * J * J);
  TRIPART_EXPECTS(accounts.tariff_rate.size() == N * N * J);
  Baseline b;
  static_cast<TradeWorld&>(b) = accounts;
  b.expenditure.assign(N * J, 0.0);
  b.expenditure_share.assign(N * N * J, 0.0);
  b.output.assign(N * J, 0.0);
  b.value_added_share.assign(N * J, 1.0);
  b.input_share.assign(N * J * J, 0.0);
  b.final_share.assign(N * J, 0.0);
  b.value_added.assign(N, 0.0);
  b.deficit.assign(N, 0.0);
  b.tariff_revenue.assign(N, 0.0);
  b.income.assign(N, 0.0);

  // Convention 2: one wedge per product and region, paid by every user.
  const std::vector<double> wedge = tariff_wedges(b, value_trade(accounts, b));
  Complaints complaints;
  FinalUse use;
  for (std::size_t n = 0; n < N; ++n) {
    std::vector<double> final_demand = value_inputs(accounts, wedge, n, b);
    for (std::size_t j = 0; j < J; ++j) {
      if (!(b.value_added_share[b.at(n, j)] > 0.0)) {
        complaints.add(
            {file, 0, 0},
            "value added of " + cell_name(b, n, j) +
                " is not positive: inputs cost more than the output sells for");
      }
    }
    // Convention 3; final demand exhausts income because use equals supply product by
    // product.
    b.income[n] = b.value_added[n] + b.tariff_revenue[n] + b.deficit[n];
    share_final_demand(n, final_demand, b, use);
    if (rule == NegativeFinalDemand::refuse) {
      for (const std::size_t k : use.negative_in_region) {
        complaints.add({file, 0, 0},
                       "final demand for " + cell_name(b, n, k) +
                           " is negative: producers use more than is bought");
      }
    }
    if (!(b.value_added[n] > 0.0) || !(use.of_region > 0.0)) {
      complaints.add({file, 0, 0},
                     b.regions[n] + (b.value_added[n] > 0.0 ? " has no final demand"
                                                            : " produces nothing"));
    }
  }
  complaints.throw_if_any();
  if (use.negative_cells > 0) {
    b.is_equilibrium = false;
    b.notes.push_back(note_on(use, N * J));
  }
  return b;
}

Accounts accounts_of(const Baseline& b) {
  const std::size_t N = b.region_count();
  const std::size_t J = b.sector_count();
  Accounts accounts;
  static_cast<TradeWorld&>(accounts) = b;
  accounts.flow.resize(N * N * J);
  accounts.input.resize(N * J * J);
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t k = 0; k < J; ++k) {
      double untaxed = 0.0;
      for (std::size_t i = 0; i < N; ++i) {
        accounts.flow[b.at(n, i, k)] = b.flow(n, i, k);
        untaxed += b.flow(n, i, k);
      }
      const double bought = b.expenditure[b.at(n, k)];
      const double wedge = untaxed > 0.0 ? bought / untaxed : 1.0;
      for (std::size_t j = 0; j < J; ++j) {
        const std::size_t cell = b.at_input(n, k, j);
        accounts.input[cell] = b.input_share[cell] * b.output[b.at(n, j)] / wedge;
      }
    }
  }
  return accounts;
}

}  // namespace tripart
