#include "tripart/history/abc_smc.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/parallel.hpp"
#include "tripart/core/random.hpp"
#include "tripart/history/particle_weights.hpp"
#include "tripart/study/point_seed.hpp"

namespace tripart {
namespace {

/// Simulations of each thread between two looks at the clock.
constexpr std::size_t played_at_a_time = 8;
/// Attempts at one draw from the prior that has summaries.
constexpr std::uint64_t most_failures = 1000;
/// Of a direction in which the population has collapsed; the prior's is 1.
constexpr double least_variance = 1e-12;

std::vector<std::size_t> all_of(std::size_t count) {
  std::vector<std::size_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) {
    numbers[i] = i;
  }
  return numbers;
}

}  // namespace

AbcSmc::AbcSmc(AbcOptions options, std::vector<SummaryTarget> targets,
               AbstractSimulator simulate)
    : options_(options), distance_(std::move(targets)), simulate_(std::move(simulate)) {
  TRIPART_EXPECTS(options.dimension > 0 && options.particles > 1);
  TRIPART_EXPECTS(options.quantile > 0.0 && options.quantile < 1.0);
  TRIPART_EXPECTS(options.prior_share > 0.0 && options.prior_share < 1.0);
  begin_round();
}

std::uint64_t AbcSmc::most_simulations() const {
  const auto round = static_cast<std::uint64_t>(static_cast<double>(options_.particles) /
                                                options_.least_acceptance);
  return 2 * options_.particles + options_.rounds * round;
}

// One-to-one in round, particle and attempt one after the other. The fresh simulations at
// the end have a round of their own.
std::uint64_t AbcSmc::key(std::size_t particle, std::uint64_t attempt) const {
  const std::uint64_t round = stage_ == Stage::sample ? round_ : options_.rounds + 1;
  return design_point_seed(
      design_point_seed(design_point_seed(options_.seed, round + 1), particle + 1),
      attempt + 1);
}

std::vector<double> AbcSmc::propose(std::size_t particle, std::uint64_t attempt) const {
  const Stream stream(key(particle, attempt), 0, Purpose::design, "calibration");
  const std::size_t size = options_.dimension;
  std::vector<double> position(size);
  for (std::size_t k = 0; k < size; ++k) {
    position[k] = draw_normal(static_cast<std::uint32_t>(k + 1), stream);
  }
  const double u = stream.uniform(0);
  if (round_ == 0 || u < options_.prior_share) {
    return position;
  }
  // What is left of the uniform chooses the particle.
  const double rest = (u - options_.prior_share) / (1.0 - options_.prior_share);
  double sum = 0.0;
  std::size_t chosen = 0;
  for (std::size_t j = 0; j < particles_.size() && sum <= rest; ++j) {
    if (particles_[j].weight > 0.0) {
      chosen = j;
      sum += particles_[j].weight;
    }
  }
  const double drawn_in = std::sqrt(std::max(0.0, 1.0 - options_.step_variance));
  const double keep = options_.step_variance < 1.0 ? drawn_in : 1.0;
  std::vector<double> at(size);
  for (std::size_t row = 0; row < size; ++row) {
    at[row] = mean_[row] + keep * (particles_[chosen].position[row] - mean_[row]);
    for (std::size_t column = 0; column <= row; ++column) {
      at[row] += factor_[row * size + column] * position[column];
    }
  }
  return at;
}

bool AbcSmc::play(const std::vector<std::size_t>& which, int jobs,
                  const std::atomic<bool>& stop) {
  std::vector<char> was_played(which.size(), 0);
  for_each_block(
      which.size(), jobs,
      [&](std::size_t block, int /*worker*/) {
        const std::size_t i = which[block];
        const std::uint64_t attempt = open_[i].attempts;
        const bool is_sample = stage_ == Stage::sample;
        std::vector<double> position =
            is_sample ? propose(i, attempt) : particles_[i].position;
        auto summaries = simulate_(
            position, key(i, attempt),
            is_sample && round_ > 0 ? SimulationUse::fitted : SimulationUse::shown);
        if (!summaries) {
          return;  // told to stop
        }
        was_played[block] = 1;
        ++open_[i].attempts;
        if (!is_sample) {
          predictive_[i] = std::move(*summaries);
          open_[i].is_done = true;
          return;
        }
        const double distance = distance_(*summaries);
        if (round_ == 0 ? !summaries->empty() : distance <= *tolerance_) {
          next_[i] = {std::move(position), std::move(*summaries), distance, 0.0};
          open_[i].is_done = true;
        }
      },
      stop);
  const auto played =
      static_cast<std::size_t>(std::count(was_played.begin(), was_played.end(), 1));
  simulations_ += played;
  return played == which.size();
}

// In waves: the k-th attempts of all particles that still want one, so that what a round
// has cost when it is given up does not depend on who was faster.
bool AbcSmc::fill(int jobs, const std::atomic<bool>& stop,
                  const std::function<void()>& after) {
  const auto most = static_cast<double>(options_.particles) / options_.least_acceptance;
  while (true) {
    std::uint64_t wave = UINT64_MAX;
    for (const Open& one : open_) {
      wave = one.is_done ? wave : std::min(wave, one.attempts);
    }
    std::uint64_t tried = 0;  // before this wave, of which a part may be played already
    std::vector<std::size_t> wanted;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      tried += std::min(open_[i].attempts, wave);
      if (!open_[i].is_done && open_[i].attempts == wave) {
        wanted.push_back(i);
      }
    }
    if (wanted.empty()) {
      end_round(true);
      return true;
    }
    if (stage_ == Stage::sample && round_ == 0 && wave >= most_failures) {
      throw Failure(ExitCode::bad_input, "no summaries for " +
                                             std::to_string(most_failures) +
                                             " draws from the prior one after the other");
    }
    if (stage_ == Stage::sample && round_ > 0 && static_cast<double>(tried) >= most) {
      end_round(false);
      return true;
    }
    const std::size_t chunk = played_at_a_time * static_cast<std::size_t>(jobs);
    for (std::size_t begin = 0; begin < wanted.size(); begin += chunk) {
      const std::vector<std::size_t> some(
          wanted.begin() + static_cast<std::ptrdiff_t>(begin),
          wanted.begin() +
              static_cast<std::ptrdiff_t>(std::min(begin + chunk, wanted.size())));
      const bool is_whole = play(some, jobs, stop);
      if (!is_whole || stop) {
        return false;
      }
      if (after) {
        after();
      }
    }
  }
}

bool AbcSmc::run(int jobs, const std::atomic<bool>& stop,
                 const std::function<void()>& after) {
  while (stage_ != Stage::done) {
    if (!fill(jobs, stop, after)) {
      return false;
    }
    if (after) {
      after();
    }
  }
  return true;
}

std::vector<double> AbcSmc::weights() const {
  std::vector<double> weights;
  for (const AbcParticle& particle : particles_) {
    weights.push_back(particle.weight);
  }
  return weights;
}

void AbcSmc::begin_round() {
  open_.assign(options_.particles, {});
  if (stage_ == Stage::sample) {
    next_.assign(options_.particles, {});
  } else {
    predictive_.assign(options_.particles, {});
  }
  if (stage_ != Stage::sample || round_ == 0) {
    return;
  }
  std::vector<std::vector<double>> positions;
  for (const AbcParticle& particle : particles_) {
    positions.push_back(particle.position);
  }
  const std::vector<double> all = weights();
  WeightedMoments moments = weighted_moments(positions, all);
  // Correlations that few draws show by chance would make the steps too thin in some
  // direction: they are drawn in towards 0 as dimensions compare with draws.
  const auto size = static_cast<double>(options_.dimension);
  const double known = effective_size(all) / (effective_size(all) + size);
  for (std::size_t row = 0; row < options_.dimension; ++row) {
    for (std::size_t column = 0; column < options_.dimension; ++column) {
      moments.covariance[row * options_.dimension + column] *=
          options_.step_variance * (row == column ? 1.0 : known);
    }
  }
  mean_ = std::move(moments.mean);
  factor_ =
      lower_factor(std::move(moments.covariance), options_.dimension, least_variance);
}

void AbcSmc::end_round(bool is_kept) {
  if (stage_ == Stage::predict) {
    stage_ = Stage::done;
    return;
  }
  AbcRound record;
  record.tolerance = tolerance_;
  record.is_kept = is_kept;
  for (const Open& one : open_) {
    record.simulations += one.attempts;
    record.accepted += one.is_done ? 1U : 0U;
  }
  if (is_kept) {
    if (round_ == 0) {
      std::vector<std::vector<double>> simulated;
      for (const AbcParticle& particle : next_) {
        simulated.push_back(particle.summaries);
      }
      distance_.scale_by(simulated);
      for (AbcParticle& particle : next_) {
        particle.distance = distance_(particle.summaries);
      }
    }
    weigh();
    particles_ = std::move(next_);
    if (round_ == 0) {
      prior_ = particles_;
    }
    const std::vector<double> all = weights();
    record.effective_size = effective_size(all);
  }
  rounds_.push_back(record);
  const auto next = is_kept && round_ < options_.rounds ? next_tolerance() : std::nullopt;
  if (next) {
    tolerance_ = next;
    ++round_;
  } else {
    stage_ = options_.rounds == 0 ? Stage::done : Stage::predict;
  }
  begin_round();
}

/// prior(x) / [share prior(x) + (1 - share) sum_j w_j normal(x; drawn-in x_j, step)],
/// as the inverse, so that what the normal densities have in common cancels.
void AbcSmc::weigh() {
  const std::size_t size = options_.dimension;
  if (round_ == 0) {
    for (AbcParticle& particle : next_) {
      particle.weight = 1.0 / static_cast<double>(next_.size());
    }
    return;
  }
  double log_volume = 0.0;
  for (std::size_t k = 0; k < size; ++k) {
    log_volume += math::log(factor_[k * size + k]);
  }
  const double keep =
      options_.step_variance < 1.0 ? std::sqrt(1.0 - options_.step_variance) : 1.0;
  std::vector<double> weights(next_.size());
  std::vector<double> step(size);
  for (std::size_t i = 0; i < next_.size(); ++i) {
    const std::vector<double>& x = next_[i].position;
    double squares = 0.0;
    for (const double value : x) {
      squares += value * value;
    }
    double sum = 0.0;
    for (const AbcParticle& from : particles_) {
      if (!(from.weight > 0.0)) {
        continue;
      }
      double length = 0.0;
      for (std::size_t row = 0; row < size; ++row) {
        double value = x[row] - mean_[row] - keep * (from.position[row] - mean_[row]);
        for (std::size_t column = 0; column < row; ++column) {
          value -= factor_[row * size + column] * step[column];
        }
        step[row] = value / factor_[row * size + row];
        length += step[row] * step[row];
      }
      sum += from.weight * math::exp(0.5 * (squares - length) - log_volume);
    }
    weights[i] = 1.0 / (options_.prior_share + (1.0 - options_.prior_share) * sum);
  }
  normalise(weights);
  for (std::size_t i = 0; i < next_.size(); ++i) {
    next_[i].weight = weights[i];
  }
}

/// The smallest distance that leaves the wanted share of the effective size; below the
/// last tolerance in any case, or none.
std::optional<double> AbcSmc::next_tolerance() const {
  const double now = tolerance_.value_or(distance_({}));
  if (now <= options_.tolerance) {
    return std::nullopt;
  }
  std::vector<std::size_t> order = all_of(particles_.size());
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return particles_[a].distance < particles_[b].distance;
  });
  const double wanted = options_.quantile * effective_size(weights());
  double sum = 0.0;
  double squares = 0.0;
  std::optional<double> largest_below;
  for (std::size_t n = 0; n < order.size(); ++n) {
    const AbcParticle& particle = particles_[order[n]];
    sum += particle.weight;
    squares += particle.weight * particle.weight;
    if (particle.distance < now) {
      largest_below = particle.distance;
    }
    const bool ends_tie =
        n + 1 == order.size() || particles_[order[n + 1]].distance > particle.distance;
    if (ends_tie && squares > 0.0 && sum * sum / squares >= wanted) {
      const auto tolerance = particle.distance < now ? particle.distance : largest_below;
      return tolerance ? std::optional(std::max(*tolerance, options_.tolerance))
                       : std::nullopt;
    }
  }
  return largest_below;
}

}  // namespace tripart
