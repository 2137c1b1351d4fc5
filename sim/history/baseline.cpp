#include "tripart/history/baseline.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"
#include "tripart/core/median.hpp"

namespace tripart {
namespace {

/// A closing so short a time before the as-of date belongs to the round that ends there.
constexpr int round_days = 14;

class Rules {
 public:
  explicit Rules(const RivalInputs& inputs) : in_(inputs) {}

  std::vector<Rival> all() {
    events();
    texts();
    chapters();
    dates();
    people();
    std::vector<Rival> speaking;
    for (Rival& rival : rivals_) {
      if (!rival.said.empty()) {
        speaking.push_back(std::move(rival));
      }
    }
    return speaking;
  }

 private:
  void say(const std::string& name, std::size_t row, double value,
           const std::string& forecast = "") {
    auto found = std::find_if(rivals_.begin(), rivals_.end(),
                              [&](const Rival& rival) { return rival.name == name; });
    if (found == rivals_.end()) {
      found = rivals_.insert(rivals_.end(), Rival{name, {}});
    }
    found->said.push_back({row, value, forecast});
  }

  template <class Each>
  void each_scored(const Each& each) {
    for (std::size_t number = 0; number < in_.rows->size(); ++number) {
      const OutcomeRow& row = (*in_.rows)[number];
      if (row.is_scored) {
        each(number, row);
      }
    }
  }

  void events() {
    each_scored([this](std::size_t number, const OutcomeRow& row) {
      if (!is_event(row.kind)) {
        return;
      }
      say("status_quo", number, row.kind == OutcomeRowKind::no_deal ? 1.0 : 0.0);
      say("one_half", number, 0.5);
      if (in_.base_rates == nullptr) {
        return;
      }
      const auto rate = in_.base_rates->find(row.kind);
      if (rate != in_.base_rates->end() && rate->second.rows > 0.0) {
        say("base_rate", number, rate->second.happened / rate->second.rows);
      }
    });
  }

  void texts() {
    each_scored([this](std::size_t number, const OutcomeRow& row) {
      if (row.kind != OutcomeRowKind::text) {
        return;
      }
      const Issue& issue = in_.model->issues[static_cast<std::size_t>(row.number)];
      if (issue.status_quo) {  // else nothing holds without a deal
        say("status_quo", number,
            median_within(issue.status_quo->distribution, issue.status_quo->range));
      }
      say("all_ask", number, 1.0);
      say("one_half", number, 0.5);
      weighed(number, issue, "equal", [](std::size_t) { return 1.0; });
      if (in_.trade != nullptr) {
        weighed(number, issue, "income", [this](std::size_t party) {
          const auto region = static_cast<std::size_t>(in_.trade->region_of[party]);
          return in_.trade->baseline.value_added[region];
        });
      }
    });
  }

  template <class Power>
  void weighed(std::size_t number, const Issue& issue, const std::string& power_name,
               const Power& power) {
    std::vector<std::pair<double, double>> stands;
    double sum = 0.0;
    double weights = 0.0;
    for (std::size_t party = 0; party < issue.positions.size(); ++party) {
      const Position& position = issue.positions[party];
      if (!position.present || !contains(issue.between, static_cast<int>(party))) {
        continue;
      }
      const double ideal = std::clamp(
          median_within(position.ideal.distribution, position.ideal.range), 0.0, 1.0);
      const double salience =
          median_within(position.salience.distribution, position.salience.range);
      const double weight = std::max(0.0, salience) * power(party);
      stands.emplace_back(ideal, weight);
      sum += weight * ideal;
      weights += weight;
    }
    if (weights > 0.0) {
      say("mean_" + power_name, number, sum / weights);
      say("median_" + power_name, number, lower_weighted_median(std::move(stands)));
    }
  }

  void chapters() {
    const int start = in_.model->start.days;
    std::vector<int> closings;  // days before the start, as days of the calendar
    for (const Chapter& chapter : in_.model->chapters) {
      if (chapter.closed) {
        closings.push_back(chapter.closed->days);
      }
    }
    const auto all = static_cast<double>(in_.model->chapters.size());
    const auto closed = static_cast<double>(closings.size());
    // The interval before this round: from the last closing of an earlier one.
    std::optional<int> earlier;
    double since = 0.0;  // chapters closed since
    for (const int day : closings) {
      if (day <= start - round_days) {
        earlier = earlier ? std::max(*earlier, day) : day;
      }
    }
    for (const int day : closings) {
      since += earlier && day > *earlier ? 1.0 : 0.0;
    }
    each_scored([&](std::size_t number, const OutcomeRow& row) {
      if (row.kind != OutcomeRowKind::chapters_closed) {
        return;
      }
      const double days = row.by->days - start;
      say("flat", number, closed);
      if (closed == 0.0) {
        say("average_pace", number, 0.0);
        say("last_interval", number, 0.0);
        return;
      }
      if (in_.launch && in_.launch->days < start) {
        const double pace = closed / (start - in_.launch->days);
        say("average_pace", number, std::min(all, closed + pace * days));
      }
      if (earlier) {
        const double pace = since / (start - *earlier);
        say("last_interval", number, std::min(all, closed + pace * days));
      }
    });
  }

  void dates() {
    each_scored([this](std::size_t number, const OutcomeRow& row) {
      if (row.kind == OutcomeRowKind::deal_date) {
        say("status_quo", number, in_.model->horizon);
      }
    });
  }

  void people() {
    for (const PublishedForecast& forecast : *in_.forecasts) {
      say(std::string("forecasters") + (forecast.is_worded ? "_worded" : "") +
              (forecast.made > in_.model->start ? "_later" : ""),
          forecast.row, forecast.probability, forecast.id);
    }
  }

  const RivalInputs& in_;
  std::vector<Rival> rivals_;
};

}  // namespace

double lower_weighted_median(std::vector<std::pair<double, double>> stands) {
  TRIPART_EXPECTS(!stands.empty());
  std::sort(stands.begin(), stands.end());
  double all = 0.0;
  for (const auto& stand : stands) {
    all += stand.second;
  }
  // Weights are sums of decimal fractions: half of all is met to rounding.
  const double half = 0.5 * all * (1.0 - 1e-12);
  double sum = 0.0;
  for (const auto& stand : stands) {
    sum += stand.second;
    if (sum >= half) {
      return stand.first;
    }
  }
  return stands.back().first;
}

std::vector<Rival> rivals(const RivalInputs& inputs) {
  return Rules(inputs).all();
}

}  // namespace tripart
