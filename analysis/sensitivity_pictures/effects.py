"""Elementary effects: mean size against standard deviation (morris.csv)."""

import numpy as np

from run_pictures import style

from .panels import grid
from .tables import groups, title, unit

NAME = "morris"


def label(axis, x, y, right, upper):
    """Numbers beside their points; where several are close, above one another."""
    taken = []
    for number, (at, height) in enumerate(zip(x, y), 1):
        place = height
        while any(abs(at - a) < 0.05 * right and abs(place - b) < 0.07 * upper for a, b in taken):
            place += 0.07 * upper
        taken.append((at, place))
        axis.annotate(str(number), (at, height), (at + 0.012 * right, place + 0.012 * upper),
                      fontsize=8)
    return max((place for _, place in taken), default=0.0)


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
    for axis, (name, rows) in zip(axes, parts):
        wide = {index: rows[rows["index"] == index].set_index("factor").reindex(factors)
                for index in ("mu_star", "sigma")}
        x, y = wide["mu_star"]["estimate"], wide["sigma"]["estimate"].fillna(0.0)
        axis.set_title(title(name), loc="left")
        if x.isna().all() or x.max() == 0:
            axis.text(0.5, 0.5, "does not vary", transform=axis.transAxes, ha="center")
            continue
        right = 1.08 * max(x.max(), wide["mu_star"]["ci_high"].max())
        upper = 1.2 * max(y.max(), 0.3 * right)
        axis.plot([0, right], [0, right], color=style.GREY, linestyle="--", linewidth=0.8)
        noise = np.sqrt(np.mean(np.square(wide["mu_star"]["noise_sd"])))
        if 0 < noise < upper:
            axis.axhline(noise, color=style.GREY, linestyle=":", linewidth=0.9)
        axis.hlines(y, wide["mu_star"]["ci_low"], wide["mu_star"]["ci_high"],
                    color=style.SKY, linewidth=1.2)
        axis.plot(x, y, linestyle="", marker="o", color=style.BLUE, markersize=4)
        highest = label(axis, x, y, right, upper)
        axis.set_xlim(0, right)
        axis.set_ylim(-0.03 * upper, max(upper, highest + 0.1 * upper))
        axis.set_xlabel(f"mu* ({unit(name)})")
        axis.set_ylabel("sigma")
    return fig, None
