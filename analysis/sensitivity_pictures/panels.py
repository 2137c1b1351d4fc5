"""One panel for each quantity, two side by side, factors down."""

import math
import textwrap

from run_pictures import style

ROW = 0.5  # centimetres of a factor
MOST_FACTORS = 24


def grid(quantities, rows, what, notes, sharey=True, bottom=1.4, letters=22, gap=1.6):
    """A figure with a panel per quantity; returns it and its axes."""
    columns = 1 if quantities == 1 else 2
    lines = math.ceil(quantities / columns)
    text = [line for note in notes for line in textwrap.wrap(note, 106)]
    top = 1.7 + 0.4 * len(text)
    height = top + bottom + lines * (rows * ROW + 0.3) + (lines - 1) * 1.9
    fig, axes = style.figure(height, lines, columns, sharey=sharey)
    fig.text(0.012, 1 - 0.25 / height, what, fontsize=10.5, weight="bold", va="top")
    for i, line in enumerate(text):
        fig.text(0.012, 1 - (0.88 + 0.4 * i) / height, line, fontsize=8, va="top",
                 color="#333333")
    style.place(fig, 0.145 * letters + 0.5, 0.5, top, bottom, gap=0.7 if sharey else gap,
                row_gap=1.9)
    flat = list(axes.flat)
    for axis in flat[quantities:]:
        axis.remove()
    return fig, flat[:quantities]


def factor_axis(axis, factors, letters=22):
    """Factors from top to bottom."""
    axis.set_yticks(range(len(factors)), [style.fit(name, letters) for name in factors])
    axis.set_ylim(len(factors) - 0.4, -0.6)
    axis.grid(axis="y", visible=False)
    axis.tick_params(axis="y", length=0)
