#include "cli/trade_model_line.hpp"

#include <algorithm>
#include <cmath>

#include "tripart/results/rounded.hpp"

namespace tripart {
namespace {

Estimate estimate_of(const std::vector<SummaryRow>& rows, std::string_view metric,
                     std::string_view party, std::string_view category,
                     std::string_view statistic) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SummaryRow& row) {
    return row.metric == metric && row.party == party && row.category == category &&
           row.statistic == statistic;
  });
  return found == rows.end() ? Estimate{} : found->estimate;
}

/// The kind of deal that is least certain to come or not.
std::string open_question(const Summary& summary) {
  const double n = static_cast<double>(summary.replicates());
  const auto certainty = [&](DealKind kind) {
    const auto seen = static_cast<double>(summary.with_kind(kind).replicates);
    return std::fabs(seen - n / 2.0);
  };
  const std::vector<DealKind> kinds = reachable_kinds(summary.configurations());
  const auto least = std::min_element(
      kinds.begin(), kinds.end(),
      [&](DealKind a, DealKind b) { return certainty(a) < certainty(b); });
  return std::string(to_text(*least));
}

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name == "none" ? "no deal" : name;
}

std::string share_text(const Estimate& share) {
  if (!share.value) {
    return "-";
  }
  const int decimals = *share.value < 0.1 ? 1 : 0;
  const auto percent = [decimals](double part) {
    return rounded(100.0 * part, decimals);
  };
  return percent(*share.value) + " %" +
         (share.low && share.high
              ? " [" + percent(*share.low) + ", " + percent(*share.high) + "]"
              : "");
}

// Empty where too few economies, or replicates in them, say anything.
std::string shares(const Summary& summary, const std::vector<SummaryRow>& rows) {
  std::string text = "  the trade model explains of the variance of welfare";
  std::string separator = " ";
  bool says_something = false;
  const auto part = [&](std::string_view metric, const std::string& party,
                        const std::string& category) {
    const Estimate share =
        estimate_of(rows, metric, party, category, "share_trade_model");
    says_something = says_something || share.value;
    return share_text(share);
  };
  for (const Party& party : summary.model().parties) {
    text += separator + party.id + " " + part("welfare_pct", party.id, "all");
    separator = ", ";
  }
  const std::string kind = open_question(summary);
  text += "; of whether there is " +
          std::string(kind == "none" ? "" : "a deal of kind ") + spaced(kind) + " " +
          part("kind", "", kind) + "; the rest is bargaining\n";
  return says_something ? text : "";
}

std::string values(const Summary& summary, const std::vector<SummaryRow>& rows) {
  const auto list = [&](const std::string& metric, const std::string& party,
                        const char* statistic, double unit, int decimals) {
    std::string text;
    for (const std::string& set : summary.economies().sets) {
      const Estimate one =
          estimate_of(rows, metric + "_by_elasticities", party, set, statistic);
      text += (text.empty() ? " " : ", ") +
              (one.value ? rounded(unit * *one.value, decimals) : "-");
    }
    return text;
  };
  std::string text = "  by elasticities (";
  for (const std::string& set : summary.economies().sets) {
    text += (text.back() == '(' ? "" : ", ") + set;
  }
  std::string kind = open_question(summary);
  kind = kind == "none" ? "lapsed" : kind;
  text += "): " + spaced(kind) + list(kind, "", "probability", 100.0, 1) + " %";
  for (const Party& party : summary.model().parties) {
    text += "; welfare " + party.id + list("welfare_pct", party.id, "mean", 1.0, 3);
  }
  return text + "\n";
}

}  // namespace

std::string trade_model_line(const Summary& summary,
                             const std::vector<SummaryRow>& rows) {
  if (summary.replicates() == 0) {
    return "";
  }
  return summary.economies().are_split() ? shares(summary, rows)
         : summary.economies().have_sets() && !summary.economies().differ_within_sets
             ? values(summary, rows)
             : "";
}

}  // namespace tripart
