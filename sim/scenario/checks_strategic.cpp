#include "scenario/checks.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr const char* behavioural = "set mode: behavioural to play the process with it";

}  // namespace

void check_strategic(const Section& root, Complaints& complaints) {
  if (root.text("mode") != "strategic") {
    return;
  }
  const auto refuse = [&](const Section& section, std::string_view key) {
    complaints.add(
        section.where(key),
        section.below(key) + " is given, expected it left out in mode: strategic",
        {behavioural});
  };
  const std::vector<Section> parties = root.members("parties");
  if (parties.size() > 2) {
    complaints.add(root.where("parties"),
                   "parties has " + to_text(static_cast<double>(parties.size())) +
                       ", expected 2 in mode: strategic",
                   {behavioural});
  }
  for (const Section& party : parties) {
    if (party.has("ratification")) {
      refuse(party, "ratification");
    }
  }
  if (root.has("threats")) {
    refuse(root, "threats");
  }
  if (root.number_or_zero("breakdown_rate") > 0.0) {
    refuse(root, "breakdown_rate");
  }
}

}  // namespace tripart
