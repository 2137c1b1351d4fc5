#include "scenario/reader.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

#include "scenario/build.hpp"
#include "scenario/checks.hpp"
#include "scenario/history.hpp"
#include "scenario/names.hpp"
#include "scenario/overrides.hpp"
#include "scenario/stated_payoffs.hpp"
#include "scenario/states.hpp"
#include "scenario/table_lookup.hpp"
#include "scenario/theory.hpp"
#include "scenario/walk.hpp"
#include "scenario/yaml_source.hpp"
#include "tripart/core/file.hpp"
#include "tripart/scenario/scenario_variants.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

/// The question a scenario asks: its first line, where that is a comment.
std::string title_of(std::string_view text) {
  std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.empty() || line.front() != '#') {
    return "";
  }
  line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
  return std::string(line);
}

/// Name of the scenario's copy in a result directory, which takes plain names only.
std::string input_name(const fs::path& file) {
  const std::string name = file.filename().string();
  std::string letters = name;
  std::replace(letters.begin(), letters.end(), '.', '_');
  return is_name(letters) ? name : "scenario.yaml";
}

/// Everything in one folder of tables.
struct ReadTables {
  Baseline baseline;
  std::vector<InputFile> inputs;
};

/// What readings of one scenario with other settings share: nothing that these change.
class SharedReading {
 public:
  explicit SharedReading(YamlNode user) : user_(std::move(user)) {}

  [[nodiscard]] const YamlNode& user() const { return user_; }
  /// The tables in a folder. \throws as read_baseline
  std::shared_ptr<const ReadTables> tables(const fs::path& folder) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<const ReadTables>& known = tables_[folder];
    if (!known) {
      known = std::make_shared<const ReadTables>(
          ReadTables{read_baseline(folder), table_inputs(folder)});
    }
    return known;
  }

 private:
  YamlNode user_;
  std::mutex mutex_;
  std::map<fs::path, std::shared_ptr<const ReadTables>> tables_;
};

/// A key that no path in dots could name; none of the table's has one.
bool has_dotted_key(const YamlNode& node) {
  return std::any_of(node.items.begin(), node.items.end(), has_dotted_key) ||
         std::any_of(node.entries.begin(), node.entries.end(),
                     [](const YamlEntry& entry) {
                       return entry.key.find('.') != std::string::npos ||
                              has_dotted_key(entry.value);
                     });
}

/// One reading of one scenario: all complaints are gathered before any is thrown.
class Reading {
 public:
  Reading(std::string_view text, fs::path file, const ReadOptions& options,
          SharedReading& shared)
      : text_(text), file_(std::move(file)), options_(&options), shared_(&shared) {}

  Scenario read() {
    YamlNode user = shared_->user();
    apply_overrides(user, options_->overrides, complaints_);
    find_baseline(user);
    const Names names = names_of(user, tables_ ? &tables_->baseline : nullptr);
    Scenario scenario;
    const YamlNode resolved = resolve_scenario(user, names, complaints_, scenario.notes);
    if (has_dotted_key(resolved)) {
      complaints_.throw_if_any();  // it is complained of, and no path leads to it
    }
    const Section root(resolved);
    check_frame(root, complaints_);
    check_strategic(root, complaints_);
    check_tactics(root, complaints_);
    check_protocol(root, complaints_);
    check_economy(root, names, complaints_);
    check_agenda(root, Section(user), names, complaints_);
    check_offers(root, Section(user), complaints_);
    check_stated_payoffs(root, Section(user), complaints_);
    check_calendar(root, complaints_);
    check_threats(root, Section(user), complaints_);
    check_tariffs(root, names, complaints_);
    const auto history = find_history(root, file_, complaints_);
    const auto payoffs = find_payoffs(root, file_, options_->data_folder, complaints_);
    complaints_.throw_if_any();

    const BuildContext context{root, names, root.date("start").value()};
    scenario.title = title_of(text_);
    scenario.resolved =
        payoffs ? to_yaml(without_what_payoffs_state(resolved)) : to_yaml(resolved);
    scenario.overrides = options_->overrides;
    scenario.model = build_model(context);
    check_states(root, scenario.model, complaints_);
    scenario.theory = read_theory(root, complaints_);
    if (payoffs && complaints_.empty()) {
      read_payoffs(*payoffs, scenario.model, complaints_);
    }
    complaints_.throw_if_any();
    switch_mechanisms(root.section("mechanisms"), scenario.model);
    build_trade(context, scenario);
    make_timeline(scenario.model);
    scenario.inputs.push_back({input_name(file_), std::string(text_)});
    if (tables_) {
      scenario.inputs.insert(scenario.inputs.end(), tables_->inputs.begin(),
                             tables_->inputs.end());
    }
    if (payoffs) {
      scenario.inputs.push_back(payoffs->input);
    }
    if (history) {
      scenario.history = history->name;
      scenario.inputs.push_back(*history);
    }
    return scenario;
  }

 private:
  /// Tables come before the checks, since sectors and regions are names that keys may
  /// use.
  void find_baseline(const YamlNode& user) {
    const YamlEntry* economy = user.find("economy");
    const YamlEntry* entry =
        economy == nullptr ? nullptr : economy->value.find("baseline");
    if (entry == nullptr || !is_table_name(entry->value.text)) {
      return;
    }
    const TablePlace place = find_table(entry->value.text, file_, options_->data_folder);
    if (!place.folder) {
      complain_about_table(entry->value, place);
      return;
    }
    try {
      tables_ = shared_->tables(*place.folder);
    } catch (const InputError& error) {
      for (const Complaint& complaint : error.complaints()) {
        complaints_.add(complaint.where, complaint.what, complaint.hints);
      }
    } catch (const Failure& failure) {
      complaints_.add(entry->value.where,
                      "economy.baseline is '" + entry->value.text +
                          "', whose tables cannot be read: " + failure.what());
    }
  }

  void complain_about_table(const YamlNode& name, const TablePlace& place) {
    if (place.link) {
      complaints_.add(name.where,
                      "economy.baseline is '" + name.text + "', but " +
                          place.link->string() + " is a link, expected a folder",
                      {"put a copy of what it leads to in its place"});
      return;
    }
    std::vector<std::string> hints;
    if (!place.others.empty()) {
      hints = name_hints(name.text, place.others);
    }
    std::string folders;
    for (const fs::path& folder : place.looked_in) {
      folders += (folders.empty() ? "" : ", ") + folder.string();
    }
    hints.push_back("looked in " + folders);
    complaints_.add(name.where,
                    "economy.baseline is '" + name.text +
                        "', a table that does not exist, expected a folder of that name "
                        "in baselines/",
                    std::move(hints));
  }

  void build_trade(const BuildContext& context, Scenario& scenario) {
    if (context.pure()) {
      weigh_partners_equally(scenario.model);
      return;
    }
    const std::vector<ExportShare> shares = export_shares_of(context);
    try {
      scenario.trade = build_trade_model(
          context, shares.empty() ? tables_->baseline
                                  : rebalance_export_shares(tables_->baseline, shares));
    } catch (const Failure& failure) {
      complaints_.add(context.root.section("economy").where("export_shares"),
                      std::string("economy.export_shares: ") + failure.what());
      complaints_.throw_if_any();
    }
    weigh_partners(*scenario.trade, scenario.model);
  }

  std::string_view text_;
  fs::path file_;
  const ReadOptions* options_;
  Complaints complaints_;
  SharedReading* shared_;
  std::shared_ptr<const ReadTables> tables_;
};

}  // namespace

Scenario read_scenario_text(std::string_view text, const fs::path& file,
                            const ReadOptions& options) {
  SharedReading alone(read_yaml_text(text, file.string()));
  return Reading(text, file, options, alone).read();
}

namespace {

/// The text of a scenario, unless it is not worth taking into memory: then the YAML
/// reader says what is wrong with it.
std::string text_of(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error || !fs::is_regular_file(file, error) || size > largest_yaml_bytes) {
    static_cast<void>(read_yaml_file(file));
  }
  return read_file(file);
}

}  // namespace

Scenario read_scenario(const fs::path& file, const ReadOptions& options) {
  return read_scenario_text(text_of(file), file, options);
}

struct ScenarioVariants::Kept {
  Kept(fs::path path, std::optional<fs::path> folder)
      : file(std::move(path)),
        data_folder(std::move(folder)),
        text(text_of(file)),
        shared(read_yaml_text(text, file.string())) {}
  fs::path file;
  std::optional<fs::path> data_folder;
  std::string text;
  SharedReading shared;
};

ScenarioVariants::ScenarioVariants(fs::path file, std::optional<fs::path> data_folder)
    : kept_(std::make_unique<Kept>(std::move(file), std::move(data_folder))) {}

ScenarioVariants::~ScenarioVariants() = default;

Scenario ScenarioVariants::read(const std::vector<std::string>& overrides) const {
  const ReadOptions options{overrides, kept_->data_folder};
  return Reading(kept_->text, kept_->file, options, kept_->shared).read();
}

}  // namespace tripart
