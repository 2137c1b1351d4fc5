// Pages in the language of man(7).
#include <array>

#include "cli/manual.hpp"
#include "tripart/results/manifest.hpp"

namespace tripart {
namespace {

/// A text that man takes for nothing but text.
std::string plain(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '\\'   ? "\\e"
            : c == '-'  ? "\\-"
            : c == '\'' ? "\\(aq"
                        : std::string(1, c);
  }
  return !safe.empty() && safe.front() == '.' ? "\\&" + safe : safe;
}

std::string bold(std::string_view text) {
  return "\\fB" + plain(text) + "\\fR";
}
std::string italic(std::string_view text) {
  return "\\fI" + plain(text) + "\\fR";
}

// No date: pages of one version are the same whenever they are made.
std::string head(const std::string& name) {
  std::string title;
  for (const char c : name) {
    title += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return ".TH \"" + title + "\" 1 \"\" \"tripart " + std::string(program_version) +
         "\" \"User commands\"\n";
}

std::string section(std::string_view name) {
  return ".SH " + std::string(name) + "\n";
}

struct Exit {
  int code;
  const char* meaning;
};
constexpr std::array exits{
    Exit{0, "done, and all of it written"},
    Exit{64, "wrong use of the command"},
    Exit{65, "input that is wrong; every complaint names file, line and column"},
    Exit{66, "a file that cannot be read"},
    Exit{70, "a replicate that failed, or a bug of ours"},
    Exit{73, "a place where nothing can be made"},
    Exit{74, "no success in writing: a full disk, say"},
    Exit{75, "not now: somebody else is at work, or shards are missing"},
    Exit{130, "interrupted, to be gone on with by --resume"},
    Exit{143, "terminated, to be gone on with by --resume"}};

std::string exit_section() {
  std::string text = section("EXIT STATUS");
  for (const Exit& exit : exits) {
    text += ".TP\n" + bold(std::to_string(exit.code)) + "\n" + plain(exit.meaning) + "\n";
  }
  return text;
}

std::string option_text(const Option& option) {
  std::string text = ".TP\n";
  if (option.letter != 0) {
    text += bold(std::string("-") + option.letter) + ", ";
  }
  text += bold("--" + std::string(option.name));
  text += option.value.empty() ? "" : " " + italic(option.value);
  return text + "\n" + plain(option.meaning) + "\n";
}

}  // namespace

std::string man_page(const Command& command) {
  const std::string name = "tripart-" + std::string(command.name);
  std::string text =
      head(name) + section("NAME") + plain(name) + " \\- " + plain(command.purpose) +
      "\n" + section("SYNOPSIS") + bold("tripart " + std::string(command.name)) + " " +
      italic(command.operands) + " [" + italic("OPTION") + "...]\n" + section("OPTIONS");
  for (const Option& option : command.options) {
    text += option_text(option);
  }
  text += option_text({"help", 0, "", "prints the options and an example"});
  return text + exit_section() + section("EXAMPLE") + ".EX\n" + plain(command.example) +
         "\n.EE\n" + section("SEE ALSO") + bold("tripart") + "(1)\n";
}

std::string man_page() {
  std::string text =
      head("tripart") + section("NAME") +
      "tripart \\- Monte\\-Carlo simulator of trade negotiations\n" +
      section("SYNOPSIS") + bold("tripart") + " " + italic("COMMAND") + " [" +
      italic("FILE") + "...] [" + italic("OPTION") + "...]\n" + section("DESCRIPTION") +
      plain(
          "Parties bargain over the chapters of a trade agreement under tariff threats, "
          "and end with one deal of all, with deals of some, or with none. A scenario in "
          "YAML says who they are and what they want; a run plays it many times and "
          "writes "
          "CSV files. The same scenario, seed and version give the same bytes on any "
          "number of threads and machines.") +
      "\n" + section("COMMANDS");
  for (const Command* command : commands()) {
    text += ".TP\n" + bold(command->name) + " " + italic(command->operands) + "\n" +
            plain(command->purpose) + "; see " +
            bold("tripart-" + std::string(command->name)) + "(1)\n";
  }
  return text + exit_section();
}

}  // namespace tripart
