#pragma once

#include <string>
#include <string_view>
#include <vector>

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

/// The numbers behind what was decided, for people: the text on the table, what the actor
/// would have had without a deal, how likely its answer was. Empty where there are none.
[[nodiscard]] std::vector<std::string> reasons_of(const Model& model, const Event& event);

enum class Telling { plain, with_reasons };

/// The whole story, one dated line per event; reasons in lines below it.
[[nodiscard]] std::string tell_story(const Model& model, const Trace& trace,
                                     Telling telling = Telling::plain);

}  // namespace tripart
