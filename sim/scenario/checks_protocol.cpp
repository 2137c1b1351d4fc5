// Protocols against the mode and the parties they are for.
#include "scenario/checks.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

bool is_coalition_game(const std::string& kind) {
  return kind == "majority" || kind == "nash_in_nash" || kind == "delegates" ||
         kind == "coalitional";
}

// Delegates who would wait for ever take for ever to learn what the others accept.
void check_delegates(const Section& root, Complaints& complaints) {
  constexpr double most_patient = 0.9999;
  for (const Section& party : root.members("parties")) {
    const double discount = party.number_or_zero("discount_factor");
    if (discount > most_patient) {
      complaints.add(party.where("discount_factor"),
                     party.below("discount_factor") + " is " + to_text(discount) +
                         ", expected at most " + to_text(most_patient) +
                         " with protocol.kind delegates",
                     {"protocol.kind nash_in_nash is the limit of patient delegates"});
    }
  }
}

void check_election(const Section& root, Complaints& complaints) {
  bool plenary = false;
  for (const Section& event : root.members("calendar")) {
    plenary = plenary || event.text("kind") == "plenary";
  }
  const Section protocol = root.section("protocol");
  if (!plenary) {
    complaints.add(protocol.where("kind"),
                   "protocol.kind is 'condorcet_election', expected a plenary in the "
                   "calendar to hold it in");
  }
  for (const Section& party : root.members("parties")) {
    if (party.is_true("may_split")) {
      complaints.add(party.where("may_split"),
                     party.below("may_split") +
                         " is true, expected false with protocol.kind "
                         "condorcet_election",
                     {"an election is among all parties and binds all of them"});
    }
  }
}

// The games that mode strategic solves with side payments.
void check_coalition_game(const Section& root, Complaints& complaints) {
  const Section protocol = root.section("protocol");
  const std::string kind = protocol.text("kind");
  const std::vector<Section> parties = root.members("parties");
  if (root.has("rounds")) {
    complaints.add(root.where("rounds"),
                   "rounds is given, expected it left out with protocol.kind " + kind,
                   {"the game has no last round"});
  }
  if (protocol.number_or_zero("quota") > static_cast<double>(parties.size())) {
    complaints.add(protocol.where("quota"),
                   "protocol.quota is " + protocol.text("quota") +
                       ", expected at most the number of parties, " +
                       to_text(static_cast<double>(parties.size())));
  }
  if (kind == "delegates") {
    check_delegates(root, complaints);
  }
  if ((kind == "nash_in_nash" || kind == "delegates") && parties.size() > 2) {
    const Section hub = root.member("parties", protocol.text("hub"));
    if (protocol.has("hub") && !hub.is_true("may_split")) {
      complaints.add(hub.where("may_split"),
                     hub.below("may_split") + " is false, expected true for protocol.hub",
                     {"only then are there deals of its own"});
    }
    if (root.has("configurations")) {
      complaints.add(
          root.where("configurations"),
          "configurations is given, expected it left out with protocol.kind " + kind,
          {"every set of the hub's deals may stand"});
    }
  }
  for (const Section& party : parties) {
    if (kind == "coalitional" &&
        party.number("discount_factor") != parties[0].number("discount_factor")) {
      complaints.add(party.where("discount_factor"),
                     party.below("discount_factor") + " is " +
                         to_text(party.number_or_zero("discount_factor")) +
                         ", expected that of the first party, " +
                         to_text(parties[0].number_or_zero("discount_factor")),
                     {"parties that merge into one need one patience"});
    }
  }
}

}  // namespace

void check_protocol(const Section& root, Complaints& complaints) {
  const std::string kind = root.section("protocol").text("kind");
  const bool strategic = root.text("mode") == "strategic";
  if (is_coalition_game(kind) && !strategic) {
    complaints.add(root.section("protocol").where("kind"),
                   "protocol.kind is '" + kind + "', expected it in mode: strategic only",
                   {"set mode: strategic to solve this game"});
  } else if (is_coalition_game(kind)) {
    check_coalition_game(root, complaints);
  } else if (kind == "condorcet_election" && strategic) {
    complaints.add(root.section("protocol").where("kind"),
                   "protocol.kind is 'condorcet_election', expected it in mode: "
                   "behavioural only",
                   {"set mode: behavioural to hold elections"});
  } else if (kind == "condorcet_election") {
    check_election(root, complaints);
  }
}

}  // namespace tripart
