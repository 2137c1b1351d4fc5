#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "tripart/monte_carlo/ensemble.hpp"

namespace tripart {

/// Room for the outcomes of one block; used again and again, so that its vectors stop
/// allocating after the first blocks.
///
/// Lies in cache lines of its own, since another thread is at work in the next one.
struct alignas(64) BlockBuffer {
  std::size_t slot = 0;
  std::uint64_t block = 0;  ///< from 0
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

/// Gives blocks out in ascending order and takes them back in any order, but hands them
/// to `consume` in ascending order again, one at a time.
///
/// Memory is bounded by the number of buffers: who finds none free waits. The lowest
/// block under way always has one, so somebody always gets on.
class HandOff {
 public:
  /// Replicates `first` to `last` (>= first) in blocks that end at multiples of
  /// `block_size`.
  HandOff(std::uint64_t first, std::uint64_t last, std::size_t buffers,
          const std::function<void(const Block&)>& consume);

  /// The next block to play; null when all are given out, `stop` is set or somebody gave
  /// up.
  [[nodiscard]] BlockBuffer* next(const std::atomic<bool>& stop);
  /// A played block. Whoever returns the next one in order consumes it and what waited
  /// behind it.
  void finish(BlockBuffer& buffer);
  /// A block will not be finished, or `consume` threw: no further one is begun, and
  /// nobody waits for what is missing.
  void give_up();
  /// Replicates handed to `consume`; to be asked when all have left.
  [[nodiscard]] std::uint64_t consumed() const { return consumed_; }

 private:
  const std::function<void(const Block&)>& consume_;
  const std::uint64_t first_, last_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<BlockBuffer>> buffers_;
  std::vector<BlockBuffer*> free_;
  std::map<std::uint64_t, BlockBuffer*> waiting_;  ///< played, by block
  std::uint64_t next_block_, last_block_, next_consumed_;
  std::uint64_t consumed_ = 0;  ///< replicates
  bool given_up_ = false;
};

}  // namespace tripart
