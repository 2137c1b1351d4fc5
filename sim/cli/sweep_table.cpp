#include "cli/sweep_table.hpp"

#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "cli/text_table.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr std::uint64_t most_points_shown = 40;

using Cells = std::vector<std::string>;

/// Cells of one line of a CSV that tripart wrote: no cell holds a line break.
Cells cells_of(const std::string& line) {
  Cells cells(1);
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && is_quoted && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (c == '"') {
      is_quoted = !is_quoted;
    } else if (c == ',' && !is_quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

void for_each_row(const std::filesystem::path& file,
                  const std::function<void(Cells)>& use) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw Failure(ExitCode::cannot_read, file.string() + ": cannot read");
  }
  for (std::string line; std::getline(stream, line);) {
    use(cells_of(line));
  }
}

/// Columns of summary.csv.
enum SweepColumn : std::size_t {
  design_point,
  metric,
  party,
  category,
  statistic,
  estimate,
  std_error,
  ci_low,
  ci_high,
  replicates
};

constexpr std::array<const char*, 10> column_names{
    "design_point", "metric",    "party",  "category", "statistic",
    "estimate",     "std_error", "ci_low", "ci_high",  "replicates"};

/// Every probability of a kind of deal in summary.csv.
void for_each_kind(const std::filesystem::path& folder,
                   const std::function<void(const Cells&)>& use) {
  for_each_row(folder / "summary.csv", [&](const Cells& row) {
    if (row.size() > estimate && row[metric] == "kind" && !row[estimate].empty()) {
      use(row);
    }
  });
}

std::string percent(const std::string& cell) {
  const auto value = parse_number(cell);
  return value ? rounded(100.0 * *value, 1) : "-";
}

std::string point_by_point(const std::filesystem::path& folder) {
  std::vector<std::string> kinds;                                   // as they come
  std::map<std::string, std::map<std::string, std::string>> found;  // [point][kind]
  for_each_kind(folder, [&](const Cells& row) {
    if (std::find(kinds.begin(), kinds.end(), row[category]) == kinds.end()) {
      kinds.push_back(row[category]);
    }
    found[row[design_point]][row[category]] = row[estimate];
  });
  TextTable table;
  bool is_header = true;
  for_each_row(folder / "points.csv", [&](Cells row) {
    const std::string point = row.front();
    for (const std::string& kind : kinds) {
      row.push_back(is_header ? kind + ", %" : percent(found[point][kind]));
    }
    if (is_header) {
      row.front() = "point";
    }
    is_header = false;
    table.add(std::move(row));
  });
  return table.text(0);
}

struct Bounds {
  double low = 0.0;
  double high = 0.0;
  std::string low_point, high_point;
};

std::string bounds(const std::filesystem::path& folder) {
  std::vector<std::pair<std::string, Bounds>> kinds;
  for_each_kind(folder, [&](const Cells& row) {
    const double value = parse_number(row[estimate]).value_or(0.0);
    auto known = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) {
      return one.first == row[category];
    });
    if (known == kinds.end()) {
      kinds.emplace_back(row[category],
                         Bounds{value, value, row[design_point], row[design_point]});
      return;
    }
    Bounds& seen = known->second;
    if (value < seen.low) {
      seen.low = value;
      seen.low_point = row[design_point];
    }
    if (value > seen.high) {
      seen.high = value;
      seen.high_point = row[design_point];
    }
  });
  TextTable table;
  table.add({"kind of deal", "least, %", "at point", "most, %", "at point"});
  for (const auto& [kind, seen] : kinds) {
    table.add({kind, rounded(100.0 * seen.low, 1), seen.low_point,
               rounded(100.0 * seen.high, 1), seen.high_point});
  }
  return table.text(1);
}

void print_json(const std::filesystem::path& folder) {
  std::string separator = "[\n";
  bool is_header = true;
  for_each_row(folder / "summary.csv", [&](const Cells& row) {
    if (std::exchange(is_header, false)) {
      return;
    }
    nlohmann::ordered_json json;
    for (std::size_t i = 0; i < column_names.size() && i < row.size(); ++i) {
      const bool is_text = i >= metric && i <= statistic;
      const auto value = parse_number(row[i]);
      if (is_text) {
        json[column_names[i]] = row[i];
      } else if (i == design_point || i == replicates) {
        json[column_names[i]] = parse_count(row[i]).value_or(0);
      } else {
        json[column_names[i]] =
            value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
      }
    }
    print(separator + "  " + json.dump());
    separator = ",\n";
  });
  print(separator == "[\n" ? "[]\n" : "\n]\n");
}

}  // namespace

void print_sweep(const FinishedSweep& sweep, Format format) {
  const std::filesystem::path& folder = sweep.folder;
  const SweepManifest& manifest = sweep.manifest;
  switch (format) {
    case Format::csv: {
      std::ifstream stream(folder / "summary.csv", std::ios::binary);
      for (std::string line; std::getline(stream, line);) {
        print(line + "\n");
      }
      return;
    }
    case Format::json:
      print_json(folder);
      return;
    case Format::table:
      print("\n" + manifest.name + ": " + with_commas(manifest.points) +
            (manifest.points == 1 ? " design point, " : " design points, ") +
            (sweep.sweep->file().precision ? "at most " : "") +
            with_commas(manifest.replicates) + " replicates each, seed " +
            std::to_string(manifest.seed) + "\n\n" +
            (manifest.points <= most_points_shown ? point_by_point(folder)
                                                  : bounds(folder)));
      return;
  }
}

std::string missed_precision(const FinishedSweep& sweep) {
  const std::optional<Precision>& wanted = sweep.sweep->file().precision;
  if (!wanted) {
    return "";
  }
  std::uint64_t precise = 0;
  double widest = 0.0;
  std::string at;
  for_each_row(sweep.folder / "summary.csv", [&](const Cells& row) {
    if (row.size() <= ci_high || row[metric] != wanted->metric ||
        row[party] != wanted->party || row[category] != wanted->category ||
        row[statistic] != wanted->statistic) {
      return;
    }
    const auto low = parse_number(row[ci_low]);
    const auto high = parse_number(row[ci_high]);
    if (!low || !high) {
      return;
    }
    const double half = (*high - *low) / 2.0;
    precise += half <= wanted->half_width ? 1U : 0U;
    if (half > widest) {
      widest = half;
      at = row[design_point];
    }
  });
  if (precise == sweep.manifest.points) {
    return "";
  }
  return with_commas(sweep.manifest.points - precise) + " of " +
         with_commas(sweep.manifest.points) + " design points did not reach the " +
         "half-width of " + to_text(wanted->half_width) + " in " +
         with_commas(sweep.manifest.replicates) + " replicates" +
         (at.empty() ? ""
                     : "; the widest, at point " + at + ", is " + rounded(widest, 4));
}

}  // namespace tripart
