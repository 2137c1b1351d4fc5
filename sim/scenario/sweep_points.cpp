// The points of a sweep that lists them, in the file itself or in a table beside it.
#include <algorithm>

#include "scenario/names.hpp"
#include "scenario/sweep_reading.hpp"
#include "tripart/economy/table.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {

void SweepReading::read_points(const YamlNode& design) {
  const YamlEntry* points = design.find("points");
  const YamlEntry* file = design.find("file");
  if ((points == nullptr) == (file == nullptr)) {
    complaints_.add(design.where,
                    std::string("design of kind list has ") +
                        (points ? "both points and" : "neither points nor") +
                        " file, expected one of them");
    return;
  }
  known_.resize(sweep_.factors.size());
  if (file != nullptr) {
    read_point_file(file->value);
  } else if (points->value.kind != YamlNode::Kind::sequence) {
    complaints_.add(points->value.where,
                    "design.points is not what it should be, expected a list of points, "
                    "each {FACTOR: value, ...}");
  } else {
    for (const YamlNode& point : points->value.items) {
      read_point(point);
    }
  }
  // Only now is it known which factors are tuples.
  for (const std::vector<std::size_t>& numbers : listed_) {
    std::vector<std::string>& cells = sweep_.points.emplace_back();
    for (std::size_t factor = 0; factor < numbers.size(); ++factor) {
      cells.push_back(cell_of(sweep_.factors[factor],
                              sweep_.factors[factor].levels[numbers[factor]]));
    }
  }
}

void SweepReading::read_point(const YamlNode& point) {
  std::vector<std::string> names;
  for (const Factor& factor : sweep_.factors) {
    names.push_back(factor.id);
  }
  expect_keys(point, names, "design.points");
  std::vector<std::size_t> numbers;
  for (std::size_t factor = 0; factor < names.size(); ++factor) {
    const YamlEntry* entry = point.find(names[factor]);
    if (entry == nullptr) {
      complaints_.add(point.where,
                      "design.points has a point without " + names[factor] +
                          ", expected {FACTOR: value, ...} with every factor");
    } else if (const auto number = level_number(factor, entry->value)) {
      numbers.push_back(*number);
    }
  }
  if (numbers.size() == names.size()) {
    listed_.push_back(std::move(numbers));
  }
}

void SweepReading::read_point_file(const YamlNode& name) {
  if (!is_csv_name(name.text)) {
    complaints_.add(name.where, "design.file is '" + name.text +
                                    "', expected the name of a CSV file beside this one");
    return;
  }
  try {
    const std::filesystem::path path = file_.parent_path() / name.text;
    const std::string bytes = read_table_bytes(path);
    const Table table = parse_table(bytes, path.string());
    lists_.push_back({name.text, bytes});
    // Columns of points.csv of another sweep, which may be read again.
    std::vector<std::string> names = {"design_point", "replicates"};
    std::vector<std::size_t> columns;
    for (const Factor& factor : sweep_.factors) {
      names.push_back(factor.id);
      columns.push_back(table.column(factor.id));
    }
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      const std::string& column = table.columns()[i];
      if (std::find(names.begin(), names.end(), column) == names.end()) {
        complaints_.add(table.where_header(i), "unknown column '" + column + "'",
                        name_hints(column, names));
      }
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      std::vector<std::size_t> numbers;
      for (std::size_t factor = 0; factor < columns.size(); ++factor) {
        const auto value = value_of_cell(table, row, columns[factor]);
        const auto number = value ? level_number(factor, *value) : std::nullopt;
        if (number) {
          numbers.push_back(*number);
        }
      }
      if (numbers.size() == columns.size()) {
        listed_.push_back(std::move(numbers));
      }
    }
  } catch (const InputError& error) {
    take_over(error);
  } catch (const Failure& failure) {
    complaints_.add(name.where,
                    std::string("design.file cannot be read: ") + failure.what());
  }
}

std::optional<YamlNode> SweepReading::value_of_cell(const Table& table, std::size_t row,
                                                    std::size_t column) {
  const SourcePosition where = table.where(row, column);
  try {
    YamlNode value = read_yaml_flow_value(table.text(row, column), "a cell");
    value.where = where;
    return value;
  } catch (const InputError& error) {
    // Where in the cell and how YAML is written helps nobody with a table.
    for (const Complaint& complaint : error.complaints()) {
      complaints_.add(where, "a value of " + table.columns()[column] +
                                 " cannot be read: " + complaint.what);
    }
    return std::nullopt;
  }
}

std::optional<std::size_t> SweepReading::level_number(std::size_t factor,
                                                      const YamlNode& value) {
  Factor& of = sweep_.factors[factor];
  auto level = read_level(value, "factors." + of.id, of);
  if (!level) {
    return std::nullopt;
  }
  const auto [entry, is_new] = known_[factor].try_emplace(*level, of.levels.size());
  if (is_new) {
    of.levels.push_back(std::move(*level));
    places_[factor].levels.push_back(value.where);
  }
  return entry->second;
}

}  // namespace tripart
