#include "core/draw_list.hpp"

#include <Random123/philox.h>
#include <cstring>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/normal_quantile.hpp"
#include "core/philox.hpp"
#include "support/effort.hpp"
#include "support/widths.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {
namespace {

bool equal_bits(double a, double b) {
  return std::memcmp(&a, &b, sizeof(a)) == 0;
}

// Known answers published with Random123 (examples/kat_vectors, philox4x32 10).
TEST(Philox, GivesThePublishedBlocks) {
  using Block = PhiloxWords<std::uint64_t>;
  const auto expect = [](const Block& counter, std::uint64_t key, const Block& expected) {
    const Block block = philox(counter, key);
    for (int i = 0; i < 4; ++i) {
      EXPECT_EQ(block.word[i] & 0xffffffffU, expected.word[i]);
    }
  };
  const std::uint64_t ones = 0xffffffffU;
  expect({{0, 0, 0, 0}}, 0, {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}});
  expect({{ones, ones, ones, ones}}, ~std::uint64_t{0},
         {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}});
  expect({{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, 0x299f31d0a4093822,
         {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}});
}

// The upper halves of words are garbage that no round may look at.
TEST(Philox, IsThatOfRandom123WhateverStandsAboveItsWords) {
  const Stream random(4, 5, 6U);
  for (std::uint32_t i = 0; i < test::effort(1000000); ++i) {
    const auto a = random.block(2 * i);
    const auto b = random.block(2 * i + 1);
    const philox4x32_ctr_t expected =
        philox4x32_R(10, {{a[0], a[1], a[2], a[3]}}, {{b[0], b[1]}});
    const std::uint64_t above = std::uint64_t{b[2]} << 32;
    const auto block = philox(PhiloxWords<std::uint64_t>{{above | a[0], above | a[1],
                                                          above | a[2], above | a[3]}},
                              std::uint64_t{b[1]} << 32 | b[0]);
    for (std::size_t word = 0; word < 4; ++word) {
      ASSERT_EQ(block.word[word] & 0xffffffffU, expected.v[word]) << i;
    }
  }
}

class DrawKernelsTest : public testing::TestWithParam<Width> {};
INSTANTIATE_TEST_SUITE_P(AllWidths, DrawKernelsTest,
                         testing::ValuesIn(test::all_widths()), test::name_of_width);

TEST_P(DrawKernelsTest, UniformsAreThoseOfTheStreams) {
  const DrawKernels kernels = draw_kernels(GetParam());
  constexpr std::size_t n = 64;
  std::vector<std::uint64_t> entity(n);
  std::vector<std::uint64_t> index(n);
  std::vector<double> x(n);
  const Stream names(1, 2, 3U);
  for (const std::uint64_t seed :
       {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{7}}) {
    for (const std::uint64_t replicate : {std::uint64_t{1}, std::uint64_t{1} << 33}) {
      for (std::size_t i = 0; i < n; ++i) {
        const auto words = names.block(static_cast<std::uint32_t>(i));
        entity[i] = words[0];
        index[i] = i % 2 == 0 ? 0 : words[1];
      }
      kernels.uniforms({seed, replicate}, entity.data(), index.data(), x.data(), n);
      for (std::size_t i = 0; i < n; ++i) {
        const Stream stream(seed, replicate, static_cast<std::uint32_t>(entity[i]));
        EXPECT_EQ(x[i], stream.uniform(static_cast<std::uint32_t>(index[i])));
      }
    }
  }
}

TEST_P(DrawKernelsTest, UniformsAreThoseOfAMillionBlocks) {
  const DrawKernels kernels = draw_kernels(GetParam());
  constexpr std::size_t n = 4096;
  std::vector<std::uint64_t> entity(n);
  std::vector<std::uint64_t> index(n);
  std::vector<double> x(n);
  const Stream names(3, 2, 1U);
  for (std::uint32_t round = 0; round < test::effort(245); ++round) {
    const auto key = names.block(round);
    for (std::uint32_t i = 0; i < n; ++i) {
      entity[i] = i * 0x9e3779b9U + key[0];
      index[i] = key[1] >> (i % 32);
    }
    kernels.uniforms({key[2], key[3]}, entity.data(), index.data(), x.data(), n);
    for (std::size_t i = 0; i < n; ++i) {
      const Stream stream(key[2], key[3], static_cast<std::uint32_t>(entity[i]));
      ASSERT_EQ(x[i], stream.uniform(static_cast<std::uint32_t>(index[i])));
    }
  }
}

TEST_P(DrawKernelsTest, NormalsHaveTheBitsOfTheScalarQuantile) {
  const DrawKernels kernels = draw_kernels(GetParam());
  std::vector<double> u = {0x1p-53, 1e-300,        1e-12,       1.3e-11,
                           1.5e-11, 0.075,         0.0749,      0.5,
                           0.925,   0.9251,        1.0 - 1e-3,  1e-5,
                           0.25,    1.0 - 0x1p-53, 1.0 - 1e-12, 0.5 + 0x1p-53};
  const Stream stream(1, 1, 1U);
  for (std::uint32_t i = 0; u.size() < 4096; ++i) {
    u.push_back(stream.uniform(i));
  }
  const std::vector<double> mean(u.size(), 0.0);
  const std::vector<double> sd(u.size(), 1.0);
  std::vector<double> x = u;
  kernels.normals(mean.data(), sd.data(), x.data(), x.size());
  for (std::size_t i = 0; i < u.size(); ++i) {
    EXPECT_TRUE(equal_bits(x[i], math::normal_quantile(u[i]))) << u[i];
  }
  x = u;
  kernels.exponentials(x.data(), x.size());
  for (std::size_t i = 0; i < u.size(); ++i) {
    EXPECT_TRUE(equal_bits(x[i], -math::log(u[i]))) << u[i];
  }
}

struct Wanted {
  Distribution distribution;
  Range range;
  std::uint32_t entity;
};

// Every kind, with ranges that most draws miss, some, or none.
std::vector<Wanted> some_draws(std::uint32_t number) {
  const Stream stream(9, 9, number);
  std::uint32_t next = 0;
  const auto between = [&](double low, double high) {
    return low + (high - low) * stream.uniform(next++);
  };
  std::vector<Wanted> draws;
  const auto count = static_cast<std::size_t>(between(0.0, 60.0));
  while (draws.size() < count) {
    const double a = between(-1.0, 1.0);
    const double b = a + between(0.0, 2.0);
    const double shape = between(0.3, 4.0);
    Distribution of[] = {Distribution::constant(a),
                         Distribution::normal(a, b - a),
                         Distribution::uniform(a, b),
                         Distribution::beta(shape, between(0.3, 4.0)),
                         Distribution::beta(2.0, 2.0),
                         Distribution::lognormal(a, b - a),
                         Distribution::triangular(a, 0.3 * a + 0.7 * b, b),
                         Distribution::gamma(shape, between(0.1, 3.0)),
                         Distribution::gamma(1.0, 1.0),
                         Distribution::discrete({{a, 0.25}, {b, 0.75}})};
    Wanted wanted{of[static_cast<std::size_t>(between(0.0, 10.0))],
                  {-1e308, 1e308},
                  stream.block(next++)[2]};
    const double middle = wanted.distribution.mean();
    const double side = between(0.0, 1.0);
    if (side < 0.3 && wanted.distribution.kind != Distribution::Kind::discrete) {
      wanted.range = {side < 0.15 ? middle - 1.0 : middle, middle + 1.0};
    }
    draws.push_back(wanted);
  }
  return draws;
}

class DrawListTest : public testing::TestWithParam<Width> {};
INSTANTIATE_TEST_SUITE_P(AllWidths, DrawListTest, testing::ValuesIn(test::all_widths()),
                         test::name_of_width);

TEST_P(DrawListTest, GivesWhatOneByOneDrawsGive) {
  for (std::uint32_t number = 1; number <= 40; ++number) {
    const std::vector<Wanted> wanted = some_draws(number);
    DrawList list(GetParam());
    for (const Wanted& draw : wanted) {
      list.add(draw.distribution, draw.range, draw.entity);
    }
    const std::size_t uniform = list.add_uniform(number, 3);
    const std::size_t type = list.add_cut_normal(0.01, 0.98, number, 5);
    list.finish();
    for (std::uint64_t replicate = 1; replicate <= 50; ++replicate) {
      list.draw({number, replicate});
      for (std::size_t k = 0; k < wanted.size(); ++k) {
        const double expected = draw_value(wanted[k].distribution, wanted[k].range,
                                           Stream(number, replicate, wanted[k].entity));
        ASSERT_TRUE(equal_bits(list[k], expected))
            << "list " << number << ", replicate " << replicate << ", kind "
            << static_cast<int>(wanted[k].distribution.kind) << ": " << list[k]
            << ", not " << expected;
      }
      const Stream stream(number, replicate, number);
      ASSERT_EQ(list[uniform], stream.uniform(3));
      ASSERT_EQ(list[type], math::normal_quantile(0.01 + 0.98 * stream.uniform(5)));
    }
  }
}

TEST_P(DrawListTest, SaysWhereADistributionHardlyTouchesItsRange) {
  DrawList list(GetParam());
  list.add(Distribution::normal(0.0, 1.0), {50.0, 60.0}, 1);
  list.finish();
  EXPECT_THROW(list.draw({1, 1}), Failure);
}

}  // namespace
}  // namespace tripart
