"""One factor at a time, from its lowest level to its highest (tornado.csv)."""

from matplotlib.patches import Patch

from run_pictures import style

from .panels import MOST_FACTORS, factor_axis, grid
from .tables import groups, shown, title, unit

NAME = "tornado"
MOST_LETTERS = 9  # of a level: two of these leave room for bars between them


def make_room(axis, lefts, rights):
    """Limits between which the levels at the ends of bars have room within the panel; lefts and
    rights are pairs of an end and the text beyond it."""
    axis.figure.canvas.draw()  # texts have their sizes from here on
    panel = axis.get_window_extent().width
    gap = 5 * axis.figure.dpi / 72  # to the bar, and to the edge
    lefts, rights = ([(at, (text.get_window_extent().width + 2 * gap) / panel)
                      for at, text in ends] for ends in (lefts, rights))
    # So wide that each pair of a left and a right text fits, with its shares of the panel.
    wide = max((high - low) / max(1 - a - b, 0.1) for low, a in lefts for high, b in rights)
    axis.set_xlim(min(low - a * wide for low, a in lefts),
                  max(high + b * wide for high, b in rights))


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
                     bottom=1.9, gap=3.6)
    for axis, (name, rows) in zip(axes, parts):
        rows = rows.sort_values("range", ascending=False, kind="stable").head(MOST_FACTORS)
        rows = rows.dropna(subset=["low", "central", "high"])
        axis.set_title(title(name), loc="left")
        if rows.empty:
            axis.text(0.5, 0.5, "no values", transform=axis.transAxes, ha="center")
            continue
        central = rows["central"].iloc[0]
        factor_axis(axis, list(rows["factor"]))
        axis.set_xlabel(unit(name))
        if (rows[["low", "high"]] == central).all(axis=None):
            axis.set_xticks([])
            axis.text(0.5, 0.5, f"does not vary from {central:.4g}", transform=axis.transAxes,
                      ha="center")
            continue
        lefts, rights = [], []
        for place, row in enumerate(rows.itertuples()):
            # The shorter bar on top, where both lie on one side.
            for value, colour in sorted(((row.low, style.ORANGE), (row.high, style.BLUE)),
                                        key=lambda end: -abs(end[0] - central)):
                axis.barh(place, value - central, left=central, height=0.62, color=colour)
            ends = sorted(((row.low, row.low_value), (row.high, row.high_value)))
            half = 0.98 * row.swing_std_error
            axis.hlines(place, row.high - half, row.high + half, color=style.BLACK,
                        linewidth=0.9)
            left = min(ends[0][0], central, row.high - half)
            right = max(ends[1][0], central, row.high + half)
            for at, way, (_, level), texts in ((left, "right", ends[0], lefts),
                                               (right, "left", ends[1], rights)):
                texts.append((at, axis.annotate(
                    shown(level, MOST_LETTERS), (at, place), (-3 if way == "right" else 3, 0),
                    textcoords="offset points", ha=way, va="center", fontsize=8)))
        axis.axvline(central, color=style.BLACK, linewidth=0.8)
        make_room(axis, lefts, rights)
    style.legend(fig, [Patch(color=style.ORANGE, label="factor at its lowest level"),
                       Patch(color=style.BLUE, label="at its highest")], 2)
    return fig, None
