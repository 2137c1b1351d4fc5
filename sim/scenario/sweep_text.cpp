// A sweep as text: with every default filled in, and as files to read it from again.
#include <algorithm>
#include <utility>

#include "scenario/distribution_reader.hpp"
#include "scenario/plain_path.hpp"
#include "scenario/sweep_reading.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

/// The words of a mapping or list in the making.
YamlNode word(const std::string& text, bool quoted = false) {
  YamlNode node = scalar_node(text, {});
  node.quoted = quoted;
  return node;
}

YamlNode mapping() {
  YamlNode node;
  node.kind = YamlNode::Kind::mapping;
  return node;
}

YamlNode list(const std::vector<std::string>& texts) {
  YamlNode node;
  node.kind = YamlNode::Kind::sequence;
  for (const std::string& text : texts) {
    node.items.push_back(word(text, true));
  }
  return node;
}

void add(YamlNode& to, const std::string& key, YamlNode value) {
  to.entries.push_back({key, {}, std::move(value)});
}

YamlNode resolved_factor(const Factor& factor, bool has_levels) {
  YamlNode node = mapping();
  add(node, "id", word(factor.id));
  add(node, "paths", list(factor.paths));
  add(node, "form", word(factor.form, true));
  if (factor.distribution) {
    add(node, "distribution", to_node(*factor.distribution, {}));
  }
  if (has_levels) {
    std::vector<std::string> cells;
    for (const std::vector<std::string>& level : factor.levels) {
      cells.push_back(cell_of(factor, level));
    }
    add(node, "values", list(cells));
  }
  if (!factor.central.empty()) {
    add(node, "central", word(cell_of(factor, factor.central), true));
  }
  return node;
}

std::string kind_word(DesignKind kind) {
  switch (kind) {
    case DesignKind::grid:
      return "grid";
    case DesignKind::list:
      return "list";
    case DesignKind::latin_hypercube:
      return "latin_hypercube";
    case DesignKind::sobol:
      return "sobol";
    case DesignKind::saltelli:
      return "saltelli";
    case DesignKind::morris:
      return "morris";
    case DesignKind::one_at_a_time:
      return "one_at_a_time";
  }
  return "";
}

YamlNode resolved_design(const SweepFile& sweep) {
  YamlNode node = mapping();
  add(node, "kind", word(kind_word(sweep.design)));
  const std::string size = std::to_string(sweep.size);
  switch (sweep.design) {
    case DesignKind::grid:
    case DesignKind::one_at_a_time:
      return node;
    case DesignKind::list: {
      std::string all;
      for (const std::vector<std::string>& cells : sweep.points) {
        for (const std::string& cell : cells) {
          all += csv_field(cell) + ",";
        }
        all += "\n";
      }
      add(node, "points", word(std::to_string(sweep.points.size())));
      add(node, "sha256", word(sha256_hex(all), true));
      return node;
    }
    case DesignKind::latin_hypercube:
    case DesignKind::sobol:
      add(node, "points", word(size));
      break;
    case DesignKind::saltelli:
      add(node, "base_points", word(size));
      break;
    case DesignKind::morris:
      add(node, "trajectories", word(size));
      add(node, "levels", word(std::to_string(sweep.levels)));
      break;
  }
  add(node, "seed", word(std::to_string(sweep.design_seed)));
  return node;
}

/// How far a way goes up, and the rest of it.
std::pair<std::size_t, std::string> split_way(const std::string& text) {
  std::size_t up = 0;
  std::string rest = text;
  while (rest.starts_with("../")) {
    rest.erase(0, 3);
    ++up;
  }
  return {up, rest};
}

}  // namespace

bool is_plain_way(const std::string& text) {
  return is_plain_path(split_way(text).second);
}

std::string SweepReading::resolved() const {
  YamlNode node = mapping();
  add(node, "name", word(sweep_.name));
  add(node, "design", resolved_design(sweep_));
  add(node, "replicates", word(std::to_string(sweep_.replicates)));
  add(node, "common_random_numbers",
      word(sweep_.common_random_numbers ? "true" : "false"));
  add(node, "keep", word(sweep_.keep));
  if (sweep_.precision) {
    YamlNode precision = mapping();
    add(precision, "metric", word(sweep_.precision->metric, true));
    add(precision, "party", word(sweep_.precision->party, true));
    add(precision, "category", word(sweep_.precision->category, true));
    add(precision, "statistic", word(sweep_.precision->statistic));
    add(precision, "half_width", word(to_text(sweep_.precision->half_width)));
    add(node, "precision", std::move(precision));
  }
  YamlNode factors;
  factors.kind = YamlNode::Kind::sequence;
  for (const Factor& factor : sweep_.factors) {
    factors.items.push_back(resolved_factor(factor, sweep_.design != DesignKind::list));
  }
  add(node, "factors", std::move(factors));
  add(node, "scenario", read_yaml_text(scenario_->resolved, "scenario"));
  return to_yaml(node);
}

std::vector<InputFile> sweep_inputs(const fs::path& file,
                                    const std::string& scenario_path,
                                    const std::string& text, const Scenario& scenario,
                                    std::vector<InputFile> lists) {
  // The sweep lies as deep below inputs/ as its way to the scenario goes up; the names
  // of its folders are the same wherever it lay.
  const auto [up, rest] = split_way(scenario_path);
  const std::string folder = rest.starts_with("sweep/") ? "sweep_file/" : "sweep/";
  std::string above;
  for (std::size_t i = 0; i < up; ++i) {
    above += folder;
  }
  const std::string name = file.filename().string();
  std::vector<InputFile> inputs;
  inputs.push_back({above + (is_plain_path(name) ? name : "sweep.yaml"), text});
  for (InputFile& list : lists) {
    inputs.push_back({above + list.name, std::move(list.bytes)});
  }
  const std::string beside = fs::path(rest).parent_path().string();
  for (std::size_t i = 0; i < scenario.inputs.size(); ++i) {
    const InputFile& input = scenario.inputs[i];
    inputs.push_back({i == 0           ? rest
                      : beside.empty() ? input.name
                                       : beside + "/" + input.name,
                      input.bytes});
  }
  return inputs;
}

}  // namespace tripart
