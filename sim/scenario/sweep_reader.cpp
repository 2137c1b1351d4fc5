// Reads sweeps: a scenario, what varies in it, and how the points are laid out.
#include <algorithm>
#include <array>

#include "scenario/names.hpp"
#include "scenario/sweep_reading.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

/// Of 4 bytes each: what a Latin hypercube keeps in memory.
constexpr std::uint64_t most_ranks = 50'000'000;

struct DesignWord {
  const char* word;
  DesignKind kind;
  std::vector<std::string> keys;
};

const std::vector<DesignWord>& design_words() {
  static const std::vector<DesignWord> words = {
      {"grid", DesignKind::grid, {"kind"}},
      {"list", DesignKind::list, {"kind", "points", "file"}},
      {"latin_hypercube", DesignKind::latin_hypercube, {"kind", "points", "seed"}},
      {"sobol", DesignKind::sobol, {"kind", "points", "seed"}},
      {"saltelli", DesignKind::saltelli, {"kind", "base_points", "seed"}},
      {"morris", DesignKind::morris, {"kind", "trajectories", "levels", "seed"}},
      {"one_at_a_time", DesignKind::one_at_a_time, {"kind"}}};
  return words;
}

}  // namespace

SweepFile SweepReading::read() {
  expect_keys(root_,
              {"format", "name", "scenario", "design", "replicates",
               "common_random_numbers", "keep", "precision", "factors"},
              "");
  read_frame();
  sweep_.scenario = scenario_path();
  if (!sweep_.scenario.empty() && !is_plain_way(needed("scenario")->text)) {
    complaints_.add(needed("scenario")->where,
                    "scenario is '" + needed("scenario")->text +
                        "', expected a path of plain names, after any number of '../'");
  }
  if (const YamlNode* design = needed("design")) {
    read_design(*design);
  }
  read_options();
  if (const YamlNode* factors = needed("factors")) {
    read_factors(*factors);
  }
  if (sweep_.design == DesignKind::list && design_ != nullptr) {
    read_points(*design_);
  }
  complaints_.throw_if_any();
  expect_a_size();
  complaints_.throw_if_any();
  sweep_.name = root_.find("name")->value.text;
  sweep_.title = title();
  sweep_.overrides = options_->overrides;
  check_levels();
  complaints_.throw_if_any();
  sweep_.resolved = resolved();
  sweep_.inputs = sweep_inputs(file_, root_.find("scenario")->value.text, text_,
                               *scenario_, std::move(lists_));
  return std::move(sweep_);
}

void SweepReading::read_design(const YamlNode& node) {
  const YamlEntry* entry = node.find("kind");
  const YamlNode& kind = entry == nullptr ? node : entry->value;
  std::vector<std::string> names;
  for (const DesignWord& word : design_words()) {
    names.emplace_back(word.word);
  }
  if (!is_one_of(kind, "design", names)) {
    return;
  }
  const DesignWord& design =
      *std::find_if(design_words().begin(), design_words().end(),
                    [&](const DesignWord& word) { return kind.text == word.word; });
  design_ = &node;
  sweep_.design = design.kind;
  expect_keys(node, design.keys, "design");
  const auto needed_count = [&](const std::string& key, std::uint64_t lo) {
    const YamlEntry* found = node.find(key);
    if (found == nullptr) {
      complaints_.add(node.where, "design." + key + " is missing from a design of kind " +
                                      design.word);
      return std::uint64_t{0};
    }
    return count(found->value, "design." + key, lo, most_design_points).value_or(0);
  };
  switch (design.kind) {
    case DesignKind::latin_hypercube:
    case DesignKind::sobol:
      sweep_.size = needed_count("points", 1);
      break;
    case DesignKind::saltelli:
      sweep_.size = needed_count("base_points", 2);
      break;
    case DesignKind::morris:
      sweep_.size = needed_count("trajectories", 2);
      if (const YamlEntry* levels = node.find("levels")) {
        const auto number = count(levels->value, "design.levels", 2, 1000);
        sweep_.levels = static_cast<int>(number.value_or(4));
        if (sweep_.levels % 2 != 0) {
          complaints_.add(levels->value.where, "design.levels is " + levels->value.text +
                                                   ", expected an even count");
        }
      }
      break;
    case DesignKind::grid:
    case DesignKind::list:
    case DesignKind::one_at_a_time:
      break;
  }
  if (const YamlEntry* seed = node.find("seed")) {
    sweep_.design_seed = count(seed->value, "design.seed", 0, UINT64_MAX).value_or(1);
  }
}

void SweepReading::read_options() {
  if (const YamlNode* node = needed("replicates")) {
    sweep_.replicates = count(*node, "replicates", 2, most_point_replicates).value_or(0);
  }
  if (const YamlEntry* common = root_.find("common_random_numbers");
      common != nullptr &&
      is_one_of(common->value, "common_random_numbers", {"true", "false"})) {
    sweep_.common_random_numbers = common->value.text == "true";
  }
  if (const YamlEntry* keep = root_.find("keep");
      keep != nullptr && is_one_of(keep->value, "keep", {"summary", "outcomes", "all"})) {
    sweep_.keep = keep->value.text;
  }
  if (const YamlEntry* precision = root_.find("precision")) {
    read_precision(precision->value);
    if (sweep_.precision) {
      sweep_.precision->where = precision->where;
    }
  }
}

void SweepReading::read_precision(const YamlNode& node) {
  Precision precision;
  expect_keys(node, {"metric", "party", "category", "statistic", "half_width"},
              "precision");
  const YamlEntry* metric = node.find("metric");
  const YamlEntry* half_width = node.find("half_width");
  if (metric == nullptr || half_width == nullptr) {
    complaints_.add(node.where,
                    "precision has no metric or no half_width, expected "
                    "{metric: NAME, half_width: X}");
    return;
  }
  const auto text = [&](const char* key) {
    const YamlEntry* entry = node.find(key);
    return entry == nullptr ? std::string() : entry->value.text;
  };
  precision.metric = metric->value.text;
  precision.party = text("party");
  precision.category = text("category");
  precision.statistic = "probability";
  if (const YamlEntry* statistic = node.find("statistic");
      statistic != nullptr &&
      is_one_of(statistic->value, "precision.statistic", {"probability", "mean"})) {
    precision.statistic = statistic->value.text;
  }
  precision.half_width = parse_number(half_width->value.text).value_or(0.0);
  if (precision.half_width <= 0.0) {
    complaints_.add(half_width->value.where, "precision.half_width is '" +
                                                 half_width->value.text +
                                                 "', expected a number above 0");
  }
  sweep_.precision = precision;
}

void SweepReading::expect_a_size() {
  const std::uint64_t size = design_size(sweep_);
  if (size > most_design_points) {
    complaints_.add(design_->where, "design has more than " +
                                        std::to_string(most_design_points) +
                                        " points, expected no more");
  } else if (size == 0) {
    complaints_.add(design_->where, "design has no points, expected at least one");
  }
  if (sweep_.design == DesignKind::latin_hypercube &&
      sweep_.size > most_ranks / sweep_.factors.size()) {
    complaints_.add(design_->where,
                    "design of kind latin_hypercube has points x factors above " +
                        std::to_string(most_ranks) + ", expected no more",
                    {"kind sobol keeps no table of its points"});
  }
}

std::uint64_t design_size(const SweepFile& sweep) {
  constexpr std::uint64_t too_many = most_design_points + 1;
  const auto times = [](std::uint64_t a, std::uint64_t b) {
    return b != 0 && a > most_design_points / b ? too_many : a * b;
  };
  const std::uint64_t factors = sweep.factors.size();
  switch (sweep.design) {
    case DesignKind::grid: {
      std::uint64_t points = factors == 0 ? 0 : 1;
      for (const Factor& factor : sweep.factors) {
        points = times(points, factor.levels.size());
      }
      return points;
    }
    case DesignKind::list:
      return std::min<std::uint64_t>(sweep.points.size(), too_many);
    case DesignKind::latin_hypercube:
    case DesignKind::sobol:
      return sweep.size;
    case DesignKind::saltelli:
      return times(sweep.size, factors + 2);
    case DesignKind::morris:
      return times(sweep.size, factors + 1);
    case DesignKind::one_at_a_time: {
      std::uint64_t points = 1;
      for (const Factor& factor : sweep.factors) {
        points = std::min(points + factor.levels.size(), too_many);
      }
      return points;
    }
  }
  return 0;
}

SweepFile read_sweep(const fs::path& file, const ReadOptions& options) {
  return SweepReading(file, options).read();
}

}  // namespace tripart
