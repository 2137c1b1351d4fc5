// Settlements measured side by side, against each measured by itself: the same bits at
// every width, whatever the neighbours.
#include "bargaining/settlement_queue.hpp"

#include <bit>
#include <deque>
#include <vector>

#include <gtest/gtest.h>

#include "support/frontiers.hpp"

namespace tripart {
namespace {

using testing_support::random_frontier;

constexpr int issues = 7;

std::vector<Width> widths() {
  std::vector<Width> all{
      {Isa::baseline, 1}, {Isa::baseline, 2}, {Isa::baseline, 4}, {Isa::baseline, 8}};
  for (const Isa isa : {Isa::avx2, Isa::avx512}) {
    if (isa <= best_isa()) {
      all.push_back(full_width(isa));
    }
  }
  return all;
}

Model model_of(int loss_exponent = 2) {
  Model model;
  model.loss_exponent = loss_exponent;
  model.issues.resize(issues);
  model.parties.resize(4);
  return model;
}

/// Agreements near the frontier and below it; some tables without a surplus, some
/// issues that nobody, or not everybody, has a stake in, or that only costs pull at.
Settlement random_settlement(std::uint32_t number, int loss_exponent = 2) {
  const Stream stream(2, number, Purpose::parameter, "settlement");
  Settlement settlement;
  settlement.present = true;
  const int parties = 2 + static_cast<int>(number % 7 == 6 ? 2 : number % 2);
  settlement.members = parties == 2 ? 0b101U : parties == 3 ? 0b1101U : 0b1111U;
  Frontier& frontier = settlement.problem.frontier;
  frontier = random_frontier(parties, issues, loss_exponent, number);
  if (number % 3 == 0) {
    frontier.weight[1][0] = frontier.slope[1][0] = 0.0;
    frontier.weight[2] = frontier.slope[2] = {};
    frontier.otherwise[2] = stream.uniform(0);
  }
  if (number % 31 == 0) {
    frontier.weight[3] = {};
    frontier.slope[3][0] = 0.01;
  }
  PartyValues weight{};
  for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
    weight[i] = stream.uniform(static_cast<std::uint32_t>(1 + i));
  }
  settlement.agreed = frontier_values(frontier, frontier_text(frontier, weight));
  for (std::size_t i = 0; i < static_cast<std::size_t>(parties); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    settlement.problem.disagreement[i] =
        settlement.agreed[i] - 0.4 * (stream.uniform(20 + index) - 0.25);
    settlement.agreed[i] -= number % 2 == 0 ? 0.01 * stream.uniform(10 + index) : 0.0;
  }
  return settlement;
}

std::uint64_t bits(double x) {
  return std::bit_cast<std::uint64_t>(x);
}

void expect_same(const Outcome& one, const Outcome& other, std::uint32_t number) {
  ASSERT_EQ(one.pareto_distance.has_value(), other.pareto_distance.has_value());
  EXPECT_EQ(bits(*one.pareto_distance), bits(*other.pareto_distance)) << number;
  for (std::size_t i = 0; i < one.parties.size(); ++i) {
    const PartyOutcome& a = one.parties[i];
    const PartyOutcome& b = other.parties[i];
    EXPECT_EQ(a.has_nash, b.has_nash) << number;
    EXPECT_EQ(bits(a.distance_nash), bits(b.distance_nash)) << number;
    for (std::size_t s = 0; s < a.distance.size(); ++s) {
      ASSERT_EQ(a.distance[s].has_value(), b.distance[s].has_value()) << number;
      EXPECT_EQ(bits(a.distance[s].value_or(0.0)), bits(b.distance[s].value_or(0.0)))
          << number;
    }
  }
}

struct Counted {
  int nash = 0, none = 0, apart_from_frontier = 0;
};

Counted expect_bits_of_measure(Width width, int loss_exponent, std::uint32_t count) {
  SettlementQueue queue(model_of(loss_exponent), width);
  std::vector<Outcome> queued(count);
  std::deque<Texts> texts;
  std::vector<Settlement> settlements;
  for (std::uint32_t number = 0; number < count; ++number) {
    Settlement settlement = random_settlement(number, loss_exponent);
    for (std::size_t s = 0; s < reference_count; ++s) {
      if ((number + s) % 5 != 0) {
        texts.push_back({});
        for (std::size_t k = 0; k < issues; ++k) {
          texts.back()[k] = static_cast<double>((3 * k + s + number) % 11) / 10.0;
        }
        settlement.reference[s] = &texts.back();
      }
    }
    settlement.has_nash = number % 13 != 0;
    queued[number].parties.resize(4);
    queue.add(settlement, queued[number]);
    settlements.push_back(settlement);
  }
  queue.finish();
  Counted counted;
  for (std::uint32_t number = 0; number < count; ++number) {
    Outcome alone;
    alone.parties.resize(4);
    write_distances(settlements[number].members, measure_distances(settlements[number]),
                    alone);
    expect_same(alone, queued[number], number);
    ++(alone.parties[2].has_nash ? counted.nash : counted.none);
    counted.apart_from_frontier += *alone.pareto_distance > 0.0 ? 1 : 0;
  }
  return counted;
}

TEST(SettlementQueue, GivesTheBitsOfOneSettlementAtATime) {
  for (const Width width : widths()) {
    SCOPED_TRACE(std::string(name_of(width.isa)) + " " + std::to_string(width.lanes));
    const Counted counted = expect_bits_of_measure(width, 2, 1500);
    EXPECT_GT(counted.nash, 300);
    EXPECT_GT(counted.none, 300);
    EXPECT_GT(counted.apart_from_frontier, 300);
  }
}

TEST(SettlementQueue, LeavesBentLossesToTheSolverOfOne) {
  expect_bits_of_measure(full_width(best_isa()), 1, 60);
}

TEST(SettlementQueue, ForgetsWhatIsDropped) {
  SettlementQueue queue(model_of(), full_width(best_isa()));
  Outcome dropped;
  dropped.parties.resize(4);
  queue.add(random_settlement(0), dropped);
  queue.drop();
  queue.finish();
  EXPECT_FALSE(dropped.pareto_distance.has_value());
}

}  // namespace
}  // namespace tripart
