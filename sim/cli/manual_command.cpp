#include <array>
#include <filesystem>

#include "cli/command_list.hpp"
#include "cli/manual.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/own_folder.hpp"

namespace tripart {
namespace {

constexpr std::array manual_options{
    Option{"bash", 0, "", "what makes bash complete commands and options"},
    Option{"zsh", 0, "", "the same for zsh"},
    Option{"all", 0, "DIR",
           "every page and both completions into files, as packages want them"},
};

/// `tripart.1`, `tripart-run.1` and the others, `tripart` for bash, `_tripart` for zsh.
void write_all(const std::filesystem::path& folder) {
  create_folder(folder);
  write_among_others(folder / "tripart.1", man_page());
  for (const Command* command : commands()) {
    write_among_others(folder / ("tripart-" + std::string(command->name) + ".1"),
                       man_page(*command));
  }
  write_among_others(folder / "tripart", bash_completion());
  write_among_others(folder / "_tripart", zsh_completion());
}

ExitCode manual(const Arguments& arguments) {
  if (const auto folder = arguments.text("all")) {
    if (!arguments.files().empty() || arguments.has("bash") || arguments.has("zsh")) {
      throw UsageError("--all stands alone");
    }
    write_all(*folder);
    return ExitCode::done;
  }
  const bool bash = arguments.has("bash");
  if (bash || arguments.has("zsh")) {
    if (!arguments.files().empty() || (bash && arguments.has("zsh"))) {
      throw UsageError("--bash and --zsh stand alone");
    }
    print(bash ? bash_completion() : zsh_completion());
    return ExitCode::done;
  }
  if (arguments.files().empty()) {
    print(man_page());
    return ExitCode::done;
  }
  const std::string& word = arguments.only_file("COMMAND");
  for (const Command* command : commands()) {
    if (command->name == word) {
      print(man_page(*command));
      return ExitCode::done;
    }
  }
  throw UsageError("no command is called '" + word + "'");
}

}  // namespace

const Command& manual_command() {
  static constexpr Command command{"manual",
                                   "[COMMAND]",
                                   "print a page for man, or what makes a shell complete "
                                   "commands and options",
                                   "tripart manual run | man -l -",
                                   manual_options,
                                   manual};
  return command;
}

}  // namespace tripart
