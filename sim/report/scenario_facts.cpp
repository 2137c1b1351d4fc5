#include "report/scenario_facts.hpp"

#include <algorithm>
#include <optional>

#include "scenario/distribution_reader.hpp"
#include "tripart/core/date.hpp"
#include "tripart/core/number.hpp"
#include "tripart/economy/table.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const YamlNode* find(const YamlNode& node, std::string_view key) {
  const YamlEntry* entry = node.find(key);
  return entry == nullptr ? nullptr : &entry->value;
}

std::string text_of(const YamlNode& node, std::string_view key) {
  const YamlNode* value = find(node, key);
  return value == nullptr ? "" : value->text;
}

std::optional<Date> days_before(const YamlNode& entry, std::string_view days) {
  const auto by = parse_date(text_of(entry, "sign_before"));
  const auto count = parse_count(text_of(entry, days));
  if (!by || !count) {
    return std::nullopt;
  }
  return Date{by->days - static_cast<int>(*count)};
}

// Nobody types the derived dates (B18); the scenario holds what they follow from.
Json dated_events(const YamlNode& scenario) {
  std::vector<std::pair<Date, std::string>> events;
  const YamlNode* calendar = find(scenario, "calendar");
  if (calendar == nullptr) {
    return Json::array();
  }
  for (const YamlNode& entry : calendar->items) {
    const std::string kind = text_of(entry, "kind");
    if (kind == "election") {
      if (const auto date = parse_date(text_of(entry, "date"))) {
        events.emplace_back(*date, text_of(entry, "party") + " election");
      }
    } else if (kind == "legal") {
      for (const char* what : {"notice", "text"}) {
        if (const auto date = days_before(entry, std::string(what) + "_days")) {
          events.emplace_back(*date, std::string(what) + " deadline");
        }
      }
    }
  }
  std::sort(events.begin(), events.end());
  Json list = Json::array();
  for (const auto& [date, what] : events) {
    list.push_back({{"date", to_text(date)}, {"what", what}});
  }
  return list;
}

Json issues(const YamlNode& scenario) {
  Json list = Json::array();
  const YamlNode* all = find(scenario, "issues");
  if (all == nullptr) {
    return list;
  }
  for (const YamlNode& issue : all->items) {
    Json one;
    one["issue"] = text_of(issue, "id");
    one["poles"] = Json::array();
    if (const YamlNode* poles = find(issue, "poles")) {
      for (const YamlNode& pole : poles->items) {
        one["poles"].push_back(pole.text);
      }
    }
    one["ideals"] = Json::object();
    if (const YamlNode* positions = find(issue, "positions")) {
      for (const YamlEntry& stand : positions->entries) {
        if (const YamlNode* ideal = find(stand.value, "ideal")) {
          one["ideals"][stand.key] = distribution_of(*ideal).mean();
        }
      }
    }
    list.push_back(one);
  }
  return list;
}

// Chapters that were really closed by a date.
Json history(const FinishedResults& results, const YamlNode& scenario) {
  Json list = Json::array();
  const std::string name = text_of(scenario, "history");
  const fs::path file = results.folder / "inputs" / name;
  if (name.empty() || !fs::is_regular_file(file)) {
    return list;
  }
  const Table table = read_table(file);
  const std::size_t date = table.column("date");
  const std::size_t closed = table.column("chapters_closed");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (const auto count = parse_count(table.text(row, closed))) {
      Json one{{"date", std::string(table.text(row, date))}, {"closed", *count}};
      if (table.has("event")) {
        one["event"] = std::string(table.text(row, table.column("event")));
      }
      list.push_back(one);
    }
  }
  return list;
}

}  // namespace

Json scenario_facts(const FinishedResults& results, const std::string& resolved) {
  const YamlNode scenario =
      read_yaml_text(resolved, (results.folder / "manifest.json").string());
  Json facts;
  facts["start"] = text_of(scenario, "start");
  facts["horizon"] = text_of(scenario, "horizon");
  facts["parties"] = Json::array();
  if (const YamlNode* parties = find(scenario, "parties")) {
    for (const YamlEntry& party : parties->entries) {
      facts["parties"].push_back(party.key);
    }
  }
  const YamlNode* chapters = find(scenario, "chapters");
  facts["chapters"] = chapters == nullptr ? 0 : chapters->items.size();
  facts["has_economy"] =
      find(scenario, "economy") != nullptr || find(scenario, "payoffs") != nullptr;
  facts["events"] = dated_events(scenario);
  facts["issues"] = issues(scenario);
  facts["history"] = history(results, scenario);
  return facts;
}

}  // namespace tripart
