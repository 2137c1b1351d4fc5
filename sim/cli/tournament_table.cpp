#include "cli/tournament_table.hpp"

#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr int payoff_digits = 4;
constexpr std::size_t most_shown = 12;

std::string with_sign(double value) {
  const std::string text = rounded(value, payoff_digits);
  return value > 0.0 ? "+" + text : text;
}

std::string with_interval(const Estimate& estimate) {
  if (!estimate.value) {
    return "-";
  }
  const std::string text = with_sign(*estimate.value);
  return estimate.low ? text + " (" + with_sign(*estimate.low) + " to " +
                            with_sign(*estimate.high) + ")"
                      : text;
}

std::string deal_share(const ProfileEndings& endings) {
  const std::uint64_t none = endings.kinds[static_cast<std::size_t>(DealKind::none)];
  return endings.replicates == 0
             ? "-"
             : rounded(100.0 * static_cast<double>(endings.replicates - none) /
                           static_cast<double>(endings.replicates),
                       1);
}

// Profile 0 is that of everybody's first strategy.
std::string changes(const TournamentFile& tournament, const TournamentResult& result) {
  const NormalFormGame& game = result.game.game();
  TextTable table;
  std::vector<std::string> header{"party", "plays"};
  for (const TournamentParty& party : tournament.parties) {
    header.push_back(party.id + " gets");
  }
  header.emplace_back("any deal, %");
  table.add(header);
  std::vector<std::string> first{"all", "their first"};
  for (int party = 0; party < game.party_count(); ++party) {
    const Estimate payoff = result.game.payoff(0, party);
    first.push_back(payoff.value ? rounded(*payoff.value, payoff_digits) : "-");
  }
  first.push_back(deal_share(result.endings[0]));
  table.add(first);
  for (int party = 0; party < game.party_count(); ++party) {
    const TournamentParty& own = tournament.parties[static_cast<std::size_t>(party)];
    for (int strategy = 1; strategy < game.strategy_count(party); ++strategy) {
      const std::size_t profile = game.changed(0, party, strategy);
      std::vector<std::string> row{own.id,
                                   own.strategies[static_cast<std::size_t>(strategy)].id};
      for (int other = 0; other < game.party_count(); ++other) {
        row.push_back(with_interval(result.game.difference(0, profile, other)));
      }
      row.push_back(deal_share(result.endings[profile]));
      table.add(row);
    }
  }
  return table.text(2);
}

std::string mixture(const std::vector<TournamentStrategy>& strategies,
                    const std::vector<double>& probabilities) {
  std::string text;
  for (std::size_t s = 0; s < probabilities.size(); ++s) {
    if (probabilities[s] > 0.0) {
      text += (text.empty() ? "" : ", ") + strategies[s].id +
              (probabilities[s] < 1.0 ? " " + rounded(probabilities[s], 3) : "");
    }
  }
  return text;
}

std::string equilibria(const TournamentFile& tournament, const TournamentResult& result) {
  TextTable table;
  std::vector<std::string> header{"", "equilibrium"};
  for (const TournamentParty& party : tournament.parties) {
    header.push_back(party.id);
  }
  header.emplace_back("epsilon");
  header.emplace_back("95 percent");
  table.add(header);
  for (std::size_t n = 0; n < std::min(result.equilibria.size(), most_shown); ++n) {
    const JudgedEquilibrium& judged = result.equilibria[n];
    std::vector<std::string> row{std::to_string(n + 1),
                                 !judged.is_exact             ? "pure, within error"
                                 : judged.equilibrium.is_pure ? "pure"
                                                              : "mixed"};
    for (std::size_t i = 0; i < tournament.parties.size(); ++i) {
      row.push_back(
          mixture(tournament.parties[i].strategies, judged.equilibrium.mixed[i]));
    }
    row.push_back(rounded(judged.equilibrium.epsilon, payoff_digits));
    row.push_back(rounded(judged.regret.low, payoff_digits) + " to " +
                  rounded(judged.regret.high, payoff_digits));
    table.add(row);
  }
  std::string text = table.text(2 + tournament.parties.size());
  if (result.equilibria.size() > most_shown) {
    text += "  and " + std::to_string(result.equilibria.size() - most_shown) +
            " more in equilibria.csv\n";
  }
  if (!result.complete) {
    text += "  not every support was searched; there may be others\n";
  }
  return text;
}

}  // namespace

std::string tournament_table(const TournamentFile& tournament,
                             const TournamentOptions& options,
                             const TournamentResult& result) {
  return tournament.name + ": " + with_commas(result.game.game().profile_count()) +
         " profiles, " + with_commas(options.replicates) + " replicates each, seed " +
         std::to_string(options.seed) + "; " + tournament.measure +
         ", percent of own real income a year\n\n" +
         "What changes when one party plays another strategy and the others their first "
         "(95 percent intervals, same draws)\n" +
         changes(tournament, result) + "\nEquilibria\n" + equilibria(tournament, result);
}

}  // namespace tripart
