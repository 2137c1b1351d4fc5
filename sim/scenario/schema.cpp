// The key table as a JSON Schema, so that editors complete keys and underline mistakes.
#include <nlohmann/json.hpp>

#include "scenario/key_words.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/explain.hpp"

namespace tripart {
namespace {

using Json = nlohmann::ordered_json;

// What scripts and examples of editors know; the shape that it has is in the schema.
constexpr const char* draft = "https://json-schema.org/draft/2020-12/schema";
constexpr const char* name_pattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

Json reference(const char* name) {
  return {{"$ref", std::string("#/$defs/") + name}};
}
Json list_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}
Json one_of(const std::string& words) {
  return {{"enum", words_of(words)}};
}
Json either(std::vector<Json> kinds) {
  return {{"anyOf", std::move(kinds)}};
}
Json number_in(Range range, const char* type) {
  Json schema{{"type", type}};
  if (range.lo > -1e308) {
    schema["minimum"] = range.lo;
  }
  if (range.hi < 1e308) {
    schema["maximum"] = range.hi;
  }
  return schema;
}

/// What may stand at a key, as far as a schema can say it; what depends on other keys or
/// on tables is left to `tripart check`.
Json value_schema(const Key& key) {
  switch (key.type) {
    case KeyType::number:
      return number_in(key.range, "number");
    case KeyType::parameter:
      return either({number_in(key.range, "number"), reference("distribution")});
    case KeyType::parameter_or_none:
      return either({number_in(key.range, "number"),
                     reference("distribution"),
                     {{"const", "none"}}});
    case KeyType::count:
      return number_in(key.range, "integer");
    case KeyType::boolean:
      return {{"type", "boolean"}};
    case KeyType::date:
      return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    case KeyType::name:
      return {{"type", {"string", "integer"}}, {"pattern", name_pattern}};
    case KeyType::choice:
      return one_of(std::string(key.choices));
    case KeyType::text_pair:
      return {{"type", "array"}, {"minItems", 2}, {"maxItems", 2}};
    case KeyType::number_pair:
      return {{"type", "array"},
              {"items", number_in(key.range, "number")},
              {"minItems", 2},
              {"maxItems", 2}};
    case KeyType::shares:
    case KeyType::number_list:
      return list_of(number_in(key.range, "number"));
    case KeyType::interval:
      return {
          {"type", "array"},
          {"items", either({number_in(key.range, "number"), reference("distribution")})},
          {"minItems", 2},
          {"maxItems", 2}};
    case KeyType::party_list:
    case KeyType::name_list:
      return list_of({{"type", {"string", "integer"}}});
    case KeyType::lifting:
      return either({one_of("signature ratification separate"), {{"type", "object"}}});
    case KeyType::pair_tariffs:
      return either(
          {one_of(std::string(key.choices)), {{"type", "object"}}, {{"type", "array"}}});
    case KeyType::text:
    case KeyType::table:
    case KeyType::csv:
    case KeyType::party:
    case KeyType::sector:
    case KeyType::chapter:
    case KeyType::schedule:
      return {{"type", {"string", "number", "boolean"}}};
    default:
      return Json::object();
  }
}

std::string description_of(const Key& key) {
  std::string text(key.meaning);
  const auto add = [&](const std::string& words) {
    text += words.empty() ? "" : "; " + words;
  };
  add(key.unit.empty() ? "" : "unit: " + std::string(key.unit));
  add(range_words(key).empty() ? "" : "range: " + range_words(key));
  add(default_words(key) == "optional" ? "" : "default: " + default_words(key));
  add(prior_words(key));
  add(key.equation.empty() ? "" : "MODEL.md " + std::string(key.equation));
  add(only_words(key));
  return text;
}

Json schema_of(const KeyNode& node);

/// A mapping whose keys are in the table.
Json section_schema(const KeyNode& node) {
  Json schema{{"type", "object"}, {"additionalProperties", false}};
  Json needed = Json::array();
  for (const KeyNode& child : node.children) {
    schema["properties"][child.name] = schema_of(child);
    const Key* row = child.rows.size() == 1 ? child.rows.front() : nullptr;
    if (row != nullptr && row->fallback == required && row->only.empty() &&
        row->unless.empty() && row->instead_of.empty() &&
        std::none_of(node.children.begin(), node.children.end(),
                     [&](const KeyNode& other) {
                       return std::any_of(
                           other.rows.begin(), other.rows.end(),
                           [&](const Key* one) { return one->instead_of == child.name; });
                     })) {
      needed.push_back(child.name);
    }
  }
  if (!needed.empty()) {
    schema["required"] = std::move(needed);
  }
  return schema;
}

/// What stands behind a name, or is an item of a list.
Json member_schema(const KeyNode& node) {
  const KeyNode& member = node.children.front();
  return member.rows.empty() ? section_schema(member) : schema_of(member);
}

Json row_schema(const KeyNode& node, const Key& row) {
  switch (row.type) {
    case KeyType::section:
      return section_schema(node);
    case KeyType::parties:
    case KeyType::by_party:
    case KeyType::by_sector:
    case KeyType::by_issue:
    case KeyType::by_pair:
      return {{"type", "object"}, {"additionalProperties", member_schema(node)}};
    case KeyType::items:
    case KeyType::records:
      return list_of(member_schema(node));
    default:
      return value_schema(row);
  }
}

Json schema_of(const KeyNode& node) {
  std::vector<Json> kinds;
  std::string text;
  for (const Key* row : node.rows) {
    Json kind = row_schema(node, *row);
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
      kinds.push_back(std::move(kind));
    }
    text += (text.empty() ? "" : "\n") + description_of(*row);
  }
  Json schema = kinds.size() == 1 ? std::move(kinds.front()) : either(std::move(kinds));
  schema["description"] = text;
  return schema;
}

Json distribution_schema() {
  Json schema{{"type", "object"},
              {"minProperties", 1},
              {"maxProperties", 1},
              {"additionalProperties", false},
              {"description",
               "what is not known: drawn once per replicate, or once per "
               "economy where the trade model needs it"}};
  const auto family = [&](const char* name, int parameters, const char* shape) {
    schema["properties"][name] = {{"type", "array"},
                                  {"items", {{"type", "number"}}},
                                  {"minItems", parameters},
                                  {"maxItems", parameters},
                                  {"description", shape}};
  };
  family("normal", 2, "[mean, sd]");
  family("uniform", 2, "[low, high]");
  family("beta", 2, "[a, b]");
  family("lognormal", 2, "[mu, sigma]");
  family("triangular", 3, "[low, mode, high]");
  family("gamma", 2, "[shape, scale]");
  schema["properties"]["discrete"] = {{"type", "array"},
                                      {"description", "[[value, probability], ...]"}};
  return schema;
}

}  // namespace

std::string scenario_schema() {
  Json schema = section_schema(key_tree());
  Json whole{{"$schema", draft},
             {"title", "Scenario of tripart"},
             {"description", "a trade negotiation; `tripart check` knows more rules"}};
  whole.update(schema);
  whole["$defs"]["distribution"] = distribution_schema();
  return whole.dump(2) + "\n";
}

}  // namespace tripart
