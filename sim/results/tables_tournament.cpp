#include <array>

#include "tripart/results/tables.hpp"

namespace tripart {
namespace {

using enum ColumnType;

constexpr Column number_column{"equilibrium", integer, "", "number of the equilibrium"};
constexpr std::string_view payoff_unit =
    "of the measure: percent of own real income a year";

constexpr std::array strategies_columns{
    Column{"party", text, "", "party of the scenario"},
    Column{"strategy", text, "", "name of one of its strategies"},
    Column{"set", text, "", "what it changes in the scenario, joined by ;"},
    Column{"scenario", text, "", "file of the scenario"},
    Column{"scenario_sha256", text, "", "of the scenario with all defaults"},
    Column{"measure", text, "", "utility or welfare_pct"},
    Column{"seed", text, "", "of all profiles"},
    Column{"replicates", integer, "replicates", "played of every profile"},
};

constexpr std::array profiles_columns{
    Column{"profile", integer, "", "number of the profile, from 1"},
    Column{"strategies", text, "", "strategies in the order of the parties, joined by |"},
    Column{"party", text, "", "whose payoff it is"},
    Column{"strategy", text, "", "what it plays"},
    Column{"mean", number, payoff_unit, "mean payoff"},
    Column{"std_error", number, payoff_unit, "its Monte-Carlo standard error"},
    Column{"ci_low", number, payoff_unit, "lower end of its 95 percent interval"},
    Column{"ci_high", number, payoff_unit, "upper end of its 95 percent interval"},
    Column{"best_response", text, "", "the party's best strategy against the others'"},
    Column{"regret", number, payoff_unit, "what the best response would bring more"},
    Column{"regret_std_error", number, payoff_unit,
           "its standard error, profiles sharing their draws"},
    Column{"replicates", integer, "replicates", "that were played to an end"},
};

constexpr std::array endings_columns{
    Column{"profile", integer, "", "number of the profile, from 1"},
    Column{"strategies", text, "", "strategies in the order of the parties, joined by |"},
    Column{"kind", text, "", "kind of deal, or none"},
    Column{"probability", number, "probability", "share of replicates"},
    Column{"ci_low", number, "probability",
           "lower end of the 95 percent Wilson interval"},
    Column{"ci_high", number, "probability",
           "upper end of the 95 percent Wilson interval; 3.8/n where none was seen"},
    Column{"replicates", integer, "replicates", "that were played to an end"},
};

constexpr std::array equilibria_columns{
    number_column,
    Column{"type", text, "",
           "pure or mixed: of the mean payoffs; pure_within_error: its epsilon is below "
           "two standard errors"},
    Column{"party", text, "", "party of the scenario"},
    Column{"strategy", text, "", "one of its strategies"},
    Column{"probability", number, "probability", "with which it plays it"},
    Column{"payoff", number, payoff_unit, "of the party in this equilibrium"},
    Column{"epsilon", number, payoff_unit,
           "largest gain that any party could make by another strategy"},
    Column{"epsilon_std_error", number, payoff_unit, "its bootstrap standard error"},
    Column{"epsilon_low", number, payoff_unit, "2.5 percent bootstrap quantile"},
    Column{"epsilon_high", number, payoff_unit, "97.5 percent bootstrap quantile"},
    Column{"is_equilibrium", text, "", "yes: epsilon is below two standard errors"},
};

constexpr std::array regrets_columns{
    number_column,
    Column{"party", text, "", "party of the scenario"},
    Column{"strategy", text, "", "one of its strategies"},
    Column{"payoff", number, payoff_unit, "of the strategy against the others' mixture"},
    Column{"regret", number, payoff_unit,
           "what the party's own mixture is worth beyond it"},
    Column{"std_error", number, payoff_unit, "standard error of the regret"},
    Column{"ci_low", number, payoff_unit, "lower end of its 95 percent interval"},
    Column{"ci_high", number, payoff_unit, "upper end of its 95 percent interval"},
};

constexpr OutputTable strategies{"strategies.csv",
                                 "One row per party and strategy of a tournament",
                                 strategies_columns};
constexpr OutputTable profiles{"profiles.csv",
                               "One row per profile of strategies and party: payoffs",
                               profiles_columns};
constexpr OutputTable endings{"profile_endings.csv",
                              "One row per profile and kind of deal", endings_columns};
constexpr OutputTable equilibria{
    "equilibria.csv", "One row per equilibrium, party and strategy", equilibria_columns};
constexpr OutputTable regrets{"regrets.csv",
                              "One row per equilibrium, party and strategy: what it is "
                              "worth there",
                              regrets_columns};

}  // namespace

const OutputTable& strategies_table() {
  return strategies;
}
const OutputTable& profiles_table() {
  return profiles;
}
const OutputTable& profile_endings_table() {
  return endings;
}
const OutputTable& equilibria_table() {
  return equilibria;
}
const OutputTable& regrets_table() {
  return regrets;
}

}  // namespace tripart
