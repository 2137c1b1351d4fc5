// Reads calibrations: cases with what happened in them, free parameters, and how to fit.
#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

#include "history/calibration_paths.hpp"
#include "history/calibration_priors.hpp"
#include "history/calibration_reading.hpp"
#include "scenario/distribution_reader.hpp"
#include "scenario/names.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_cases = 100;
constexpr std::size_t most_parameters = 100;
constexpr std::uint64_t most_rounds = 100;
constexpr std::uint64_t most_case_replicates = 100'000;
/// Where a prior without ends is looked at, besides its median.
constexpr double outermost_share = 1e-3;

}  // namespace

std::string_view to_text(CalibrationMethod method) {
  return method == CalibrationMethod::abc_smc ? "abc_smc" : "simulated_moments";
}

CalibrationFile CalibrationReading::read() {
  expect_keys(
      root_,
      {"format", "name", "method", "particles", "rounds", "replicates", "quantile",
       "least_acceptance", "leave_one_out", "cases", "parameters", "summaries"},
      "");
  read_frame();
  read_method();
  if (const YamlNode* cases = needed("cases")) {
    read_cases(*cases);
  }
  if (const YamlNode* parameters = needed("parameters")) {
    read_parameters(*parameters);
  }
  weigh_rows();
  complaints_.throw_if_any();
  file_made_.name = root_.find("name")->value.text;
  file_made_.title = title();
  file_made_.overrides = options_->overrides;
  check_priors();
  complaints_.throw_if_any();
  file_made_.resolved = resolved();
  file_made_.inputs = inputs();
  return std::move(file_made_);
}

void CalibrationReading::read_method() {
  if (const YamlEntry* method = root_.find("method");
      method != nullptr &&
      is_one_of(method->value, "method", {"abc_smc", "simulated_moments"})) {
    file_made_.method = method->value.text == "abc_smc"
                            ? CalibrationMethod::abc_smc
                            : CalibrationMethod::simulated_moments;
  }
  read_effort(root_, "", file_made_.effort);
  file_made_.leave_one_out = file_made_.effort;
  if (const YamlEntry* fold = root_.find("leave_one_out")) {
    expect_keys(fold->value, {"particles", "rounds", "replicates"}, "leave_one_out");
    read_effort(fold->value, "leave_one_out.", file_made_.leave_one_out);
  }
  read_share("quantile", file_made_.quantile);
  read_share("least_acceptance", file_made_.least_acceptance);
}

void CalibrationReading::read_effort(const YamlNode& node, const std::string& above,
                                     CalibrationEffort& effort) {
  const auto read = [&](const char* key, std::uint64_t lo, std::uint64_t hi,
                        std::uint64_t& into) {
    if (const YamlEntry* entry = node.find(key)) {
      into = count(entry->value, above + key, lo, hi).value_or(into);
    }
  };
  read("particles", 10, most_particles, effort.particles);
  read("rounds", 1, most_rounds, effort.rounds);
  read("replicates", 1, most_case_replicates, effort.replicates);
}

void CalibrationReading::read_share(const std::string& key, double& into) {
  const YamlEntry* entry = root_.find(key);
  if (entry == nullptr) {
    return;
  }
  const auto number = parse_number(entry->value.text);
  if (!number || *number <= 0.0 || *number >= 1.0) {
    complaints_.add(entry->value.where, key + " is '" + to_flow(entry->value) +
                                            "', expected a number between 0 and 1");
    return;
  }
  into = *number;
}

std::optional<fs::path> CalibrationReading::file_named(const YamlNode& item,
                                                       const std::string& key) {
  const YamlEntry* entry = item.find(key);
  if (entry == nullptr) {
    complaints_.add(item.where, "cases has an item without " + key +
                                    ", expected {scenario: FILE, outcomes: FILE}");
    return std::nullopt;
  }
  const std::string& text = entry->value.text;
  if (!is_plain_way(text)) {
    complaints_.add(entry->value.where,
                    key + " is '" + to_flow(entry->value) +
                        "', expected a path of plain names, after any number of '../'");
    return std::nullopt;
  }
  const fs::path path = file_.parent_path() / text;
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    complaints_.add(entry->value.where,
                    key + " is '" + text + "', and there is no file " + path.string());
    return std::nullopt;
  }
  return path;
}

void CalibrationReading::read_cases(const YamlNode& cases) {
  if (cases.kind != YamlNode::Kind::sequence || cases.items.empty() ||
      cases.items.size() > most_cases) {
    complaints_.add(cases.where,
                    "cases is not what it should be, expected a list of 1 to 100 cases, "
                    "each {scenario: FILE, outcomes: FILE}");
    return;
  }
  for (const YamlNode& item : cases.items) {
    read_case(item);
  }
}

void CalibrationReading::read_case(const YamlNode& item) {
  expect_keys(item, {"id", "scenario", "outcomes", "forecasts", "launch"}, "cases");
  const auto scenario = file_named(item, "scenario");
  const auto outcomes = file_named(item, "outcomes");
  if (item.find("forecasts") != nullptr) {
    static_cast<void>(file_named(item, "forecasts"));
  }
  if (!scenario || !outcomes) {
    return;
  }
  CalibrationCase made;
  made.scenario = *scenario;
  made.outcomes = *outcomes;
  try {
    auto variants = std::make_unique<ScenarioVariants>(*scenario, options_->data_folder);
    Scenario read = variants->read(options_->overrides);
    made.name = read.model.name;
    for (const CalibrationCase& other : file_made_.cases) {
      if (other.name == made.name) {
        complaints_.add(item.where, "cases has two of the name '" + made.name +
                                        "', expected each once");
        return;
      }
    }
    made.rows = read_outcome_table(*outcomes, read.model);
    made.weights.assign(made.rows.size(), 0.0);
    variants_.push_back(std::move(variants));
    scenarios_.push_back(std::move(read));
    trees_.push_back(read_yaml_text(scenarios_.back().resolved, "resolved"));
    file_made_.cases.push_back(std::move(made));
  } catch (const InputError& error) {
    take_over(error);
  }
}

void CalibrationReading::read_parameters(const YamlNode& parameters) {
  if (parameters.kind != YamlNode::Kind::sequence || parameters.items.empty() ||
      parameters.items.size() > most_parameters) {
    complaints_.add(parameters.where,
                    "parameters is not what it should be, expected a list of 1 to 100 "
                    "parameters, each {id: NAME, path: PATH, prior: DISTRIBUTION}");
    return;
  }
  for (const YamlNode& item : parameters.items) {
    read_parameter(item);
  }
}

void CalibrationReading::read_parameter(const YamlNode& item) {
  static const std::vector<std::string> keys = {"id", "path", "paths", "prior", "form"};
  const YamlEntry* id = item.find("id");
  if (id == nullptr || !is_name(id->value.text)) {
    const std::size_t before = complaints_.size();
    expect_keys(item, keys, "parameters");
    if (complaints_.size() == before) {
      complaints_.add(id == nullptr ? item.where : id->value.where,
                      "parameters has an item without a name, expected {id: NAME, ...}");
    }
    return;
  }
  CalibrationParameter made;
  made.id = id->value.text;
  const std::string name = "parameters." + made.id;
  expect_keys(item, keys, name);
  const bool is_taken = made.id == "sample" || made.id == "weight";
  const bool is_known =
      std::any_of(file_made_.parameters.begin(), file_made_.parameters.end(),
                  [&](const CalibrationParameter& other) { return other.id == made.id; });
  if (is_known || is_taken) {
    complaints_.add(
        id->value.where,
        name + (is_known ? " is there twice" : " is a column of every posterior") +
            ", expected different names of columns");
  }
  if (const YamlEntry* form = item.find("form")) {
    made.form = to_flow(form->value);
    if (made.form.find('$') == std::string::npos) {
      complaints_.add(form->value.where, name + ".form is '" + made.form +
                                             "', expected a value with a $ in it");
    }
  }
  if (!read_patterns(item, name, made)) {
    return;
  }
  const YamlEntry* prior = item.find("prior");
  if (prior == nullptr) {
    complaints_.add(item.where, name +
                                    " has no prior, expected a distribution such as "
                                    "{uniform: [0, 1]}");
    return;
  }
  Key key;
  key.range = made.within;
  const auto distribution =
      read_distribution(key, prior->value, name + ".prior", complaints_);
  if (!distribution) {
    return;
  }
  if (distribution->is_constant()) {
    complaints_.add(prior->value.where,
                    name + ".prior is " + to_flow(prior->value) +
                        ", expected a distribution: a number leaves nothing to fit");
    return;
  }
  made.prior = *distribution;
  for (const std::vector<std::string>& paths : made.paths) {
    for (const std::string& path : paths) {
      place(path, prior->value.where);
    }
  }
  prior_places_.push_back(prior->value.where);
  file_made_.parameters.push_back(std::move(made));
}

bool CalibrationReading::read_patterns(const YamlNode& item, const std::string& name,
                                       CalibrationParameter& made) {
  const YamlEntry* one = item.find("path");
  const YamlEntry* several = item.find("paths");
  if ((one == nullptr) == (several == nullptr)) {
    complaints_.add(item.where, name + " has " +
                                    (one ? "both path and" : "neither path nor") +
                                    " paths, expected one of them");
    return false;
  }
  const std::vector<YamlNode> listed =
      one != nullptr ? std::vector{one->value} : several->value.items;
  made.paths.resize(file_made_.cases.size());
  bool good = !listed.empty();
  for (const YamlNode& pattern : listed) {
    made.patterns.push_back(pattern.text);
    bool is_matched = file_made_.cases.empty();  // complained about already
    for (std::size_t at = 0; at < file_made_.cases.size(); ++at) {
      for (const std::string& path : matching_paths(trees_[at], pattern.text)) {
        good = take_path(path, at, pattern, name, made) && good;
        is_matched = true;
      }
    }
    if (!is_matched) {
      complaints_.add(pattern.where, name + " has the path '" + to_flow(pattern) +
                                         "', which no case has, expected one such as "
                                         "parties.*.strategy.noise");
      good = false;
    }
  }
  if (listed.empty()) {
    complaints_.add(several->value.where, name + ".paths is " + to_flow(several->value) +
                                              ", expected a list of paths");
  }
  return good;
}

bool CalibrationReading::take_path(const std::string& path, std::size_t at,
                                   const YamlNode& pattern, const std::string& name,
                                   CalibrationParameter& made) {
  const std::string& of_case = file_made_.cases[at].name;
  for (const CalibrationParameter& other : file_made_.parameters) {
    const std::vector<std::string>& taken = other.paths[at];
    if (std::find(taken.begin(), taken.end(), path) != taken.end()) {
      complaints_.add(pattern.where, name + " sets " + path + " of " + of_case +
                                         ", as parameters." + other.id +
                                         " does, expected each key in one only");
      return false;
    }
  }
  if (scenarios_[at].trade && !keeps_payoffs(path, true)) {
    complaints_.add(pattern.where,
                    name + " sets " + path + " of " + of_case +
                        ", which changes the solved payoffs, expected tastes, tactics "
                        "or dates, which leave the trade model alone");
    return false;
  }
  if (made.form == "$") {
    const Range range = range_at(path);
    made.within = {std::max(made.within.lo, range.lo),
                   std::min(made.within.hi, range.hi)};
  }
  made.paths[at].push_back(path);
  return true;
}

/// The last item of `summaries` that names a row gives it its weight; without any, all
/// rows that are scored count alike.
void CalibrationReading::weigh_rows() {
  const YamlEntry* summaries = root_.find("summaries");
  if (summaries == nullptr) {
    for (CalibrationCase& one : file_made_.cases) {
      for (std::size_t row = 0; row < one.rows.size(); ++row) {
        one.weights[row] = one.rows[row].is_scored ? 1.0 : 0.0;
      }
    }
    return;
  }
  for (const YamlNode& item : summaries->value.items) {
    read_summary(item);
  }
  double sum = 0.0;
  for (const CalibrationCase& one : file_made_.cases) {
    for (const double weight : one.weights) {
      sum += weight;
    }
  }
  if (!(sum > 0.0) && complaints_.empty()) {
    complaints_.add(summaries->value.where,
                    "summaries leaves nothing to fit to, expected a list of rows, each "
                    "{case: NAME, kind: KIND, row: ID, weight: X}, all but weight to be "
                    "left out at will");
  }
}

void CalibrationReading::read_summary(const YamlNode& item) {
  expect_keys(item, {"case", "kind", "row", "weight"}, "summaries");
  double weight = 1.0;
  if (const YamlEntry* entry = item.find("weight")) {
    const auto number = parse_number(entry->value.text);
    if (!number || *number < 0.0 || *number > 1e6) {
      complaints_.add(entry->value.where, "summaries has the weight '" +
                                              to_flow(entry->value) +
                                              "', expected a number in [0, 1000000]");
      return;
    }
    weight = *number;
  }
  const auto names = [&](const char* key, std::string_view text) {
    const YamlEntry* entry = item.find(key);
    return entry == nullptr || entry->value.text == text;
  };
  bool is_matched = file_made_.cases.empty();
  for (CalibrationCase& one : file_made_.cases) {
    for (std::size_t row = 0; row < one.rows.size(); ++row) {
      const OutcomeRow& known = one.rows[row];
      if (names("case", one.name) && names("kind", to_text(known.kind)) &&
          names("row", known.id)) {
        is_matched = true;
        one.weights[row] =
            known.is_scored || item.find("row") != nullptr ? weight : one.weights[row];
      }
    }
  }
  if (!is_matched) {
    complaints_.add(item.where, "summaries has " + to_flow(item) +
                                    ", which no row of any outcomes file is");
  }
}

/// All priors at their ends, and at their middle, through the reader of scenarios.
void CalibrationReading::check_priors() {
  for (std::size_t i = 0; i < file_made_.parameters.size(); ++i) {
    if (const auto why = why_no_prior(file_made_.parameters[i])) {
      complaints_.add(prior_places_[i],
                      "parameters." + file_made_.parameters[i].id + ".prior: " + *why);
    }
  }
  complaints_.throw_if_any();
  const CalibrationPriors priors(file_made_);
  for (std::size_t at = 0; at < file_made_.cases.size(); ++at) {
    for (const double u : {outermost_share, 0.5, 1.0 - outermost_share}) {
      std::vector<std::string> overrides = options_->overrides;
      for (const std::string& one : priors.overrides(priors.values_at(u), at)) {
        overrides.push_back(one);
      }
      try {
        static_cast<void>(variants_[at]->read(overrides));
      } catch (const InputError& error) {
        take_over(error);
        break;  // the other ends would mostly say the same again
      }
    }
  }
}

CalibrationFile read_calibration(const fs::path& file, const ReadOptions& options) {
  return CalibrationReading(file, options).read();
}

}  // namespace tripart
