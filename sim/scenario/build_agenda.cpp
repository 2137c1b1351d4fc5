#include <algorithm>

#include "scenario/build.hpp"
#include "tripart/core/number.hpp"

namespace tripart {
namespace {

/// Holds all issues where a scenario has no chapters of its own.
constexpr std::string_view only_chapter = "agreement";

/// Numbers of a list, or of a mapping by name.
std::vector<double> numbers_of(const YamlNode* node) {
  std::vector<double> numbers;
  if (node != nullptr) {
    for (const YamlNode& item : node->items) {
      numbers.push_back(parse_number(item.text).value());
    }
    for (const YamlEntry& entry : node->entries) {
      numbers.push_back(parse_number(entry.value.text).value());
    }
  }
  return numbers;
}

Position build_position(const Section& section, const std::vector<double>& values) {
  Position position;
  position.present = true;
  position.ideal = section.parameter("ideal");
  position.utilities = numbers_of(section.value("utilities"));
  if (!position.utilities.empty()) {
    const auto best =
        std::max_element(position.utilities.begin(), position.utilities.end());
    position.ideal.distribution = Distribution::constant(
        values[static_cast<std::size_t>(best - position.utilities.begin())]);
    position.ideal.range = {0.0, 1.0};
  }
  position.salience = section.parameter("salience");
  position.red_line_low = section.bound("red_line", 0, "low");
  position.red_line_high = section.bound("red_line", 1, "high");
  return position;
}

std::vector<CostEffect> build_effects(const BuildContext& context, const Section& issue) {
  std::vector<CostEffect> effects;
  for (const Section& section : issue.members("effects")) {
    CostEffect effect;
    effect.importer = context.party(section.text("importer"));
    effect.exporter = context.party(section.text("exporter"));
    effect.sector = context.sector(section.text("sector"));
    effect.log_iceberg = section.number_or_zero("iceberg");
    const double flow = context.names.baseline->flow(
        context.region(effect.importer), context.region(effect.exporter),
        static_cast<std::size_t>(effect.sector));
    for (const TariffChange& change :
         build_changes(*context.names.baseline, *section.value("tariff"), flow)) {
      effect.tariff = change;
      effects.push_back(effect);
      effect.log_iceberg = 0.0;  // once, however many parts the tariff has
    }
  }
  return effects;
}

Issue build_issue(const BuildContext& context, const Section& section) {
  Issue issue;
  issue.id = section.id();
  issue.chapter = section.has("chapter")
                      ? position_of(context.names.chapters, section.text("chapter"))
                      : 0;
  issue.values = numbers_of(section.value("values"));
  const Section positions = section.section("positions");
  for (const std::string& party : context.names.parties) {
    issue.positions.push_back(positions.has(party)
                                  ? build_position(positions.section(party), issue.values)
                                  : Position{});
  }
  issue.between = context.parties(section.words("between"));
  if (section.text("status_quo") != "none") {
    issue.status_quo = section.parameter("status_quo");
  }
  issue.effects = build_effects(context, section);
  return issue;
}

}  // namespace

void build_agenda(const BuildContext& context, Model& model) {
  for (const Section& section : context.root.members("chapters")) {
    Chapter chapter;
    chapter.id = section.id();
    chapter.type = section.text("kind") == "contested" ? ChapterType::contested
                                                       : ChapterType::technical;
    chapter.closed = section.date("closed");
    chapter.gap = section.parameter("gap");
    model.chapters.push_back(std::move(chapter));
  }
  if (model.chapters.empty()) {
    Chapter chapter;
    chapter.id = only_chapter;
    chapter.type = ChapterType::contested;
    model.chapters.push_back(std::move(chapter));
  }
  for (const Section& section : context.root.members("issues")) {
    model.issues.push_back(build_issue(context, section));
  }
}

}  // namespace tripart
