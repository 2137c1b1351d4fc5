#include "report/content.hpp"
#include "report/html.hpp"

namespace tripart {
namespace {

// What is played in the first equilibrium of the table.
std::string first_equilibrium(const PageTable& equilibria) {
  std::string played;
  std::optional<std::size_t> first;
  for (std::size_t row = 0; row < equilibria.rows.size(); ++row) {
    if (equilibria.cell(row, "equilibrium") != equilibria.cell(0, "equilibrium")) {
      break;
    }
    if (equilibria.cell(row, "probability") != "0") {
      first = first ? first : row;
      played += (played.empty() ? "" : ", ") + escaped(equilibria.cell(row, "party")) +
                " plays " + escaped(equilibria.cell(row, "strategy"));
      if (equilibria.cell(row, "probability") != "1") {
        played += " with probability " + sourced(equilibria, row, "probability", 1.0, 2);
      }
    }
  }
  if (!first) {
    return "";
  }
  constexpr int decimals = 4;
  return " The first equilibrium (" + escaped(spaced(equilibria.cell(*first, "type"))) +
         "): " + played + "; the largest gain from another strategy would be " +
         sourced(equilibria, *first, "epsilon", 1.0, decimals) +
         " (95 percent interval " +
         sourced(equilibria, *first, "epsilon_low", 1.0, decimals) + " to " +
         sourced(equilibria, *first, "epsilon_high", 1.0, decimals) + ").";
}

std::string opening(const Content& content) {
  const PageTable* profiles = content.find("profiles.csv");
  const PageTable* equilibria = content.find("equilibria.csv");
  std::string html = "<p class=\"headline\">";
  if (profiles != nullptr && !profiles->rows.empty()) {
    const std::size_t last = profiles->rows.size() - 1;
    html += sourced(*profiles, last, "profile", 1.0, 0) + " profiles of strategies, " +
            sourced(*profiles, last, "replicates", 1.0, 0) + " replicates each.";
  }
  if (equilibria != nullptr && !equilibria->rows.empty()) {
    html += first_equilibrium(*equilibria);
  }
  return html + "</p>\n";
}

}  // namespace

Content tournament_content(const FinishedResults& results) {
  Content content;
  const std::vector<PageSection> charts{
      {"profiles",
       "What each party gets from its strategies",
       "Own strategies down, those of the others across; mean payoff less that of the "
       "first profile. A frame marks the best response to what the others play.",
       {"profiles.csv"}},
      {"profile_endings",
       "How the talks end under each profile",
       "Share of replicates by kind of deal.",
       {"profile_endings.csv"}},
      {"", "Equilibria", "", {"equilibria.csv"}},
      {"", "Regrets", "", {"regrets.csv"}},
      {"", "Strategies", "", {"strategies.csv"}}};
  for (const PageSection& section : charts) {
    if (content.add(results, section.tables.front())) {
      content.sections.push_back(section);
    }
  }
  content.headline = opening(content);
  return content;
}

}  // namespace tripart
