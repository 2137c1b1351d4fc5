#include "bargaining/observer.hpp"

#include "bargaining/engine.hpp"

namespace tripart {

const Model& EngineView::model() const {
  return engine_->model_;
}
const PayoffTable& EngineView::payoffs() const {
  return engine_->payoffs_;
}
Real EngineView::day() const {
  return engine_->day_;
}
bool EngineView::is_talking() const {
  return engine_->talking_;
}
bool EngineView::is_accession() const {
  return engine_->accession_phase_;
}
Ending EngineView::ending() const {
  return engine_->ending_;
}
TariffState EngineView::tariffs() const {
  return engine_->tariffs_;
}
int EngineView::configuration() const {
  return engine_->configuration_;
}
const std::vector<PartyState>& EngineView::parties() const {
  return engine_->party_;
}
const std::vector<ThreatState>& EngineView::threats() const {
  return engine_->threat_;
}
const std::vector<Belief>& EngineView::beliefs() const {
  return engine_->belief_;
}
const std::vector<Track>& EngineView::tracks() const {
  return engine_->tracks_;
}
const Track& EngineView::table() const {
  return engine_->tracks_[static_cast<std::size_t>(engine_->current_)];
}
std::span<const Deal> EngineView::deals() const {
  return {engine_->deals_.data(), static_cast<std::size_t>(engine_->deal_count_)};
}
Real EngineView::clock(int party) const {
  return engine_->clock(party, engine_->day_);
}
bool EngineView::is_open(int issue) const {
  return engine_->is_open(table(), issue);
}
Real EngineView::expected(int party, int point) const {
  return engine_->expected(table(), party, point,
                           engine_->party_[static_cast<std::size_t>(party)].reservation);
}

}  // namespace tripart
