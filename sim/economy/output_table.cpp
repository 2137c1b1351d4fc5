#include <algorithm>

#include "economy/baseline_tables.hpp"

namespace tripart {

void read_output(BaselineTables& tables) {
  Accounts& accounts = tables.accounts;
  tables.output = KeyedTable(
      read_table(tables.output_file.path),
      {{"region", &accounts.regions}, {"sector", &accounts.sectors}}, tables.complaints);
  tables.output.expect_all_rows(tables.complaints);
  tables.gross_output =
      tables.output.expect_money("gross_output", 0.0, tables.complaints);
  const std::size_t N = accounts.region_count(), J = accounts.sector_count();
  tables.made.assign(N * J, 0.0);
  std::size_t raised = 0;
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t j = 0; j < J; ++j) {
      double exports = 0.0;
      for (std::size_t m = 0; m < N; ++m) {
        exports += m == n ? 0.0 : accounts.flow[accounts.at(m, n, j)];
      }
      const std::size_t cell = accounts.at(n, j);
      double& own = accounts.flow[accounts.at(n, n, j)];
      if (!tables.lists_own_sales[j]) {
        const double stated = tables.gross_output.musd[cell];
        raised += exports > stated ? 1U : 0U;
        own = std::max(stated, exports) - exports;
      }
      tables.made[cell] = exports + own;
    }
  }
  if (raised > 0) {
    accounts.notes.push_back("gross output was below exports in " +
                             std::to_string(raised) + " of " + std::to_string(N * J) +
                             " cells: raised to exports, own sales 0");
  }
}

}  // namespace tripart
