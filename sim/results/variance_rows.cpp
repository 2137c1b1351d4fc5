// What the trade model's uncertainty does to each result (E7b, E7c).
#include <functional>
#include <utility>

#include "tripart/results/summary_rows.hpp"

namespace tripart {
namespace {

using Group = EconomyTally::Group;

/// One mean or probability of the summary, and how to have it of some economies alone.
struct Result {
  std::string metric;
  std::string party;
  std::string category;
  std::function<GroupMoments(const EconomyTally&)> moments;
};

GroupMoments moments_of(std::uint64_t seen, std::uint64_t n) {
  if (n == 0) {
    return {};
  }
  const double share = static_cast<double>(seen) / static_cast<double>(n);
  return {n, share, static_cast<double>(n - seen) * share};
}

GroupMoments moments_of(const Accumulator& sums) {
  if (sums.count() < 2) {
    return sums.count() == 0 ? GroupMoments{} : GroupMoments{1, sums.mean(), 0.0};
  }
  const double sd = sums.sd();
  return {sums.count(), sums.mean(), sd * sd * static_cast<double>(sums.count() - 1)};
}

/// Every mean and probability that summary_rows() gives, in its order.
class Results {
 public:
  explicit Results(const Summary& summary) : summary_(&summary) {}

  std::vector<Result> list() {
    add_shares();
    add_mechanisms();
    add_threats();
    add_means("all", {});
    for (const Ending ending : {Ending::agreed, Ending::lapsed, Ending::collapsed}) {
      add_means(to_text(ending), {ending, std::nullopt});
    }
    for (const DealKind kind : reachable_kinds(summary_->configurations())) {
      add_means(to_text(kind), {std::nullopt, kind});
    }
    return std::move(list_);
  }

 private:
  /// The share of replicates that `seen` counts.
  template <class Seen>
  void add_probability(std::string metric, std::string_view category, Seen seen) {
    list_.push_back(
        {std::move(metric), "", std::string(category), [seen](const EconomyTally& tally) {
           return moments_of(seen(tally), tally.replicates());
         }});
  }

  void add_shares() {
    for (const Ending ending : {Ending::agreed, Ending::lapsed, Ending::collapsed}) {
      add_probability("ending", to_text(ending), [ending](const EconomyTally& tally) {
        return tally.replicates({ending, std::nullopt});
      });
    }
    const ConfigurationSet& configurations = summary_->configurations();
    for (const DealKind kind : reachable_kinds(configurations)) {
      add_probability("kind", to_text(kind), [kind](const EconomyTally& tally) {
        return tally.replicates({std::nullopt, kind});
      });
    }
    for (int i = 0; i < configurations.size(); ++i) {
      if (deal_kind(configurations[i].kind) != DealKind::none) {
        add_probability(
            "configuration", configurations[i].name,
            [i](const EconomyTally& tally) { return tally.with_configuration(i); });
      }
    }
    for (const Path path : {Path::direct, Path::accession}) {
      add_probability("path", to_text(path), [path](const EconomyTally& tally) {
        return tally.with_path(path);
      });
    }
    for (const Ratified ratified : {Ratified::yes, Ratified::no, Ratified::pending}) {
      add_probability("ratified", to_text(ratified),
                      [ratified](const EconomyTally& tally) {
                        return tally.with_ratified(ratified);
                      });
    }
  }

  void add_mechanisms() {
    for (const DealKind kind : reachable_kinds(summary_->configurations())) {
      for (std::size_t i = 0; i < mechanism_count && kind != DealKind::none; ++i) {
        list_.push_back(
            {"shut_by_" + std::string(mechanism_names[i]), "", std::string(to_text(kind)),
             [kind, i](const EconomyTally& tally) {
               const Group with{std::nullopt, kind};
               return moments_of(tally.mechanisms({}, i) - tally.mechanisms(with, i),
                                 tally.replicates() - tally.replicates(with));
             }});
      }
    }
  }

  void add_threats() {
    for (std::size_t i = 0; i < summary_->model().threats.size(); ++i) {
      const std::string& id = summary_->model().threats[i].id;
      add_probability("threat_made", id,
                      [i](const EconomyTally& tally) { return tally.threat(i).made; });
      add_probability("threat_executed", id, [i](const EconomyTally& tally) {
        return tally.threat(i).executed;
      });
      add_probability("threat_withdrawn", id, [i](const EconomyTally& tally) {
        return tally.threat(i).withdrawn;
      });
      add_probability("threat_backed_down", id, [i](const EconomyTally& tally) {
        return tally.threat(i).backed_down;
      });
    }
  }

  void add_means(std::string_view category, const Group& group) {
    for (std::size_t i = 0; i < whole_metrics.size(); ++i) {
      list_.push_back({std::string(whole_metrics[i]), "", std::string(category),
                       [group, i](const EconomyTally& tally) {
                         return moments_of(tally.whole(group, i));
                       }});
    }
    for (std::size_t party = 0; party < summary_->model().parties.size(); ++party) {
      for (std::size_t i = 0; i < party_metrics.size(); ++i) {
        list_.push_back({std::string(party_metrics[i]),
                         summary_->model().parties[party].id, std::string(category),
                         [group, party, i](const EconomyTally& tally) {
                           return moments_of(tally.party(group, party, i));
                         }});
      }
    }
  }

  const Summary* summary_;
  std::vector<Result> list_;
};

}  // namespace

std::vector<SummaryRow> variance_rows(const Summary& summary,
                                      std::vector<SummaryRow> before) {
  std::vector<SummaryRow> rows = std::move(before);
  if (!summary.economies().are_split()) {
    return rows;
  }
  const std::size_t economies = summary.economies().set_of.size();
  const Resamples resamples(summary.economies().seed, economies);
  for (const Result& result : Results(summary).list()) {
    std::vector<GroupMoments> groups;
    for (std::size_t economy = 0; economy < economies; ++economy) {
      groups.push_back(result.moments(summary.tally(economy)));
    }
    const VarianceSplit split = split_variance(groups, resamples);
    const auto add = [&](const char* statistic, const Estimate& estimate) {
      rows.push_back({result.metric, result.party, result.category, statistic, estimate});
    };
    add("variance_trade_model", split.between);
    add("variance_bargaining", split.within);
    add("share_trade_model", split.share);
  }
  return rows;
}

std::vector<SummaryRow> elasticity_rows(const Summary& summary) {
  std::vector<SummaryRow> rows;
  const EconomyGroups& economies = summary.economies();
  for (std::size_t set = 0; economies.have_sets() && set < economies.sets.size(); ++set) {
    const EconomyTally tally = summary.tally_of_set(set);
    const auto add = [&](std::string_view metric, const std::string& party,
                         const char* statistic, const Estimate& estimate) {
      rows.push_back({std::string(metric) + "_by_elasticities", party,
                      economies.sets[set], statistic, estimate});
    };
    const auto add_probability = [&](std::string_view metric, const Group& group) {
      add(metric, "", "probability",
          estimate_probability(tally.replicates(group), tally.replicates()));
    };
    for (const Ending ending : {Ending::agreed, Ending::lapsed, Ending::collapsed}) {
      add_probability(to_text(ending), {ending, std::nullopt});
    }
    for (const DealKind kind : reachable_kinds(summary.configurations())) {
      if (kind != DealKind::none) {
        add_probability(to_text(kind), {std::nullopt, kind});
      }
    }
    constexpr std::size_t days = 0;
    add(whole_metrics[days], "", "mean", estimate_mean(tally.whole({}, days)));
    for (std::size_t party = 0; party < summary.model().parties.size(); ++party) {
      for (const std::size_t metric : {0U, 1U}) {  // utility, welfare
        add(party_metrics[metric], summary.model().parties[party].id, "mean",
            estimate_mean(tally.party({}, party, metric)));
      }
    }
  }
  return rows;
}

}  // namespace tripart
