#include <algorithm>
#include <cmath>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/math.hpp"
#include "tripart/core/number.hpp"
#include "tripart/economy/baseline.hpp"

namespace tripart {
namespace {

constexpr double fit_tolerance = 1e-13;
constexpr double share_tolerance = 1e-10;
constexpr int max_rounds = 20000;

/// Rearranges the goods sales of some exporters among partners, then fits everybody
/// else's sales around them.
class ExportShareFit {
 public:
  ExportShareFit(Accounts accounts, const std::vector<ExportShare>& targets)
      : accounts_(std::move(accounts)),
        targets_(targets),
        N_(accounts_.region_count()),
        J_(accounts_.sector_count()),
        moved_(N_, false) {
    for (const ExportShare& target : targets_) {
      moved_[target.exporter] = true;
    }
  }

  Accounts fit() {
    const Accounts before = accounts_;
    for (std::size_t i = 0; i < N_; ++i) {
      if (moved_[i]) {
        rearrange_sales(before, i);
      }
    }
    for (std::size_t j = 0; j < J_; ++j) {
      if (accounts_.tradable_goods[j]) {
        fit_other_sales(before, j);
      }
    }
    return std::move(accounts_);
  }

 private:
  [[nodiscard]] std::string name(const ExportShare& target) const {
    return "export share " + to_text(target.share) + " of " +
           accounts_.regions[target.exporter] + " to " +
           accounts_.regions[target.partner];
  }

  /// Sales of the exporter to each region and good when its sales to the stated partners
  /// are multiplied by `factor` (by region, 0 elsewhere): in every sector the others
  /// share what is left.
  void scale_sales(const Accounts& before, std::size_t exporter,
                   const std::vector<double>& factor) {
    for (std::size_t j = 0; j < J_; ++j) {
      double partners = 0.0, partners_before = 0.0, others_before = 0.0;
      for (std::size_t n = 0; n < N_ && accounts_.tradable_goods[j]; ++n) {
        if (n != exporter) {
          const double sold = before.flow[before.at(n, exporter, j)];
          partners += factor[n] * sold;
          (factor[n] > 0.0 ? partners_before : others_before) += sold;
        }
      }
      const double total = partners_before + others_before;
      // More than all of the sector cannot go to the partners, and all of it must where
      // nobody else buys.
      const bool all_to_partners = partners > total || others_before <= 0.0;
      const double partner_scale =
          all_to_partners && partners > 0.0 ? total / partners : 1.0;
      const double rest = all_to_partners ? 0.0 : (total - partners) / others_before;
      for (std::size_t n = 0; n < N_ && total > 0.0; ++n) {
        if (n != exporter) {
          const std::size_t cell = before.at(n, exporter, j);
          accounts_.flow[cell] =
              before.flow[cell] * (factor[n] > 0.0 ? factor[n] * partner_scale : rest);
        }
      }
    }
  }

  double share_now(const ExportShare& target) const {
    double all = 0.0, to_partner = 0.0;
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t j = 0; j < J_ && n != target.exporter; ++j) {
        if (accounts_.tradable_goods[j]) {
          const double sold = accounts_.flow[accounts_.at(n, target.exporter, j)];
          all += sold;
          to_partner += n == target.partner ? sold : 0.0;
        }
      }
    }
    return to_partner / all;
  }

  /// One factor per stated partner, each by bisection (its share rises with its factor),
  /// in turn until all shares hold.
  void rearrange_sales(const Accounts& before, std::size_t exporter) {
    std::vector<double> factor(N_, 0.0);
    for (const ExportShare& target : targets_) {
      if (target.exporter == exporter) {
        factor[target.partner] = 1.0;
      }
    }
    double gap = 0.0;
    const ExportShare* worst = nullptr;
    for (int round = 0; round < 200; ++round) {
      for (const ExportShare& target : targets_) {
        if (target.exporter == exporter) {
          bisect(before, target, factor);
        }
      }
      gap = 0.0;
      for (const ExportShare& target : targets_) {
        const double miss = std::abs(share_now(target) - target.share);
        if (target.exporter == exporter && !(miss <= gap)) {
          gap = miss;
          worst = &target;
        }
      }
      if (gap <= share_tolerance) {
        return;
      }
    }
    throw Failure(ExitCode::bad_input,
                  name(*worst) + " cannot be reached: the nearest is " +
                      to_text(share_now(*worst)) + ", because zero flows stay zero");
  }

  void bisect(const Accounts& before, const ExportShare& target,
              std::vector<double>& factor) {
    double low = -40.0, high = 40.0;
    for (int halving = 0; halving < 70; ++halving) {
      const double middle = 0.5 * (low + high);
      factor[target.partner] = math::exp(middle);
      scale_sales(before, target.exporter, factor);
      (share_now(target) > target.share ? high : low) = middle;
    }
  }

  /// Biproportional fit of one sector: all sales of the exporters that were not moved,
  /// own sales included, to their outputs and to what the importers still need.
  void fit_other_sales(const Accounts& before, std::size_t j) {
    std::vector<double> output(N_, 0.0), need(N_, 0.0);
    double used = 0.0;
    for (std::size_t n = 0; n < N_; ++n) {
      for (std::size_t i = 0; i < N_; ++i) {
        const std::size_t cell = before.at(n, i, j);
        output[i] += before.flow[cell];
        need[n] += before.flow[cell] - (moved_[i] ? accounts_.flow[cell] : 0.0);
        used += before.flow[cell];
      }
    }
    for (int round = 0; round < max_rounds; ++round) {
      double gap = 0.0;
      for (std::size_t n = 0; n < N_; ++n) {
        double now = 0.0;
        for (std::size_t i = 0; i < N_; ++i) {
          now += moved_[i] ? 0.0 : accounts_.flow[before.at(n, i, j)];
        }
        gap = std::max(gap, std::abs(need[n] - now) / used);
        for (std::size_t i = 0; i < N_; ++i) {
          if (!moved_[i] && now > 0.0) {
            accounts_.flow[before.at(n, i, j)] *= std::max(0.0, need[n]) / now;
          }
        }
      }
      for (std::size_t i = 0; i < N_; ++i) {
        scale_exporter(i, j, output[i]);
      }
      if (gap <= fit_tolerance) {
        return;
      }
    }
    std::string shares;
    for (const ExportShare& target : targets_) {
      shares += (shares.empty() ? "" : ", ") + name(target);
    }
    throw Failure(ExitCode::bad_input, shares +
                                           " cannot be reached: outputs and use of " +
                                           accounts_.sectors[j] + " do not allow it");
  }

  void scale_exporter(std::size_t i, std::size_t j, double output) {
    double now = 0.0;
    for (std::size_t n = 0; n < N_; ++n) {
      now += accounts_.flow[accounts_.at(n, i, j)];
    }
    for (std::size_t n = 0; n < N_; ++n) {
      if (!moved_[i] && now > 0.0) {
        accounts_.flow[accounts_.at(n, i, j)] *= output / now;
      }
    }
  }

  Accounts accounts_;
  const std::vector<ExportShare>& targets_;
  std::size_t N_, J_;
  std::vector<bool> moved_;
};

}  // namespace

double export_share(const Baseline& baseline, std::size_t exporter, std::size_t partner) {
  double all = 0.0;
  double partners = 0.0;
  for (std::size_t n = 0; n < baseline.region_count(); ++n) {
    for (std::size_t j = 0; j < baseline.sector_count(); ++j) {
      const bool counts = n != exporter && baseline.tradable_goods[j];
      const double sold = counts ? baseline.flow(n, exporter, j) : 0.0;
      all += sold;
      partners += n == partner ? sold : 0.0;
    }
  }
  return partners / all;
}

Baseline rebalance_export_shares(const Baseline& baseline,
                                 const std::vector<ExportShare>& targets) {
  for (const ExportShare& target : targets) {
    TRIPART_EXPECTS(target.exporter != target.partner && target.share > 0.0 &&
                    target.share < 1.0);
  }
  return baseline_from_accounts(ExportShareFit(accounts_of(baseline), targets).fit(),
                                "the baseline with export shares moved",
                                baseline.is_equilibrium
                                    ? NegativeFinalDemand::refuse
                                    : NegativeFinalDemand::set_to_zero);
}

Baseline rebalance_export_shares(const Baseline& baseline, std::size_t exporter,
                                 std::size_t partner, double share) {
  return rebalance_export_shares(baseline,
                                 std::vector<ExportShare>{{exporter, partner, share}});
}

}  // namespace tripart
