#include "tripart/monte_carlo/ensemble.hpp"

#include <chrono>
#include <exception>
#include <memory>
#include <vector>

#include "bargaining/engine.hpp"
#include "bargaining/settlement_queue.hpp"
#include "monte_carlo/hand_off.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/core/parallel.hpp"

namespace tripart {
namespace {

/// How long blocks under way are still played once the ensemble is to stop; what is cut
/// off then is played again on resume.
constexpr std::chrono::milliseconds grace{1000};

/// Why a replicate failed; nothing else of it is kept.
std::string reason_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "unknown failure";
  }
}

/// One thread's share of an ensemble.
class Player {
 public:
  Player(const Model& model, const PayoffTable& payoffs, Width width, std::uint64_t seed,
         const std::atomic<bool>& stop)
      : model_(model),
        payoffs_(payoffs),
        width_(width),
        seed_(seed),
        stop_(stop),
        settlements_(model, width) {}

  /// False where the block was cut off.
  bool play(BlockBuffer& buffer) {
    const auto size = static_cast<std::size_t>(buffer.last - buffer.first + 1);
    if (buffer.outcomes.size() < size) {
      buffer.outcomes.resize(size);
    }
    buffer.failed.clear();
    for (std::size_t slot = 0; slot < size; ++slot) {
      if (is_late()) {
        settlements_.drop();
        return false;
      }
      if (!engine_) {
        engine_ = std::make_unique<Engine>(model_, payoffs_, 1, width_);
        engine_->measure_in(&settlements_);
      }
      const std::uint64_t replicate = buffer.first + slot;
      try {
        engine_->run(seed_, replicate, buffer.outcomes[slot], nullptr);
      } catch (...) {
        buffer.failed.push_back({replicate, reason_of(std::current_exception())});
        engine_.reset();  // what a failed replicate left behind must not reach the next
      }
    }
    settlements_.finish();
    return true;
  }

 private:
  using Clock = std::chrono::steady_clock;

  bool is_late() {
    if (!stop_.load(std::memory_order_relaxed)) {
      return false;
    }
    if (deadline_ == Clock::time_point::max()) {
      deadline_ = Clock::now() + grace;
    }
    return Clock::now() > deadline_;
  }

  const Model& model_;
  const PayoffTable& payoffs_;
  Width width_;
  std::uint64_t seed_;
  const std::atomic<bool>& stop_;
  Clock::time_point deadline_ = Clock::time_point::max();  ///< once stopped
  SettlementQueue settlements_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace

std::uint64_t run_ensemble(const Model& model, const PayoffTable& payoffs,
                           const EnsembleOptions& options, const BlockUse& use,
                           const std::atomic<bool>& stop) {
  TRIPART_EXPECTS(options.first >= 1 && options.jobs >= 1);
  if (options.first > options.replicates) {
    return 0;
  }
  const Width width = options.width ? *options.width : widest();
  const auto jobs = static_cast<std::size_t>(options.jobs);
  HandOff blocks(options.first, options.replicates, block_slots(options.jobs),
                 use.consume);
  // Blocks come from the hand-off, not from the loop, whose order of blocks is its own.
  for_each_block(jobs, options.jobs, [&](std::size_t /*job*/, int /*worker*/) {
    Player player(model, payoffs, width, options.seed, stop);
    try {
      while (BlockBuffer* buffer = blocks.next(stop)) {
        if (!player.play(*buffer)) {
          blocks.give_up();
          return;
        }
        if (use.digest) {
          use.digest(buffer->view());
        }
        blocks.finish(*buffer);
      }
    } catch (...) {
      blocks.give_up();
      throw;
    }
  });
  return blocks.consumed();
}

std::uint64_t run_ensemble(const Model& model, const PayoffTable& payoffs,
                           const EnsembleOptions& options,
                           const std::function<void(const Block&)>& consume,
                           const std::atomic<bool>& stop) {
  return run_ensemble(model, payoffs, options, BlockUse{{}, consume}, stop);
}

Outcome run_replicate(const Model& model, const PayoffTable& payoffs, std::uint64_t seed,
                      std::uint64_t replicate, Trace* trace) {
  Engine engine(model, payoffs);
  Outcome outcome;
  engine.run(seed, replicate, outcome, trace);
  return outcome;
}

}  // namespace tripart
