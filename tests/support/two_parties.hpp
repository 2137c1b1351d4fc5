#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/solution.hpp"
#include "tripart/bargaining/trade_model.hpp"

/// Two parties A and B that meet once a day over issues both care about, and nothing
/// else.
namespace tripart::testing_support {

struct Stake {
  std::array<double, 2> ideal{};
  std::array<double, 2> salience{};
};

inline Parameter always(double value) {
  return {Distribution::constant(value), {-1e308, 1e308}, 0};
}

/// Issues without a status quo; `without` is what each party has without a deal.
inline Model two_parties(const std::vector<Stake>& stakes, StrategyKind kind,
                         int loss_exponent, std::array<double, 2> without,
                         int days = 200) {
  Model model;
  model.name = "two-parties";
  model.start = *parse_date("2018-03-05");
  model.horizon = model.follow_up = days;
  model.loss_exponent = loss_exponent;
  model.protocol = ProtocolKind::rotating;
  model.partner_weight = {0.0, 1.0, 1.0, 0.0};
  for (std::size_t i = 0; i < 2; ++i) {
    Party party;
    party.id = i == 0 ? "A" : "B";
    party.strategy.kind = kind;
    party.strategy.concession_exponent = always(1.0);
    party.content_weight = always(1.0);
    party.recognition = always(1.0);
    party.disagreement = always(without[i]);
    model.parties.push_back(party);
  }
  Chapter chapter;
  chapter.id = "agreement";
  chapter.type = ChapterType::contested;
  model.chapters = {chapter};
  for (std::size_t k = 0; k < stakes.size(); ++k) {
    Issue issue;
    issue.id = "issue-" + std::to_string(k);
    issue.between = model.everyone();
    issue.positions.resize(2);
    for (std::size_t i = 0; i < 2; ++i) {
      Position& position = issue.positions[i];
      position.present = true;
      position.ideal = always(stakes[k].ideal[i]);
      position.salience = always(stakes[k].salience[i]);
      position.red_line_high = always(1.0);
    }
    model.issues.push_back(issue);
  }
  model.retaliation.resize(2);
  for (int day = 1; day <= days; ++day) {
    CalendarEvent meeting;
    meeting.id = "day-" + std::to_string(day);
    meeting.kind = EventKind::inter_session;
    meeting.from = meeting.to = day;
    model.calendar.push_back(meeting);
  }
  make_timeline(model);
  return model;
}

inline Outcome play(const Model& model, std::uint64_t replicate = 1,
                    Trace* trace = nullptr) {
  const PayoffTable payoffs = pure_payoffs(model);
  Outcome outcome;
  Engine(model, payoffs).run(1, replicate, outcome, trace);
  return outcome;
}

/// The same issues as a problem on the exact frontier.
inline NashProblem problem_of(const std::vector<Stake>& stakes, int loss_exponent,
                              std::array<double, 2> without) {
  NashProblem problem;
  problem.frontier.parties = 2;
  problem.frontier.issues = static_cast<int>(stakes.size());
  problem.frontier.loss_exponent = loss_exponent;
  problem.frontier.high.fill(1.0);
  for (std::size_t i = 0; i < 2; ++i) {
    double sum = 0.0;
    for (const Stake& stake : stakes) {
      sum += stake.salience[i];
    }
    for (std::size_t k = 0; k < stakes.size(); ++k) {
      problem.frontier.add_stake(static_cast<int>(i), static_cast<int>(k),
                                 stakes[k].ideal[i], stakes[k].salience[i] / sum, 0.0,
                                 std::nullopt);
    }
    problem.disagreement[i] = without[i];
  }
  return problem;
}

}  // namespace tripart::testing_support
