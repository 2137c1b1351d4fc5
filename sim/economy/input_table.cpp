#include <algorithm>
#include <cmath>

#include "economy/baseline_tables.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// Shares rounded to four digits add up to 1 within this, whatever the number of inputs.
constexpr double rounding_of_shares = 0.01;
constexpr double share_slack = 1e-6;

/// As stated, or value added over gross output.
std::vector<double> read_value_added_shares(BaselineTables& tables) {
  const std::string name = "value_added_share";
  Complaints& complaints = tables.complaints;
  const auto money = tables.output.money("value_added", 0.0, complaints);
  const bool is_stated = tables.output.has(name) || !money;
  std::vector<double> share(tables.made.size(), 1.0);
  if (is_stated) {
    share = tables.output.column(name, {0.0, 1.0}, complaints);
  }
  for (std::size_t cell = 0; cell < share.size(); ++cell) {
    const double output = tables.gross_output.musd[cell];
    if (!is_stated && output > 0.0) {
      share[cell] = money->musd[cell] / output;
      if (share[cell] > 1.0 + share_slack) {
        tables.output.complain(cell, money->column, "is above gross output", complaints);
      }
    } else if (is_stated && money) {
      check(
          tables.output, cell, money->column,
          {money->musd[cell], "its share of gross output", share[cell] * output, output},
          money->per_musd, complaints);
    }
    if (share[cell] <= 0.0 && tables.made[cell] > 0.0) {
      tables.output.complain(cell, is_stated ? name : money->column,
                             "is 0, expected above 0", complaints);
    }
    share[cell] = std::min(share[cell], 1.0);
  }
  return share;
}

/// Cost share of input k in sector j: its share of materials times what value added
/// leaves, scaled so that both add up to exactly 1. A sector without inputs is all value
/// added.
void read_shares(const KeyedTable& inputs, BaselineTables& tables) {
  const std::string name = "share_of_materials";
  // A by-product that is sold rather than bought makes a share negative.
  const auto share = inputs.column(name, {-1.0, 1.0}, tables.complaints);
  tables.value_added_share = read_value_added_shares(tables);
  tables.cost_share.assign(share.size(), 0.0);
  const Accounts& accounts = tables.accounts;
  const std::size_t J = accounts.sector_count();
  std::size_t without_inputs = 0;
  const auto negative =
      std::count_if(share.begin(), share.end(), [](double one) { return one < 0.0; });
  for (std::size_t n = 0; n < accounts.region_count() && tables.complaints.empty(); ++n) {
    for (std::size_t j = 0; j < J; ++j) {
      double sum = 0.0, absolute = 0.0;
      for (std::size_t k = 0; k < J; ++k) {
        sum += share[accounts.at_input(n, k, j)];
        absolute += std::abs(share[accounts.at_input(n, k, j)]);
      }
      double& value_added = tables.value_added_share[accounts.at(n, j)];
      if (absolute <= 0.0) {
        without_inputs += value_added < 1.0 - share_slack ? 1U : 0U;
        value_added = 1.0;
        continue;
      }
      if (std::abs(sum - 1.0) > rounding_of_shares) {
        inputs.complain(accounts.at_input(n, 0, j), name,
                        "and the other inputs of " + accounts.sectors[j] + " in " +
                            accounts.regions[n] + " add up to " + to_text(sum) +
                            ", expected 1, or 0 where there are no inputs",
                        tables.complaints);
      }
      for (std::size_t k = 0; k < J; ++k) {
        const std::size_t cell = accounts.at_input(n, k, j);
        tables.cost_share[cell] = share[cell] / sum * (1.0 - value_added);
      }
    }
  }
  if (without_inputs > 0) {
    tables.accounts.notes.push_back(
        std::to_string(without_inputs) +
        " cells buy no inputs although their value added share is below 1: taken as 1");
  }
  if (negative > 0) {
    tables.accounts.notes.push_back(std::to_string(negative) + " of " +
                                    std::to_string(share.size()) +
                                    " shares of materials are negative: kept");
  }
}

/// What the inputs cost before tariffs, so that with them they have their cost shares.
void value_shares(BaselineTables& tables) {
  Accounts& accounts = tables.accounts;
  const std::size_t N = accounts.region_count(), J = accounts.sector_count();
  accounts.input.assign(N * J * J, 0.0);
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t k = 0; k < J; ++k) {
      double untaxed = 0.0, taxed = 0.0;
      for (std::size_t i = 0; i < N; ++i) {
        const std::size_t cell = accounts.at(n, i, k);
        untaxed += accounts.flow[cell];
        taxed += accounts.flow[cell] * (1.0 + accounts.tariff_rate[cell]);
      }
      const double wedge = untaxed > 0.0 ? taxed / untaxed : 1.0;
      for (std::size_t j = 0; j < J; ++j) {
        const std::size_t cell = accounts.at_input(n, k, j);
        accounts.input[cell] =
            tables.cost_share[cell] * tables.made[accounts.at(n, j)] / wedge;
      }
    }
  }
}

}  // namespace

void read_inputs(BaselineTables& tables) {
  Accounts& accounts = tables.accounts;
  tables.inputs = KeyedTable(read_table(tables.input_file.path),
                             {{"region", &accounts.regions},
                              {"input_sector", &accounts.sectors},
                              {"using_sector", &accounts.sectors}},
                             tables.complaints);
  tables.inputs.expect_all_rows(tables.complaints);
  tables.as_shares = tables.input_file.kind == "io_shares";
  if (tables.as_shares) {
    read_shares(tables.inputs, tables);
    value_shares(tables);
  } else {
    accounts.input = tables.inputs.expect_money("value", 0.0, tables.complaints).musd;
  }
}

}  // namespace tripart
