// What red lines leave of a text (B1b, B5).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// Which issues the table decides, within the interval that every signatory with a stake
// could sign (`low` > `high`: none), and what the others' texts are.
void Engine::apply_red_lines(Track& track) {
  Agenda& agenda = track.agenda;
  agenda.settled = agenda.costly = 0;
  track.blocked = false;
  for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
    const auto k = static_cast<std::size_t>(issue);
    const Interval common{agenda.low[k], agenda.high[k]};
    const bool open = is_open(track, issue);
    const bool listed = setup_.listed && setup_.values[k].count > 0;
    agenda.is_free[k] =
        open && (listed ? has_value(issue, common) : common.low <= common.high);
    if (!open) {
      agenda.otherwise[k] = agenda.standing[k];
    } else if (!agenda.is_free[k]) {
      // No text suits everybody: the issue is carved out at no cost, unless the status
      // quo itself is unbearable.
      agenda.otherwise[k] = drawn_.status_quo[k];
      track.blocked = track.blocked || !model_.issues[k].status_quo;
    } else if (listed) {
      agenda.otherwise[k] =
          model_.issues[k].values[value_near(issue, agenda.otherwise[k], common)];
    }
    if (open || is_bound(track, issue)) {
      const Real text = agenda.otherwise[k];
      track.blocked = track.blocked ||
                      (!agenda.is_free[k] && (text < common.low || text > common.high));
      agenda.settled_issue[agenda.settled++] = issue;
      if (payoffs_.has_effects() && !model_.issues[k].effects.empty()) {
        agenda.costly_issue[agenda.costly++] = issue;
      }
    }
  }
}

void Engine::clip_to_red_lines(const Track& track, Real* text) const {
  const Agenda& agenda = track.agenda;
  for (int m = 0; m < agenda.settled; ++m) {
    const int issue = agenda.settled_issue[m];
    const auto k = static_cast<std::size_t>(issue);
    const Interval common{agenda.low[k], agenda.high[k]};
    if (!agenda.is_free[k]) {
      text[k] = agenda.otherwise[k];
    } else if (setup_.listed && setup_.values[k].count > 0) {
      text[k] = model_.issues[k].values[value_near(issue, text[k], common)];
    } else {
      text[k] = std::min(std::max(text[k], common.low), common.high);
    }
  }
}

}  // namespace tripart
