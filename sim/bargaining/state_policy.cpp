#include "bargaining/state_policy.hpp"

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"

namespace tripart {
namespace {

std::size_t region_of(const TradeModel& trade, int party) {
  return static_cast<std::size_t>(trade.region_of[static_cast<std::size_t>(party)]);
}

TariffAddOn add_on(const TradeModel& trade, int importer, int exporter,
                   const TariffLine& line) {
  return {region_of(trade, importer), region_of(trade, exporter),
          static_cast<std::size_t>(line.sector), line.rate};
}

/// The rates of one threat against one target.
void append_imposed(const TradeModel& trade, const Threat& threat, int target,
                    std::vector<TariffAddOn>& list) {
  for (const TariffLine& line : threat.tariffs) {
    if (line.target == target) {
      list.push_back(add_on(trade, threat.issuer, target, line));
    }
  }
}

void append_answer(const Model& model, const TradeModel& trade, const Baseline& baseline,
                   const std::vector<TariffAddOn>& imposed, int retaliator, int issuer,
                   std::vector<TariffAddOn>& list) {
  const RetaliationList& answer = model.retaliation[static_cast<std::size_t>(retaliator)];
  switch (answer.mode) {
    case RetaliationMode::none:
      break;
    case RetaliationMode::dollar_for_dollar:
      for (const TariffAddOn& item :
           retaliate_dollar_for_dollar(baseline, imposed, region_of(trade, issuer),
                                       region_of(trade, retaliator))) {
        list.push_back(item);
      }
      break;
    case RetaliationMode::list:
      for (const TariffLine& line : answer.tariffs) {
        if (line.target == issuer) {
          list.push_back(add_on(trade, retaliator, issuer, line));
        }
      }
      break;
  }
}

bool in_new_deal(const Model& model, const Configuration& configuration, int a, int b) {
  return configuration.pairs[static_cast<std::size_t>(a) * model.parties.size() +
                             static_cast<std::size_t>(b)] == PairState::new_deal;
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
      switch (configuration.pairs[pair]) {
        case PairState::old_agreement:
          terms.push_back({});
          break;
        case PairState::new_deal:
          terms.push_back({false, draw.new_deal_iceberg[pair]});
          break;
        case PairState::no_agreement:
          terms.push_back({trade.mfn_without_agreement, draw.no_agreement_iceberg[pair]});
          break;
      }
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
      if (terms[at].mfn) {
        set_pair_to_mfn(policy, baseline, one, other);
      }
      if (terms[at].iceberg != 0.0) {
        multiply_goods_iceberg(policy, baseline, one, other, 1.0 + terms[at].iceberg);
      }
    }
  }
  return policy;
}

std::vector<TariffAddOn> add_ons_of(const Model& model, const TradeModel& trade,
                                    const Baseline& baseline,
                                    const std::vector<TariffBit>& bits,
                                    TariffState state) {
  std::vector<TariffAddOn> imposed;
  std::vector<PartySet> hit_by(model.parties.size(), 0);  // issuers, by target
  for (std::size_t bit = 0; bit < bits.size(); ++bit) {
    if ((state.imposed >> bit & 1U) != 0) {
      const Threat& threat = model.threats[static_cast<std::size_t>(bits[bit].threat)];
      append_imposed(trade, threat, bits[bit].target, imposed);
      hit_by[static_cast<std::size_t>(bits[bit].target)] |= set_of(threat.issuer);
    }
  }
  std::vector<TariffAddOn> all = imposed;
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

std::vector<CostEffect> binding_effects(const Model& model, const Issue& issue,
                                        const Configuration& configuration) {
  std::vector<CostEffect> effects;
  for (const CostEffect& effect : issue.effects) {
    if (in_new_deal(model, configuration, effect.importer, effect.exporter)) {
      effects.push_back(effect);
    }
  }
  return effects;
}

void apply_effects(const std::vector<CostEffect>& effects, const TradeModel& trade,
                   const Baseline& baseline, TradePolicy& policy) {
  for (const CostEffect& effect : effects) {
    const std::size_t importer = region_of(trade, effect.importer);
    const std::size_t exporter = region_of(trade, effect.exporter);
    const auto sector = static_cast<std::size_t>(effect.sector);
    multiply_iceberg(policy, baseline, importer, exporter, sector,
                     math::exp(effect.log_iceberg));
    add_tariff(policy, baseline, {importer, exporter, sector, effect.tariff_rate});
  }
}

}  // namespace tripart
