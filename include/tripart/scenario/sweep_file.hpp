#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tripart/core/distribution.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

inline constexpr std::uint64_t most_design_points = 100'000'000;

/// How the points of a sweep are laid out.
enum class DesignKind {
  grid,
  list,
  latin_hypercube,
  sobol,
  saltelli,
  morris,
  one_at_a_time
};

/// One thing that a sweep varies: a path of the scenario, or several that move together.
struct Factor {
  std::string id;                  ///< its column in points.csv
  std::vector<std::string> paths;  ///< set to one value; or, with tuples, one value each
  /// The levels, if they are listed: of each, one YAML flow value per path.
  std::vector<std::vector<std::string>> levels;
  /// Else where its values lie; a range is a uniform distribution.
  std::optional<Distribution> distribution;
  std::optional<std::string> central;  ///< one at a time: the level of the others
  /// Nothing changes but tastes and tactics: all its levels share the solved economies.
  bool keeps_payoffs = true;
};

/// Replicates of a point until a probability or a mean is known well enough.
struct Precision {
  std::string metric, party, category, statistic;  ///< as in summary.csv
  double half_width = 0.0;                         ///< of the 95 percent interval, > 0
};

/// A checked sweep: a scenario, what varies in it, and how.
struct SweepFile {
  std::string title;  ///< first comment line of the file: the question it asks
  std::string name;
  std::filesystem::path scenario;
  DesignKind design = DesignKind::grid;
  std::uint64_t size = 0;  ///< latin_hypercube, sobol: points; saltelli: base points;
                           ///< morris: trajectories; else unused
  int levels = 4;          ///< morris: levels of its grid, even
  std::uint64_t design_seed = 1;  ///< of what is random in the design
  std::vector<Factor> factors;
  /// list: the points, of each the flow values in the order of the factors.
  std::vector<std::vector<std::string>> points;
  std::uint64_t replicates = 0;  ///< of a point; with `precision` the most
  bool common_random_numbers = true;
  std::string keep = "summary";  ///< summary, outcomes or all
  std::optional<Precision> precision;
  std::string resolved;           ///< canonical YAML with every default filled in
  std::vector<InputFile> inputs;  ///< the sweep, its list of points, scenario, tables
  std::vector<std::string> overrides;  ///< --set, before those of the factors
};

/// Reads a sweep and checks every level of every factor through the scenario's reader;
/// joint conditions of several factors are found when a point is played.
/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] SweepFile read_sweep(const std::filesystem::path& file,
                                   const ReadOptions& options = {});

/// Whether a YAML file is a sweep: it names a scenario and a design.
[[nodiscard]] bool is_sweep(const std::filesystem::path& file);

}  // namespace tripart
