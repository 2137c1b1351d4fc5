#include "tripart/study/sweep_points.hpp"

#include <utility>
#include <vector>

#include "study/shared_cache.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/results/payoff_rows.hpp"
#include "tripart/study/point_seed.hpp"

namespace tripart {
namespace {

/// Impossible points whose complaints are shown.
constexpr std::size_t most_named = 20;

/// `design point 4 (tariff 0.25, share 0.8): `
std::string name_of(const SweepFile& sweep, const DesignPoint& design,
                    std::uint64_t number) {
  std::string values;
  for (std::size_t i = 0; i < sweep.factors.size() && i < design.values.size(); ++i) {
    values += (values.empty() ? "" : ", ") + sweep.factors[i].id + " " + design.values[i];
  }
  return "design point " + std::to_string(number) + " (" + values + "): ";
}

}  // namespace

struct SweepPoints::Cache {
  explicit Cache(int jobs)
      : points(2 * static_cast<std::size_t>(jobs) + 1), payoffs(economies_at_hand) {}
  SharedCache<std::uint64_t, PlayablePoint> points;
  SharedCache<std::pair<std::uint64_t, std::string>, SolvedPayoffs> payoffs;
};

SweepPoints::SweepPoints(const Sweep& sweep, int jobs)
    : sweep_(&sweep),
      scenarios_(sweep.file().scenario, sweep.data_folder()),
      cache_(std::make_unique<Cache>(jobs)) {}

SweepPoints::~SweepPoints() = default;

std::uint64_t SweepPoints::seed_of_point(std::uint64_t number) const {
  return sweep_->file().common_random_numbers ? sweep_->seed()
                                              : design_point_seed(sweep_->seed(), number);
}

Scenario SweepPoints::read(const DesignPoint& design, std::uint64_t number) const {
  std::vector<std::string> overrides = sweep_->file().overrides;
  overrides.insert(overrides.end(), design.overrides.begin(), design.overrides.end());
  try {
    return scenarios_.read(overrides);
  } catch (const InputError& error) {
    const std::string name = name_of(sweep_->file(), design, number);
    std::vector<Complaint> complaints = error.complaints();
    for (Complaint& complaint : complaints) {
      complaint.what = name + complaint.what;
    }
    throw InputError(std::move(complaints));
  }
}

Scenario SweepPoints::scenario(std::uint64_t number) const {
  return read(sweep_->design().point(number), number);
}

std::shared_ptr<const PlayablePoint> SweepPoints::point(std::uint64_t number,
                                                        int solvers) {
  return cache_->points.get(number, [&] { return make(number, solvers); });
}

std::shared_ptr<const PlayablePoint> SweepPoints::make(std::uint64_t number,
                                                       int solvers) {
  auto point = std::make_shared<PlayablePoint>();
  point->number = number;
  point->design = sweep_->design().point(number);
  point->scenario = read(point->design, number);
  point->seed = seed_of_point(number);
  const auto solve = [&] {
    try {
      return std::make_shared<const SolvedPayoffs>(
          payoffs_of(point->scenario, point->seed, solvers));
    } catch (const Failure& failure) {
      throw Failure(failure.code(),
                    name_of(sweep_->file(), point->design, number) + failure.what());
    }
  };
  // Those of pure bargaining are made of the model, whatever a factor changes in it.
  point->payoffs = point->scenario.trade
                       ? cache_->payoffs.get({point->seed, point->design.economy}, solve)
                       : solve();
  return point;
}

void SweepPoints::check(std::uint64_t first, std::uint64_t last, int jobs,
                        const std::atomic<bool>& stop) const {
  std::vector<std::vector<Complaint>> found(static_cast<std::size_t>(last - first + 1));
  for_each_block(
      found.size(), jobs,
      [&](std::size_t i, int /*worker*/) {
        try {
          static_cast<void>(scenario(first + i));
        } catch (const InputError& error) {
          found[i] = error.complaints();
        }
      },
      stop);
  std::vector<Complaint> all;
  std::size_t impossible = 0;
  for (const std::vector<Complaint>& some : found) {
    impossible += some.empty() ? 0U : 1U;
    if (impossible <= most_named) {
      all.insert(all.end(), some.begin(), some.end());
    }
  }
  if (impossible > most_named) {
    all.back().hints.push_back("in all " + std::to_string(impossible) +
                               " design points cannot be");
  }
  if (!all.empty()) {
    throw InputError(std::move(all));
  }
}

}  // namespace tripart
