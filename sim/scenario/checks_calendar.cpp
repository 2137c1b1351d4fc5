#include <algorithm>
#include <map>

#include "scenario/calendar_days.hpp"
#include "scenario/checks.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// More sessions than this come from a slip, and would only cost time.
constexpr int most_sessions = 10000;

class CalendarChecker {
 public:
  CalendarChecker(const Section& root, Complaints& complaints)
      : root_(&root), complaints_(&complaints) {}

  void check() {
    for (const Section& event : root_->members("calendar")) {
      const std::string kind = event.text("kind");
      if (kind == "plenary" || kind == "inter_session") {
        check_session(event);
      } else if (kind == "election") {
        expect_order(event, "takes_office", Order::not_before, event.date("date"),
                     "the vote", *complaints_);
        check_replacement(event);
      } else if (kind == "legal") {
        check_legal(event);
      }
      check_ids(event);
    }
  }

 private:
  void check_session(const Section& session) {
    expect_order(session, "to", Order::not_before, session.date("from"), "from",
                 *complaints_);
    const auto every = session.number("every_days");
    const auto length = session.number("length_days");
    if (every.has_value() != length.has_value()) {
      const std::string there = every ? "every_days" : "length_days";
      const std::string missing = every ? "length_days" : "every_days";
      complaints_->add(session.where(there), session.path() + " has " + there +
                                                 " without " + missing +
                                                 ", expected both or neither");
    } else if (every && *length > *every) {
      complaints_->add(session.where("length_days"),
                       session.path() + ".length_days is " + to_text(*length) +
                           ", expected at most every_days (" + to_text(*every) + ")");
    }
  }

  void check_legal(const Section& law) {
    expect_order(law, "sign_before", Order::after, root_->date("start"), "start",
                 *complaints_);
    if (!law_.empty()) {
      complaints_->add(law.where(), law.path() + " is a second legal date, expected one",
                       {"the first is " + law_});
    } else {
      law_ = law.path();
    }
  }

  void check_replacement(const Section& election) {
    const Section changes = election.section("replacement").section("changes");
    const std::string party = election.text("party");
    const Section voter = root_->section("parties").section(party);
    if (party.empty()) {
      return;
    }
    if (changes.has("ratification") && !voter.has("ratification")) {
      complaints_->add(changes.where("ratification"),
                       changes.path() + ".ratification changes what " + party +
                           " does not have, expected parties." + party + ".ratification");
    }
    const Section positions = changes.section("positions");
    for (const Section& issue : root_->members("issues")) {
      const std::vector<std::string> between = issue.words("between");
      if (positions.has(issue.id()) && issue.has("between") && !holds(between, party)) {
        complaints_->add(positions.where(issue.id()), positions.path() + "." +
                                                          issue.id() + ": " + party +
                                                          " has no stake in this issue");
      }
    }
  }

  void check_ids(const Section& event) {
    const int sessions = session_count(event);
    if (sessions > most_sessions) {
      complaints_->add(event.where("every_days"), event.path() + " makes " +
                                                      std::to_string(sessions) +
                                                      " sessions, expected at most " +
                                                      std::to_string(most_sessions));
      return;
    }
    const int before = sessions_;
    sessions_ += sessions;
    if (sessions_ > most_sessions) {
      if (before <= most_sessions) {
        complaints_->add(event.where(), event.path() + " brings the calendar to " +
                                            std::to_string(sessions_) +
                                            " sessions, expected at most " +
                                            std::to_string(most_sessions));
      }
      return;
    }
    for (const std::string& id : derived_ids(event)) {
      const auto [first, fresh] = ids_.emplace(id, event.path());
      if (!fresh && first->second != event.path()) {
        complaints_->add(event.where(), event.path() + " and " + first->second +
                                            " both make an event '" + id + "'");
      }
    }
  }

  const Section* root_;
  Complaints* complaints_;
  std::string law_;
  int sessions_ = 0;  ///< of the whole calendar
  std::map<std::string, std::string> ids_;
};

}  // namespace

void check_calendar(const Section& root, Complaints& complaints) {
  CalendarChecker(root, complaints).check();
}

}  // namespace tripart
