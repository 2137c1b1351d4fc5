// Strategies and protocols against whom they are for.
#include "scenario/checks.hpp"

namespace tripart {

void check_tactics(const Section& root, Complaints& complaints) {
  const std::string protocol = root.section("protocol").text("kind");
  const std::vector<Section> parties = root.members("parties");
  std::size_t zeuthen = 0;
  for (const Section& party : parties) {
    zeuthen += party.section("strategy").text("kind") == "zeuthen" ? 1U : 0U;
  }
  if (zeuthen > 0 && (parties.size() != 2 || zeuthen != 2)) {
    for (const Section& party : parties) {
      const Section strategy = party.section("strategy");
      if (strategy.text("kind") == "zeuthen") {
        complaints.add(strategy.where("kind"),
                       strategy.below("kind") +
                           " is 'zeuthen', expected two parties "
                           "that both use it and no other",
                       {"limits of risk compare two who know each other's utilities"});
      }
    }
  }
  for (const Section& party : parties) {
    const Section strategy = party.section("strategy");
    const std::string kind = strategy.text("kind");
    if (protocol == "single_text" && (kind == "zeuthen" || kind == "tit_for_tat")) {
      complaints.add(
          strategy.where("kind"),
          strategy.below("kind") + " is '" + kind +
              "', expected another one with protocol.kind single_text",
          {"it answers the others' offers, and a mediator lets nobody make any"});
    }
  }
  if (root.text("mode") == "strategic" &&
      (protocol == "single_text" || protocol == "take_it_or_leave_it")) {
    const Section section = root.section("protocol");
    complaints.add(
        section.where("kind"),
        "protocol.kind is '" + protocol + "', expected another one in mode: strategic",
        {"set mode: behavioural to play the process with it"});
  }
}

}  // namespace tripart
