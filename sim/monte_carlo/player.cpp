#include "monte_carlo/player.hpp"

#include <exception>

#include "tripart/core/isa.hpp"

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

}  // namespace

Player::Player(const Model& model, const PayoffTable& payoffs, Width width,
               std::uint64_t seed, const std::atomic<bool>& stop)
    : model_(model),
      payoffs_(payoffs),
      width_(width),
      seed_(seed),
      stop_(stop),
      settlements_(model, width) {}

bool Player::play(BlockBuffer& buffer) {
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

bool Player::is_late() {
  if (!stop_.load(std::memory_order_relaxed)) {
    return false;
  }
  if (deadline_ == Clock::time_point::max()) {
    deadline_ = Clock::now() + grace;
  }
  return Clock::now() > deadline_;
}

}  // namespace tripart
