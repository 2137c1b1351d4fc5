#pragma once

#include <string>
#include <string_view>

#include "tripart/bargaining/model.hpp"
#include "tripart/bargaining/outcome.hpp"
#include "tripart/core/date.hpp"

namespace tripart {

/// An event of a trace in words: the columns of events.csv.
struct EventWords {
  Date date;
  std::string actor;       ///< party; empty: nobody in particular
  std::string_view event;  ///< `threat_executed`
  std::string target;      ///< party, threat or chapter
  bool has_value = false;  ///< the event carries a number
  std::string sentence;    ///< `USA carries out us_metals against CAN, MEX.`
};

[[nodiscard]] EventWords describe_event(const Model& model, const Event& event);

/// The whole story, one dated line per event.
[[nodiscard]] std::string tell_story(const Model& model, const Trace& trace);

}  // namespace tripart
