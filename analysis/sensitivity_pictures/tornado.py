"""One factor at a time, from its lowest level to its highest (tornado.csv)."""

from matplotlib.patches import Patch

from run_pictures import style

from .panels import MOST_FACTORS, factor_axis, grid
from .tables import groups, shown, title, unit

NAME = "tornado"


def draw(tables):
    table = tables.table("tornado.csv")
    if table is None:
        return None, "the design does not vary one factor at a time"
    parts = groups(table)
    notes = ["Each bar: the quantity with one factor at its lowest and at its highest level "
             "(written at the ends), all others central; the line is the central point. "
             "Thin lines: 95 percent Monte-Carlo intervals of the difference between the "
             "ends, as if points shared no random numbers.", tables.note()]
    rows = min(MOST_FACTORS, max(len(rows) for _, rows in parts))
    fig, axes = grid(len(parts), rows, "What does each factor do alone?", notes, sharey=False,
                     bottom=1.9, letters=15)
    for axis, (name, rows) in zip(axes, parts):
        rows = rows.sort_values("range", ascending=False, kind="stable").head(MOST_FACTORS)
        central = rows["central"].iloc[0]
        span = max((rows[["low", "high"]].max(axis=1) - rows[["low", "high"]].min(axis=1)).max(),
                   1e-9)
        for place, row in enumerate(rows.itertuples()):
            for value, level, colour in ((row.low, row.low_value, style.ORANGE),
                                         (row.high, row.high_value, style.BLUE)):
                axis.barh(place, value - central, left=central, height=0.62, color=colour)
            ends = sorted(((row.low, row.low_value), (row.high, row.high_value)))
            half = 0.98 * row.swing_std_error
            axis.hlines(place, row.high - half, row.high + half, color=style.BLACK,
                        linewidth=0.9)
            left = min(ends[0][0], central, row.high - half)
            right = max(ends[1][0], central, row.high + half)
            axis.text(left - 0.02 * span, place, shown(ends[0][1]), ha="right",
                      va="center", fontsize=8)
            axis.text(right + 0.02 * span, place, shown(ends[1][1]), ha="left",
                      va="center", fontsize=8)
        axis.axvline(central, color=style.BLACK, linewidth=0.8)
        low, high = rows[["low", "high"]].min().min(), rows[["low", "high"]].max().max()
        axis.set_xlim(min(low, central) - 0.3 * span, max(high, central) + 0.3 * span)
        factor_axis(axis, list(rows["factor"]))
        axis.set_title(title(name), loc="left")
        axis.set_xlabel(unit(name))
    style.legend(fig, [Patch(color=style.ORANGE, label="factor at its lowest level"),
                       Patch(color=style.BLUE, label="at its highest")], 2)
    return fig, None
