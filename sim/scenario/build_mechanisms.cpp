// What a mechanism is worth: the same model without it.
#include <algorithm>

#include "scenario/build.hpp"

namespace tripart {

void switch_mechanisms(const Section& mechanisms, Model& model) {
  if (!mechanisms.is_true("threats")) {
    model.threats.clear();  // what nobody threatens is neither executed nor answered
  }
  if (!mechanisms.is_true("elections")) {
    const auto is_election = [](const CalendarEvent& event) {
      return event.kind == EventKind::election;
    };
    model.calendar.erase(
        std::remove_if(model.calendar.begin(), model.calendar.end(), is_election),
        model.calendar.end());
  }
  if (!mechanisms.is_true("beliefs")) {
    model.conservatism = Parameter{};  // nu = 0
  }
  for (Party& party : model.parties) {
    party.ratifies = party.ratifies && mechanisms.is_true("ratification");
    party.may_split = party.may_split && mechanisms.is_true("bilateral_track");
    if (!mechanisms.is_true("lobbies")) {
      party.lobbies.clear();
    }
  }
}

}  // namespace tripart
