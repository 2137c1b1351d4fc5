// Keys said to leave the solved payoffs alone do so, bit for bit.
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "scenario/variation.hpp"
#include "tripart/bargaining/trade_model.hpp"
#include "tripart/scenario/scenario.hpp"

namespace tripart {
namespace {

const std::string nafta = std::string(TRIPART_SOURCE_DIR) + "/scenarios/nafta-2018.yaml";

Scenario changed(std::vector<std::string> overrides) {
  overrides.emplace_back("economy.economies=1");
  ReadOptions options;
  options.overrides = std::move(overrides);
  return read_scenario(nafta, options);
}

/// Every number and name of a solved table, as bytes.
std::string bytes_of(const Scenario& scenario) {
  const SolvedPayoffs solved = solve_payoffs(scenario.model, *scenario.trade, 1, 2);
  const PayoffTable& table = solved.table;
  const int parties = scenario.model.party_count();
  std::string bytes;
  const auto add = [&bytes](double value) {
    char text[sizeof value];
    std::memcpy(text, &value, sizeof value);
    bytes.append(text, sizeof value);
  };
  for (int g = 0; g < table.configurations().size(); ++g) {
    bytes += table.configurations()[g].name + "\n";
    for (int state = 0; state < table.tariff_states(); ++state) {
      bytes += table.state_name(scenario.model, state) + "\n";
      for (int party = 0; party < parties; ++party) {
        add(table.welfare(0, g, state, party));
        for (std::size_t slot = 0; slot < scenario.model.lobby_sectors.size(); ++slot) {
          add(table.value_added(0, g, state, party, static_cast<int>(slot)));
        }
      }
    }
    for (std::size_t issue = 0; issue < scenario.model.issues.size(); ++issue) {
      for (int party = 0; party < parties; ++party) {
        add(table.issue_effect(0, g, static_cast<int>(issue), party));
      }
    }
  }
  for (const PayoffDetail& detail : solved.details) {
    add(detail.terms_of_trade_pct);
    add(detail.real_wage_pct);
    add(detail.tariff_revenue_musd);
  }
  return bytes;
}

/// The parts of a change that takes several.
std::vector<std::string> parts_of(const std::string& change) {
  const std::size_t end = change.find('&');
  return end == std::string::npos
             ? std::vector<std::string>{change}
             : std::vector<std::string>{change.substr(0, end), change.substr(end + 1)};
}

/// One change for every such key.
const std::vector<std::string>& changes() {
  static const std::vector<std::string> list = {
      "horizon=2019-12-31",
      "follow_up=2022-06-30",
      "step_days=14",
      "loss_exponent=1",
      "judgement_jitter=0.05",
      "belief_cells=10",
      "conservatism=0.5",
      "transition=0.25",
      "renegotiation=0.25",
      "breakdown_rate=0.5",
      "protocol.kind=rotating",
      "mechanisms.elections=false",
      "mechanisms.beliefs=false",
      "mechanisms.ratification=false",
      "chapter_hazard.a0=-3",
      "accession.days=60",
      "entry_into_force.shape=2",
      "parties.USA.strategy.kind=tit_for_tat",
      "parties.USA.weights.content=0.9",
      "parties.USA.discount_rate=0.3",
      "parties.USA.deadline_weight=0",
      "parties.USA.recognition=3",
      "parties.USA.private_type=0.5",
      "parties.USA.switching.cost=0.3",
      "parties.USA.ratification.threshold=0.2",
      "parties.USA.takes_back.after=threat",
      "chapters.small_firms.closed=2017-09-28",
      "chapters.telecoms.gap=0.5",
      "issues.sunset.status_quo=0.25",
      "issues.sunset.positions.USA.ideal=0.5",
      "issues.sunset.positions.USA.salience=0.1",
      "issues.sunset.positions.CAN.red_line=[0, 0.5]",
      "calendar.rounds.from=2018-04-16",
      "calendar.rounds.to=2019-05-31",
      "calendar.rounds.every_days=28",
      "calendar.rounds.length_days=5",
      "calendar.campaign.date=2018-04-30",
      "calendar.mexican_election.takes_office=2018-12-02",
      "calendar.signature.sign_before=2018-12-15",
      "calendar.signature.notice_days=80",
      "calendar.signature.text_days=50",
      "calendar.ontario.parties=[CAN, USA]",
      "calendar.ontario.hardness=0.9",
      "calendar.ontario.reach_days=200",
      "calendar.ontario.hard=true",
      "calendar.mexican_election.replacement.probability=0.1",
      "threats.us_metals.announced=2018-03-20",
      "threats.us_metals.announcement=choice&threats.us_metals.announced=2018-04-01",
      "threats.us_metals.hazard=2",
      "threats.us_metals.expires_after_days=90",
      "threats.us_metals.extension=0.1",
      "threats.us_metals.max_extensions=0",
      "threats.us_metals.audience_cost=0.5",
      "threats.us_metals.audience_cap_months=2",
      "threats.us_metals.noise=0.5",
      "threats.us_metals.expected_duration=2",
      "threats.us_metals.execution_cost=1",
      "threats.us_metals.credibility=[9, 1]",
      "threats.us_metals.credibility_spillover=0.5",
      "threats.us_withdrawal.notice_days=90",
      "threats.us_withdrawal.uncertainty_cost=0.5",
      "threats.us_metals.lift.fair_share=0.9",
      "parties.USA.lobbies.food=0.9",
      "parties.USA.withdrawal.notice_days=90",
      "parties.USA.withdrawal.cost=0.9",
      "retaliation.CAN.stock=0.5",
      "retaliation.CAN.noise=0.5",
      "retaliation.CAN.forgiveness=0.9",
  };
  return list;
}

std::string path_of(const std::string& change) {
  return change.substr(0, change.find('='));
}

/// Whether a path is at a pattern or below it, found apart from the code that says so.
bool covers(std::string_view pattern, const std::string& path) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '*') {
      at = std::min(path.find('.', at), path.size());
    } else if (at >= path.size() || path[at] != pattern[i]) {
      return false;
    } else {
      ++at;
    }
  }
  return at == path.size() || path[at] == '.';
}

TEST(PayoffKeys, ThoseThatKeepPayoffsKeepEveryBit) {
  const Scenario base = changed({});
  const std::string expected = bytes_of(base);
  for (const std::string& change : changes()) {
    ASSERT_TRUE(keeps_payoffs(path_of(change), true)) << change;
    const Scenario other = changed(parts_of(change));
    EXPECT_NE(other.resolved, base.resolved) << change << " changes nothing";
    EXPECT_TRUE(bytes_of(other) == expected) << change << " changes the payoffs";
  }
}

TEST(PayoffKeys, EveryOneIsChangedAbove) {
  for (const std::string_view key : keys_that_keep_payoffs()) {
    EXPECT_TRUE(std::any_of(
        changes().begin(), changes().end(),
        [&](const std::string& change) { return covers(key, path_of(change)); }))
        << key;
  }
}

TEST(PayoffKeys, WhatTheTradeModelReadsIsNotAmongThem) {
  for (const char* path : {"economy.export_shares.MEX.USA",
                           "economy.economies",
                           "economy.baseline",
                           "threats.us_metals.tariffs.basic_metals",
                           "threats.us_metals.targets",
                           "threats.us_metals.execution_shares",
                           "retaliation.MEX.mode",
                           "retaliation.MEX.tariffs.food",
                           "parties.USA.may_split",
                           "parties.USA.lobbies",
                           "parties.USA.region",
                           "parties.USA.withdrawal",
                           "issues.sunset.effects",
                           "issues.sunset.between",
                           "configurations",
                           "mechanisms.threats",
                           "mechanisms.bilateral_track",
                           "mechanisms.lobbies",
                           "mechanisms",
                           "parties",
                           "threats",
                           "parties.USA",
                           "horizons"}) {
    EXPECT_FALSE(keeps_payoffs(path, true)) << path;
  }
}

// A party that could not leave has a further configuration once it can.
TEST(PayoffKeys, WhatIsNotThereYetMayMatter) {
  for (const char* path : {"parties.USA.withdrawal.cost", "parties.CAN.lobbies.textiles",
                           "retaliation.USA.stock"}) {
    EXPECT_FALSE(keeps_payoffs(path, false)) << path;
  }
  EXPECT_TRUE(keeps_payoffs("parties.CAN.ratification.noise", false));
  EXPECT_TRUE(bytes_of(changed({"parties.CAN.lobbies.other_services=0.1"})) !=
              bytes_of(changed({})))
      << "the test of bits sees nothing";
}

}  // namespace
}  // namespace tripart
