// The negotiation at its central values, and the solutions of its deals.
#include "bargaining/centre.hpp"

#include <algorithm>

#include "bargaining/engine.hpp"
#include "tripart/core/bits.hpp"

namespace tripart {

PayoffTable mean_payoffs(const Model& model, const PayoffTable& payoffs) {
  PayoffTable mean(model, 1);
  const int economies = payoffs.economies();
  const auto average = [economies](const auto& of) {
    double sum = 0.0;
    for (int economy = 0; economy < economies; ++economy) {
      sum += of(economy);
    }
    return sum / economies;
  };
  const int issues = payoffs.has_effects() ? static_cast<int>(model.issues.size()) : 0;
  for (int g = 0; g < payoffs.configurations().size(); ++g) {
    for (int party = 0; party < model.party_count(); ++party) {
      for (int state = 0; state < payoffs.tariff_states(); ++state) {
        mean.set_welfare(0, g, state, party, average([&](int economy) {
                           return payoffs.welfare(economy, g, state, party);
                         }));
        for (int slot = 0; slot < static_cast<int>(model.lobby_sectors.size()); ++slot) {
          mean.set_value_added(0, g, state, party, slot, average([&](int economy) {
                                 return payoffs.value_added(economy, g, state, party,
                                                            slot);
                               }));
        }
      }
      const std::vector<PartySet>& deals = payoffs.configurations()[g].deals;
      for (int issue = 0; issue < issues; ++issue) {
        for (std::size_t deal = 0; deal < deals.size(); ++deal) {
          mean.set_issue_effect(0, g, issue, party, average([&](int economy) {
                                  return payoffs.issue_effect(economy, g, issue, party,
                                                              deals[deal]);
                                }),
                                deal);
        }
      }
    }
  }
  return mean;
}

Centre::Centre(const Model& model, const PayoffTable& payoffs)
    : model_(model),
      payoffs_(mean_payoffs(model, payoffs)),
      engine_(model_, payoffs_),
      deals_(static_cast<std::size_t>(model.everyone()) + 1),
      bilaterals_(model.parties.size()) {
  Outcome outcome;
  engine_.is_central_ = true;
  engine_.outcome_ = &outcome;
  engine_.replicate_ = 1;
  engine_.reset();
  engine_.draw_replicate();
  engine_.make_base();
  engine_.outcome_ = nullptr;
  if (model.mode == Mode::behavioural) {
    engine_.update_threat_views();
    engine_.update_fallbacks();
  }
  for (int party = 0; party < model.party_count(); ++party) {
    const auto i = static_cast<std::size_t>(party);
    fallback_[i] = model.mode == Mode::behavioural
                       ? engine_.now_.party[i].known
                       : base(party, payoffs_.configurations().status_quo());
  }
}

double Centre::base(int party, int configuration) const {
  return engine_.base(party, configuration, engine_.now_.tariffs);
}

// Random proposers and unanimity give the Nash solution with these powers as rounds get
// short (T5, on a frontier: Britz, Herings & Predtetchinski 2010).
PartyValues Centre::powers() const {
  PartyValues power{};
  for (std::size_t i = 0; i < model_.parties.size(); ++i) {
    const double impatience = model_.mode == Mode::strategic
                                  ? 1.0 - model_.parties[i].discount_factor.value_or(0.0)
                                  : engine_.now_.party[i].government.discount_rate;
    power[i] = impatience > 0.0 ? engine_.now_.party[i].recognition / impatience : 0.0;
  }
  return power;
}

// E7 of one deal's text.
double Centre::text_effect(int party, int configuration, PartySet members,
                           const Texts& text) const {
  double effect = 0.0;
  for (std::size_t k = 0; payoffs_.has_effects() && k < model_.issues.size(); ++k) {
    effect +=
        (text[k] - engine_.drawn_.status_quo[k]) *
        payoffs_.issue_effect(0, configuration, static_cast<int>(k), party, members);
  }
  return effect;
}

// omega_A A_i of one deal's text, with E7.
double Centre::text_value(int party, int configuration, PartySet members,
                          const Texts& text) const {
  const Government& government =
      engine_.now_.party[static_cast<std::size_t>(party)].government;
  double value = text_effect(party, configuration, members, text);
  for (int issue = 0; issue < static_cast<int>(model_.issues.size()); ++issue) {
    const PartySet stake = model_.issues[static_cast<std::size_t>(issue)].between;
    const double part =
        count_bits(stake & members) >= 2 ? engine_.coverage(party, issue, members) : 0.0;
    value += part > 0.0 ? government.content_weight * part *
                              engine_.gain(government, party, issue,
                                           text[static_cast<std::size_t>(issue)])
                        : 0.0;
  }
  return value;
}

// What texts of a deal among `members` are worth to them in a configuration that holds
// it, members in the order of the model; false where red lines leave none.
bool Centre::describe_deal(PartySet members, int configuration,
                           NashProblem& problem) const {
  Frontier& frontier = problem.frontier;
  frontier = Frontier{};
  frontier.issues = static_cast<int>(model_.issues.size());
  frontier.loss_exponent = model_.loss_exponent;
  int rows = 0;
  for (int party = 0; party < model_.party_count(); ++party) {
    if (contains(members, party)) {
      frontier.constant[static_cast<std::size_t>(rows++)] = base(party, configuration);
    }
  }
  frontier.parties = rows;
  for (int issue = 0; issue < frontier.issues; ++issue) {
    const auto k = static_cast<std::size_t>(issue);
    const Issue& item = model_.issues[k];
    const double without = item.status_quo ? engine_.drawn_.status_quo[k] : 0.0;
    const PartySet stake = item.between & members;
    frontier.low[k] = frontier.high[k] = frontier.otherwise[k] = without;
    if (count_bits(stake) < 2) {
      continue;
    }
    double low = 0.0;
    double high = 1.0;
    for (std::size_t i = 0; i < model_.parties.size(); ++i) {
      if (contains(stake, static_cast<int>(i))) {
        low = std::max(low, engine_.now_.party[i].red_low[k]);
        high = std::min(high, engine_.now_.party[i].red_high[k]);
      }
    }
    if (low <= high) {
      frontier.low[k] = low;
      frontier.high[k] = high;
    } else {  // carved out, if everybody can live with that
      bool bearable = item.status_quo.has_value();
      for (std::size_t i = 0; i < model_.parties.size(); ++i) {
        bearable = bearable && (!contains(stake, static_cast<int>(i)) ||
                                (without >= engine_.now_.party[i].red_low[k] &&
                                 without <= engine_.now_.party[i].red_high[k]));
      }
      if (!bearable) {
        return false;
      }
    }
    int row = 0;
    for (int party = 0; party < model_.party_count(); ++party) {
      if (contains(members, party)) {
        const Government& government =
            engine_.now_.party[static_cast<std::size_t>(party)].government;
        frontier.add_stake(
            row++, issue, government.ideal[k],
            government.content_weight * engine_.coverage(party, issue, members) *
                government.salience[k],
            payoffs_.issue_effect(0, configuration, issue, party, members),
            item.status_quo ? std::optional<double>(without) : std::nullopt);
      }
    }
  }
  return true;
}

DealBenchmark Centre::solve_deal(PartySet members, int configuration) const {
  DealBenchmark deal;
  deal.configuration = configuration;
  deal.members = members;
  NashProblem problem;
  if (!describe_deal(members, configuration, problem)) {
    return deal;
  }
  const PartyValues power = powers();
  PartyValues power_of_member{};
  bool has_powers = true;
  std::size_t row = 0;
  for (std::size_t i = 0; i < model_.parties.size(); ++i) {
    if (contains(members, static_cast<int>(i))) {
      problem.disagreement[row] = fallback_[i];
      power_of_member[row++] = power[i];
      has_powers = has_powers && power[i] > 0.0;
    }
  }
  const auto keep = [&](Solution solution, const FrontierPoint& point) {
    SolutionPoint& kept = deal.solution[static_cast<std::size_t>(solution)];
    kept.found = point.found;
    if (!point.found) {
      return;
    }
    kept.text = {point.text};
    std::size_t at = 0;
    for (int party = 0; party < model_.party_count(); ++party) {
      kept.value[static_cast<std::size_t>(party)] =
          contains(members, party)
              ? point.value[at++]
              : base(party, configuration) +
                    text_effect(party, configuration, members, point.text);
    }
  };
  keep(Solution::nash, solve_nash(problem));
  keep(Solution::kalai_smorodinsky, solve_kalai_smorodinsky(problem));
  keep(Solution::egalitarian, solve_egalitarian(problem));
  keep(Solution::utilitarian, solve_utilitarian(problem));
  keep(Solution::rational_utilitarian, solve_rational_utilitarian(problem));
  problem.power = power_of_member;
  keep(Solution::asymmetric_nash, has_powers ? solve_nash(problem) : FrontierPoint{});
  return deal;
}

const DealBenchmark* Centre::deal(PartySet members) {
  const ConfigurationSet& set = payoffs_.configurations();
  const int configuration = set.offered(set.block(members));
  if (configuration < 0) {
    return nullptr;
  }
  std::optional<DealBenchmark>& known = deals_[members];
  if (!known) {
    known = solve_deal(members, configuration);
  }
  return &*known;
}

CoreTest Centre::core_test(PartySet coalition, int configuration) {
  if (!settlement_) {
    const DealBenchmark* wide = deal(model_.everyone());
    const SolutionPoint& nash = wide->solution[static_cast<std::size_t>(Solution::nash)];
    settlement_ = nash.found ? nash.value : fallback_;
  }
  CoreTest test;
  test.coalition = coalition;
  test.configuration = configuration;
  NashProblem problem;
  test.has_text = describe_deal(coalition, configuration, problem);
  if (test.has_text) {
    PartyValues now{};
    std::size_t row = 0;
    for (std::size_t i = 0; i < model_.parties.size(); ++i) {
      if (contains(coalition, static_cast<int>(i))) {
        now[row++] = (*settlement_)[i];
      }
    }
    constexpr PartyValues equal = {1, 1, 1, 1, 1, 1, 1, 1};
    constexpr double rounding = 1e-9;
    test.least_gain = largest_gain(problem.frontier, now, equal);
    test.blocks = test.least_gain > rounding;
  }
  return test;
}

}  // namespace tripart
