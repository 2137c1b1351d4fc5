#include <algorithm>

#include "scenario/build.hpp"

namespace tripart {
namespace {

StrategyKind strategy_kind(const std::string& word) {
  return word == "time_dependent" ? StrategyKind::time_dependent
         : word == "random"       ? StrategyKind::random
         : word == "tit_for_tat"  ? StrategyKind::tit_for_tat
         : word == "zeuthen"      ? StrategyKind::zeuthen
         : word == "stationary"   ? StrategyKind::stationary
                                  : StrategyKind::expected_utility;
}

Strategy build_strategy(const Section& section) {
  Strategy strategy;
  strategy.kind = strategy_kind(section.text("kind"));
  strategy.concession_exponent = section.parameter("concession_exponent");
  strategy.initial_concession = section.parameter("initial_concession");
  strategy.reciprocity = section.parameter("reciprocity");
  strategy.noise = section.parameter("noise");
  return strategy;
}

Ratification build_ratification(const Section& section) {
  Ratification ratification;
  ratification.threshold = section.parameter("threshold");
  ratification.noise = section.parameter("noise");
  ratification.tariff_penalty = section.parameter("tariff_penalty");
  ratification.bilateral_penalty = section.parameter("bilateral_penalty");
  ratification.content = section.parameter_if_any("content");
  return ratification;
}

Party build_party(const Section& section, bool pure) {
  Party party;
  party.id = section.id();
  party.strategy = build_strategy(section.section("strategy"));
  party.content_weight =
      section.section("weights").parameter("content", pure ? "pure" : "economy");
  party.discount_rate = section.parameter("discount_rate");
  party.deadline_weight = section.parameter("deadline_weight");
  party.recognition = section.parameter("recognition");
  party.private_type = section.parameter("private_type");
  party.may_split = section.is_true("may_split");
  party.switching_cost = section.section("switching").parameter("cost");
  party.switching_noise = section.section("switching").parameter("noise");
  party.ratifies = section.has("ratification");
  party.ratification = build_ratification(section.section("ratification"));
  if (section.has("takes_back")) {
    const Section taking = section.section("takes_back");
    const std::string after = taking.text("after");
    party.takes_back_after = after == "threat"        ? Provocation::threat
                             : after == "retaliation" ? Provocation::retaliation
                                                      : Provocation::tariff;
    party.takes_back_chance = taking.parameter("chance");
    party.reopens_chapters = taking.is_true("reopens_chapters");
  }
  party.may_withdraw = section.has("withdrawal");
  party.notice_days = section.section("withdrawal").number_or_zero("notice_days");
  party.withdrawal_cost = section.section("withdrawal").parameter("cost");
  party.disagreement = section.parameter("disagreement");
  party.breakdown = section.parameter("breakdown");
  party.discount_factor = section.number("discount_factor");
  party.outside_option = section.parameter_if_any("outside_option");
  return party;
}

}  // namespace

void build_parties(const BuildContext& context, Model& model) {
  const std::vector<Section> sections = context.root.members("parties");
  for (const Section& section : sections) {
    for (const std::string& sector : section.section("lobbies").keys()) {
      model.lobby_sectors.push_back(context.sector(sector));
    }
  }
  std::vector<int>& sectors = model.lobby_sectors;
  std::sort(sectors.begin(), sectors.end());
  sectors.erase(std::unique(sectors.begin(), sectors.end()), sectors.end());

  for (const Section& section : sections) {
    Party party = build_party(section, context.pure());
    const Section lobbies = section.section("lobbies");
    for (const std::string& sector : lobbies.keys()) {
      const auto slot =
          std::lower_bound(sectors.begin(), sectors.end(), context.sector(sector));
      party.lobbies.push_back(
          {static_cast<int>(slot - sectors.begin()), lobbies.parameter(sector)});
    }
    model.parties.push_back(std::move(party));
  }
}

}  // namespace tripart
