// Which numbers of a scenario a prior predictive run replaces by priors (Box 1980).
#include "tripart/scenario/priors.hpp"

#include <algorithm>

#include "scenario/walk.hpp"
#include "tripart/core/number.hpp"
#include "tripart/scenario/key_table.hpp"
#include "tripart/scenario/yaml_reader.hpp"

namespace tripart {
namespace {

class PriorSearch {
 public:
  PriorSearch(const YamlNode& root, const std::vector<std::string>& overrides)
      : root_(&root) {
    for (const std::string& item : overrides) {
      set_by_hand_.push_back(item.substr(0, item.find('=')));
    }
    const YamlEntry* parties = root.find("parties");
    parties_ = parties == nullptr ? 1 : parties->value.entries.size();
  }

  std::vector<PriorInPlace> search() {
    const char* payoffs = root_->find("economy") != nullptr ? "economy" : "pure";
    visit(*root_, key_tree(), "", {payoffs});
    return std::move(found_);
  }

 private:
  void visit(const YamlNode& node, const KeyNode& keys, const std::string& path,
             std::vector<std::string> words) {
    const YamlEntry* kind = node.find("kind");
    if (kind != nullptr) {
      words.push_back(kind->value.text);
    }
    for (const YamlEntry& entry : node.entries) {
      if (const KeyNode* below = keys.find(entry.key)) {
        visit(entry.value, *below, path.empty() ? entry.key : path + "." + entry.key,
              words);
      }
    }
    // Items have ids as names; what has none cannot be set, and holds nothing free.
    for (const YamlNode& item : node.items) {
      const YamlEntry* id = item.find("id");
      if (id != nullptr && keys.find("*") != nullptr) {
        visit(item, *keys.find("*"), path + "." + id->value.text, words);
      }
    }
    if (node.kind == YamlNode::Kind::scalar && !was_set_by_hand(path)) {
      note(node.text, keys, path, words);
    }
  }

  void note(const std::string& stated, const KeyNode& keys, const std::string& path,
            const std::vector<std::string>& words) {
    const auto row = std::find_if(keys.rows.begin(), keys.rows.end(),
                                  [&](const Key* key) { return applies(*key, words); });
    if (row == keys.rows.end() || (*row)->prior.empty()) {
      return;
    }
    const std::string prior = prior_of(**row);
    if (stated != prior) {  // both in the form that to_text gives numbers
      found_.push_back({path, stated, prior});
    }
  }

  [[nodiscard]] std::string prior_of(const Key& key) const {
    if (key.prior != equal_recognition) {
      return std::string(key.prior);
    }
    return "{gamma: [" + to_text(4.0 / static_cast<double>(parties_)) + ", 1]}";
  }

  [[nodiscard]] bool was_set_by_hand(const std::string& path) const {
    return std::any_of(set_by_hand_.begin(), set_by_hand_.end(),
                       [&](const std::string& set) {
                         return path == set || path.starts_with(set + ".");
                       });
  }

  const YamlNode* root_;
  std::vector<std::string> set_by_hand_;
  std::size_t parties_ = 1;
  std::vector<PriorInPlace> found_;
};

}  // namespace

std::vector<PriorInPlace> priors_in_place(const Scenario& scenario) {
  const YamlNode resolved = read_yaml_text(scenario.resolved, "resolved scenario");
  return PriorSearch(resolved, scenario.overrides).search();
}

std::vector<std::string> as_overrides(const std::vector<PriorInPlace>& priors) {
  std::vector<std::string> items;
  for (const PriorInPlace& one : priors) {
    items.push_back(one.path + "=" + one.prior);
  }
  return items;
}

}  // namespace tripart
