"""Welfare by party and kind of deal (histograms.csv, summary.csv)."""

import math
import textwrap

import pandas as pd

from .style import BLACK, GREY, KINDS, figure, fit, heading, kind_order, place

NAME = "welfare"
METRIC = "welfare_pct"
ALL = ("all replicates", "#777777")
LEAST = 0.005  # percent: no panel is so narrow that less than this looks like much


def coarsened(histogram, least_width):
    """(low, high, count) on bins at least so wide; widths double, so that the bins of the file
    are joined and never cut. The middle of one is 0: many replicates change nothing, and on a
    bin that begins at 0 they would look like gains."""
    own_width = (histogram["bin_high"] - histogram["bin_low"]).iloc[0]
    width = 2 * own_width
    while width < least_width:
        width *= 2
    counts = {}
    for low, count in zip(histogram["bin_low"], histogram["count"]):
        at = math.floor(low / width + 0.5)
        counts[at] = counts.get(at, 0) + count
    return [((at - 0.5) * width, (at + 0.5) * width, counts[at]) for at in sorted(counts)]


def draw_shape(axis, histogram, at, colour):
    """The histogram and its mirror image, widest at the fullest bin; finer for more replicates."""
    low, high = axis.get_xlim()
    most_bins = min(max(12, 3 * histogram["count"].sum() ** (1 / 3)), 60)
    bins = coarsened(histogram, (high - low) / most_bins)
    fullest = max(count for _, _, count in bins)
    for low, high, count in bins:
        half = 0.38 * count / fullest
        axis.fill_between([low, high], at - half, at + half, facecolor=colour, alpha=0.45,
                          linewidth=0)


class Panel:
    """What one party gets."""

    def __init__(self, results, party, categories):
        rows = {name: results.metric(METRIC, name) for name in ("mean", "p05", "p95")}
        rows = {name: table[table["party"] == party].set_index("category")
                for name, table in rows.items()}
        self.lines = []
        for at, category in enumerate(categories):
            mean = rows["mean"].loc[category]
            ends = [rows[name].loc[category]["estimate"] for name in ("p05", "p95")]
            if mean["replicates"] > 0:
                self.lines.append((at, category, mean, ends,
                                   results.histogram(METRIC, party, category)))

    def range(self):
        """Holds 0, every mean with its interval, and every line from 5 to 95 percent."""
        marks = pd.Series([-LEAST, LEAST] + [mark for _, _, mean, ends, _ in self.lines
                          for mark in (mean["estimate"], mean["ci_low"], mean["ci_high"], *ends)])
        margin = 0.08 * (marks.max() - marks.min())
        return marks.min() - margin, marks.max() + margin

    def draw(self, axis):
        axis.set_xlim(*self.range())
        axis.axvline(0, color=GREY, linewidth=0.8, zorder=0.9)
        for at, category, mean, ends, histogram in self.lines:
            colour = KINDS[category][1] if category in KINDS else ALL[1]
            if histogram["count"].sum() >= 10:
                draw_shape(axis, histogram, at, colour)
            axis.plot(ends, [at, at], color=BLACK, linewidth=0.8)
            axis.plot([mean["ci_low"], mean["ci_high"]], [at, at], color=BLACK, linewidth=3.2,
                      solid_capstyle="butt")
            axis.plot([mean["estimate"]], [at], "o", color="white", markeredgecolor=BLACK,
                      markersize=4.2, markeredgewidth=0.9, zorder=4)


def category_label(category, replicates):
    name = KINDS[category][0] if category in KINDS else ALL[0]
    return "\n".join(textwrap.wrap(name, 18) + [f"(n = {replicates:,.0f})"])


def draw(results, scenario):
    if not scenario.has_economy:
        return None, "the scenario has no economy, so welfare does not change"
    means = results.metric(METRIC, "mean")
    replicates = means[means["party"] == scenario.parties[0]].set_index("category")["replicates"]
    categories = ["all"] + kind_order(kind for kind in replicates.index if replicates[kind] > 0)
    if len(categories) == 1:
        return None, "summary.csv has no welfare"
    columns = min(3, len(scenario.parties))
    rows = math.ceil(len(scenario.parties) / columns)
    fig, axes = figure(rows * (1.2 * len(categories) + 1.8) + 2.6, rows, columns, sharey=True)
    for party, axis in zip(scenario.parties, axes.flat):
        Panel(results, party, categories).draw(axis)
        axis.set_title(fit(party, 18), loc="left", weight="bold")
        axis.set_xlabel("real income (percent)")
        axis.locator_params(axis="x", nbins=3)
        axis.grid(axis="y", visible=False)
        axis.tick_params(axis="y", length=0)
        axis.spines["left"].set_visible(False)
    for axis in list(axes.flat)[len(scenario.parties):]:
        axis.set_visible(False)
    axes[0][0].set_yticks(range(len(categories)))
    axes[0][0].set_yticklabels([category_label(name, replicates[name]) for name in categories])
    axes[0][0].set_ylim(len(categories) - 0.5, -0.5)
    top = heading(fig, results, "Welfare of each party, by kind of deal",
                  "Exact change of real income against the status quo without new tariffs. Shape: "
                  "replicates; line: 5 to 95 percent; circle: mean; bar: its 95 percent interval. "
                  "Scales differ and may cut off the tails of shapes.")
    place(fig, 3.0, 0.5, top + 0.75, 1.2, gap=0.7, row_gap=1.9)
    return fig, None
