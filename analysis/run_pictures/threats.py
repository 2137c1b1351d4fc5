"""What becomes of every threat, and when it is carried out (threats.csv)."""

import pandas as pd
from matplotlib.patches import Patch

from .style import (BLACK, GREY, ORANGE, PALE, SKY, VERMILLION, date_axis, figure, fit, heading,
                    interval_text, legend, percent, place)

NAME = "threats"
FATES = (("executed_probability", "carried out", VERMILLION),
         ("withdrawn_probability", "withdrawn: condition met", SKY),
         ("backed_down_probability", "backed down", ORANGE),
         ("open", "open to the end", PALE))


def label(row, parties):
    targets = row["target"].split("|")
    whom = "all others" if len(targets) == len(parties) - 1 > 2 else ", ".join(targets)
    return f"{fit(row['threat'], 20)}\n{fit(f'({row.issuer} to {whom})', 20, 2)}"


def draw_fates(axis, table, replicates):
    for at, (_, row) in enumerate(table.iterrows()):
        left = 0.0
        for column, _, colour in FATES:
            width = 100 * row[column]
            axis.barh(at, width, left=left, height=0.46, color=colour, linewidth=0)
            if width >= 11 and column != "executed_probability":
                axis.text(left + width / 2, at, percent(row[column], replicates), ha="center",
                          va="center", fontsize=8)
            left += width
        interval = [100 * row["executed_ci_low"], 100 * row["executed_ci_high"]]
        axis.plot(interval, [at + 0.32, at + 0.32], color=BLACK, linewidth=2.2,
                  solid_capstyle="butt", clip_on=False)
        right = interval[1] > 55
        axis.text(interval[0] - 1 if right else interval[1] + 1, at + 0.36,
                  interval_text(*(row[f"executed_{name}"] for name in
                                  ("probability", "ci_low", "ci_high"))),
                  ha="right" if right else "left", va="center", fontsize=8)
    axis.set_xlim(0, 100)
    axis.set_xlabel("replicates (percent)")
    axis.set_title("What becomes of it", loc="left")


def draw_dates(axis, table, scenario):
    seen = False
    for at, (_, row) in enumerate(table.iterrows()):
        days = [row[f"first_execution_p{level}"] for level in ("05", "25", "50", "75", "95")]
        if pd.isna(days[2]):
            axis.text(0.5, at, "never carried out", ha="center", va="center", fontsize=8,
                      color=GREY, transform=axis.get_yaxis_transform())
            continue
        seen = True
        axis.plot([days[0], days[4]], [at, at], color=VERMILLION, linewidth=1)
        axis.plot([days[1], days[3]], [at, at], color=VERMILLION, linewidth=4,
                  solid_capstyle="butt")
        axis.plot([days[2]], [at], "o", color="white", markeredgecolor=BLACK, markersize=5,
                  markeredgewidth=0.9, zorder=4)
    first = min(scenario.start, table["first_execution_p05"].min()) if seen else scenario.start
    last = table["first_execution_p95"].max() if seen else scenario.horizon
    span = max(last - first, pd.Timedelta(days=14))
    date_axis(axis, first - 0.04 * span, first + 1.04 * span, most=5)
    axis.set_xlabel("date")
    axis.set_title("When it is carried out, if it is", loc="left")


def draw(results, scenario):
    table = results.table("threats.csv")
    if table.empty:
        return None, "the scenario has no threats"
    table = table.assign(open=(table["announced_probability"] - table["executed_probability"]
                               - table["withdrawn_probability"]
                               - table["backed_down_probability"]).clip(lower=0))
    fig, ((fates, dates),) = figure(1.3 * len(table) + 4.9, 1, 2, sharey=True,
                                    gridspec_kw={"width_ratios": (1.25, 1)})
    draw_fates(fates, table, results.replicates)
    draw_dates(dates, table, scenario)
    for axis in (fates, dates):
        axis.grid(axis="y", visible=False)
        axis.tick_params(axis="y", length=0)
        axis.spines["left"].set_visible(False)
    fates.set_yticks(range(len(table)))
    fates.set_yticklabels([label(row, scenario.parties) for _, row in table.iterrows()])
    fates.set_ylim(len(table) - 0.42, -0.4)
    top = heading(fig, results, "What becomes of the threats",
                  "Left: shares of replicates; below: the share carried out with its 95 percent "
                  "Wilson interval. Right: median, middle half and 5 to 95 percent of the dates.")
    handles = [Patch(color=colour, linewidth=0, label=name) for _, name, colour in FATES]
    handles.append(Patch(facecolor="white", edgecolor=GREY, linewidth=0.6, label="not made"))
    bottom = legend(fig, handles, 5, handlelength=1.3)
    place(fig, 3.6, 0.6, top + 0.8, bottom + 1.45, gap=0.7)
    return fig, None
