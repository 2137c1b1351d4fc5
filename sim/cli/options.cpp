#include "tripart/cli/options.hpp"

#include <algorithm>

#include <boost/program_options.hpp>

#include "cli/columns.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/spelling.hpp"

namespace tripart {
namespace {

namespace po = boost::program_options;

constexpr const char* files_option = " files";  // no user can type an option with a blank

std::string dashed(std::string_view option) {
  return "--" + std::string(option);
}

po::options_description described(std::span<const Option> options) {
  po::options_description description;
  for (const Option& option : options) {
    std::string names(option.name);
    if (option.letter != 0) {
      names += std::string(",") + option.letter;
    }
    if (option.value.empty()) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::vector<std::string>>(), "");
    }
  }
  description.add_options()(files_option, po::value<std::vector<std::string>>(), "");
  return description;
}

std::vector<std::string> spelling_hints(std::span<const Option> options,
                                        const std::string& wrong) {
  std::vector<std::string> names;
  for (const Option& option : options) {
    names.push_back(dashed(option.name));
  }
  const auto meant = closest_name(wrong, names);
  return meant ? std::vector<std::string>{"did you mean '" + *meant + "'?"}
               : std::vector<std::string>{};
}

po::parsed_options parse(std::span<const Option> options,
                         const std::vector<std::string>& words) {
  namespace style = po::command_line_style;
  const po::options_description description = described(options);
  po::positional_options_description files;
  files.add(files_option, -1);
  try {
    return po::command_line_parser(words)
        .options(description)
        .positional(files)
        .style(style::unix_style & ~style::allow_guessing)
        .run();
  } catch (const po::unknown_option& problem) {
    throw UsageError("unknown option '" + problem.get_option_name() + "'",
                     spelling_hints(options, problem.get_option_name()));
  } catch (const po::error& problem) {
    throw UsageError(problem.what());
  }
}

}  // namespace

Arguments::Arguments(std::span<const Option> options,
                     const std::vector<std::string>& words) {
  // Boost drops an empty word without a trace.
  if (std::find(words.begin(), words.end(), "") != words.end()) {
    throw UsageError("an argument is empty");
  }
  // It takes an option without a name for one without a letter, here for that of files.
  for (auto word = words.begin(); word != words.end() && *word != "--"; ++word) {
    if (word->starts_with("--=")) {
      throw UsageError("unknown option '" + *word + "'");
    }
  }
  for (const auto& item : parse(options, words).options) {
    if (item.string_key == files_option || item.position_key >= 0) {
      files_.insert(files_.end(), item.value.begin(), item.value.end());
      continue;
    }
    const auto option =
        std::find_if(options.begin(), options.end(), [&](const Option& one) {
          return one.name == item.string_key ||
                 (one.letter != 0 && item.string_key == std::string("-") + one.letter);
        });
    TRIPART_EXPECTS(option != options.end());
    if (has(option->name) && !option->repeatable) {
      throw UsageError("option '" + dashed(option->name) + "' is given twice");
    }
    given_.push_back(
        {std::string(option->name), item.value.empty() ? "" : item.value.front()});
  }
}

const std::string& Arguments::only_file(std::string_view what) const {
  if (files_.empty()) {
    throw UsageError("no " + std::string(what) + " is named");
  }
  if (files_.size() > 1) {
    throw UsageError("stray word '" + files_[1] + "' after '" + files_[0] + "'");
  }
  return files_.front();
}

bool Arguments::has(std::string_view option) const {
  return std::any_of(given_.begin(), given_.end(),
                     [&](const Given& given) { return given.option == option; });
}

std::optional<std::string> Arguments::text(std::string_view option) const {
  const std::vector<std::string> values = all(option);
  return values.empty() ? std::nullopt : std::optional(values.front());
}

std::vector<std::string> Arguments::all(std::string_view option) const {
  std::vector<std::string> values;
  for (const Given& given : given_) {
    if (given.option == option) {
      values.push_back(given.value);
    }
  }
  return values;
}

std::optional<std::uint64_t> Arguments::count(std::string_view option,
                                              std::uint64_t least,
                                              std::uint64_t most) const {
  const auto value = text(option);
  if (!value) {
    return std::nullopt;
  }
  const auto number = parse_count(*value);
  if (!number || *number < least || *number > most) {
    throw UsageError(dashed(option) + " is '" + *value +
                     "', expected a whole number from " + std::to_string(least) + " to " +
                     std::to_string(most));
  }
  return number;
}

std::string describe(std::span<const Option> options) {
  std::vector<std::pair<std::string, std::string>> list;
  const auto add = [&](const std::string& before, std::string_view name,
                       std::string_view value, std::string_view meaning) {
    list.emplace_back(
        before + dashed(name) + (value.empty() ? "" : " ") + std::string(value), meaning);
  };
  for (const Option& option : options) {
    add(option.letter != 0 ? std::string("  -") + option.letter + ", " : "      ",
        option.name, option.value, option.meaning);
  }
  add("      ", "help", "", "this page");
  return two_columns(list);
}

}  // namespace tripart
