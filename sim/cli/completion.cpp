// Completion for bash and zsh.
#include <array>

#include "cli/manual.hpp"

namespace tripart {
namespace {

/// What a value of this name may be: words, or the shell's own way to complete a path.
struct Values {
  std::string_view name;
  std::string_view words;
  std::string_view bash;  ///< an action of compgen
  std::string_view zsh;   ///< an action of _arguments
};
constexpr std::array known_values{
    Values{"DIR", "", "-d", "_files -/"},
    Values{"FILE", "", "-f", "_files"},
    Values{"FORM", "table csv json", "", ""},
    Values{"WHAT", "summary outcomes all", "", ""},
    Values{"A", "sobol_indices morris one_at_a_time prim", "", ""},
};

const Values* values_of(const Option& option) {
  for (const Values& one : known_values) {
    if (one.name == option.value) {
      return &one;
    }
  }
  return nullptr;
}

std::string command_names() {
  std::string names;
  for (const Command* command : commands()) {
    names += (names.empty() ? "" : " ") + std::string(command->name);
  }
  return names;
}

std::string words_of_options(const Command& command) {
  std::string words = "--help";
  for (const Option& option : command.options) {
    words += " --" + std::string(option.name);
  }
  return words;
}

/// A text between zsh's brackets.
std::string in_brackets(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '\''                                       ? "'\\''"
            : c == '[' || c == ']' || c == ':' || c == '\\' ? std::string("\\") + c
                                                            : std::string(1, c);
  }
  return safe;
}

std::string zsh_option(const Option& option) {
  const std::string meaning = "[" + in_brackets(option.meaning) + "]";
  std::string action;
  if (!option.value.empty()) {
    const Values* values = values_of(option);
    action = ":" + in_brackets(option.value) + ":";
    if (values != nullptr) {
      action += values->words.empty() ? std::string(values->zsh)
                                      : "(" + std::string(values->words) + ")";
    }
  }
  const std::string many = option.repeatable ? "*" : "";
  std::string text =
      "        '" + many + "--" + std::string(option.name) + meaning + action + "' \\\n";
  if (option.letter != 0) {
    text += "        '" + many + "-" + std::string(1, option.letter) + meaning + action +
            "' \\\n";
  }
  return text;
}

}  // namespace

std::string bash_completion() {
  std::string text =
      "# Completion of tripart for bash, made from the program's own tables of options.\n"
      "_tripart() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W '" +
      command_names() +
      " --help --version' -- \"$word\")\n"
      "    return\n"
      "  fi\n"
      "  case ${COMP_WORDS[1]}:$before in\n";
  for (const Command* command : commands()) {
    for (const Option& option : command->options) {
      if (option.value.empty()) {
        continue;
      }
      const Values* values = values_of(option);
      const std::string name(command->name);
      text += "    " + name + ":--" + std::string(option.name);
      if (option.letter != 0) {
        text += "|" + name + ":-" + std::string(1, option.letter);
      }
      text += ")\n      ";
      if (values == nullptr) {
        text += "return ;;\n";
      } else {
        text += "mapfile -t COMPREPLY < <(compgen " +
                (values->words.empty() ? std::string(values->bash)
                                       : "-W '" + std::string(values->words) + "'") +
                " -- \"$word\")\n      return ;;\n";
      }
    }
  }
  text += "  esac\n  if [[ $word == -* ]]; then\n    case ${COMP_WORDS[1]} in\n";
  for (const Command* command : commands()) {
    text += "      " + std::string(command->name) +
            ") mapfile -t COMPREPLY < <(compgen -W '" + words_of_options(*command) +
            "' -- \"$word\") ;;\n";
  }
  return text +
         "    esac\n    return\n  fi\n"
         "  mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
         "}\n"
         "complete -o filenames -F _tripart tripart\n";
}

std::string zsh_completion() {
  std::string text =
      "#compdef tripart\n"
      "# Completion of tripart for zsh, made from the program's own tables of options.\n"
      "_tripart() {\n"
      "  if (( CURRENT == 2 )); then\n"
      "    local -a names\n"
      "    names=(\n";
  for (const Command* command : commands()) {
    text += "      '" + std::string(command->name) + ":" + in_brackets(command->purpose) +
            "'\n";
  }
  text +=
      "    )\n    _describe command names\n    return\n  fi\n"
      "  local command=$words[2]\n"
      "  shift words\n  (( CURRENT-- ))\n"
      "  case $command in\n";
  for (const Command* command : commands()) {
    text += "    " + std::string(command->name) + ")\n      _arguments \\\n";
    for (const Option& option : command->options) {
      text += zsh_option(option);
    }
    text +=
        "        '--help[the options and an example]' \\\n        '*:file:_files'\n      "
        ";;\n";
  }
  return text + "  esac\n}\n_tripart \"$@\"\n";
}

}  // namespace tripart
