#include "scenario/key_rows.hpp"

namespace tripart {

std::vector<Key> threat_keys() {
  using enum KeyType;
  constexpr std::string_view leaving = "withdrawal exclusion";
  constexpr std::string_view going = "withdrawal exclusion walkout";
  constexpr std::string_view imposing = "tariff sanction";
  return {
      key(items, "threats", absent, "B11", "threats that stand or may come")
          .shown("walk_out:walkout metals:tariff exit:withdrawal embargo:sanction"),
      key(name, "threats.*.id", required, "", "addresses the threat"),
      word("threats.*.kind", "tariff", "tariff withdrawal exclusion sanction walkout",
           "B11", "what is threatened"),
      key(party, "threats.*.issuer", required, "B11", "who threatens")
          .shown("CAN | USA | USA | CAN"),
      key(party_list, "threats.*.targets", required, "B11", "whom")
          .shown("[USA] | [CAN, MEX] | [CAN, MEX] | [USA]"),
      key(by_sector, "threats.*.tariffs", required, "B11",
          "by sector, what becomes of the rates in force")
          .when("tariff")
          .shown("basic_metals"),
      quantity(rates, "threats.*.tariffs.*", required, "fraction", {0, 5}, "B11",
               "a rate to add, or a change as in economy.policies; for all targets, or "
               "{TARGET: change}")
          .shown("{CAN: 0.087, MEX: {add: 0.25, coverage: 0.168}}"),
      key(date, "threats.*.announced", absent, "B11",
          "may lie before the start; left out: announced at `hazard`")
          .shown("2018-03-02 | 2018-03-01 | 2018-01-17"),
      word("threats.*.announcement", absent, "certain choice", "B11",
           "choice: only if it pays; left out: dated ones are certain, others a choice")
          .shown("certain"),
      quantity(parameter, "threats.*.hazard", "0", "per year", {0, 100}, "B11",
               "rate of an announcement not yet made"),
      quantity(parameter, "threats.*.expires_after_days", "{uniform: [15, 180]}", "days",
               {0, 3650}, "B11",
               "from the announcement, or from `start` where that came before, to the "
               "issuer's decision")
          .shown("{uniform: [15, 180]} | {uniform: [15, 180]} | {uniform: [62, 227]}"),
      quantity(parameter, "threats.*.extension", "{beta: [2, 2]}", "probability", {0, 1},
               "B11", "z: chance to extend instead of deciding")
          .free(),
      quantity(count, "threats.*.max_extensions", "2", "times", {0, 100}, "B11",
               "n_ext: how often it may be extended")
          .free(),
      quantity(parameter, "threats.*.audience_cost", "{uniform: [0, 0.03]}",
               "percent of a year's income per month", {0, 100}, "B11",
               "alpha: cost of backing down, grows from announcement")
          .free(),
      quantity(KeyType::number, "threats.*.audience_cap_months", "6", "months", {0, 600},
               "B11", "the audience cost grows no longer than this")
          .free(),
      quantity(parameter, "threats.*.noise", "{uniform: [0.02, 0.15]}",
               "percent of a year's income", {0, 100}, "B11",
               "sigma_T: noise of the decision to execute")
          .free(),
      quantity(parameter, "threats.*.expected_duration", "0.75", "years", {0, 100}, "B11",
               "h: how long the issuer expects it to last")
          .free(),
      quantity(parameter, "threats.*.execution_cost", "0", "percent of a year's income",
               {-100, 100}, "B11", "once-off, private to the issuer"),
      key(number_pair, "threats.*.credibility", "[5, 5]", "B11",
          "successes and failures of the Beta prior of phat")
          .within(0.001, 1e6)
          .when(imposing),
      key(number_pair, "threats.*.credibility", "[2, 6]", "B11",
          "successes and failures of the Beta prior of phat")
          .within(0.001, 1e6)
          .when(going),
      key(text, "threats.*.credibility_evidence", absent, "B11",
          "what the counts of credibility rest on; kept with the results")
          .shown("half of such threats come true (TIES)"),
      quantity(KeyType::number, "threats.*.credibility_spillover", "1", "share", {0, 1},
               "B11",
               "weight of what is seen of the issuer's other threats of the same kind")
          .free(),
      key(shares, "threats.*.execution_shares", "[1]", "B11",
          "shares of what is threatened that may be carried out, rising")
          .within(0.001, 1)
          .when(imposing),
      key(boolean, "threats.*.may_exempt", "false", "B11",
          "the issuer may spare some of the targets")
          .when(imposing),
      key(by_party, "threats.*.effects", required, "B11",
          "what it is worth while in force, by party; parties left out: nothing")
          .when("sanction")
          .shown("USA CAN"),
      quantity(parameter, "threats.*.effects.*", required,
               "percent of real income a year", {-1000, 1000}, "B11",
               "of the whole, a value without an economy; a target bears its own part")
          .shown("-0.1"),
      key(section, "threats.*.escalation", absent, "B11",
          "the threat that is announced if this one does not help"),
      key(name, "threats.*.escalation.to", required, "B11",
          "id of the next rung, a threat of the same issuer")
          .shown("embargo"),
      quantity(KeyType::number, "threats.*.escalation.after_days", "60", "days",
               {0, 3650}, "B11", "from execution to the announcement of the next rung"),
      key(boolean, "threats.*.escalation.on_retaliation", "false", "B12",
          "announced at once where a target retaliates"),
      key(name, "threats.*.if_executed", absent, "B11",
          "id of the threat that it answers: its clock starts when that one is carried "
          "out")
          .shown("metals"),
      quantity(KeyType::number, "threats.*.away_days", absent, "days", {0, 3650}, "B11",
               "until it is back at the table; left out: talks end")
          .when("walkout")
          .shown("60"),
      quantity(
          KeyType::number, "threats.*.notice_days", computed, "days", {0, 3650}, "B11",
          "until it takes effect; the issuer's withdrawal notice if left out, else 182")
          .when(leaving)
          .shown("182"),
      quantity(KeyType::number, "threats.*.uncertainty_cost", "0", "share", {0, 1}, "B9",
               "psi: part of the cost of no agreement that a standing threat lays on the "
               "old one")
          .free()
          .when(leaving),
      key(section, "threats.*.lift", "{}", "B13", "how an imposed tariff comes off")
          .when(imposing),
      key(lifting, "threats.*.lift.at",
          "{discrete: [[signature, 0.4], [ratification, 0.3], [separate, 0.3]]}", "B13",
          "signature, ratification or separate, or probabilities of the three")
          .free(),
      quantity(parameter, "threats.*.lift.fair_share", "{uniform: [0.3, 0.6]}",
               "share of surplus", {0, 1}, "B13",
               "phi: least share of the surplus at which the issuer lifts")
          .free(),
      quantity(KeyType::number, "threats.*.lift.hazard", "1", "per year", {0, 1000},
               "B13", "rate of a lifting that is tied to no date")
          .free(),
      key(by_party, "retaliation", absent, "B12",
          "who answers tariffs; parties left out do not")
          .when("economy")
          .shown("CAN:dollar_for_dollar MEX:list"),
      word("retaliation.*.mode", "dollar_for_dollar", "dollar_for_dollar list", "B12",
           "the same rates on equal covered trade, or a list of its own"),
      key(by_sector, "retaliation.*.tariffs", required, "B12",
          "by sector, what becomes of the rates in force")
          .when("list")
          .shown("food"),
      quantity(rates, "retaliation.*.tariffs.*", required, "fraction", {0, 5}, "B12",
               "a rate to add, or a change as in economy.policies; against every issuer, "
               "or {ISSUER: change}")
          .shown("{USA: 0.15}"),
      word("retaliation.*.scale", "none", "none dollar_for_dollar", "B12",
           "dollar_for_dollar: the list's coverage scaled until it covers as much trade "
           "as was hit")
          .when("list"),
      quantity(parameter, "retaliation.*.stock", "{uniform: [0, 0.05]}",
               "percent of a year's income", {0, 100}, "B12",
               "A: audience stock of the announced answer")
          .free(),
      quantity(parameter, "retaliation.*.noise", "0.02", "percent of a year's income",
               {0, 100}, "B12", "sigma_R: noise of the decision to answer")
          .free(),
      quantity(parameter, "retaliation.*.forgiveness", "0.3", "probability", {0, 1},
               "B12", "chance that a provocation is forgiven")
          .free(),
  };
}

}  // namespace tripart
