#include "monte_carlo/hand_off.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"

namespace tripart {

HandOff::HandOff(std::uint64_t first, std::uint64_t last, std::size_t buffers,
                 const std::function<void(const Block&)>& consume)
    : consume_(consume),
      first_(first),
      last_(last),
      next_block_((first - 1) / block_size),
      last_block_((last - 1) / block_size),
      next_consumed_(next_block_) {
  TRIPART_EXPECTS(first >= 1 && first <= last && buffers >= 1);
  const auto enough = static_cast<std::size_t>(
      std::min<std::uint64_t>(buffers, last_block_ - next_block_ + 1));
  for (std::size_t made = 0; made < enough; ++made) {
    buffers_.push_back(std::make_unique<BlockBuffer>());
    buffers_.back()->slot = made;
    free_.push_back(buffers_.back().get());
  }
}

BlockBuffer* HandOff::next(const std::atomic<bool>& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !free_.empty() || given_up_; });
  if (given_up_ || stop.load(std::memory_order_relaxed) || next_block_ > last_block_) {
    return nullptr;
  }
  BlockBuffer* buffer = free_.back();
  free_.pop_back();
  buffer->block = next_block_++;
  buffer->first = std::max(first_, buffer->block * block_size + 1);
  buffer->last = std::min(last_, (buffer->block + 1) * block_size);
  return buffer;
}

void HandOff::finish(BlockBuffer& played) {
  std::unique_lock lock(mutex_);
  waiting_.emplace(played.block, &played);
  // Nobody else can find the next block while one consumes: `next_consumed_` moves only
  // when that is done. What arrives meanwhile is found by the loop.
  while (!waiting_.empty() && waiting_.begin()->first == next_consumed_) {
    BlockBuffer& buffer = *waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    const std::uint64_t size = buffer.last - buffer.first + 1;
    lock.unlock();
    consume_(buffer.view());
    lock.lock();
    ++next_consumed_;
    consumed_ += size;
    free_.push_back(&buffer);
    changed_.notify_all();
  }
}

void HandOff::give_up() {
  const std::lock_guard lock(mutex_);
  given_up_ = true;
  changed_.notify_all();
}

}  // namespace tripart
