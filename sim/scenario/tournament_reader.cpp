// Reads tournaments: which strategies each party may choose from, as changes of one
// scenario.
#include <algorithm>
#include <map>

#include "scenario/names.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/spelling.hpp"
#include "tripart/scenario/tournament_file.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_parties = 8;
constexpr std::uint64_t most_tournament_replicates = 10'000'000;

/// One flow value on one line, as --set takes it.
std::string to_flow(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::scalar: {
      std::string text;
      for (const char letter : node.text) {
        text += letter == '\'' && node.quoted ? "''" : std::string(1, letter);
      }
      return node.quoted ? "'" + text + "'" : text;
    }
    case YamlNode::Kind::sequence: {
      std::string text;
      for (const YamlNode& item : node.items) {
        text += (text.empty() ? "" : ", ") + to_flow(item);
      }
      return "[" + text + "]";
    }
    case YamlNode::Kind::mapping: {
      std::string text;
      for (const YamlEntry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + entry.key + ": " + to_flow(entry.value);
      }
      return "{" + text + "}";
    }
  }
  return "";
}

/// What lies under these keys of a party the trade model does not know.
bool keeps_payoffs(const std::string& path) {
  static const std::vector<std::string> tastes = {
      "strategy",    "weights",   "discount_rate", "deadline_weight",
      "recognition", "switching", "private_type",  "ratification"};
  return std::find(tastes.begin(), tastes.end(), path.substr(0, path.find('.'))) !=
         tastes.end();
}

class TournamentReading {
 public:
  TournamentReading(fs::path file, const ReadOptions& options)
      : file_(std::move(file)), options_(&options), root_(read_yaml_file(file_)) {}

  TournamentFile read() {
    static const std::vector<std::string> keys = {"format",     "name",    "scenario",
                                                  "replicates", "measure", "parties"};
    expect_keys(root_, keys, "");
    if (const YamlNode* format = needed("format"); format && format->text != "1") {
      complaints_.add(format->where, "format is " + format->text + ", expected 1");
    }
    if (const YamlNode* name = needed("name"); name && !is_name(name->text)) {
      complaints_.add(name->where,
                      "name is '" + name->text + "', expected letters, digits, _ and -");
    }
    read_measure();
    read_replicates();
    if (const YamlNode* scenario = needed("scenario")) {
      read_scenario_path(*scenario);
    }
    if (const YamlNode* parties = needed("parties")) {
      read_parties(*parties);
    }
    complaints_.throw_if_any();
    tournament_.name = root_.find("name")->value.text;
    tournament_.title = title();
    tournament_.overrides = options_->overrides;
    check_strategies();
    complaints_.throw_if_any();
    return std::move(tournament_);
  }

 private:
  void expect_keys(const YamlNode& node, const std::vector<std::string>& keys,
                   const std::string& above) {
    for (const YamlEntry& entry : node.entries) {
      if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
        complaints_.add(
            entry.where,
            "unknown key '" + entry.key + "'" + (above.empty() ? "" : " in " + above),
            name_hints(entry.key, keys));
      }
    }
  }

  const YamlNode* needed(const std::string& key) {
    const YamlEntry* entry = root_.find(key);
    if (entry == nullptr) {
      complaints_.add(root_.where, key + " is missing from a tournament");
      return nullptr;
    }
    return &entry->value;
  }

  [[nodiscard]] std::string title() const {
    const std::string text = read_file(file_);
    const std::string line = text.substr(0, text.find_first_of("\r\n"));
    const std::size_t first = line.find_first_not_of("# ");
    return line.starts_with('#') && first != std::string::npos ? line.substr(first) : "";
  }

  void read_measure() {
    const std::vector<std::string> measures = {"utility", "welfare_pct"};
    const YamlEntry* entry = root_.find("measure");
    tournament_.measure = entry == nullptr ? measures.front() : entry->value.text;
    if (std::find(measures.begin(), measures.end(), tournament_.measure) ==
        measures.end()) {
      complaints_.add(
          entry->value.where,
          "measure is '" + tournament_.measure + "', expected utility or welfare_pct",
          name_hints(tournament_.measure, measures));
    }
  }

  void read_replicates() {
    const YamlNode* node = needed("replicates");
    if (node == nullptr) {
      return;
    }
    const auto count = parse_count(node->text);
    if (!count || *count < 2 || *count > most_tournament_replicates) {
      complaints_.add(node->where, "replicates is '" + node->text +
                                       "', expected a count in [2, 10000000]");
      return;
    }
    tournament_.replicates = *count;
  }

  void read_scenario_path(const YamlNode& node) {
    const fs::path path(node.text);
    if (node.text.empty() || path.is_absolute()) {
      complaints_.add(node.where, "scenario is '" + node.text +
                                      "', expected a path relative to this file");
      return;
    }
    tournament_.scenario = file_.parent_path() / path;
    if (!fs::is_regular_file(tournament_.scenario)) {
      complaints_.add(node.where, "scenario is '" + node.text +
                                      "', and there is no file " +
                                      tournament_.scenario.string());
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
        strategy.keeps_payoffs = strategy.keeps_payoffs && keeps_payoffs(entry.key);
        written_at_["--set " + path] = entry.value.where;
      }
    }
    party.strategies.push_back(std::move(strategy));
  }

  /// Every strategy by itself through the reader of scenarios; what that complains about
  /// stands in this file.
  void check_strategies() {
    Scenario scenario;
    try {
      scenario = read_scenario(tournament_.scenario, *options_);
    } catch (const InputError& error) {
      take_over(error);
      return;
    }
    for (const TournamentParty& party : tournament_.parties) {
      std::vector<std::string> ids;
      for (const Party& known : scenario.model.parties) {
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
        ReadOptions options = *options_;
        options.overrides.insert(options.overrides.end(), strategy.overrides.begin(),
                                 strategy.overrides.end());
        try {
          static_cast<void>(read_scenario(tournament_.scenario, options));
        } catch (const InputError& error) {
          take_over(error);
        }
      }
    }
  }

  void take_over(const InputError& error) {
    for (const Complaint& complaint : error.complaints()) {
      const auto here = written_at_.find(complaint.where.file);
      complaints_.add(here == written_at_.end() ? complaint.where : here->second,
                      complaint.what, complaint.hints);
    }
  }

  fs::path file_;
  const ReadOptions* options_;
  YamlNode root_;
  Complaints complaints_;
  TournamentFile tournament_;
  std::map<std::string, SourcePosition> written_at_;
};

}  // namespace

TournamentFile read_tournament(const fs::path& file, const ReadOptions& options) {
  return TournamentReading(file, options).read();
}

bool is_tournament(const fs::path& file) {
  try {
    return read_yaml_file(file).find("scenario") != nullptr;
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace tripart
