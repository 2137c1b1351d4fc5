#include "tripart/study/empirical_game.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

constexpr double unit = 0x1p-32;

}  // namespace

EmpiricalGame::EmpiricalGame(std::vector<int> strategies, std::uint64_t seed,
                             std::uint64_t replicates)
    : game_(std::move(strategies)),
      parties_(static_cast<std::size_t>(game_.party_count())),
      seed_(seed),
      replicates_(replicates),
      groups_(static_cast<std::size_t>(std::min(replicates, most_groups))),
      sums_(game_.profile_count() * parties_ * groups_, 0),
      counts_(game_.profile_count() * groups_, 0),
      moments_(game_.profile_count() * parties_) {
  TRIPART_EXPECTS(replicates >= 1 && replicates <= most_replicates);
  std::vector<std::uint64_t> planned(groups_, replicates / groups_);
  for (std::uint64_t r = replicates - replicates % groups_; r++ < replicates;) {
    ++planned[group_of(r)];  // the last time around is short
  }
  for (const std::uint64_t number : planned) {
    shares_.push_back(static_cast<double>(number) / static_cast<double>(replicates));
  }
}

// Replicates share their economy with every so many-th other. Dealt out in their order,
// one group could hold few economies only; a fresh order every time around mixes them:
// an odd multiple and a shift, which is a permutation of a power of two.
std::size_t EmpiricalGame::group_of(std::uint64_t replicate) const {
  if (replicates_ <= groups_) {
    return static_cast<std::size_t>(replicate - 1);
  }
  static_assert((most_groups & (most_groups - 1)) == 0);
  const Stream stream(seed_, (replicate - 1) / groups_, Purpose::bootstrap, "groups");
  const auto draw = [&](std::uint32_t index) {
    return static_cast<std::uint64_t>(stream.uniform(index) *
                                      static_cast<double>(groups_));
  };
  return static_cast<std::size_t>(((draw(0) | 1U) * (replicate - 1) + draw(1)) % groups_);
}

void EmpiricalGame::add(std::size_t profile, std::uint64_t replicate,
                        std::span<const double> values) {
  TRIPART_EXPECTS(values.size() == parties_ && replicate >= 1 &&
                  replicate <= replicates_);
  const std::size_t group = group_of(replicate);
  for (std::size_t party = 0; party < parties_; ++party) {
    moments_[profile * parties_ + party].add(values[party]);
    sums_[at(profile, static_cast<int>(party), group)] +=
        static_cast<std::int64_t>(std::rint(values[party] / unit));
  }
  ++counts_[profile * groups_ + group];
}

void EmpiricalGame::write_state(StateWriter& out) const {
  out.count(sums_.size());
  for (const std::int64_t sum : sums_) {
    out.integer(sum);
  }
  for (const std::uint32_t count : counts_) {
    out.count(count);
  }
  for (const Accumulator& sums : moments_) {
    tripart::write_state(out, sums);
  }
}

void EmpiricalGame::read_state(StateReader& in) {
  in.expect(in.count() == sums_.size());
  for (std::int64_t& sum : sums_) {
    sum = in.integer();
  }
  for (std::uint32_t& count : counts_) {
    count = static_cast<std::uint32_t>(in.count());
  }
  for (Accumulator& sums : moments_) {
    tripart::read_state(in, sums);
  }
}

void EmpiricalGame::settle() {
  for (std::size_t profile = 0; profile < game_.profile_count(); ++profile) {
    for (int party = 0; party < game_.party_count(); ++party) {
      const Accumulator& sums =
          moments_[profile * parties_ + static_cast<std::size_t>(party)];
      game_.set_payoff(profile, party, sums.count() > 0 ? sums.mean() : 0.0);
    }
  }
}

Estimate EmpiricalGame::payoff(std::size_t profile, int party) const {
  return estimate_mean(moments_[profile * parties_ + static_cast<std::size_t>(party)]);
}

double EmpiricalGame::deviation(std::size_t profile, int party, int group) const {
  const auto g = static_cast<std::size_t>(group);
  const Accumulator& all = moments_[profile * parties_ + static_cast<std::size_t>(party)];
  if (all.count() == 0) {
    return 0.0;
  }
  const double sum = static_cast<double>(sums_[at(profile, party, g)]) * unit;
  const auto n = static_cast<double>(counts_[profile * groups_ + g]);
  return (sum - n * game_.payoff(profile, party)) / static_cast<double>(all.count());
}

Estimate EmpiricalGame::estimate(double value, std::span<const double> deviations) const {
  Estimate estimate;
  estimate.value = value;
  estimate.replicates = replicates_;
  if (groups_ >= 2) {
    double squares = 0.0;
    for (const double deviation : deviations) {
      squares += deviation * deviation;
    }
    const auto groups = static_cast<double>(groups_);
    const double error = std::sqrt(squares * groups / (groups - 1.0));
    const Interval interval = t_interval(value, error * std::sqrt(groups), groups_);
    estimate.std_error = error;
    estimate.low = interval.low;
    estimate.high = interval.high;
  }
  return estimate;
}

Estimate EmpiricalGame::difference(std::size_t from, std::size_t to, int party) const {
  std::vector<double> deviations(groups_);
  for (std::size_t group = 0; group < groups_; ++group) {
    const auto g = static_cast<int>(group);
    deviations[group] = deviation(to, party, g) - deviation(from, party, g);
  }
  return estimate(game_.payoff(to, party) - game_.payoff(from, party), deviations);
}

}  // namespace tripart
