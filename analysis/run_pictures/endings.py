"""Probability of each kind of deal by date (timeline.csv)."""

import pandas as pd

from .style import GREY, KINDS, date_axis, figure, heading, interval_text, kind_order, legend, place

NAME = "endings"


def mark_events(axis, events, first, last):
    """Dated events as grey lines with letters above; returns the key to the letters.
    Dates too close to tell apart share a line."""
    groups = []
    for date, what in events:
        if groups and (date - groups[-1][0]).days < 0.014 * (last - first).days:
            groups[-1][1].append((date, what))
        else:
            groups.append((date, [(date, what)]))
    key = []
    for i, (date, members) in enumerate(groups):
        letter = chr(ord("A") + i % 26)
        axis.axvline(date, color="#999999", linewidth=0.8, zorder=0.6)
        axis.text(date, 1.01, letter, transform=axis.get_xaxis_transform(), ha="center",
                  va="bottom", fontsize=8, color=GREY)
        names = ", ".join(f"{what} {day.day} {day:%b %Y}" for day, what in members)
        # Hard spaces keep a letter and its meaning on one line.
        key.append(f"{letter}: {names}" if len(members) > 2
                   else f"{letter}: {names}".replace(" ", "\u00a0"))
    return "; ".join(key)


def draw(results, scenario):
    table = results.table("timeline.csv")
    if table.empty:
        return None, "timeline.csv has no rows"
    first, last = scenario.start, table["date"].max()
    last += pd.Timedelta(days=max(1, 0.012 * (last - first).days))  # shows the step at the end
    fig, ((axis,),) = figure(10)
    handles = []
    for kind in kind_order(table["kind"].unique()):
        name, colour, line = KINDS[kind]
        rows = table[table["kind"] == kind]
        final = rows.iloc[-1]
        share = interval_text(final["probability"], final["ci_low"], final["ci_high"])
        rows = pd.concat([rows, rows.tail(1).assign(date=last)])
        axis.fill_between(rows["date"], 100 * rows["ci_low"], 100 * rows["ci_high"],
                          color=colour, alpha=0.25, linewidth=0, step="post")
        handles += axis.plot(
            rows["date"], 100 * rows["probability"], color=colour, linestyle=line,
            drawstyle="steps-post",
            label=f"{name}: {share}")
    going = 100 * (1 - table.groupby("date")["probability"].sum())
    handles += axis.plot(going.index, going, color=GREY, linewidth=0.9, drawstyle="steps-post",
                         label="still negotiating")
    axis.set_ylim(-1, 101)
    axis.set_ylabel("probability (percent)")
    date_axis(axis, first, last)
    key = mark_events(axis, scenario.dated_events(), first, last)
    top = heading(fig, results, "Probability that the negotiation has ended, by kind of deal",
                  "Bands and [ ]: 95 percent Wilson intervals; numbers: shares at the end.", key)
    bottom = legend(fig, handles, 2, left=1.3)
    place(fig, 1.4, 0.5, top + 0.55, bottom + 1.15)
    return fig, None
