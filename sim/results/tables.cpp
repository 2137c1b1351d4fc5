#include "tripart/results/tables.hpp"

#include "tripart/results/tables_sensitivity.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr std::array outcomes_columns{
    Column{"replicate", integer, "", "number of the stochastic history, from 1"},
    Column{"economy", integer, "",
           "economy of the outer ensemble that the replicate used, from 1"},
    Column{"ending", text, "",
           "how talks ended: agreed, lapsed (horizon) or collapsed (a withdrawal took "
           "effect, or talks broke down, before any deal)"},
    Column{"kind", text, "",
           "kind of deal: none, bilateral, two_bilaterals of one hub, bilaterals, "
           "trilateral, multilateral"},
    Column{"configuration", text, "",
           "deals by their members, joined by |; empty: no deal"},
    Column{
        "path", text, "",
        "direct, or accession where a newcomer joined an earlier deal; empty: no deal"},
    Column{"start_date", date, "", "day on which the simulation starts"},
    Column{"end_date", date, "", "day on which the talks ended"},
    Column{"days", integer, "days", "length of the talks from start_date to end_date"},
    Column{"first_deal", text, "", "configuration of the first deal reached"},
    Column{"first_deal_date", date, "", "day of the first deal"},
    Column{"chapters_closed", integer, "chapters",
           "chapters closed at the end of the talks, those closed before the start "
           "included"},
    Column{"threats_made", integer, "threats", "threats announced"},
    Column{"threats_executed", integer, "threats", "threats carried out"},
    Column{"threats_withdrawn", integer, "threats",
           "threats withdrawn because their condition was met"},
    Column{"retaliations", integer, "responses",
           "executed tariffs that a target answered with its own"},
    Column{"tariff_days", number, "days",
           "days with any executed tariff in force, to the end of the follow-up"},
    Column{"ratified", text, "",
           "yes, no, pending at the end of the follow-up; empty: nothing to ratify"},
    Column{"proposer", text, "", "party whose text was accepted"},
    Column{"mechanisms", text, "",
           "what stood in the way of a (wider) deal, joined by |: red_line, no_surplus, "
           "ratification, time"},
    Column{"without_surplus", text, "",
           "parties that no text of the last track could satisfy, joined by |"},
    Column{
        "pareto_distance", number, "percent of own real income a year",
        "largest equal gain that the members of the last table could still have on the "
        "exact frontier; 0: efficient; empty: no deal"},
};

constexpr std::array parties_columns{
    Column{"replicate", integer, "", "number of the stochastic history, from 1"},
    Column{"party", text, "", "negotiating party"},
    Column{"utility", number, "percent of own real income a year",
           "value to the government, net of audience costs paid"},
    Column{"welfare_pct", number, "percent",
           "exact change of real income against the status quo"},
    Column{"reservation_value", number, "percent of own real income a year",
           "least value acceptable at the end of the talks"},
    Column{"surplus_share", number, "fraction",
           "share of the members' joint surplus; empty: no deal or no surplus"},
    Column{"content", number, "index in [-1, 1]",
           "salience-weighted closeness of the agenda to the party's ideals, against the "
           "status quo"},
    Column{"distance_nash", number, "percent of own real income a year",
           "utility less that at the Nash point of the frontier; empty: no deal"},
    Column{"distance_asymmetric_nash", number, "percent of own real income a year",
           "utility at the agreement less that of the text which the Nash solution with "
           "powers gives the same signatories at the scenario's central values "
           "(benchmarks.csv); empty: no deal or no such text"},
    Column{"distance_kalai_smorodinsky", number, "percent of own real income a year",
           "the same for the Kalai-Smorodinsky solution"},
    Column{"distance_egalitarian", number, "percent of own real income a year",
           "the same for the egalitarian solution"},
    Column{"distance_utilitarian", number, "percent of own real income a year",
           "the same for the utilitarian text"},
    Column{"distance_nash_in_nash", number, "percent of own real income a year",
           "the same for all bilaterals of one hub against Nash-in-Nash; empty: another "
           "kind of deal"},
};

constexpr std::array terms_columns{
    Column{"replicate", integer, "", "number of the stochastic history, from 1"},
    Column{"issue", text, "", "contested issue"},
    Column{"text", number, "scale from 0 to 1 between the issue's poles",
           "settled text; empty: not settled"},
};

constexpr std::array closings_columns{
    Column{"replicate", integer, "", "number of the stochastic history, from 1"},
    Column{"chapter", text, "", "chapter of the agreement"},
    Column{"date", date, "", "day on which the chapter closed; empty: never"},
};

constexpr std::array timeline_columns{
    Column{"date", date, "", "day"},
    Column{"kind", text, "", "kind of deal; none: talks ended without any"},
    Column{"probability", number, "probability",
           "share of replicates that had ended with this kind by that day"},
    Column{"ci_low", number, "probability",
           "lower end of the 95 percent Wilson interval"},
    Column{"ci_high", number, "probability",
           "upper end of the 95 percent Wilson interval; 3.8/n where none was seen"},
};

constexpr std::array progress_columns{
    Column{"date", date, "", "day"},
    Column{"p05", integer, "chapters",
           "5 percent quantile over replicates of the chapters closed by that day"},
    Column{"p25", integer, "chapters", "25 percent quantile"},
    Column{"p50", integer, "chapters", "median"},
    Column{"p75", integer, "chapters", "75 percent quantile"},
    Column{"p95", integer, "chapters", "95 percent quantile"},
    Column{"mean", number, "chapters", "mean over replicates"},
};

constexpr std::array events_columns{
    Column{"replicate", integer, "", "number of the stochastic history, from 1"},
    Column{"date", date, "", "day of the event"},
    Column{"actor", text, "", "party that acts; empty: nobody in particular"},
    Column{"event", text, "", "what happens"},
    Column{"target", text, "", "party, threat or chapter it happens to"},
    Column{"value", number, "as the event says",
           "its number, in percent of real income a year for offers and answers"},
    Column{"text", text, "", "the event as a sentence"},
};

constexpr OutputTable outcomes{
    "outcomes.csv", "One row per replicate: how the negotiation ended", outcomes_columns};
constexpr OutputTable parties{"parties.csv",
                              "One row per replicate and party: what the ending is worth",
                              parties_columns};
constexpr OutputTable terms{
    "terms.csv", "One row per replicate and issue: the settled text", terms_columns};
constexpr OutputTable closings{"closings.csv",
                               "One row per replicate and chapter: when it closed",
                               closings_columns};
constexpr OutputTable timeline{
    "timeline.csv", "One row per date and kind: probability of having ended so",
    timeline_columns};
constexpr OutputTable progress{"progress.csv", "One row per date: chapters closed",
                               progress_columns};
constexpr OutputTable events{"events.csv", "One row per event of a traced replicate",
                             events_columns};

}  // namespace

const OutputTable& outcomes_table() {
  return outcomes;
}
const OutputTable& parties_table() {
  return parties;
}
const OutputTable& terms_table() {
  return terms;
}
const OutputTable& closings_table() {
  return closings;
}
const OutputTable& timeline_table() {
  return timeline;
}
const OutputTable& progress_table() {
  return progress;
}
const OutputTable& events_table() {
  return events;
}

std::span<const OutputTable* const> all_tables() {
  static const std::array<const OutputTable*, 37> list{
      &outcomes_table(),        &parties_table(),
      &terms_table(),           &closings_table(),
      &issues_table(),          &chapters_table(),
      &timeline_table(),        &progress_table(),
      &threats_table(),         &summary_table(),
      &theory_table(),          &payoffs_table(),
      &regions_table(),         &partners_table(),
      &sectors_table(),         &flows_table(),
      &histograms_table(),      &events_table(),
      &tariffs_table(),         &tariff_welfare_table(),
      &tariff_searches_table(), &strategies_table(),
      &profiles_table(),        &profile_endings_table(),
      &equilibria_table(),      &regrets_table(),
      &benchmarks_table(),      &core_table(),
      &calibration_table(),     &quantities_table(),
      &sobol_indices_table(),   &morris_table(),
      &one_at_a_time_table(),   &tornado_table(),
      &prim_boxes_table(),      &prim_limits_table(),
      &prior_predictive_table()};
  return list;
}

}  // namespace tripart
