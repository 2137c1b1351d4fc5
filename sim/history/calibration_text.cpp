// A calibration as text: with every default filled in, and its inputs as they were.
#include "history/calibration_reading.hpp"
#include "scenario/distribution_reader.hpp"
#include "tripart/core/digest.hpp"
#include "tripart/core/file.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

void put(YamlNode& to, const std::string& key, YamlNode value) {
  to.kind = YamlNode::Kind::mapping;
  to.entries.push_back({key, {}, std::move(value)});
}

YamlNode quoted_word(const std::string& text) {
  YamlNode node = scalar_node(text, {});
  node.quoted = true;
  return node;
}

YamlNode words_list(const std::vector<std::string>& texts) {
  YamlNode node;
  node.kind = YamlNode::Kind::sequence;
  for (const std::string& text : texts) {
    node.items.push_back(quoted_word(text));
  }
  return node;
}

YamlNode effort_node(const CalibrationEffort& effort) {
  YamlNode node;
  put(node, "particles", scalar_node(std::to_string(effort.particles), {}));
  put(node, "rounds", scalar_node(std::to_string(effort.rounds), {}));
  put(node, "replicates", scalar_node(std::to_string(effort.replicates), {}));
  return node;
}

}  // namespace

/// Everything that results depend on, the scenarios and outcomes by their digests.
std::string CalibrationReading::resolved() const {
  YamlNode node;
  put(node, "name", scalar_node(file_made_.name, {}));
  put(node, "method", scalar_node(std::string(to_text(file_made_.method)), {}));
  put(node, "effort", effort_node(file_made_.effort));
  put(node, "leave_one_out", effort_node(file_made_.leave_one_out));
  put(node, "quantile", number_node(file_made_.quantile, {}));
  put(node, "least_acceptance", number_node(file_made_.least_acceptance, {}));
  YamlNode parameters;
  parameters.kind = YamlNode::Kind::sequence;
  for (const CalibrationParameter& parameter : file_made_.parameters) {
    YamlNode one;
    put(one, "id", scalar_node(parameter.id, {}));
    put(one, "paths", words_list(parameter.patterns));
    put(one, "form", quoted_word(parameter.form));
    put(one, "prior", to_node(parameter.prior, {}));
    parameters.items.push_back(std::move(one));
  }
  put(node, "parameters", std::move(parameters));
  YamlNode cases;
  cases.kind = YamlNode::Kind::sequence;
  for (std::size_t at = 0; at < file_made_.cases.size(); ++at) {
    const CalibrationCase& known = file_made_.cases[at];
    YamlNode one;
    put(one, "name", scalar_node(known.name, {}));
    put(one, "scenario_sha256", quoted_word(sha256_hex(scenarios_[at].resolved)));
    put(one, "outcomes_sha256", quoted_word(content_of(known.outcomes).sha256));
    YamlNode weights;
    for (std::size_t row = 0; row < known.rows.size(); ++row) {
      put(weights, known.rows[row].id, number_node(known.weights[row], {}));
    }
    put(one, "weights", std::move(weights));
    cases.items.push_back(std::move(one));
  }
  put(node, "cases", std::move(cases));
  return to_yaml(node);
}

std::vector<InputFile> CalibrationReading::inputs() const {
  std::vector<InputFile> inputs{{"calibration.yaml", text_}};
  for (std::size_t at = 0; at < file_made_.cases.size(); ++at) {
    const std::string folder = file_made_.cases[at].name + "/";
    inputs.push_back({folder + "outcomes.csv", read_file(file_made_.cases[at].outcomes)});
    for (const InputFile& input : scenarios_[at].inputs) {
      inputs.push_back({folder + input.name, input.bytes});
    }
  }
  return inputs;
}

}  // namespace tripart
