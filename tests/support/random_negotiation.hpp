#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "support/effort.hpp"
#include "support/negotiation_pieces.hpp"

/// Negotiations that nobody would think of: what holds for all must hold for them.
namespace tripart::test {

/// Everything about negotiation `number`.
inline NegotiationTraits draw_negotiation_traits(std::uint64_t number) {
  drawing::Dice dice(number ^ 0x7ac3U);
  NegotiationTraits traits;
  traits.parties = dice.count(2, 5);
  traits.issues = dice.count(1, 12);
  traits.loss_exponent = dice.count(1, 2);
  traits.threats = dice.happens(0.7);
  traits.elections = dice.happens(0.6);
  traits.ratification = dice.happens(0.6);
  traits.red_lines = dice.happens(0.5);
  traits.splitting = dice.happens(0.6);
  traits.pure = dice.happens(0.2);
  traits.noise = dice.happens(0.7);
  return traits;
}

inline DrawnNegotiation draw_negotiation(std::uint64_t number,
                                         const NegotiationTraits& traits) {
  drawing::Dice dice(number);
  using drawing::constant;
  using drawing::drawn;
  DrawnNegotiation result{number, traits, {}};
  Model& model = result.model;
  model.name = "drawn";
  model.start = *parse_date("2018-03-05");
  model.horizon = dice.count(100, 450);
  model.follow_up = model.horizon + dice.count(100, 600);
  const double steps[] = {1.0, 3.5, 7.0, 14.0, 31.0};
  model.step_days = steps[dice.count(0, 4)];
  model.protocol =
      dice.happens(0.7) ? ProtocolKind::random_proposer : ProtocolKind::rotating;
  model.loss_exponent = traits.loss_exponent;
  model.belief_cells = dice.count(8, 16);
  model.conservatism = dice.happens(0.5) ? constant(1.0) : drawn("nu", 0.0, 1.0);
  model.transition = dice.between(0.0, 1.0);
  model.renegotiation = dice.between(0.0, 1.0);
  model.breakdown_rate = dice.happens(0.3) ? dice.between(0.0, 1.0) : 0.0;
  model.accession_days = dice.between(7.0, 120.0);
  model.accession_every = dice.between(3.0, 14.0);
  model.force_scale = dice.between(1.0, 30.0);
  model.judgement_jitter = dice.happens(0.5) ? dice.between(0.0, 0.2) : 0.0;
  model.pure_bargaining = traits.pure;
  model.hazard = {drawn("a0", -3.0, 0.0), drawn("a1", 0.0, 1.0), drawn("a2", 0.0, 3.0),
                  drawn("a3", 0.0, 3.0), dice.between(0.05, 0.5)};
  for (int party = 0; party < traits.parties; ++party) {
    model.parties.push_back(drawing::draw_party(party, traits, dice));
  }
  model.lobby_sectors = {0, 1};
  const auto parties = static_cast<std::size_t>(traits.parties);
  for (std::size_t i = 0; i < parties * parties; ++i) {
    model.partner_weight.push_back(
        i / parties == i % parties ? 0.0 : 1.0 / (traits.parties - 1));
  }
  drawing::draw_agenda(traits, dice, model);
  drawing::draw_calendar(traits, dice, model);
  drawing::draw_threats(traits, dice, model);
  make_timeline(model);
  return result;
}

inline DrawnNegotiation draw_negotiation(std::uint64_t number) {
  return draw_negotiation(number, draw_negotiation_traits(number));
}

/// What failed: the number that replays it, and its traits.
inline std::string describe(const DrawnNegotiation& negotiation) {
  const NegotiationTraits& traits = negotiation.traits;
  std::string text = "negotiation " + std::to_string(negotiation.number) +
                     " (TRIPART_NEGOTIATION=" + std::to_string(negotiation.number) +
                     "): " + std::to_string(traits.parties) + " parties, " +
                     std::to_string(traits.issues) + " issues, eta " +
                     std::to_string(traits.loss_exponent);
  const std::pair<bool, const char*> flags[] = {
      {traits.threats, "threats"},     {traits.elections, "elections"},
      {traits.ratification, "votes"},  {traits.red_lines, "red lines"},
      {traits.splitting, "splitting"}, {traits.pure, "no economy"},
      {traits.noise, "noise"}};
  for (const auto& [has, name] : flags) {
    text += has ? std::string(", ") + name : "";
  }
  return text;
}

/// 1 to `count` (fewer under a sanitizer), or the one that the environment names:
/// TRIPART_NEGOTIATION=17 replays the seventeenth.
inline std::vector<std::uint64_t> negotiation_numbers(std::uint64_t count) {
  const char* only = std::getenv("TRIPART_NEGOTIATION");
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t number = 1; number <= effort(count); ++number) {
    if (only == nullptr || std::to_string(number) == only) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

}  // namespace tripart::test
