// The factors of a sweep: which paths of the scenario they set, and to what.
#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "scenario/distribution_reader.hpp"
#include "scenario/factor_quantile.hpp"
#include "scenario/names.hpp"
#include "scenario/sweep_reading.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/key_table.hpp"

namespace tripart {
namespace {

constexpr std::size_t most_factors = 1000;
constexpr std::size_t most_paths = 64;
constexpr std::uint64_t most_levels = 100'000;
constexpr int digits_of_levels = 12;

/// Whether one of two paths lies below the other, or is the same.
bool overlap(const std::string& one, const std::string& other) {
  const std::string& above = one.size() < other.size() ? one : other;
  const std::string& below = one.size() < other.size() ? other : one;
  return below.starts_with(above) &&
         (below.size() == above.size() || below[above.size()] == '.');
}

/// Whether what `--set` says at a path is no more than a factor's path replaces.
bool is_replaced(const std::string& override, const std::string& path) {
  const std::string set = override.substr(0, override.find('='));
  return set.size() >= path.size() && overlap(set, path);
}

/// The widest range that the rows of a key allow, whichever of them will apply.
Range allowed_at(const std::string& path) {
  const KeyNode* node = &key_tree();
  std::string rest = path;
  while (node != nullptr && !rest.empty()) {
    const std::size_t dot = rest.find('.');
    node = node->find(rest.substr(0, dot));
    rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
  }
  const Key anything;
  if (node == nullptr || node->rows.empty()) {
    return anything.range;
  }
  Range hull = node->rows.front()->range;
  for (const Key* row : node->rows) {
    hull = {std::min(hull.lo, row->range.lo), std::max(hull.hi, row->range.hi)};
  }
  return hull;
}

/// Of levels evenly spaced nobody wants to read .1 + .2: 12 digits of them count.
double in_few_digits(double value) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::general, digits_of_levels);
  double read = value;
  std::from_chars(text.data(), end.ptr, read);
  return read;
}

/// What stands where a list of some items was expected.
std::string found_in(const YamlNode& node) {
  return node.items.empty()
             ? "is " + (node.text.empty() ? to_flow(node) : "'" + node.text + "'")
             : "has " + std::to_string(node.items.size()) + " items";
}

bool is_level_design(DesignKind kind) {
  return kind == DesignKind::grid || kind == DesignKind::one_at_a_time;
}

}  // namespace

std::vector<std::string> overrides_of(const Factor& factor,
                                      const std::vector<std::string>& level) {
  std::vector<std::string> overrides;
  for (std::size_t i = 0; i < level.size(); ++i) {
    std::string text;
    for (const char letter : factor.form) {
      text += letter == '$' ? level[i] : std::string(1, letter);
    }
    overrides.push_back(factor.paths[i] + "=" + text);
  }
  return overrides;
}

std::string cell_of(const Factor& factor, const std::vector<std::string>& level) {
  if (!factor.is_tuple) {
    return level.empty() ? "" : level.front();
  }
  std::string text;
  for (const std::string& value : level) {
    text += (text.empty() ? "" : ", ") + value;
  }
  return "[" + text + "]";
}

void SweepReading::read_factors(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::sequence || node.items.empty() ||
      node.items.size() > most_factors) {
    complaints_.add(node.where,
                    "factors is not what it should be, expected a list of 1 to 1000 "
                    "factors, each {id: NAME, path: PATH, values: [...]}");
    return;
  }
  for (const YamlNode& item : node.items) {
    read_factor(item);
  }
}

void SweepReading::read_factor(const YamlNode& node) {
  static const std::vector<std::string> keys = {"id",           "path",    "paths",
                                                "values",       "range",   "levels",
                                                "distribution", "central", "form"};
  const YamlEntry* id = node.find("id");
  if (id == nullptr) {
    const std::size_t before = complaints_.size();
    expect_keys(node, keys, "factors");
    if (complaints_.size() == before) {
      complaints_.add(node.where,
                      "factors has an item without a name, expected {id: NAME, ...}");
    }
    return;
  }
  if (!is_name(id->value.text)) {
    complaints_.add(id->value.where, "factors has the id '" + to_flow(id->value) +
                                         "', expected at most 64 letters, digits, _ "
                                         "and -, a letter or digit first");
    return;
  }
  Factor factor;
  Places places;
  factor.id = id->value.text;
  const std::string name = "factors." + factor.id;
  expect_keys(node, keys, name);
  const bool is_known =
      std::any_of(sweep_.factors.begin(), sweep_.factors.end(),
                  [&](const Factor& other) { return other.id == factor.id; });
  const bool is_taken = factor.id == "design_point" || factor.id == "replicates";
  if (is_known || is_taken) {
    complaints_.add(id->value.where,
                    name +
                        (is_known ? " is there twice" : " is a column of every design") +
                        ", expected different names of columns");
  }
  if (!read_paths(node, name, factor, places)) {
    return;
  }
  if (const YamlEntry* form = node.find("form")) {
    factor.form = to_flow(form->value);
    if (factor.form.find('$') == std::string::npos) {
      complaints_.add(form->value.where, name + ".form is '" + factor.form +
                                             "', expected a value with a $ in it, as "
                                             "in '[0, $]'");
      factor.form = "$";
    }
  }
  read_values(node, name, factor, places);
  if (const YamlEntry* central = node.find("central")) {
    places.central = central->value.where;
    if (sweep_.design != DesignKind::one_at_a_time) {
      complaints_.add(central->where,
                      name + ".central belongs to a design of kind one_at_a_time");
    } else if (auto level = read_level(central->value, name, factor)) {
      factor.central = std::move(*level);
    }
  }
  sweep_.factors.push_back(std::move(factor));
  places_.push_back(std::move(places));
}

bool SweepReading::read_paths(const YamlNode& node, const std::string& name,
                              Factor& factor, Places& places) {
  const YamlEntry* one = node.find("path");
  const YamlEntry* several = node.find("paths");
  if ((one == nullptr) == (several == nullptr)) {
    complaints_.add(node.where, name + " has " +
                                    (one ? "both path and" : "neither path nor") +
                                    " paths, expected one of them");
    return false;
  }
  std::vector<YamlNode> paths = {one != nullptr ? one->value : several->value};
  if (several != nullptr) {
    paths = several->value.items;
  }
  if (paths.empty() || paths.size() > most_paths) {
    complaints_.add(several->value.where, name + ".paths " + found_in(several->value) +
                                              ", expected a list of 1 to " +
                                              std::to_string(most_paths) + " paths");
    return false;
  }
  bool good = true;
  for (const YamlNode& path : paths) {
    std::string other;
    for (const Factor& factor_before : sweep_.factors) {
      for (const std::string& before : factor_before.paths) {
        other = overlap(before, path.text) ? "factors." + factor_before.id : other;
      }
    }
    for (const std::string& before : factor.paths) {
      other = overlap(before, path.text) ? name : other;
    }
    if (path.kind != YamlNode::Kind::scalar || path.text.empty() ||
        path.text.find('=') != std::string::npos) {
      const bool is_text = path.kind == YamlNode::Kind::scalar;
      complaints_.add(path.where, name + " has '" +
                                      (is_text ? path.text : to_flow(path)) +
                                      "' as a path, expected one such as "
                                      "parties.USA.discount_rate");
      good = false;
    } else if (!other.empty()) {
      complaints_.add(path.where, name + " sets '" + path.text +
                                      "', which overlaps with what " + other +
                                      " sets, expected each in one factor only");
    }
    for (const std::string& override : options_->overrides) {
      if (is_replaced(override, path.text)) {
        complaints_.add(path.where, name + " sets '" + path.text +
                                        "' at every design point, and --set '" +
                                        override +
                                        "' would do nothing, expected one of them");
      }
    }
    factor.paths.push_back(path.text);
    places.paths.push_back(path.where);
  }
  factor.within = allowed_at(factor.paths.front());
  return good;
}

void SweepReading::read_values(const YamlNode& node, const std::string& name,
                               Factor& factor, Places& places) {
  const YamlEntry* values = node.find("values");
  const YamlEntry* range = node.find("range");
  const YamlEntry* distribution = node.find("distribution");
  const YamlEntry* levels = node.find("levels");
  const int ways = (values ? 1 : 0) + (range ? 1 : 0) + (distribution ? 1 : 0);
  if (sweep_.design == DesignKind::list) {
    if (ways != 0 || levels != nullptr) {
      complaints_.add(node.where, name +
                                      " has values of its own, expected those of the "
                                      "points of the list");
    }
    return;
  }
  if (ways != 1) {
    complaints_.add(node.where, name + " has " + (ways == 0 ? "none" : "several") +
                                    " of values, range and distribution, expected one");
    return;
  }
  if (levels != nullptr && (values != nullptr || !is_level_design(sweep_.design))) {
    complaints_.add(levels->where, name +
                                       ".levels counts those of a range or "
                                       "distribution in a design of kind grid or "
                                       "one_at_a_time");
  }
  if (values != nullptr) {
    if (values->value.items.empty() || values->value.items.size() > most_levels) {
      complaints_.add(values->value.where, name + ".values " + found_in(values->value) +
                                               ", expected a list of 1 to " +
                                               std::to_string(most_levels) + " values");
    }
    std::set<std::vector<std::string>> known;
    for (const YamlNode& item : values->value.items) {
      if (auto level = read_level(item, name, factor)) {
        if (!known.insert(*level).second) {
          complaints_.add(item.where, name + ".values holds " + to_flow(item) +
                                          " twice, expected different values");
        }
        factor.levels.push_back(std::move(*level));
        places.levels.push_back(item.where);
      }
    }
    return;
  }
  places.range = range != nullptr ? range->value.where : distribution->value.where;
  if (range != nullptr) {
    read_range(range->value, name, factor);
  } else {
    Key key;
    key.range = factor.within;
    factor.distribution =
        read_distribution(key, distribution->value, name + ".distribution", complaints_);
  }
  if (design_ != nullptr && is_level_design(sweep_.design)) {
    if (levels == nullptr) {
      complaints_.add(node.where, name +
                                      " has a range or distribution without levels, "
                                      "expected how many of them there are");
    } else if (factor.distribution) {
      count_levels(levels->value, name, factor, places);
    }
  }
}

void SweepReading::read_range(const YamlNode& node, const std::string& name,
                              Factor& factor) {
  std::vector<double> ends;
  for (const YamlNode& item : node.items) {
    if (const auto number = parse_number(item.text)) {
      ends.push_back(*number);
    }
  }
  if (ends.size() != 2 || node.items.size() != 2 || ends[0] >= ends[1]) {
    complaints_.add(node.where, name + ".range is " + to_flow(node) +
                                    ", expected [low, high] with low below high");
    return;
  }
  factor.distribution = Distribution::uniform(ends[0], ends[1]);
  // What lies outside is no rare draw to be cut off but a mistake, which the reader of
  // scenarios is to see.
  const Key anything;
  factor.within = anything.range;
}

void SweepReading::count_levels(const YamlNode& levels, const std::string& name,
                                Factor& factor, Places& places) {
  const auto number = count(levels, name + ".levels", 2, most_levels);
  if (!number) {
    return;
  }
  const Distribution& distribution = *factor.distribution;
  if (distribution.kind == Distribution::Kind::discrete || distribution.is_constant()) {
    complaints_.add(levels.where, name +
                                      ".levels counts those of a distribution without "
                                      "any between its values, expected values");
    return;
  }
  const FactorQuantile quantile(factor);
  const auto steps = static_cast<double>(*number - 1);
  for (std::uint64_t i = 0; i < *number; ++i) {
    const auto step = static_cast<double>(i);
    const bool is_end = quantile.has_ends() && (i == 0 || i + 1 == *number);
    double value =
        quantile(quantile.has_ends() ? step / steps : (step + 0.5) / (steps + 1.0));
    value = is_end ? value : in_few_digits(value);
    factor.levels.emplace_back(factor.paths.size(), to_text(value));
    places.levels.push_back(places.range);
  }
}

std::optional<std::vector<std::string>> SweepReading::read_level(const YamlNode& node,
                                                                 const std::string& name,
                                                                 Factor& factor) {
  const std::size_t paths = factor.paths.size();
  if (paths == 1 || node.kind != YamlNode::Kind::sequence) {
    return std::vector<std::string>(paths, to_flow(node));
  }
  if (node.items.size() != paths) {
    complaints_.add(node.where, name + " has the level " + to_flow(node) + " of " +
                                    std::to_string(node.items.size()) +
                                    " values, expected one value or " +
                                    std::to_string(paths) + ", one for each path");
    return std::nullopt;
  }
  factor.is_tuple = true;
  std::vector<std::string> level;
  for (const YamlNode& item : node.items) {
    level.push_back(to_flow(item));
  }
  return level;
}

}  // namespace tripart
