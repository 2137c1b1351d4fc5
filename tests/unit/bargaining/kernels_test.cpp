// Kernels of the step: the same bits at every width, on every instruction set.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/kernels/appraisal.hpp"
#include "bargaining/kernels/judgement.hpp"
#include "bargaining/kernels/tables.hpp"
#include "support/widths.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

constexpr std::size_t most_points = 43;
constexpr std::size_t signatories = 3;

/// A menu, and one party's types, that nobody would think of; `number` draws them.
class Situation {
 public:
  explicit Situation(std::uint64_t number) : stream_(number, 1, 1) {
    points = 1 + static_cast<std::size_t>(between(0.0, 42.999));
    for (std::vector<double>* values :
         {&content, &effect, &value, &quality, &expected, &fair, &acceptance}) {
      for (std::size_t n = 0; n < signatories * padded(most_points); ++n) {
        values->push_back(between(-1.0, 1.0));
      }
    }
    for (double& chance : quality) {
      chance = happens(0.2) ? 1.0 : 0.5 + 0.5 * chance;
    }
    for (double& flag : fair) {
      flag = flag > 0.0 ? 1.0 : 0.0;
    }
    for (std::size_t s = 0; s < signatories; ++s) {
      Appraiser& party = signatory[s];
      party.content_weight = between(0.0, 1.0);
      party.base = between(-0.5, 0.5);
      party.freed_base = between(-0.5, 0.5);
      party.lift_discount = between(0.0, 1.0);
      party.reservation = between(-0.5, 0.5);
      party.ratifies = happens(0.8);
      party.voters_extra = happens(0.5) ? 0.0 : between(-0.5, 0.5);
      party.stakes = {0.0, between(-0.3, 0.3),       0.0, between(-0.2, 0.2),
                      0.1, happens(0.8) ? 0.15 : 0.0};
      party.freed_stakes = party.stakes;
      party.freed_stakes.reversion = between(-0.3, 0.3);
    }
    for (std::size_t cell = 0; cell < padded(cells); ++cell) {
      private_part.push_back(0.1 * (static_cast<double>(cell) - 5.5));
      probability.push_back(happens(0.9) ? between(0.0, 0.2) : 0.0);
    }
    surplus.resize(padded(cells));
    weight.resize(padded(cells));
    types.cells = cells;
    types.known = between(-0.5, 0.5);
    types.kept = between(0.0, 1.0);
    types.noise = happens(0.8) ? between(0.01, 0.1) : 0.0;
    types.zero_intelligence = happens(0.2);
  }

  /// Everything that the kernels make of it, one after another.
  std::vector<double> results(Width width) {
    const AppraisalKernels appraisal = appraisal_kernels(width);
    const JudgementKernels judgement = judgement_kernels(width);
    Appraisal menu{signatory.data(), signatories, 0,  points,
                   quality.data(),   nullptr,     0.0};
    for (std::size_t s = 0; s < signatories; ++s) {
      signatory[s].content = &content[s * padded(most_points)];
      signatory[s].effect = &effect[s * padded(most_points)];
      signatory[s].value = &value[s * padded(most_points)];
    }
    std::vector<double> all;
    const auto keep = [&](const std::vector<double>& values, std::size_t count) {
      all.insert(all.end(), values.begin(),
                 values.begin() + static_cast<std::ptrdiff_t>(count));
    };
    all.push_back(appraisal.expect(quality.data(), value.data(), types.known, points,
                                   expected.data()));
    keep(expected, points);
    types.private_part = private_part.data();
    types.probability = probability.data();
    types.surplus = surplus.data();
    judgement.find_surpluses(types, quality.data(), value.data(), points);
    keep(surplus, cells);
    judgement.expect_acceptance(types, quality.data(), value.data(), points,
                                acceptance.data());
    keep(acceptance, points);
    bound.assign(acceptance.size(), 1.0);
    judgement.bound_acceptance(types, quality.data(), value.data(), points, bound.data());
    keep(bound, points);
    all.push_back(
        judgement.bound_promises(expected.data(), fallback, points, bound.data()));
    keep(bound, points);
    for (const bool accepted : {false, true}) {
      judgement.weigh_answer(types, quality[0], value[0], accepted, weight.data());
      keep(weight, cells);
    }
    judgement.weigh_offer(types, quality[0], value[0], 0.25, weight.data());
    keep(weight, cells);
    appraisal.appraise(menu);
    keep(quality, points);
    menu.comes_off = fair.data();
    menu.off_at_vote = 0.4;
    appraisal.appraise_lifting(menu);
    keep(quality, points);
    for (std::size_t s = 0; s < signatories; ++s) {
      all.insert(all.end(), signatory[s].value, signatory[s].value + points);
    }
    appraisal.is_fair(menu, 1, 0.4, fair.data());
    keep(fair, points);
    return all;
  }

  /// By how much a text promises more than its bound, at most.
  double excess() {
    static_cast<void>(results(reference_width));
    double most = -1.0;
    for (std::size_t n = 0; n < points; ++n) {
      const double promised =
          acceptance[n] * expected[n] + (1.0 - acceptance[n]) * fallback;
      most = std::max(most, promised - bound[n]);
    }
    return most;
  }

 private:
  static constexpr double fallback = 0.1;

  double between(double low, double high) {
    return low + (high - low) * stream_.uniform(draws_++);
  }
  bool happens(double chance) { return between(0.0, 1.0) < chance; }

  static constexpr std::size_t cells = 12;
  Stream stream_;
  std::uint32_t draws_ = 0;
  std::size_t points = 0;
  std::array<Appraiser, signatories> signatory;
  Types types;
  std::vector<double> content, effect, value, quality, expected, fair, acceptance, bound;
  std::vector<double> private_part, probability, surplus, weight;
};

TEST(StepKernels, GiveTheSameBitsAtEveryWidth) {
  for (std::uint64_t number = 1; number <= 200; ++number) {
    const std::vector<double> reference = Situation(number).results(reference_width);
    for (const Width width : test::all_widths()) {
      const std::vector<double> wide = Situation(number).results(width);
      ASSERT_EQ(wide.size(), reference.size());
      ASSERT_EQ(std::memcmp(wide.data(), reference.data(), 8 * wide.size()), 0)
          << "situation " << number << ", " << name_of(width.isa) << ", " << width.lanes
          << " lanes";
    }
  }
}

// Bounds are there to leave texts out: one that is too low would change what is found.
TEST(StepKernels, NoTextPromisesMoreThanItsBound) {
  for (std::uint64_t number = 1; number <= 200; ++number) {
    EXPECT_LE(Situation(number).excess(), 0.0) << "situation " << number;
  }
}

// B1: b s [u(x) - u(x0)], u(x) = 1 - |x - ideal|^eta, and u(x0) = 0 without x0.
TEST(TextGains, AreTheSumsOfB1AtEveryWidth) {
  constexpr std::size_t issues = 21;
  const Stream stream(1, 1, 1);
  std::array<std::array<double, padded(issues)>, 6> row{};
  for (std::size_t r = 0; r < row.size(); ++r) {
    for (std::size_t k = 0; k < issues; ++k) {
      row[r][k] = stream.uniform(static_cast<std::uint32_t>(r * issues + k));
    }
  }
  for (double& has : row[5]) {
    has = has < 0.5 ? 0.0 : 1.0;
  }
  for (const int loss_exponent : {1, 2}) {
    const TextStakes stakes{row[0].data(), row[1].data(), row[2].data(), row[3].data(),
                            row[4].data(), row[5].data(), loss_exponent};
    for (const Width width : test::all_widths()) {
      std::array<double, padded(issues)> gain{};
      table_kernels(width).text_gains(stakes, gain.data(), issues);
      for (std::size_t k = 0; k < issues; ++k) {
        const auto utility = [&](double x) {
          const double loss = std::fabs(x - row[1][k]);
          return 1.0 - (loss_exponent == 2 ? loss * loss : loss);
        };
        const double without = row[5][k] > 0.0 ? utility(row[4][k]) : 0.0;
        EXPECT_EQ(gain[k], row[3][k] * (row[2][k] * (utility(row[0][k]) - without)))
            << "issue " << k << ", " << width.lanes << " lanes";
      }
    }
  }
}

}  // namespace
}  // namespace tripart
