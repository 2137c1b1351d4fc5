#include "tripart/history/durations.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "tripart/core/number.hpp"
#include "tripart/economy/table.hpp"

namespace tripart {
namespace {

constexpr double days_in_month = 365.25 / 12.0;

int whole_months(double days) {
  return static_cast<int>(std::floor(days / days_in_month + 0.5));
}

}  // namespace

std::vector<Duration> read_durations(const std::filesystem::path& file) {
  const Table table = read_table(file);
  const std::size_t months = table.column("launch_to_signature_months");
  const std::size_t name = table.column("table");
  Complaints complaints;
  std::vector<Duration> list;
  std::map<std::string, std::pair<std::uint64_t, SourcePosition>, std::less<>> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto value = parse_count(table.text(row, months));
    if (!value || *value > longest_duration) {
      complaints.add(table.where(row, months),
                     "launch_to_signature_months of row '" + table.key(row) + "' is '" +
                         std::string(table.text(row, months)) +
                         "', expected a whole number from 0 to " +
                         to_text(longest_duration));
      continue;
    }
    const std::string at(table.text(row, name));
    if (at.empty()) {
      complaints.add(table.where(row, name),
                     "table of row '" + table.key(row) +
                         "' is empty, expected the name of a negotiation");
      continue;
    }
    const auto [first, fresh] =
        seen.emplace(at, std::pair(*value, table.where(row, months)));
    if (fresh) {
      list.push_back({at, static_cast<int>(*value)});
    } else if (first->second.first != *value) {
      complaints.add(table.where(row, months),
                     "launch_to_signature_months of row '" + table.key(row) + "' is " +
                         std::to_string(*value) + ", expected " +
                         std::to_string(first->second.first) + " as on line " +
                         std::to_string(first->second.second.line) +
                         ": one negotiation has one duration");
    }
  }
  if (list.size() < 2 && complaints.empty()) {
    complaints.add({table.file(), 0, 0}, "has " + std::to_string(list.size()) +
                                             " negotiations, expected 2 or more");
  }
  complaints.throw_if_any();
  return list;
}

DurationSample::DurationSample(const Model& model)
    : notice_(model.legal.sign_before < 0.0
                  ? 0.0
                  : std::max(model.legal.notice_days, model.legal.text_days)),
      cut_(whole_months(model.horizon + notice_)),
      counts_(static_cast<std::size_t>(cut_) + 1, 0) {}

void DurationSample::add(const Outcome& outcome) {
  ++total_;
  const int months = outcome.first_deal_day == no_day
                         ? cut_ + 1
                         : whole_months(outcome.first_deal_day + notice_);
  if (months > cut_) {
    ++censored_;
  } else {
    ++counts_[static_cast<std::size_t>(months)];
  }
}

}  // namespace tripart
