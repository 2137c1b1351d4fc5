// Changes of tariffs against what the tables say.
#include <algorithm>
#include <optional>

#include "scenario/checks.hpp"
#include "scenario/tariff_words.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// One pair and sector of the base-year tables.
struct Cell {
  std::size_t importer = 0;
  std::size_t exporter = 0;
  std::size_t sector = 0;
};

std::optional<std::size_t> place_of(const std::vector<std::string>& names,
                                    std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end()
             ? std::nullopt
             : std::optional(static_cast<std::size_t>(found - names.begin()));
}

class TariffChecker {
 public:
  TariffChecker(const Section& root, const Baseline& tables, Complaints& complaints)
      : root_(&root), tables_(&tables), complaints_(&complaints) {}

  void check() {
    for (const Section& threat : root_->members("threats")) {
      check_by_sector(threat, threat.text("issuer"), threat.words("targets"));
    }
    const std::vector<std::string> parties = root_->section("parties").keys();
    for (const Section& answer : root_->members("retaliation")) {
      check_by_sector(answer, answer.id(), parties);
    }
    for (const Section& issue : root_->members("issues")) {
      for (const Section& effect : issue.members("effects")) {
        if (const YamlNode* tariff = effect.value("tariff")) {
          check_changes(*tariff, effect.below("tariff"),
                        cell(effect.text("importer"), effect.text("exporter"),
                             effect.text("sector")));
        }
      }
    }
    const Section economy = root_->section("economy");
    for (const char* relation : {"new_deal", "no_agreement"}) {
      for (const Section& line : economy.section(relation).members("tariffs")) {
        check_line(line);
        check_members(line);
      }
    }
    check_policies(economy);
  }

 private:
  [[nodiscard]] std::optional<Cell> cell(std::string_view importer,
                                         std::string_view exporter,
                                         std::string_view sector) const {
    const Section parties = root_->section("parties");
    const auto n = place_of(tables_->regions, parties.section(importer).text("region"));
    const auto i = place_of(tables_->regions, parties.section(exporter).text("region"));
    const auto j = place_of(tables_->sectors, sector);
    return n && i && j && *n != *i ? std::optional(Cell{*n, *i, *j}) : std::nullopt;
  }

  void check_by_sector(const Section& list, const std::string& importer,
                       const std::vector<std::string>& partners) {
    const std::vector<std::string> parties = root_->section("parties").keys();
    for (const Section& sector : list.members("tariffs")) {
      const bool by_party = sector.node().kind == YamlNode::Kind::mapping &&
                            is_by_party(sector.node(), parties);
      for (const std::string& partner : partners) {
        const YamlNode* changes = by_party ? sector.value(partner) : &sector.node();
        const auto place = cell(importer, partner, sector.id());
        if (changes != nullptr && place) {
          check_changes(*changes, by_party ? sector.below(partner) : sector.path(),
                        place);
        }
      }
    }
  }

  /// A rate, a change or a list of parts.
  void check_changes(const YamlNode& node, const std::string& path,
                     const std::optional<Cell>& place) {
    if (node.kind == YamlNode::Kind::mapping) {
      check_change(node, path, place);
    }
    double covered = 0.0;
    for (const YamlNode& part : node.items) {
      check_change(part, path, place);
      covered += coverage_of(part, place);
    }
    if (!node.items.empty() && covered > 1.0 + 1e-9) {
      complaints_->add(node.where,
                       path + " covers " + to_text(covered) +
                           " of the sector in all, expected at most 1",
                       {"parts of one list do not overlap; write their coverage"});
    }
  }

  [[nodiscard]] double coverage_of(const YamlNode& change,
                                   const std::optional<Cell>& place) const {
    if (const YamlEntry* share = change.find("coverage")) {
      return parse_number(share->value.text).value();
    }
    const YamlEntry* value = change.find("covers_musd");
    if (value == nullptr || !place) {
      return 1.0;
    }
    const double flow = tables_->flow(place->importer, place->exporter, place->sector);
    return std::min(1.0, parse_number(value->value.text).value() / flow);
  }

  void check_change(const YamlNode& change, const std::string& path,
                    const std::optional<Cell>& place) {
    if (const YamlEntry* mfn = change.find("mfn")) {
      if (mfn->value.text == "false") {
        complaints_->add(mfn->value.where, path + ".mfn is false, expected true",
                         {"leave out what is not to change"});
      } else if (place) {
        check_mfn(mfn->value.where, path, place->importer);
      }
    }
    const YamlEntry* covers = change.find("covers_musd");
    if (covers == nullptr || !place) {
      return;
    }
    const double flow = tables_->flow(place->importer, place->exporter, place->sector);
    if (parse_number(covers->value.text).value() > flow) {
      complaints_->add(covers->value.where,
                       path + ".covers_musd is " + covers->value.text +
                           ", but the base-year tables have " + to_text(flow) + " of " +
                           tables_->sectors[place->sector] + " from " +
                           tables_->regions[place->exporter] + " to " +
                           tables_->regions[place->importer]);
    }
  }

  void check_mfn(const SourcePosition& where, const std::string& path,
                 std::size_t importer) {
    if (!tables_->has_mfn_rate[importer]) {
      complaints_->add(
          where,
          path + ".mfn: " + tables_->regions[importer] +
              " has no MFN tariffs in the baseline",
          {"add its rows to tariff_mfn.csv, or name importers that have them"});
    }
  }

  void check_line(const Section& line) {
    const std::vector<std::string> importers = line.words("importers");
    const std::vector<std::string> exporters = line.words("exporters");
    const std::vector<std::string> sectors = line.words("sectors");
    if (importers.size() == 1 && importers == exporters) {
      complaints_->add(line.where("exporters"), line.path() + " names own sales of " +
                                                    importers[0] +
                                                    " only, which carry no trade costs");
    }
    std::optional<Cell> place;
    if (importers.size() == 1 && exporters.size() == 1 && sectors.size() == 1) {
      const auto n = place_of(tables_->regions, importers[0]);
      const auto i = place_of(tables_->regions, exporters[0]);
      const auto j = place_of(tables_->sectors, sectors[0]);
      place = n && i && j ? std::optional(Cell{*n, *i, *j}) : std::nullopt;
    } else if (line.has("covers_musd")) {
      complaints_->add(line.where("covers_musd"),
                       line.path() +
                           " says a value for several flows, expected one "
                           "importer, one exporter and one sector",
                       {"write coverage: a share of every flow"});
    }
    check_change(line.node(), line.path(), place);
    if (!place && line.is_true("mfn")) {
      for (std::size_t n = 0; n < tables_->region_count(); ++n) {
        if (importers.empty() || holds(importers, tables_->regions[n])) {
          check_mfn(line.where("mfn"), line.path(), n);
        }
      }
    }
  }

  /// What pairs of parties charge each other says nothing of third countries.
  void check_members(const Section& line) {
    std::vector<std::string> members;
    for (const Section& party : root_->members("parties")) {
      members.push_back(party.text("region"));
    }
    for (const char* side : {"importers", "exporters"}) {
      for (const std::string& region : line.words(side)) {
        if (!holds(members, region)) {
          complaints_->add(line.where(side),
                           line.path() + "." + side + " names " + region +
                               ", expected regions of parties",
                           name_hints(region, members));
        }
      }
    }
  }

  void check_policies(const Section& economy) {
    std::vector<std::string> earlier{"base_year"};
    for (const Section& policy : economy.members("policies")) {
      const std::string other = policy.text("relative_to");
      if (policy.has("relative_to") && !holds(earlier, other)) {
        complaints_->add(policy.where("relative_to"),
                         policy.path() + ".relative_to is '" + other +
                             "', expected base_year or a policy listed before it",
                         name_hints(other, earlier));
      }
      if (policy.text("id") == "base_year") {
        complaints_->add(policy.where("id"),
                         "economy.policies has the id 'base_year', which stands for the "
                         "tables");
      }
      earlier.push_back(policy.id());
      for (const Section& line : policy.members("tariffs")) {
        check_line(line);
      }
    }
  }

  const Section* root_;
  const Baseline* tables_;
  Complaints* complaints_;
};

}  // namespace

void check_tariffs(const Section& root, const Names& names, Complaints& complaints) {
  if (names.baseline != nullptr) {
    TariffChecker(root, *names.baseline, complaints).check();
  }
}

}  // namespace tripart
