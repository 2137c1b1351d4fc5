#include "results/manifest_json.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* checksum_key = "checksum";
constexpr std::uintmax_t largest_small_file = std::uintmax_t{16} << 20U;
// Copies and texts of JSON are made by recursion, and what we write is seven deep at
// most.
constexpr int deepest_json = 32;

std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Of a byte, from 0; the one behind the last is there, too.
SourcePosition place_of(const fs::path& file, const std::string& text, std::size_t byte) {
  const std::string before = text.substr(0, byte);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t begin = lines == 0 ? 0 : before.rfind('\n') + 1;
  return {file.string(), static_cast<std::size_t>(lines) + 1, before.size() - begin + 1};
}

// Whether `text` is what `sealed` makes, told by the text alone: nothing is copied.
bool is_sealed(const std::string& text) {
  constexpr std::string_view end = "\n}\n";
  const std::string before = ",\n  \"" + std::string(checksum_key) + "\": \"";
  const std::size_t at = text.rfind(before);
  return at != std::string::npos &&
         text.substr(at + before.size()) ==
             sha256_hex(text.substr(0, at) + std::string(end)) + "\"" + std::string(end);
}

}  // namespace

std::string in_plain_words(const std::exception& problem) {
  std::string why = problem.what();
  if (why.starts_with("[json.exception.") && why.find("] ") != std::string::npos) {
    why.erase(0, why.find("] ") + 2);
  }
  return why;
}

void expect_within(const std::string& name) {
  const fs::path path = name;
  const bool leads_out =
      path.empty() || path.is_absolute() ||
      std::find(path.begin(), path.end(), fs::path("..")) != path.end();
  if (leads_out) {
    throw std::invalid_argument("the name of a file leads out of the folder: '" + name +
                                "'");
  }
}

std::string sealed(Json json) {
  json.erase(checksum_key);
  json[checksum_key] = sha256_hex(text_of(json));
  return text_of(json);
}

std::uint64_t count_at(const Json& json, const char* key) {
  const Json& value = json.at(key);
  if (!value.is_number_unsigned()) {
    throw std::invalid_argument(std::string(key) + " is no whole number from 0 on");
  }
  return value.get<std::uint64_t>();
}

std::string read_small_file(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (!error && fs::is_regular_file(file, error) && size > largest_small_file) {
    throw InputError({file.string(), 0, 0}, "the file is larger than 16 MiB (" +
                                                std::to_string(largest_small_file) +
                                                " bytes)");
  }
  return read_file(file);
}

void read_json_text(const fs::path& file, std::string_view kind, const std::string& text,
                    const std::function<void(const Json&)>& read) {
  const std::string no = "is not " + std::string(kind) + ": ";
  const auto is_shallow = [](int depth, Json::parse_event_t, const Json&) {
    if (depth > deepest_json) {
      throw std::invalid_argument("values stand in each other more than " +
                                  std::to_string(deepest_json) + " deep");
    }
    return true;
  };
  try {
    read(Json::parse(text, is_shallow));
  } catch (const Json::parse_error& problem) {
    const std::size_t byte = problem.byte == 0 ? 0 : problem.byte - 1;
    throw InputError(place_of(file, text, byte), no + "this is no JSON");
  } catch (const std::exception& problem) {
    throw InputError({file.string(), 0, 0}, no + in_plain_words(problem));
  }
}

void read_sealed(const fs::path& file, std::string_view kind,
                 const std::function<void(const Json&)>& read) {
  const std::string text = read_small_file(file);
  read_json_text(file, kind, text, [&](const Json& json) {
    read(json);
    if (!is_sealed(text)) {
      throw std::invalid_argument("it was changed after it was written (its checksum)");
    }
  });
}

Json file_record_json(const FileRecord& record) {
  Json json;
  json["name"] = record.name;
  if (record.rows) {
    json["rows"] = *record.rows;
  }
  json["bytes"] = record.bytes;
  json["sha256"] = record.sha256;
  return json;
}

FileRecord read_file_record(const Json& json) {
  FileRecord record;
  record.name = json.at("name").get<std::string>();
  expect_within(record.name);
  if (json.contains("rows")) {
    record.rows = count_at(json, "rows");
  }
  record.bytes = count_at(json, "bytes");
  record.sha256 = json.at("sha256").get<std::string>();
  return record;
}

std::string differing_line(const std::string& there, const std::string& here) {
  std::istringstream first(there);
  std::istringstream second(here);
  std::string a;
  std::string b;
  while (true) {
    const bool more_a = static_cast<bool>(std::getline(first, a));
    const bool more_b = static_cast<bool>(std::getline(second, b));
    if (a != b || more_a != more_b || !more_a) {
      const auto trimmed = [](const std::string& line) {
        return line.substr(std::min(line.find_first_not_of(' '), line.size()));
      };
      return "'" + (more_a ? trimmed(a) : "") + "' there, '" +
             (more_b ? trimmed(b) : "") + "' here";
    }
  }
}

}  // namespace tripart
