#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "bargaining/engine.hpp"
#include "bargaining/settlement_queue.hpp"
#include "tripart/monte_carlo/ensemble.hpp"

namespace tripart {

/// Room for the outcomes of one block; used again and again, so that its vectors stop
/// allocating after the first blocks.
///
/// Lies in cache lines of its own, since another thread is at work in the next one.
struct alignas(64) BlockBuffer {
  std::size_t slot = 0;
  std::uint64_t first = 0;  ///< replicates first to last
  std::uint64_t last = 0;
  std::vector<Outcome> outcomes;  ///< at least last - first + 1
  std::vector<FailedReplicate> failed;

  /// The block as played.
  [[nodiscard]] Block view() const {
    return {first, slot,
            std::span(outcomes).first(static_cast<std::size_t>(last - first + 1)),
            failed};
  }
};

/// One thread's way of playing replicates of one model: a pure function of model,
/// payoffs, seed and replicate, whatever it played before.
class Player {
 public:
  /// All but the numbers are only referred to.
  Player(const Model& model, const PayoffTable& payoffs, Width width, std::uint64_t seed,
         const std::atomic<bool>& stop);

  /// Plays replicates buffer.first to buffer.last. One that throws is listed as failed
  /// and the others go on. False where `stop` was set more than a second ago: then the
  /// block was cut off.
  [[nodiscard]] bool play(BlockBuffer& buffer);

 private:
  using Clock = std::chrono::steady_clock;
  bool is_late();

  const Model& model_;
  const PayoffTable& payoffs_;
  Width width_;
  std::uint64_t seed_;
  const std::atomic<bool>& stop_;
  Clock::time_point deadline_ = Clock::time_point::max();  ///< once stopped
  SettlementQueue settlements_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace tripart
