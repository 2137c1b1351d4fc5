#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/core/error.hpp"
#include "tripart/scenario/scenario.hpp"
#include "tripart/scenario/scenario_variants.hpp"
#include "tripart/scenario/yaml_tree.hpp"

namespace tripart {

/// One flow value on one line, as --set takes it.
[[nodiscard]] std::string to_flow(const YamlNode& node);

/// Whether changing what lies at this path leaves the solved payoffs alone, bit for bit:
/// the trade model, the states it is solved for and their order.
/// \param is_there  the scenario, its defaults filled in, has something at the path
[[nodiscard]] bool keeps_payoffs(const std::string& path, bool is_there);

/// The patterns of such paths, `*` for a name: they and all that lies below them.
[[nodiscard]] std::vector<std::string_view> keys_that_keep_payoffs();

/// What the readers of tournaments and sweeps have in common: a file that names a
/// scenario and varies it, whose complaints stand where the user wrote what is varied.
class VariationReading {
 protected:
  /// \param kind  as complaints call the file: `a tournament`
  VariationReading(std::filesystem::path file, const ReadOptions& options,
                   std::string kind);
  ~VariationReading() = default;
  VariationReading(const VariationReading&) = delete;
  VariationReading& operator=(const VariationReading&) = delete;

  void expect_keys(const YamlNode& node, const std::vector<std::string>& keys,
                   const std::string& above);
  /// The value of a key of the file itself; nullptr after a complaint.
  const YamlNode* needed(const std::string& key);
  /// `format` and `name`.
  void read_frame();
  /// A count, or a complaint that calls it `name`.
  std::optional<std::uint64_t> count(const YamlNode& node, const std::string& name,
                                     std::uint64_t lo, std::uint64_t hi);
  /// One of the words, or a complaint.
  bool is_one_of(const YamlNode& node, const std::string& name,
                 const std::vector<std::string>& words);
  /// The file that `scenario` names; empty after a complaint.
  std::filesystem::path scenario_path();

  /// First comment line of the file.
  [[nodiscard]] std::string title() const;
  /// The scenario with `overrides` after those of the command line. The first call says
  /// which file it is. \throws as read_scenario
  Scenario read_varied(const std::filesystem::path& scenario,
                       const std::vector<std::string>& overrides);
  /// The scenario with `overrides` after those of the command line; nothing where its
  /// reader complains, which is then said here.
  std::optional<Scenario> read_changed(const std::filesystem::path& scenario,
                                       const std::vector<std::string>& overrides);
  /// Complaints about `--set path` belong to this place of the file from now on.
  void place(const std::string& path, const SourcePosition& where) {
    written_at_["--set " + path] = where;
  }
  void take_over(const InputError& error);
  /// The scenario as it was when it was first read; nothing before.
  [[nodiscard]] const std::shared_ptr<const ScenarioVariants>& variants() const {
    return variants_;
  }

  std::filesystem::path file_;
  const ReadOptions* options_;
  std::string kind_;
  std::string text_;
  YamlNode root_;
  Complaints complaints_;

 private:
  std::map<std::string, SourcePosition> written_at_;
  std::shared_ptr<const ScenarioVariants> variants_;
};

}  // namespace tripart
