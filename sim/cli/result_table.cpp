#include "cli/result_table.hpp"

#include <algorithm>
#include <cmath>

#include "cli/benchmark_block.hpp"
#include "cli/text_table.hpp"
#include "cli/trade_model_line.hpp"
#include "tripart/cli/terminal.hpp"
#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

std::string spaced(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string percent(double probability) {
  return rounded(100.0 * probability, 1) + " %";
}

std::string below(std::uint64_t n) {
  const double bound = 380.0 / static_cast<double>(std::max<std::uint64_t>(n, 4));
  int decimals = 0;  // two digits that mean something
  for (double shown = bound; shown < 10.0 && decimals < 18; shown *= 10.0) {
    ++decimals;
  }
  return "below " + rounded(bound, decimals) + " %";
}

std::string share(const Estimate& estimate) {
  return estimate.value ? (*estimate.value > 0.0 ? percent(*estimate.value) : "0") : "-";
}

std::string interval(const Estimate& estimate) {
  if (!estimate.value) {
    return "-";
  }
  return *estimate.value > 0.0
             ? rounded(100.0 * *estimate.low, 1) + " to " + percent(*estimate.high)
             : below(estimate.replicates);
}

std::string median_date(const Model& model, const IntegerCounts& days) {
  return days.total() > 0 ? to_text(Date{model.start.days + days.quantile(0.5)}) : "-";
}

/// A probability as a line of marks; empty where the terminal is too narrow for it.
std::string bar(const Estimate& estimate) {
  constexpr std::size_t width = 16;
  constexpr std::size_t columns_of_table = 80;
  if (terminal_columns() < columns_of_table || !estimate.value) {
    return "";
  }
  const double marks = std::floor(*estimate.value * static_cast<double>(width) + 0.5);
  const auto filled = std::min(width, static_cast<std::size_t>(marks));
  return std::string(filled, '#') + std::string(width - filled, '.');
}

std::string endings(const Summary& summary) {
  const std::uint64_t n = summary.replicates();
  TextTable table;
  table.add({"ending", "share", "95 percent interval", "median date", ""});
  const auto add = [&](const std::string& name, const Cell& cell) {
    const Estimate estimate = estimate_probability(cell.replicates, n);
    table.add({name, share(estimate), interval(estimate),
               median_date(summary.model(), cell.whole[0].counts()), bar(estimate)});
  };
  std::vector<DealKind> kinds = reachable_kinds(summary.configurations());
  std::reverse(kinds.begin(), kinds.end());
  for (const DealKind kind : kinds) {
    add(kind == DealKind::none ? "no deal" : spaced(to_text(kind)),
        summary.with_kind(kind));
  }
  add("  lapsed", summary.cell(Ending::lapsed, DealKind::none));
  add("  collapsed", summary.cell(Ending::collapsed, DealKind::none));
  return table.text(1);
}

// Fewer than all can only agree where somebody may split off with a partner.
bool needs_a_hub(DealKind kind, const Model& model) {
  const bool everyone = kind == DealKind::trilateral  ? model.party_count() == 3
                        : kind == DealKind::bilateral ? model.party_count() == 2
                                                      : kind == DealKind::multilateral;
  return !everyone && std::none_of(model.parties.begin(), model.parties.end(),
                                   [](const Party& party) { return party.may_split; });
}

// For each kind of deal that never came: what stood in its way most often.
std::string shut_doors(const Summary& summary) {
  std::string text;
  const Cell all = summary.all();
  for (const DealKind kind : reachable_kinds(summary.configurations())) {
    if (kind == DealKind::none || summary.with_kind(kind).replicates > 0 ||
        all.replicates == 0) {
      continue;
    }
    text += "  " + spaced(to_text(kind)) + ": never seen, " + below(all.replicates);
    if (needs_a_hub(kind, summary.model())) {
      text += "; no party may leave the plenary (may_split)\n";
      continue;
    }
    const auto most = std::max_element(all.mechanisms.begin(), all.mechanisms.end());
    if (*most > 0) {
      const auto at = static_cast<std::size_t>(most - all.mechanisms.begin());
      text += "; shut by " + spaced(mechanism_names[at]) + " in " +
              percent(static_cast<double>(*most) / static_cast<double>(all.replicates)) +
              " of the replicates";
    }
    text += "\n";
  }
  return text;
}

// Talks collapse when a withdrawal takes effect before any deal; where that never
// happened, why not.
std::string no_collapse(const Summary& summary) {
  if (summary.replicates() == 0 ||
      summary.with_ending(Ending::collapsed).replicates > 0) {
    return "";
  }
  const Model& model = summary.model();
  std::uint64_t notices = 0;
  bool possible = model.breakdown_rate > 0.0;
  for (std::size_t i = 0; i < model.threats.size(); ++i) {
    if (model.threats[i].kind == ThreatKind::withdrawal) {
      notices += summary.threat(i).executed.total();
      possible = true;
    }
  }
  if (!possible) {
    return "";
  }
  return "  collapsed: never seen, " + below(summary.replicates()) +
         (notices > 0
              ? "; notice of withdrawal was given in " +
                    share(estimate_probability(notices, summary.replicates())) +
                    " of the replicates, and a deal or the end came before it took "
                    "effect\n"
              : "; nobody gave notice of withdrawal\n");
}

std::string paths(const Summary& summary) {
  const std::uint64_t n = summary.replicates();
  const Estimate direct = estimate_probability(summary.with_path(Path::direct), n);
  const Estimate accession = estimate_probability(summary.with_path(Path::accession), n);
  return "  reached directly " + share(direct) + " (" + interval(direct) +
         "), by accession " + share(accession) + " (" + interval(accession) + ")\n";
}

// What legislatures made of the deals that governments struck.
std::string approvals(const Summary& summary) {
  std::uint64_t deals = 0;
  for (const Ratified ratified : {Ratified::yes, Ratified::no, Ratified::pending}) {
    deals += summary.with_ratified(ratified);
  }
  if (deals == 0) {
    return "";
  }
  const auto part = [&](Ratified ratified) {
    return share(estimate_probability(summary.with_ratified(ratified), deals));
  };
  return "  legislatures: of " + with_commas(deals) + " deals " + part(Ratified::yes) +
         " approved, " + part(Ratified::no) + " refused, " + part(Ratified::pending) +
         " undecided at the end of the follow-up\n";
}

std::vector<std::string> measure_row(std::string party, std::string category,
                                     const Measure& measure) {
  if (measure.count() == 0) {
    return {std::move(party), std::move(category), "-", "-"};
  }
  return {std::move(party), std::move(category), rounded(*measure.mean().value, 3),
          rounded(*measure.quantile(0.05).value, 3) + " to " +
              rounded(*measure.quantile(0.95).value, 3)};
}

// One metric of every party, over all replicates and by kind of deal.
std::string by_party(const Summary& summary, std::size_t metric,
                     const std::string& title) {
  const Model& model = summary.model();
  TextTable table;
  table.add({"party", "deal", "mean", "90 percent of replicates"});
  const Cell all = summary.all();
  std::vector<std::pair<std::string, Cell>> groups{{"all", all}};
  for (const DealKind kind : reachable_kinds(summary.configurations())) {
    const Cell cell = summary.with_kind(kind);
    if (cell.replicates > 0 && cell.replicates < all.replicates) {
      groups.emplace_back(spaced(to_text(kind)), cell);
    }
  }
  for (std::size_t party = 0; party < model.parties.size(); ++party) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
      table.add(measure_row(i == 0 ? model.parties[party].id : "", groups[i].first,
                            groups[i].second.party[party][metric]));
    }
  }
  return "\n" + title + "\n" + table.text(2);
}

std::string threats(const Summary& summary) {
  const Model& model = summary.model();
  const std::uint64_t n = summary.replicates();
  if (model.threats.empty() || n == 0) {
    return "";
  }
  TextTable table;
  table.add(
      {"threat", "made", "executed", "withdrawn", "backed down", "median execution"});
  for (std::size_t i = 0; i < model.threats.size(); ++i) {
    const ThreatTally& threat = summary.threat(i);
    const auto text = [n](std::uint64_t seen) {
      return seen > 0 ? share(estimate_probability(seen, n)) : below(n);
    };
    table.add({model.threats[i].id, text(threat.made), text(threat.executed.total()),
               text(threat.withdrawn), text(threat.backed_down),
               median_date(model, threat.executed)});
  }
  return "\nThreats\n" + table.text(1);
}

}  // namespace

std::string result_table(const Summary& summary, const std::vector<SummaryRow>& rows,
                         const Benchmarks& benchmarks, std::uint64_t seed,
                         const std::string& assumptions) {
  const Model& model = summary.model();
  std::string text = model.name + ": " + with_commas(summary.replicates()) +
                     " replicates, seed " + std::to_string(seed) + "\n" +
                     (assumptions.empty() ? "" : "  " + assumptions + "\n") + "\n" +
                     endings(summary) + paths(summary) + approvals(summary) +
                     shut_doors(summary) + no_collapse(summary) +
                     trade_model_line(summary, rows);
  constexpr std::size_t welfare = 1;
  constexpr std::size_t surplus_share = 3;
  if (model.mode == Mode::strategic) {
    text += by_party(summary, surplus_share, "Share of the surplus");
  } else if (model.pure_bargaining) {
    text += by_party(summary, 0, "Utility");
  } else {
    text += by_party(
        summary, welfare,
        "Welfare, change of real income in percent (at the end of the follow-up)");
    text += by_party(
        summary, 0,
        "Value to governments, percent of own real income a year: welfare, lobbies and "
        "the content of the deal");
  }
  return text + threats(summary) + benchmark_block(summary, benchmarks);
}

}  // namespace tripart
