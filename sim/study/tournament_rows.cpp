#include "tripart/study/tournament_rows.hpp"

#include "tripart/core/digest.hpp"

namespace tripart {
namespace {

const std::string& strategy_id(const TournamentFile& tournament, int party,
                               int strategy) {
  return tournament.parties[static_cast<std::size_t>(party)]
      .strategies[static_cast<std::size_t>(strategy)]
      .id;
}

const std::string& party_id(const TournamentFile& tournament, int party) {
  return tournament.parties[static_cast<std::size_t>(party)].id;
}

}  // namespace

std::size_t best_response(const NormalFormGame& game, std::size_t profile, int party) {
  std::size_t best = profile;
  for (int strategy = 0; strategy < game.strategy_count(party); ++strategy) {
    const std::size_t other = game.changed(profile, party, strategy);
    best = game.payoff(other, party) > game.payoff(best, party) ? other : best;
  }
  return best;
}

void write_strategy_rows(CsvRows& rows, const TournamentFile& tournament,
                         const TournamentOptions& options) {
  const std::string digest = sha256_hex(tournament.scenario_with({}).resolved);
  for (const TournamentParty& party : tournament.parties) {
    for (const TournamentStrategy& strategy : party.strategies) {
      std::string set;
      for (const std::string& override : strategy.overrides) {
        set += (set.empty() ? "" : "; ") + override;
      }
      rows.text(party.id)
          .text(strategy.id)
          .text(set)
          .text(tournament.scenario.filename().string())
          .text(digest)
          .text(tournament.measure)
          .text(std::to_string(options.seed))
          .count(options.replicates)
          .end_row();
    }
  }
}

void write_profile_rows(CsvRows& rows, const TournamentFile& tournament,
                        const TournamentResult& result) {
  const NormalFormGame& game = result.game.game();
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    for (int party = 0; party < game.party_count(); ++party) {
      const Estimate payoff = result.game.payoff(profile, party);
      const std::size_t best = best_response(game, profile, party);
      const Estimate regret = result.game.difference(profile, best, party);
      rows.count(profile + 1)
          .text(profile_name(tournament, game, profile))
          .text(party_id(tournament, party))
          .text(strategy_id(tournament, party, game.choice(profile, party)))
          .number(payoff.value)
          .number(payoff.std_error)
          .number(payoff.low)
          .number(payoff.high)
          .text(strategy_id(tournament, party, game.choice(best, party)))
          .number(regret.value)
          .number(regret.std_error)
          .count(result.endings[profile].replicates)
          .end_row();
    }
  }
}

void write_profile_ending_rows(CsvRows& rows, const TournamentFile& tournament,
                               const TournamentResult& result) {
  const NormalFormGame& game = result.game.game();
  for (std::size_t profile = 0; profile < game.profile_count(); ++profile) {
    const ProfileEndings& endings = result.endings[profile];
    for (const DealKind kind : result.kinds) {
      const Estimate share = estimate_probability(
          endings.kinds[static_cast<std::size_t>(kind)], endings.replicates);
      rows.count(profile + 1)
          .text(profile_name(tournament, game, profile))
          .text(to_text(kind))
          .number(share.value)
          .number(share.low)
          .number(share.high)
          .count(endings.replicates)
          .end_row();
    }
  }
}

void write_equilibrium_rows(CsvRows& rows, const TournamentFile& tournament,
                            const TournamentResult& result) {
  const NormalFormGame& game = result.game.game();
  for (std::size_t number = 0; number < result.equilibria.size(); ++number) {
    const JudgedEquilibrium& judged = result.equilibria[number];
    const MixedProfile& mixed = judged.equilibrium.mixed;
    for (int party = 0; party < game.party_count(); ++party) {
      const auto i = static_cast<std::size_t>(party);
      for (int strategy = 0; strategy < game.strategy_count(party); ++strategy) {
        rows.count(number + 1)
            .text(!judged.is_exact             ? "pure_within_error"
                  : judged.equilibrium.is_pure ? "pure"
                                               : "mixed")
            .text(party_id(tournament, party))
            .text(strategy_id(tournament, party, strategy))
            .number(mixed[i][static_cast<std::size_t>(strategy)])
            .number(expected_payoff(game, mixed, party))
            .number(judged.equilibrium.epsilon)
            .number(judged.regret.std_error)
            .number(judged.regret.low)
            .number(judged.regret.high)
            .text(judged.regret.is_equilibrium(equilibrium_tolerance) ? "yes" : "no")
            .end_row();
      }
    }
  }
}

void write_regret_rows(CsvRows& rows, const TournamentFile& tournament,
                       const TournamentResult& result) {
  for (std::size_t number = 0; number < result.equilibria.size(); ++number) {
    const auto& regrets = result.equilibria[number].regrets;
    for (std::size_t party = 0; party < regrets.size(); ++party) {
      for (std::size_t strategy = 0; strategy < regrets[party].size(); ++strategy) {
        const StrategyRegret& one = regrets[party][strategy];
        rows.count(number + 1)
            .text(party_id(tournament, static_cast<int>(party)))
            .text(strategy_id(tournament, static_cast<int>(party),
                              static_cast<int>(strategy)))
            .number(one.payoff)
            .number(one.regret.value)
            .number(one.regret.std_error)
            .number(one.regret.low)
            .number(one.regret.high)
            .end_row();
      }
    }
  }
}

}  // namespace tripart
