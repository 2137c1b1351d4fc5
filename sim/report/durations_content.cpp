#include "report/content.hpp"
#include "report/html.hpp"

namespace tripart {

Content durations_content(const FinishedResults& results) {
  Content content;
  const std::vector<PageSection> charts{
      {"durations",
       "From launch to signature",
       "Distribution functions. Where the simulated one does not reach 1, the rest is "
       "not "
       "signed by the last month that can be seen.",
       {"duration_months.csv"}},
      {"", "Each negotiation of history among the simulated", "", {"durations.csv"}},
      {"", "Tests", "", {"duration_test.csv"}}};
  for (const PageSection& section : charts) {
    if (content.add(results, section.tables.front())) {
      content.sections.push_back(section);
    }
  }
  if (const PageTable* test = content.find("duration_test.csv")) {
    content.headline =
        "<p class=\"headline\">" + sourced(*test, 0, "replicates", 1.0, 0) +
        " simulated durations have a mean of " +
        sourced(*test, 0, "simulated_mean", 1.0, 1) + " months, " +
        sourced(*test, 0, "history", 1.0, 0) + " of history one of " +
        sourced(*test, 0, "history_mean", 1.0, 1) +
        ". Their distribution functions are " + sourced(*test, 0, "distance", 1.0, 3) +
        " apart at most; were they equal, a distance of " +
        sourced(*test, 0, "critical_distance", 1.0, 3) +
        " or more would be seen in at most 5 percent of such samples.</p>\n";
  }
  return content;
}

}  // namespace tripart
