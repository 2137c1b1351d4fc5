#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "bargaining/engine.hpp"
#include "tripart/bargaining/benchmark.hpp"
#include "tripart/bargaining/solution.hpp"

namespace tripart {

/// The payoffs of the mean economy.
[[nodiscard]] PayoffTable mean_payoffs(const Model& model, const PayoffTable& payoffs);

/// A negotiation at its central values: everything is solved when it is first asked for.
class Centre {
 public:
  Centre(const Model& model, const PayoffTable& payoffs);

  /// The deal among `members`; null where it is not on offer.
  [[nodiscard]] const DealBenchmark* deal(PartySet members);
  /// The bilaterals of `hub` with everybody; null where they are not on offer.
  [[nodiscard]] const DealBenchmark* bilaterals(int hub);
  [[nodiscard]] const PartyValues& fallback() const { return fallback_; }
  /// Core test of a coalition against what everybody's deal gives at its Nash point.
  [[nodiscard]] CoreTest core_test(PartySet coalition, int configuration);

 private:
  // centre.cpp
  [[nodiscard]] bool describe_deal(PartySet members, int configuration,
                                   NashProblem& problem) const;
  [[nodiscard]] DealBenchmark solve_deal(PartySet members, int configuration) const;
  [[nodiscard]] PartyValues powers() const;
  [[nodiscard]] double base(int party, int configuration) const;
  [[nodiscard]] double text_value(int party, int configuration, PartySet members,
                                  const Texts& text) const;
  [[nodiscard]] double text_effect(int party, int configuration, PartySet members,
                                   const Texts& text) const;
  // nash_in_nash.cpp
  [[nodiscard]] DealBenchmark solve_bilaterals(int hub, int configuration) const;
  [[nodiscard]] int without_spoke(int hub, PartySet spokes) const;

  const Model& model_;
  PayoffTable payoffs_;
  Engine engine_;
  PartyValues fallback_{};
  std::vector<std::optional<DealBenchmark>> deals_;       // by members
  std::vector<std::optional<DealBenchmark>> bilaterals_;  // by hub
  std::optional<PartyValues> settlement_;  // V at the Nash point of everybody's deal
};

}  // namespace tripart
