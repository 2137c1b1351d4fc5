#include "scenario/distribution_reader.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/found.hpp"
#include "scenario/names.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

struct Family {
  std::string_view name;
  Distribution::Kind kind;
  std::size_t parameters;
  std::string_view shape;
};

constexpr std::array<Family, 7> families = {{
    {"normal", Distribution::Kind::normal, 2, "[mean, sd]"},
    {"uniform", Distribution::Kind::uniform, 2, "[low, high]"},
    {"beta", Distribution::Kind::beta, 2, "[a, b]"},
    {"lognormal", Distribution::Kind::lognormal, 2, "[mu, sigma]"},
    {"triangular", Distribution::Kind::triangular, 3, "[low, mode, high]"},
    {"gamma", Distribution::Kind::gamma, 2, "[shape, scale]"},
    {"discrete", Distribution::Kind::discrete, 0, "[[value, probability], ...]"},
}};

/// Draws that decide whether a distribution can meet a range: with one in so many inside,
/// ten thousand further ones do not all lie outside.
constexpr std::uint32_t probes = 64;

std::vector<std::string> family_names() {
  std::vector<std::string> names;
  for (const Family& family : families) {
    names.emplace_back(family.name);
  }
  return names;
}

bool is_inside(Range range, double value) {
  return range.lo <= value && value <= range.hi;
}

bool meets(const Distribution& distribution, Range range) {
  const Stream stream(0, 0, 0);
  for (std::uint32_t probe = 0; probe < probes; ++probe) {
    // Scattered, so that the first probe is usually the last.
    const double u = ((probe * 37 + 32) % probes + 0.5) / probes;
    const auto& p = distribution.parameter;
    const double value = distribution.has_quantile() ? distribution.quantile(u)
                         : distribution.kind == Distribution::Kind::beta
                             ? draw_beta(p[0], p[1], probe * beta_indices, stream)
                             : p[1] * draw_gamma(p[0], probe * gamma_indices, stream);
    if (is_inside(range, value)) {
      return true;
    }
  }
  return false;
}

/// Reads the numbers of one distribution; `path` names it in complaints.
class DistributionReader {
 public:
  DistributionReader(std::string path, Complaints& complaints)
      : path_(std::move(path)), complaints_(&complaints) {}

  std::optional<Distribution> read(const YamlNode& node) {
    if (node.entries.size() != 1) {
      complaints_->add(node.where, path_ + " is " + found_text(node) +
                                       ", expected one distribution such as {normal: "
                                       "[mean, sd]}");
      return std::nullopt;
    }
    const YamlEntry& entry = node.entries.front();
    for (const Family& family : families) {
      if (family.name == entry.key) {
        return read_family(family, entry.value);
      }
    }
    complaints_->add(entry.where, "unknown distribution '" + entry.key + "' in " + path_,
                     name_hints(entry.key, family_names()));
    return std::nullopt;
  }

 private:
  std::optional<Distribution> read_family(const Family& family, const YamlNode& node) {
    Distribution distribution;
    distribution.kind = family.kind;
    const bool complete = family.kind == Distribution::Kind::discrete
                              ? read_points(node, distribution)
                              : read_parameters(family, node, distribution);
    if (!complete) {
      return std::nullopt;
    }
    if (const auto why = distribution.why_invalid()) {
      complaints_->add(node.where, path_ + ": " + *why);
      return std::nullopt;
    }
    return distribution;
  }

  bool read_parameters(const Family& family, const YamlNode& node,
                       Distribution& distribution) {
    if (node.kind != YamlNode::Kind::sequence || node.items.size() != family.parameters) {
      complaints_->add(node.where, path_ + ": " + std::string(family.name) + " expects " +
                                       std::string(family.shape));
      return false;
    }
    bool complete = true;
    for (std::size_t i = 0; i < family.parameters; ++i) {
      const auto value = number(node.items[i]);
      complete = complete && value;
      distribution.parameter.at(i) = value.value_or(0.0);
    }
    return complete;
  }

  bool read_points(const YamlNode& node, Distribution& distribution) {
    std::vector<std::pair<double, double>> points;
    bool complete = node.kind == YamlNode::Kind::sequence;
    for (const YamlNode& item : node.items) {
      if (item.items.size() != 2) {
        complete = false;
        break;
      }
      const auto value = number(item.items[0]);
      const auto probability = number(item.items[1]);
      if (!value || !probability) {
        return false;
      }
      points.emplace_back(*value, *probability);
    }
    if (!complete) {
      complaints_->add(node.where,
                       path_ + ": discrete expects [[value, probability], ...]");
      return false;
    }
    distribution = Distribution::discrete(std::move(points));
    return true;
  }

  std::optional<double> number(const YamlNode& node) {
    const auto value = node.kind == YamlNode::Kind::scalar && !node.quoted
                           ? parse_number(node.text)
                           : std::nullopt;
    if (!value) {
      complaints_->add(
          node.where,
          path_ + " is drawn from " + found_text(node) + ", expected a number",
          number_hints(node.text));
    }
    return value;
  }

  std::string path_;
  Complaints* complaints_;
};

}  // namespace

std::optional<double> read_number(const Key& key, const YamlNode& node,
                                  const std::string& path, Complaints& complaints) {
  const bool scalar = node.kind == YamlNode::Kind::scalar;
  const auto value = scalar && !node.quoted ? parse_number(node.text) : std::nullopt;
  if (!value || !is_inside(key.range, *value)) {
    complaints.add(node.where,
                   path + " is " + found_text(node) + ", expected " + expectation(key),
                   value    ? range_hints(key, *value)
                   : scalar ? number_hints(node.text)
                            : std::vector<std::string>{});
    return std::nullopt;
  }
  return value;
}

std::optional<Distribution> read_distribution(const Key& key, const YamlNode& node,
                                              const std::string& path,
                                              Complaints& complaints) {
  if (node.kind != YamlNode::Kind::mapping) {
    const auto value = read_number(key, node, path, complaints);
    return value ? std::optional(Distribution::constant(*value)) : std::nullopt;
  }
  auto distribution = DistributionReader(path, complaints).read(node);
  if (!distribution) {
    return std::nullopt;
  }
  const YamlNode& values = node.entries.front().value;
  if (distribution->kind == Distribution::Kind::discrete) {
    for (const auto& [value, probability] : distribution->points) {
      if (!is_inside(key.range, value)) {
        complaints.add(
            values.where,
            path + " may be " + to_text(value) + ", expected " + expectation(key),
            range_hints(key, value));
        return std::nullopt;
      }
    }
  } else if (!meets(*distribution, key.range)) {
    complaints.add(values.where,
                   path + " is hardly ever drawn inside " + range_text(key.range) +
                       ", expected " + expectation(key),
                   range_hints(key, distribution->mean()));
    return std::nullopt;
  }
  return distribution;
}

Distribution distribution_of(const YamlNode& node) {
  Complaints none;
  const Key anything;
  return read_distribution(anything, node, "", none).value();
}

YamlNode scalar_node(std::string text, const SourcePosition& where) {
  YamlNode node;
  node.where = where;
  node.text = std::move(text);
  return node;
}

YamlNode number_node(double value, const SourcePosition& where) {
  return scalar_node(to_text(value), where);
}

YamlNode to_node(const Distribution& distribution, const SourcePosition& where) {
  if (distribution.is_constant()) {
    return number_node(distribution.parameter[0], where);
  }
  YamlNode values;
  values.kind = YamlNode::Kind::sequence;
  values.where = where;
  for (const auto& [value, probability] : distribution.points) {
    YamlNode point;
    point.kind = YamlNode::Kind::sequence;
    point.where = where;
    point.items = {number_node(value, where), number_node(probability, where)};
    values.items.push_back(std::move(point));
  }
  YamlNode node;
  node.kind = YamlNode::Kind::mapping;
  node.where = where;
  for (const Family& family : families) {
    if (family.kind == distribution.kind) {
      for (std::size_t i = 0; i < family.parameters; ++i) {
        values.items.push_back(number_node(distribution.parameter.at(i), where));
      }
      node.entries.push_back({std::string(family.name), where, std::move(values)});
      break;
    }
  }
  return node;
}

}  // namespace tripart
