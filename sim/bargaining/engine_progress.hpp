#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "bargaining/engine_state.hpp"
#include "tripart/bargaining/belief.hpp"

namespace tripart {

struct Settlement;

/// What everybody plays at the table in the stationary equilibrium (B8g), and what it was
/// solved for.
struct StationaryPlay {
  int version = -1;
  std::array<Real, max_parties> reservation{}, value{};
  bool found = false;
  std::array<std::array<Real, max_parties>, max_parties> least{};  ///< by proposer
};

/// Where a replicate stands.
struct Standing {
  std::vector<PartyState> party;
  std::vector<ThreatState> threat;
  std::vector<Belief> belief;
  std::vector<Track> tracks;
  std::vector<Deal> deals;
  int deal_count = 0;
  TariffState tariffs;
  int configuration = 0;  ///< in force: status quo, or what has been signed
  int current = 0;        ///< track
  int version = 0;        ///< of the tastes menus are made from
  Real day = 0.0;
  std::uint32_t meeting = 0;   ///< who meets: hash of the session, or of an accession
  std::uint32_t occasion = 0;  ///< which offer of the session, or day of the meeting
  bool talking = true, last_offer = false, blocked = false;
  int offers_made = 0;
  bool accession_phase = false;
  Real accession_day = 0.0;
  int hub = -1;
  int left = -1;           ///< threat whose withdrawal from the old agreement took effect
  PartySet outsiders = 0;  ///< not yet invited to join
  PartySet without_surplus = 0;
  std::vector<std::uint8_t> replaced;  ///< governments, per event
  std::uint32_t reopenings = 0;        ///< times that chapters were opened again
  std::vector<Real> draft;             ///< the single text (B8d), per issue
  int draft_track = -1;                ///< whose it is
  StationaryPlay equilibrium;
};

/// What has come of a replicate so far.
struct History {
  std::array<Real, max_parties> transferred{};  ///< V_i - S_i with side payments
  int first_deal = -1;                          ///< configuration
  PartySet first_members = 0;
  Real first_deal_day = -1.0, deal_day = -1.0, signature_day = 0.0, force_day = 0.0;
  int settled_track = 0;
  Real settled_quality = 1.0;    ///< Q of the last agreement, as it was made
  int agreed_configuration = 0;  ///< before the legislatures have their say
  int proposer = -1;
  Path path = Path::none;
  Ending ending = Ending::lapsed;
  Real end_day = 0.0;
  std::vector<Real> imposed_day, lifted;  ///< per tariff bit
  std::vector<int> closing_day;           ///< per chapter
  int retaliations = 0;
  Real tariff_days = 0.0;
  Ratified ratified = Ratified::none;
  std::uint8_t mechanisms = 0;
  std::unique_ptr<Settlement> settlement;  ///< the last one, for its distances
};

}  // namespace tripart
