#include <numeric>

#include "tripart/results/summary.hpp"

namespace tripart {
namespace {

// How many there are is written too, so that the state of another model is refused.
template <class Kept>
void write_all(StateWriter& out, const std::vector<Kept>& list) {
  out.count(list.size());
  for (const Kept& one : list) {
    one.write_state(out);
  }
}

template <class Kept>
void read_all(StateReader& in, std::vector<Kept>& list) {
  in.expect(in.count() == list.size());
  for (Kept& one : list) {
    one.read_state(in);
  }
}

}  // namespace

// Most endings and kinds of deal never come together, and need no more than a zero.
void Cell::write_state(StateWriter& out) const {
  out.count(replicates);
  if (replicates == 0) {
    return;
  }
  out.counts(mechanisms);
  write_all(out, whole);
  for (const std::vector<Measure>& measures : party) {
    write_all(out, measures);
  }
}

void Cell::read_state(StateReader& in) {
  replicates = in.count();
  if (replicates == 0) {
    return;
  }
  in.counts(mechanisms);
  read_all(in, whole);
  for (std::vector<Measure>& measures : party) {
    read_all(in, measures);
  }
}

void ThreatTally::write_state(StateWriter& out) const {
  out.count(made);
  out.count(withdrawn);
  out.count(backed_down);
  executed.write_state(out);
  tripart::write_state(out, credibility);
}

void ThreatTally::read_state(StateReader& in) {
  made = in.count();
  withdrawn = in.count();
  backed_down = in.count();
  executed.read_state(in);
  tripart::read_state(in, credibility);
}

void Summary::write_state(StateWriter& out) const {
  out.count(replicates_);
  out.count(tallies_.size());
  for (std::size_t economy = 0; economy < tallies_.size(); ++economy) {
    tally(economy).write_state(out);
  }
  write_all(out, cells_);
  out.counts(configuration_counts_);
  out.counts(paths_);
  out.counts(ratified_);
  write_all(out, texts_);
  write_all(out, closings_);
  write_all(out, threats_);
  out.counts(progress_);
}

void Summary::read_state(StateReader& in) {
  replicates_ = in.count();
  in.expect(in.count() == tallies_.size());
  for (std::optional<EconomyTally>& tally : tallies_) {
    tally = no_tally_;
    tally->read_state(in);
    if (tally->replicates() == 0) {
      tally.reset();
    }
  }
  cells_.assign(cells_.size(), Cell(model_->parties.size()));
  read_all(in, cells_);
  in.counts(configuration_counts_);
  in.counts(paths_);
  in.counts(ratified_);
  read_all(in, texts_);
  read_all(in, closings_);
  read_all(in, threats_);
  in.counts(progress_);
  const auto total = [](const auto& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  };
  std::uint64_t in_cells = 0;
  for (Cell& cell : cells_) {
    in_cells += cell.replicates;
    if (cell.replicates == 0) {
      cell = {};
    }
  }
  in.expect(in_cells == replicates_ && total(paths_) == replicates_ &&
            total(ratified_) == replicates_ &&
            total(progress_) == replicates_ * grid_.size());
}

}  // namespace tripart
