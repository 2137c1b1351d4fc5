#include "study/open_units.hpp"

#include <utility>

#include "tripart/core/error.hpp"

namespace tripart {

void OpenUnits::make_room(std::size_t slots) {
  TRIPART_EXPECTS(slots_.empty());
  while (slots_.size() < slots) {
    slots_.push_back(std::make_unique<Slot>(*sweep_));
  }
}

UnitRecord& OpenUnits::begin(std::size_t slot, std::uint64_t unit,
                             std::shared_ptr<const PlayablePoint> point) {
  Slot& at = *slots_[slot];
  // Both locks, so that a checkpoint finds a unit that is taken up in one of the places.
  const std::scoped_lock lock(mutex_, at.mutex);
  at.unit = unit;
  at.record.begin(std::move(point), sweep_->plan().unit(unit));
  if (const auto found = begun_.find(unit); found != begun_.end()) {
    StateReader in(found->second);
    at.record.read_state(in);
    if (!in.finished()) {
      throw Failure(
          ExitCode::bad_input,
          "the state of a unit under way is damaged; use --force to start anew");
    }
    begun_.erase(found);
  }
  return at.record;
}

void OpenUnits::digest(std::size_t slot, const Block& block) {
  const std::lock_guard lock(slots_[slot]->mutex);
  slots_[slot]->record.digest(block);
}

void OpenUnits::write_state(StateWriter& out) {
  const std::lock_guard lock(mutex_);
  std::map<std::uint64_t, std::string> states = begun_;
  for (const std::unique_ptr<Slot>& slot : slots_) {
    const std::lock_guard slot_lock(slot->mutex);
    if (slot->record.is_open() &&
        (sweep_->file().precision || slot->record.is_in_tables())) {
      StateWriter state;
      slot->record.write_state(state);
      states[slot->unit] = state.bytes();
    }
  }
  out.count(states.size());
  for (const auto& [unit, state] : states) {
    out.count(unit);
    out.text(state);
  }
}

void OpenUnits::read_state(StateReader& in, UnitRange range) {
  begun_.clear();
  const std::uint64_t size = in.count();
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    const std::uint64_t unit = in.count();
    in.expect(unit >= range.begin && unit < range.end);
    begun_[unit] = in.text();
  }
}

}  // namespace tripart
