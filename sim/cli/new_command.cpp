#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/command_list.hpp"
#include "cli/shipped.hpp"
#include "scenario/names.hpp"
#include "scenario/table_lookup.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/own_folder.hpp"
#include "tripart/core/shell_word.hpp"
#include "tripart/core/unicode.hpp"
#include "tripart/scenario/explain.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view extension = ".yaml";
constexpr const char* schema_name = "schema.json";
constexpr std::array new_options{
    Option{"from", 0, "NAME", "a shipped scenario to begin with (default: starter)"},
    Option{"list", 0, "", "the scenarios there are to begin with"},
    Option{"force", 0, "", "replaces FILE"},
};

bool is_scenario(const ShippedFile& file) {
  return file.path.ends_with(extension);
}

/// `nafta-2018`, `textbook/rubinstein`.
std::string name_of(const ShippedFile& file) {
  return std::string(file.path.substr(0, file.path.size() - extension.size()));
}

const ShippedFile& shipped_scenario(const std::string& name) {
  std::vector<std::string> names;
  for (const ShippedFile& file : shipped_files()) {
    if (is_scenario(file)) {
      names.push_back(name_of(file));
      if (names.back() == name) {
        return file;
      }
    }
  }
  const auto meant = closest_name(name, names);
  throw UsageError("no shipped scenario is called '" + name + "'",
                   {meant ? "did you mean '" + *meant + "'?" : "tripart new --list"});
}

/// The first line of its comment: the question that a scenario asks.
std::string question_of(const ShippedFile& file) {
  const std::string_view line = file.bytes.substr(0, file.bytes.find('\n'));
  return std::string(line.starts_with("# ") ? line.substr(2) : line);
}

/// The text behind `key: ` on the line that begins with it; empty where there is none.
std::string_view value_of(std::string_view text, std::string_view key) {
  const std::string start = "\n" + std::string(key) + ": ";
  const std::size_t at = text.find(start);
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string_view rest = text.substr(at + start.size());
  return rest.substr(0, rest.find_first_of(" #\n"));
}

/// The file's own name as the scenario's: it names the results folder.
std::string renamed(std::string_view text, const fs::path& target) {
  std::string name = target.stem().string();
  std::replace_if(
      name.begin(), name.end(),
      [](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return !letter && !(c >= '0' && c <= '9') && c != '-';
      },
      '_');
  const std::string_view old = value_of(text, "name");
  if (!is_name(name)) {
    name = old;  // what is left of an alphabet that names do not have
  }
  const auto at = static_cast<std::size_t>(old.data() - text.data());
  std::string mine = std::string(text.substr(0, at)) + name;
  mine += text.substr(at + old.size());
  const std::string upwards = std::string("$schema=../") + schema_name;
  if (const std::size_t found = mine.find(upwards); found != std::string::npos) {
    mine.replace(found, upwards.size(), std::string("$schema=") + schema_name);
  }
  return mine;
}

void write_beside_others(const fs::path& target, std::string_view bytes) {
  create_folder(fs::absolute(target).parent_path());
  write_among_others(target, bytes);
}

/// What is already there may stay if it is the same: two scenarios share it.
void expect_same_or_nothing(const ShippedFile& file, const fs::path& target) {
  const fs::file_status there = fs::symlink_status(target);
  if (fs::exists(there) &&
      !(fs::is_regular_file(there) && read_file(target) == file.bytes)) {
    throw Failure(ExitCode::cannot_create, target.string() + " is already there");
  }
}

void write_shipped(const ShippedFile& file, const fs::path& target) {
  expect_same_or_nothing(file, target);
  if (!fs::exists(target)) {
    write_beside_others(target, file.bytes);
  }
}

/// The trade table, where it would not be found from the scenario's new place. In that
/// place it may be in part, by a command that was stopped: the rest comes to it.
void write_trade_table(const std::string& baseline, const fs::path& target) {
  const std::string within = "baselines/" + baseline;
  const fs::path folder = target.parent_path() / within;
  const TablePlace found = find_table(baseline, target, std::nullopt);
  if (found.link) {
    throw Failure(ExitCode::cannot_create,
                  found.link->string() + " is a link, behind which no table is read");
  }
  if (found.folder && *found.folder != fs::absolute(folder).lexically_normal()) {
    return;
  }
  std::vector<const ShippedFile*> files;
  for (const ShippedFile& file : shipped_files()) {
    if (file.path.starts_with(within + "/")) {
      files.push_back(&file);
    }
  }
  const auto place = [&](const ShippedFile* file) {
    return target.parent_path() / file->path;
  };
  const bool all_there =
      std::all_of(files.begin(), files.end(), [&](const ShippedFile* file) {
        return fs::exists(fs::symlink_status(place(file)));
      });
  if (!all_there) {  // what is there whole may be the user's own
    for (const ShippedFile* file : files) {
      expect_same_or_nothing(*file, place(file));
    }
    for (const ShippedFile* file : files) {
      write_shipped(*file, place(file));
    }
    say("written: " + printable(folder.string()) + ", the trade table");
  }
}

/// What the scenario reads.
void write_tables(const ShippedFile& scenario, const fs::path& target) {
  const fs::path folder = target.parent_path();
  if (const std::string baseline(value_of(scenario.bytes, "  baseline"));
      !baseline.empty()) {
    write_trade_table(baseline, target);
  }
  for (const ShippedFile& file : shipped_files()) {
    for (const char* key : {"payoffs", "history"}) {  // paths from the scenario's folder
      const std::string beside(value_of(scenario.bytes, key));
      if (!beside.empty() &&
          file.path ==
              (fs::path(scenario.path).parent_path() / beside).generic_string()) {
        write_shipped(file, folder / beside);
        say("written: " + printable((folder / beside).string()));
      }
    }
  }
}

/// What the scenario's line for editors names, so that they complete and check keys.
void write_schema(const fs::path& scenario) {
  const fs::path target = scenario.parent_path() / schema_name;
  if (!fs::exists(fs::symlink_status(target))) {
    write_beside_others(target, scenario_schema());
    say("written: " + printable(target.string()) + ", for editors");
  }
}

ExitCode list() {
  std::string text;
  for (const ShippedFile& file : shipped_files()) {
    if (is_scenario(file)) {
      text += name_of(file) + "\n    " + question_of(file) + "\n";
    }
  }
  print(text);
  return ExitCode::done;
}

ExitCode begin_new(const Arguments& arguments) {
  if (arguments.has("list")) {
    return list();
  }
  const ShippedFile& scenario =
      shipped_scenario(arguments.text("from").value_or("starter"));
  const fs::path target = arguments.only_file("FILE");
  if (target.extension() != extension) {
    throw UsageError("'" + target.string() + "' does not end in .yaml");
  }
  const fs::file_status there = fs::symlink_status(target);
  if (fs::exists(there) && !(arguments.has("force") && fs::is_regular_file(there))) {
    throw Failure(ExitCode::cannot_create, target.string() + " is already there");
  }
  write_tables(scenario, target);
  write_schema(target);
  write_beside_others(target, renamed(scenario.bytes, target));
  const std::string word = printable(
      shell_word((target.string().starts_with('-') ? "./" : "") + target.string()));
  say("written: " + printable(target.string()));
  say("next: tripart check " + word + "    then: tripart run " + word + " -n 1000");
  return ExitCode::done;
}

}  // namespace

const Command& new_command() {
  static constexpr Command command{
      "new",
      "FILE",
      "write a scenario to begin with, and the tables it reads",
      "tripart new talks.yaml --from nafta-2018",
      new_options,
      begin_new};
  return command;
}

}  // namespace tripart
