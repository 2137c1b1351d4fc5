#include <array>

#include "cli/command_list.hpp"
#include "cli/manual.hpp"
#include "tripart/cli/terminal.hpp"

namespace tripart {
namespace {

constexpr std::array manual_options{
    Option{"bash", 0, "", "what makes bash complete commands and options"},
    Option{"zsh", 0, "", "the same for zsh"},
};

ExitCode manual(const Arguments& arguments) {
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
