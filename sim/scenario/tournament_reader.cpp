// Reads tournaments: which strategies each party may choose from, as changes of one
// scenario.
#include <algorithm>
#include <utility>

#include "scenario/names.hpp"
#include "scenario/variation.hpp"
#include "tripart/core/error.hpp"
#include "tripart/scenario/tournament_file.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_parties = 8;
constexpr std::uint64_t most_tournament_replicates = 10'000'000;

class TournamentReading : private VariationReading {
 public:
  TournamentReading(fs::path file, const ReadOptions& options)
      : VariationReading(std::move(file), options, "a tournament") {}

  TournamentFile read() {
    static const std::vector<std::string> keys = {"format",     "name",    "scenario",
                                                  "replicates", "measure", "parties"};
    expect_keys(root_, keys, "");
    read_frame();
    read_measure();
    read_replicates();
    tournament_.scenario = scenario_path();
    if (const YamlNode* parties = needed("parties")) {
      read_parties(*parties);
    }
    complaints_.throw_if_any();
    tournament_.name = root_.find("name")->value.text;
    tournament_.title = title();
    tournament_.overrides = options_->overrides;
    check_strategies();
    complaints_.throw_if_any();
    tournament_.variants = variants();
    return std::move(tournament_);
  }

 private:
  void read_measure() {
    const std::vector<std::string> measures = {"utility", "welfare_pct"};
    const YamlEntry* entry = root_.find("measure");
    tournament_.measure = measures.front();
    if (entry != nullptr && is_one_of(entry->value, "measure", measures)) {
      tournament_.measure = entry->value.text;
    }
  }

  void read_replicates() {
    if (const YamlNode* node = needed("replicates")) {
      tournament_.replicates =
          count(*node, "replicates", 2, most_tournament_replicates).value_or(0);
    }
  }

  void read_parties(const YamlNode& parties) {
    if (parties.kind != YamlNode::Kind::mapping || parties.entries.empty() ||
        parties.entries.size() > most_parties) {
      complaints_.add(parties.where,
                      "parties is not what it should be, expected 1 to 8 parties, each "
                      "with a list of strategies");
      return;
    }
    std::size_t profiles = 1;
    for (const YamlEntry& entry : parties.entries) {
      TournamentParty party;
      party.id = entry.key;
      if (entry.value.kind != YamlNode::Kind::sequence || entry.value.items.empty()) {
        complaints_.add(entry.value.where, "parties." + entry.key +
                                               " holds no list of strategies, expected "
                                               "[{id: ..., set: {...}}, ...]");
        continue;
      }
      for (const YamlNode& item : entry.value.items) {
        read_strategy(item, party);
      }
      profiles = std::min(profiles * party.strategies.size(), most_profiles + 1);
      tournament_.parties.push_back(std::move(party));
    }
    if (profiles > most_profiles) {
      complaints_.add(parties.where,
                      "parties has more than " + std::to_string(most_profiles) +
                          " profiles of strategies, expected no more",
                      {"the number of profiles is the product of the lists' lengths"});
    }
  }

  void read_strategy(const YamlNode& item, TournamentParty& party) {
    const std::string above = "parties." + party.id;
    const YamlEntry* id = item.find("id");
    const std::size_t before = complaints_.size();
    if (id == nullptr) {
      expect_keys(item, {"id", "set"}, above);
      if (complaints_.size() > before) {
        return;
      }
    }
    if (id == nullptr || !is_name(id->value.text)) {
      complaints_.add(item.where, above +
                                      " has a strategy without a name, expected "
                                      "{id: NAME, set: {...}}");
      return;
    }
    expect_keys(item, {"id", "set"}, above + "." + id->value.text);
    TournamentStrategy strategy;
    strategy.id = id->value.text;
    for (const TournamentStrategy& other : party.strategies) {
      if (other.id == strategy.id) {
        complaints_.add(id->value.where, above + " has two strategies '" + strategy.id +
                                             "', expected different names");
      }
    }
    if (const YamlEntry* set = item.find("set")) {
      if (set->value.kind != YamlNode::Kind::mapping) {
        complaints_.add(set->value.where,
                        above + "." + strategy.id +
                            ".set is no mapping, expected {path below the party: value}");
      }
      for (const YamlEntry& entry : set->value.entries) {
        const std::string path = above + "." + entry.key;
        strategy.overrides.push_back(path + "=" + to_flow(entry.value));
        strategy.keeps_payoffs = strategy.keeps_payoffs && keeps_payoffs(path, false);
        place(path, entry.value.where);
      }
    }
    party.strategies.push_back(std::move(strategy));
  }

  /// Every strategy by itself through the reader of scenarios; what that complains about
  /// stands in this file.
  void check_strategies() {
    const auto scenario = read_changed(tournament_.scenario, {});
    if (!scenario) {
      return;
    }
    for (const TournamentParty& party : tournament_.parties) {
      std::vector<std::string> ids;
      for (const Party& known : scenario->model.parties) {
        ids.push_back(known.id);
      }
      if (std::find(ids.begin(), ids.end(), party.id) == ids.end()) {
        complaints_.add(
            root_.find("parties")->value.find(party.id)->where,
            "parties." + party.id + " is no party of " + tournament_.scenario.string(),
            name_hints(party.id, ids));
        continue;
      }
      for (const TournamentStrategy& strategy : party.strategies) {
        static_cast<void>(read_changed(tournament_.scenario, strategy.overrides));
      }
    }
  }

  TournamentFile tournament_;
};

}  // namespace

Scenario TournamentFile::scenario_with(
    const std::vector<const TournamentStrategy*>& strategies) const {
  std::vector<std::string> all = overrides;
  for (const TournamentStrategy* strategy : strategies) {
    all.insert(all.end(), strategy->overrides.begin(), strategy->overrides.end());
  }
  return variants->read(all);
}

TournamentFile read_tournament(const fs::path& file, const ReadOptions& options) {
  return TournamentReading(file, options).read();
}

}  // namespace tripart
