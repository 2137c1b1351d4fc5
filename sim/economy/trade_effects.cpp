#include "tripart/economy/trade_effects.hpp"

#include <algorithm>
#include <cmath>

#include "economy/first_order.hpp"
#include "tripart/core/error.hpp"

namespace tripart {
namespace {

/// The changes of one market by whether they are rises or falls.
struct Turnover {
  double gained = 0.0;
  double lost = 0.0;

  void add(double change) { (change > 0.0 ? gained : lost) += std::fabs(change); }
  /// The part of a change that others on the other side make up for.
  [[nodiscard]] double offset(double change) const {
    const double side = change > 0.0 ? gained : lost;
    return side > 0.0 ? change * (std::min(gained, lost) / side) : 0.0;
  }
};

/// Splits the suppliers' changes in one importer's market of one sector.
void split_market(const Baseline& b, std::size_t n, std::size_t j, TradeEffects& trade) {
  const auto change = [&](std::size_t i) {
    return trade.after[b.at(n, i, j)] - trade.before[b.at(n, i, j)];
  };
  Turnover turnover;
  for (std::size_t i = 0; i < b.region_count(); ++i) {
    if (i != n) {
      turnover.add(change(i));
    }
  }
  for (std::size_t i = 0; i < b.region_count(); ++i) {
    if (i != n) {
      trade.diverted[b.at(n, i, j)] = turnover.offset(change(i));
      trade.created[b.at(n, i, j)] = change(i) - trade.diverted[b.at(n, i, j)];
    }
  }
}

/// Splits the changes of one exporter's foreign sales of one sector.
void split_sales(const Baseline& b, std::size_t i, std::size_t j, TradeEffects& trade) {
  const auto change = [&](std::size_t n) {
    return trade.after[b.at(n, i, j)] - trade.before[b.at(n, i, j)];
  };
  Turnover turnover;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    if (n != i) {
      turnover.add(change(n));
    }
  }
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    if (n != i) {
      trade.deflected[b.at(n, i, j)] = turnover.offset(change(n));
    }
  }
}

}  // namespace

TradeEffects trade_effects(const Baseline& b, const TradePolicy& policy,
                           const Equilibrium& e) {
  const std::size_t cells = b.expenditure_share.size();
  TRIPART_EXPECTS(e.expenditure_share.size() == cells &&
                  policy.tariff_rate.size() == cells);
  TradeEffects trade;
  for (auto* array :
       {&trade.before, &trade.after, &trade.diverted, &trade.created, &trade.deflected}) {
    array->assign(cells, 0.0);
  }
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        trade.before[b.at(n, i, j)] = b.flow(n, i, j);
        trade.after[b.at(n, i, j)] = flow_after(b, policy, e, n, i, j);
      }
    }
  }
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      split_market(b, n, j, trade);
      split_sales(b, n, j, trade);
    }
  }
  return trade;
}

FirstOrderSplit first_order_split(const Baseline& b, const TradePolicy& policy,
                                  const Equilibrium& e) {
  FirstOrderSplit split;
  split.terms_of_trade_pct.assign(b.expenditure_share.size(), 0.0);
  split.volume_of_trade_pct.assign(b.expenditure_share.size(), 0.0);
  split.iceberg_cost_pct.assign(b.expenditure_share.size(), 0.0);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        const FirstOrderTerms terms = first_order_terms(b, policy, e, n, i, j);
        split.terms_of_trade_pct[b.at(n, i, j)] -= terms.cost_of_imports_pct;
        split.terms_of_trade_pct[b.at(i, n, j)] += terms.gain_of_exporter_pct;
        split.volume_of_trade_pct[b.at(n, i, j)] += terms.volume_pct;
        split.iceberg_cost_pct[b.at(n, i, j)] += terms.iceberg_pct;
      }
    }
  }
  return split;
}

std::vector<double> sum_over_partners(const TradeWorld& world,
                                      const std::vector<double>& cells) {
  std::vector<double> sums(world.region_count() * world.sector_count(), 0.0);
  for (std::size_t a = 0; a < world.region_count(); ++a) {
    for (std::size_t b = 0; b < world.region_count(); ++b) {
      for (std::size_t j = 0; j < world.sector_count() && a != b; ++j) {
        sums[world.at(a, j)] += cells[world.at(a, b, j)];
      }
    }
  }
  return sums;
}

std::vector<double> sum_over_sectors(const TradeWorld& world,
                                     const std::vector<double>& cells) {
  std::vector<double> sums(world.region_count() * world.region_count(), 0.0);
  for (std::size_t a = 0; a < world.region_count(); ++a) {
    for (std::size_t b = 0; b < world.region_count(); ++b) {
      for (std::size_t j = 0; j < world.sector_count(); ++j) {
        sums[a * world.region_count() + b] += cells[world.at(a, b, j)];
      }
    }
  }
  return sums;
}

std::vector<double> transposed(const TradeWorld& world,
                               const std::vector<double>& cells) {
  std::vector<double> other(cells.size());
  for (std::size_t a = 0; a < world.region_count(); ++a) {
    for (std::size_t b = 0; b < world.region_count(); ++b) {
      for (std::size_t j = 0; j < world.sector_count(); ++j) {
        other[world.at(b, a, j)] = cells[world.at(a, b, j)];
      }
    }
  }
  return other;
}

std::vector<double> value_added_of(const Baseline& b, const std::vector<double>& output) {
  TRIPART_EXPECTS(output.size() == b.value_added_share.size());
  std::vector<double> value_added(output.size());
  for (std::size_t cell = 0; cell < output.size(); ++cell) {
    value_added[cell] = b.value_added_share[cell] * output[cell];
  }
  return value_added;
}

std::vector<double> employment_share_pct(const Baseline& b,
                                         const std::vector<double>& output) {
  std::vector<double> share = value_added_of(b, output);
  const auto sectors = static_cast<std::ptrdiff_t>(b.sector_count());
  for (auto region = share.begin(); region != share.end(); region += sectors) {
    double sum = 0.0;
    std::for_each(region, region + sectors, [&](double value) { sum += value; });
    const double scale = sum > 0.0 ? 100.0 / sum : 0.0;
    std::for_each(region, region + sectors, [&](double& value) { value *= scale; });
  }
  return share;
}

}  // namespace tripart
