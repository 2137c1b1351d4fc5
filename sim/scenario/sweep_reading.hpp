#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenario/variation.hpp"
#include "tripart/economy/table.hpp"
#include "tripart/scenario/sweep_file.hpp"

namespace tripart {

/// What lies at a path of names and ids; nullptr if nothing does.
[[nodiscard]] const YamlNode* at_path(const YamlNode& root, const std::string& path);

/// A relative path of plain names that may begin with any number of `../`.
[[nodiscard]] bool is_plain_way(const std::string& text);

/// What `inputs/` keeps of a sweep, so that it can be read again from there alone.
/// \param lists  the list of points, if there is one
[[nodiscard]] std::vector<InputFile> sweep_inputs(const std::filesystem::path& file,
                                                  const std::string& scenario_path,
                                                  const std::string& text,
                                                  const Scenario& scenario,
                                                  std::vector<InputFile> lists);

/// One reading of one sweep: all complaints are gathered before any is thrown.
class SweepReading : private VariationReading {
 public:
  SweepReading(std::filesystem::path file, const ReadOptions& options)
      : VariationReading(std::move(file), options, "a sweep") {}

  SweepFile read();

 private:
  /// Where a factor was written.
  struct Places {
    std::vector<SourcePosition> paths;
    std::vector<SourcePosition> levels;
    SourcePosition range;  ///< or distribution
    SourcePosition central;
  };

  // sweep_reader.cpp
  void read_design(const YamlNode& node);
  void read_options();
  void read_precision(const YamlNode& node);
  void expect_a_size();

  // sweep_factors.cpp
  void read_factors(const YamlNode& node);
  void read_factor(const YamlNode& node);
  bool read_paths(const YamlNode& node, const std::string& name, Factor& factor,
                  Places& places);
  void read_values(const YamlNode& node, const std::string& name, Factor& factor,
                   Places& places);
  void read_range(const YamlNode& node, const std::string& name, Factor& factor);
  void count_levels(const YamlNode& levels, const std::string& name, Factor& factor,
                    Places& places);
  std::optional<std::vector<std::string>> read_level(const YamlNode& node,
                                                     const std::string& name,
                                                     Factor& factor);

  // sweep_points.cpp
  void read_points(const YamlNode& design);
  void read_point(const YamlNode& point);
  void read_point_file(const YamlNode& name);
  /// What a cell of the table says; nothing after a complaint.
  std::optional<YamlNode> value_of_cell(const Table& table, std::size_t row,
                                        std::size_t column);
  /// Number of the level among those of its factor; nothing after a complaint.
  std::optional<std::size_t> level_number(std::size_t factor, const YamlNode& value);

  // sweep_checks.cpp
  void check_levels();
  bool check_paths(const YamlNode& user, std::size_t factor);
  void check_factor(std::size_t factor);
  void check_level(const Factor& factor, const std::vector<std::string>& level,
                   const SourcePosition& where);

  // sweep_text.cpp
  [[nodiscard]] std::string resolved() const;

  SweepFile sweep_;
  const YamlNode* design_ = nullptr;
  std::vector<Places> places_;  ///< of each factor
  std::vector<std::map<std::vector<std::string>, std::size_t>> known_;  ///< levels
  std::vector<std::vector<std::size_t>> listed_;  ///< numbers of levels of each point
  std::set<std::pair<std::size_t, std::size_t>> bad_places_;  ///< lines and columns
  std::set<std::string> said_;
  std::optional<Scenario> scenario_;
  std::vector<InputFile> lists_;
};

}  // namespace tripart
