#pragma once

#include <array>
#include <span>
#include <vector>

#include "bargaining/engine_state.hpp"
#include "tripart/bargaining/belief.hpp"

/// Somebody who looks at a negotiation under way without a part in it: tests that walk
/// every step.
namespace tripart {

class Engine;

enum class Moment : std::uint8_t {
  opened,    ///< all is drawn, nobody has met
  convened,  ///< everybody knows how things stand (B9), nobody has spoken
  answered,  ///< an offer and the answers to it, before anything comes of them
  stepped,   ///< after every stop of the timeline
  settled    ///< after ratification and lifting; the outcome is written
};

/// What happens at a moment; `proposer`, `point` and `yes` only where one has answered.
struct Glance {
  Moment moment = Moment::stepped;
  const Stop* stop = nullptr;
  int proposer = -1;
  int point = -1;    ///< of the current track's menu
  PartySet yes = 0;  ///< who accepted
};

/// A function and what it is called with; none costs one comparison per stop and offer.
struct Observer {
  void (*see)(void* self, const Engine& engine, const Glance& glance) = nullptr;
  void* self = nullptr;
};

/// The state of an engine, to be read.
class EngineView {
 public:
  explicit EngineView(const Engine& engine) : engine_(&engine) {}

  [[nodiscard]] const Model& model() const;
  [[nodiscard]] const PayoffTable& payoffs() const;
  [[nodiscard]] Real day() const;
  [[nodiscard]] bool is_talking() const;
  [[nodiscard]] bool is_accession() const;
  [[nodiscard]] Ending ending() const;
  [[nodiscard]] TariffState tariffs() const;
  [[nodiscard]] int configuration() const;  ///< in force
  [[nodiscard]] const std::vector<PartyState>& parties() const;
  [[nodiscard]] const std::vector<ThreatState>& threats() const;
  [[nodiscard]] const std::vector<Belief>& beliefs() const;
  [[nodiscard]] const std::vector<Track>& tracks() const;
  [[nodiscard]] const Track& table() const;  ///< where they talk now
  [[nodiscard]] std::span<const Deal> deals() const;
  [[nodiscard]] Real clock(int party) const;                ///< political clock, today
  [[nodiscard]] bool is_open(int issue) const;              ///< at the table
  [[nodiscard]] Real expected(int party, int point) const;  ///< EV at the table

 private:
  const Engine* engine_;
};

}  // namespace tripart
