// What red lines leave of a text (B1b, B5).
#include <algorithm>

#include "bargaining/engine.hpp"

namespace tripart {

// Texts that every signatory with a stake could sign; empty where low > high.
Engine::Interval Engine::common_interval(const Track& track, int issue) const {
  const auto k = static_cast<std::size_t>(issue);
  Interval common;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.signatories & model_.issues[k].between, party)) {
      const PartyState& state = party_[static_cast<std::size_t>(party)];
      common.low = std::max(common.low, state.red_low[k]);
      common.high = std::min(common.high, state.red_high[k]);
    }
  }
  return common;
}

// No text suits everybody: the issue is carved out at no cost, unless the status quo
// itself is unbearable.
void Engine::carve_out(Track& track, int issue, Real* text) {
  const auto k = static_cast<std::size_t>(issue);
  const std::optional<Parameter>& status_quo = model_.issues[k].status_quo;
  text[k] = status_quo ? status_quo_[k] : 0.0;
  track.blocked = track.blocked || !status_quo;
  for (int party = 0; party < static_cast<int>(parties_); ++party) {
    if (contains(track.signatories & model_.issues[k].between, party)) {
      const PartyState& state = party_[static_cast<std::size_t>(party)];
      track.blocked =
          track.blocked || text[k] < state.red_low[k] || text[k] > state.red_high[k];
    }
  }
}

void Engine::clip_to_red_lines(Track& track, Real* text) {
  for (int issue = 0; issue < static_cast<int>(issues_); ++issue) {
    const auto k = static_cast<std::size_t>(issue);
    const bool open = is_open(track, issue);
    const bool bound = track.kind == TrackKind::accession && deals_[0].settled[k] != 0;
    if (!open && !bound) {
      continue;
    }
    const Interval common = common_interval(track, issue);
    if (!open) {
      track.blocked = track.blocked || text[k] < common.low || text[k] > common.high;
    } else if (listed_ && !model_.issues[k].values.empty()) {
      if (has_value(issue, common)) {
        text[k] = model_.issues[k].values[value_near(issue, text[k], common)];
      } else {
        carve_out(track, issue, text);
      }
    } else if (common.low <= common.high) {
      text[k] = std::min(std::max(text[k], common.low), common.high);
    } else {
      carve_out(track, issue, text);
    }
  }
}

}  // namespace tripart
