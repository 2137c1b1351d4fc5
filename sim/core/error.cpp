#include "tripart/core/error.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace tripart {
namespace {

constexpr std::size_t longest_line = 500;

std::string shortened(std::string line) {
  if (line.size() > longest_line) {
    line.resize(longest_line - 3);
    // A cut inside a UTF-8 sequence would make the message itself malformed.
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U) {
      line.pop_back();
    }
    if (!line.empty() && (static_cast<unsigned char>(line.back()) & 0x80U) != 0U) {
      line.pop_back();
    }
    line += "...";
  }
  return line;
}

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
    rank.emplace(complaint.where.file, rank.size());
  }
  const auto place = [&rank](const Complaint& complaint) {
    return std::tuple(rank.at(complaint.where.file), complaint.where.line,
                      complaint.where.column);
  };
  std::stable_sort(
      complaints.begin(), complaints.end(),
      [&](const Complaint& a, const Complaint& b) { return place(a) < place(b); });
  return complaints;
}

}  // namespace

std::string to_text(const Complaint& complaint) {
  std::string line = complaint.where.file;
  if (complaint.where.line > 0) {
    line += ":" + std::to_string(complaint.where.line) + ":" +
            std::to_string(std::max<std::size_t>(complaint.where.column, 1));
  }
  std::string text = shortened(line + ": error: " + complaint.what) + "\n";
  for (const std::string& hint : complaint.hints) {
    text += shortened("hint: " + hint) + "\n";
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
