// What a scenario leaves unsaid, and the canonical text in which it is said.
#include "reader_support.hpp"
#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {
namespace {

using namespace reader_tests;

const YamlNode* at(const YamlNode& root, std::string_view path) {
  const YamlNode* node = &root;
  while (node != nullptr && !path.empty()) {
    const std::string key(path.substr(0, path.find('.')));
    path.remove_prefix(std::min(path.size(), key.size() + 1));
    const YamlEntry* entry = node->find(key);
    const YamlNode* below = entry == nullptr ? nullptr : &entry->value;
    for (const YamlNode& item : node->items) {
      if (const YamlEntry* id = item.find("id"); id != nullptr && id->value.text == key) {
        below = &item;
      }
    }
    node = below;
  }
  return node;
}

std::string resolved_at(const Scenario& scenario, std::string_view path) {
  const YamlNode root = read_yaml_text(scenario.resolved, "resolved");
  const YamlNode* node = at(root, path);
  return node == nullptr ? "" : to_yaml(*node);
}

TEST(ReaderResolved, HasEveryDefaultOfTheTable) {
  const Scenario pair = scenario_of(pair_text);
  const YamlNode root = read_yaml_text(pair.resolved, "resolved");
  int found = 0;
  for (const Key& key : key_table()) {
    if (key.fallback == required || key.fallback == absent || key.fallback == computed ||
        key.fallback == "{}" || key.only == "economy" ||
        key.only.starts_with("strategic") ||
        (key.path.starts_with("protocol.") && !key.only.empty())) {
      continue;
    }
    std::string path(key.path);
    if (path.starts_with("parties.*.") && !path.starts_with("parties.*.ratification") &&
        !path.starts_with("parties.*.withdrawal") &&
        !path.starts_with("parties.*.takes_back")) {
      path.replace(8, 1, "USA");
    }
    const bool other_protocol = path.starts_with("protocol.") && !key.only.empty();
    if (path.find('*') != std::string::npos || path.starts_with("economy") ||
        other_protocol) {
      continue;
    }
    ASSERT_NE(at(root, path), nullptr) << path;
    ++found;
    if (path != "parties.USA.discount_rate") {
      const YamlNode fallback = read_yaml_flow_value(key.fallback, "default");
      EXPECT_EQ(to_yaml(*at(root, path)), to_yaml(fallback)) << path;
    }
  }
  EXPECT_GT(found, 30);
}

TEST(ReaderResolved, FollowsWhatOtherKeysSay) {
  const Scenario pair = scenario_of(with(
      pair_text, "calendar:\n",
      "calendar:\n"
      "  - {id: vote, kind: election, party: MEX, date: 2018-07-01}\n"
      "  - {id: law, kind: legal, sign_before: 2018-12-01, notice_days: 90, text_days: "
      "60}\n"));
  EXPECT_EQ(resolved_at(pair, "follow_up"), "2021-03-04\n");
  EXPECT_EQ(resolved_at(pair, "issues.auto.between"), "[USA, MEX]\n");
  EXPECT_EQ(resolved_at(pair, "calendar.vote.takes_office"), "2018-07-01\n");
  EXPECT_EQ(resolved_at(pair, "calendar.vote.parties"), "[MEX]\n");
  EXPECT_EQ(resolved_at(pair, "calendar.law.parties"), "[USA, MEX]\n");
  EXPECT_EQ(resolved_at(pair, "calendar.vote.hardness"), "0.5\n");
  EXPECT_EQ(resolved_at(pair, "calendar.law.hardness"), "1\n");
  EXPECT_EQ(resolved_at(pair, "calendar.law.hard"), "true\n");

  const Scenario trio = scenario_of(trade_text);
  EXPECT_EQ(resolved_at(trio, "parties.CAN.region"), "CAN\n");
  EXPECT_EQ(resolved_at(trio, "economy.elasticities.draw"), "[cp2015, ll2023, gtap]\n");
  EXPECT_EQ(resolved_at(trio, "threats.exit.notice_days"), "90\n");
  EXPECT_EQ(resolved_at(trio, "threats.exit.credibility"), "[2, 6]\n");
  EXPECT_EQ(resolved_at(trio, "threats.metals.credibility"), "[5, 5]\n");
  EXPECT_EQ(resolved_at(trio, "threats.metals.notice_days"), "");
  EXPECT_EQ(resolved_at(trio, "parties.USA.disagreement"), "");
  const Scenario bound =
      scenario_of(with(trade_text, "    withdrawal: {notice_days: 90}\n", ""));
  EXPECT_EQ(resolved_at(bound, "threats.exit.notice_days"), "182\n");
}

TEST(ReaderResolved, ReadsBackAsItself) {
  for (const std::string_view text : {pair_text, trade_text}) {
    const Scenario first = scenario_of(text);
    const Scenario second = scenario_of(first.resolved);
    EXPECT_EQ(first.resolved, second.resolved);
    EXPECT_EQ(first.model.horizon, second.model.horizon);
    EXPECT_EQ(first.model.partner_weight, second.model.partner_weight);
    EXPECT_EQ(first.model.timeline.size(), second.model.timeline.size());
  }
  const std::string full = scenario_template();
  const Scenario first = scenario_of(full);
  EXPECT_EQ(first.resolved, scenario_of(first.resolved).resolved);
}

TEST(ReaderResolved, DoesNotDependOnHowThingsAreWritten) {
  std::string text = with(pair_text, "discount_rate: 0.1}", "discount_rate: 1.0e-1}");
  text = with(text, "  MEX: {discount_rate: 0.2}",
              "  MEX:\n    discount_rate: {discrete: [[0.2, 0.5], [0.1, 0.50]]}");
  const std::string other =
      with(with(pair_text, "format: 1\nname: pair\n", "name: \"pair\"\nformat: 1\n"),
           "discount_rate: 0.2", "discount_rate: {discrete: [[0.1, 0.5], [0.2, 0.5]]}");
  EXPECT_EQ(scenario_of(text).resolved, scenario_of(other).resolved);
}

TEST(ReaderResolved, KnowsTheQuestionItAnswers) {
  EXPECT_EQ(scenario_of(pair_text).title, "Who yields first?");
  EXPECT_EQ(scenario_of(with(pair_text, "# Who yields first?\n", "")).title, "");
}

TEST(ReaderResolved, KeepsPartiesInTheOrderOfTheFile) {
  const Model model = model_of(trade_text);
  ASSERT_EQ(model.parties.size(), 3U);
  EXPECT_EQ(model.parties[0].id, "USA");
  EXPECT_EQ(model.parties[1].id, "CAN");
  EXPECT_EQ(model.parties[2].id, "MEX");
}

}  // namespace
}  // namespace tripart
