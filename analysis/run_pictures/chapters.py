"""Chapters closed by date, with quantile bands and the real path (progress.csv)."""

import pandas as pd

from .style import BLACK, BLUE, GREY, VERMILLION, date_axis, figure, heading, legend, place

NAME = "chapters"


def draw_ensemble(axis, table):
    handles = [axis.fill_between(table["date"], table[low], table[high], step="post", color=BLUE,
                                 alpha=alpha, linewidth=0, label=label)
               for low, high, alpha, label in
               (("p05", "p95", 0.18, "5 to 95 percent"),
                ("p25", "p75", 0.38, "middle half"))]
    handles += axis.plot(table["date"], table["p50"], color=BLUE, drawstyle="steps-post",
                         label="median")
    handles += axis.plot(table["date"], table["mean"], color=BLACK, linestyle=":", linewidth=1.2,
                         label="mean")
    return handles


def draw(results, scenario):
    table = results.table("progress.csv").dropna()
    if scenario.chapters == 0:
        return None, "the scenario has no chapters"
    if table.empty:
        return None, "progress.csv has no rows"
    first, last = table["date"].min(), table["date"].max()
    most = max(float(table["p95"].max()), scenario.chapters)
    fig, ((axis,),) = figure(9.6)
    handles = draw_ensemble(axis, table)
    history = scenario.history()
    if history is not None:
        history = history.dropna(subset=["date", "chapters_closed"]).sort_values("date")
        first = min(first, history["date"].min())
        last = max(last, history["date"].max())
        most = max(most, history["chapters_closed"].max())
        handles += axis.plot(history["date"], history["chapters_closed"], color=VERMILLION,
                             drawstyle="steps-post", marker="o", markersize=3.2, linewidth=1.1,
                             label="what happened")
    if first < scenario.start:
        axis.axvline(scenario.start, color=GREY, linewidth=0.9)
        axis.text(scenario.start, 1.01, "simulation starts", ha="center", va="bottom",
                  fontsize=8, color=GREY, transform=axis.get_xaxis_transform())
    axis.axhline(scenario.chapters, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
    axis.text(0.005, scenario.chapters, f"all {scenario.chapters} chapters", ha="left",
              va="bottom", fontsize=8, color=GREY, transform=axis.get_yaxis_transform())
    axis.set_ylim(0, 1.1 * most)
    axis.set_ylabel("chapters closed (number)")
    margin = pd.Timedelta(days=max(1, round(0.008 * (last - first).days)))
    date_axis(axis, first - margin, last + margin)
    top = heading(fig, results, "Chapters closed, by date",
                  "Quantiles over all replicates; talks that have ended keep their number.")
    bottom = legend(fig, handles, 5, left=1.3)
    place(fig, 1.4, 0.5, top + (0.55 if first < scenario.start else 0.2), bottom + 1.15)
    return fig, None
