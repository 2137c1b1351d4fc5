#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "study/point_record.hpp"

namespace tripart {

/// The units of a sweep that are being played, one in each slot.
///
/// With a precision a unit is a whole point, which may take minutes: checkpoints hold
/// what was played of it. One thread may write them while others play, for a slot is
/// locked only while a block is added.
class OpenUnits {
 public:
  explicit OpenUnits(const Sweep& sweep) : sweep_(&sweep) {}

  /// Before anything is played. \param slots  >= 1
  void make_room(std::size_t slots);

  /// Begins a unit, or goes on where a checkpoint knows it.
  /// \throws Failure(bad_input) where that is damaged
  UnitRecord& begin(std::size_t slot, std::uint64_t unit,
                    std::shared_ptr<const PlayablePoint> point);
  UnitRecord& record(std::size_t slot) { return slots_[slot]->record; }
  void digest(std::size_t slot, const Block& block);

  /// Units that are long enough for it, or have rows in the tables; none is to be
  /// consumed meanwhile.
  void write_state(StateWriter& out);
  /// \param range  in which units may be
  void read_state(StateReader& in, UnitRange range);

  /// Units that a checkpoint knows and nobody took up yet.
  [[nodiscard]] std::size_t waiting() const { return begun_.size(); }

 private:
  struct Slot {
    explicit Slot(const Sweep& sweep) : record(sweep) {}
    std::mutex mutex;
    std::uint64_t unit = 0;
    UnitRecord record;
  };
  const Sweep* sweep_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::mutex mutex_;
  std::map<std::uint64_t, std::string> begun_;  ///< states that nobody took up yet
};

}  // namespace tripart
