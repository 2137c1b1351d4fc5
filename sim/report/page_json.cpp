#include "report/page_json.hpp"

#include <map>

#include "tripart/core/number.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

Json numbers(const PageTable& table, std::size_t column) {
  Json list = Json::array();
  for (const auto& row : table.rows) {
    const auto value = parse_number(row[column]);
    list.push_back(value ? Json(*value) : Json());
  }
  return list;
}

Json texts(const PageTable& table, std::size_t column) {
  Json levels = Json::array();
  Json codes = Json::array();
  std::map<std::string, std::size_t> known;
  for (const auto& row : table.rows) {
    const auto [at, is_new] = known.try_emplace(row[column], known.size());
    if (is_new) {
      levels.push_back(row[column]);
    }
    codes.push_back(at->second);
  }
  return {{"levels", levels}, {"codes", codes}};
}

// Most tables have all their rows on the page, and then there is nothing to list.
Json row_numbers(const PageTable& table) {
  if (table.numbers.empty() || table.numbers.back() == table.numbers.size()) {
    return {};
  }
  return table.numbers;
}

}  // namespace

std::string script_safe(const Json& json) {
  constexpr int compact = -1;
  const std::string text =
      json.dump(compact, ' ', true, nlohmann::json::error_handler_t::replace);
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      safe += "\\u003c";  // only strings have any
    } else {
      safe += c;
    }
  }
  return safe;
}

Json table_json(const PageTable& table) {
  Json json;
  json["title"] = table.title;
  json["rows_in_file"] = table.rows_in_file;
  json["length"] = table.rows.size();
  json["numbers"] = row_numbers(table);
  json["columns"] = Json::array();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const PageColumn& column = table.columns[i];
    Json& one = json["columns"].emplace_back();
    one["name"] = column.name;
    one["unit"] = column.unit;
    one["meaning"] = column.meaning;
    one[column.is_number ? "values" : "texts"] =
        column.is_number ? numbers(table, i) : texts(table, i);
  }
  return json;
}

}  // namespace tripart
