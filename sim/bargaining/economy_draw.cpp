#include <algorithm>
#include <cmath>

#include "bargaining/cut_quantile.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/random.hpp"

namespace tripart {
namespace {

/// Multiple of every denominator up to 10, so that a start drawn from it is fair to each
/// set of elasticities.
constexpr double cycle = 5040.0;

/// The sets come in a fixed order in which the one furthest behind its probability is
/// always next; only where an ensemble enters that order is drawn. Each economy has every
/// set with its probability, and 30 economies over three equal sets hold 10 of each: what
/// the share of a set contributes to the variance between ensembles is gone.
std::string choose_elasticities(const TradeModel& trade, std::uint64_t seed, int index) {
  auto sets = trade.elasticities;
  TRIPART_EXPECTS(!sets.empty());
  std::sort(sets.begin(), sets.end());  // their order in the file does not matter
  const Stream stream(seed, 0, Purpose::economy, "elasticities");
  const int start = static_cast<int>(std::floor(cycle * stream.uniform(0)));
  std::vector<double> taken(sets.size(), 0.0);
  std::size_t chosen = 0;
  for (int turn = 1; turn <= start + index; ++turn) {
    const auto behind = [&](std::size_t set) {
      return static_cast<double>(turn) * sets[set].second - taken[set];
    };
    chosen = 0;
    for (std::size_t set = 1; set < sets.size(); ++set) {
      chosen = behind(set) > behind(chosen) ? set : chosen;
    }
    taken[chosen] += 1.0;
  }
  return sets[chosen].first;
}

/// The set's elasticities, each times a factor of its own, or drawn without regard to the
/// set. A sector's draws are named after it, so that none moves another.
std::vector<double> draw_theta(const TradeModel& trade, const std::string& set,
                               std::uint64_t seed, int index) {
  const auto economy = static_cast<std::uint64_t>(index);
  std::vector<double> theta = trade.baseline.theta(set);
  const auto draw = [&](std::size_t sector, const std::string& role,
                        const Parameter& parameter, Range range) {
    const std::string& name = trade.baseline.sectors[sector];
    try {
      return draw_value(parameter.distribution, range,
                        Stream(seed, economy, Purpose::economy, role + ":" + name));
    } catch (const Failure& failure) {
      throw Failure(failure.code(), "economy.theta." + role + ", elasticity of " + name +
                                        " around set " + set + ": " + failure.what());
    }
  };
  for (std::size_t sector = 0; sector < theta.size(); ++sector) {
    const auto direct =
        std::find_if(trade.sector_theta.begin(), trade.sector_theta.end(),
                     [sector](const auto& item) { return item.first == sector; });
    if (direct != trade.sector_theta.end()) {
      theta[sector] = draw(sector, "sectors", direct->second, direct->second.range);
      continue;
    }
    const Range range{
        std::max(trade.theta_factor.range.lo, theta_range.lo / theta[sector]),
        std::min(trade.theta_factor.range.hi, theta_range.hi / theta[sector])};
    theta[sector] *= draw(sector, "factor", trade.theta_factor, range);
  }
  return theta;
}

CutQuantile quantile_of(const Parameter& parameter, const std::string& place) {
  try {
    return CutQuantile(parameter.distribution, parameter.range);
  } catch (const Failure& failure) {
    throw Failure(failure.code(), "economy." + place + ".iceberg: " + failure.what());
  }
}

/// One-factor Gaussian copula: uniform of a pair = Phi(sqrt(rho) z0 + sqrt(1 - rho) z).
/// A pair with a distribution of its own turns the same uniform into its own quantile.
std::vector<double> draw_icebergs(const Model& model, const Parameter& parameter,
                                  const std::vector<PairIceberg>& pairs,
                                  double correlation, const std::string& role,
                                  std::uint64_t seed, int index) {
  const std::size_t parties = model.parties.size();
  const auto economy = static_cast<std::uint64_t>(index);
  const CutQuantile quantile = quantile_of(parameter, role);
  const double common = draw_normal(0, Stream(seed, economy, Purpose::economy, role));
  std::vector<double> iceberg(parties * parties, 0.0);
  for (std::size_t a = 0; a < parties; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      // In alphabetical order, so that a pair keeps its draw when parties change places.
      const auto [first, second] = std::minmax(model.parties[a].id, model.parties[b].id);
      const std::string name = role + ":" + first + "-" + second;
      const double own = draw_normal(0, Stream(seed, economy, Purpose::economy, name));
      const double z =
          std::sqrt(correlation) * common + std::sqrt(1.0 - correlation) * own;
      const auto own_prior =
          std::find_if(pairs.begin(), pairs.end(), [&](const PairIceberg& pair) {
            return static_cast<std::size_t>(std::max(pair.one, pair.other)) == a &&
                   static_cast<std::size_t>(std::min(pair.one, pair.other)) == b;
          });
      const double uniform = math::normal_cdf(z);
      iceberg[a * parties + b] =
          own_prior == pairs.end()
              ? quantile(uniform)
              : quantile_of(own_prior->iceberg,
                            role + ".pairs." + first + "-" + second)(uniform);
      iceberg[b * parties + a] = iceberg[a * parties + b];
    }
  }
  return iceberg;
}

}  // namespace

EconomyDraw draw_economy(const Model& model, const TradeModel& trade, std::uint64_t seed,
                         int index) {
  TRIPART_EXPECTS(index >= 1);
  EconomyDraw draw;
  draw.elasticities = choose_elasticities(trade, seed, index);
  draw.theta = draw_theta(trade, draw.elasticities, seed, index);
  draw.no_agreement_iceberg =
      draw_icebergs(model, trade.no_agreement_iceberg, trade.no_agreement_pairs,
                    trade.correlation, "no_agreement", seed, index);
  draw.new_deal_iceberg =
      draw_icebergs(model, trade.new_deal_iceberg, trade.new_deal_pairs,
                    trade.correlation, "new_deal", seed, index);
  return draw;
}

}  // namespace tripart
