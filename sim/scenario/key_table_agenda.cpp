#include "scenario/key_rows.hpp"

namespace tripart {

std::vector<Key> agenda_keys() {
  using enum KeyType;
  return {
      key(items, "chapters", absent, "B4", "chapters of the agreement")
          .shown("customs:technical origin:contested"),
      key(name, "chapters.*.id", required, "", "addresses the chapter"),
      word("chapters.*.kind", required, "technical contested", "B4",
           "technical chapters close by a hazard, contested ones hold issues"),
      key(date, "chapters.*.closed", absent, "B4",
          "day on which it was closed, if by the start")
          .shown("2017-10-17"),
      quantity(parameter, "chapters.*.gap", "0", "scale of issues", {0, 1}, "B4",
               "distance between the parties' texts"),
      key(items, "issues", required, "B1", "what is bargained over, 1 to 64")
          .required_without("payoffs")
          .shown("auto_content"),
      key(name, "issues.*.id", required, "", "addresses the issue"),
      key(chapter, "issues.*.chapter", absent, "B4",
          "contested chapter it belongs to; needed if there are chapters")
          .shown("origin"),
      key(text_pair, "issues.*.poles", absent, "B1", "the texts at 0 and 1")
          .shown("[62.5 pct, 85 pct]"),
      quantity(value_list, "issues.*.values", absent, "scale of issues", {0, 1}, "B1",
               "the only texts it may have, 2 to 1000, rising; left out: all of [0, 1]")
          .shown("{strict: 0, middle: 0.4, loose: 1}"),
      quantity(parameter_or_none, "issues.*.status_quo", "0", "scale of issues", {0, 1},
               "B1", "x0: text in force without a deal; none: nothing to hold on to"),
      key(party_list, "issues.*.between", computed, "B1",
          "parties with a stake; all with a position if left out")
          .shown("[USA, CAN, MEX]"),
      key(by_party, "issues.*.positions", required, "B1", "where the parties stand")
          .shown("USA CAN MEX"),
      quantity(parameter, "issues.*.positions.*.ideal", required, "scale of issues",
               {0, 1}, "B1", "p: text it likes best")
          .shown("1 | 0.2 | 0.05"),
      quantity(number_list, "issues.*.positions.*.utilities", absent, "", {0, 1}, "B1",
               "u of each of the issue's values, in their order")
          .instead("ideal")
          .shown("[1, 0.5, 0]"),
      quantity(parameter, "issues.*.positions.*.salience", required, "weight", {0, 1e6},
               "B1", "s: weight; normalised over the party's issues")
          .shown("0.95 | 0.75 | 0.95"),
      key(interval, "issues.*.positions.*.red_line", "[0, 1]", "B1",
          "[low, high]: texts it would sign at all")
          .within(0, 1)
          .shown("[0, 1] | [0, {uniform: [0.5, 1]}] | [0, 1]"),
      key(records, "issues.*.effects", absent, "E7", "trade costs at pole 1")
          .when("economy")
          .shown("1"),
      key(party, "issues.*.effects.*.importer", required, "E7", "whose imports")
          .shown("USA"),
      key(party, "issues.*.effects.*.exporter", required, "E7", "from whom").shown("MEX"),
      key(sector, "issues.*.effects.*.sector", required, "E7", "of what")
          .shown("motor_vehicles"),
      quantity(KeyType::number, "issues.*.effects.*.iceberg", "0", "log", {-2, 2}, "E7",
               "change of the log iceberg cost")
          .shown("0.01"),
      quantity(tariff_change, "issues.*.effects.*.tariff", "0", "fraction", {-0.99, 5},
               "E7, E8", "a rate to add, or a change as in economy.policies"),
  };
}

std::vector<Key> calendar_keys() {
  using enum KeyType;
  constexpr std::string_view session = "plenary inter_session";
  constexpr std::string_view pulls = "election legal soft_target";
  return {
      key(items, "calendar", absent, "B3, B8", "sessions and dated events")
          .shown("round:plenary talks:inter_session vote:election law:legal "
                 "summit:soft_target"),
      key(name, "calendar.*.id", required, "", "addresses the event"),
      word("calendar.*.kind", required,
           "plenary inter_session election legal soft_target", "B3, B8",
           "one offer by each party per plenary, one per inter-session; the others "
           "move patience"),
      key(date, "calendar.*.from", required, "B8",
          "first day of the session, or of a series")
          .when(session)
          .shown("2018-04-08 | 2018-04-25"),
      key(date, "calendar.*.to", required, "B8",
          "last day of the session, or of a series")
          .when(session)
          .shown("2019-06-30"),
      quantity(KeyType::number, "calendar.*.every_days", absent, "days", {1, 3650}, "B8",
               "repeats the session until `to`; needs length_days")
          .when(session)
          .shown("35 | 35"),
      quantity(KeyType::number, "calendar.*.length_days", absent, "days", {1, 366}, "B8",
               "length of a repeated session")
          .when(session)
          .shown("7 | 5"),
      key(party, "calendar.*.party", required, "B10", "who votes")
          .when("election")
          .shown("USA"),
      key(date, "calendar.*.date", required, "B3", "day of the event")
          .when("election soft_target")
          .shown("2018-11-06 | 2018-04-13"),
      key(date, "calendar.*.takes_office", computed, "B10",
          "a new government acts from this day; the vote if left out")
          .when("election")
          .shown("2019-01-03"),
      key(date, "calendar.*.sign_before", required, "B18",
          "the agreement must be signed before this day")
          .when("legal")
          .shown("2018-12-01"),
      quantity(KeyType::number, "calendar.*.notice_days", required, "days", {0, 3650},
               "B18", "notice before signature; gives the first derived deadline")
          .when("legal")
          .shown("90"),
      quantity(KeyType::number, "calendar.*.text_days", required, "days", {0, 3650},
               "B18", "text before signature; gives the second derived deadline")
          .when("legal")
          .shown("60"),
      key(party_list, "calendar.*.parties", computed, "B3",
          "whose patience it moves; all, and for an election its party, if left out")
          .when(pulls)
          .shown("[USA] | [USA, MEX] | [USA, CAN, MEX]"),
      quantity(KeyType::number, "calendar.*.hardness", "0.5", "", {0, 1}, "B3",
               "multiplies deadline_weight")
          .when("election"),
      quantity(KeyType::number, "calendar.*.hardness", "1", "", {0, 1}, "B3",
               "multiplies deadline_weight")
          .when("legal"),
      quantity(KeyType::number, "calendar.*.hardness", "0.3", "", {0, 1}, "B3",
               "multiplies deadline_weight")
          .when("soft_target"),
      quantity(KeyType::number, "calendar.*.reach_days", "60", "days", {0.1, 3650}, "B3",
               "h: how long before the date its pull is felt")
          .free()
          .when(pulls),
      key(boolean, "calendar.*.hard", "false", "B3", "ends the party's political clock")
          .when("election soft_target"),
      key(boolean, "calendar.*.hard", "true", "B3", "ends the party's political clock")
          .when("legal"),
      key(section, "calendar.*.replacement", absent, "B10", "the executive that may come")
          .when("election"),
      quantity(parameter, "calendar.*.replacement.probability", required, "probability",
               {0, 1}, "B10", "c: chance that the executive is replaced")
          .shown("0.6"),
      key(section, "calendar.*.replacement.changes", "{}", "B10",
          "what it changes; what is left out stays"),
      quantity(parameter, "calendar.*.replacement.changes.discount_rate", absent,
               "per year", {0, 10}, "B3", "r: its impatience")
          .with_prior("{uniform: [0.05, 0.2]}")
          .shown("0.05"),
      quantity(parameter, "calendar.*.replacement.changes.content_weight", absent,
               "percent of real income a year", {0, 1000}, "B2",
               "omega_A: what moving the agenda is worth to it")
          .with_prior("{lognormal: [-1.05, 0.7]}")
          .when("economy")
          .shown("0.35"),
      quantity(parameter, "calendar.*.replacement.changes.content_weight", absent,
               "value", {0, 1000}, "B2", "omega_A: what moving the agenda is worth to it")
          .when("pure")
          .shown("1"),
      quantity(parameter, "calendar.*.replacement.changes.concession_exponent", absent,
               "", {0.01, 100}, "B6", "e: how early it concedes")
          .with_prior("{lognormal: [-0.7, 0.7]}")
          .shown("0.5"),
      key(section, "calendar.*.replacement.changes.ratification", absent, "B15",
          "the new legislature"),
      quantity(parameter, "calendar.*.replacement.changes.ratification.threshold",
               required, "percent of real income a year", {-100, 100}, "B15",
               "thr: gain the new legislature asks for")
          .with_prior("{normal: [0, 0.1]}")
          .shown("0.1"),
      key(by_issue, "calendar.*.replacement.changes.positions", absent, "B1",
          "its stand on some issues")
          .shown("auto_content"),
      quantity(parameter, "calendar.*.replacement.changes.positions.*.ideal", absent,
               "scale of issues", {0, 1}, "B1", "p: text it likes best")
          .shown("0.1"),
      quantity(parameter, "calendar.*.replacement.changes.positions.*.salience", absent,
               "weight", {0, 1e6}, "B1", "s: weight it gives the issue")
          .shown("0.6"),
  };
}

}  // namespace tripart
