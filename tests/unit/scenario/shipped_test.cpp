// The scenarios that come with the program: that they are read, that those about NAFTA
// know nothing later than the day they begin, and that the long ones stay in step.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <gmock/gmock.h>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tripart/core/date.hpp"
#include "tripart/economy/table.hpp"
#include "tripart/scenario/scenario.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(TRIPART_SOURCE_DIR) / "scenarios";
const std::vector<std::string> nafta_files = {
    "nafta-2018.yaml",      "mexico-80-percent.yaml",     "no-threats.yaml",
    "bilateral-first.yaml", "steel-tariffs-no-deal.yaml", "trilateral-only.yaml",
    "hub-and-spoke.yaml",   "mexican-election.yaml"};

std::vector<fs::path> shipped_scenarios() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string place = entry.path().parent_path().filename().string();
    // What is asked of the cases of history/, and no scenario.
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() == ".yaml" && stem != "cases" && stem != "calibration" &&
        (place == "scenarios" || place == "textbook" || place == "history")) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Calls `visit(path, text)` for every scalar, list items being named by their id.
void for_each_scalar(
    const YamlNode& node, const std::string& path,
    const std::function<void(const std::string&, const std::string&)>& visit) {
  if (node.kind == YamlNode::Kind::scalar) {
    visit(path, node.text);
  }
  for (const YamlNode& item : node.items) {
    const YamlEntry* id = item.find("id");
    for_each_scalar(item, id ? path + "." + id->value.text : path, visit);
  }
  for (const YamlEntry& entry : node.entries) {
    for_each_scalar(entry.value, path.empty() ? entry.key : path + "." + entry.key,
                    visit);
  }
}

YamlNode without(YamlNode tree, std::initializer_list<std::string_view> keys) {
  std::erase_if(tree.entries, [&](const YamlEntry& entry) {
    return std::find(keys.begin(), keys.end(), entry.key) != keys.end();
  });
  return tree;
}

YamlNode resolved(const std::string& file) {
  return read_yaml_text(read_scenario(folder / file).resolved, file);
}

TEST(ShippedScenarios, AreReadAndOpenWithAQuestion) {
  for (const fs::path& file : shipped_scenarios()) {
    SCOPED_TRACE(file.filename().string());
    Scenario scenario;
    ASSERT_NO_THROW(scenario = read_scenario(file));
    if (file.filename() != "template.yaml") {
      EXPECT_THAT(scenario.title, testing::HasSubstr("?"));
    }
  }
}

TEST(NaftaScenarios, HaveTheAgendaOf5March2018) {
  for (const std::string& file : nafta_files) {
    SCOPED_TRACE(file);
    const Scenario scenario = read_scenario(folder / file);
    const Model& model = scenario.model;
    EXPECT_EQ(to_text(model.start), "2018-03-05");
    EXPECT_EQ(model.chapters.size(), 30U);
    EXPECT_EQ(std::count_if(model.chapters.begin(), model.chapters.end(),
                            [](const Chapter& chapter) { return chapter.closed; }),
              6);
    EXPECT_EQ(model.issues.size(), 21U);
    for (const Issue& issue : model.issues) {
      EXPECT_EQ(model.chapters[static_cast<std::size_t>(issue.chapter)].type,
                ChapterType::contested)
          << issue.id;
      EXPECT_TRUE(issue.effects.empty()) << issue.id;
    }
  }
}

TEST(NaftaScenarios, KnowNoDayAfterTheStartButCalendarAndHorizon) {
  for (const std::string& file : nafta_files) {
    SCOPED_TRACE(file);
    const YamlNode tree = read_yaml_file(folder / file);
    const Date start = *parse_date(tree.find("start")->value.text);
    int days = 0;
    for_each_scalar(tree, "", [&](const std::string& path, const std::string& text) {
      const auto date = parse_date(text);
      days += date ? 1 : 0;
      if (date && *date > start) {
        EXPECT_TRUE(path == "horizon" || path == "follow_up" ||
                    path.starts_with("calendar."))
            << path << " is " << text;
      }
    });
    EXPECT_GT(days, 20);
  }
}

// B18: the days of notice and text follow from law and the change of government; nobody
// types them. Nor the days of the real talks, agreement and tariffs.
TEST(NaftaScenarios, TypeNoDayThatLaterBecameHistory) {
  std::vector<std::string> later = {"2018-08-31", "2018-09-02", "2018-10-02",
                                    "2018-05-17"};
  const Table path = read_table(folder / "history" / "nafta-2018-path.csv");
  for (std::size_t row = 0; row < path.rows(); ++row) {
    if (path.text(row, path.column("date")) > "2018-03-05") {
      later.emplace_back(path.text(row, path.column("date")));
    }
  }
  // Days that law or custom had fixed by 5 March 2018; the rounds begin five weeks later.
  for (const char* known : {"2018-04-09", "2018-07-01", "2018-11-06", "2018-12-01"}) {
    std::erase(later, known);
  }
  for (const std::string& file : nafta_files) {
    for_each_scalar(read_yaml_file(folder / file), "",
                    [&](const std::string& key, const std::string& text) {
                      EXPECT_THAT(later, testing::Not(testing::Contains(text)))
                          << file << ": " << key;
                    });
  }
}

TEST(NaftaScenarios, ThreatenOnlyWhatHadBeenThreatened) {
  const Scenario scenario = read_scenario(folder / "nafta-2018.yaml");
  const Model& model = scenario.model;
  ASSERT_EQ(model.threats.size(), 2U);
  for (const Threat& threat : model.threats) {
    ASSERT_TRUE(threat.announced_day) << threat.id;
    EXPECT_LE(*threat.announced_day, 0.0) << threat.id;
  }
  EXPECT_EQ(model.threats[0].kind, ThreatKind::tariff);
  // steel and aluminium, over the whole sector 8.7 points on Canada and 4.2 on Mexico
  double canada = 0.0;
  double mexico = 0.0;
  for (const TariffLine& line : model.threats[0].tariffs) {
    const bool on_canada =
        model.parties[static_cast<std::size_t>(line.target)].id == "CAN";
    (on_canada ? canada : mexico) += line.change.coverage * line.change.value;
    EXPECT_EQ(line.change.kind, TariffChange::Kind::add);
  }
  EXPECT_NEAR(canada, 0.087, 5e-4);
  EXPECT_NEAR(mexico, 0.042, 5e-4);
  EXPECT_EQ(*model.threats[0].announced_day, -4.0);
  EXPECT_EQ(model.threats[1].kind, ThreatKind::withdrawal);
}

// The blocks named here are all that may differ; whoever changes one file changes three.
TEST(NaftaScenarios, DifferOnlyInTheBlocksTheyAreAbout) {
  const YamlNode base = without(resolved("nafta-2018.yaml"), {"name"});

  const YamlNode quiet = without(resolved("no-threats.yaml"), {"name"});
  EXPECT_EQ(quiet.find("threats"), nullptr);
  EXPECT_EQ(quiet.find("retaliation"), nullptr);
  EXPECT_EQ(to_yaml(quiet), to_yaml(without(base, {"threats", "retaliation"})));

  YamlNode dependent = without(resolved("mexico-80-percent.yaml"), {"name"});
  for (YamlEntry& entry : dependent.entries) {
    if (entry.key == "economy") {
      ASSERT_NE(entry.value.find("export_shares"), nullptr);
      entry.value = without(entry.value, {"export_shares"});
    }
  }
  EXPECT_EQ(to_yaml(dependent), to_yaml(base));
}

// The tariff on cars is a rung, and the metals threat leads to it; all else is the same.
TEST(NaftaScenarios, ClimbToCarsOnlyWhereTheyAskAboutThem) {
  const auto unrung = [](YamlNode tree) {
    for (YamlEntry& entry : tree.entries) {
      if (entry.key == "threats") {
        std::erase_if(entry.value.items, [](const YamlNode& threat) {
          return threat.find("id")->value.text == "us_cars";
        });
        entry.value.items.front() = without(entry.value.items.front(), {"escalation"});
      }
    }
    return to_yaml(tree);
  };
  EXPECT_EQ(unrung(without(resolved("auto-tariff.yaml"), {"name"})),
            to_yaml(without(resolved("nafta-2018.yaml"), {"name"})));
  const Model model = read_scenario(folder / "auto-tariff.yaml").model;
  ASSERT_EQ(model.threats.size(), 3U);
  EXPECT_EQ(model.threats[0].escalates_to, 1);
  EXPECT_TRUE(model.threats[0].escalates_on_retaliation);
  EXPECT_FALSE(model.threats[1].announced_day);
}

/// Paths of the scalars that differ or that only one of the two has, with all defaults
/// filled in. What is below one of `whole` counts as that.
std::set<std::string> changed_since_march(const std::string& file,
                                          const std::vector<std::string>& whole = {}) {
  const auto scalars = [](const std::string& name) {
    std::map<std::string, std::string> found;
    for_each_scalar(resolved(name), "",
                    [&](const std::string& path, const std::string& text) {
                      found[path] += text + '\n';  // plain lists share one path
                    });
    return found;
  };
  const auto base = scalars("nafta-2018.yaml");
  const auto other = scalars(file);
  std::set<std::string> changed;
  const auto note = [&](const auto& from, const auto& against) {
    for (const auto& entry : from) {
      const std::string& path = entry.first;
      const auto place = against.find(path);
      if (path == "name" || (place != against.end() && place->second == entry.second)) {
        continue;
      }
      const auto above = std::find_if(
          whole.begin(), whole.end(),
          [&](const std::string& start) { return path.starts_with(start + "."); });
      changed.insert(above == whole.end() ? path : *above);
    }
  };
  note(base, other);
  note(other, base);
  return changed;
}

TEST(NaftaScenarios, ChangeOnlyWhatTheirQuestionNames) {
  using Paths = std::set<std::string>;
  EXPECT_EQ(changed_since_march("trilateral-only.yaml"), Paths{"parties.USA.may_split"});
  EXPECT_EQ(changed_since_march("mexican-election.yaml"),
            Paths{"calendar.mexican_election.replacement.probability"});
  EXPECT_EQ(changed_since_march("bilateral-first.yaml"),
            (Paths{"configurations", "parties.USA.switching.cost",
                   "parties.USA.switching.cost.uniform"}));
  EXPECT_EQ(
      changed_since_march("steel-tariffs-no-deal.yaml", {"threats.us_withdrawal"}),
      (Paths{"issues.sunset.positions.USA.red_line", "threats.us_metals.audience_cost",
             "threats.us_metals.audience_cost.uniform", "threats.us_metals.extension",
             "threats.us_metals.extension.beta", "threats.us_withdrawal"}));
  EXPECT_EQ(
      changed_since_march("hub-and-spoke.yaml", {"mechanisms", "protocol", "theory"}),
      (Paths{"mechanisms", "mode", "parties.CAN.discount_factor",
             "parties.MEX.discount_factor", "parties.USA.discount_factor", "protocol",
             "theory"}));
}

// Nobody may sign, nothing can be put off or dropped, and the old agreement stays.
TEST(NaftaScenarios, LeaveNoWayOutOfTheMetalsTariffsWithoutADeal) {
  const Model model = read_scenario(folder / "steel-tariffs-no-deal.yaml").model;
  ASSERT_EQ(model.threats.size(), 1U);
  EXPECT_EQ(model.threats[0].kind, ThreatKind::tariff);
  for (const Party& party : model.parties) {
    EXPECT_EQ(party.retaliates, party.id != "USA") << party.id;
  }
}

// Streams are named by the scenario's paths, so equal paths mean common random numbers.
TEST(NaftaScenarios, ShareTheirDraws) {
  const Scenario base = read_scenario(folder / "nafta-2018.yaml");
  for (const std::string& file : nafta_files) {
    const Scenario other = read_scenario(folder / file);
    for (std::size_t i = 0; i < base.model.parties.size(); ++i) {
      EXPECT_EQ(other.model.parties[i].discount_rate.entity,
                base.model.parties[i].discount_rate.entity);
      EXPECT_EQ(other.model.parties[i].recognition.entity,
                base.model.parties[i].recognition.entity);
    }
    EXPECT_EQ(other.model.hazard.a2.entity, base.model.hazard.a2.entity);
  }
}

TEST(NaftaHistory, ClosesChaptersInOrderAndStandsAtSixWhenTheScenarioBegins) {
  const Table path = read_table(folder / "history" / "nafta-2018-path.csv");
  const std::size_t date = path.column("date");
  const std::size_t closed = path.column("chapters_closed");
  Complaints complaints;
  double last = 0.0;
  double at_start = -1.0;
  for (std::size_t row = 0; row < path.rows(); ++row) {
    EXPECT_TRUE(parse_date(path.text(row, date))) << path.text(row, date);
    if (row > 0) {
      EXPECT_LT(path.text(row - 1, date), path.text(row, date));
    }
    if (!path.text(row, closed).empty()) {
      const double count = path.number(row, closed, complaints);
      EXPECT_GE(count, last) << path.text(row, date);
      last = count;
    }
    if (path.text(row, date) == "2018-03-05") {
      at_start = last;
    }
  }
  EXPECT_EQ(at_start, 6.0);
  EXPECT_EQ(last, 30.0);
  EXPECT_TRUE(complaints.empty());
}

TEST(NaftaHistory, SettlesEveryIssueOfTheScenarioInsideItsBand) {
  const Table texts = read_table(folder / "history" / "nafta-2018-texts.csv");
  const Scenario scenario = read_scenario(folder / "nafta-2018.yaml");
  ASSERT_EQ(texts.rows(), scenario.model.issues.size());
  Complaints complaints;
  for (std::size_t row = 0; row < texts.rows(); ++row) {
    EXPECT_EQ(texts.text(row, texts.column("issue")), scenario.model.issues[row].id);
    const double low = texts.number(row, texts.column("low"), complaints);
    const double text = texts.number(row, texts.column("text"), complaints);
    const double high = texts.number(row, texts.column("high"), complaints);
    EXPECT_TRUE(0.0 <= low && low <= text && text <= high && high <= 1.0)
        << scenario.model.issues[row].id;
  }
  EXPECT_TRUE(complaints.empty());
}

}  // namespace
}  // namespace tripart
