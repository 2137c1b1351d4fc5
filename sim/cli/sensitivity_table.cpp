#include "cli/sensitivity_table.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/number.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr int share_digits = 3;
constexpr int most_digits = 8;
constexpr std::size_t most_rows = 20;

/// Digits after the point that leave three of a number of this size.
int digits_for(double size) {
  int digits = 2;
  for (; size > 0.0 && size < 1.0 && digits < most_digits; size *= 10.0) {
    ++digits;
  }
  for (; size >= 10.0 && digits > 0; size /= 10.0) {
    --digits;
  }
  return digits;
}

std::string shown(const std::optional<double>& value, int digits) {
  return value ? rounded(*value, digits) : "-";
}

std::string interval(const Estimate& estimate, int digits) {
  return estimate.low ? "(" + rounded(*estimate.low, digits) + " to " +
                            rounded(*estimate.high, digits) + ")"
                      : "";
}

/// Places of the factors with the largest sizes, the largest first.
std::vector<std::size_t> ranked(
    std::size_t factors, const std::function<std::optional<double>(std::size_t)>& size) {
  std::vector<std::size_t> order(factors);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return size(a).value_or(-1.0) > size(b).value_or(-1.0);
  });
  order.resize(std::min(order.size(), most_rows));
  return order;
}

/// What becomes of the factors that `ranked` leaves out.
std::string others(std::size_t factors, const std::string& what, const char* table) {
  return factors <= most_rows
             ? ""
             : "  and " + std::to_string(factors - most_rows) + " factors of smaller " +
                   what + ", in sensitivity/" + table + "\n";
}

std::string indices_of(const SweepFile& sweep, const SobolIndices& indices) {
  TextTable table;
  table.add({"factor", "first order", "95 percent", "total", "95 percent"});
  const bool is_corrected = !sweep.common_random_numbers;
  const auto total = [&](std::size_t i) -> const Estimate& {
    const FactorIndices& factor = indices.factors[i];
    return is_corrected ? factor.total_corrected : factor.total;
  };
  for (const std::size_t i :
       ranked(indices.factors.size(), [&](std::size_t at) { return total(at).value; })) {
    const FactorIndices& factor = indices.factors[i];
    const Estimate& first =
        is_corrected ? factor.first_order_corrected : factor.first_order;
    table.add({sweep.factors[i].id, shown(first.value, share_digits),
               interval(first, share_digits), shown(total(i).value, share_digits),
               interval(total(i), share_digits)});
  }
  return table.text(1) + others(indices.factors.size(), "totals", "sobol_indices.csv") +
         "  " + with_commas(indices.base_points) + " base points" +
         (is_corrected ? "; independent noise taken off" : "") + "\n";
}

std::string effects_of(const SweepFile& sweep, const MorrisScreening& screening) {
  double size = 0.0;
  for (const MorrisEffects& factor : screening.factors) {
    size = std::max(size, factor.mu_star.value.value_or(0.0));
  }
  const int digits = digits_for(size);
  TextTable table;
  table.add({"factor", "mu*", "95 percent", "mu", "sigma", "noise alone"});
  for (const std::size_t i : ranked(screening.factors.size(), [&](std::size_t at) {
         return screening.factors[at].mu_star.value;
       })) {
    const MorrisEffects& factor = screening.factors[i];
    table.add({sweep.factors[i].id, shown(factor.mu_star.value, digits),
               interval(factor.mu_star, digits), shown(factor.mu.value, digits),
               shown(factor.sigma.value, digits), shown(factor.noise_sd, digits)});
  }
  return table.text(1) + others(screening.factors.size(), "mu*", "morris.csv") + "  " +
         with_commas(screening.trajectories) + " trajectories; per range of a factor\n";
}

std::string swings_of(const SweepFile& sweep, const Design& design,
                      const OneAtATime& levels) {
  double size = 0.0;
  for (const Swing& swing : levels.swings) {
    size = std::max(
        {size, std::fabs(swing.low.value_or(0.0)), std::fabs(swing.high.value_or(0.0))});
  }
  const int digits = digits_for(size) + 1;
  TextTable table;
  table.add({"factor", "from", "to", "low", "central", "high", "swing", "error up to"});
  for (const std::size_t i : ranked(levels.swings.size(), [&](std::size_t at) {
         return levels.swings[at].range;
       })) {
    const Swing& swing = levels.swings[i];
    table.add({sweep.factors[i].id, design.point(swing.low_point).values[i],
               design.point(swing.high_point).values[i], shown(swing.low, digits),
               shown(swing.central, digits), shown(swing.high, digits),
               shown(swing.swing, digits), shown(swing.swing_std_error, digits)});
  }
  return table.text(1) + others(levels.swings.size(), "swings", "tornado.csv");
}

/// `0.2 to 0.7`, `above 0.2`, `below 0.7`.
std::string limits_of(const PrimLimit& limit, int digits) {
  return limit.low && limit.high
             ? rounded(*limit.low, digits) + " to " + rounded(*limit.high, digits)
         : limit.low ? "above " + rounded(*limit.low, digits)
                     : "below " + rounded(limit.high.value_or(0.0), digits);
}

}  // namespace

std::string sensitivity_table(const SweepFile& sweep, const Design& design,
                              const QuantityAnalysis& analysis) {
  const Noisiness& noisiness = analysis.noisiness;
  const int digits = digits_for(std::fabs(noisiness.mean)) + 1;
  std::string text = to_text(analysis.name) + ": mean over points " +
                     rounded(noisiness.mean, digits) + ", sd " +
                     rounded(std::sqrt(noisiness.variance), digits);
  text += noisiness.share ? ", noise " + rounded(100.0 * *noisiness.share, 1) +
                                " percent of variance\n"
                          : ", nothing varies\n";
  if (noisiness.share && analysis.sobol) {
    text += indices_of(sweep, *analysis.sobol);
  }
  if (noisiness.share && analysis.morris) {
    text += effects_of(sweep, *analysis.morris);
  }
  if (noisiness.share && analysis.levels) {
    text += swings_of(sweep, design, *analysis.levels);
  }
  return text + "\n";
}

std::string variation_table(const std::vector<QuantityAnalysis>& quantities) {
  TextTable table;
  table.add({"quantity", "mean over points", "sd", "of it Monte-Carlo noise"});
  for (const QuantityAnalysis& quantity : quantities) {
    const Noisiness& over = quantity.noisiness;
    if (over.points == 0) {
      table.add({to_text(quantity.name), "-", "-", "-"});
      continue;
    }
    const double sd = std::sqrt(over.variance);
    table.add({to_text(quantity.name),
               rounded(over.mean, digits_for(std::max(std::fabs(over.mean), sd))),
               rounded(sd, digits_for(sd)),
               over.share ? rounded(100.0 * *over.share, 1) + " percent of the variance"
                          : "-"});
  }
  return table.text(1) + "\n";
}

std::string box_table(const SweepFile& sweep, const BoxAnalysis& analysis) {
  const PrimBox& box = analysis.prim.suggested;
  const PrimBox& whole = analysis.prim.peeled.front();
  std::string text =
      "Where " + to_text(analysis.name) +
      (analysis.threshold ? " is at least " + to_text(*analysis.threshold)
                          : " is high (points count by their probability)") +
      "\n";
  if (box.limits.empty()) {
    return text + "  no box stands out from all " + with_commas(analysis.points) +
           " points, whose density is " + rounded(whole.density, share_digits) + "\n";
  }
  TextTable table;
  table.add({"factor", "suggested box", "of the design's", "quasi p"});
  for (const PrimLimit& limit : box.limits) {
    const auto& [least, most] = analysis.ranges[limit.factor];
    const int digits = digits_for(most - least);
    table.add(
        {sweep.factors[analysis.factors[limit.factor]].id, limits_of(limit, digits),
         rounded(least, digits) + " to " + rounded(most, digits),
         limit.p_value && *limit.p_value < 0.001 ? "< 0.001" : shown(limit.p_value, 3)});
  }
  return text + table.text(1) + "  density " + rounded(box.density, share_digits) +
         " inside, " + rounded(whole.density, share_digits) + " in all; coverage " +
         rounded(box.coverage, share_digits) + " of the target with " +
         rounded(box.mass, share_digits) + " of " + with_commas(analysis.points) +
         " points\n";
}

}  // namespace tripart
