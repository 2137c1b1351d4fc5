#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/core/isa.hpp"

namespace tripart {

/// Replicates of a block, unless they take long.
inline constexpr std::uint64_t block_size = 1024;

/// Number of the last replicate of the block that begins with `first`, where `replicates`
/// is that of the last one of all and a block has `size` of them.
[[nodiscard]] constexpr std::uint64_t last_of_block(std::uint64_t first,
                                                    std::uint64_t replicates,
                                                    std::uint64_t size = block_size) {
  const std::uint64_t rest = size - (first - 1) % size;
  return replicates - first < rest ? replicates : first + (rest - 1);
}

/// A replicate that could not be played: which, and why. Its results enter no mean.
struct FailedReplicate {
  std::uint64_t replicate = 0;
  std::string reason;
};

/// Outcomes of consecutive replicates, in their order; all but the first and the last end
/// at a multiple of a block's size and hold that many. Valid during the call that hands
/// it over.
struct Block {
  std::uint64_t first = 1;  ///< number of the first replicate
  std::size_t slot = 0;     ///< no two blocks share one at a time; below block_slots()
  std::span<const Outcome> outcomes;
  std::span<const FailedReplicate> failed;  ///< ascending; their outcomes mean nothing
};

struct EnsembleOptions {
  std::uint64_t seed = 1;
  std::uint64_t replicates = 10000;  ///< number of the last one
  std::uint64_t first = 1;  ///< first to play (resume); past `replicates`: none is
  int jobs = 1;             ///< threads, >= 1
  /// Replicates of a block, 1 to block_size; no outcome depends on it.
  std::uint64_t block = block_size;
  /// How to play; absent: as wide as possible, `widest()`. No outcome depends on it.
  std::optional<Width> width{};
};

/// How many blocks exist at a time: one per thread, and half as many that wait for a slow
/// one before them, so that a run on few threads takes all its memory at once.
[[nodiscard]] constexpr std::size_t block_slots(int jobs) {
  const auto threads = static_cast<std::size_t>(jobs);
  return threads + (threads + 1) / 2;
}

/// How many replicates a block should have, so that it takes seconds at most: what is not
/// a whole block is lost when a process dies. Plays a few replicates for that, from
/// `replicate` on, and goes by the quickest.
[[nodiscard]] std::uint64_t fitting_block(const Model& model, const PayoffTable& payoffs,
                                          std::uint64_t seed, std::uint64_t replicate);

/// What becomes of a block once it is played.
struct BlockUse {
  /// Called by the thread that played it, on several threads at a time and in any order:
  /// the place for work. What it leaves for `consume` it may keep by Block::slot. May be
  /// empty.
  std::function<void(const Block&)> digest;
  /// Called afterwards: in ascending order without gaps, one at a time, but from any of
  /// the threads. All wait for it sooner or later, so it should do little.
  std::function<void(const Block&)> consume;
  /// How many outcomes `digest` sees at a time. Below a block's size it sees a block as
  /// pieces, in their order and in the same slot, and `consume` only where the block
  /// begins: its outcomes are gone, and were never all in memory.
  std::uint64_t digested_at_a_time = block_size;
};

/// Plays replicates in blocks on `jobs` threads and makes `use` of each.
///
/// Replicate r is a pure function of model, payoffs, seed and r, so what is consumed does
/// not depend on `jobs`. A replicate that throws is listed as failed and the others go
/// on. Once `stop` is set no further block is begun; those under way get one more second
/// to be finished and consumed, and one that needs longer is dropped with those behind
/// it, so that what was consumed has no gap. At most block_slots() blocks exist at a
/// time, whatever `replicates` is. If `use` throws, so does this, after the blocks under
/// way. \return number of replicates consumed
std::uint64_t run_ensemble(const Model& model, const PayoffTable& payoffs,
                           const EnsembleOptions& options, const BlockUse& use,
                           const std::atomic<bool>& stop);

/// Likewise where nothing is to be done but to consume.
std::uint64_t run_ensemble(const Model& model, const PayoffTable& payoffs,
                           const EnsembleOptions& options,
                           const std::function<void(const Block&)>& consume,
                           const std::atomic<bool>& stop);

/// Replicate `replicate` (from 1) alone, with its story if `trace` is given: what
/// `tripart replay` runs.
[[nodiscard]] Outcome run_replicate(const Model& model, const PayoffTable& payoffs,
                                    std::uint64_t seed, std::uint64_t replicate,
                                    Trace* trace = nullptr);

}  // namespace tripart
