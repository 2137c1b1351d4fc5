#include "tripart/history/simulated_moments.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "history/nelder_mead.hpp"
#include "study/linear_system.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/history/particle_weights.hpp"
#include "tripart/study/point_seed.hpp"

namespace tripart {
namespace {

constexpr double farthest = 3.0;    // of a position from the middle of its prior
constexpr double first_step = 0.7;  // of a search
constexpr double half_step = 0.3;   // half of that between two points of a derivative
/// What a simulation without summaries counts as.
constexpr double no_summaries = 1e6;

/// Weighted residuals, whose squares add up to the squared distance.
std::vector<double> residuals_of(const Distance& distance,
                                 const std::vector<double>& summaries) {
  std::vector<double> residuals;
  for (std::size_t k = 0; k < summaries.size(); ++k) {
    if (distance.targets()[k].weight > 0.0) {
      residuals.push_back(distance.root_weight(k) * distance.residual(k, summaries[k]));
    }
  }
  return residuals;
}

using Rows = std::vector<std::vector<double>>;

double product(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Roots of the diagonal of (G'G)^-1 G' V G (G'G)^-1 for the columns of G that move
/// anything. V is that of the rows of `batches`, times `inflation`.
std::vector<std::optional<double>> sandwich(const Rows& columns, const Rows& batches,
                                            double inflation) {
  std::vector<std::size_t> moving;
  for (std::size_t p = 0; p < columns.size(); ++p) {
    if (product(columns[p], columns[p]) > 0.0) {
      moving.push_back(p);
    }
  }
  std::vector<std::optional<double>> errors(columns.size());
  const std::size_t residuals = batches.front().size();
  std::vector<double> mean(residuals, 0.0);
  for (const std::vector<double>& batch : batches) {
    for (std::size_t k = 0; k < residuals; ++k) {
      mean[k] += batch[k] / static_cast<double>(batches.size());
    }
  }
  for (std::size_t which = 0; which < moving.size(); ++which) {
    LinearSystem system(moving.size());
    for (std::size_t row = 0; row < moving.size(); ++row) {
      for (std::size_t column = 0; column < moving.size(); ++column) {
        system.left(row, column) = product(columns[moving[row]], columns[moving[column]]);
      }
      system.right(row) = row == which ? 1.0 : 0.0;
    }
    const auto solved = system.solve();
    if (!solved) {
      return std::vector<std::optional<double>>(columns.size());
    }
    // Direction of the residuals that this coordinate listens to.
    std::vector<double> direction(residuals, 0.0);
    for (std::size_t k = 0; k < residuals; ++k) {
      for (std::size_t row = 0; row < moving.size(); ++row) {
        direction[k] += (*solved)[row] * columns[moving[row]][k];
      }
    }
    double variance = 0.0;
    for (const std::vector<double>& batch : batches) {
      double sum = 0.0;
      for (std::size_t k = 0; k < residuals; ++k) {
        sum += direction[k] * (batch[k] - mean[k]);
      }
      variance += sum * sum / static_cast<double>(batches.size() - 1);
    }
    errors[moving[which]] = std::sqrt(inflation * variance);
  }
  return errors;
}

/// Simulations side by side; nothing where one was told to stop, or had no summaries.
std::optional<Rows> simulate_all(const Rows& positions,
                                 const std::vector<std::uint64_t>& keys,
                                 const AbstractSimulator& simulate, int jobs,
                                 const std::atomic<bool>& stop) {
  Rows summaries(positions.size());
  for_each_block(
      positions.size(), jobs,
      [&](std::size_t i, int /*worker*/) {
        auto found = simulate(positions[i], keys[i], SimulationUse::shown);
        summaries[i] = found ? std::move(*found) : std::vector<double>{};
      },
      stop);
  const bool is_whole =
      std::none_of(summaries.begin(), summaries.end(),
                   [](const std::vector<double>& one) { return one.empty(); });
  return is_whole ? std::optional(std::move(summaries)) : std::nullopt;
}

std::vector<LowestPoint> search(const std::vector<AbcParticle>& prior,
                                const Distance& distance,
                                const AbstractSimulator& simulate,
                                const MomentsOptions& options, std::uint64_t key,
                                int jobs, const std::atomic<bool>& stop) {
  std::vector<std::size_t> order(prior.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return prior[a].distance < prior[b].distance;
  });
  const std::size_t starts = std::min(options.starts, prior.size());
  std::vector<std::optional<LowestPoint>> found(starts);
  const auto value_at = [&](const std::vector<double>& at) -> std::optional<double> {
    std::vector<double> inside = at;
    double outside = 0.0;
    for (double& one : inside) {
      const double kept = std::clamp(one, -farthest, farthest);
      outside += (one - kept) * (one - kept);
      one = kept;
    }
    const auto summaries = simulate(inside, key, SimulationUse::fitted);
    if (!summaries || stop) {
      return std::nullopt;
    }
    const double far = summaries->empty() ? no_summaries : distance(*summaries);
    return far * far + outside;
  };
  for_each_block(
      starts, jobs,
      [&](std::size_t i, int /*worker*/) {
        const std::vector<double>& start = prior[order[i]].position;
        found[i] = find_lowest(value_at, start, first_step,
                               options.evaluations * (start.size() + 1));
      },
      stop);
  std::vector<LowestPoint> all;
  for (std::optional<LowestPoint>& one : found) {
    if (!one) {
      return {};
    }
    for (double& value : one->at) {
      value = std::clamp(value, -farthest, farthest);
    }
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace

std::optional<MomentsEstimate> estimate_by_moments(const std::vector<AbcParticle>& prior,
                                                   const Distance& distance,
                                                   const AbstractSimulator& simulate,
                                                   const MomentsOptions& options,
                                                   int jobs,
                                                   const std::atomic<bool>& stop) {
  const std::uint64_t base = design_point_seed(options.seed, UINT64_MAX);
  const std::uint64_t key = design_point_seed(base, 1);  // common random numbers
  const std::vector<LowestPoint> found =
      search(prior, distance, simulate, options, key, jobs, stop);
  if (found.empty()) {
    return std::nullopt;
  }
  MomentsEstimate estimate;
  const LowestPoint& best = *std::min_element(
      found.begin(), found.end(),
      [](const LowestPoint& a, const LowestPoint& b) { return a.value < b.value; });
  estimate.position = best.at;
  estimate.distance = std::sqrt(best.value);
  const std::size_t size = best.at.size();
  Rows positions;
  std::vector<std::uint64_t> keys(2 * size, key);
  for (std::size_t p = 0; p < size; ++p) {
    for (const double sign : {1.0, -1.0}) {
      positions.push_back(best.at);
      positions.back()[p] += sign * half_step;
    }
  }
  for (std::size_t batch = 0; batch < options.batches; ++batch) {
    positions.push_back(best.at);
    keys.push_back(design_point_seed(base, batch + 2));
  }
  const auto all = simulate_all(positions, keys, simulate, jobs, stop);
  if (stop) {
    return std::nullopt;
  }
  if (!all) {
    throw Failure(ExitCode::bad_input,
                  "no summaries next to the estimate: its errors cannot be found");
  }
  Rows columns(size);
  for (std::size_t p = 0; p < size; ++p) {
    const std::vector<double> up = residuals_of(distance, (*all)[2 * p]);
    const std::vector<double> down = residuals_of(distance, (*all)[2 * p + 1]);
    for (std::size_t k = 0; k < up.size(); ++k) {
      columns[p].push_back((up[k] - down[k]) / (2.0 * half_step));
    }
  }
  Rows batches;
  for (std::size_t batch = 0; batch < options.batches; ++batch) {
    estimate.afresh.push_back((*all)[2 * size + batch]);
    batches.push_back(residuals_of(distance, estimate.afresh.back()));
  }
  // Batches vary as means of so many histories do; what was observed is one history.
  estimate.errors =
      sandwich(columns, batches, static_cast<double>(options.replicates) + 1.0);
  estimate.simulations = all->size();
  for (const LowestPoint& one : found) {
    estimate.simulations += one.evaluations;
  }
  return estimate;
}

}  // namespace tripart
