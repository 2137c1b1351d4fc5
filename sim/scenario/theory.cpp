#include "scenario/theory.hpp"

#include <algorithm>
#include <string_view>

#include "scenario/distribution_reader.hpp"
#include "scenario/formula.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

// `low` and `high` of a distribution that has ends, `mean` of any.
std::optional<double> feature_of(const YamlNode& node, std::string_view feature) {
  if (node.kind != YamlNode::Kind::mapping || node.entries.size() != 1) {
    return std::nullopt;
  }
  const Distribution drawn = distribution_of(node);
  if (feature == "mean") {
    return drawn.mean();
  }
  const bool low = feature == "low";
  if (!low && feature != "high") {
    return std::nullopt;
  }
  switch (drawn.kind) {
    case Distribution::Kind::uniform:
      return drawn.parameter[low ? 0 : 1];
    case Distribution::Kind::triangular:
      return drawn.parameter[low ? 0 : 2];
    case Distribution::Kind::discrete:
      return low ? drawn.points.front().first : drawn.points.back().first;
    default:
      return std::nullopt;
  }
}

const YamlNode* step_into(const YamlNode& node, std::string_view name) {
  if (const YamlEntry* entry = node.find(name)) {
    return &entry->value;
  }
  for (const YamlNode& item : node.items) {
    const YamlEntry* id = item.find("id");
    if (id != nullptr && id->value.text == name) {
      return &item;
    }
  }
  return nullptr;
}

bool is_distribution(const YamlNode& node) {
  static constexpr std::string_view families[] = {
      "normal", "uniform", "beta", "lognormal", "triangular", "gamma", "discrete"};
  return node.entries.size() == 1 &&
         std::find(std::begin(families), std::end(families), node.entries.front().key) !=
             std::end(families);
}

// A dotted path as `--set` writes it; behind a distribution one of its features.
std::optional<double> number_at(const YamlNode& root, std::string_view path) {
  const YamlNode* node = &root;
  while (true) {
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    if (is_distribution(*node)) {
      return dot == std::string_view::npos ? feature_of(*node, name) : std::nullopt;
    }
    node = step_into(*node, name);
    if (node == nullptr) {
      return std::nullopt;
    }
    if (dot == std::string_view::npos) {
      return node->kind == YamlNode::Kind::scalar ? parse_number(node->text)
                                                  : std::nullopt;
    }
    path.remove_prefix(dot + 1);
  }
}

}  // namespace

std::vector<TheoryValue> read_theory(const Section& root, Complaints& complaints) {
  std::vector<TheoryValue> list;
  for (const Section& item : root.members("theory")) {
    TheoryValue theory;
    theory.id = item.id();
    theory.metric = item.text("metric");
    theory.party = item.text("party");
    theory.category = item.text("category");
    theory.statistic = item.text("statistic");
    theory.formula = item.text("expected");
    theory.source = item.text("source");
    theory.where = item.where("metric");
    const FormulaResult result = evaluate_formula(
        theory.formula,
        [&](const std::string& name) { return number_at(root.node(), name); });
    if (result.value) {
      theory.expected = *result.value;
      list.push_back(std::move(theory));
    } else {
      complaints.add(item.where("expected"), item.below("expected") + " is '" +
                                                 item.text("expected") + "', which " +
                                                 result.why);
    }
  }
  return list;
}

}  // namespace tripart
