#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tripart/core/distribution.hpp"
#include "tripart/core/error.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {

inline constexpr std::uint64_t most_design_points = 100'000'000;
/// Of each design point.
inline constexpr std::uint64_t most_point_replicates = 1'000'000'000;

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
  bool is_tuple = false;           ///< a level is a list of one value per path
  /// The levels, if they are listed or counted: of each, one YAML flow value per path.
  std::vector<std::vector<std::string>> levels;
  /// Else where its values lie; a range is a uniform distribution.
  std::optional<Distribution> distribution;
  Range within{0.0, 0.0};  ///< what the key allows; the distribution is cut to it
  std::string form = "$";  ///< what a value is set as, itself in place of each `$`
  /// One at a time, the level of the others: of each path its flow value; empty: what
  /// the scenario says, which is then left alone.
  std::vector<std::string> central;
  std::string own;  ///< what the scenario says at the (first) path; may be empty
  /// Nothing changes but tastes and tactics: all its levels share the solved economies.
  bool keeps_payoffs = true;
};

/// Replicates of a point until a probability or a mean is known well enough.
struct Precision {
  std::string metric, party, category, statistic;  ///< as in summary.csv
  double half_width = 0.0;                         ///< of the 95 percent interval, > 0
  SourcePosition where{};                          ///< of `precision`
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
  /// list: the points, of each the cells of points.csv in the order of the factors.
  std::vector<std::vector<std::string>> points;
  std::uint64_t replicates = 0;  ///< of a point; with `precision` the most
  bool common_random_numbers = true;
  std::string keep = "summary";  ///< summary, outcomes or all
  std::optional<Precision> precision;
  std::string resolved;           ///< canonical YAML with every default filled in
  std::vector<InputFile> inputs;  ///< the sweep, its list of points, scenario, tables
  std::vector<std::string> overrides;  ///< --set, before those of the factors
};

/// Points of the design; at most most_design_points + 1, however many there would be.
[[nodiscard]] std::uint64_t design_size(const SweepFile& sweep);

/// A level's cell of points.csv: its value, or `[a, b]` if it is a tuple.
[[nodiscard]] std::string cell_of(const Factor& factor,
                                  const std::vector<std::string>& level);
/// What --set takes to set each path of the factor to its value of the level.
[[nodiscard]] std::vector<std::string> overrides_of(
    const Factor& factor, const std::vector<std::string>& level);

/// Reads a sweep and checks every level of every factor by itself through the scenario's
/// reader: of a factor of more than 100 levels the first, the last and 98 evenly between
/// them, of a distribution its outermost quantiles and its median. Joint conditions of
/// several factors are found when a point is played.
/// \throws InputError with every complaint at once; Failure (cannot_read).
[[nodiscard]] SweepFile read_sweep(const std::filesystem::path& file,
                                   const ReadOptions& options = {});

}  // namespace tripart
