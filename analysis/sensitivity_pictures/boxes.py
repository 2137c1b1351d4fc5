"""Boxes in which the target is high: trajectory, and the suggested box (prim_*.csv)."""

import textwrap

from run_pictures import style

from .tables import NAME as QUANTITY
from .tables import shown, title

NAME = "prim"


def trajectory(axis, boxes):
    peeled = boxes[boxes["phase"] == "peeled"]
    suggested = boxes[boxes["phase"] == "suggested"].iloc[0]
    axis.plot(peeled["coverage"], peeled["density"], color=style.GREY, linewidth=0.8)
    points = axis.scatter(peeled["coverage"], peeled["density"], c=peeled["limited_factors"],
                          cmap="viridis_r", s=16, zorder=2, vmin=0,
                          vmax=max(1, peeled["limited_factors"].max()))
    axis.plot(suggested["coverage"], suggested["density"], marker="*", markersize=13,
              color=style.VERMILLION, linestyle="")
    axis.annotate("suggested", (suggested["coverage"], suggested["density"]), (8, 4),
                  textcoords="offset points", ha="left", fontsize=8, color=style.VERMILLION)
    axis.set_xlim(-0.03, 1.3)
    axis.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axis.set_ylim(-0.03, 1.08)
    axis.set_xlabel("coverage: share of the target inside")
    axis.set_ylabel("density: mean target inside")
    axis.set_title("boxes", loc="left")
    bar = axis.figure.colorbar(points, ax=axis, shrink=0.8, pad=0.03)
    most = int(max(1, peeled["limited_factors"].max()))
    bar.set_ticks(range(0, most + 1, 1 + most // 6))
    bar.set_label("factors that limit the box")


def ranges(axis, limits):
    axis.set_title("suggested box", loc="left")
    axis.set_xlim(0, 1)
    axis.set_xticks([0, 1], ["factor's lowest", "highest"])
    if limits.empty:
        axis.set_yticks([])
        axis.text(0.5, 0.5, "no box stands out", transform=axis.transAxes, ha="center")
        return
    for place, row in enumerate(limits.itertuples()):
        width = row.design_high - row.design_low
        low = row.design_low if row.low != row.low else row.low
        high = row.design_high if row.high != row.high else row.high
        axis.barh(place, 1, color=style.PALE, height=0.3)
        axis.barh(place, (high - low) / width, left=(low - row.design_low) / width,
                  color=style.VERMILLION, height=0.3)
        text = " to ".join(shown(end) for end in (low, high))
        axis.text(0, place - 0.22, f"{style.fit(row.factor, 24)}: {text}", fontsize=8,
                  ha="left", va="bottom")
    axis.set_yticks([])
    axis.set_ylim(len(limits) - 0.5, -0.75)
    axis.grid(False)


def draw(tables):
    boxes, limits = tables.table("prim_boxes.csv"), tables.table("prim_limits.csv")
    if boxes is None:
        return None, "no boxes were looked for"
    first = boxes.iloc[0]
    suggested = boxes[boxes["phase"] == "suggested"].iloc[0]
    target = title(tuple(first[name] for name in QUANTITY))
    seek = ("points count by their probability" if first["threshold"] != first["threshold"]
            else f"sought: points with at least {first['threshold']:g}")
    notes = [f"{target}; {seek}. Inside the suggested box the mean target is "
             f"{suggested['density']:.3f}, in all points {first['density']:.3f}; it covers "
             f"{100 * suggested['coverage']:.0f} percent of the target with "
             f"{100 * suggested['mass']:.0f} percent of the points.", tables.note()]
    rows = limits[limits["phase"] == "suggested"] if limits is not None else None
    lines = [line for note in notes for line in textwrap.wrap(note, 106)]
    height = 2.6 + 0.4 * len(lines) + max(6.5, 1.05 * len(rows))
    fig, ((left, right),) = style.figure(height, 1, 2, width_ratios=[1.25, 1],
                                         layout="constrained")
    fig.get_layout_engine().set(rect=(0.01, 0.01, 0.98, 1 - (1.1 + 0.4 * len(lines)) / height))
    fig.text(0.012, 1 - 0.25 / height, f"Where is {target} likely?", fontsize=10.5,
             weight="bold", va="top")
    for i, line in enumerate(lines):
        fig.text(0.012, 1 - (0.88 + 0.4 * i) / height, line, fontsize=8, va="top",
                 color="#333333")
    trajectory(left, boxes)
    ranges(right, rows)
    return fig, None
