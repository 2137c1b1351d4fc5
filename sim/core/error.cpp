#include "tripart/core/error.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "tripart/core/unicode.hpp"

namespace tripart {
namespace {

constexpr std::size_t longest_line = 500;
/// Of a line, for the name of the file: what is wrong with it has to fit in as well.
constexpr std::size_t longest_place = 200;
/// More help nobody, and would take time and memory without bound.
constexpr std::size_t most_complaints = 100;
constexpr std::string_view there_may_be_more =
    "these are the first errors found; there may be more";

std::string joined(const std::vector<Complaint>& complaints) {
  std::string text;
  for (const Complaint& complaint : complaints) {
    text += to_text(complaint);
  }
  return text;
}

// Files keep the order in which they were first complained about.
std::vector<Complaint> ordered(std::vector<Complaint> complaints) {
  std::map<std::string, std::size_t> rank;
  for (const Complaint& complaint : complaints) {
    rank.emplace(complaint.where.file.text(), rank.size());
  }
  const auto place = [&rank](const Complaint& complaint) {
    return std::tuple(rank.at(complaint.where.file.text()), complaint.where.line,
                      complaint.where.column);
  };
  std::stable_sort(
      complaints.begin(), complaints.end(),
      [&](const Complaint& a, const Complaint& b) { return place(a) < place(b); });
  return complaints;
}

}  // namespace

std::string to_text(const Complaint& complaint, std::string_view word) {
  std::string line =
      without_middle(printable(complaint.where.file.text()), longest_place);
  if (complaint.where.line > 0) {
    line += ":" + std::to_string(complaint.where.line) + ":" +
            std::to_string(std::max<std::size_t>(complaint.where.column, 1));
  }
  line += ": " + std::string(word) + ": ";
  std::string text =
      line + without_middle(printable(complaint.what), longest_line - line.size()) + "\n";
  for (const std::string& hint : complaint.hints) {
    text += without_middle("hint: " + printable(hint), longest_line) + "\n";
  }
  return text;
}

InputError::InputError(std::vector<Complaint> complaints)
    : std::runtime_error(joined(ordered(complaints))),
      complaints_(ordered(std::move(complaints))) {}

InputError::InputError(SourcePosition where, std::string what,
                       std::vector<std::string> hints)
    : InputError(
          std::vector<Complaint>{{std::move(where), std::move(what), std::move(hints)}}) {
}

void Complaints::add(SourcePosition where, std::string what,
                     std::vector<std::string> hints) {
  list_.push_back({std::move(where), std::move(what), std::move(hints)});
  if (list_.size() >= most_complaints) {
    std::vector<Complaint> all = ordered(list_);
    std::vector<std::string>& last = all.back().hints;
    if (last.empty() || last.back() != there_may_be_more) {
      last.emplace_back(there_may_be_more);
    }
    throw InputError(std::move(all));
  }
}

void Complaints::throw_if_any() const {
  if (!list_.empty()) {
    throw InputError(list_);
  }
}

void contract_failed(const char* condition, const char* file, int line) {
  throw ContractViolation(std::string(file) + ":" + std::to_string(line) +
                          ": broken contract: " + condition);
}

}  // namespace tripart
