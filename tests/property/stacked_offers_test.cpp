// B8c against a simulator of its own, written from the protocol's description alone.
#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenario/reader.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/number.hpp"
#include "tripart/monte_carlo/ensemble.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {
namespace {

/// A table of utilities: [party][issue][value], saliences, e and what a party has anyway.
struct Domain {
  std::vector<int> sizes;
  std::vector<std::vector<std::vector<double>>> utility;
  std::vector<std::vector<double>> salience;
  std::vector<double> exponent, fallback;
  int rounds = 10;
};

struct Settlement {
  bool agreed = false;
  int round = 0, turn = 0, proposer = -1;
  std::vector<int> values;
};

std::vector<std::vector<int>> outcomes_of(const Domain& domain) {
  std::vector<std::vector<int>> all{{}};
  for (const int size : domain.sizes) {
    std::vector<std::vector<int>> longer;
    for (const std::vector<int>& start : all) {
      for (int value = 0; value < size; ++value) {
        longer.push_back(start);
        longer.back().push_back(value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

/// The protocol in plain loops.
Settlement simulate(const Domain& domain) {
  const auto outcomes = outcomes_of(domain);
  const std::size_t parties = domain.utility.size();
  std::vector<std::vector<double>> worth(parties);
  for (std::size_t i = 0; i < parties; ++i) {
    for (const std::vector<int>& outcome : outcomes) {
      double sum = 0.0;
      double weights = 0.0;
      for (std::size_t k = 0; k < outcome.size(); ++k) {
        sum += domain.salience[i][k] *
               domain.utility[i][k][static_cast<std::size_t>(outcome[k])];
        weights += domain.salience[i][k];
      }
      worth[i].push_back(sum / weights);
    }
    if (*std::max_element(worth[i].begin(), worth[i].end()) < domain.fallback[i]) {
      return {};
    }
  }
  int table = -1;
  int by = -1;
  std::size_t accepted = 0;
  for (int round = 1; round <= domain.rounds; ++round) {
    for (std::size_t i = 0; i < parties; ++i) {
      const double time = (round - 1.0) / (domain.rounds + 1.0);
      const double share = 1.0 - std::pow(time, 1.0 / domain.exponent[i]);
      const double best = *std::max_element(worth[i].begin(), worth[i].end());
      const double target = domain.fallback[i] + share * (best - domain.fallback[i]);
      int bid = -1;
      for (int n = 0; n < static_cast<int>(outcomes.size()); ++n) {
        const double value = worth[i][static_cast<std::size_t>(n)];
        if (value >= target - 1e-12 &&
            (bid < 0 || value < worth[i][static_cast<std::size_t>(bid)])) {
          bid = n;
        }
      }
      if (table >= 0 && worth[i][static_cast<std::size_t>(table)] >=
                            worth[i][static_cast<std::size_t>(bid)]) {
        if (++accepted == parties - 1) {
          return {true, round, static_cast<int>(i), by,
                  outcomes[static_cast<std::size_t>(table)]};
        }
      } else {
        table = bid;
        by = static_cast<int>(i);
        accepted = 0;
      }
    }
  }
  return {};
}

double value_of(int value, int size) {
  return static_cast<double>(value) / (size - 1);
}

/// The same domain as a scenario: a turn is a day.
Model model_of(const Domain& domain) {
  const std::size_t parties = domain.utility.size();
  const Date start = *parse_date("2000-01-01");
  const int turns = domain.rounds * static_cast<int>(parties);
  std::string text =
      "# Who?\nformat: 1\nname: t\nstart: 2000-01-01\nhorizon: " +
      to_text(Date{start.days + turns}) +
      "\noffer_space: outcomes\nprotocol: {kind: stacked_alternating_offers, rounds: " +
      std::to_string(domain.rounds) + "}\nparties:\n";
  for (std::size_t i = 0; i < parties; ++i) {
    text += "  P" + std::to_string(i) +
            ":\n    strategy: {kind: time_dependent, initial_concession: 0, reciprocity: "
            "0, noise: 0, concession_exponent: " +
            to_text(domain.exponent[i]) +
            "}\n    private_type: 0\n    disagreement: " + to_text(domain.fallback[i]) +
            "\n";
  }
  text += "issues:\n";
  for (std::size_t k = 0; k < domain.sizes.size(); ++k) {
    text += "  - id: i" + std::to_string(k) + "\n    status_quo: none\n    values: [";
    for (int v = 0; v < domain.sizes[k]; ++v) {
      text += (v > 0 ? ", " : "") + to_text(value_of(v, domain.sizes[k]));
    }
    text += "]\n    positions:\n";
    for (std::size_t i = 0; i < parties; ++i) {
      text += "      P" + std::to_string(i) +
              ": {salience: " + to_text(domain.salience[i][k]) + ", utilities: [";
      for (int v = 0; v < domain.sizes[k]; ++v) {
        text += (v > 0 ? ", " : "") +
                to_text(domain.utility[i][k][static_cast<std::size_t>(v)]);
      }
      text += "]}\n";
    }
  }
  return read_scenario_text(text, "t.yaml").model;
}

class StackedOffers : public ::testing::TestWithParam<int> {
 protected:
  Domain draw() {
    static constexpr double exponents[] = {0.1, 0.2, 0.5, 1.0, 2.0, 5.0};
    Domain domain;
    domain.rounds = between(1, 40);
    for (int issues = between(1, 4); issues > 0; --issues) {
      domain.sizes.push_back(between(2, 5));
    }
    const bool has_fallback = between(0, 2) == 0;
    for (int party = 0; party < GetParam(); ++party) {
      domain.exponent.push_back(exponents[between(0, 5)]);
      domain.fallback.push_back(has_fallback ? 0.5 * unit() : 0.0);
      auto& utility = domain.utility.emplace_back();
      auto& salience = domain.salience.emplace_back();
      for (const int size : domain.sizes) {
        salience.push_back(0.1 + unit());
        auto& values = utility.emplace_back();
        for (int v = 0; v < size; ++v) {
          values.push_back(unit());
        }
      }
    }
    return domain;
  }

  int between(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1));
  }
  double unit() { return static_cast<double>(random_() % 1000003U) / 1000003.0; }

  std::mt19937 random_{20180305};
};

TEST_P(StackedOffers, EndAsAPlainSimulatorOfTheProtocolSays) {
  const int parties = GetParam();
  int agreed = 0;
  int late = 0;
  for (int game = 0; game < 300; ++game) {
    const Domain domain = draw();
    const Settlement wanted = simulate(domain);
    const Model model = model_of(domain);
    Trace trace;
    const Outcome outcome = run_replicate(model, pure_payoffs(model), 1, 1, &trace);
    SCOPED_TRACE("game " + std::to_string(game));
    ASSERT_EQ(outcome.ending == Ending::agreed, wanted.agreed);
    if (!wanted.agreed) {
      continue;
    }
    ++agreed;
    late += wanted.round > 1 ? 1 : 0;
    EXPECT_EQ(outcome.proposer, wanted.proposer);
    EXPECT_EQ(outcome.end_day, (wanted.round - 1) * parties + wanted.turn);
    for (std::size_t k = 0; k < domain.sizes.size(); ++k) {
      EXPECT_EQ(outcome.text[k],
                model.issues[k].values[static_cast<std::size_t>(wanted.values[k])]);
    }
  }
  EXPECT_GT(agreed, 100);  // else nothing was tested
  EXPECT_GT(late, 100);
  EXPECT_LT(agreed, 300);
}

INSTANTIATE_TEST_SUITE_P(Parties, StackedOffers, ::testing::Values(2, 3, 4));

}  // namespace
}  // namespace tripart
