#include "scenario/key_rows.hpp"
#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/trade_model.hpp"

namespace tripart {

std::vector<Key> general_keys() {
  using enum KeyType;
  return {
      quantity(count, "format", required, "", {1, 1}, "", "version of this format")
          .shown("1"),
      key(name, "name", required, "", "names the results folder").shown("template"),
      key(date, "start", required, "", "first day of the simulation").shown("2018-03-05"),
      key(date, "horizon", required, "B16",
          "bargaining stops on this day; no deal by then: lapsed")
          .shown("2019-06-30"),
      key(date, "follow_up", computed, "B15",
          "ratification and lifting are followed to this day; two years after the "
          "horizon if left out")
          .shown("2021-06-29"),
      quantity(KeyType::number, "step_days", "7", "days", {0.25, 92}, "B17",
               "grid of expiries, breakdown and announcements between dated events"),
      word("mode", "behavioural", "behavioural strategic", "",
           "behavioural plays the process; strategic returns stationary equilibrium "
           "shares"),
      quantity(count, "rounds", absent, "rounds", {1, 10000}, "T1c",
               "finite horizon, the last proposer takes all; left out: infinite")
          .when("strategic")
          .shown("7"),
      key(name_list, "configurations", absent, "E7",
          "deals that may come, by their names in payoffs.csv; that of all parties "
          "always "
          "may; left out: every deal")
          .shown("[CAN-MEX-USA, MEX-USA]"),
      quantity(count, "loss_exponent", "2", "", {1, 2}, "B1",
               "eta: 1 linear, 2 quadratic loss on an issue")
          .free(),
      quantity(
          KeyType::number, "judgement_jitter", "0", "scale of issues", {0, 0.5}, "B1",
          "half-width of a uniform jitter of all ideals and saliences, drawn once per "
          "replicate")
          .with_prior("0.15"),
      quantity(count, "belief_cells", "12", "cells", {8, 16}, "B10",
               "grid of beliefs about reservation values"),
      quantity(parameter, "conservatism", "1", "exponent", {0, 1}, "B10",
               "nu of everybody's learning: 1 is Bayes, 0 never learns")
          .free(),
      quantity(KeyType::number, "transition", "0.5", "share", {0, 1}, "B10",
               "weight of an elected successor's texts before it takes office")
          .free(),
      quantity(KeyType::number, "renegotiation", "0.5", "probability", {0, 1}, "B15",
               "rho: chance of one renegotiation after a failed ratification")
          .free(),
      quantity(KeyType::number, "breakdown_rate", "0", "per year", {0, 100}, "B9",
               "exogenous end of the talks"),
      key(text, "history", absent, "",
          "CSV of the real path beside this file; used for pictures only")
          .shown("history/nafta-2018-path.csv"),
      key(items, "theory", absent, "",
          "closed forms to print beside what was simulated, in theory.csv")
          .shown("first_share"),
      key(name, "theory.*.id", required, "", "names the result"),
      key(name, "theory.*.metric", required, "", "as in summary.csv")
          .shown("surplus_share"),
      key(party, "theory.*.party", absent, "", "as in summary.csv").shown("USA"),
      key(text, "theory.*.category", absent, "", "as in summary.csv").shown("all"),
      word("theory.*.statistic", "mean", "mean sd p05 p25 p50 p75 p95 probability", "",
           "as in summary.csv"),
      key(text, "theory.*.expected", required, "",
          "formula of numbers, paths of this scenario (behind a distribution .low, "
          ".high or .mean), + - * / ^, sqrt, min, max")
          .shown("\"1 / 3\""),
      key(text, "theory.*.source", absent, "", "who proved it").shown("Okada 1996"),
      word("offer_space", "frontier", "frontier outcomes", "B5",
           "what may be offered: points of the frontier, or every outcome where all "
           "issues list their values"),
      key(section, "protocol", "{}", "B8", "who proposes"),
      word("protocol.kind", "random_proposer",
           "random_proposer rotating single_text take_it_or_leave_it krishna_serrano "
           "condorcet_election majority nash_in_nash delegates coalitional "
           "stacked_alternating_offers",
           "B8, K1, T5-T8",
           "who offers: drawn, in turn, a mediator, one party once, all as on platforms; "
           "or an election; in mode strategic exit or side payments"),
      quantity(count, "protocol.ballots", "20", "votes", {1, 10000}, "B8",
               "changes of the text that are voted on at every occasion")
          .when("single_text"),
      key(party, "protocol.proposer", absent, "B8",
          "who makes the offer; drawn by recognition if left out")
          .when("take_it_or_leave_it")
          .shown("USA"),
      quantity(count, "protocol.rounds", required, "rounds", {1, 10000}, "B8c",
               "N: turns that each party has, spread over the time to the horizon")
          .when("stacked_alternating_offers")
          .shown("100"),
      word("protocol.transition", "conditional", "uniform incentive conditional", "K1",
           "who challenges whom: a chain with equal rivals, one with rivals driven by "
           "what they hope for, or none")
          .when("condorcet_election"),
      word("protocol.vote", "proportional", "binary proportional cubic", "K1",
           "how a difference of utilities becomes a vote")
          .when("condorcet_election"),
      quantity(KeyType::number, "protocol.contest_exponent", "2", "exponent", {0.1, 16},
               "K1", "of strengths in contests; 2 is the square law")
          .when("condorcet_election"),
      quantity(count, "protocol.quota", absent, "parties", {1, max_parties}, "T6",
               "parties that must agree, the proposer among them; left out: more than "
               "half")
          .when("majority")
          .shown("2"),
      key(party, "protocol.hub", required, "T7",
          "the party that has a deal with every other; it needs may_split")
          .when("nash_in_nash delegates")
          .shown("USA"),
      key(boolean, "protocol.renegotiation", "true", "T8",
          "whether a coalition that has formed may still be widened")
          .when("coalitional"),
      quantity(KeyType::number, "protocol.continuation", "1", "probability", {0, 1}, "T2",
               "p: talks survive a refusal; else they break down")
          .when("strategic"),
      key(section, "mechanisms", "{}", "",
          "what the model may do; to see what something is worth, play without it"),
      key(boolean, "mechanisms.threats", "true", "B11-B13",
          "false: nobody threatens, so nobody executes or retaliates"),
      key(boolean, "mechanisms.elections", "true", "B3, B10",
          "false: no votes, neither as dates nor as changes of government"),
      key(boolean, "mechanisms.beliefs", "true", "B10",
          "false: nobody learns; priors about private parts and threats stand "
          "(conservatism 0)"),
      key(boolean, "mechanisms.ratification", "true", "B15",
          "false: what is signed needs nobody's approval"),
      key(boolean, "mechanisms.bilateral_track", "true", "B14",
          "false: nobody leaves the plenary"),
      key(boolean, "mechanisms.lobbies", "true", "B2",
          "false: governments do not weigh their lobbies' value added"),
      key(section, "chapter_hazard", "{}", "B4",
          "hazard of closing a chapter, per 30 days of session"),
      quantity(
          parameter, "chapter_hazard.a0", "-3.506557897319982", "log", {-20, 20}, "B4",
          "level, ln .03 by default: 6 closings in 202 chapter-rounds by 5 March 2018"),
      quantity(parameter, "chapter_hazard.a1", "{normal: [0.5, 0.5]}", "log", {-20, 20},
               "B4", "raises the hazard in plenary sessions")
          .free(),
      quantity(parameter, "chapter_hazard.a2", "{gamma: [2, 1]}", "log", {0, 50}, "B4",
               "per unit of the chapter's gap, lowers the hazard")
          .free(),
      quantity(parameter, "chapter_hazard.a3", "{normal: [2, 1]}", "log", {-20, 20}, "B4",
               "raises the hazard towards the end of the political clock")
          .free(),
      quantity(KeyType::number, "chapter_hazard.closeness", "0.1", "scale of issues",
               {0, 1}, "B4",
               "contested chapters may close once latest offers differ by no more")
          .free(),
      key(section, "accession", "{}", "B14", "how an outsider joins a bilateral deal"),
      quantity(KeyType::number, "accession.days", "30", "days", {1, 3650}, "B14",
               "time to join where no text date is derived")
          .free(),
      quantity(KeyType::number, "accession.every_days", "7", "days", {1, 365}, "B14",
               "between meetings of hub and newcomer")
          .free(),
      key(section, "entry_into_force", "{}", "B15",
          "Weibull time from signature to force"),
      quantity(KeyType::number, "entry_into_force.shape", "1.57", "", {0.1, 20}, "B15",
               "shape; Freund & McDaniel 2016"),
      quantity(KeyType::number, "entry_into_force.scale_months", "30", "months",
               {0.1, 600}, "B15", "scale; Freund & McDaniel 2016"),
      key(csv, "payoffs", absent, "B2",
          "CSV beside this file: what every configuration is worth to every party")
          .when("pure")
          .shown("payoff-table.csv"),
  };
}

std::vector<Key> economy_keys() {
  using enum KeyType;
  return {
      key(section, "economy", absent, "E1-E7",
          "the trade model; left out: pure bargaining"),
      key(table, "economy.baseline", required, "E1-E6",
          "folder of the base-year tables under baselines/")
          .shown("base2017"),
      key(elasticities, "economy.elasticities", computed, "E2",
          "a theta set by name, {draw: [names]} with equal chances, or {discrete: "
          "[[name, p], ...]}; all sets of "
          "the baseline if left out")
          .shown("{draw: [cp2015, ll2023, gtap]}"),
      key(section, "economy.theta", "{}", "E2",
          "what is drawn, once per economy, around the set or instead of it"),
      quantity(
          parameter, "economy.theta.factor", "1", "factor", {0.02, 50}, "E2",
          "multiplies the set's theta, drawn for each sector; draws that leave theta "
          "outside [0.05, 200] are drawn again")
          .free()
          .shown("{lognormal: [0, 0.3]}"),
      key(by_sector, "economy.theta.sectors", absent, "E2",
          "theta of some sectors drawn directly, without set or factor")
          .shown("basic_metals"),
      quantity(parameter, "economy.theta.sectors.*", required, "",
               {theta_range.lo, theta_range.hi}, "E2", "theta of the sector")
          .shown("{lognormal: [1.6, 0.4]}"),
      quantity(count, "economy.economies", "30", "draws", {1, 10000}, "",
               "outer ensemble over elasticities and iceberg terms"),
      key(section, "economy.closure", "{}", "E4-E5",
          "what the trade model takes as given"),
      word("economy.closure.deficits", "fixed", "fixed scaled removed", "E5",
           "what happens to trade deficits"),
      key(boolean, "economy.closure.input_output", "true", "E1",
          "whether sectors buy inputs from one another"),
      key(by_party, "economy.export_shares", absent, "",
          "export dependence set before anything is solved (biproportional fit)")
          .shown("MEX"),
      key(by_party, "economy.export_shares.*", required, "", "the exporter's partners")
          .shown("USA"),
      quantity(
          KeyType::number, "economy.export_shares.*.*", required, "share",
          {0.0001, 0.9999}, "",
          "of the exporter's goods exports that this partner buys; they sum to at most 1")
          .shown("0.8"),
      key(section, "economy.no_agreement", "{}", "E7", "pairs without an agreement"),
      pair_rates("economy.no_agreement.tariffs", "mfn", "mfn unchanged war",
                 "tariffs of such a pair; war: those of economy.tariff_war, MFN on all "
                 "else"),
      quantity(parameter, "economy.no_agreement.iceberg", "{triangular: [0, 0.1, 0.2]}",
               "fraction", {-0.5, 5}, "E7", "added to the iceberg cost of goods")
          .free(),
      quantity(KeyType::number, "economy.no_agreement.correlation", "0.7", "", {0, 1},
               "E7", "of the iceberg draws between pairs")
          .free(),
      key(by_pair, "economy.no_agreement.pairs", absent, "E7",
          "pairs whose iceberg term has a distribution of its own, names in either order")
          .shown("CAN-USA"),
      quantity(parameter, "economy.no_agreement.pairs.*.iceberg", required, "fraction",
               {-0.5, 5}, "E7", "of this pair, in place of the one for all")
          .shown("{triangular: [0, 0.05, 0.1]}"),
      key(section, "economy.tariff_war", "{}", "E9",
          "what parties charge each other if nothing binds them"),
      key(party_list, "economy.tariff_war.parties", computed, "E9",
          "who chooses rates; all parties if left out")
          .shown("[USA, CAN, MEX]"),
      key(sector_list, "economy.tariff_war.sectors", "goods", "E9",
          "what the rates fall on"),
      word("economy.tariff_war.grouping", "by_partner",
           "uniform by_partner by_sector by_partner_and_sector", "E9",
           "which of a party's rates are one and the same"),
      word("economy.tariff_war.partners", "members", "members all", "E9",
           "whom the rates fall on: each other, or every region"),
      quantity(number_pair, "economy.tariff_war.bounds", "[0, 1.5]", "fraction",
               {-0.9, 10}, "E9", "lowest and highest rate"),
      word("economy.tariff_war.start", "current", "current upper", "E9",
           "where best responses begin: tariffs in force, or the highest rate"),
      key(section, "economy.new_deal", "{}", "E7", "pairs in a new deal"),
      pair_rates("economy.new_deal.tariffs", "unchanged", "unchanged",
                 "tariffs of such a pair"),
      quantity(parameter, "economy.new_deal.iceberg", "0", "fraction", {-0.5, 5}, "E7",
               "added to the iceberg cost of goods; negative lowers it"),
      key(by_pair, "economy.new_deal.pairs", absent, "E7",
          "pairs whose iceberg term has a distribution of its own, names in either order")
          .shown("MEX-USA"),
      quantity(parameter, "economy.new_deal.pairs.*.iceberg", required, "fraction",
               {-0.5, 5}, "E7", "of this pair, in place of the one for all")
          .shown("{uniform: [-0.01, 0]}"),
  };
}

}  // namespace tripart
