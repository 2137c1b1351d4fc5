// E7 held against exact equilibria once the ensemble says where the texts end up.
#include "tripart/results/median_text.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/core/error.hpp"
#include "tripart/core/median.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

/// A gap is worth a warning if it is above both: points of real income, and part of what
/// the texts do.
constexpr double noticeable_points = 0.01;
constexpr double noticeable_part = 0.1;

/// How far the median settled texts are from what is in force without a deal.
std::vector<std::optional<double>> median_moves(const Summary& summary) {
  const std::vector<Issue>& issues = summary.model().issues;
  std::vector<std::optional<double>> moved(issues.size());
  for (std::size_t k = 0; k < issues.size(); ++k) {
    const std::optional<double> text = summary.text(k).quantile(0.5).value;
    const std::optional<Parameter>& before = issues[k].status_quo;
    if (!issues[k].effects.empty() && text) {
      moved[k] =
          *text - (before ? median_within(before->distribution, before->range) : 0.0);
    }
  }
  return moved;
}

/// Means over economies, of one party.
struct Worth {
  double without = 0.0;  ///< the deal, all texts as in force before
  double linear = 0.0;
  std::optional<double> exact;
};

class MedianText {
 public:
  MedianText(const Scenario& scenario, const SolvedPayoffs& payoffs,
             const Summary& summary, int jobs)
      : scenario_(&scenario),
        payoffs_(&payoffs),
        summary_(&summary),
        jobs_(jobs),
        moved_(median_moves(summary)) {}

  MedianTextCheck check() {
    const ConfigurationSet& configurations = payoffs_->table.configurations();
    for (int i = 0; i < configurations.size(); ++i) {
      if (!configurations[i].deals.empty() && summary_->with_configuration(i) > 0) {
        check_configuration(i);
      }
    }
    return std::move(result_);
  }

 private:
  void check_configuration(int configuration) {
    const std::string& name = payoffs_->table.configurations()[configuration].name;
    std::vector<std::vector<double>> exact;
    try {
      exact =
          solve_at_texts(scenario_->model, *scenario_->trade, *payoffs_,
                         payoffs_->table.configurations()[configuration], moved_, jobs_);
    } catch (const Failure& failure) {
      result_.warnings.push_back(std::string("no exact welfare at the median texts: ") +
                                 failure.what());
    }
    for (std::size_t party = 0; party < scenario_->model.parties.size(); ++party) {
      const Worth worth = worth_of(configuration, static_cast<int>(party), exact);
      const std::string& id = scenario_->model.parties[party].id;
      const auto add = [&](const char* statistic, std::optional<double> value) {
        Estimate estimate;
        estimate.value = value;
        estimate.replicates = summary_->with_configuration(configuration);
        result_.rows.push_back({"welfare_at_median_text", id, name, statistic, estimate});
      };
      add("linear", worth.linear);
      add("exact", worth.exact);
      add("difference",
          worth.exact ? std::optional(*worth.exact - worth.linear) : std::nullopt);
      warn_about(worth, id, name);
    }
  }

  [[nodiscard]] Worth worth_of(int configuration, int party,
                               const std::vector<std::vector<double>>& exact) const {
    const PayoffTable& table = payoffs_->table;
    const int none = table.state_index({});
    const double economies = table.economies();
    Worth worth;
    for (int economy = 0; economy < table.economies(); ++economy) {
      const double without = table.welfare(economy, configuration, none, party);
      double effect = 0.0;
      for (std::size_t issue = 0; issue < moved_.size(); ++issue) {
        effect +=
            moved_[issue].value_or(0.0) *
            table.issue_effect(economy, configuration, static_cast<int>(issue), party);
      }
      worth.without += without / economies;
      worth.linear += (without + effect) / economies;
      if (!exact.empty()) {
        worth.exact =
            worth.exact.value_or(0.0) +
            exact[static_cast<std::size_t>(economy)][static_cast<std::size_t>(party)] /
                economies;
      }
    }
    return worth;
  }

  void warn_about(const Worth& worth, const std::string& party,
                  const std::string& configuration) {
    if (!worth.exact) {
      return;
    }
    const double gap = std::fabs(*worth.exact - worth.linear);
    if (gap <= std::max(noticeable_points,
                        noticeable_part * std::fabs(worth.linear - worth.without))) {
      return;
    }
    result_.warnings.push_back(
        "welfare of " + party + " in " + configuration + " at the median texts is " +
        rounded(worth.linear, 3) + " percent by E7, linear in the texts, and " +
        rounded(*worth.exact, 3) +
        " solved exactly; smaller effects of issues would agree better");
  }

  const Scenario* scenario_;
  const SolvedPayoffs* payoffs_;
  const Summary* summary_;
  int jobs_;
  std::vector<std::optional<double>> moved_;
  MedianTextCheck result_;
};

}  // namespace

MedianTextCheck check_median_texts(const Scenario& scenario, const SolvedPayoffs& payoffs,
                                   const Summary& summary, int jobs) {
  if (!scenario.trade || !payoffs.table.has_effects()) {
    return {};
  }
  return MedianText(scenario, payoffs, summary, jobs).check();
}

}  // namespace tripart
