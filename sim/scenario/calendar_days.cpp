#include "scenario/calendar_days.hpp"

#include <cmath>

namespace tripart {

int session_count(const Section& event) {
  const auto every = event.number("every_days");
  const auto from = event.date("from");
  const auto to = event.date("to");
  if (!every || !event.has("length_days") || !from || !to || *to < *from) {
    return 1;
  }
  return static_cast<int>(std::floor((to->days - from->days) / *every)) + 1;
}

std::vector<std::string> derived_ids(const Section& event) {
  const std::string id = event.text("id");
  if (event.text("kind") == "legal") {
    return {id + "-notice", id + "-text"};
  }
  if (!event.has("every_days")) {
    return {id};
  }
  std::vector<std::string> ids;
  for (int session = 1; session <= session_count(event); ++session) {
    ids.push_back(id + "-" + std::to_string(session));
  }
  return ids;
}

}  // namespace tripart
