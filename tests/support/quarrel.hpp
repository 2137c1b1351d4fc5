#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "bargaining/engine.hpp"
#include "scenario/reader.hpp"
#include "tripart/bargaining/trade_model.hpp"

/// A quarrel of two parties in which sanctions are worked out by hand.
namespace tripart::test {

using Overrides = std::vector<std::string>;

/// Two parties far from agreement on day 10, and sanctions of A on B.
inline constexpr const char* quarrel_text = R"(# Who hits whom?
format: 1
name: quarrel
start: 2018-01-01
horizon: 2018-12-31
loss_exponent: 1
chapter_hazard: {a0: 15, closeness: 1}
parties:
  A: {strategy: {noise: 0}, weights: {content: 1}, discount_rate: 0, deadline_weight: 0, private_type: 0}
  B: {strategy: {noise: 0}, weights: {content: 1}, discount_rate: 0, deadline_weight: 0, private_type: 0}
calendar:
  - {id: first, kind: plenary, from: 2018-01-05, to: 2018-01-07}
  - {id: early, kind: plenary, from: 2018-01-09, to: 2018-01-13}
  - {id: late, kind: plenary, from: 2018-05-09, to: 2018-05-13}
issues:
  - id: pie
    status_quo: 0
    positions: {A: {ideal: 1, salience: 1, red_line: [1, 1]}, B: {ideal: 0, salience: 1, red_line: [0, 0.5]}}
threats:
  - {id: one, kind: sanction, issuer: A, targets: [B], effects: {B: -5}, announced: 2018-01-01, expires_after_days: 30, extension: 0,
     audience_cost: 0, noise: 0, expected_duration: 1, execution_cost: -100}
)";

inline Model quarrel(const std::string& more = "", const Overrides& overrides = {}) {
  ReadOptions options;
  options.overrides = overrides;
  return read_scenario_text(quarrel_text + more, "quarrel.yaml", options).model;
}

/// A further sanction of A on B; as `one`, unless said otherwise.
inline std::string sanction(const std::string& id, const std::string& more) {
  return "  - {id: " + id +
         ", kind: sanction, extension: 0, audience_cost: 0, noise: 0, expected_duration: "
         "1, execution_cost: -100, " +
         more + "}\n";
}

struct QuarrelHistory {
  Outcome outcome;
  Trace trace;

  [[nodiscard]] int count(EventType type) const {
    return static_cast<int>(
        std::count_if(trace.begin(), trace.end(),
                      [&](const Event& event) { return event.type == type; }));
  }
  [[nodiscard]] const Event* first(EventType type) const {
    const auto at = std::find_if(trace.begin(), trace.end(),
                                 [&](const Event& event) { return event.type == type; });
    return at == trace.end() ? nullptr : &*at;
  }
};

inline QuarrelHistory play(const Model& model, const PayoffTable& payoffs,
                           std::uint64_t replicate = 1) {
  Engine engine(model, payoffs);
  QuarrelHistory history;
  engine.run(1, replicate, history.outcome, &history.trace);
  return history;
}

inline QuarrelHistory play(const Model& model) {
  return play(model, pure_payoffs(model));
}

}  // namespace tripart::test
