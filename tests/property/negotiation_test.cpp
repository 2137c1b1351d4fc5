#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "support/effort.hpp"
#include "support/shipped.hpp"

namespace tripart {
namespace {

using test::Played;
using test::shipped;

constexpr std::uint64_t replicates = test::effort(300);

// Every decision is taken on a date of its own, so the grid moves not a bit.
TEST(Negotiation, IsTheSameHoweverLongAStepIs) {
  const Played weekly = shipped("nafta-2018.yaml");
  for (const char* days : {"step_days=3.5", "step_days=1", "step_days=31"}) {
    const Played other = shipped("nafta-2018.yaml", {days});
    ASSERT_NE(other.scenario.model.timeline.size(),
              weekly.scenario.model.timeline.size());
    for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
      ASSERT_EQ(test::rows_of(weekly, replicate), test::rows_of(other, replicate))
          << days << ", replicate " << replicate;
    }
  }
}

// Draws belong to the meeting they are made for: how often a newcomer would meet the hub
// cannot move what happens before there is a deal to join.
TEST(Negotiation, ReachesTheSameFirstDealHoweverOftenNewcomersWouldMeet) {
  const Played weekly = shipped("nafta-2018.yaml");
  const Played often = shipped("nafta-2018.yaml", {"accession.every_days=3"});
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome a =
        run_replicate(weekly.scenario.model, weekly.payoffs.table, 1, replicate);
    const Outcome b =
        run_replicate(often.scenario.model, often.payoffs.table, 1, replicate);
    ASSERT_EQ(a.first_deal, b.first_deal) << replicate;
    ASSERT_EQ(a.first_deal_day, b.first_deal_day) << replicate;
  }
}

// B8: one offer by each member of the table per plenary.
TEST(Negotiation, GivesEveryMemberOneOfferInAPlenary) {
  const Played played = shipped("nafta-2018.yaml", {"parties.USA.may_split=false"});
  const Model& model = played.scenario.model;
  std::uint64_t plenaries = 0;
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    Trace trace;
    static_cast<void>(run_replicate(model, played.payoffs.table, 1, replicate, &trace));
    for (const CalendarEvent& session : model.calendar) {
      if (session.kind != EventKind::plenary) {
        continue;
      }
      std::vector<int> proposers;
      for (const Event& event : trace) {
        const bool inside = event.day >= session.from && event.day <= session.to;
        if (inside &&
            (event.type == EventType::offer || event.type == EventType::no_offer)) {
          proposers.push_back(event.actor);
        }
      }
      std::sort(proposers.begin(), proposers.end());
      ASSERT_EQ(std::adjacent_find(proposers.begin(), proposers.end()), proposers.end())
          << "replicate " << replicate << ", " << session.id;
      plenaries += proposers.size() == 3 ? 1U : 0U;
    }
  }
  EXPECT_GT(plenaries, replicates / 3);  // else nothing was tested
}

/// The same scenario with the parties listed in the opposite order, in a folder of its
/// own.
class Relabelled : public ::testing::Test {
 protected:
  Relabelled() {
    folder_ = std::filesystem::temp_directory_path() /
              ("tripart_order_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_ / "history");
    const std::string history = "history/nafta-2018-path.csv";
    std::filesystem::copy_file(test::shipped_file(history), folder_ / history,
                               std::filesystem::copy_options::overwrite_existing);
    std::ofstream(folder_ / "reordered.yaml") << reordered();
  }
  ~Relabelled() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] Played played() const {
    ReadOptions options;
    options.overrides = {"economy.economies=3"};
    options.data_folder = std::string(TRIPART_SOURCE_DIR) + "/scenarios";
    Scenario scenario = read_scenario(folder_ / "reordered.yaml", options);
    SolvedPayoffs payoffs = payoffs_of(scenario, 1, 2);
    return {std::move(scenario), std::move(payoffs)};
  }

 private:
  static std::string reordered() {
    const std::string text = read_file(test::shipped_file("nafta-2018.yaml"));
    const std::size_t begin = text.find("\nparties:\n") + 10;
    const std::size_t usa = text.find("  USA:\n", begin);
    const std::size_t can = text.find("  CAN:\n", usa);
    const std::size_t mex = text.find("  MEX:\n", can);
    std::size_t end = mex + 1;  // the next line that begins in the first column
    while (text[end] == ' ' || text[end - 1] != '\n') {
      ++end;
    }
    return text.substr(0, usa) + text.substr(mex, end - mex) +
           text.substr(can, mex - can) + text.substr(usa, can - usa) + text.substr(end);
  }
  std::filesystem::path folder_;
};

// Draws are keyed by name: which party the file lists first decides nothing. Sums over
// parties are formed in another order, so numbers agree to rounding and events exactly.
TEST_F(Relabelled, PartiesInAnyOrderPlayTheSameHistories) {
  const Played one = shipped("nafta-2018.yaml");
  const Played other = played();
  ASSERT_EQ(one.scenario.model.parties[0].id, "USA");
  ASSERT_EQ(other.scenario.model.parties[0].id, "MEX");
  const auto name = [](const Played& played, int configuration) {
    return configuration < 0 ? std::string("-")
                             : played.payoffs.table.configurations()[configuration].name;
  };
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome a = run_replicate(one.scenario.model, one.payoffs.table, 1, replicate);
    const Outcome b =
        run_replicate(other.scenario.model, other.payoffs.table, 1, replicate);
    ASSERT_EQ(a.ending, b.ending) << replicate;
    ASSERT_EQ(name(one, a.configuration), name(other, b.configuration)) << replicate;
    ASSERT_EQ(a.end_day, b.end_day) << replicate;
    ASSERT_EQ(a.ratified, b.ratified) << replicate;
    ASSERT_EQ(a.closing_day, b.closing_day) << replicate;
    ASSERT_EQ(a.retaliations, b.retaliations) << replicate;
    ASSERT_NEAR(a.tariff_days, b.tariff_days, 1e-9) << replicate;
    for (std::size_t i = 0; i < 3; ++i) {
      ASSERT_NEAR(a.parties[i].utility, b.parties[2 - i].utility, 1e-9) << replicate;
      ASSERT_NEAR(a.parties[i].surplus_share, b.parties[2 - i].surplus_share, 1e-7)
          << replicate;
    }
    for (std::size_t k = 0; k < a.text.size(); ++k) {
      ASSERT_NEAR(a.text[k], b.text[k], 1e-9) << replicate;
    }
  }
}

// B15b: another text of the last table is offered only where all who have refused sit
// there, and nobody votes again on a deal that has not changed.
TEST(Negotiation, AsksNobodyAgainAboutADealThatHasNotChanged) {
  const Played played = shipped("nafta-2018.yaml");
  int second_votes = 0;
  int refusals_elsewhere = 0;
  for (std::uint64_t replicate = 1; replicate <= test::effort(1000); ++replicate) {
    SCOPED_TRACE(replicate);
    Trace trace;
    static_cast<void>(
        run_replicate(played.scenario.model, played.payoffs.table, 1, replicate, &trace));
    PartySet against = 0;
    PartySet signatories = 0;  // of the last table
    bool again = false;
    for (const Event& event : trace) {
      if (event.type == EventType::signature) {
        signatories = event.parties;
      } else if (event.type == EventType::renegotiated) {
        EXPECT_EQ(against & ~event.parties, 0U);
        again = true;
      } else if (event.type == EventType::rejected || event.type == EventType::ratified) {
        EXPECT_TRUE(!again || contains(signatories, event.actor));
        against |= event.type == EventType::rejected ? set_of(event.actor) : 0U;
      }
    }
    second_votes += again ? 1 : 0;
    refusals_elsewhere += (against & ~signatories) != 0 ? 1 : 0;
  }
  EXPECT_GT(second_votes, static_cast<int>(test::effort(100)));
  EXPECT_GT(refusals_elsewhere, 0);
}

// What no history may do, whatever happens in it.
TEST(Negotiation, KeepsToItsRules) {
  const Played played = shipped("nafta-2018.yaml");
  const Model& model = played.scenario.model;
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    Trace trace;
    const Outcome outcome =
        run_replicate(model, played.payoffs.table, 1, replicate, &trace);
    SCOPED_TRACE(replicate);
    double last = 0.0;
    int deals = 0;
    std::set<std::pair<int, PartySet>> closed;
    for (const Event& event : trace) {
      EXPECT_GE(event.day, last);
      last = event.day;
      deals += event.type == EventType::agreement ? 1 : 0;
      if (event.type == EventType::chapter_closed) {
        EXPECT_TRUE(closed.insert({event.target, event.parties}).second)
            << "chapter " << event.target << " closes twice at one table";
        EXPECT_FALSE(model.chapters[static_cast<std::size_t>(event.target)].closed);
      }
      if (event.type == EventType::threat_executed ||
          event.type == EventType::retaliation || event.type == EventType::ratified) {
        EXPECT_GE(event.value, 0.0);
        EXPECT_LE(event.value, 1.0);
      }
    }
    EXPECT_EQ(outcome.kind == DealKind::none, deals == 0);
    EXPECT_EQ(outcome.ending == Ending::agreed, deals > 0);
    EXPECT_EQ(outcome.path == Path::accession,
              outcome.kind == DealKind::trilateral &&
                  outcome.first_deal != outcome.configuration);
    EXPECT_LE(outcome.threats_executed + outcome.threats_withdrawn, outcome.threats_made);
    EXPECT_EQ(outcome.chapters_closed == 30, deals > 0);
    if (outcome.tariff_days > 0.0) {
      EXPECT_GT(outcome.threats_executed, 0);
    }
    for (std::size_t k = 0; k < model.issues.size(); ++k) {
      if (outcome.settled[k] != 0) {
        EXPECT_GE(outcome.text[k], 0.0);
        EXPECT_LE(outcome.text[k], 1.0);
      }
    }
    double shares = 0.0;
    for (const PartyOutcome& party : outcome.parties) {
      shares += party.has_share ? party.surplus_share : 0.0;
      EXPECT_LE(std::fabs(party.content), 1.0);
      EXPECT_GE(party.surplus_share, 0.0);
      EXPECT_LE(party.surplus_share, 1.0);
    }
    if (outcome.parties[0].has_share) {  // the hub signs every deal
      EXPECT_NEAR(shares, 1.0, 1e-12);
    }
  }
}

// A government that cares for nothing until a successor does must not divide by its zero
// saliences.
TEST(Negotiation, BearsAPartyWithoutSaliences) {
  const Played played =
      shipped("template.yaml", {"issues.auto_content.positions.USA.salience=0"});
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome outcome =
        run_replicate(played.scenario.model, played.payoffs.table, 1, replicate);
    for (const PartyOutcome& party : outcome.parties) {
      ASSERT_TRUE(std::isfinite(party.utility)) << replicate;
    }
  }
}

TEST(Negotiation, WithoutThreatsExecutesNoTariff) {
  const Played played = shipped("no-threats.yaml");
  for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
    const Outcome outcome =
        run_replicate(played.scenario.model, played.payoffs.table, 1, replicate);
    ASSERT_EQ(outcome.threats_made, 0);
    ASSERT_EQ(outcome.tariff_days, 0.0);
    ASSERT_EQ(outcome.retaliations, 0);
  }
}

}  // namespace
}  // namespace tripart
