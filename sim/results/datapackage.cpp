#include <exception>
#include <nlohmann/json.hpp>

#include "results/manifest_json.hpp"
#include "tripart/results/result_directory.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view hash_kind = "sha256:";

std::string_view frictionless_type(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "string";
    case ColumnType::date:
      return "date";
    case ColumnType::integer:
      return "integer";
    case ColumnType::number:
      return "number";
  }
  return "any";
}

// Names of a data package are lower case letters, digits and . _ - only.
std::string package_name(const std::string& name) {
  std::string lower;
  for (const char c : name) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool fine = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ||
                      small == '.' || small == '_';
    lower += fine ? small : '-';
  }
  return lower;
}

Json describe_columns(const OutputTable& table) {
  Json fields = Json::array();
  for (const Column& column : table.columns) {
    Json field;
    field["name"] = column.name;
    field["type"] = frictionless_type(column.type);
    field["description"] = column.meaning;
    if (!column.unit.empty()) {
      field["unit"] = column.unit;
    }
    fields.push_back(field);
  }
  return fields;
}

}  // namespace

std::vector<std::string> described_tables(const std::filesystem::path& package) {
  std::vector<std::string> names;
  try {
    const Json json = Json::parse(read_small_file(package));
    for (const Json& resource : json.at("resources")) {
      const std::filesystem::path name = resource.at("path").get<std::string>();
      if (name.filename() == name && name.extension() == ".csv") {
        names.push_back(name.string());
      }
    }
  } catch (const std::exception&) {
    return {};  // what is described nowhere stays
  }
  return names;
}

std::string datapackage_json(const std::string& name,
                             const std::vector<FileRecord>& files,
                             std::span<const OutputTable* const> tables,
                             const std::optional<DataSource>& source) {
  Json package;
  package["profile"] = "tabular-data-package";
  package["name"] = package_name(name);
  if (source) {
    Json of;
    of["title"] = source->title;
    of["hash"] = std::string(hash_kind) + source->sha256;
    if (!source->text.empty()) {
      of["text"] = source->text;
    }
    package["sources"] = Json::array({of});
  }
  package["resources"] = Json::array();
  for (const FileRecord& file : files) {
    for (const OutputTable* table : tables) {
      if (table->file == file.name) {
        Json resource;
        resource["name"] = file.name.substr(0, file.name.find('.'));
        resource["path"] = file.name;
        resource["title"] = table->title;
        resource["profile"] = "tabular-data-resource";
        resource["encoding"] = "utf-8";
        resource["bytes"] = file.bytes;
        resource["hash"] = std::string(hash_kind) + file.sha256;
        resource["schema"]["fields"] = describe_columns(*table);
        resource["schema"]["missingValues"] = Json::array({""});
        package["resources"].push_back(resource);
      }
    }
  }
  return package.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tripart
