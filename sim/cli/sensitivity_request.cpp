#include "cli/sensitivity_request.hpp"

#include <algorithm>

#include "tripart/core/number.hpp"
#include "tripart/scenario/spelling.hpp"
#include "tripart/study/sensitivity_rows.hpp"

namespace tripart {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

std::vector<std::string> words_of(const std::vector<Analysis>& analyses) {
  std::vector<std::string> words;
  for (const Analysis analysis : analyses) {
    words.emplace_back(to_text(analysis));
  }
  return words;
}

std::string name_of(DesignKind design) {
  return std::string(to_text(design));
}

void expect_allowed(DesignKind design, Analysis analysis, const std::string& why) {
  if (!allows(design, analysis)) {
    throw UsageError(
        why + ", but points of a " + name_of(design) + " design do not lie as that needs",
        {"this design allows " + joined(words_of(analyses_of(design)))});
  }
}

QuantityPattern pattern_of(const std::string& option, const std::string& text) {
  auto pattern = QuantityPattern::parse(text);
  if (!pattern) {
    throw UsageError("--" + option + " is '" + text +
                     "', expected METRIC[/PARTY[/CATEGORY[/STATISTIC]]] of summary.csv");
  }
  return *pattern;
}

std::vector<Analysis> wanted_analyses(const Arguments& arguments, DesignKind design) {
  std::vector<Analysis> wanted;
  for (const std::string& word : arguments.all("analysis")) {
    const auto analysis = parse_analysis(word);
    if (!analysis) {
      throw UsageError("--analysis is '" + word +
                       "', expected sobol_indices, morris, one_at_a_time or prim");
    }
    expect_allowed(design, *analysis, "--analysis is " + word);
    wanted.push_back(*analysis);
  }
  return wanted.empty() ? analyses_of(design) : wanted;
}

/// One part of a quantity's name, and what it may be.
struct Part {
  const char* what;
  std::string QuantityName::*field;
  std::optional<std::string> wanted;
};

}  // namespace

SensitivityRequest read_request(const Arguments& arguments, DesignKind design) {
  SensitivityRequest request;
  request.format = format_of(arguments);
  request.analyses = wanted_analyses(arguments, design);
  for (const char* option : {"target", "threshold"}) {
    if (arguments.has(option)) {
      expect_allowed(design, Analysis::prim,
                     "--" + std::string(option) + " is for boxes (prim)");
    }
  }
  for (const std::string& text : arguments.all("quantity")) {
    request.quantities.push_back(pattern_of("quantity", text));
  }
  if (request.quantities.empty()) {
    for (const char* usual : {"kind", "days", "welfare_pct"}) {
      request.quantities.push_back(pattern_of("quantity", usual));
    }
  }
  request.target = pattern_of("target", arguments.text("target").value_or("kind"));
  if (const auto text = arguments.text("threshold")) {
    request.threshold = parse_number(*text);
    if (!request.threshold) {
      throw UsageError("--threshold is '" + *text + "', expected a number");
    }
  }
  constexpr std::uint64_t fewest = 2;
  request.bootstrap.resamples =
      arguments.count("bootstrap", fewest).value_or(request.bootstrap.resamples);
  if (request.bootstrap.resamples > BootstrapOptions::most_resamples) {
    throw UsageError("--bootstrap is " + std::to_string(request.bootstrap.resamples) +
                     ", expected at most " +
                     std::to_string(BootstrapOptions::most_resamples));
  }
  request.bootstrap.seed = seed_of(arguments, std::nullopt);
  return request;
}

void expect_known(const QuantityPattern& pattern, const SweepQuantities& quantities) {
  std::set<QuantityName> left = quantities.known;
  const auto wanted = [](const std::optional<std::string>& text) { return text; };
  for (const Part& part :
       {Part{"metric", &QuantityName::metric, pattern.metric},
        Part{"party", &QuantityName::party, wanted(pattern.party)},
        Part{"category", &QuantityName::category, wanted(pattern.category)},
        Part{"statistic", &QuantityName::statistic, wanted(pattern.statistic)}}) {
    std::set<std::string> names;
    for (const QuantityName& name : left) {
      names.insert(name.*part.field);
    }
    if (part.wanted && names.count(*part.wanted) == 0) {
      names.erase("");
      const std::vector<std::string> list(names.begin(), names.end());
      const auto meant = closest_name(*part.wanted, list);
      std::vector<std::string> hints;
      if (meant) {
        hints.push_back("did you mean '" + *meant + "'?");
      } else if (!list.empty()) {
        hints.push_back("it may be " + joined(list));
      }
      throw UsageError("quantity '" + pattern.text + "': no " + part.what + " '" +
                           *part.wanted + "' in summary.csv",
                       hints);
    }
    for (auto name = left.begin(); name != left.end();) {
      name = part.wanted && (*name).*part.field != *part.wanted ? left.erase(name)
                                                                : std::next(name);
    }
  }
  if (std::none_of(left.begin(), left.end(),
                   [&](const QuantityName& name) { return pattern.matches(name); })) {
    throw UsageError("quantity '" + pattern.text +
                         "' has neither a probability nor a mean of all replicates",
                     {"one that it has is " + to_text(*left.begin())});
  }
}

const SweepQuantity& target_of(const SensitivityRequest& request,
                               const SweepQuantities& quantities) {
  std::vector<const SweepQuantity*> found;
  for (const SweepQuantity& quantity : quantities.matching) {
    if (request.target.matches(quantity.name)) {
      found.push_back(&quantity);
    }
  }
  // Kinds of deal are listed from none to the widest.
  if (found.size() > 1 && request.target.metric == "kind") {
    found = {found.back()};
  }
  if (found.size() != 1) {
    throw UsageError("--target " + request.target.text + " is " +
                         std::to_string(found.size()) + " quantities, expected one",
                     {"such as " + to_text(found.front()->name)});
  }
  if (!request.threshold && found.front()->name.statistic != "probability") {
    throw UsageError("--target " + request.target.text +
                     " is no probability: --threshold has to say from which value on a "
                     "design point counts");
  }
  if (request.threshold && found.front()->name.statistic == "probability" &&
      (*request.threshold <= 0.0 || *request.threshold > 1.0)) {
    throw UsageError("--threshold is " + to_text(*request.threshold) + ", but --target " +
                     request.target.text +
                     " is a probability, expected a number above 0 and at most 1");
  }
  return *found.front();
}

}  // namespace tripart
