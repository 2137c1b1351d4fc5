#include "scenario/stated_payoffs.hpp"

#include <algorithm>
#include <cmath>
#include <system_error>

#include "scenario/names.hpp"
#include "tripart/bargaining/payoff.hpp"
#include "tripart/core/number.hpp"
#include "tripart/economy/table.hpp"

namespace tripart {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_named = 20;
constexpr double largest_value = 1000.0;
/// How a table may call the status quo, whose own name is empty.
constexpr std::string_view status_quo_name = "status_quo";

/// The names that the cells of a table may have, and its rows by them.
class PayoffRows {
 public:
  PayoffRows(Table table, const Model& model, Complaints& complaints)
      : table_(std::move(table)), complaints_(&complaints), payoffs_(model, 1) {
    for (int i = 0; i < payoffs_.configurations().size(); ++i) {
      const std::string& name = payoffs_.configurations()[i].name;
      configurations_.push_back(name.empty() ? std::string(status_quo_name) : name);
    }
    for (int state = 0; state < payoffs_.tariff_states(); ++state) {
      states_.push_back(payoffs_.state_name(model, state));
    }
    for (const Party& party : model.parties) {
      parties_.push_back(party.id);
    }
  }

  std::vector<double> read() {
    const std::vector<std::string> known = {"configuration", "tariff_state", "party",
                                            "value"};
    for (std::size_t i = 0; i < table_.columns().size(); ++i) {
      const std::string& column = table_.columns()[i];
      if (!holds(known, column)) {
        complaints_->add(table_.where_header(i), "unknown column '" + column + "'",
                         name_hints(column, known));
      }
    }
    const std::size_t configuration = table_.column("configuration");
    const std::size_t party = table_.column("party");
    const std::size_t value = table_.column("value");
    const bool tells_states = table_.has("tariff_state");
    const std::size_t state = tells_states ? table_.column("tariff_state") : 0;
    table_.set_key(tells_states ? std::vector<std::size_t>{configuration, state, party}
                                : std::vector<std::size_t>{configuration, party});
    std::vector<double> values(configurations_.size() * states_.size() * parties_.size());
    std::vector<bool> seen(values.size(), false);
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      const auto g = place_of(row, configuration, configurations_);
      const auto m = tells_states ? place_of(row, state, states_) : std::optional(0UL);
      const auto i = place_of(row, party, parties_);
      const double number = table_.number(row, value, *complaints_);
      if (std::fabs(number) > largest_value) {
        complaints_->add(table_.where(row, value), "value of row '" + table_.key(row) +
                                                       "' is " + to_text(number) +
                                                       ", expected at most 1000 in size");
      }
      if (!g || !m || !i) {
        continue;
      }
      const std::size_t at = (*g * states_.size() + *m) * parties_.size() + *i;
      if (seen[at]) {
        complaints_->add(table_.where(row, configuration),
                         "row '" + table_.key(row) + "' appears twice");
      }
      seen[at] = true;
      values[at] = number;
    }
    complain_missing(seen, tells_states);
    return values;
  }

 private:
  std::optional<std::size_t> place_of(std::size_t row, std::size_t column,
                                      const std::vector<std::string>& names) {
    std::string_view text = table_.text(row, column);
    if (text.empty() && &names == &configurations_) {
      text = status_quo_name;
    }
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
      complaints_->add(
          table_.where(row, column),
          "unknown " + table_.columns()[column] + " '" + std::string(text) + "'",
          name_hints(text, names));
      return std::nullopt;
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  void complain_missing(const std::vector<bool>& seen, bool tells_states) {
    std::size_t missing = 0;
    for (std::size_t at = 0; at < seen.size(); ++at) {
      if (seen[at] || ++missing > most_named) {
        continue;
      }
      const std::size_t state = at / parties_.size() % states_.size();
      complaints_->add(
          {table_.file(), 1, 1},
          "no row for '" + configurations_[at / parties_.size() / states_.size()] +
              (tells_states || states_.size() > 1 ? ", " + states_[state] : "") + ", " +
              parties_[at % parties_.size()] + "'",
          missing == 1 ? std::vector<std::string>{"configurations are named as in "
                                                  "payoffs.csv; tripart payoffs lists "
                                                  "those of a scenario"}
                       : std::vector<std::string>{});
    }
    if (missing > most_named) {
      complaints_->add({table_.file(), 1, 1},
                       std::to_string(missing - most_named) + " more rows are missing");
    }
  }

  Table table_;
  Complaints* complaints_;
  PayoffTable payoffs_;
  std::vector<std::string> configurations_, states_, parties_;
};

}  // namespace

void check_stated_payoffs(const Section& root, const Section& user,
                          Complaints& complaints) {
  if (!root.has("payoffs")) {
    return;
  }
  for (const Section& party : user.members("parties")) {
    for (const char* key : {"disagreement", "breakdown"}) {
      if (party.has(key)) {
        complaints.add(party.where(key),
                       party.below(key) + " is given, expected it left out with payoffs",
                       {std::string("its rows of ") +
                        (key[0] == 'd' ? "status_quo" : "no_agreement") + " say it"});
      }
    }
  }
}

YamlNode without_what_payoffs_state(YamlNode scenario) {
  for (YamlEntry& entry : scenario.entries) {
    if (entry.key == "parties" && scenario.find("payoffs") != nullptr) {
      for (YamlEntry& party : entry.value.entries) {
        std::erase_if(party.value.entries, [](const YamlEntry& value) {
          return value.key == "disagreement" || value.key == "breakdown";
        });
      }
    }
  }
  return scenario;
}

std::optional<PayoffFile> find_payoffs(const Section& root, const fs::path& scenario_file,
                                       const std::optional<fs::path>& data_folder,
                                       Complaints& complaints) {
  if (!root.has("payoffs")) {
    return std::nullopt;
  }
  const std::string name = root.text("payoffs");
  std::vector<fs::path> places = {scenario_file.parent_path() / name};
  if (data_folder) {
    places.push_back(*data_folder / name);
  }
  std::string looked;
  for (const fs::path& path : places) {
    std::error_code error;
    if (!fs::is_regular_file(fs::symlink_status(path, error))) {
      looked += (looked.empty() ? "" : ", ") + path.string();
      continue;
    }
    try {
      return PayoffFile{{name, read_table_bytes(path)}, path};
    } catch (const Failure& failure) {
      complaints.add(root.where("payoffs"),
                     std::string("payoffs cannot be read: ") + failure.what());
      return std::nullopt;
    }
  }
  complaints.add(
      root.where("payoffs"),
      "payoffs is '" + name + "', a file that does not exist beside the scenario",
      {"looked for " + looked});
  return std::nullopt;
}

void read_payoffs(const PayoffFile& file, Model& model, Complaints& complaints) {
  try {
    PayoffRows rows(parse_table(file.input.bytes, file.path.string()), model, complaints);
    model.stated_welfare = rows.read();
  } catch (const InputError& error) {
    for (const Complaint& complaint : error.complaints()) {
      complaints.add(complaint.where, complaint.what, complaint.hints);
    }
  }
}

}  // namespace tripart
