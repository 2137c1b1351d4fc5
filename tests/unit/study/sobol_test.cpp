// Sobol's sequence: as published before it is scrambled, and still a net after.
#include "study/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tripart {
namespace {

double plain(const SobolSequence& sequence, std::size_t dimension, std::uint32_t point) {
  return sequence.digits(dimension, point) * 0x1p-32;
}

// First ten points of new-joe-kuo-6.21201 in three dimensions, as Joe and Kuo print them
// (web.maths.unsw.edu.au/~fkuo/sobol, notes on generating Sobol' sequences, 2008).
TEST(Sobol, BeginsAsPublished) {
  const double published[10][3] = {{0, 0, 0},
                                   {0.5, 0.5, 0.5},
                                   {0.75, 0.25, 0.25},
                                   {0.25, 0.75, 0.75},
                                   {0.375, 0.375, 0.625},
                                   {0.875, 0.875, 0.125},
                                   {0.625, 0.125, 0.875},
                                   {0.125, 0.625, 0.375},
                                   {0.1875, 0.3125, 0.9375},
                                   {0.6875, 0.8125, 0.4375}};
  const SobolSequence sequence(3, 1);
  for (std::uint32_t point = 0; point < 10; ++point) {
    for (std::size_t dimension = 0; dimension < 3; ++dimension) {
      EXPECT_EQ(plain(sequence, dimension, point), published[point][dimension])
          << point << ", " << dimension;
    }
  }
}

/// Whether each elementary interval of sides 2^-a and 2^-(m - a) holds one of 2^m points.
template <class Coordinate>
bool is_net(int m, std::size_t one, std::size_t other, int strength,
            Coordinate coordinate) {
  for (int a = 0; a <= m - strength; ++a) {
    std::vector<int> held(std::size_t{1} << (m - strength), 0);
    for (std::uint32_t point = 0; point < 1U << m; ++point) {
      const auto x = static_cast<std::size_t>(std::ldexp(coordinate(one, point), a));
      const auto y = static_cast<std::size_t>(
          std::ldexp(coordinate(other, point), m - strength - a));
      ++held[(x << (m - strength - a)) + y];
    }
    if (std::any_of(held.begin(), held.end(),
                    [&](int points) { return points != 1 << strength; })) {
      return false;
    }
  }
  return true;
}

// The first two dimensions are a (0, m, 2)-net; of any other pair t is what the sequence
// itself has, and scrambling changes no t.
TEST(Sobol, ScrambledPointsAreTheSameNets) {
  constexpr int m = 8;
  const SobolSequence sequence(6, 7);
  const auto scrambled = [&](std::size_t dimension, std::uint32_t point) {
    return sequence.coordinate(dimension, point);
  };
  const auto unscrambled = [&](std::size_t dimension, std::uint32_t point) {
    return plain(sequence, dimension, point);
  };
  EXPECT_TRUE(is_net(m, 0, 1, 0, scrambled));
  for (std::size_t one = 0; one < 6; ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      for (int t = 0; t <= 3; ++t) {
        EXPECT_EQ(is_net(m, other, one, t, scrambled),
                  is_net(m, other, one, t, unscrambled))
            << one << ", " << other << ", t " << t;
      }
    }
  }
}

// Of 2^m points each of 2^m equal slices holds one, in every dimension there is.
TEST(Sobol, EveryDimensionIsStratified) {
  const SobolSequence sequence(SobolSequence::most_dimensions, 3);
  for (std::size_t dimension = 0; dimension < SobolSequence::most_dimensions;
       dimension += dimension < 100 ? 1 : 97) {
    std::set<int> slices;
    for (std::uint32_t point = 0; point < 64; ++point) {
      slices.insert(static_cast<int>(64.0 * sequence.coordinate(dimension, point)));
    }
    EXPECT_EQ(slices.size(), 64U) << dimension;
  }
}

// Integral of prod (1 + (x_i - 1/2)) over 6 dimensions is 1; the variance of the mean of
// n random points is ((1 + 1/12)^6 - 1) / n.
TEST(Sobol, IntegratesBetterThanRandomPoints) {
  constexpr std::uint32_t points = 1024;
  const double random = std::sqrt((std::pow(1.0 + 1.0 / 12.0, 6) - 1.0) / points);
  double squares = 0.0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const SobolSequence sequence(6, seed);
    double sum = 0.0;
    for (std::uint32_t point = 0; point < points; ++point) {
      double product = 1.0;
      for (std::size_t dimension = 0; dimension < 6; ++dimension) {
        product *= 0.5 + sequence.coordinate(dimension, point);
      }
      sum += product;
    }
    squares += (sum / points - 1.0) * (sum / points - 1.0);
  }
  EXPECT_LT(std::sqrt(squares / 20.0), 0.1 * random);
}

TEST(Sobol, SeedsScrambleDifferently) {
  const SobolSequence one(2, 1);
  const SobolSequence other(2, 2);
  int equal = 0;
  for (std::uint32_t point = 0; point < 64; ++point) {
    equal += one.coordinate(0, point) == other.coordinate(0, point) ? 1 : 0;
    EXPECT_GT(one.coordinate(1, point), 0.0);
    EXPECT_LT(one.coordinate(1, point), 1.0);
  }
  EXPECT_EQ(equal, 0);
}

}  // namespace
}  // namespace tripart
