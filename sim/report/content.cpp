#include "report/content.hpp"

#include <algorithm>

#include "report/html.hpp"

namespace tripart {

const PageTable* Content::find(const std::string& file) const {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const auto& table) { return table.file == file; });
  return found == tables.end() ? nullptr : &*found;
}

bool Content::add(const FinishedResults& results, const std::string& file,
                  const Selection& selection) {
  if (results.find(file) == nullptr) {
    return false;
  }
  if (find(results.prefix + file) == nullptr) {
    tables.push_back(read_page_table(results, file, selection));
  }
  return !find(results.prefix + file)->rows.empty();
}

Content table_content(const FinishedResults& results) {
  constexpr std::uint64_t most_rows = 5000;
  Content content;
  content.headline = "<p>" + escaped(results.name) + ": results of kind " +
                     escaped(results.kind) + ", as tables.</p>";
  for (const FileRecord& record : results.files) {
    if (results.columns.count(record.name) == 1 && record.rows.value_or(0) <= most_rows &&
        content.add(results, record.name)) {
      content.sections.push_back({"", results.titles.at(record.name), "", {record.name}});
    }
  }
  return content;
}

std::string kind_phrase(const std::string& kind) {
  if (kind == "none") {
    return "no deal";
  }
  if (kind == "two_bilaterals") {
    return "two bilaterals of one hub";
  }
  if (kind == "bilaterals") {
    return "several bilateral deals";
  }
  return "a " + spaced(kind) + " deal";
}

}  // namespace tripart
