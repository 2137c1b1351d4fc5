#include <algorithm>
#include <vector>

#include "scenario/checks.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr const char* behavioural = "set mode: behavioural to play the process with it";
constexpr double most_patient = 0.999999;

// Without an end in sight a party that waits for free could wait for ever.
void check_patience(const Section& root, Complaints& complaints) {
  const auto continuation = root.section("protocol").number("continuation");
  if (root.has("rounds") || (continuation && *continuation < 1.0)) {
    return;
  }
  for (const Section& party : root.members("parties")) {
    const auto discount = party.number("discount_factor");
    if (discount && *discount > most_patient) {
      complaints.add(party.where("discount_factor"),
                     party.below("discount_factor") + " is " + to_text(*discount) +
                         ", expected at most " + to_text(most_patient) +
                         " in a game without end",
                     {root.text("mode") == "strategic"
                          ? "state rounds, or a protocol.continuation below 1"
                          : "who could wait for ever would never have to agree"});
    }
  }
}

// The equilibrium is that of talks among all of them about texts that can be anything,
// on terms that nobody changes.
void check_stationary(const Section& root, Complaints& complaints) {
  const auto plays = [](const Section& party) {
    return party.section("strategy").text("kind") == "stationary";
  };
  const Section protocol = root.section("protocol");
  const Section mechanisms = root.section("mechanisms");
  const std::vector<Section> parties = root.members("parties");
  if (std::none_of(parties.begin(), parties.end(), plays)) {
    return;
  }
  const auto refuse = [&](const Section& section, std::string_view key,
                          const std::string& found, const std::string& wanted) {
    complaints.add(section.where(key), section.below(key) + " is " + found +
                                           ", expected " + wanted +
                                           " with strategy.kind: stationary");
  };
  for (const Section& party : parties) {
    if (!plays(party)) {
      const Section strategy = party.section("strategy");
      complaints.add(party.where(),
                     strategy.below("kind") + " is '" + strategy.text("kind") +
                         "', expected 'stationary' as of the others",
                     {"an equilibrium is one of all parties or of none"});
    }
    if (party.is_true("may_split") && mechanisms.is_true("bilateral_track")) {
      refuse(party, "may_split", "true", "false");
    }
  }
  const std::string kind = protocol.text("kind");
  if (kind != "random_proposer" && kind != "rotating") {
    refuse(protocol, "kind", "'" + kind + "'", "random_proposer or rotating");
  }
  if (root.has("threats") && mechanisms.is_true("threats")) {
    refuse(root, "threats", "given", "it left out");
  }
  for (const Section& issue : root.members("issues")) {
    if (issue.has("values")) {
      refuse(issue, "values", "given", "it left out");
    }
  }
  check_patience(root, complaints);
}

}  // namespace

void check_strategic(const Section& root, Complaints& complaints) {
  const Section protocol = root.section("protocol");
  const bool exits = protocol.text("kind") == "krishna_serrano";
  if (root.text("mode") != "strategic") {
    if (exits) {
      complaints.add(protocol.where("kind"),
                     protocol.below("kind") +
                         " is 'krishna_serrano', expected another one "
                         "in mode: behavioural",
                     {"set mode: strategic to solve the game with exit"});
    }
    check_stationary(root, complaints);
    return;
  }
  const auto refuse = [&](const Section& section, std::string_view key) {
    complaints.add(
        section.where(key),
        section.below(key) + " is given, expected it left out in mode: strategic",
        {behavioural});
  };
  const auto plays = [&](std::string_view mechanism) {
    return root.section("mechanisms").is_true(mechanism);
  };
  for (const Section& party : root.members("parties")) {
    if (party.has("ratification") && plays("ratification")) {
      refuse(party, "ratification");
    }
  }
  for (const Section& issue : root.members("issues")) {
    if (issue.has("values")) {
      refuse(issue, "values");
    }
  }
  if (root.has("threats") && plays("threats")) {
    refuse(root, "threats");
  }
  if (root.number_or_zero("breakdown_rate") > 0.0) {
    refuse(root, "breakdown_rate");
  }
  if (exits && root.has("rounds")) {
    complaints.add(root.where("rounds"),
                   "rounds is given, expected it left out with protocol.kind: "
                   "krishna_serrano",
                   {"the game with exit is solved without a last round"});
  }
  check_patience(root, complaints);
}

}  // namespace tripart
