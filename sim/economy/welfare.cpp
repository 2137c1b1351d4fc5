#include "tripart/economy/welfare.hpp"

#include "economy/first_order.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

/// P_C'/P_C by region.
std::vector<double> consumer_price_hat(const Baseline& b, const Equilibrium& e) {
  const std::size_t J = b.sector_count();
  TRIPART_EXPECTS(e.price_hat.size() == b.region_count() * J);
  std::vector<double> price_hat(b.region_count());
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    double log_price = 0.0;
    for (std::size_t j = 0; j < J; ++j) {
      log_price += b.final_share[b.at(n, j)] * math::log(e.price_hat[b.at(n, j)]);
    }
    price_hat[n] = math::exp(log_price);
  }
  return price_hat;
}

std::vector<double> real_income_at(const Equilibrium& e,
                                   const std::vector<double>& price_hat) {
  std::vector<double> change(price_hat.size());
  for (std::size_t n = 0; n < change.size(); ++n) {
    change[n] = 100.0 * (e.income_hat[n] / price_hat[n] - 1.0);
  }
  return change;
}

std::vector<double> value_added_at(const Baseline& b, const Equilibrium& e,
                                   const std::vector<double>& price_hat) {
  std::vector<double> change(b.output.size());
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      const std::size_t cell = b.at(n, j);
      change[cell] = 100.0 * b.value_added_share[cell] *
                     (e.output[cell] / price_hat[n] - b.output[cell]) / b.value_added[n];
    }
  }
  return change;
}

}  // namespace

std::vector<double> real_income_pct(const Baseline& b, const Equilibrium& e) {
  return real_income_at(e, consumer_price_hat(b, e));
}

std::vector<double> value_added_change(const Baseline& b, const Equilibrium& e) {
  return value_added_at(b, e, consumer_price_hat(b, e));
}

WelfareChange welfare_change(const Baseline& b, const TradePolicy& policy,
                             const Equilibrium& e) {
  const std::size_t N = b.region_count();
  const std::vector<double> price_hat = consumer_price_hat(b, e);
  WelfareChange change;
  change.real_income_pct = real_income_at(e, price_hat);
  change.terms_of_trade_pct.assign(N, 0.0);
  change.volume_of_trade_pct.assign(N, 0.0);
  change.iceberg_cost_pct.assign(N, 0.0);
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        const FirstOrderTerms terms = first_order_terms(b, policy, e, n, i, j);
        change.terms_of_trade_pct[n] -= terms.cost_of_imports_pct;
        change.terms_of_trade_pct[i] += terms.gain_of_exporter_pct;
        change.volume_of_trade_pct[n] += terms.volume_pct;
        change.iceberg_cost_pct[n] += terms.iceberg_pct;
      }
    }
  }
  for (std::size_t n = 0; n < N; ++n) {
    change.real_wage_pct.push_back(100.0 * (e.wage_hat[n] / price_hat[n] - 1.0));
    change.price_index_pct.push_back(100.0 * (price_hat[n] - 1.0));
  }
  change.tariff_revenue_musd = e.tariff_revenue;
  change.value_added_change = value_added_at(b, e, price_hat);
  return change;
}

}  // namespace tripart
