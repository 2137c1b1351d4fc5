#include "scenario/key_rows.hpp"

namespace tripart {

std::vector<Key> party_keys() {
  using enum KeyType;
  return {
      key(parties, "parties", required, "",
          "2 to 8 governments; the name is also the region's code")
          .shown("USA CAN MEX"),
      key(name, "parties.*.region", computed, "E1",
          "region of the baseline; the party's own name if left out")
          .when("economy")
          .shown("USA | CAN | MEX"),
      key(section, "parties.*.strategy", "{}", "B6-B8", "how it concedes and answers"),
      word("parties.*.strategy.kind", "expected_utility",
           "time_dependent expected_utility random tit_for_tat zeuthen stationary",
           "B6-B8",
           "what it proposes and accepts; zeuthen only for two parties that both use it, "
           "stationary for all parties or none"),
      quantity(parameter, "parties.*.strategy.concession_exponent",
               "{lognormal: [-0.7, 0.7]}", "", {0.01, 100}, "B6",
               "e: below 1 holds out (Boulware), above 1 concedes early")
          .free(),
      quantity(parameter, "parties.*.strategy.initial_concession", "{uniform: [0, 0.1]}",
               "share", {0, 1}, "B6", "k0: conceded at once")
          .free(),
      quantity(parameter, "parties.*.strategy.reciprocity", "{uniform: [0, 0.5]}",
               "share", {0, 1}, "B6", "mu: tit-for-tat part of the aspiration")
          .free(),
      quantity(parameter, "parties.*.strategy.noise", "{uniform: [0.02, 0.1]}",
               "initial surplus Z", {0, 10}, "B7",
               "sigma of acceptance; 0 is deterministic")
          .free(),
      key(section, "parties.*.weights", "{}", "B2",
          "what it maximises beside real income"),
      quantity(
          parameter, "parties.*.weights.content", "{lognormal: [-1.05, 0.7]}",
          "percent of real income a year", {0, 100}, "B2",
          "omega_A: worth of moving the whole agenda from the status quo to its ideal")
          .free()
          .when("economy"),
      quantity(
          parameter, "parties.*.weights.content", "1", "value", {0, 1000}, "B2",
          "omega_A: worth of moving the whole agenda from the status quo to its ideal")
          .when("pure"),
      quantity(parameter, "parties.*.discount_rate", "{uniform: [0.05, 0.2]}", "per year",
               {0, 10}, "B3", "r: impatience")
          .free(),
      quantity(parameter, "parties.*.deadline_weight", "{normal: [1, 0.5]}",
               "per year and unit of hardness", {-3, 5}, "B3",
               "a: pull of a dated event, drawn once per event; negative waits for the "
               "next government")
          .free(),
      quantity(parameter, "parties.*.recognition", "1", "weight", {1e-6, 1e6}, "B8",
               "chance to propose, relative to the other members of the track")
          .with_prior(equal_recognition),
      quantity(parameter, "parties.*.private_type", "0.25", "initial surplus Z", {0, 10},
               "B9", "s: spread of the private part of the reservation value")
          .free(),
      key(boolean, "parties.*.may_split", "false", "B14",
          "may leave the plenary for a bilateral deal"),
      key(section, "parties.*.switching", "{}", "B14", "leaving the plenary"),
      quantity(parameter, "parties.*.switching.cost", "{uniform: [0, 0.2]}",
               "initial surplus Z", {0, 10}, "B14", "s: gain needed to leave")
          .free(),
      quantity(parameter, "parties.*.switching.noise", "0.1", "initial surplus Z",
               {0, 10}, "B14", "sigma_s: noise of the decision to leave")
          .free(),
      key(by_sector, "parties.*.lobbies", absent, "B2", "organised sectors")
          .when("economy")
          .shown("basic_metals"),
      quantity(parameter, "parties.*.lobbies.*", required, "", {0, 10}, "B2",
               "lambda: weight on the sector's value added")
          .with_prior("{uniform: [0, 0.25]}")
          .shown("{uniform: [0, 0.25]}"),
      key(section, "parties.*.ratification", absent, "B15",
          "a legislature that must approve; left out: none"),
      quantity(parameter, "parties.*.ratification.threshold", "{normal: [0, 0.1]}",
               "percent of real income a year", {-100, 100}, "B15",
               "thr: gain it asks for")
          .free(),
      quantity(parameter, "parties.*.ratification.noise", "0.15",
               "percent of real income a year", {0, 100}, "B15",
               "sigma_L: noise of its vote")
          .free(),
      quantity(parameter, "parties.*.ratification.tariff_penalty", "{uniform: [0, 0.3]}",
               "percent of real income a year", {0, 100}, "B15",
               "thr_m: while a tariff on the party is in force")
          .free(),
      quantity(parameter, "parties.*.ratification.bilateral_penalty",
               "{uniform: [0, 0.3]}", "percent of real income a year", {0, 100}, "B15",
               "chi: where a bilateral replaces a wider agreement")
          .free(),
      quantity(parameter, "parties.*.ratification.content", absent,
               "percent of real income a year", {0, 100}, "B15",
               "the legislature's own omega_A; left out: the executive's")
          .shown("0.35"),
      key(section, "parties.*.withdrawal", absent, "B9",
          "it may leave the old agreement; left out: it never does"),
      quantity(KeyType::number, "parties.*.withdrawal.notice_days", "182", "days",
               {0, 3650}, "B9",
               "until a withdrawal takes effect (NAFTA Art. 2205: six months)"),
      quantity(parameter, "parties.*.withdrawal.cost", "{uniform: [0, 0.3]}",
               "percent of real income a year", {0, 100}, "B9", "exit cost")
          .free(),
      key(section, "parties.*.takes_back", absent, "B12",
          "it answers a provocation by taking back its last offers; left out: never"),
      word("parties.*.takes_back.after", "tariff", "tariff threat retaliation", "B12",
           "a tariff laid on it, a threat made against it, or retaliation against it"),
      quantity(parameter, "parties.*.takes_back.chance", "1", "probability", {0, 1},
               "B12", "chance that it does, each time"),
      key(boolean, "parties.*.takes_back.reopens_chapters", "true", "B12",
          "contested chapters that were closed in the talks open again"),
      quantity(parameter, "parties.*.disagreement", "0", "value", {-1000, 1000}, "B9",
               "value without a deal")
          .when("pure"),
      quantity(parameter, "parties.*.breakdown", "0", "value", {-1000, 1000}, "T2",
               "value after an exogenous breakdown")
          .when("pure"),
      quantity(KeyType::number, "parties.*.discount_factor", "0.9", "per round", {0, 1},
               "T1", "patience")
          .when("strategic stationary"),
      quantity(parameter, "parties.*.outside_option", absent, "value", {-1000, 1000},
               "T2b",
               "value of opting out in answer to an offer; left out: it cannot, unless "
               "it has a withdrawal")
          .when("strategic")
          .shown("0.6"),
  };
}

}  // namespace tripart
