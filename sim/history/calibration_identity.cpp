#include "history/calibration_identity.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "results/manifest_json.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/error.hpp"
#include "tripart/core/file.hpp"

namespace tripart {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr const char* version_key = "results_version";
constexpr const char* seed_key = "seed";
constexpr const char* fold_key = "leave_one_out";

std::string whether(bool is_there) {
  return is_there ? "with leave-one-out" : "without leave-one-out";
}

std::optional<std::string> differing_counts(const char* key, const std::string& name,
                                            const OrderedJson& there,
                                            const OrderedJson& here) {
  const std::uint64_t of_there = count_at(there, key);
  const std::uint64_t of_here = count_at(here, key);
  if (of_there == of_here) {
    return std::nullopt;
  }
  return name + " " + std::to_string(of_there) + " there, " + std::to_string(of_here) +
         " here";
}

std::optional<std::string> differing_input(const OrderedJson& there,
                                           const OrderedJson& here) {
  for (std::size_t i = 0; i < std::max(there.size(), here.size()); ++i) {
    const bool is_alike = i < there.size() && i < here.size();
    const OrderedJson& one = i < there.size() ? there[i] : here[i];
    const auto name = one.at("name").get<std::string>();
    if (!is_alike || (!name.ends_with(".yaml") && one != here[i])) {
      return "file " + name + " is another one";
    }
  }
  return std::nullopt;
}

std::optional<std::string> difference_of(const OrderedJson& there,
                                         const OrderedJson& here) {
  if (there.at("kind") != here.at("kind")) {
    throw std::invalid_argument("it is about a " + there.at("kind").get<std::string>());
  }
  if (auto version = differing_counts(version_key, "results version", there, here)) {
    return version;
  }
  const auto resolved = there.at("calibration").at("resolved").get<std::string>();
  if (const auto mine = here.at("calibration").at("resolved").get<std::string>();
      resolved != mine) {
    return differing_line(resolved, mine);
  }
  if (auto seed = differing_counts(seed_key, "seed", there, here)) {
    return seed;
  }
  const bool folds = there.at(fold_key).get<bool>();
  if (const bool mine = here.at(fold_key).get<bool>(); folds != mine) {
    return whether(folds) + " there, " + whether(mine) + " here";
  }
  return differing_input(there.at("inputs"), here.at("inputs"));
}

}  // namespace

std::string CalibrationIdentity::manifest(const std::vector<FileRecord>& files) const {
  OrderedJson json;
  json["tripart"] = program_version;
  json[version_key] = results_version;
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
  return sealed(std::move(json));
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
  const OrderedJson here = OrderedJson::parse(manifest({}));
  std::optional<std::string> differs;
  read_sealed(file, "a manifest of a calibration of tripart",
              [&](const OrderedJson& there) { differs = difference_of(there, here); });
  return differs;
}

}  // namespace tripart
