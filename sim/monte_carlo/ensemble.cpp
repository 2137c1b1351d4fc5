#include "tripart/monte_carlo/ensemble.hpp"

#include <algorithm>
#include <ctime>
#include <vector>

#include "bargaining/engine.hpp"
#include "monte_carlo/hand_off.hpp"
#include "monte_carlo/player.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/isa.hpp"
#include "tripart/core/parallel.hpp"

namespace tripart {
namespace {

// Of this thread.
double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

std::uint64_t run_ensemble(const Model& model, const PayoffTable& payoffs,
                           const EnsembleOptions& options, const BlockUse& use,
                           const std::atomic<bool>& stop) {
  const std::uint64_t block = options.block;
  TRIPART_EXPECTS(options.first >= 1 && options.jobs >= 1 && block >= 1 &&
                  block <= block_size);
  if (options.first > options.replicates) {
    return 0;
  }
  const Width width = options.width ? *options.width : widest();
  const auto jobs = static_cast<std::size_t>(options.jobs);
  TRIPART_EXPECTS(use.digested_at_a_time >= 1);
  const bool in_pieces = use.digest && use.digested_at_a_time < block;
  std::vector<BlockBuffer> buffers(block_slots(options.jobs));
  const std::uint64_t first_block = (options.first - 1) / block;
  const std::uint64_t blocks_in_all = (options.replicates - 1) / block + 1;
  std::uint64_t consumed = 0;  // one at a time consumes
  HandOff blocks(
      first_block, blocks_in_all - first_block, buffers.size(), [&](const Turn& turn) {
        const std::uint64_t first = std::max(options.first, turn.number * block + 1);
        use.consume(in_pieces ? Block{first, turn.slot, {}, {}}
                              : buffers[turn.slot].view());
        consumed += last_of_block(first, options.replicates, block) - first + 1;
      });
  // Blocks come from the hand-off, not from the loop, whose order of blocks is its own.
  for_each_block(jobs, options.jobs, [&](std::size_t /*job*/, int /*worker*/) {
    Player player(model, payoffs, width, options.seed, stop);
    BlockBuffer piece;
    try {
      while (const auto turn = blocks.next(stop)) {
        BlockBuffer& buffer = in_pieces ? piece : buffers[turn->slot];
        buffer.slot = turn->slot;
        std::uint64_t next = std::max(options.first, turn->number * block + 1);
        const std::uint64_t last = last_of_block(next, options.replicates, block);
        do {
          buffer.first = next;
          buffer.last =
              in_pieces ? std::min(last, next + (use.digested_at_a_time - 1)) : last;
          if (!player.play(buffer)) {
            blocks.give_up();
            return;
          }
          if (use.digest) {
            use.digest(buffer.view());
          }
          next = buffer.last + 1;
        } while (buffer.last < last);
        blocks.finish(*turn);
      }
    } catch (...) {
      blocks.give_up();
      throw;
    }
  });
  return consumed;
}

std::uint64_t run_ensemble(const Model& model, const PayoffTable& payoffs,
                           const EnsembleOptions& options,
                           const std::function<void(const Block&)>& consume,
                           const std::atomic<bool>& stop) {
  return run_ensemble(model, payoffs, options, BlockUse{{}, consume}, stop);
}

std::uint64_t fitting_block(const Model& model, const PayoffTable& payoffs,
                            std::uint64_t seed, std::uint64_t replicate) {
  constexpr double longest = 2.0;  // s
  constexpr std::uint64_t most_tries = 8;
  constexpr double enough = 0.02;  // s: what takes so long is no hiccup of the machine
  Engine engine(model, payoffs);
  Outcome outcome;
  double least = longest;
  try {
    engine.run(seed, replicate, outcome, nullptr);  // the first one takes longer
    const double begun = processor_seconds();
    double now = begun;
    for (std::uint64_t one = 1; one <= most_tries && now - begun < enough; ++one) {
      const double before = now;
      engine.run(seed, replicate + one, outcome, nullptr);
      now = processor_seconds();
      least = std::min(least, now - before);
    }
  } catch (const std::exception&) {
    return block_size;  // what fails is listed where it is played for good
  }
  std::uint64_t block = block_size;
  while (block > 1 && static_cast<double>(block) * least > longest) {
    block /= 2;
  }
  return block;
}

Outcome run_replicate(const Model& model, const PayoffTable& payoffs, std::uint64_t seed,
                      std::uint64_t replicate, Trace* trace) {
  Engine engine(model, payoffs);
  Outcome outcome;
  engine.run(seed, replicate, outcome, trace);
  return outcome;
}

}  // namespace tripart
