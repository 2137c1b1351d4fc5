#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tripart/results/metrics.hpp"
#include "tripart/results/work_memory.hpp"
#include "tripart/scenario/tournament_file.hpp"
#include "tripart/study/empirical_game.hpp"
#include "tripart/study/equilibria.hpp"

namespace tripart {

struct TournamentOptions {
  std::uint64_t seed = 1;
  std::uint64_t replicates = 2000;  ///< of every profile
  int jobs = 1;
  /// Goes on from what is there, and keeps what is done now and then.
  WorkMemory* memory = nullptr;
};

/// All that determines the results of a tournament.
[[nodiscard]] std::string work_of(const TournamentFile& tournament,
                                  const TournamentOptions& options);

/// How the talks of one profile ended.
struct ProfileEndings {
  std::array<std::uint64_t, kind_count> kinds{};  ///< replicates by kind of deal
  std::uint64_t replicates = 0;
  std::uint64_t failed = 0;
};

/// An equilibrium of the mean payoffs, or a pure profile that may be one.
struct JudgedEquilibrium {
  GameEquilibrium equilibrium;
  bool is_exact = false;  ///< of the mean payoffs; else its epsilon is within error
  Regret regret;
  std::vector<std::vector<StrategyRegret>> regrets;  ///< [party][strategy]
};

struct TournamentResult {
  explicit TournamentResult(EmpiricalGame played) : game(std::move(played)) {}
  EmpiricalGame game;
  std::vector<DealKind> kinds;          ///< that some profile's deals can have
  std::vector<ProfileEndings> endings;  ///< [profile]
  std::vector<JudgedEquilibrium> equilibria;
  bool complete = false;  ///< every support was searched (EquilibriumSearch)
  bool finished = false;  ///< false where it was stopped
};

/// Plays every profile of strategies with the same draws (common random numbers), in
/// profiles side by side on `jobs` threads; results do not depend on `jobs`. Payoffs are
/// solved once for all profiles that leave the trade model alone.
///
/// \param progress  called now and then with the replicates of all calls, from any
/// thread, one at a time \throws InputError where strategies that are fine alone do not
/// go together
[[nodiscard]] TournamentResult run_tournament(
    const TournamentFile& tournament, const TournamentOptions& options,
    const std::function<void(std::uint64_t replicates)>& progress,
    const std::atomic<bool>& stop);

/// Names of the strategies in a profile, in the order of the parties, joined by `|`.
[[nodiscard]] std::string profile_name(const TournamentFile& tournament,
                                       const NormalFormGame& game, std::size_t profile);

}  // namespace tripart
