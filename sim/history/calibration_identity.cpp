#include "history/calibration_identity.hpp"

#include <nlohmann/json.hpp>

#include "results/manifest_json.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr const char* seed_key = "seed";
constexpr const char* fold_key = "leave_one_out";

std::string whether(bool is_there) {
  return is_there ? "with leave-one-out" : "without leave-one-out";
}

}  // namespace

std::string CalibrationIdentity::manifest(const std::vector<FileRecord>& files) const {
  OrderedJson json;
  json["tripart"] = program_version;
  json["results_version"] = results_version;
  json["kind"] = "calibration";
  json["calibration"]["name"] = file_->name;
  json["calibration"]["sha256"] = sha256_hex(file_->resolved);
  json["calibration"]["resolved"] = file_->resolved;
  json["overrides"] = file_->overrides;
  json[seed_key] = seed_;
  json[fold_key] = has_leave_one_out_;
  json["inputs"] = OrderedJson::array();
  for (const InputFile& input : file_->inputs) {
    json["inputs"].push_back(file_record_json(
        {input.name, std::nullopt, input.bytes.size(), sha256_hex(input.bytes)}));
  }
  json["files"] = OrderedJson::array();
  for (const FileRecord& file : files) {
    json["files"].push_back(file_record_json(file));
  }
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string CalibrationIdentity::work() const {
  std::string tables;  // what scenarios say is in what is resolved, their tables are not
  for (const InputFile& input : file_->inputs) {
    if (!input.name.ends_with(".yaml")) {
      tables += input.name + " " + sha256_hex(input.bytes) + "\n";
    }
  }
  return sha256_hex(std::to_string(results_version) + "\n" + file_->resolved + "\n" +
                    tables + std::to_string(seed_) + "\n" + whether(has_leave_one_out_));
}

std::optional<std::string> CalibrationIdentity::difference(
    const std::filesystem::path& file) const {
  const std::string text = read_file(file);
  try {
    const OrderedJson there = OrderedJson::parse(text);
    if (there.at("kind") != "calibration") {
      throw std::invalid_argument("it is about a " + there.at("kind").get<std::string>());
    }
    const OrderedJson here = OrderedJson::parse(manifest({}));
    const auto version = there.at("results_version").get<std::uint64_t>();
    if (version != results_version) {
      return "results version " + std::to_string(version) + " there, " +
             std::to_string(results_version) + " here";
    }
    const auto resolved = there.at("calibration").at("resolved").get<std::string>();
    if (resolved != file_->resolved) {
      return differing_line(resolved, file_->resolved);
    }
    const auto seed = there.at(seed_key).get<std::uint64_t>();
    if (seed != seed_) {
      return "seed " + std::to_string(seed) + " there, " + std::to_string(seed_) +
             " here";
    }
    const bool folds = there.at(fold_key).get<bool>();
    if (folds != has_leave_one_out_) {
      return whether(folds) + " there, " + whether(has_leave_one_out_) + " here";
    }
    const OrderedJson& known = there.at("inputs");
    for (std::size_t i = 0; i < std::max(known.size(), here.at("inputs").size()); ++i) {
      const bool is_alike = i < known.size() && i < here.at("inputs").size();
      const OrderedJson& one = i < known.size() ? known[i] : here.at("inputs")[i];
      const auto name = one.at("name").get<std::string>();
      if (!is_alike || (!name.ends_with(".yaml") && one != here.at("inputs")[i])) {
        return "file " + name + " is another one";
      }
    }
    return std::nullopt;
  } catch (const std::exception& problem) {
    throw InputError(
        {file.string(), 0, 0},
        "is not a manifest of a calibration of tripart: " + why_none(problem));
  }
}

}  // namespace tripart
