#!/usr/bin/python3
"""Draws what `tripart backtest` found about one case, from the CSV files in its directory.

Example:  analysis/plot_backtest.py results/nafta-2018-backtest

Events: how probable each was, with the spread over ensembles whose judged inputs are held at
one shift each (thick) and whose free parameters are held at one draw as well (thin), beside
naive rules, forecasters and what happened. Path: chapters closed. Texts: what the replicates
settle that end in the deals of history, beside what was settled.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # leaves no files beside the scripts

from run_pictures import style  # noqa: E402
from run_pictures.options import FORMATS, Options, end_with, formats  # noqa: E402
from run_pictures.results import BAD_INPUT, Failure, parse_table, read_bytes  # noqa: E402

import matplotlib.dates as mdates  # noqa: E402
import matplotlib.pyplot as plt  # noqa: E402
import pandas as pd  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402

SPREADS = [f"{family}_{quantile}" for family in ("judgement", "prior") for quantile in ("p05", "p95")]
COLUMNS = {
    "cases.csv": ["case", "as_of", "horizon", "seed", "replicates", "jitters", "as_observed"],
    "events.csv": ["case", "row", "kind", "subject", "by", "scored", "happened", "probability", "ci_low",
                   "ci_high", *SPREADS, "base_rate", "forecasters"],
    "paths.csv": ["case", "by", "scored", "actual", "mean", "p05", "p95", "flat", "average_pace",
                  "last_interval"],
    "texts.csv": ["case", "issue", "actual", "low", "high", "replicates", "p05", "p50", "p95",
                  "mean_equal", "median_equal"],
    "scores.csv": ["case", "row", "score", "source", "value", "difference", "std_error"],
}
TEXTS = {"case", "row", "kind", "subject", "scored", "issue", "score", "source", "as_of", "horizon", "by",
         "seed"}
WORDS = {"deal": "deal {}", "no_deal": "no deal", "first_deal": "first deal: {}", "excluded": "{} left out",
         "threat_executed": "{} carried out", "threat_outlives_deal": "{} outlives the deal"}


def date_text(text):
    return f"{pd.Timestamp(text):%-d %b %Y}"


def question(event):
    words = WORDS.get(event.kind, event.kind).format(event.subject.replace("_", " "))
    return words + (f" by {date_text(event.by)}" if event.by else "")


def bar(axis, low, high, y, **look):
    axis.plot([low, high], [y, y], solid_capstyle="butt", **look)


def draw_events(events, case, scores):
    events = events[events.scored == "yes"]
    height = 3.9 + 0.72 * len(events)
    figure, axes = style.figure(height)
    axis = axes[0, 0]
    for y, event in enumerate(events.itertuples()):
        bar(axis, event.prior_p05, event.prior_p95, y, color=style.SKY, linewidth=1.4)
        bar(axis, event.judgement_p05, event.judgement_p95, y, color=style.BLUE, linewidth=5)
        bar(axis, event.ci_low, event.ci_high, y, color=style.BLACK, linewidth=2)
        axis.plot(event.probability, y, "o", color=style.BLUE, markersize=6, zorder=3)
        axis.plot(event.happened, y + 0.24, "*", color=style.VERMILLION, markersize=9, zorder=4,
                  clip_on=False)
        axis.plot(event.base_rate, y, "s", markerfacecolor="none", color=style.GREY, zorder=3)
        axis.plot(event.forecasters, y, "D", color=style.ORANGE, zorder=3)
    axis.set_yticks(range(len(events)), [style.fit(question(event), 29, 2) for event in events.itertuples()])
    axis.set_ylim(len(events) - 0.5, -0.5)
    axis.set_xlim(-0.02, 1.02)
    axis.set_xlabel("probability on the as-of date")
    axis.tick_params(axis="y", length=0)
    brier = scores[(scores.score == "brier") & (scores.row == "")].set_index("source").value
    named = [("model", "model"), ("status_quo", "status quo"), ("one_half", "one half"),
             ("base_rate", "base rate"), ("forecasters", "forecasters (about what they spoke of)")]
    top = style.headline(
        figure, f"What {case.case} was thought to bring on {date_text(case.as_of)}",
        f"{int(case.replicates):,} replicates of every ensemble, {int(case.jitters)} ensembles of either kind, "
        f"seed {case.seed}",
        "Brier scores: " + ", ".join(f"{name} {brier[source]:.3f}" for source, name in named
                                     if source in brier))
    handles = [
        Line2D([], [], marker="o", color=style.BLACK, markerfacecolor=style.BLUE, linewidth=2,
               label="model, Monte-Carlo 95 %"),
        Line2D([], [], color=style.BLUE, linewidth=5, label="judgements held, 5 to 95 %"),
        Line2D([], [], color=style.SKY, linewidth=1.4, label="all parameters held, 5 to 95 %"),
        Line2D([], [], marker="*", color=style.VERMILLION, linestyle="none", markersize=9,
               label="what happened"),
        Line2D([], [], marker="s", markerfacecolor="none", color=style.GREY, linestyle="none",
               label="base rate elsewhere"),
        Line2D([], [], marker="D", color=style.ORANGE, linestyle="none", label="forecasters, mean")]
    bottom = style.legend(figure, handles, 3, left=0.4)
    style.place(figure, 5.2, 0.5, top + 0.1, bottom + 1.1)
    return figure


def draw_path(paths, case, scores):
    figure, axes = style.figure(8.5)
    axis = axes[0, 0]
    days = pd.to_datetime(paths.by)
    axis.vlines(days, paths.p05, paths.p95, color=style.SKY, linewidth=6)
    looks = [("mean", style.BLUE, "o-", "model, mean"), ("flat", style.GREY, "s:", "flat"),
             ("average_pace", style.PURPLE, "^-.", "average pace"),
             ("last_interval", style.GREEN, "v--", "pace of the last interval"),
             ("actual", style.VERMILLION, "*", "what happened")]
    handles = [Line2D([], [], color=style.SKY, linewidth=6, label="model, 5 to 95 %")]
    for column, colour, look, name in looks:
        if paths[column].notna().any():
            handles += axis.plot(days, paths[column], look, color=colour, label=name,
                                 markersize=11 if column == "actual" else 5, zorder=3)
    start = pd.Timestamp(case.as_of)
    last = days.max()
    style.date_axis(axis, start, last + (last - start) * 0.05)
    axis.axvline(mdates.date2num(start), color=style.GREY, linewidth=0.7)
    axis.set_ylim(bottom=-0.5)
    axis.set_ylabel("chapters closed")
    rmse = scores[(scores.score == "path_rmse") & (scores.row == "")].set_index("source").value
    top = style.headline(figure, f"Chapters closed, {case.case} from {date_text(case.as_of)}",
                         "Root mean squared error, chapters: " +
                         ", ".join(f"{name.replace('_', ' ')} {value:.1f}" for name, value in rmse.items()))
    bottom = style.legend(figure, handles, 3, left=1.4)
    style.place(figure, 1.4, 0.5, top + 0.1, bottom + 1.3)
    return figure


def draw_texts(texts, case, scores):
    figure, axes = style.figure(3.4 + 0.55 * len(texts))
    axis = axes[0, 0]
    for y, text in enumerate(texts.itertuples()):
        bar(axis, text.p05, text.p95, y, color=style.SKY, linewidth=5)
        axis.plot(text.p50, y, "o", color=style.BLUE, markersize=5, zorder=3)
        axis.plot(text.mean_equal, y, "s", markerfacecolor="none", color=style.GREY, zorder=3)
        axis.plot(text.median_equal, y, "D", markerfacecolor="none", color=style.PURPLE, zorder=3)
        bar(axis, text.low, text.high, y + 0.28, color=style.VERMILLION, linewidth=1.2)
        axis.plot(text.actual, y + 0.28, "*", color=style.VERMILLION, markersize=8, zorder=4, clip_on=False)
    axis.set_yticks(range(len(texts)), [style.fit(name, 30) for name in texts.issue])
    axis.set_ylim(len(texts) - 0.3, -0.6)
    axis.set_xlim(-0.02, 1.02)
    axis.set_xlabel("text, on the issue's scale: 0 without a deal, 1 the widest demand")
    axis.tick_params(axis="y", length=0)
    error = scores[(scores.score == "text_error") & (scores.row == "")].set_index("source").value
    named = [("model", "model's median"), ("mean_equal", "mean of ideals"),
             ("median_equal", "median of ideals"), ("status_quo", "status quo"), ("one_half", "one half")]
    top = style.headline(
        figure, f"Texts of {case.case}, given the deals that history ended in",
        f"{int(case.as_observed):,} of {int(case.replicates):,} replicates end so. Mean absolute error: " +
        ", ".join(f"{name} {error[source]:.3f}" for source, name in named if source in error))
    handles = [
        Line2D([], [], marker="o", color=style.SKY, markerfacecolor=style.BLUE, linewidth=5,
               label="model, median and 5 to 95 %"),
        Line2D([], [], marker="*", color=style.VERMILLION, linewidth=1.2, markersize=8,
               label="settled, and what a fair reader could say"),
        Line2D([], [], marker="s", markerfacecolor="none", color=style.GREY, linestyle="none",
               label="mean of ideals, by salience"),
        Line2D([], [], marker="D", markerfacecolor="none", color=style.PURPLE, linestyle="none",
               label="median of ideals, by salience")]
    bottom = style.legend(figure, handles, 2, left=0.4)
    style.place(figure, 4.2, 0.5, top + 0.1, bottom + 1.1)
    return figure


class Backtest:
    """The tables of one directory; those of one case at a time."""

    def __init__(self, folder):
        self.tables = {name: parse_table(folder / name, read_bytes(folder / name), columns, TEXTS)
                       for name, columns in COLUMNS.items()}

    def cases(self):
        return list(self.tables["cases.csv"].itertuples())

    def rows(self, name, case):
        table = self.tables[name]
        return table[table.case == case]


def figures(backtest, case):
    """Pictures of one case by name; what it lacks gets none."""
    scores = backtest.rows("scores.csv", case.case)
    for name, table, draw in (("events", "events.csv", draw_events), ("path", "paths.csv", draw_path),
                              ("texts", "texts.csv", draw_texts)):
        rows = backtest.rows(table, case.case)
        if name == "texts":
            rows = rows[rows.replicates > 0]
        if not rows.empty:
            yield name, draw(rows, case, scores)


def main(arguments=None):
    parser = Options(description=__doc__, allow_abbrev=False,
                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, metavar="DIR", help="what `tripart backtest` wrote")
    parser.add_argument("--case", metavar="NAME", help="of a list of cases, only this one")
    parser.add_argument("--output", type=Path, metavar="DIR",
                        help="where the pictures go (default: DIR/pictures)")
    parser.add_argument("--format", type=formats, default=["png", "svg"], metavar="LIST",
                        help=f"of {', '.join(FORMATS)}, joined by commas (default: png,svg)")
    options = parser.parse_args(arguments)
    try:
        backtest = Backtest(options.directory)
        cases = [case for case in backtest.cases() if options.case in (None, case.case)]
        if not cases:
            raise Failure(BAD_INPUT, f"{options.directory}: has no case {options.case}")
        folder = options.output or options.directory / "pictures"
        for case in cases:
            for name, figure in figures(backtest, case):
                for written in style.save(figure, folder, f"{case.case}-{name}", options.format):
                    print(written)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return failure.code
    return 0


if __name__ == "__main__":
    end_with(main)
