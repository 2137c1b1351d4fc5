#include "study/open_units.hpp"

#include <algorithm>
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
  at.is_torn = true;
  at.record.begin(std::move(point), sweep_->plan().unit(unit));
  if (const auto found = begun_.find(unit); found != begun_.end()) {
    StateReader in(found->second.state);
    at.record.read_state(in);
    if (!in.finished()) {
      throw Failure(
          ExitCode::bad_input,
          "the state of a unit under way is damaged; use --force to start anew");
    }
    begun_.erase(found);
  }
  at.is_torn = false;
  return at.record;
}

void OpenUnits::change(std::size_t slot, const std::function<void(UnitRecord&)>& how) {
  Slot& at = *slots_[slot];
  const std::lock_guard lock(at.mutex);
  at.is_torn = true;
  how(at.record);
  at.is_torn = false;
}

void OpenUnits::digest(std::size_t slot, const Block& block) {
  change(slot, [&](UnitRecord& record) { record.digest(block); });
  digested_ += block.outcomes.size();
}

void OpenUnits::while_still(const std::function<void()>& act) {
  const std::lock_guard lock(mutex_);
  std::vector<std::unique_lock<std::mutex>> locks;
  for (const std::unique_ptr<Slot>& slot : slots_) {
    locks.emplace_back(slot->mutex);
  }
  act();
}

bool OpenUnits::is_torn() const {
  return std::any_of(slots_.begin(), slots_.end(),
                     [&](const std::unique_ptr<Slot>& slot) {
                       return slot->is_torn && slot->record.is_open() &&
                              slot->record.is_in_tables() && !begun_.contains(slot->unit);
                     });
}

// A unit that could not be taken up is still among those begun; one whose last block
// failed is played again from its start.
std::vector<const OpenUnits::Slot*> OpenUnits::kept_slots() const {
  std::vector<const Slot*> kept;
  for (const std::unique_ptr<Slot>& slot : slots_) {
    if (slot->record.is_open() && !slot->is_torn &&
        (sweep_->file().precision || slot->record.is_in_tables())) {
      kept.push_back(slot.get());
    }
  }
  return kept;
}

OpenUnits::Kept OpenUnits::kept() const {
  Kept kept;
  const auto add = [&](std::uint64_t played) {
    ++kept.units;
    kept.replicates += played;
  };
  for (const auto& [unit, begun] : begun_) {
    add(begun.played);
  }
  for (const Slot* slot : kept_slots()) {
    add(slot->record.played());
  }
  return kept;
}

void OpenUnits::write_state(StateWriter& out) const {
  out.count(kept().units);
  for (const auto& [unit, begun] : begun_) {
    out.count(unit);
    out.count(begun.played);
    out.text(begun.state);
  }
  for (const Slot* slot : kept_slots()) {
    const auto write = [&](StateWriter& state) { slot->record.write_state(state); };
    out.count(slot->unit);
    out.count(slot->record.played());
    out.count(StateWriter::size_of(write));
    write(out);
  }
}

void OpenUnits::read_state(StateReader& in, UnitRange range) {
  begun_.clear();
  const std::uint64_t size = in.count();
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    const std::uint64_t unit = in.count();
    in.expect(unit >= range.begin && unit < range.end);
    Begun& begun = begun_[unit];
    begun.played = in.count();
    begun.state = in.text();
  }
}

}  // namespace tripart
