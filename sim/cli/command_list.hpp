#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tripart/cli/options.hpp"
#include "tripart/core/error.hpp"

namespace tripart {

/// One command of the program.
struct Command {
  std::string_view name;
  std::string_view operands;  ///< `SCENARIO`
  std::string_view purpose;
  std::string_view example;
  std::span<const Option> options;
  ExitCode (*run)(const Arguments& arguments);
};

[[nodiscard]] const Command& run_command();
[[nodiscard]] const Command& check_command();
[[nodiscard]] const Command& payoffs_command();
[[nodiscard]] const Command& tariffs_command();
[[nodiscard]] const Command& replay_command();
[[nodiscard]] const Command& sweep_command();
[[nodiscard]] const Command& merge_command();
[[nodiscard]] const Command& sensitivity_command();
[[nodiscard]] const Command& tournament_command();
[[nodiscard]] const Command& backtest_command();
[[nodiscard]] const Command& calibrate_command();
[[nodiscard]] const Command& slurm_command();
[[nodiscard]] const Command& explain_command();
[[nodiscard]] const Command& new_command();
[[nodiscard]] const Command& manual_command();
[[nodiscard]] const Command& report_command();

/// The commands that exist, in the order of the help page.
[[nodiscard]] std::vector<const Command*> commands();

}  // namespace tripart
