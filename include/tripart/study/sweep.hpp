#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tripart/results/sweep_manifest.hpp"
#include "tripart/results/sweep_tables.hpp"
#include "tripart/study/design.hpp"
#include "tripart/study/sweep_plan.hpp"

namespace tripart {

/// A sweep and all that follows from it before anything is played.
class Sweep {
 public:
  /// \param file  as read, with the replicates and files to keep that are wanted
  /// \throws InputError, Failure as read_scenario; InputError where `precision` names
  /// nothing
  Sweep(SweepFile file, std::uint64_t seed,
        std::optional<std::filesystem::path> data_folder);
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;
  Sweep(Sweep&&) = delete;
  Sweep& operator=(Sweep&&) = delete;
  ~Sweep() = default;

  [[nodiscard]] const SweepFile& file() const { return file_; }
  [[nodiscard]] std::uint64_t seed() const { return seed_; }
  [[nodiscard]] Keep keep() const { return keep_; }
  [[nodiscard]] const std::optional<std::filesystem::path>& data_folder() const {
    return data_folder_;
  }
  /// The scenario before any factor is set.
  [[nodiscard]] const Scenario& base() const { return base_; }
  [[nodiscard]] const Design& design() const { return design_; }
  [[nodiscard]] const SweepPlan& plan() const { return plan_; }
  [[nodiscard]] const PointsTable& points_table() const { return points_table_; }

 private:
  SweepFile file_;
  std::uint64_t seed_;
  Keep keep_;
  std::optional<std::filesystem::path> data_folder_;
  Scenario base_;
  Design design_;
  SweepPlan plan_;
  PointsTable points_table_;
};

}  // namespace tripart
