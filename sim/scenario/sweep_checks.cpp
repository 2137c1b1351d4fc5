// Every level of a sweep by itself through the reader of scenarios.
#include <algorithm>
#include <utility>

#include "scenario/factor_quantile.hpp"
#include "scenario/overrides.hpp"
#include "scenario/sweep_reading.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {
namespace {

/// Of a factor; each takes some milliseconds.
constexpr std::size_t most_checks = 100;
constexpr double outermost = 1e-6;

/// The number of the i-th of `chosen` levels that are checked out of `all`.
std::size_t checked_level(std::size_t i, std::size_t chosen, std::size_t all) {
  return chosen == 1 ? 0 : i * (all - 1) / (chosen - 1);
}

/// A complaint about what a level does to something else of the scenario, as one about
/// the level; what stands at the paths of the factor is its own already.
Complaint of_level(Complaint complaint, const Factor& factor,
                   const std::vector<std::string>& level, const SourcePosition& where) {
  const bool is_own =
      std::any_of(factor.paths.begin(), factor.paths.end(), [&](const std::string& path) {
        return complaint.where.file.text() == "--set " + path;
      });
  if (is_own) {
    return complaint;
  }
  std::string place = complaint.where.file.text();
  for (const std::size_t number : {complaint.where.line, complaint.where.column}) {
    place += number == 0 ? "" : ":" + std::to_string(number);
  }
  complaint.what =
      "factors." + factor.id + " at " + cell_of(factor, level) + ": " + complaint.what;
  complaint.hints.push_back("what it is about stands at " + place);
  complaint.where = where;
  return complaint;
}

}  // namespace

const YamlNode* at_path(const YamlNode& root, const std::string& path) {
  const YamlNode* node = &root;
  std::string rest = path;
  while (node != nullptr && !rest.empty()) {
    const std::size_t dot = rest.find('.');
    const std::string segment = rest.substr(0, dot);
    rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
    const YamlEntry* entry = node->find(segment);
    const YamlNode* below = entry == nullptr ? nullptr : &entry->value;
    for (const YamlNode& item : node->items) {
      const YamlEntry* id = item.find("id");
      below = id != nullptr && id->value.text == segment ? &item : below;
    }
    node = below;
  }
  return node;
}

void SweepReading::check_levels() {
  scenario_ = read_changed(sweep_.scenario, {});
  if (!scenario_) {
    return;
  }
  YamlNode user = read_yaml_file(sweep_.scenario);
  Complaints none;
  apply_overrides(user, options_->overrides, none);
  const YamlNode resolved = read_yaml_text(scenario_->resolved, "resolved");
  for (std::size_t i = 0; i < sweep_.factors.size(); ++i) {
    Factor& factor = sweep_.factors[i];
    if (!check_paths(user, i)) {
      continue;
    }
    for (const std::string& path : factor.paths) {
      factor.keeps_payoffs =
          factor.keeps_payoffs && keeps_payoffs(path, at_path(resolved, path) != nullptr);
    }
    if (const YamlNode* own = at_path(resolved, factor.paths.front())) {
      factor.own = to_flow(*own);
    }
    check_factor(i);
  }
}

/// A path that leads nowhere is said where the path stands, and once.
bool SweepReading::check_paths(const YamlNode& user, std::size_t factor) {
  bool good = true;
  for (std::size_t i = 0; i < sweep_.factors[factor].paths.size(); ++i) {
    const std::string& path = sweep_.factors[factor].paths[i];
    place(path, places_[factor].paths[i]);
    YamlNode changed = user;
    Complaints complaints;
    apply_overrides(changed, {path + "=0"}, complaints);
    try {
      complaints.throw_if_any();
    } catch (const InputError& error) {
      take_over(error);
      good = false;
    }
  }
  return good;
}

void SweepReading::check_factor(std::size_t number) {
  const Factor& factor = sweep_.factors[number];
  const Places& places = places_[number];
  const std::size_t all = factor.levels.size();
  const std::size_t chosen = std::min(all, most_checks);
  for (std::size_t i = chosen; i-- > 0;) {  // the farther end of a range first
    const std::size_t level = checked_level(i, chosen, all);
    check_level(factor, factor.levels[level], places.levels[level]);
  }
  if (!factor.central.empty()) {
    check_level(factor, factor.central, places.central);
  }
  if (factor.levels.empty() && factor.distribution) {
    const FactorQuantile quantile(factor);
    const double lowest = quantile.has_ends() ? 0.0 : outermost;
    for (const double u : {1.0 - lowest, lowest, 0.5}) {
      const std::string value = to_text(quantile(u));
      check_level(factor, std::vector<std::string>(factor.paths.size(), value),
                  places.range);
    }
  }
}

void SweepReading::check_level(const Factor& factor,
                               const std::vector<std::string>& level,
                               const SourcePosition& where) {
  const std::pair<std::size_t, std::size_t> here{where.line, where.column};
  if (bad_places_.count(here) != 0) {
    return;  // another level of the same range has been complained about
  }
  for (const std::string& path : factor.paths) {
    place(path, where);
  }
  try {
    static_cast<void>(read_varied(sweep_.scenario, overrides_of(factor, level)));
  } catch (const InputError& error) {
    // What is wrong with every level, such as a name in the path, is said once.
    std::vector<Complaint> fresh;
    for (const Complaint& complaint : error.complaints()) {
      if (said_.insert(complaint.what).second) {
        fresh.push_back(of_level(complaint, factor, level, where));
      }
    }
    if (!fresh.empty()) {
      take_over(InputError(std::move(fresh)));
    }
    bad_places_.insert(here);
  }
}

}  // namespace tripart
