#include "tripart/results/tables.hpp"

// The tables that speak about the ensemble as a whole, and the payoffs.
namespace tripart {
namespace {

using enum ColumnType;

constexpr std::string_view text_scale = "scale from 0 to 1 between the issue's poles";

constexpr std::array issues_columns{
    Column{"issue", text, "", "contested issue"},
    Column{"chapter", text, "", "chapter it belongs to"},
    Column{"mean", number, text_scale,
           "mean settled text over the replicates that settled it"},
    Column{"sd", number, text_scale, "standard deviation over replicates"},
    Column{"p05", number, text_scale, "5 percent quantile"},
    Column{"p25", number, text_scale, "25 percent quantile"},
    Column{"p50", number, text_scale, "median"},
    Column{"p75", number, text_scale, "75 percent quantile"},
    Column{"p95", number, text_scale, "95 percent quantile"},
    Column{"closed_probability", number, "probability",
           "share of replicates that closed its chapter"},
    Column{"std_error", number, text_scale, "Monte-Carlo standard error of the mean"},
    Column{"settled_probability", number, "probability",
           "share of replicates whose deal settles it"},
    Column{"replicates", integer, "", "replicates that settled it"},
};

constexpr std::array chapters_columns{
    Column{"chapter", text, "", "chapter of the agreement"},
    Column{"type", text, "", "technical or contested"},
    Column{"date", date, "", "day"},
    Column{"closed_probability", number, "probability",
           "share of replicates that had closed it by that day"},
    Column{"ci_low", number, "probability",
           "lower end of the 95 percent Wilson interval"},
    Column{"ci_high", number, "probability",
           "upper end of the 95 percent Wilson interval; 3.8/n where none was seen"},
};

constexpr std::array threats_columns{
    Column{"threat", text, "", "threat"},
    Column{"issuer", text, "", "party that makes it"},
    Column{"target", text, "", "parties it is aimed at, joined by |"},
    Column{"executed_probability", number, "probability",
           "share of replicates in which it was carried out"},
    Column{"withdrawn_probability", number, "probability",
           "share of replicates in which its condition was met"},
    Column{"first_execution_p05", date, "",
           "5 percent quantile of the day of execution, where executed"},
    Column{"first_execution_p25", date, "", "25 percent quantile"},
    Column{"first_execution_p50", date, "", "median"},
    Column{"first_execution_p75", date, "", "75 percent quantile"},
    Column{"first_execution_p95", date, "", "95 percent quantile"},
    Column{"announced_probability", number, "probability",
           "share of replicates in which it was announced"},
    Column{"backed_down_probability", number, "probability",
           "share of replicates in which it expired unexecuted"},
    Column{"executed_ci_low", number, "probability",
           "lower end of the 95 percent Wilson interval of executed_probability"},
    Column{"executed_ci_high", number, "probability",
           "upper end; 3.8/n where none was seen"},
    Column{"replicates", integer, "", "replicates counted"},
    Column{"credibility_start", number, "probability",
           "what everybody believes at the start: mean of the prior Beta"},
    Column{"credibility_end", number, "probability",
           "what they believe when the talks end, averaged over replicates"},
};

constexpr std::array summary_columns{
    Column{"metric", text, "", "what is measured"},
    Column{"party", text, "", "party it belongs to; empty: the negotiation as a whole"},
    Column{"category", text, "",
           "outcome or group of replicates it is about; all: every replicate; of metrics "
           "..._by_elasticities the set of elasticities"},
    Column{
        "statistic", text, "",
        "probability, mean, sd, p05, p25, p50, p75 or p95; variance_trade_model, "
        "variance_bargaining: parts of the variance over replicates that differences "
        "between economies make and that is left within one; share_trade_model: the "
        "former over their sum; linear, exact, difference: welfare at the median texts "
        "by E7, solved exactly, and the latter less the former"},
    Column{"estimate", number,
           "of the metric; its square for variances, fraction for their share",
           "estimate; empty: no replicate qualified, or too few economies for variances"},
    Column{"std_error", number, "as the estimate",
           "Monte-Carlo standard error; of an sd by normal theory; of variances and "
           "their share over bootstrap samples of the economies"},
    Column{"ci_low", number, "as the estimate",
           "lower end of the 95 percent interval: Wilson, t, order statistics, or "
           "studentised bootstrap over economies"},
    Column{"ci_high", number, "as the estimate",
           "upper end; 3.8/n for what was never seen"},
    Column{"replicates", integer, "", "replicates that qualified"},
};

constexpr std::array histograms_columns{
    Column{"metric", text, "", "what is measured"},
    Column{"party", text, "", "party it belongs to; empty: the negotiation as a whole"},
    Column{"category", text, "", "group of replicates; for texts the issue"},
    Column{"bin_low", number, "of the metric",
           "lower end of the bin, which belongs to it"},
    Column{"bin_high", number, "of the metric",
           "upper end of the bin, which belongs to the next one"},
    Column{"count", integer, "replicates", "replicates in the bin"},
};

constexpr OutputTable issues{
    "issues.csv", "One row per issue: distribution of the settled text", issues_columns};
constexpr OutputTable chapters{
    "chapters.csv", "One row per chapter and date: probability of being closed",
    chapters_columns};
constexpr OutputTable threats{"threats.csv", "One row per threat: what became of it",
                              threats_columns};
constexpr OutputTable summary{
    "summary.csv", "One row per quantity, with its Monte-Carlo error", summary_columns};
constexpr OutputTable histograms{
    "histograms.csv", "One row per bin of a distribution; empty bins are left out",
    histograms_columns};

}  // namespace

const OutputTable& issues_table() {
  return issues;
}
const OutputTable& chapters_table() {
  return chapters;
}
const OutputTable& threats_table() {
  return threats;
}
const OutputTable& summary_table() {
  return summary;
}
const OutputTable& histograms_table() {
  return histograms;
}

}  // namespace tripart
