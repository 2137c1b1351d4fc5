#pragma once

#include <filesystem>
#include <optional>

#include "scenario/section.hpp"
#include "tripart/scenario/scenario.hpp"

/// `payoffs: NAME.csv`: what every configuration is worth to every party, as a table
/// instead of a trade model (B2).
namespace tripart {

/// A table of payoffs as it was found.
struct PayoffFile {
  InputFile input;
  std::filesystem::path path;  ///< named in complaints
};

/// What the table takes the place of.
void check_stated_payoffs(const Section& root, const Section& user,
                          Complaints& complaints);

/// A scenario with every default filled in, but for those that a table of payoffs states:
/// read back, they would count as given beside it.
[[nodiscard]] YamlNode without_what_payoffs_state(YamlNode scenario);

/// Looks for the file beside the scenario, then in the data folder. Links are not
/// followed.
[[nodiscard]] std::optional<PayoffFile> find_payoffs(
    const Section& root, const std::filesystem::path& scenario_file,
    const std::optional<std::filesystem::path>& data_folder, Complaints& complaints);

/// Fills Model::stated_welfare: one row for every configuration, tariff state and party.
void read_payoffs(const PayoffFile& file, Model& model, Complaints& complaints);

}  // namespace tripart
