#include <algorithm>
#include <optional>

#include "scenario/checks.hpp"
#include "scenario/tariff_words.hpp"

namespace tripart {
namespace {

class ThreatChecker {
 public:
  ThreatChecker(const Section& root, const Section& user, Complaints& complaints)
      : root_(&root), user_(&user), complaints_(&complaints) {}

  void check() {
    for (const Section& threat : root_->members("threats")) {
      check_parties(threat);
      check_announcement(threat);
      check_links(threat);
      if (threat.text("kind") == "tariff") {
        check_tariffs(threat);
      }
    }
    // Staying is an expectation over every subset of threats (B9): each doubles the work.
    constexpr std::size_t most_threats = 11;
    if (const std::size_t count = root_->members("threats").size();
        count > most_threats) {
      complaints_->add(root_->where("threats"), "threats has " + std::to_string(count) +
                                                    " items, expected at most " +
                                                    std::to_string(most_threats));
    }
    for (const Section& answer : root_->members("retaliation")) {
      for (const Section& sector : answer.members("tariffs")) {
        for (const std::string& party : parties_in(sector)) {
          if (party == answer.id()) {
            complaints_->add(sector.where(party), sector.path() + " names " + party +
                                                      " itself, expected an issuer");
          }
        }
      }
    }
  }

 private:
  /// Whom the changes of a sector are told apart by; none where one is for all.
  [[nodiscard]] std::vector<std::string> parties_in(const Section& sector) const {
    return is_by_party(sector.node(), root_->section("parties").keys())
               ? sector.keys()
               : std::vector<std::string>{};
  }

  void check_parties(const Section& threat) {
    if (threat.has("issuer") && holds(threat.words("targets"), threat.text("issuer"))) {
      complaints_->add(threat.where("targets"), threat.path() +
                                                    ".targets names the issuer " +
                                                    threat.text("issuer") + " itself");
    }
  }

  void check_announcement(const Section& threat) {
    expect_order(threat, "announced", Order::not_after, root_->date("horizon"),
                 "the horizon", *complaints_);
    const Section written = user_->member("threats", threat.id());
    const auto start = root_->date("start");
    const auto announced = threat.date("announced");
    if (threat.text("announcement") == "choice" && start && announced &&
        *announced < *start) {
      complaints_->add(threat.where("announcement"),
                       threat.path() +
                           ".announcement is 'choice', but it was announced " +
                           to_text(*announced) + ", before the start",
                       {"what has been said is a fact: leave announcement out"});
    }
    if (!written.has("announced") && !written.has("hazard") &&
        !written.has("if_executed") && !is_a_rung(threat.id())) {
      complaints_->add(
          threat.where(),
          threat.path() + " would never be announced, expected 'announced' or 'hazard'",
          {"write announced: YYYY-MM-DD, or hazard: times per year"});
    }
  }

  [[nodiscard]] bool is_a_rung(const std::string& id) const {
    const std::vector<Section> threats = root_->members("threats");
    return std::any_of(threats.begin(), threats.end(), [&](const Section& other) {
      return other.section("escalation").text("to") == id;
    });
  }

  /// The threat that another names; nothing, and a complaint, where there is none.
  [[nodiscard]] std::optional<Section> named(const Section& from, std::string_view key,
                                             const std::string& self) {
    if (!from.has(key)) {
      return std::nullopt;
    }
    std::vector<std::string> others;
    for (const Section& threat : root_->members("threats")) {
      if (threat.id() != self) {
        others.push_back(threat.id());
      }
    }
    if (!holds(others, from.text(key))) {
      complaints_->add(
          from.where(key),
          from.below(key) + " is '" + from.text(key) + "', expected another threat",
          name_hints(from.text(key), others));
      return std::nullopt;
    }
    return root_->member("threats", from.text(key));
  }

  void check_links(const Section& threat) {
    const std::string issuer = threat.text("issuer");
    const Section ladder = threat.section("escalation");
    if (const auto rung = named(ladder, "to", threat.id());
        rung && rung->text("issuer") != issuer) {
      complaints_->add(ladder.where("to"),
                       ladder.path() + ".to names a threat of " + rung->text("issuer") +
                           ", expected one of " + issuer,
                       {"the answer of another party has if_executed"});
    }
    const auto first = named(threat, "if_executed", threat.id());
    if (first && first->text("if_executed") == threat.id()) {
      complaints_->add(threat.where("if_executed"),
                       threat.path() + " and " + first->path() +
                           " wait for one another, expected one to come first");
    }
    if (threat.has("if_executed") && threat.text("announcement") == "choice") {
      complaints_->add(threat.where("announcement"),
                       threat.path() +
                           ".announcement is 'choice', expected 'certain' for what "
                           "answers another threat",
                       {"leave announcement out"});
    }
  }

  void check_tariffs(const Section& threat) {
    if (root_->has("payoffs")) {
      if (!threat.section("tariffs").keys().empty()) {
        complaints_->add(
            threat.where("tariffs"),
            threat.path() + ".tariffs names sectors, expected {} with payoffs",
            {"the table of payoffs says what its tariffs do"});
      }
      return;
    }
    if (!root_->has("economy")) {
      complaints_->add(threat.where("tariffs"),
                       threat.path() + " threatens tariffs, which needs an economy",
                       {"add economy: {baseline: ...}, or use kind: withdrawal"});
      return;
    }
    if (!threat.has("tariffs") || !threat.has("targets")) {
      return;
    }
    const std::vector<std::string> targets = threat.words("targets");
    for (const Section& sector : threat.members("tariffs")) {
      for (const std::string& party : parties_in(sector)) {
        if (!holds(targets, party)) {
          complaints_->add(sector.where(party), sector.path() + " names " + party +
                                                    ", which is no target of " +
                                                    threat.path());
        }
      }
    }
    std::vector<std::string> hit;
    for (const Section& sector :
         user_->member("threats", threat.id()).members("tariffs")) {
      const std::vector<std::string> named = parties_in(sector);
      hit.insert(hit.end(), named.begin(), named.end());
      if (named.empty()) {
        return;  // one rate for all
      }
    }
    for (const std::string& target : targets) {
      if (!holds(hit, target)) {
        complaints_->add(threat.where("targets"),
                         threat.path() + ".targets names " + target +
                             ", against which no tariff is threatened");
      }
    }
  }

  const Section* root_;
  const Section* user_;
  Complaints* complaints_;
};

}  // namespace

void check_threats(const Section& root, const Section& user, Complaints& complaints) {
  ThreatChecker(root, user, complaints).check();
}

}  // namespace tripart
