// Lists of values, and what protocols and offer spaces ask for.
#include <algorithm>

#include "scenario/checks.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr double most_outcomes = 100000.0;
/// Of all tables together: about 400 bytes each, on every thread.
constexpr double most_points = 1000000.0;

std::vector<double> values_of(const Section& issue) {
  std::vector<double> values;
  if (const YamlNode* node = issue.value("values")) {
    for (const YamlNode& item : node->items) {
      values.push_back(parse_number(item.text).value());
    }
    for (const YamlEntry& entry : node->entries) {
      values.push_back(parse_number(entry.value.text).value());
    }
  }
  return values;
}

std::string list_text(const std::vector<double>& values) {
  constexpr std::size_t most_named = 12;
  std::string text;
  for (std::size_t v = 0; v < std::min(values.size(), most_named); ++v) {
    text += (v == 0 ? "" : ", ") + to_text(values[v]);
  }
  return text + (values.size() > most_named ? ", ..." : "");
}

class OfferChecker {
 public:
  OfferChecker(const Section& root, const Section& user, Complaints& complaints)
      : root_(&root), user_(&user), complaints_(&complaints) {}

  void check() {
    for (const Section& issue : root_->members("issues")) {
      check_values(issue);
    }
    check_replacements();
    check_single_text();
    if (root_->text("offer_space") == "outcomes") {
      check_outcomes();
    }
    if (root_->section("protocol").text("kind") == "stacked_alternating_offers") {
      check_stacked();
    }
  }

 private:
  void check_values(const Section& issue) {
    const std::vector<double> values = values_of(issue);
    if (!issue.has("values") && user_->member("issues", issue.id()).has("values")) {
      return;  // they are complained about already
    }
    for (const Section& position : issue.members("positions")) {
      const std::size_t stated = position.words("utilities").size();
      if (stated > 0 && values.empty()) {
        complaints_->add(position.where("utilities"),
                         position.path() + ".utilities is given, expected " +
                             issue.path() + ".values beside it");
      } else if (stated > 0 && stated != values.size()) {
        complaints_->add(position.where("utilities"),
                         position.path() + ".utilities has " + std::to_string(stated) +
                             " numbers, expected one for each of " +
                             std::to_string(values.size()) + " values");
      }
    }
    // None, and a value that was left out of the tree after a complaint, say nothing.
    if (values.empty() || !issue.has("status_quo") ||
        issue.text("status_quo") == "none") {
      return;
    }
    const Parameter status_quo = issue.parameter("status_quo");
    const Distribution& drawn = status_quo.distribution;
    std::vector<double> wanted;
    if (drawn.is_constant()) {
      wanted.push_back(drawn.parameter[0]);
    }
    for (const auto& point : drawn.points) {
      wanted.push_back(point.first);
    }
    const auto missing = std::find_if(wanted.begin(), wanted.end(), [&](double text) {
      return std::find(values.begin(), values.end(), text) == values.end();
    });
    if (wanted.empty() || missing != wanted.end()) {
      complaints_->add(issue.where("status_quo"),
                       issue.path() + ".status_quo is " +
                           (wanted.empty() ? "drawn from a range" : to_text(*missing)) +
                           ", expected one of " + issue.path() +
                           ".values: " + list_text(values),
                       {"write none where nothing is in force without a deal"});
    }
  }

  /// A successor may have another ideal; stated utilities are nobody's ideal.
  void check_replacements() {
    for (const Section& event : root_->members("calendar")) {
      const Section stands =
          event.section("replacement").section("changes").section("positions");
      for (const std::string& id : stands.keys()) {
        const Section stand = stands.section(id);
        const Section position =
            root_->member("issues", id).section("positions").section(event.text("party"));
        if (stand.has("ideal") && position.has("utilities")) {
          complaints_->add(stand.where("ideal"),
                           stand.path() + ".ideal is given, expected it left out: " +
                               event.text("party") + " states utilities there");
        }
      }
    }
  }

  /// A mediator's changes may put any text to the vote.
  void check_single_text() {
    for (const Section& issue : root_->members("issues")) {
      if (issue.has("values") &&
          root_->section("protocol").text("kind") == "single_text") {
        complaints_->add(issue.where("values"),
                         issue.path() +
                             ".values is given, expected it left out with "
                             "protocol.kind: single_text",
                         {"list values with another protocol"});
      }
    }
  }

  void check_outcomes() {
    double outcomes = 1.0;
    for (const Section& issue : root_->members("issues")) {
      if (!issue.has("values")) {
        complaints_->add(issue.where(), issue.path() +
                                            " has no values, expected a list of them "
                                            "with offer_space: outcomes");
      }
      outcomes *= static_cast<double>(std::max<std::size_t>(1, values_of(issue).size()));
    }
    double tables = 1.0;
    const std::vector<Section> parties = root_->members("parties");
    for (const Section& party : parties) {
      tables += party.is_true("may_split") ? 3.0 * static_cast<double>(parties.size() - 1)
                                           : 0.0;
    }
    if (outcomes > most_outcomes) {
      complaints_->add(root_->where("issues"),
                       "the issues have " + to_text(outcomes) +
                           " outcomes, expected at most " +
                           std::to_string(static_cast<int>(most_outcomes)) +
                           " with offer_space: outcomes",
                       {"list fewer values, or set offer_space: frontier"});
    } else if (outcomes * tables > most_points) {
      complaints_->add(root_->where("issues"),
                       "the issues have " + std::to_string(static_cast<int>(outcomes)) +
                           " outcomes at each of " + to_text(tables) +
                           " tables, expected at most " +
                           std::to_string(static_cast<int>(most_points)) +
                           " in all with offer_space: outcomes",
                       {"list fewer values, let fewer parties split off, or set "
                        "offer_space: frontier"});
    }
  }

  void refuse(const Section& section, std::string_view key) {
    complaints_->add(section.where(key),
                     section.below(key) +
                         " is given, expected it left out with protocol.kind: "
                         "stacked_alternating_offers",
                     {"nothing happens in it but offers and answers"});
  }

  void check_stacked() {
    if (root_->text("mode") == "strategic") {
      complaints_->add(root_->where("mode"),
                       "mode is 'strategic', expected behavioural with protocol.kind: "
                       "stacked_alternating_offers");
    }
    for (const char* key : {"calendar", "threats"}) {
      if (root_->has(key)) {
        refuse(*root_, key);
      }
    }
    if (root_->number_or_zero("breakdown_rate") > 0.0) {
      refuse(*root_, "breakdown_rate");
    }
    for (const Section& party : root_->members("parties")) {
      if (party.has("ratification")) {
        refuse(party, "ratification");
      }
      if (party.is_true("may_split")) {
        refuse(party, "may_split");
      }
      const Section strategy = party.section("strategy");
      const std::string kind = strategy.text("kind");
      if (strategy.has("kind") && kind != "time_dependent" && kind != "random") {
        complaints_->add(strategy.where(),
                         strategy.path() + ".kind is '" + kind +
                             "', expected time_dependent or random with protocol.kind: "
                             "stacked_alternating_offers");
      }
    }
  }

  const Section* root_;
  const Section* user_;
  Complaints* complaints_;
};

}  // namespace

void check_offers(const Section& root, const Section& user, Complaints& complaints) {
  OfferChecker(root, user, complaints).check();
}

}  // namespace tripart
