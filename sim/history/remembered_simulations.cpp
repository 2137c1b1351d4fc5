#include "history/remembered_simulations.hpp"

namespace tripart {

std::optional<std::vector<double>> RememberedSimulations::operator()(
    std::span<const double> position, std::uint64_t key, SimulationUse use) {
  const Asked asked{key, use, {position.begin(), position.end()}};
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = known_.find(asked); found != known_.end()) {
      return found->second;
    }
  }
  const auto summaries = simulate_(position, key, use);
  if (summaries) {
    {
      const std::lock_guard lock(mutex_);
      known_.emplace(asked, *summaries);
    }
    after_each_();
  }
  return summaries;
}

std::uint64_t RememberedSimulations::size() const {
  const std::lock_guard lock(mutex_);
  return known_.size();
}

void RememberedSimulations::forget() {
  const std::lock_guard lock(mutex_);
  known_.clear();
}

void RememberedSimulations::write_state(StateWriter& out) const {
  const std::lock_guard lock(mutex_);
  out.count(known_.size());
  for (const auto& [asked, summaries] : known_) {
    out.count(asked.key);
    out.count(static_cast<std::uint64_t>(asked.use));
    out.numbers(asked.position);
    out.numbers(summaries);
  }
}

void RememberedSimulations::read_state(StateReader& in) {
  const std::lock_guard lock(mutex_);
  known_.clear();
  const std::uint64_t size = in.count();
  for (std::uint64_t i = 0; i < size && in.fine(); ++i) {
    Asked asked;
    asked.key = in.count();
    const std::uint64_t use = in.count();
    in.expect(use <= static_cast<std::uint64_t>(SimulationUse::fitted));
    asked.use = static_cast<SimulationUse>(use);
    asked.position = in.numbers();
    known_[asked] = in.numbers();
  }
}

}  // namespace tripart
