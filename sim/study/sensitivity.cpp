#include "tripart/study/sensitivity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr std::array names{
    std::pair(Analysis::sobol_indices, std::string_view("sobol_indices")),
    std::pair(Analysis::morris, std::string_view("morris")),
    std::pair(Analysis::one_at_a_time, std::string_view("one_at_a_time")),
    std::pair(Analysis::prim, std::string_view("prim"))};

std::uint64_t count_absent(const Responses& responses) {
  return static_cast<std::uint64_t>(
      std::count_if(responses.values.begin(), responses.values.end(),
                    [](double value) { return std::isnan(value); }));
}

std::vector<double> all_coordinates(const Design& design) {
  std::vector<double> all;
  for (std::uint64_t point = 1; point <= design.size(); ++point) {
    const std::vector<double> here = design.point(point).coordinates;
    all.insert(all.end(), here.begin(), here.end());
  }
  return all;
}

/// Numbers that order the levels of each factor: its values where all that are listed are
/// numbers, else the places of its levels. A central one that is no such number, as the
/// distribution of a scenario, has none.
std::vector<double> ordering_levels(const Design& design, std::size_t factors) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> places;
  std::vector<double> values;
  std::vector<bool> is_numeric(factors, true);
  for (std::uint64_t number = 1; number <= design.size(); ++number) {
    const DesignPoint point = design.point(number);
    for (std::size_t i = 0; i < factors; ++i) {
      const bool is_central = point.coordinates[i] == 0.0;
      const auto value = parse_number(point.values[i]);
      is_numeric[i] = is_numeric[i] && (value || is_central);
      places.push_back(is_central ? none : point.coordinates[i]);
      values.push_back(value.value_or(none));
    }
  }
  for (std::size_t at = 0; at < places.size(); ++at) {
    places[at] = is_numeric[at % factors] ? values[at] : places[at];
  }
  return places;
}

/// Of a Saltelli design only A and B: the rest repeats most of their factors.
bool spreads_out(const SweepFile& sweep, std::uint64_t point) {
  return sweep.design != DesignKind::saltelli ||
         (point - 1) % (sweep.factors.size() + 2) < 2;
}

}  // namespace

std::string_view to_text(Analysis analysis) {
  return names[static_cast<std::size_t>(analysis)].second;
}

std::optional<Analysis> parse_analysis(std::string_view text) {
  for (const auto& [analysis, name] : names) {
    if (name == text) {
      return analysis;
    }
  }
  return std::nullopt;
}

std::vector<Analysis> analyses_of(DesignKind design) {
  switch (design) {
    case DesignKind::saltelli:
      return {Analysis::sobol_indices, Analysis::prim};
    case DesignKind::morris:
      return {Analysis::morris};
    case DesignKind::one_at_a_time:
      return {Analysis::one_at_a_time};
    case DesignKind::grid:
    case DesignKind::list:
    case DesignKind::latin_hypercube:
    case DesignKind::sobol:
      return {Analysis::prim};
  }
  return {};
}

bool allows(DesignKind design, Analysis analysis) {
  const std::vector<Analysis> list = analyses_of(design);
  return std::find(list.begin(), list.end(), analysis) != list.end();
}

QuantityAnalysis describe_quantity(const SweepQuantity& quantity) {
  QuantityAnalysis result;
  result.name = quantity.name;
  result.noisiness = noisiness(quantity.responses);
  result.without_value = count_absent(quantity.responses);
  return result;
}

QuantityAnalysis analyse_factors(const SweepFile& sweep, const Design& design,
                                 const SweepQuantity& quantity,
                                 const BootstrapOptions& bootstrap) {
  const std::size_t factors = sweep.factors.size();
  QuantityAnalysis result = describe_quantity(quantity);
  if (sweep.design == DesignKind::saltelli) {
    result.sobol = sobol_indices(
        {sweep.size, factors}, quantity.responses,
        sweep.common_random_numbers ? Noise::shared : Noise::independent, bootstrap);
  } else if (sweep.design == DesignKind::morris) {
    result.morris = morris_effects({sweep.size, factors}, all_coordinates(design),
                                   quantity.responses, bootstrap);
  } else if (sweep.design == DesignKind::one_at_a_time) {
    constexpr std::uint64_t central = 1;
    result.levels = one_at_a_time(factors, ordering_levels(design, factors), central,
                                  quantity.responses);
  }
  return result;
}

BoxAnalysis analyse_boxes(const SweepFile& sweep, const Design& design,
                          const SweepQuantity& quantity, std::optional<double> threshold,
                          const BootstrapOptions& resampling) {
  TRIPART_EXPECTS(threshold || quantity.name.statistic == "probability");
  BoxAnalysis result;
  result.name = quantity.name;
  result.threshold = threshold;
  std::vector<double> target;
  std::vector<std::vector<double>> values(sweep.factors.size());
  std::vector<bool> is_numeric(sweep.factors.size(), true);
  for (std::uint64_t number = 1; number <= design.size(); ++number) {
    if (!spreads_out(sweep, number)) {
      continue;
    }
    const double response = quantity.responses.values[number - 1];
    if (std::isnan(response)) {
      ++result.without_value;
      continue;
    }
    target.push_back(!threshold ? response : response >= *threshold ? 1.0 : 0.0);
    const DesignPoint point = design.point(number);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto value = parse_number(point.values[i]);
      is_numeric[i] = is_numeric[i] && value;
      values[i].push_back(value.value_or(0.0));
    }
  }
  std::vector<std::vector<double>> usable;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_numeric[i] && !target.empty()) {
      const auto [least, most] = std::minmax_element(values[i].begin(), values[i].end());
      result.ranges.emplace_back(*least, *most);
      result.factors.push_back(i);
      usable.push_back(std::move(values[i]));
    } else {
      result.left_out.push_back(i);
    }
  }
  if (target.empty()) {
    throw Failure(ExitCode::bad_input,
                  to_text(quantity.name) + " has no value at any design point");
  }
  if (usable.empty()) {
    throw Failure(ExitCode::bad_input,
                  "no factor of " + sweep.name +
                      " has numbers for values, and boxes are made of numbers");
  }
  result.points = target.size();
  PrimOptions options;
  options.resampling = resampling;
  result.prim = find_boxes(usable, target, options);
  return result;
}

}  // namespace tripart
