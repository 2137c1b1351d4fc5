#include "bargaining/state_policy.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "tripart/core/math.hpp"
#include "tripart/economy/retaliation.hpp"

namespace tripart {
namespace {

std::size_t region_of(const TradeModel& trade, int party) {
  return static_cast<std::size_t>(trade.region_of[static_cast<std::size_t>(party)]);
}

RateChange rate_change(const TradeModel& trade, int importer, int exporter,
                       const TariffLine& line) {
  return {region_of(trade, importer), region_of(trade, exporter),
          static_cast<std::size_t>(line.sector), line.change};
}

/// The lines of `importer` that name `exporter`.
void append_lines(const TradeModel& trade, const std::vector<TariffLine>& lines,
                  int importer, int exporter, std::vector<RateChange>& list) {
  for (const TariffLine& line : lines) {
    if (line.target == exporter) {
      list.push_back(rate_change(trade, importer, exporter, line));
    }
  }
}

void append_answer(const Model& model, const TradeModel& trade, const Baseline& baseline,
                   const std::vector<RateChange>& imposed, int retaliator, int issuer,
                   std::vector<RateChange>& list) {
  const RetaliationList& answer = model.retaliation[static_cast<std::size_t>(retaliator)];
  const std::size_t from = region_of(trade, issuer);
  const std::size_t to = region_of(trade, retaliator);
  switch (answer.mode) {
    case RetaliationMode::none:
      break;
    case RetaliationMode::dollar_for_dollar:
      for (const TariffAddOn& item : retaliate_dollar_for_dollar(
               baseline, covered_trade(baseline, imposed, from, to), from, to)) {
        list.push_back({item.importer, item.exporter, item.sector, item.rate});
      }
      break;
    case RetaliationMode::list:
      append_lines(trade, answer.tariffs, retaliator, issuer, list);
      break;
    case RetaliationMode::scaled_list: {
      std::vector<RateChange> stated;
      append_lines(trade, answer.tariffs, retaliator, issuer, stated);
      const CoveredTrade hit = covered_trade(baseline, imposed, from, to);
      const double value = std::accumulate(hit.value.begin(), hit.value.end(), 0.0);
      for (const RateChange& line : scale_to_value(baseline, stated, from, to, value)) {
        list.push_back(line);
      }
      break;
    }
  }
}

/// The lines of a list that one of two regions charges the other.
std::vector<RateChange> between(const std::vector<RateChange>& list, std::size_t one,
                                std::size_t other) {
  std::vector<RateChange> lines;
  std::copy_if(list.begin(), list.end(), std::back_inserter(lines),
               [&](const RateChange& line) {
                 return (line.importer == one && line.exporter == other) ||
                        (line.importer == other && line.exporter == one);
               });
  return lines;
}

PairTariffs tariffs_of(const TradeModel& trade, PairState state) {
  const bool changed =
      state == PairState::new_deal
          ? !trade.new_deal_tariffs.empty()
          : state == PairState::no_agreement &&
                (trade.mfn_without_agreement || !trade.no_agreement_tariffs.empty());
  return !changed                       ? PairTariffs::unchanged
         : state == PairState::new_deal ? PairTariffs::new_deal
                                        : PairTariffs::no_agreement;
}

void set_pair(const TradeModel& trade, const Baseline& baseline, PairTariffs tariffs,
              std::size_t one, std::size_t other, TradePolicy& policy) {
  if (tariffs == PairTariffs::new_deal) {
    change_tariffs(policy, baseline, between(trade.new_deal_tariffs, one, other));
  } else if (tariffs == PairTariffs::no_agreement) {
    if (trade.mfn_without_agreement) {
      set_pair_to_mfn(policy, baseline, one, other);
    }
    change_tariffs(policy, baseline, between(trade.no_agreement_tariffs, one, other));
  }
}

}  // namespace

std::vector<PairTerms> pair_terms(const Model& model, const TradeModel& trade,
                                  const EconomyDraw& draw,
                                  const Configuration& configuration) {
  const std::size_t parties = model.parties.size();
  std::vector<PairTerms> terms;
  for (std::size_t a = 0; a < parties; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const std::size_t pair = a * parties + b;
      const PairState state = configuration.pairs[pair];
      const double iceberg = state == PairState::new_deal ? draw.new_deal_iceberg[pair]
                             : state == PairState::no_agreement
                                 ? draw.no_agreement_iceberg[pair]
                                 : 0.0;
      terms.push_back({tariffs_of(trade, state), iceberg});
    }
  }
  return terms;
}

TradePolicy policy_of(const TradeModel& trade, const Baseline& baseline,
                      const std::vector<PairTerms>& terms) {
  TradePolicy policy = baseline_policy(baseline);
  std::size_t at = 0;
  for (int a = 0; at < terms.size(); ++a) {
    for (int b = 0; b < a; ++b, ++at) {
      const std::size_t one = region_of(trade, a);
      const std::size_t other = region_of(trade, b);
      set_pair(trade, baseline, terms[at].tariffs, one, other, policy);
      if (terms[at].iceberg != 0.0) {
        multiply_goods_iceberg(policy, baseline, one, other, 1.0 + terms[at].iceberg);
      }
    }
  }
  return policy;
}

std::vector<RateChange> rate_changes_of(const Model& model, const TradeModel& trade,
                                        const Baseline& baseline,
                                        const std::vector<TariffBit>& bits,
                                        TariffState state) {
  std::vector<RateChange> imposed;
  std::vector<PartySet> hit_by(model.parties.size(), 0);  // issuers, by target
  for (std::size_t bit = 0; bit < bits.size(); ++bit) {
    if ((state.imposed >> bit & 1U) != 0) {
      const Threat& threat = model.threats[static_cast<std::size_t>(bits[bit].threat)];
      const std::size_t first = imposed.size();
      append_lines(trade, threat.tariffs, threat.issuer, bits[bit].target, imposed);
      for (std::size_t line = first; line < imposed.size(); ++line) {
        imposed[line].change.coverage *= bits[bit].share;  // B11e
      }
      hit_by[static_cast<std::size_t>(bits[bit].target)] |= set_of(threat.issuer);
    }
  }
  std::vector<RateChange> all = imposed;
  for (int party = 0; party < model.party_count(); ++party) {
    for (int issuer = 0; issuer < model.party_count(); ++issuer) {
      if (contains(state.retaliating, party) &&
          contains(hit_by[static_cast<std::size_t>(party)], issuer)) {
        append_answer(model, trade, baseline, imposed, party, issuer, all);
      }
    }
  }
  return all;
}

std::vector<CostEffect> binding_effects(const Issue& issue, PartySet deal) {
  std::vector<CostEffect> effects;
  for (const CostEffect& effect : issue.effects) {
    if (contains(deal, effect.importer) && contains(deal, effect.exporter)) {
      effects.push_back(effect);
    }
  }
  return effects;
}

void apply_effects(const std::vector<CostEffect>& effects, const TradeModel& trade,
                   const Baseline& baseline, TradePolicy& policy) {
  std::vector<RateChange> changes;
  for (const CostEffect& effect : effects) {
    const std::size_t importer = region_of(trade, effect.importer);
    const std::size_t exporter = region_of(trade, effect.exporter);
    const auto sector = static_cast<std::size_t>(effect.sector);
    multiply_iceberg(policy, baseline, importer, exporter, sector,
                     math::exp(effect.log_iceberg));
    changes.push_back({importer, exporter, sector, effect.tariff});
  }
  change_tariffs(policy, baseline, changes);
}

}  // namespace tripart
