#include <algorithm>
#include <cstring>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "support/random_economy.hpp"
#include "support/small_economy.hpp"
#include "tripart/core/error.hpp"
#include "tripart/economy/equilibrium.hpp"

// Counterfactuals solved side by side: whatever stands in the other lanes, and however
// many there are, every one has the bits that it has alone.

namespace tripart {
namespace {

std::vector<Width> all_widths() {
  std::vector<Width> widths;
  for (const int lanes : {1, 2, 4, 8}) {
    widths.push_back({Isa::baseline, lanes});
  }
  for (const Isa isa : {Isa::avx2, Isa::avx512}) {
    if (isa <= best_isa()) {
      widths.push_back(full_width(isa));
    }
  }
  return widths;
}

bool same_bits(const std::vector<double>& one, const std::vector<double>& other) {
  return one.size() == other.size() &&
         std::memcmp(one.data(), other.data(), one.size() * sizeof(double)) == 0;
}

bool same_bits(const Equilibrium& one, const Equilibrium& other) {
  return same_bits(one.wage_hat, other.wage_hat) &&
         same_bits(one.cost_hat, other.cost_hat) &&
         same_bits(one.price_hat, other.price_hat) &&
         same_bits(one.expenditure_share, other.expenditure_share) &&
         same_bits(one.expenditure, other.expenditure) &&
         same_bits(one.output, other.output) &&
         same_bits(one.tariff_revenue, other.tariff_revenue) &&
         same_bits(one.deficit, other.deficit) && same_bits(one.income, other.income) &&
         same_bits(one.income_hat, other.income_hat) &&
         one.iterations == other.iterations && one.residual == other.residual;
}

/// Rates and icebergs between all regions, drawn up to these.
TradePolicy drawn_policy(const Baseline& b, double most_rate, double most_log_iceberg,
                         std::uint64_t seed) {
  std::mt19937_64 engine(seed);
  TradePolicy policy = baseline_policy(b);
  for (std::size_t n = 0; n < b.region_count(); ++n) {
    for (std::size_t i = 0; i < b.region_count(); ++i) {
      for (std::size_t j = 0; j < b.sector_count() && i != n; ++j) {
        policy.tariff_rate[b.at(n, i, j)] += test::draw_between(0.0, most_rate, engine);
        policy.iceberg_hat[b.at(n, i, j)] =
            std::exp(test::draw_between(-most_log_iceberg, most_log_iceberg, engine));
      }
    }
  }
  return policy;
}

/// One pair, one sector.
TradePolicy one_tariff(const Baseline& b, std::size_t sector, double rate) {
  TradePolicy policy = baseline_policy(b);
  add_tariff(policy, b, {0, 1, sector % b.sector_count(), rate});
  return policy;
}

/// Policies on a base year, each with the start that it is solved from.
struct Tasks {
  std::vector<TradePolicy> policies;
  std::vector<const Equilibrium*> starts;

  void add(TradePolicy policy, const Equilibrium* start = nullptr) {
    policies.push_back(std::move(policy));
    starts.push_back(start);
  }
};

struct Solved {
  std::vector<Equilibrium> results;
  std::vector<UnsolvedTask> unsolved;
};

/// The tasks of these numbers, in this order.
Solved solve_together(EquilibriumSolver& solver, const Tasks& tasks,
                      const std::vector<std::size_t>& order) {
  Solved solved;
  solved.results.resize(order.size());
  std::vector<EquilibriumTask> list;
  for (std::size_t k = 0; k < order.size(); ++k) {
    list.push_back(
        {&tasks.policies[order[k]], tasks.starts[order[k]], &solved.results[k]});
  }
  solved.unsolved = solver.solve_all(list);
  return solved;
}

std::vector<std::size_t> in_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

/// Every task together with all others and by itself, those that fail included. Returns
/// how many those are.
template <class Note>
std::size_t expect_bits_of_solves_alone(EquilibriumSolver& solver, const Tasks& tasks,
                                        Note note) {
  const Solved together = solve_together(solver, tasks, in_order(tasks.policies.size()));
  std::size_t failed = 0;
  for (std::size_t k = 0; k < tasks.policies.size(); ++k) {
    const bool was_found =
        failed == together.unsolved.size() || together.unsolved[failed].task != k;
    try {
      Equilibrium alone;
      solver.solve(tasks.policies[k], alone, tasks.starts[k]);
      EXPECT_TRUE(was_found && same_bits(together.results[k], alone)) << "task " << k;
      note(alone);
    } catch (const Failure& failure) {
      EXPECT_FALSE(was_found) << "task " << k;
      if (!was_found) {
        EXPECT_STREQ(together.unsolved[failed++].failure.what(), failure.what());
      }
    }
  }
  EXPECT_EQ(failed, together.unsolved.size());
  return failed;
}

/// Easy and hard ones on the table of 2017: no change, one tariff, all of them, walls;
/// from the base year and from elsewhere.
class Batch : public testing::Test {
 protected:
  Batch() {
    EquilibriumSolver solver(b_, theta_, {});
    solver.solve(drawn_policy(b_, 0.3, 0.1, 99), start_);
    tasks_.add(baseline_policy(b_));
    for (std::uint64_t k = 1; k <= 4; ++k) {
      const double size = static_cast<double>(k);
      tasks_.add(one_tariff(b_, 4 * k, 0.05 * size));
      tasks_.add(one_tariff(b_, 4 * k, 0.05 * size), &start_);
      tasks_.add(drawn_policy(b_, 0.05 * size, 0.02 * size, k));
      tasks_.add(drawn_policy(b_, 0.4 * size, 0.1 * size, k), &start_);
    }
    for (std::size_t k = 0; k < tasks_.policies.size(); ++k) {
      Equilibrium& alone = alone_.emplace_back();
      solver.solve(tasks_.policies[k], alone, tasks_.starts[k]);
    }
  }

  const Baseline& b_ = test::base2017();
  const std::vector<double>& theta_ = b_.theta("ll2023");
  Equilibrium start_;
  Tasks tasks_;
  std::vector<Equilibrium> alone_;
};

TEST_F(Batch, HasTheBitsOfASolveAloneInAnyOrderAndCompany) {
  EquilibriumSolver solver(b_, theta_, {});
  std::mt19937_64 engine(5);
  std::vector<std::size_t> order = in_order(alone_.size());
  for (int round = 0; round < 6; ++round) {
    const Solved together = solve_together(solver, tasks_, order);
    EXPECT_TRUE(together.unsolved.empty());
    for (std::size_t k = 0; k < order.size(); ++k) {
      EXPECT_TRUE(same_bits(together.results[k], alone_[order[k]]))
          << "task " << order[k] << " in round " << round;
    }
    // others, some of them twice, some not at all
    for (std::size_t& task : order) {
      task = engine() % alone_.size();
    }
    order.resize(2 + engine() % alone_.size());
  }
}

TEST_F(Batch, HasTheSameBitsAtEveryWidth) {
  for (const Width& width : all_widths()) {
    SolverOptions options;
    options.width = width;
    EquilibriumSolver solver(b_, theta_, {}, options);
    const Solved together = solve_together(solver, tasks_, in_order(alone_.size()));
    for (std::size_t k = 0; k < alone_.size(); ++k) {
      Equilibrium alone;
      solver.solve(tasks_.policies[k], alone, tasks_.starts[k]);
      EXPECT_TRUE(same_bits(alone, alone_[k]))
          << "task " << k << ", " << name_of(width.isa) << " alone";
      EXPECT_TRUE(same_bits(together.results[k], alone_[k]))
          << "task " << k << ", " << name_of(width.isa) << " x " << width.lanes;
    }
  }
}

TEST_F(Batch, LeavesAnUnchangedPolicyExactlyWhereItWas) {
  for (const double hat : alone_.front().wage_hat) {
    EXPECT_EQ(hat, 1.0);
  }
  for (const double hat : alone_.front().income_hat) {
    EXPECT_EQ(hat, 1.0);
  }
}

// With patience for the easy ones only.
TEST_F(Batch, HasNoFailingLaneThatDisturbsAnother) {
  EquilibriumSolver hasty(b_, theta_, {}, {1e-10, 14});
  const std::size_t failed =
      expect_bits_of_solves_alone(hasty, tasks_, [](const Equilibrium&) {});
  EXPECT_GT(failed, 0U);
  EXPECT_LT(failed, tasks_.policies.size());
}

TEST_F(Batch, OfNothingIsNothing) {
  EquilibriumSolver solver(b_, theta_, {});
  EXPECT_TRUE(solver.solve_all({}).empty());
}

/// Elasticities far apart, walls and cheap transport: some only the damped loop finds.
TEST(BatchOfExtremes, HasNoLaneThatDisturbsAnother) {
  int slow = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    std::mt19937_64 engine(seed);
    const std::size_t regions = 2 + engine() % 5;
    const std::size_t sectors = 1 + engine() % 6;
    const Baseline b =
        baseline_from_accounts(test::random_accounts(regions, sectors, seed));
    std::vector<double> theta;
    for (std::size_t j = 0; j < sectors; ++j) {
      theta.push_back(
          std::exp(test::draw_between(std::log(0.397), std::log(64.85), engine)));
    }
    Tasks tasks;
    for (std::uint64_t k = 0; k < 12; ++k) {
      const double size = 0.5 * static_cast<double>(k);
      tasks.add(drawn_policy(b, 0.4 * size, 0.15 * size, 100 * seed + k));
    }
    EquilibriumSolver solver(b, theta, {});
    expect_bits_of_solves_alone(solver, tasks, [&](const Equilibrium& alone) {
      slow += alone.iterations > 100 ? 1 : 0;
    });
  }
  EXPECT_GT(slow, 0) << "nothing here tests the damped loop";
}

// Rows of sectors that do not fill a vector, sectors that nobody trades, and a policy
// that changes one of those, which the accelerated loop leaves to the damped one.
TEST(BatchOfOddSizes, HasTheBitsOfASolveAloneAtEveryWidth) {
  for (std::size_t traded = 1; traded <= 5; ++traded) {
    Accounts a = test::random_accounts(3, traded + 2, traded);
    for (std::size_t n = 0; n < 3; ++n) {
      for (std::size_t j = traded; j < traded + 2; ++j) {
        double spent = 0.0;
        for (std::size_t i = 0; i < 3; ++i) {
          spent += a.flow[a.at(n, i, j)];
          a.flow[a.at(n, i, j)] = a.tariff_rate[a.at(n, i, j)] = 0.0;
        }
        a.flow[a.at(n, n, j)] = spent;
      }
    }
    const Baseline b = baseline_from_accounts(a);
    Tasks tasks;
    for (std::uint64_t k = 0; k < 11; ++k) {
      tasks.add(one_tariff(b, k % traded, 0.1 * static_cast<double>(k)));
    }
    tasks.policies[3].iceberg_hat[b.at(1, 1, traded + 1)] = 1.2;
    EquilibriumSolver reference(b, b.theta("drawn"), {}, {1e-10, 5000, reference_width});
    for (const Width& width : all_widths()) {
      EquilibriumSolver solver(b, b.theta("drawn"), {}, {1e-10, 5000, width});
      const Solved together =
          solve_together(solver, tasks, in_order(tasks.policies.size()));
      EXPECT_TRUE(together.unsolved.empty());
      for (std::size_t k = 0; k < tasks.policies.size(); ++k) {
        Equilibrium alone;
        reference.solve(tasks.policies[k], alone);
        EXPECT_TRUE(same_bits(together.results[k], alone))
            << traded << " traded, task " << k << ", " << name_of(width.isa) << " x "
            << width.lanes;
      }
    }
  }
}

}  // namespace
}  // namespace tripart
