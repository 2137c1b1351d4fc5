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
  return engine_->now_.day;
}
bool EngineView::is_talking() const {
  return engine_->now_.talking;
}
bool EngineView::is_accession() const {
  return engine_->now_.accession_phase;
}
Ending EngineView::ending() const {
  return engine_->history_.ending;
}
TariffState EngineView::tariffs() const {
  return engine_->now_.tariffs;
}
int EngineView::configuration() const {
  return engine_->now_.configuration;
}
const std::vector<PartyState>& EngineView::parties() const {
  return engine_->now_.party;
}
const std::vector<ThreatState>& EngineView::threats() const {
  return engine_->now_.threat;
}
const std::vector<Belief>& EngineView::beliefs() const {
  return engine_->now_.belief;
}
const std::vector<Track>& EngineView::tracks() const {
  return engine_->now_.tracks;
}
const Track& EngineView::table() const {
  return engine_->now_.tracks[static_cast<std::size_t>(engine_->now_.current)];
}
std::span<const Deal> EngineView::deals() const {
  return {engine_->now_.deals.data(), static_cast<std::size_t>(engine_->now_.deal_count)};
}
Real EngineView::clock(int party) const {
  return engine_->clock(party, engine_->now_.day);
}
bool EngineView::is_open(int issue) const {
  return engine_->is_open(table(), issue);
}
Real EngineView::expected(int party, int point) const {
  return engine_->expected(
      table(), party, point,
      engine_->now_.party[static_cast<std::size_t>(party)].reservation);
}

}  // namespace tripart
