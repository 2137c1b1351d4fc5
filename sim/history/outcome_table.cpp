#include "tripart/history/outcome_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "history/record_table.hpp"
#include "scenario/names.hpp"
#include "tripart/core/bits.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// What the cells of a row of one kind hold.
enum class SubjectOf { nothing, parties, party, threat, issue };
struct KindRule {
  OutcomeRowKind kind;
  std::string_view name;
  SubjectOf subject;
  bool has_date;
};

constexpr std::array<KindRule, outcome_row_kinds> row_rules{{
    {OutcomeRowKind::deal, "deal", SubjectOf::parties, true},
    {OutcomeRowKind::no_deal, "no_deal", SubjectOf::nothing, true},
    {OutcomeRowKind::first_deal, "first_deal", SubjectOf::parties, false},
    {OutcomeRowKind::excluded, "excluded", SubjectOf::party, false},
    {OutcomeRowKind::threat_executed, "threat_executed", SubjectOf::threat, true},
    {OutcomeRowKind::threat_outlives_deal, "threat_outlives_deal", SubjectOf::threat,
     false},
    {OutcomeRowKind::chapters_closed, "chapters_closed", SubjectOf::nothing, true},
    {OutcomeRowKind::text, "text", SubjectOf::issue, false},
    {OutcomeRowKind::deal_date, "deal_date", SubjectOf::parties, false},
}};

const KindRule& rule_of(OutcomeRowKind kind) {
  return row_rules[static_cast<std::size_t>(kind)];
}

template <class Item>
std::vector<std::string> names_in(const std::vector<Item>& items) {
  std::vector<std::string> ids;
  for (const Item& item : items) {
    ids.push_back(item.id);
  }
  return ids;
}

int place_of(const std::vector<std::string>& names, const std::string& name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

/// Whether of two dated rows, the second with the later day or the same, at most one can
/// be right: what has happened by a day has happened by every later one.
bool contradict(const OutcomeRow& early, const OutcomeRow& late) {
  if (early.kind == OutcomeRowKind::deal && late.kind == OutcomeRowKind::no_deal) {
    return early.value > 0.0 && late.value > 0.0;
  }
  if (early.kind != late.kind || early.parties != late.parties ||
      early.number != late.number) {
    return false;
  }
  return late.kind == OutcomeRowKind::no_deal ? late.value > early.value
                                              : late.value < early.value;
}

class OutcomeReading {
 public:
  OutcomeReading(const std::filesystem::path& file, const Model& model)
      : model_(model),
        table_(file,
               {"id", "kind", "subject", "by", "value", "low", "high", "scored", "source",
                "confidence", "note"},
               complaints_) {}

  std::vector<OutcomeRow> read() {
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      read_row(row);
    }
    complaints_.throw_if_any();
    for (std::size_t late = 0; late < rows_.size(); ++late) {
      expect_no_contradiction(late);
    }
    complaints_.throw_if_any();
    return std::move(rows_);
  }

 private:
  /// \pre every row was read, so that rows of the table and of `rows_` are the same
  void expect_no_contradiction(std::size_t late) {
    const auto early = std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) {
      return row.by && rows_[late].by && row.by->days <= rows_[late].by->days &&
             contradict(row, rows_[late]);
    });
    if (early != rows_.end()) {
      table_.complain(
          late, "value", "what can be true beside row '" + early->id + "'",
          {"that row says " + to_text(early->value) + " by " + to_text(*early->by) +
           "; what has happened by a day has happened by every later one"});
    }
  }

  void read_row(std::size_t row) {
    std::vector<std::string> kinds;
    for (const KindRule& rule : row_rules) {
      kinds.emplace_back(rule.name);
    }
    const std::string kind = table_.text(row, "kind");
    const int number = place_of(kinds, kind);
    if (number < 0) {
      table_.complain(row, "kind", "a kind of row", name_hints(kind, kinds));
      return;
    }
    const KindRule& rule = row_rules[static_cast<std::size_t>(number)];
    OutcomeRow made;
    made.id = table_.text(row, "id");
    made.kind = rule.kind;
    made.where = table_.where(row, "id");
    read_subject(row, rule, made);
    read_date(row, rule, made);
    read_value(row, rule, made);
    const std::string scored = table_.text(row, "scored");
    if (scored != "yes" && scored != "no") {
      table_.complain(row, "scored", "yes or no");
    }
    made.is_scored = scored == "yes";
    rows_.push_back(std::move(made));
  }

  void read_subject(std::size_t row, const KindRule& rule, OutcomeRow& made) {
    made.subject = table_.text(row, "subject");
    switch (rule.subject) {
      case SubjectOf::nothing:
        table_.expect_empty(row, "subject", "for rows of kind " + std::string(rule.name));
        return;
      case SubjectOf::parties:
      case SubjectOf::party:
        read_parties(row, rule, made);
        return;
      case SubjectOf::threat:
        read_name(row, "a threat", names_in(model_.threats), made);
        return;
      case SubjectOf::issue:
        read_name(row, "an issue", names_in(model_.issues), made);
        return;
    }
  }

  void read_name(std::size_t row, const std::string& what,
                 const std::vector<std::string>& names, OutcomeRow& made) {
    made.number = place_of(names, made.subject);
    if (made.number < 0) {
      table_.complain(row, "subject", what + " of the scenario",
                      name_hints(made.subject, names));
    }
  }

  void read_parties(std::size_t row, const KindRule& rule, OutcomeRow& made) {
    const std::vector<std::string> names = names_in(model_.parties);
    std::string rest = made.subject + "+";
    while (!rest.empty()) {
      const std::string name = rest.substr(0, rest.find('+'));
      rest.erase(0, name.size() + 1);
      const int party = place_of(names, name);
      if (party < 0 || contains(made.parties, party)) {
        table_.complain(row, "subject", "parties of the scenario, each once, joined by +",
                        name_hints(name, names));
        return;
      }
      made.parties |= set_of(party);
    }
    const int count = count_bits(made.parties);
    if (rule.subject == SubjectOf::party ? count != 1 : count < 2) {
      table_.complain(
          row, "subject",
          rule.subject == SubjectOf::party ? "one party" : "two or more parties");
    }
  }

  void read_date(std::size_t row, const KindRule& rule, OutcomeRow& made) {
    if (!rule.has_date) {
      table_.expect_empty(row, "by", "for rows of kind " + std::string(rule.name));
      return;
    }
    made.by = table_.date(row, "by");
    if (made.by && made.by->days - model_.start.days > model_.horizon) {
      table_.complain(row, "by",
                      "a day up to the horizon of the scenario: no replicate goes on");
    }
  }

  void read_value(std::size_t row, const KindRule& rule, OutcomeRow& made) {
    if (rule.kind != OutcomeRowKind::text) {
      const std::string why = "for rows of kind " + std::string(rule.name);
      table_.expect_empty(row, "low", why);
      table_.expect_empty(row, "high", why);
    }
    if (rule.kind == OutcomeRowKind::deal_date) {
      if (const auto day = table_.date(row, "value")) {
        made.value = day->days - model_.start.days;
      }
    } else if (rule.kind == OutcomeRowKind::text) {
      made.value = table_.number(row, "value", 0.0, 1.0).value_or(0.0);
      made.low = table_.number(row, "low", 0.0, made.value).value_or(0.0);
      made.high = table_.number(row, "high", made.value, 1.0).value_or(1.0);
    } else if (rule.kind == OutcomeRowKind::chapters_closed) {
      read_whole(row, static_cast<double>(model_.chapters.size()), made);
    } else {
      read_whole(row, 1.0, made);
    }
  }

  void read_whole(std::size_t row, double most, OutcomeRow& made) {
    const auto value = table_.number(row, "value", 0.0, most);
    if (value && std::floor(*value) != *value) {
      table_.complain(row, "value", "a whole number");
    }
    made.value = value.value_or(0.0);
  }

  const Model& model_;
  Complaints complaints_;
  RecordTable table_;
  std::vector<OutcomeRow> rows_;
};

}  // namespace

std::string_view to_text(OutcomeRowKind kind) {
  return rule_of(kind).name;
}

bool is_event(OutcomeRowKind kind) {
  return kind != OutcomeRowKind::chapters_closed && kind != OutcomeRowKind::text &&
         kind != OutcomeRowKind::deal_date;
}

std::vector<OutcomeRow> read_outcome_table(const std::filesystem::path& file,
                                           const Model& model) {
  return OutcomeReading(file, model).read();
}

}  // namespace tripart
