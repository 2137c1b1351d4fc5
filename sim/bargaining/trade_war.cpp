#include "bargaining/trade_war.hpp"

#include <algorithm>

#include "tripart/bargaining/trade_war.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/parallel.hpp"

namespace tripart {
namespace {

Failure in_year(const std::string& elasticities, const Failure& failure) {
  return Failure(failure.code(), "elasticities " + elasticities + ", " + failure.what());
}

bool is_member(const TariffWar& war, std::size_t region) {
  return std::find(war.members.begin(), war.members.end(), region) != war.members.end();
}

void copy_rates(const TariffWar& war, const Baseline& baseline, const TradePolicy& from,
                std::size_t importer, std::size_t exporter, TradePolicy& to) {
  for (const std::size_t sector : war.sectors) {
    const std::size_t cell = baseline.at(importer, exporter, sector);
    to.tariff_rate[cell] = from.tariff_rate[cell];
  }
}

/// One search of one year; those of a year come in a fixed order.
class TariffTask {
 public:
  TariffTask(const TradeModel& trade, TariffFindings& findings)
      : trade_(trade), findings_(findings) {}

  [[nodiscard]] static std::size_t count(std::size_t choosers) { return choosers + 2; }

  void run(std::size_t index) {
    const std::vector<double>& theta = findings_.baseline.theta(findings_.elasticities);
    const TradePolicy start = baseline_policy(findings_.baseline);
    const auto nash_from = [&](WarStart from) {
      return solve_nash_tariffs(findings_.baseline, theta, trade_.closure, start,
                                trade_.war, from);
    };
    if (index == 0) {
      findings_.nash = nash_from(trade_.war_start);
    } else if (index == 1) {
      findings_.nash_from_other_start = nash_from(
          trade_.war_start == WarStart::upper ? WarStart::current : WarStart::upper);
    } else {
      findings_.optimal[index - 2] =
          solve_optimal_tariffs(findings_.baseline, theta, trade_.closure, start,
                                findings_.problems[index - 2]);
    }
  }

 private:
  const TradeModel& trade_;
  TariffFindings& findings_;
};

}  // namespace

void expect_rest(const NashTariffs& nash) {
  if (nash.end != WarEnd::cycle && nash.end != WarEnd::unsettled) {
    return;
  }
  throw Failure(
      ExitCode::bad_input,
      "economy.no_agreement.tariffs is 'war', but no Nash tariffs were found: after " +
          std::to_string(nash.rounds) + " rounds " +
          (nash.end == WarEnd::cycle ? "best responses go round, every " +
                                           std::to_string(nash.period) + " rounds"
                                     : std::string("rates still move")) +
          "; a coarser economy.tariff_war.grouping or closer bounds may help");
}

void fight_wars(const TradeModel& trade, std::vector<TradeYear>& years, int jobs) {
  for_each_block(years.size(), jobs, [&](std::size_t block, int /*worker*/) {
    TradeYear& year = years[block];
    try {
      const NashTariffs nash =
          solve_nash_tariffs(year.baseline, year.theta, trade.closure,
                             baseline_policy(year.baseline), trade.war, trade.war_start);
      expect_rest(nash);
      year.war = nash.policy;
    } catch (const Failure& failure) {
      throw in_year(year.elasticities, failure);
    }
  });
}

void set_war_rates(const TradeModel& trade, const TradeYear& year,
                   const std::vector<PairTerms>& terms, TradePolicy& policy) {
  if (!trade.war_without_agreement) {
    return;
  }
  std::size_t at = 0;
  for (std::size_t a = 0; at < terms.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b, ++at) {
      const auto one = static_cast<std::size_t>(trade.region_of[a]);
      const auto other = static_cast<std::size_t>(trade.region_of[b]);
      if (terms[at].tariffs == PairTariffs::no_agreement && is_member(trade.war, one) &&
          is_member(trade.war, other)) {
        copy_rates(trade.war, year.baseline, year.war, one, other, policy);
        copy_rates(trade.war, year.baseline, year.war, other, one, policy);
      }
    }
  }
}

std::vector<TariffFindings> solve_tariffs(const TradeModel& trade,
                                          const std::vector<std::size_t>& choosers,
                                          int jobs) {
  std::vector<TariffFindings> all(trade.elasticities.size());
  for (std::size_t set = 0; set < all.size(); ++set) {
    TariffFindings& findings = all[set];
    findings.elasticities = trade.elasticities[set].first;
    findings.baseline = close_baseline(
        trade.baseline, trade.baseline.theta(findings.elasticities), trade.closure);
    for (const std::size_t chooser : choosers) {
      findings.problems.push_back(problem_of(findings.baseline, trade.war, chooser));
    }
    findings.optimal.resize(choosers.size());
  }
  const std::size_t each = TariffTask::count(choosers.size());
  for_each_block(all.size() * each, jobs, [&](std::size_t block, int /*worker*/) {
    TariffFindings& findings = all[block / each];
    try {
      TariffTask(trade, findings).run(block % each);
    } catch (const Failure& failure) {
      throw in_year(findings.elasticities, failure);
    }
  });
  return all;
}

}  // namespace tripart
