"""Settled text of every issue between the parties' ideals (histograms.csv, issues.csv)."""

import math

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .style import BLACK, SKY, figure, fit, heading, legend, party_styles, percent, place

NAME = "texts"
BINS = 32
BASE = 0.49  # of a row, the baseline: the distribution stands on it, the ideals hang below


def binned(histogram):
    """Counts on equal bins of [0, 1]; the text 1 belongs to the last."""
    counts = [0.0] * BINS
    for low, count in zip(histogram["bin_low"], histogram["count"]):
        counts[min(max(math.floor(low * BINS), 0), BINS - 1)] += count
    return counts


def draw_distribution(axis, row, counts, base):
    tops = [base - (BASE - 0.06) * count / max(counts) for count in counts]
    axis.stairs(tops, [i / BINS for i in range(BINS + 1)], baseline=base, fill=True, color=SKY,
                alpha=0.6, linewidth=0)
    axis.plot([row["p05"], row["p95"]], [base, base], color=BLACK, linewidth=0.8)
    axis.plot([row["p25"], row["p75"]], [base, base], color=BLACK, linewidth=2.4,
              solid_capstyle="butt")
    axis.plot([row["p50"]], [base], "o", color="white", markersize=3.6, markeredgecolor=BLACK,
              markeredgewidth=0.9, zorder=4)


def draw_real(axis, real, base):
    y = base - 0.22
    if real["low"] == real["low"] and real["high"] == real["high"]:
        axis.plot([real["low"], real["high"]], [y, y], color=BLACK, linewidth=1.0, marker="|",
                  markersize=4, zorder=5)
    axis.plot([real["text"]], [y], "*", color=BLACK, markersize=7, markeredgecolor="white",
              markeredgewidth=0.5, clip_on=False, zorder=6)


def legend_handles(styles, with_real):
    handles = [Line2D([], [], linestyle="", marker=marker, color=colour, markersize=4.5,
                      markeredgewidth=0, label=f"ideal of {fit(party, 12)}")
               for party, (colour, marker) in styles.items()]
    handles += [Patch(color=SKY, alpha=0.6, linewidth=0, label="replicates"),
                Line2D([], [], color=BLACK, marker="o", markerfacecolor="white", linewidth=2.4,
                       markersize=3.6, label="median, middle half, 5 to 95 percent")]
    if with_real:
        handles.append(Line2D([], [], color=BLACK, marker="*", linewidth=1, markersize=7,
                              label="really settled, low to high"))
    return handles


def draw(results, scenario):
    table = results.table("issues.csv").reset_index(drop=True)
    if table.empty:
        return None, "the scenario has no issues"
    if not (table["replicates"] > 0).any():
        return None, "no replicate settled any issue"
    styles = party_styles(scenario.parties)
    real = scenario.settled_texts()
    real = {} if real is None else {row["issue"]: row for _, row in
                                    real.dropna(subset=["text"]).iterrows()}
    row_cm = min(0.5 + 0.12 * len(styles), max(0.42, 18 / len(table)))
    handles = legend_handles(styles, bool(real))
    fig, ((axis,),) = figure(row_cm * len(table) + 4.6 + 0.43 * math.ceil(len(handles) / 3))
    lane = (0.9 - BASE) / len(styles)
    for at, row in table.iterrows():
        issue, base = row["issue"], at + BASE
        if at % 2:
            axis.axhspan(at, at + 1, color="#F5F5F5", linewidth=0, zorder=0)
        axis.axhline(base, color="#BBBBBB", linewidth=0.6, zorder=1)
        if row["replicates"] > 0:
            draw_distribution(axis, row, binned(results.histogram("text", "", issue)), base)
        for i, (party, (colour, marker)) in enumerate(styles.items()):
            ideal = scenario.ideals.get(issue, {}).get(party)
            if ideal is not None:
                axis.plot([ideal], [base + 0.09 + lane * (i + 0.5)], marker, color=colour,
                          markersize=3.8, markeredgewidth=0, clip_on=False, zorder=5)
        if issue in real:
            draw_real(axis, real[issue], base)
        axis.text(1.075, base, percent(row["settled_probability"], results.replicates),
                  va="center", ha="center", fontsize=8, color="#333333")
    axis.text(1.075, -0.1, "settled\n(percent)", va="bottom", ha="center", fontsize=8,
              color="#333333", linespacing=1.0)
    axis.set_yticks([at + BASE for at in range(len(table))])
    axis.set_yticklabels([fit(issue, 24, 2 if row_cm > 0.75 else 1) for issue in table["issue"]])
    axis.tick_params(axis="y", length=0)
    axis.spines["left"].set_visible(False)
    axis.grid(axis="y", visible=False)
    axis.set_ylim(len(table) + 0.05, 0)
    axis.set_xlim(-0.015, 1.015)
    axis.set_xlabel("text (0: the issue's first pole, 1: its second pole)")
    top = heading(fig, results, "Settled texts between the parties' ideals",
                  "Replicates that settled the issue, whatever the deal; heights are scaled issue "
                  "by issue to the fullest of 32 bins.")
    bottom = legend(fig, handles, 3)
    place(fig, 4.2, 1.8, top + 0.85, bottom + 1.2)
    return fig, None
