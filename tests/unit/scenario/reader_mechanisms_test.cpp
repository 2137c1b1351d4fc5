// `mechanisms`: what a scenario may be played without.
#include <algorithm>

#include "reader_support.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

/// The scenario with everything that a switch can take out.
Model full_model(std::vector<std::string> set = {}) {
  set.insert(set.begin(), "parties.USA.ratification.noise=0.2");
  const std::string text =
      with(trade_text, "to: 2018-04-16}\n",
           "to: 2018-04-16}\n  - {id: vote, kind: election, party: USA, date: "
           "2018-11-06, replacement: {probability: 0.5}}\n");
  return model_of(text, std::move(set));
}

bool has_election(const Model& model) {
  return std::any_of(
      model.calendar.begin(), model.calendar.end(),
      [](const CalendarEvent& event) { return event.kind == EventKind::election; });
}

bool has_vote(const Model& model) {
  return std::any_of(model.timeline.begin(), model.timeline.end(),
                     [](const Stop& stop) { return stop.votes || stop.takes_office; });
}

bool has_lobbies(const Model& model) {
  return std::any_of(model.parties.begin(), model.parties.end(),
                     [](const Party& party) { return !party.lobbies.empty(); });
}

TEST(ReaderMechanisms, AreAllOnWhereNothingIsSaid) {
  const Model model = full_model();
  EXPECT_EQ(model.threats.size(), 2U);
  EXPECT_TRUE(has_election(model));
  EXPECT_TRUE(has_vote(model));
  EXPECT_TRUE(has_lobbies(model));
  EXPECT_EQ(model.conservatism.distribution, Distribution::constant(1.0));
  EXPECT_TRUE(model.parties[0].ratifies);
  EXPECT_TRUE(model.parties[0].may_split);
}

// Each switch takes out its own mechanism and leaves the others.
TEST(ReaderMechanisms, AreSwitchedOffOneByOne) {
  const Model threats = full_model({"mechanisms.threats=false"});
  EXPECT_TRUE(threats.threats.empty());
  EXPECT_TRUE(has_election(threats) && has_lobbies(threats));
  const Model elections = full_model({"mechanisms.elections=false"});
  EXPECT_FALSE(has_election(elections) || has_vote(elections));
  EXPECT_EQ(elections.threats.size(), 2U);
  EXPECT_EQ(elections.calendar.size(), 1U);
  const Model beliefs = full_model({"mechanisms.beliefs=false", "conservatism=0.5"});
  EXPECT_EQ(beliefs.conservatism.distribution, Distribution::constant(0.0));
  const Model ratification = full_model({"mechanisms.ratification=false"});
  EXPECT_FALSE(ratification.parties[0].ratifies);
  EXPECT_TRUE(ratification.parties[0].may_split);
  const Model tracks = full_model({"mechanisms.bilateral_track=false"});
  EXPECT_FALSE(tracks.parties[0].may_split);
  EXPECT_TRUE(tracks.parties[0].ratifies);
  const Model lobbies = full_model({"mechanisms.lobbies=false"});
  EXPECT_FALSE(has_lobbies(lobbies));
  EXPECT_TRUE(has_election(lobbies));
}

TEST(ReaderMechanisms, AreNamedWhereMisspelt) {
  EXPECT_EQ(told(std::string(pair_text) + "mechanisms: {threat: false}\n"),
            "t.yaml:16:14: error: unknown key 'threat' in mechanisms\n"
            "hint: did you mean 'threats'?\n");
  EXPECT_EQ(told(std::string(pair_text) + "mechanisms: {lobbies: off}\n"),
            "t.yaml:16:23: error: mechanisms.lobbies is 'off', expected true or false\n"
            "hint: write false\n");
}

}  // namespace
}  // namespace tripart
