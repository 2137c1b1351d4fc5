#include <algorithm>

#include "scenario/checks.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// Checks issues one by one against the chapters and parties around them.
class AgendaChecker {
 public:
  AgendaChecker(const Section& root, const Section& user, const Names& names,
                Complaints& complaints)
      : root_(&root), user_(&user), names_(&names), complaints_(&complaints) {}

  void check() {
    const auto start = root_->date("start");
    for (const Section& chapter : root_->members("chapters")) {
      expect_order(chapter, "closed", Order::not_after, start, "start", *complaints_);
    }
    const std::vector<Section> issues = root_->members("issues");
    if (root_->has("issues") && (issues.empty() || issues.size() > max_issues)) {
      complaints_->add(root_->where("issues"),
                       "issues has " + std::to_string(issues.size()) +
                           " items, expected 1 to " + std::to_string(max_issues));
    }
    for (const Section& issue : issues) {
      check_chapter(issue);
      check_stakes(issue);
      for (const Section& position : issue.members("positions")) {
        check_red_line(position);
      }
      for (const Section& effect : issue.members("effects")) {
        if (effect.has("importer") &&
            effect.text("importer") == effect.text("exporter")) {
          complaints_->add(effect.where("exporter"),
                           effect.path() +
                               ".exporter is the importer itself, expected "
                               "another party");
        }
      }
    }
  }

 private:
  void check_chapter(const Section& issue) {
    if (!issue.has("chapter")) {
      const bool wrong = user_->member("issues", issue.id()).has("chapter");
      if (!names_->chapters.empty() && !wrong) {
        complaints_->add(
            issue.where(),
            "missing key 'chapter' in " + issue.path() + ", expected a contested chapter",
            name_hints("", names_->contested_chapters));
      }
    } else if (!holds(names_->contested_chapters, issue.text("chapter"))) {
      complaints_->add(issue.where("chapter"),
                       issue.path() + ".chapter is '" + issue.text("chapter") +
                           "', a technical chapter, expected a contested one",
                       {"only contested chapters hold issues"});
    }
  }

  void check_stakes(const Section& issue) {
    const Section positions = issue.section("positions");
    const bool is_written = user_->member("issues", issue.id()).has("between");
    if (!issue.has("between") || !issue.has("positions")) {
      return;
    }
    const std::vector<std::string> between = issue.words("between");
    for (const std::string& party : between) {
      if (is_written && !positions.has(party)) {
        complaints_->add(
            issue.where("between"),
            issue.path() + ".between names " + party + ", which has no position there");
      }
    }
    if (between.size() < 2) {
      complaints_->add(issue.where("between"),
                       issue.path() + " has one party with a stake, expected at least 2");
    }
  }

  void check_red_line(const Section& position) {
    if (!position.has("red_line")) {
      return;
    }
    const Parameter low = position.bound("red_line", 0, "low");
    const Parameter high = position.bound("red_line", 1, "high");
    const std::string most = to_text(support_of(low).hi);
    const std::string least = to_text(support_of(high).lo);
    if (support_of(low).hi <= support_of(high).lo) {
      return;
    }
    const bool drawn =
        !low.distribution.is_constant() || !high.distribution.is_constant();
    complaints_->add(position.where("red_line"),
                     position.path() + ".red_line" +
                         (drawn ? " may cross: low may be " + most + " and high " + least
                                : " is [" + most + ", " + least + "]") +
                         ", expected low <= high");
  }

  const Section* root_;
  const Section* user_;
  const Names* names_;
  Complaints* complaints_;
};

}  // namespace

Range support_of(const Parameter& parameter) {
  const Distribution& distribution = parameter.distribution;
  const auto& p = distribution.parameter;
  Range support{-1e308, 1e308};
  switch (distribution.kind) {
    case Distribution::Kind::constant:
      return {p[0], p[0]};
    case Distribution::Kind::uniform:
      support = {p[0], p[1]};
      break;
    case Distribution::Kind::triangular:
      support = {p[0], p[2]};
      break;
    case Distribution::Kind::beta:
      support = {0.0, 1.0};
      break;
    case Distribution::Kind::lognormal:
    case Distribution::Kind::gamma:
      support = {0.0, 1e308};
      break;
    case Distribution::Kind::discrete:
      support = {distribution.points.front().first, distribution.points.back().first};
      break;
    case Distribution::Kind::normal:
      break;
  }
  return {std::max(support.lo, parameter.range.lo),
          std::min(support.hi, parameter.range.hi)};
}

void check_agenda(const Section& root, const Section& user, const Names& names,
                  Complaints& complaints) {
  AgendaChecker(root, user, names, complaints).check();
}

}  // namespace tripart
