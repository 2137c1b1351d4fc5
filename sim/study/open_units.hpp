#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
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
  /// Changes a record; where `how` throws, what it had come to is not kept.
  void change(std::size_t slot, const std::function<void(UnitRecord&)>& how);
  void digest(std::size_t slot, const Block& block);

  /// Replicates digested by this process.
  [[nodiscard]] std::uint64_t digested() const { return digested_; }

  /// Calls `act` while nothing changes here; none is to be consumed meanwhile either.
  void while_still(const std::function<void()>& act);

  // While still:
  /// Whether a unit that failed in the middle of a block has rows in the tables: then
  /// these and what could be written here do not belong together.
  [[nodiscard]] bool is_torn() const;
  /// Units that are kept, and the replicates played of them.
  struct Kept {
    std::size_t units = 0;
    std::uint64_t replicates = 0;
  };
  [[nodiscard]] Kept kept() const;
  /// Units that are long enough for it, or have rows in the tables.
  void write_state(StateWriter& out) const;
  /// \param range  in which units may be
  void read_state(StateReader& in, UnitRange range);

 private:
  struct Slot {
    explicit Slot(const Sweep& sweep) : record(sweep) {}
    std::mutex mutex;
    std::uint64_t unit = 0;
    bool is_torn = false;  ///< something was thrown while the record changed
    UnitRecord record;
  };
  struct Begun {
    std::uint64_t played = 0;
    std::string state;
  };
  [[nodiscard]] std::vector<const Slot*> kept_slots() const;
  const Sweep* sweep_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::atomic<std::uint64_t> digested_ = 0;
  std::mutex mutex_;
  std::map<std::uint64_t, Begun> begun_;  ///< of a checkpoint; nobody took them up yet
};

}  // namespace tripart
