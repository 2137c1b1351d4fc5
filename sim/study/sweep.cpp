#include "tripart/study/sweep.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/study/sweep_precision.hpp"

namespace tripart {
namespace {

Scenario read_base(const SweepFile& file,
                   const std::optional<std::filesystem::path>& data_folder) {
  ReadOptions options;
  options.overrides = file.overrides;
  options.data_folder = data_folder;
  return read_scenario(file.scenario, options);
}

/// Whether all settings of a factor are numbers, so that its column holds numbers.
bool holds_numbers(const SweepFile& file, std::size_t factor) {
  const auto is_number = [](const std::string& cell) {
    return parse_number(cell).has_value();
  };
  const Factor& one = file.factors[factor];
  if (file.design == DesignKind::one_at_a_time &&
      !(one.central.empty() ? one.own.empty() || is_number(one.own)
                            : is_number(cell_of(one, one.central)))) {
    return false;
  }
  return std::all_of(one.levels.begin(), one.levels.end(),
                     [&](const std::vector<std::string>& level) {
                       return is_number(cell_of(one, level));
                     }) &&
         std::all_of(file.points.begin(), file.points.end(),
                     [&](const std::vector<std::string>& point) {
                       return is_number(point[factor]);
                     });
}

std::vector<FactorColumn> columns_of(const SweepFile& file) {
  std::vector<FactorColumn> columns;
  for (std::size_t factor = 0; factor < file.factors.size(); ++factor) {
    std::string paths;
    for (const std::string& path : file.factors[factor].paths) {
      paths += (paths.empty() ? "" : ", ") + path;
    }
    columns.push_back(
        {file.factors[factor].id,
         holds_numbers(file, factor) ? ColumnType::number : ColumnType::text,
         "setting of " + paths});
  }
  return columns;
}

}  // namespace

Sweep::Sweep(SweepFile file, std::uint64_t seed,
             std::optional<std::filesystem::path> data_folder)
    : file_(std::move(file)),
      seed_(seed),
      keep_(parse_keep(file_.keep).value()),
      data_folder_(std::move(data_folder)),
      base_(read_base(file_, data_folder_)),
      design_(file_),
      plan_(file_, design_, economy_cost_of(base_), unit_size_of(base_.model)),
      points_table_(columns_of(file_)) {
  expect_known_precision(file_, data_folder_);
}

}  // namespace tripart
