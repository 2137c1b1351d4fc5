#pragma once

#include <string>

#include "cli/command_list.hpp"

/// Pages and scripts about the commands, made from their tables of options.
namespace tripart {

/// A page of section 1 in man's own language: of one command, or of the program.
[[nodiscard]] std::string man_page(const Command& command);
[[nodiscard]] std::string man_page();

/// What makes a shell complete commands, options, their words and files.
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();

}  // namespace tripart
