#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tripart/scenario/scenario.hpp"
#include "tripart/scenario/scenario_variants.hpp"

namespace tripart {

inline constexpr std::size_t most_profiles = 4096;

/// One way for a party to play: what it changes in the scenario.
struct TournamentStrategy {
  std::string id;
  std::vector<std::string> overrides;  ///< `parties.USA.strategy.noise=0.1`
  /// Nothing changes but tastes and tactics, so that payoffs are those of the scenario.
  bool keeps_payoffs = true;
};

struct TournamentParty {
  std::string id;
  std::vector<TournamentStrategy> strategies;
};

/// A checked tournament: who may play how, in which scenario.
struct TournamentFile {
  std::string title;  ///< first comment line of the file
  std::string name;
  std::filesystem::path scenario;
  std::string measure;  ///< party metric of summary.csv
  std::uint64_t replicates = 0;
  std::vector<TournamentParty> parties;  ///< in the order of the file
  std::vector<std::string> overrides;    ///< --set, before those of the strategies
  /// The scenario and its tables as they were when the tournament was read.
  std::shared_ptr<const ScenarioVariants> variants;

  /// With the overrides of these strategies. \throws as read_scenario
  [[nodiscard]] Scenario scenario_with(
      const std::vector<const TournamentStrategy*>& strategies) const;
};

/// Reads a tournament and checks every strategy against its scenario by itself.
/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] TournamentFile read_tournament(const std::filesystem::path& file,
                                             const ReadOptions& options = {});

}  // namespace tripart
