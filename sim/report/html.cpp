#include "report/html.hpp"

#include <algorithm>

#include "tripart/core/error.hpp"
#include "tripart/core/number.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

constexpr int most_decimals = 6;

std::string source_of(const PageTable& table, std::size_t row, std::string_view column) {
  return escaped(table.file + ":" + std::to_string(table.numbers[row]) + ":" +
                 std::string(column));
}

double number_in(const PageTable& table, std::size_t row, std::string_view column) {
  return parse_number(table.cell(row, column)).value_or(0.0);
}

// Two digits that mean something.
int decimals_of(double percent) {
  int decimals = 0;
  for (double shown = percent; shown < 10.0 && decimals < most_decimals; shown *= 10.0) {
    ++decimals;
  }
  return decimals;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string spaced(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string sourced(const PageTable& table, std::size_t row, std::string_view column,
                    double scale, int decimals) {
  const auto value = parse_number(table.cell(row, column));
  if (!value) {
    return "-";
  }
  return "<span class=\"number\" data-source=\"" + source_of(table, row, column) +
         "\" data-scale=\"" + to_text(scale) + "\">" + rounded(scale * *value, decimals) +
         "</span>";
}

std::string sourced(const PageTable& table, std::size_t row, std::size_t column) {
  const PageColumn& about = table.columns[column];
  const std::string& cell = table.rows[row][column];
  if (!about.is_number || cell.empty()) {
    return "<td>" + escaped(cell) + "</td>";
  }
  return "<td class=\"number\" data-source=\"" + source_of(table, row, about.name) +
         "\">" + escaped(cell) + "</td>";
}

int decimals_within(double low, double high) {
  constexpr double coarse = 5.0;
  int decimals = 0;
  for (double half = (high - low) / 2.0; half < coarse && decimals < most_decimals;
       half *= 10.0) {
    ++decimals;
  }
  return decimals;
}

std::string probability_html(const PageTable& table, std::size_t row,
                             std::string_view value, std::string_view low,
                             std::string_view high) {
  constexpr double percent = 100.0;
  if (table.cell(row, value).empty()) {
    return "-";
  }
  const double upper = percent * number_in(table, row, high);
  if (number_in(table, row, value) == 0.0) {
    return sourced(table, row, value, percent, 0) + " % (never seen, below " +
           sourced(table, row, high, percent, decimals_of(upper)) + " %)";
  }
  const int decimals = decimals_within(percent * number_in(table, row, low), upper);
  return sourced(table, row, value, percent, decimals) + " % (95 percent interval " +
         sourced(table, row, low, percent, decimals) + " to " +
         sourced(table, row, high, percent, decimals) + " %)";
}

std::string table_html(const PageTable& table, std::size_t most_rows) {
  const std::size_t shown = std::min(most_rows, table.rows.size());
  std::string html =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
      escaped(table.file) + "\"><table><caption>" + escaped(table.title) + " (" +
      escaped(table.file) + ")";
  if (shown < table.rows_in_file) {
    html += "; the page has " + std::to_string(shown) + " of " +
            std::to_string(table.rows_in_file) + " rows";
  }
  html += "</caption><thead><tr>";
  for (const PageColumn& column : table.columns) {
    html += "<th scope=\"col\" title=\"" + escaped(column.meaning) + "\">" +
            escaped(column.name) + "</th>";
  }
  html += "</tr></thead><tbody>\n";
  for (std::size_t row = 0; row < shown; ++row) {
    html += "<tr>";
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      html += sourced(table, row, column);
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

}  // namespace tripart
