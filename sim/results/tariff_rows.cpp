#include "tripart/results/tariff_rows.hpp"

namespace tripart {
namespace {

constexpr std::string_view optimal_name = "optimal";

/// One equilibrium of one set of elasticities, whoever chose its rates.
struct Entry {
  const TariffFindings* findings;
  std::string_view equilibrium;
  std::string_view chooser;  ///< empty: all members of the war
  const OptimalTariffs* optimal = nullptr;
  const NashTariffs* nash = nullptr;
  const OptimalTariffProblem* problem = nullptr;  ///< of an optimum

  [[nodiscard]] const TradePolicy& policy() const {
    return optimal != nullptr ? optimal->policy : nash->policy;
  }
  [[nodiscard]] const std::vector<double>& incomes() const {
    return optimal != nullptr ? optimal->real_income_pct : nash->real_income_pct;
  }
};

/// Optima first, then the war from where the scenario says, then from the other start.
template <class Visit>
void for_each_entry(const TradeModel& trade, const std::vector<TariffFindings>& findings,
                    Visit visit) {
  for (const TariffFindings& one : findings) {
    for (std::size_t i = 0; i < one.optimal.size(); ++i) {
      visit(Entry{&one, optimal_name, one.baseline.regions[one.problems[i].chooser],
                  &one.optimal[i], nullptr, &one.problems[i]});
    }
    visit(Entry{&one, nash_name(), "", nullptr, &one.nash});
    visit(Entry{&one, other_nash_name(trade), "", nullptr, &one.nash_from_other_start});
  }
}

CsvRows& begin(CsvRows& rows, const Entry& entry) {
  return rows.text(entry.findings->elasticities)
      .text(entry.equilibrium)
      .text(entry.chooser);
}

/// The rates of one region in one equilibrium.
void write_rates(CsvRows& rows, const Entry& entry, const OptimalTariffProblem& problem,
                 const std::vector<ChosenRate>& rates) {
  const Baseline& b = entry.findings->baseline;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    for (const std::size_t exporter : problem.instruments[i].exporters) {
      for (const std::size_t sector : problem.instruments[i].sectors) {
        const std::size_t cell = b.at(problem.chooser, exporter, sector);
        begin(rows, entry).text(b.regions[problem.chooser]).text(b.regions[exporter]);
        rows.text(b.sectors[sector]).number(100.0 * b.tariff_rate[cell]);
        rows.number(100.0 * entry.policy().tariff_rate[cell]);
        rows.text(to_text(rates[i].place));
        rows.end_row();
      }
    }
  }
}

std::string_view found_by(const OptimalTariffs& optimal) {
  if (!optimal.settled) {
    return to_text(WarEnd::unsettled);
  }
  for (const ChosenRate& rate : optimal.rates) {
    if (rate.place == RatePlace::at_low || rate.place == RatePlace::at_high) {
      return to_text(WarEnd::bounds);
    }
  }
  return to_text(WarEnd::interior);
}

std::string_view start_of(const TradeModel& trade, const Entry& entry) {
  const bool upper = entry.nash != nullptr && (trade.war_start == WarStart::upper) ==
                                                  (entry.equilibrium == nash_name());
  return upper ? "upper" : "current";
}

}  // namespace

std::string_view nash_name() {
  return "nash";
}

std::string_view other_nash_name(const TradeModel& trade) {
  return trade.war_start == WarStart::upper ? "nash_from_current" : "nash_from_upper";
}

void write_tariff_rows(CsvRows& rows, const TradeModel& trade,
                       const std::vector<TariffFindings>& findings) {
  for_each_entry(trade, findings, [&](const Entry& entry) {
    if (entry.optimal != nullptr) {
      write_rates(rows, entry, *entry.problem, entry.optimal->rates);
      return;
    }
    for (std::size_t member = 0; member < entry.nash->problems.size(); ++member) {
      write_rates(rows, entry, entry.nash->problems[member], entry.nash->rates[member]);
    }
  });
}

void write_tariff_welfare_rows(CsvRows& rows, const TradeModel& trade,
                               const std::vector<TariffFindings>& findings) {
  for_each_entry(trade, findings, [&](const Entry& entry) {
    for (std::size_t n = 0; n < entry.incomes().size(); ++n) {
      begin(rows, entry).text(entry.findings->baseline.regions[n]);
      rows.number(entry.incomes()[n]).end_row();
    }
  });
}

void write_tariff_search_rows(CsvRows& rows, const TradeModel& trade,
                              const std::vector<TariffFindings>& findings) {
  for_each_entry(trade, findings, [&](const Entry& entry) {
    begin(rows, entry).text(start_of(trade, entry));
    if (entry.optimal != nullptr) {
      const OptimalTariffs& optimal = *entry.optimal;
      rows.text(found_by(optimal)).integer(optimal.sweeps).integer(optimal.evaluations);
      rows.number(optimal.residual_pct).blank().number(1.0).blank();
    } else {
      const NashTariffs& nash = *entry.nash;
      rows.text(to_text(nash.end)).integer(nash.rounds).integer(nash.evaluations);
      rows.number(nash.residual_pct);
      if (nash.period > 0) {
        rows.integer(nash.period);
      } else {
        rows.blank();
      }
      rows.number(nash.damping).number(nash.trade_left);
    }
    rows.number(100.0 * trade.war.bounds.low).number(100.0 * trade.war.bounds.high);
    rows.end_row();
  });
}

}  // namespace tripart
