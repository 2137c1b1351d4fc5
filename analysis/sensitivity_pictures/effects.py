"""Elementary effects: mean size against standard deviation (morris.csv)."""

import numpy as np

from run_pictures import style

from .panels import grid
from .tables import groups, title, unit

NAME = "morris"


def label(axis, x, y):
    """Numbers beside their points: at the nearest place that is free, within the panel."""
    axis.figure.canvas.draw()  # limits and sizes are those of the page from here on
    panel = axis.get_window_extent()
    scale = axis.figure.dpi / 72
    wide, high = 14 * scale, 11 * scale
    offsets = sorted(((column * wide, row * high) for column in range(-12, 13)
                      for row in range(-12, 13) if (column, row) != (0, 0)),
                     key=lambda offset: (np.hypot(*offset), -offset[0], -offset[1]))
    points = axis.transData.transform(np.column_stack([x, y]))
    taken = []
    for number, point in enumerate(points, 1):
        for offset in offsets:
            place = point + offset
            inside = (panel.x0 + wide < place[0] < panel.x1 - wide
                      and panel.y0 + high < place[1] < panel.y1 - high)
            if inside and all(abs(place[0] - a) >= wide or abs(place[1] - b) >= high
                              for a, b in taken):
                break
        taken.append(tuple(place))
        at, shift = (x.iloc[number - 1], y.iloc[number - 1]), (place - point) / scale
        axis.annotate(str(number), at, shift, textcoords="offset points", fontsize=8,
                      ha="center", va="center", in_layout=False)
        if np.hypot(*offset) > 1.05 * wide:
            axis.annotate("", at, 0.8 * shift, textcoords="offset points", in_layout=False,
                          arrowprops={"arrowstyle": "-", "linewidth": 0.4,
                                      "color": style.GREY})


def draw(tables):
    table = tables.table("morris.csv")
    if table is None:
        return None, "the design has no elementary effects"
    parts = groups(table)
    factors = list(dict.fromkeys(table["factor"]))
    key = ", ".join(f"{i + 1} {name}".replace(" ", "\u00a0") for i, name in enumerate(factors))
    notes = ["Each number is a factor. To the right: its change over its range moves the "
             "quantity much (mu*, with 95 percent interval). Upwards: how much it does so "
             "depends on the others or bends (sigma); above the dashed line more than it is. "
             "Dotted: sigma that noise alone makes if points do not share it.",
             tables.note(), key]
    fig, axes = grid(len(parts), 10, "Which factors matter at all?", notes, sharey=False,
                     letters=6)
    labels = []
    for axis, (name, rows) in zip(axes, parts):
        wide = {index: rows[rows["index"] == index].set_index("factor").reindex(factors)
                for index in ("mu_star", "sigma")}
        x, y = wide["mu_star"]["estimate"], wide["sigma"]["estimate"].fillna(0.0)
        axis.set_title(title(name), loc="left")
        if x.isna().all() or x.max() == 0:
            axis.text(0.5, 0.5, "does not vary", transform=axis.transAxes, ha="center")
            continue
        right = 1.08 * max(x.max(), wide["mu_star"]["ci_high"].max())
        noise = np.sqrt(np.mean(np.square(wide["mu_star"]["noise_sd"])))
        noise = noise if noise > 0 else 0.0  # absent with a single replicate
        upper = 1.2 * max(y.max(), 0.3 * right, noise)
        axis.plot([0, right], [0, right], color=style.GREY, linestyle="--", linewidth=0.8)
        if noise > 0:
            axis.axhline(noise, color=style.GREY, linestyle=":", linewidth=0.9)
        axis.hlines(y, wide["mu_star"]["ci_low"], wide["mu_star"]["ci_high"],
                    color=style.SKY, linewidth=1.2)
        axis.plot(x, y, linestyle="", marker="o", color=style.BLUE, markersize=4)
        axis.set_xlim(0, right)
        axis.set_ylim(-0.03 * upper, upper)
        axis.set_xlabel(f"mu* ({unit(name)})")
        axis.set_ylabel("sigma")
        labels.append((axis, x, y))
    for panel in labels:
        label(*panel)
    return fig, None
