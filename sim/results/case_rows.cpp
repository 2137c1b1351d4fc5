#include "tripart/results/case_rows.hpp"

#include <algorithm>
#include <vector>

#include "tripart/economy/trade_effects.hpp"
#include "tripart/economy/welfare.hpp"

namespace tripart {
namespace {

std::optional<double> change_pct(double before, double after) {
  return before > 0.0 ? std::optional(100.0 * (after / before - 1.0)) : std::nullopt;
}

/// Everything about one case that more than one row needs.
struct Account {
  explicit Account(const SolvedCase& one)
      : b(*one.before),
        e(one.after),
        welfare(welfare_change(b, one.policy, e)),
        split(first_order_split(b, one.policy, e)),
        trade(trade_effects(b, one.policy, e)),
        value_added_before(value_added_of(b, b.output)),
        value_added_after(value_added_of(b, e.output)) {}

  const Baseline& b;
  const Equilibrium& e;
  WelfareChange welfare;
  FirstOrderSplit split;
  TradeEffects trade;
  std::vector<double> value_added_before, value_added_after;  // [region, sector]
};

void write_case(CsvRows& rows, const SolvedCase& one) {
  rows.integer(one.economy + 1).text(one.elasticities).text(one.name).text(one.kind);
  rows.text(one.tariff_state);
}

/// Sums of a [region, sector] array over sectors.
std::vector<double> by_region(const Baseline& b, const std::vector<double>& cells) {
  std::vector<double> sums(b.region_count(), 0.0);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      sums[n] += cells[b.at(n, j)];
    }
  }
  return sums;
}

/// Of a market's cells in one direction: diverted imports add up to 0 over suppliers, so
/// what changed supplier is what those who gained gained.
std::vector<double> gains(const std::vector<double>& cells) {
  std::vector<double> list(cells.size());
  std::transform(cells.begin(), cells.end(), list.begin(),
                 [](double value) { return std::max(value, 0.0); });
  return list;
}

void write_regions(CsvRows& rows, const SolvedCase& one, const Account& account,
                   const TradeModel& trade) {
  const Baseline& b = account.b;
  const auto total = [&](const std::vector<double>& cells) {
    return by_region(b, sum_over_partners(b, cells));
  };
  const auto value_added_before = by_region(b, account.value_added_before);
  const auto value_added_after = by_region(b, account.value_added_after);
  const auto imports_before = total(account.trade.before);
  const auto imports_after = total(account.trade.after);
  const auto exports_before = total(transposed(b, account.trade.before));
  const auto exports_after = total(transposed(b, account.trade.after));
  const auto created = total(account.trade.created);
  const auto diverted = total(gains(account.trade.diverted));
  const auto deflected = total(transposed(b, gains(account.trade.deflected)));
  const WelfareChange& welfare = account.welfare;
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    write_case(rows, one);
    rows.text(b.regions[n]).number(welfare.real_income_pct[n]);
    rows.number(welfare.terms_of_trade_pct[n]).number(welfare.volume_of_trade_pct[n]);
    rows.number(welfare.iceberg_cost_pct[n]);
    rows.number(welfare.terms_of_trade_pct[n] + welfare.volume_of_trade_pct[n] +
                welfare.iceberg_cost_pct[n]);
    rows.number(welfare.real_wage_pct[n]).number(welfare.price_index_pct[n]);
    rows.number(b.tariff_revenue[n]).number(account.e.tariff_revenue[n]);
    rows.number(value_added_before[n]).number(value_added_after[n]);
    rows.number(imports_before[n]).number(imports_after[n]);
    rows.number(exports_before[n]).number(exports_after[n]);
    rows.number(created[n]).number(diverted[n]).number(deflected[n]);
    write_closure(rows, &trade);
    rows.end_row();
  }
}

void write_partners(CsvRows& rows, const SolvedCase& one, const Account& account,
                    const TradeModel& trade) {
  const Baseline& b = account.b;
  const std::size_t N = b.region_count();
  const auto terms = sum_over_sectors(b, account.split.terms_of_trade_pct);
  const auto volume = sum_over_sectors(b, account.split.volume_of_trade_pct);
  const auto iceberg = sum_over_sectors(b, account.split.iceberg_cost_pct);
  const auto before = sum_over_sectors(b, account.trade.before);
  const auto after = sum_over_sectors(b, account.trade.after);
  const auto created = sum_over_sectors(b, account.trade.created);
  const auto diverted = sum_over_sectors(b, account.trade.diverted);
  const auto deflected = sum_over_sectors(b, account.trade.deflected);
  for (std::size_t n = 0; n < N; ++n) {
    for (std::size_t i = 0; i < N; ++i) {
      if (i == n) {
        continue;
      }
      const std::size_t bought = n * N + i;
      const std::size_t sold = i * N + n;
      write_case(rows, one);
      rows.text(b.regions[n]).text(b.regions[i]);
      rows.number(terms[bought]).number(volume[bought]).number(iceberg[bought]);
      rows.number(before[bought]).number(after[bought]);
      rows.number(change_pct(before[bought], after[bought]));
      rows.number(before[sold]).number(after[sold]);
      rows.number(change_pct(before[sold], after[sold]));
      rows.number(created[bought]).number(diverted[bought]).number(deflected[sold]);
      write_closure(rows, &trade);
      rows.end_row();
    }
  }
}

void write_sectors(CsvRows& rows, const SolvedCase& one, const Account& account,
                   const TradeModel& trade) {
  const Baseline& b = account.b;
  const Equilibrium& e = account.e;
  const auto terms = sum_over_partners(b, account.split.terms_of_trade_pct);
  const auto volume = sum_over_partners(b, account.split.volume_of_trade_pct);
  const auto iceberg = sum_over_partners(b, account.split.iceberg_cost_pct);
  const auto created = sum_over_partners(b, account.trade.created);
  const auto diverted = sum_over_partners(b, gains(account.trade.diverted));
  const auto share_before = employment_share_pct(b, b.output);
  const auto share_after = employment_share_pct(b, e.output);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t j = 0; j < b.sector_count(); ++j) {
      const std::size_t cell = b.at(n, j);
      write_case(rows, one);
      rows.text(b.regions[n]).text(b.sectors[j]);
      rows.number(terms[cell]).number(volume[cell]).number(iceberg[cell]);
      rows.number(b.output[cell]).number(e.output[cell]);
      rows.number(change_pct(b.output[cell], e.output[cell]));
      rows.number(account.value_added_before[cell]);
      rows.number(account.value_added_after[cell]);
      rows.number(account.welfare.value_added_change[cell]);
      rows.number(share_before[cell]).number(share_after[cell]);
      rows.number(share_after[cell] - share_before[cell]);
      rows.number(100.0 * (e.price_hat[cell] - 1.0));
      rows.number(created[cell]).number(diverted[cell]);
      write_closure(rows, &trade);
      rows.end_row();
    }
  }
}

}  // namespace

void write_closure(CsvRows& rows, const TradeModel* trade) {
  if (trade == nullptr) {
    rows.blank().blank();
  } else {
    rows.text(to_text(trade->closure.deficits));
    rows.text(trade->closure.input_output ? "true" : "false");
  }
}

void write_case_rows(CaseRows& rows, const SolvedCase& one, const TradeModel& trade) {
  const Account account(one);
  write_regions(rows.regions, one, account, trade);
  write_partners(rows.partners, one, account, trade);
  write_sectors(rows.sectors, one, account, trade);
}

void write_flow_rows(CaseRows& rows, const SolvedCase& one, const TradeModel& trade) {
  const Baseline& b = *one.before;
  const TradeEffects flows = trade_effects(b, one.policy, one.after);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count(); ++j) {
        const std::size_t cell = b.at(n, i, j);
        if (flows.before[cell] == 0.0 && flows.after[cell] == 0.0) {
          continue;
        }
        write_case(rows.flows, one);
        rows.flows.text(b.regions[n]).text(b.regions[i]).text(b.sectors[j]);
        rows.flows.number(100.0 * b.tariff_rate[cell]);
        rows.flows.number(100.0 * one.policy.tariff_rate[cell]);
        rows.flows.number(100.0 * (one.policy.iceberg_hat[cell] - 1.0));
        rows.flows.number(flows.before[cell]).number(flows.after[cell]);
        rows.flows.number(change_pct(flows.before[cell], flows.after[cell]));
        write_closure(rows.flows, &trade);
        rows.flows.end_row();
      }
    }
  }
}

}  // namespace tripart
