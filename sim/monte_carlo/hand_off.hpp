#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace tripart {

/// One piece of work, and the place for what becomes of it.
struct Turn {
  std::uint64_t number = 0;
  std::size_t slot = 0;  ///< no two turns share one at a time
};

/// Gives numbers out in ascending order and takes them back in any order, but hands them
/// to `consume` in ascending order again, one at a time.
///
/// Memory is bounded by the number of slots: who finds none free waits. The lowest number
/// under way always has one, so somebody always gets on.
class HandOff {
 public:
  /// \param numbers  how many there are, from `first` on \param slots  >= 1
  HandOff(std::uint64_t first, std::uint64_t numbers, std::size_t slots,
          std::function<void(const Turn&)> consume);

  /// The next one to work on; nothing when all are given out, `stop` is set or somebody
  /// gave up.
  [[nodiscard]] std::optional<Turn> next(const std::atomic<bool>& stop);
  /// Work that is done. Whoever returns the next number in order consumes it and what
  /// waited behind it.
  void finish(const Turn& turn);
  /// Waits, with a number that is not finished, until all below it are consumed: from
  /// then on nothing is consumed until it is finished. False if somebody gave up
  /// meanwhile.
  [[nodiscard]] bool await(const Turn& turn);
  /// A number will not be finished, or `consume` threw: no further one is given out, and
  /// nobody waits for what is missing.
  void give_up();
  /// Numbers handed to `consume`; to be asked when all have left.
  [[nodiscard]] std::uint64_t consumed() const { return next_consumed_ - first_; }

 private:
  const std::function<void(const Turn&)> consume_;
  const std::uint64_t first_, end_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::size_t> free_;
  std::map<std::uint64_t, Turn> waiting_;  ///< finished, by number
  std::uint64_t next_, next_consumed_;
  bool given_up_ = false;
};

}  // namespace tripart
