#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "tripart/core/state.hpp"
#include "tripart/history/abc_smc.hpp"

namespace tripart {

/// A simulator that simulates nothing twice, and whose memory may outlive its process: a
/// search that begins again is soon where it was, by the same way.
class RememberedSimulations {
 public:
  /// \param after_each  called after a simulation that is new, by whoever simulated it
  RememberedSimulations(AbstractSimulator simulate, std::function<void()> after_each)
      : simulate_(std::move(simulate)), after_each_(std::move(after_each)) {}

  /// As AbstractSimulator, of which several threads may ask.
  [[nodiscard]] std::optional<std::vector<double>> operator()(
      std::span<const double> position, std::uint64_t key, SimulationUse use);

  [[nodiscard]] std::uint64_t size() const;
  void write_state(StateWriter& out) const;
  void read_state(StateReader& in);
  void forget();

 private:
  struct Asked {
    std::uint64_t key = 0;
    SimulationUse use = SimulationUse::fitted;
    std::vector<double> position;
    auto operator<=>(const Asked&) const = default;
  };
  AbstractSimulator simulate_;
  std::function<void()> after_each_;
  mutable std::mutex mutex_;
  std::map<Asked, std::vector<double>> known_;
};

}  // namespace tripart
