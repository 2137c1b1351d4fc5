#include "tripart/study/design.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "scenario/factor_quantile.hpp"
#include "study/design_layout.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// What a coordinate is of its factor.
enum class Coordinate { level, uniform, grid };

Coordinate coordinate_of(DesignKind kind) {
  return kind == DesignKind::morris ? Coordinate::grid
         : kind == DesignKind::grid || kind == DesignKind::list ||
                 kind == DesignKind::one_at_a_time
             ? Coordinate::level
             : Coordinate::uniform;
}

std::vector<std::uint64_t> level_counts(const SweepFile& sweep) {
  std::vector<std::uint64_t> counts;
  for (const Factor& factor : sweep.factors) {
    counts.push_back(factor.levels.size());
  }
  return counts;
}

/// The points that a sweep lists, as numbers of levels.
class Listed : public DesignLayout {
 public:
  explicit Listed(const SweepFile& sweep) {
    std::vector<std::map<std::string, std::uint32_t>> numbers(sweep.factors.size());
    for (std::size_t i = 0; i < sweep.factors.size(); ++i) {
      for (const std::vector<std::string>& level : sweep.factors[i].levels) {
        const auto number = static_cast<std::uint32_t>(numbers[i].size() + 1);
        numbers[i].emplace(cell_of(sweep.factors[i], level), number);
      }
    }
    for (const std::vector<std::string>& cells : sweep.points) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        levels_.push_back(numbers[i].at(cells[i]));
      }
    }
    factors_ = sweep.factors.size();
  }

  [[nodiscard]] std::vector<double> coordinates(std::uint64_t number) const override {
    const auto first = levels_.begin() + static_cast<std::ptrdiff_t>(number * factors_);
    return {first, first + static_cast<std::ptrdiff_t>(factors_)};
  }

 private:
  std::size_t factors_ = 0;
  std::vector<std::uint32_t> levels_;
};

std::unique_ptr<DesignLayout> layout_of(const SweepFile& sweep) {
  switch (sweep.design) {
    case DesignKind::grid:
      return make_grid(level_counts(sweep));
    case DesignKind::one_at_a_time:
      return make_one_at_a_time(level_counts(sweep));
    case DesignKind::list:
      return std::make_unique<Listed>(sweep);
    case DesignKind::latin_hypercube:
      return make_latin_hypercube(sweep.size, sweep.factors.size(), sweep.design_seed);
    case DesignKind::sobol:
      return make_sobol(sweep.factors.size(), sweep.design_seed);
    case DesignKind::saltelli:
      return make_saltelli(sweep.factors.size(), sweep.design_seed);
    case DesignKind::morris:
      return make_morris(sweep.factors.size(), sweep.levels, sweep.design_seed);
  }
  throw ContractViolation("unknown kind of design");
}

}  // namespace

struct Design::Layout {
  std::uint64_t size = 0;
  Coordinate coordinate = Coordinate::level;
  double grid_levels = 4.0;  ///< p of Morris
  std::vector<Factor> factors;
  std::vector<std::optional<FactorQuantile>> quantiles;  ///< of factors without levels
  std::unique_ptr<DesignLayout> where;

  /// The level at a coordinate; nothing where the scenario is left alone.
  [[nodiscard]] std::vector<std::string> level(std::size_t factor, double at) const {
    const std::vector<std::vector<std::string>>& levels = factors[factor].levels;
    if (coordinate == Coordinate::level) {
      return at == 0.0 ? factors[factor].central
                       : levels[static_cast<std::size_t>(at) - 1];
    }
    const std::optional<FactorQuantile>& quantile = quantiles[factor];
    if (coordinate == Coordinate::grid && !(quantile && quantile->has_ends())) {
      // Grid points 0, 1/(p-1), ..., 1 stand for the middles of p equal slices.
      at = (at * (grid_levels - 1.0) + 0.5) / grid_levels;
    }
    if (quantile) {
      return std::vector<std::string>(factors[factor].paths.size(),
                                      to_text((*quantile)(at)));
    }
    const double below = std::floor(at * static_cast<double>(levels.size()));
    return levels[std::min(static_cast<std::size_t>(below), levels.size() - 1)];
  }
};

Design::Design(const SweepFile& sweep) {
  const auto layout = std::make_shared<Layout>();
  layout->size = design_size(sweep);
  layout->coordinate = coordinate_of(sweep.design);
  layout->grid_levels = sweep.levels;
  layout->factors = sweep.factors;
  for (const Factor& factor : sweep.factors) {
    layout->quantiles.emplace_back();
    if (factor.levels.empty() && factor.distribution) {
      layout->quantiles.back().emplace(factor);
    }
  }
  layout->where = layout_of(sweep);
  layout_ = layout;
}

std::uint64_t Design::size() const {
  return layout_->size;
}

DesignPoint Design::point(std::uint64_t number) const {
  TRIPART_EXPECTS(number >= 1 && number <= size());
  DesignPoint point;
  point.coordinates = layout_->where->coordinates(number - 1);
  for (std::size_t i = 0; i < layout_->factors.size(); ++i) {
    const Factor& factor = layout_->factors[i];
    const std::vector<std::string> level = layout_->level(i, point.coordinates[i]);
    point.values.push_back(level.empty() ? factor.own : cell_of(factor, level));
    for (const std::string& override : overrides_of(factor, level)) {
      point.overrides.push_back(override);
      if (!factor.keeps_payoffs) {
        point.economy += override + "\n";
      }
    }
  }
  return point;
}

}  // namespace tripart
