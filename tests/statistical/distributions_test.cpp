// Everything that the program draws against the law that it states, a million draws each.
//
// Null of every test: the draws are independent and follow the law. Looked at are the
// distribution function (Kolmogorov and Smirnov), or the counts where there are few
// values, the mean and the variance; the false alarms of all laws of a test add up to
// those of one null: 6e-5, and 1e-6 with fresh seeds. Caught with 99 percent: a
// distribution function that is off by .004 anywhere, or a mean off by .008 standard
// deviations. Quantiles and distribution functions of the laws are Boost's.
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <gtest/gtest.h>

#include "bargaining/cut_quantile.hpp"
#include "study/resampling.hpp"
#include "support/effort.hpp"
#include "support/evidence.hpp"
#include "tripart/bargaining/attrition.hpp"
#include "tripart/bargaining/belief.hpp"
#include "tripart/bargaining/coalition_game.hpp"
#include "tripart/core/distribution.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

using test::expect_by_chance;

constexpr std::uint64_t first_seed = 20180305;
constexpr auto draws = static_cast<std::uint32_t>(test::effort(1000000));

/// A law as its distribution function and, where it has them, its first two moments.
struct Law {
  std::string name;
  std::function<double(double)> cdf;
  std::optional<double> mean, sd;
};

template <class Boost>
Law law(const std::string& name, const Boost& boost) {
  return {name, [boost](double x) { return boost::math::cdf(boost, x); },
          boost::math::mean(boost), boost::math::standard_deviation(boost)};
}

/// What is left of a law on [low, high]. The moments by parts: E X = high - int F,
/// E X^2 = high^2 - 2 int x F.
template <class Boost>
Law cut_law(const std::string& name, const Boost& boost, double low, double high) {
  const double below = boost::math::cdf(boost, low);
  const double inside = boost::math::cdf(boost, high) - below;
  const auto cut = [=](double x) {
    return (boost::math::cdf(boost, x) - below) / inside;
  };
  const auto integral = [&](const auto& f) {
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, low, high);
  };
  const double mean = high - integral(cut);
  const double second =
      high * high - 2.0 * integral([&](double x) { return x * cut(x); });
  return {name, cut, mean, std::sqrt(second - mean * mean)};
}

/// Draw number k of the law.
using Draw = std::function<double(std::uint32_t k)>;

double chance_of_moments(const std::vector<double>& sample, double mean, double sd) {
  const auto n = static_cast<double>(sample.size());
  double sum = 0.0, squares = 0.0, fourths = 0.0;
  for (const double value : sample) {
    const double z = (value - mean) / sd;
    sum += z;
    squares += z * z;
    fourths += z * z * z * z;
  }
  const double of_mean = test::chance_of_z(sum / std::sqrt(n));
  const double error = std::sqrt((fourths / n - 1.0) / n);
  const double of_variance = test::chance_of_z((squares / n - 1.0) / error);
  return std::min(1.0, 2.0 * std::min(of_mean, of_variance));
}

struct Case {
  Law law;
  Draw draw;
};

void expect_laws(const std::vector<Case>& cases) {
  const double nulls = 2.0 * static_cast<double>(cases.size());
  for (const Case& one : cases) {
    std::vector<double> sample;
    for (std::uint32_t k = 0; k < draws; ++k) {
      sample.push_back(one.draw(k));
    }
    if (one.law.mean) {
      expect_by_chance(chance_of_moments(sample, *one.law.mean, *one.law.sd), nulls,
                       one.law.name + ", moments");
    }
    expect_by_chance(test::chance_of_sample(std::move(sample), one.law.cdf), nulls,
                     one.law.name + ", distribution function");
  }
}

Stream stream_of(const std::string& name) {
  return Stream(test::seed(first_seed), 1, Purpose::parameter, name);
}

TEST(DrawStatistics, UniformNormalAndExponential) {
  const Stream stream = stream_of("simple");
  expect_laws({{law("uniform", boost::math::uniform(0.0, 1.0)),
                [&](std::uint32_t k) { return stream.uniform(k); }},
               {law("normal", boost::math::normal()),
                [&](std::uint32_t k) { return draw_normal(k, stream); }},
               {law("exponential", boost::math::exponential()),
                [&](std::uint32_t k) { return draw_exponential(k, stream); }}});
}

TEST(DrawStatistics, GammaOnBothSidesOfShapeOne) {
  const Stream stream = stream_of("gamma");
  std::vector<Case> cases;
  for (const double shape : {0.1, 0.5, 1.0, 3.0, 80.0}) {
    cases.push_back(
        {law("gamma " + std::to_string(shape), boost::math::gamma_distribution(shape)),
         [=](std::uint32_t k) { return draw_gamma(shape, k * gamma_indices, stream); }});
  }
  expect_laws(cases);
}

TEST(DrawStatistics, Beta) {
  const Stream stream = stream_of("beta");
  std::vector<Case> cases;
  for (const auto& [a, b] :
       {std::pair(0.5, 0.5), std::pair(2.0, 2.0), std::pair(3.0, 1.0),
        std::pair(0.2, 4.0), std::pair(60.0, 90.0)}) {
    const double first = a, second = b;
    cases.push_back({law("beta " + std::to_string(a) + " " + std::to_string(b),
                         boost::math::beta_distribution(a, b)),
                     [=](std::uint32_t k) {
                       return draw_beta(first, second, k * beta_indices, stream);
                     }});
  }
  expect_laws(cases);
}

TEST(DrawStatistics, TimesToGiveIn) {
  const Stream stream = stream_of("contests");
  const Crisis crisis{3.0, 0.5};
  expect_laws(
      {{law("concession", boost::math::exponential(0.7)),
        [&](std::uint32_t k) { return draw_concession_time(0.7, k, stream); }},
       {{"backing down", [&](double t) { return backed_down_by(crisis, t); }, {}, {}},
        [&](std::uint32_t k) { return draw_backing_down(crisis, k, stream); }}});
}

constexpr Range everywhere{-1e300, 1e300};

/// As the program draws a parameter: the first number of its stream, for each replicate.
Draw value_of(const Distribution& distribution, Range range = everywhere) {
  return [=](std::uint32_t k) {
    return draw_value(distribution, range,
                      Stream(test::seed(first_seed), k + 1, Purpose::parameter, "value"));
  };
}

TEST(DistributionStatistics, DrawsHaveTheStatedLaw) {
  expect_laws({{law("normal", boost::math::normal(0.3, 2.0)),
                value_of(Distribution::normal(0.3, 2.0))},
               {law("uniform", boost::math::uniform(-1.0, 3.0)),
                value_of(Distribution::uniform(-1.0, 3.0))},
               {law("beta", boost::math::beta_distribution(2.0, 3.0)),
                value_of(Distribution::beta(2.0, 3.0))},
               {law("lognormal", boost::math::lognormal(-0.7, 0.5)),
                value_of(Distribution::lognormal(-0.7, 0.5))},
               {law("triangular", boost::math::triangular(0.0, 0.1, 0.2)),
                value_of(Distribution::triangular(0.0, 0.1, 0.2))},
               {law("skew triangular", boost::math::triangular(0.0, 0.0, 3.0)),
                value_of(Distribution::triangular(0.0, 0.0, 3.0))},
               {law("gamma", boost::math::gamma_distribution(2.0, 1.5)),
                value_of(Distribution::gamma(2.0, 1.5))}});
}

TEST(DistributionStatistics, DrawsOutsideTheRangeAreDrawnAgain) {
  expect_laws({{cut_law("normal", boost::math::normal(0.1, 0.3), 0.0, 0.5),
                value_of(Distribution::normal(0.1, 0.3), {0.0, 0.5})},
               {cut_law("lognormal", boost::math::lognormal(0.0, 1.0), 0.5, 2.0),
                value_of(Distribution::lognormal(0.0, 1.0), {0.5, 2.0})},
               {cut_law("gamma", boost::math::gamma_distribution(0.7, 0.5), 0.1, 0.6),
                value_of(Distribution::gamma(0.7, 0.5), {0.1, 0.6})},
               {cut_law("beta", boost::math::beta_distribution(0.5, 0.5), 0.2, 0.9),
                value_of(Distribution::beta(0.5, 0.5), {0.2, 0.9})}});
}

Draw quantile_of(const Distribution& distribution, Range range) {
  return [cut = CutQuantile(distribution, range), stream = stream_of("copula")](
             std::uint32_t k) { return cut(stream.uniform(k)); };
}

// What turns the uniforms of a copula into iceberg terms; those of beta and gamma are
// tables, off by 2e-5 in probability at most.
TEST(DistributionStatistics, CutQuantilesHaveTheLawWithinTheRange) {
  expect_laws({{cut_law("normal", boost::math::normal(0.1, 0.3), 0.0, 0.5),
                quantile_of(Distribution::normal(0.1, 0.3), {0.0, 0.5})},
               {law("triangular", boost::math::triangular(0.0, 0.1, 0.2)),
                quantile_of(Distribution::triangular(0.0, 0.1, 0.2), everywhere)},
               {cut_law("lognormal", boost::math::lognormal(0.0, 1.0), 0.5, 2.0),
                quantile_of(Distribution::lognormal(0.0, 1.0), {0.5, 2.0})},
               {cut_law("gamma", boost::math::gamma_distribution(0.7, 0.5), 0.1, 0.6),
                quantile_of(Distribution::gamma(0.7, 0.5), {0.1, 0.6})},
               {cut_law("beta", boost::math::beta_distribution(0.5, 0.5), 0.2, 0.9),
                quantile_of(Distribution::beta(0.5, 0.5), {0.2, 0.9})}});
}

TEST(DistributionStatistics, PrivateTypesAreNormalAndCut) {
  const Stream stream = stream_of("type");
  expect_laws(
      {{cut_law("type", boost::math::normal(), -private_type_cut, private_type_cut),
        [&](std::uint32_t k) { return cut_normal_quantile(stream.uniform(k)); }}});
}

TEST(DistributionStatistics, PointsComeWithTheirProbabilities) {
  const Distribution points =
      Distribution::discrete({{4.0, 0.25}, {0.0, 0.05}, {-1.0, 0.6}, {9.0, 0.1}});
  std::map<double, std::uint64_t> seen;
  const Draw draw = value_of(points);
  std::vector<double> sample;
  for (std::uint32_t k = 0; k < draws; ++k) {
    sample.push_back(draw(k));
    ++seen[sample.back()];
  }
  std::vector<std::uint64_t> counts;
  std::vector<double> expected;
  double mean = 0.0;
  double second = 0.0;
  for (const auto& [value, p] : points.points) {
    counts.push_back(seen[value]);
    expected.push_back(p * draws);
    mean += p * value;
    second += p * value * value;
  }
  EXPECT_EQ(seen.size(), points.points.size());
  expect_by_chance(test::chance_of_counts(counts, expected, 1.0), 2.0, "points");
  expect_by_chance(chance_of_moments(sample, mean, std::sqrt(second - mean * mean)), 2.0,
                   "points, moments");
}

// Three parties; a coalition of two leaves the third out and ends the game. Each proposal
// has the chance of its proposer times its own.
TEST(DistributionStatistics, CoalitionsComeWithTheChancesOfTheirProposals) {
  CoalitionGame game;
  game.parties = 3;
  game.discount = 0.9;
  game.recognition = {0.5, 0.3, 0.2};
  game.renegotiation = false;
  game.payoff = [](const CoalitionStructure& structure, PartyValues& payoff) {
    for (std::size_t c = 0; c < structure.size(); ++c) {
      const bool pair = structure[c] == 3 || structure[c] == 5 || structure[c] == 6;
      payoff[c] = structure[c] == 7 ? 1.0 : pair ? 0.9 : 0.0;
    }
    return true;
  };
  const CoalitionOutcome outcome = solve_coalitions(game);
  const CoalitionState& alone = outcome.states.back();
  std::map<std::pair<int, PartySet>, std::pair<std::uint64_t, double>> moves;
  double waits = 1.0;
  for (const CoalitionMove& move : alone.moves) {
    const auto proposer = static_cast<std::size_t>(move.proposer);
    if (move.joins != alone.structure[proposer]) {
      const double chance = alone.proposes[proposer] * move.chance;
      moves[{move.proposer, move.joins}].second += chance;
      waits -= chance;
    }
  }
  ASSERT_GE(moves.size(), 2U);
  for (std::uint32_t k = 0; k < draws; ++k) {
    const CoalitionPath path = draw_coalitions(
        outcome, Stream(test::seed(first_seed), k + 1, Purpose::proposer, "coalitions"));
    ++moves[{path.proposer, path.joined}].first;
  }
  std::vector<std::uint64_t> seen;
  std::vector<double> expected;
  for (const auto& [move, count] : moves) {
    ASSERT_GT(count.second, 0.0) << move.first << " never proposes " << move.second;
    seen.push_back(count.first);
    expected.push_back(count.second / (1.0 - waits) * draws);
  }
  expect_by_chance(test::chance_of_counts(seen, expected, 1.0), 1.0, "coalitions");
}

// Resamples of the bootstrap take each unit as often as any other, and one of 20 units
// k times in a resample with the binomial chance.
TEST(DistributionStatistics, ResamplesTakeEveryUnitAlike) {
  constexpr std::size_t units = 20;
  constexpr std::size_t most = 5;  // times in one resample, or more
  const std::uint64_t resamples = draws / units;
  std::vector<std::uint64_t> taken(units, 0), first(most + 1, 0);
  std::vector<std::uint32_t> times(units);
  for (std::uint64_t resample = 0; resample < resamples; ++resample) {
    draw_resample(test::seed(first_seed), resample, "units", times);
    for (std::size_t unit = 0; unit < units; ++unit) {
      taken[unit] += times[unit];
    }
    ++first[std::min<std::size_t>(times[0], most)];
  }
  const auto n = static_cast<double>(resamples);
  const std::vector<double> expected(units, n);
  expect_by_chance(test::chance_of_counts(taken, expected, 1.0), 2.0, "units");
  const boost::math::binomial binomial(units, 1.0 / units);
  std::vector<double> of_first;
  for (std::size_t k = 0; k < most; ++k) {
    of_first.push_back(n * pdf(binomial, static_cast<double>(k)));
  }
  of_first.push_back(n * cdf(complement(binomial, static_cast<double>(most - 1))));
  expect_by_chance(test::chance_of_counts(first, of_first, 1.0), 2.0, "times of one");
}

// What the checks above would say about draws that are a little wrong.
TEST(PlantedDraws, ALawThatIsALittleOffIsSeen) {
  const Stream stream = stream_of("planted");
  const double more = std::sqrt(1e6 / draws);
  std::vector<double> moved, far, wide, rounded;
  for (std::uint32_t k = 0; k < draws; ++k) {
    const double z = draw_normal(k, stream);
    moved.push_back(z + 0.01 * more);
    far.push_back(z + 0.015 * more);
    wide.push_back(z * (1.0 + 0.006 * more));
    rounded.push_back(std::round(z * 30.0 / more) / (30.0 / more));
  }
  const double alpha = test::false_alarm() / 14.0;
  const auto cdf = [](double x) { return boost::math::cdf(boost::math::normal(), x); };
  EXPECT_LT(chance_of_moments(moved, 0.0, 1.0), alpha);
  EXPECT_LT(chance_of_moments(wide, 0.0, 1.0), alpha);
  EXPECT_LT(test::chance_of_sample(far, cdf), alpha);
  EXPECT_LT(test::chance_of_sample(rounded, cdf), alpha);
}

}  // namespace
}  // namespace tripart
