#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "bargaining/settlement.hpp"
#include "bargaining/settlement_lanes.hpp"
#include "tripart/core/lanes.hpp"

namespace tripart {

/// Settlements of several replicates, whose distances are measured side by side: nothing
/// in a negotiation waits for them. The bits are those of `measure_distances`.
class SettlementQueue {
 public:
  SettlementQueue(const Model& model, Width width);

  /// \param outcome  is completed sooner or later, at the latest by `finish`
  void add(const Settlement& settlement, Outcome& outcome);
  void finish();
  /// Forgets what waits, with outcomes that nobody wants any more.
  void drop();

 private:
  /// Settlements among one number of parties.
  struct Group {
    std::size_t parties = 0;
    std::size_t waiting = 0;
    std::array<Outcome*, most_lanes> outcome{};
    std::array<PartySet, most_lanes> members{};
    std::array<std::array<bool, reference_count>, most_lanes> has_reference{};
    std::array<bool, most_lanes> has_nash{};
    std::vector<double> low, high, otherwise, ideal, weight, slope, constant,
        disagreement, agreed, reference, nash, gain, at_reference;
    std::array<Verdict, most_lanes> nash_verdict{}, gain_verdict{};
  };
  void measure_all(Group& group);
  [[nodiscard]] SettlementDistances distances_of(const Group& group,
                                                 std::size_t lane) const;
  [[nodiscard]] PartyValues agreed_in(const Group& group, std::size_t lane) const;
  [[nodiscard]] NashProblem problem_of(const Group& group, std::size_t lane) const;

  std::size_t issues_ = 0;
  int loss_exponent_ = 2;
  SettlementKernels kernels_;
  std::array<Group, 2> groups_;  // of two and of three parties
};

}  // namespace tripart
