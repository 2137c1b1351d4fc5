#include "monte_carlo/hand_off.hpp"

#include <algorithm>
#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

HandOff::HandOff(std::uint64_t first, std::uint64_t numbers, std::size_t slots,
                 std::function<void(const Turn&)> consume)
    : consume_(std::move(consume)),
      first_(first),
      end_(first + numbers),
      next_(first),
      next_consumed_(first) {
  TRIPART_EXPECTS(slots >= 1 && first <= UINT64_MAX - numbers);
  const auto enough = static_cast<std::size_t>(std::min<std::uint64_t>(slots, numbers));
  for (std::size_t slot = 0; slot < enough; ++slot) {
    free_.push_back(slot);
  }
}

std::optional<Turn> HandOff::next(const std::atomic<bool>& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !free_.empty() || given_up_ || next_ == end_; });
  if (given_up_ || stop.load(std::memory_order_relaxed) || next_ == end_) {
    return std::nullopt;
  }
  // In turn, so that all are soon in use: what they hold is there from the beginning.
  const Turn turn{next_++, free_.front()};
  free_.erase(free_.begin());
  return turn;
}

void HandOff::finish(const Turn& turn) {
  std::unique_lock lock(mutex_);
  waiting_.emplace(turn.number, turn);
  // Nobody else can find the next number while one consumes: `next_consumed_` moves only
  // when that is done. What arrives meanwhile is found by the loop.
  while (!waiting_.empty() && waiting_.begin()->first == next_consumed_) {
    const Turn one = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    lock.unlock();
    consume_(one);
    lock.lock();
    ++next_consumed_;
    free_.push_back(one.slot);
    changed_.notify_all();
  }
}

bool HandOff::await(const Turn& turn) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return next_consumed_ == turn.number || given_up_; });
  return !given_up_;
}

void HandOff::give_up() {
  const std::lock_guard lock(mutex_);
  given_up_ = true;
  changed_.notify_all();
}

}  // namespace tripart
