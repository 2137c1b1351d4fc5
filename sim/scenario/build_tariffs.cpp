// What becomes of tariff rates: threats, retaliation lists, policies.
#include <algorithm>
#include <functional>

#include "scenario/build.hpp"
#include "scenario/tariff_words.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

double number_of(const YamlNode& node, std::string_view key) {
  const YamlEntry* entry = node.find(key);
  return entry == nullptr ? 0.0 : parse_number(entry->value.text).value();
}

std::size_t schedule_of(const Baseline& tables, const std::string& name) {
  const std::vector<TariffSchedule>& list = tables.tariff_schedules;
  const auto found =
      std::find_if(list.begin(), list.end(),
                   [&](const TariffSchedule& schedule) { return schedule.name == name; });
  TRIPART_EXPECTS(found != list.end());
  return static_cast<std::size_t>(found - list.begin());
}

/// A change as a mapping: alone, or a policy line among its other keys.
TariffChange build_change(const Baseline& tables, const YamlNode& node, double flow) {
  TariffChange change;
  if (node.find("add") != nullptr || node.find("quota") != nullptr) {
    change.value = number_of(node, "add") + number_of(node, "quota");
  } else if (node.find("level") != nullptr) {
    change = {TariffChange::Kind::level, number_of(node, "level")};
  } else if (node.find("factor") != nullptr) {
    change = {TariffChange::Kind::factor, number_of(node, "factor")};
  } else if (node.find("mfn") != nullptr) {
    change = {TariffChange::Kind::mfn, 0.0};
  } else {
    change = {TariffChange::Kind::schedule, 0.0};
    change.schedule = schedule_of(tables, node.find("schedule")->value.text);
  }
  if (node.find("coverage") != nullptr) {
    change.coverage = number_of(node, "coverage");
  } else if (node.find("covers_musd") != nullptr) {
    change.coverage = std::min(1.0, number_of(node, "covers_musd") / flow);
  }
  return change;
}

/// The regions or sectors that a line means.
std::vector<std::size_t> places_of(const Section& line, std::string_view key,
                                   const std::vector<std::string>& all,
                                   const std::function<bool(std::size_t)>& is_good) {
  std::vector<std::size_t> places;
  const std::vector<std::string> words = line.words(key);
  if (words.empty()) {
    for (std::size_t place = 0; place < all.size(); ++place) {
      if (line.text(key) == "all" || is_good(place)) {
        places.push_back(place);
      }
    }
  }
  for (const std::string& word : words) {
    places.push_back(static_cast<std::size_t>(position_of(all, word)));
  }
  return places;
}

/// Calls `visit` for every importer, exporter and sector that a line means.
void for_each_cell(
    const Baseline& tables, const Section& line,
    const std::function<void(std::size_t, std::size_t, std::size_t)>& visit) {
  const auto is_goods = [&](std::size_t j) -> bool { return tables.tradable_goods[j]; };
  const auto sectors = places_of(line, "sectors", tables.sectors, is_goods);
  const auto exporters = places_of(line, "exporters", tables.regions, is_goods);
  for (const std::size_t n : places_of(line, "importers", tables.regions, is_goods)) {
    for (const std::size_t i : exporters) {
      for (const std::size_t j : sectors) {
        if (n != i) {
          visit(n, i, j);
        }
      }
    }
  }
}

std::vector<RateChange> build_lines(const Baseline& tables, const Section& section,
                                    std::string_view key) {
  std::vector<RateChange> lines;
  for (const Section& line : section.members(key)) {
    for_each_cell(tables, line, [&](std::size_t n, std::size_t i, std::size_t j) {
      lines.push_back({n, i, j, build_change(tables, line.node(), tables.flow(n, i, j))});
    });
  }
  return lines;
}

/// `{schedule: NAME}` or lines, for pairs of parties only.
std::vector<RateChange> build_pair_tariffs(const BuildContext& context,
                                           const Section& relation) {
  const Baseline& tables = *context.names.baseline;
  std::vector<std::size_t> members;
  for (int party = 0; party < static_cast<int>(context.names.parties.size()); ++party) {
    members.push_back(context.region(party));
  }
  const auto is_member = [&](std::size_t region) {
    return std::find(members.begin(), members.end(), region) != members.end();
  };
  const YamlNode& tariffs = *relation.value("tariffs");
  if (tariffs.kind == YamlNode::Kind::mapping) {
    std::vector<RateChange> lines;
    const TariffChange change = build_change(tables, tariffs, 0.0);
    for (const std::size_t n : members) {
      for (const std::size_t i : members) {
        for (std::size_t j = 0; n != i && j < tables.sector_count(); ++j) {
          lines.push_back({n, i, j, change});
        }
      }
    }
    return lines;
  }
  std::vector<RateChange> lines = build_lines(tables, relation, "tariffs");
  std::erase_if(lines, [&](const RateChange& line) {
    return !is_member(line.importer) || !is_member(line.exporter);
  });
  return lines;
}

}  // namespace

std::vector<TariffChange> build_changes(const Baseline& tables, const YamlNode& node,
                                        double flow) {
  if (node.kind == YamlNode::Kind::scalar) {
    return {parse_number(node.text).value()};
  }
  if (node.kind == YamlNode::Kind::mapping) {
    return {build_change(tables, node, flow)};
  }
  std::vector<TariffChange> parts;
  for (const YamlNode& item : node.items) {
    parts.push_back(build_change(tables, item, flow));
    parts.back().is_next_part = parts.size() > 1;
  }
  return parts;
}

std::vector<TariffLine> BuildContext::tariffs(const Section& by_sector, int importer,
                                              PartySet targets) const {
  std::vector<TariffLine> lines;
  for (const std::string& sector_id : by_sector.keys()) {
    const YamlNode& changes = *by_sector.value(sector_id);
    const bool by_party =
        changes.kind == YamlNode::Kind::mapping && is_by_party(changes, names.parties);
    const int sector_at = sector(sector_id);
    for (int target = 0; target < static_cast<int>(names.parties.size()); ++target) {
      const YamlEntry* own =
          by_party ? changes.find(names.parties[static_cast<std::size_t>(target)])
                   : nullptr;
      if (!contains(targets, target) || (by_party && own == nullptr)) {
        continue;
      }
      const double flow = names.baseline->flow(region(importer), region(target),
                                               static_cast<std::size_t>(sector_at));
      for (const TariffChange& change :
           build_changes(*names.baseline, by_party ? own->value : changes, flow)) {
        lines.push_back({target, sector_at, change});
      }
    }
  }
  return lines;
}

void build_policies(const BuildContext& context, TradeModel& trade) {
  const Baseline& tables = *context.names.baseline;
  const Section economy = context.root.section("economy");
  trade.new_deal_tariffs = build_pair_tariffs(context, economy.section("new_deal"));
  trade.no_agreement_tariffs =
      build_pair_tariffs(context, economy.section("no_agreement"));
  for (const Section& section : economy.members("policies")) {
    Counterfactual policy;
    policy.id = section.id();
    for (std::size_t other = 0; other < trade.policies.size(); ++other) {
      if (trade.policies[other].id == section.text("relative_to")) {
        policy.relative_to = static_cast<int>(other);
      }
    }
    policy.tariffs = build_lines(tables, section, "tariffs");
    for (const Section& line : section.members("iceberg")) {
      for_each_cell(tables, line, [&](std::size_t n, std::size_t i, std::size_t j) {
        policy.icebergs.push_back({n, i, j, line.number("factor").value()});
      });
    }
    trade.policies.push_back(std::move(policy));
  }
}

}  // namespace tripart
