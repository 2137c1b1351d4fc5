#include "tripart/study/sweep_quantity.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "study/csv_stream.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

constexpr std::array<std::string_view, 8> needed{"design_point", "metric",    "party",
                                                 "category",     "statistic", "estimate",
                                                 "std_error",    "replicates"};

/// Where the columns that are needed stand in a record.
std::array<std::size_t, needed.size()> places(const std::vector<std::string>& header,
                                              const std::string& file) {
  std::array<std::size_t, needed.size()> at{};
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const auto found = std::find(header.begin(), header.end(), needed[i]);
    if (found == header.end()) {
      throw InputError({file, 1, 1}, "has no column " + std::string(needed[i]));
    }
    at[i] = static_cast<std::size_t>(found - header.begin());
  }
  return at;
}

class Reading {
 public:
  Reading(const std::filesystem::path& file, std::uint64_t points,
          const std::vector<QuantityPattern>& patterns)
      : file_(file.string()), stream_(file), points_(points), patterns_(patterns) {}

  SweepQuantities read(const FileRecord& record) {
    std::vector<std::string> cells;
    if (!stream_.next(cells)) {
      throw InputError({file_, 0, 0}, "is empty, expected a table");
    }
    const std::size_t columns = cells.size();
    at_ = places(cells, file_);
    while (stream_.next(cells)) {
      if (cells.size() != columns) {
        refuse("has " + std::to_string(cells.size()) + " fields, expected " +
               std::to_string(columns));
      }
      take(cells);
    }
    if (stream_.bytes() != record.bytes || stream_.sha256() != record.sha256) {
      throw InputError({file_, 0, 0}, "is not the file that manifest.json describes");
    }
    return std::move(result_);
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw InputError({file_, stream_.line(), 1}, what);
  }

  void take(const std::vector<std::string>& cells) {
    QuantityName name{cells[at_[1]], cells[at_[2]], cells[at_[3]], cells[at_[4]]};
    const auto [entry, is_new] = number_of_.try_emplace(std::move(name), unwanted);
    if (is_new) {
      const QuantityName& known = entry->first;  // clang 14 captures no binding
      result_.known.insert(known);
      if (std::any_of(
              patterns_.begin(), patterns_.end(),
              [&](const QuantityPattern& pattern) { return pattern.matches(known); })) {
        entry->second = result_.matching.size();
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        result_.matching.push_back(
            {entry->first,
             {std::vector<double>(points_, none), std::vector<double>(points_, 0.0)}});
      }
    }
    if (entry->second == unwanted) {
      return;
    }
    const auto point = parse_count(cells[at_[0]]);
    const auto replicates = parse_count(cells[at_[7]]);
    const auto value = optional_number(cells[at_[5]]);
    const auto error = optional_number(cells[at_[6]]);
    if (!point || *point < 1 || *point > points_ || !replicates) {
      refuse("expected a design_point from 1 to " + std::to_string(points_) +
             " and a number of replicates");
    }
    if (value) {
      Responses& responses = result_.matching[entry->second].responses;
      responses.values[*point - 1] = *value;
      responses.noise[*point - 1] =
          noise(entry->first.statistic == "probability", error.value_or(0.0),
                static_cast<double>(*replicates));
    }
  }

  [[nodiscard]] std::optional<double> optional_number(const std::string& cell) const {
    if (cell.empty()) {
      return std::nullopt;
    }
    const auto value = parse_number(cell);
    if (!value) {
      refuse("'" + cell + "' is no number");
    }
    return value;
  }

  // Of a probability std_error^2 is p (1 - p) / n, which is too small by 1 / n on
  // average.
  static double noise(bool is_probability, double error, double n) {
    return error * error * (is_probability && n > 1.0 ? n / (n - 1.0) : 1.0);
  }

  static constexpr std::size_t unwanted = std::numeric_limits<std::size_t>::max();
  std::string file_;
  CsvStream stream_;
  std::uint64_t points_;
  const std::vector<QuantityPattern>& patterns_;
  std::array<std::size_t, needed.size()> at_{};
  std::map<QuantityName, std::size_t> number_of_;
  SweepQuantities result_;
};

bool is_free_or(const std::optional<std::string>& wanted, const std::string& text) {
  return !wanted || *wanted == text;
}

}  // namespace

std::string to_text(const QuantityName& name) {
  std::string text =
      name.metric + "/" + name.party + "/" + name.category + "/" + name.statistic;
  text.erase(text.find_last_not_of('/') + 1);
  return text;
}

std::optional<QuantityPattern> QuantityPattern::parse(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '/') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (parts.size() > 4 || parts[0].empty()) {
    return std::nullopt;
  }
  parts.resize(4);
  const auto part = [&](std::size_t i) {
    return parts[i].empty() ? std::nullopt : std::optional(parts[i]);
  };
  return QuantityPattern{std::string(text), parts[0], part(1), part(2), part(3)};
}

bool QuantityPattern::matches(const QuantityName& name) const {
  if (metric != name.metric || !is_free_or(party, name.party)) {
    return false;
  }
  const bool is_probability = name.statistic == "probability";
  return (statistic ? *statistic == name.statistic
                    : is_probability || name.statistic == "mean") &&
         (category ? *category == name.category
                   : is_probability || name.category == "all");
}

SweepQuantities read_sweep_quantities(const std::filesystem::path& file,
                                      const FileRecord& record, std::uint64_t points,
                                      const std::vector<QuantityPattern>& patterns) {
  return Reading(file, points, patterns).read(record);
}

}  // namespace tripart
