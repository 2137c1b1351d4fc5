// Whole replicates, worked on as wide as the processor allows: the same histories as one
// text after another.
#include "support/widths.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bargaining/engine.hpp"
#include "support/random_payoffs.hpp"
#include "support/shipped.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t replicates = 20;

/// Every scenario that ships, by its path below scenarios/.
std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> names;
  for (const char* folder : {"", "textbook"}) {
    for (const auto& entry : fs::directory_iterator(test::shipped_file(folder))) {
      if (entry.path().extension() == ".yaml" && entry.path().stem() != "template") {
        names.push_back((fs::path(folder) / entry.path().filename()).string());
      }
    }
  }
  return names;
}

test::Played ready(const std::string& name) {
  Scenario scenario = read_scenario(test::shipped_file(name));
  if (scenario.trade) {
    return test::shipped(name);
  }
  SolvedPayoffs payoffs = payoffs_of(scenario, 1, 1);
  return {std::move(scenario), std::move(payoffs)};
}

/// The same engine at every width of this processor; the reference comes first.
std::vector<std::unique_ptr<Engine>> engines(const Model& model,
                                             const PayoffTable& payoffs) {
  std::vector<std::unique_ptr<Engine>> all;
  for (const Width width : test::all_widths()) {
    all.push_back(std::make_unique<Engine>(model, payoffs, 1, width));
  }
  return all;
}

/// Stories are compared event by event, with every value that moved somebody.
void expect_same(const Trace& wide, const Trace& reference) {
  ASSERT_EQ(wide.size(), reference.size());
  for (std::size_t e = 0; e < wide.size(); ++e) {
    ASSERT_EQ(wide[e].day, reference[e].day) << e;
    ASSERT_EQ(wide[e].type, reference[e].type) << e;
    ASSERT_EQ(wide[e].actor, reference[e].actor) << e;
    ASSERT_EQ(wide[e].value, reference[e].value) << e;
    ASSERT_EQ(wide[e].reference, reference[e].reference) << e;
  }
}

void expect_same(const Outcome& wide, const Outcome& reference) {
  ASSERT_EQ(wide.forecasts.size(), reference.forecasts.size());
  for (std::size_t f = 0; f < wide.forecasts.size(); ++f) {
    ASSERT_EQ(wide.forecasts[f].probability, reference.forecasts[f].probability) << f;
    ASSERT_EQ(wide.forecasts[f].happened, reference.forecasts[f].happened) << f;
  }
  for (std::size_t i = 0; i < wide.parties.size(); ++i) {
    ASSERT_EQ(wide.parties[i].utility, reference.parties[i].utility) << i;
    ASSERT_EQ(wide.parties[i].reservation_value, reference.parties[i].reservation_value)
        << i;
  }
}

TEST(Widths, TellTheSameStoriesOfAllShippedScenarios) {
  const std::vector<std::string> names = shipped_scenarios();
  ASSERT_GE(names.size(), 10U);
  for (const std::string& name : names) {
    const test::Played played = ready(name);
    const auto all = engines(played.scenario.model, played.payoffs.table);
    for (std::uint64_t replicate = 1; replicate <= replicates; ++replicate) {
      Outcome reference;
      Trace story;
      all.front()->run(1, replicate, reference, &story);
      for (std::size_t width = 1; width < all.size(); ++width) {
        SCOPED_TRACE(name + ", replicate " + std::to_string(replicate) + ", width " +
                     std::to_string(width));
        Outcome outcome;
        Trace trace;
        all[width]->run(1, replicate, outcome, &trace);
        ASSERT_EQ(test::rows_of(played, replicate, outcome),
                  test::rows_of(played, replicate, reference));
        expect_same(outcome, reference);
        expect_same(trace, story);
        if (HasFatalFailure()) {
          return;
        }
      }
    }
  }
}

TEST(Widths, TellTheSameStoriesOfNegotiationsThatNobodyWouldThinkOf) {
  for (const std::uint64_t number : test::negotiation_numbers(60)) {
    const test::DrawnNegotiation negotiation = test::draw_negotiation(number);
    SCOPED_TRACE(test::describe(negotiation));
    if (negotiation.traits.loss_exponent == 1 && negotiation.traits.parties > 3) {
      continue;  // menus with kinks of many parties take long, and lanes do not know
    }
    const PayoffTable payoffs = test::draw_payoffs(negotiation);
    const auto all = engines(negotiation.model, payoffs);
    for (std::uint64_t replicate = 1; replicate <= 3; ++replicate) {
      Outcome reference;
      Trace story;
      all.front()->run(1, replicate, reference, &story);
      for (std::size_t width = 1; width < all.size(); ++width) {
        Outcome outcome;
        Trace trace;
        all[width]->run(1, replicate, outcome, &trace);
        expect_same(outcome, reference);
        expect_same(trace, story);
        if (HasFatalFailure()) {
          return;
        }
      }
    }
  }
}

}  // namespace
}  // namespace tripart
