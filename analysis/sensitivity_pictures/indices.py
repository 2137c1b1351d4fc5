"""First-order and total Sobol' indices as bars (sobol_indices.csv)."""

import pandas as pd
from matplotlib.patches import Patch

from run_pictures import style

from .panels import MOST_FACTORS, factor_axis, grid
from .tables import groups, title

NAME = "sobol_indices"
# Of a bar: its height, and how far from its middle its interval lies. That of the total runs
# in the strip which the bar of the first order leaves free, so that both are seen.
TOTAL_LINE, FIRST_LINE = "#1f7fb5", "#003a5c"  # darker shades of the bars
TOTAL, FIRST = (0.78, 0.285), (0.36, 0.0)
LEAST_POINTS = 2  # base points: an index from one has no interval and may be anything
TOO_FEW = "from one base point: not drawn"


def bars(axis, rows, factors, colour, line, shape):
    height, offset = shape
    rows = rows[rows["factor"].isin(factors)].dropna(subset=["estimate"])
    places = [factors.index(name) for name in rows["factor"]]
    axis.barh(places, rows["estimate"], height=height, color=colour)
    rows = rows.assign(place=places).dropna(subset=["ci_low"])
    at = rows["place"] + offset
    axis.hlines(at, rows["ci_low"], rows["ci_high"], color="white", linewidth=2.2)
    axis.hlines(at, rows["ci_low"], rows["ci_high"], color=line, linewidth=1.1)


def without_guesses(table):
    """The table with indices from too few base points absent, and which rows these are."""
    if "base_points" not in table:
        return table, pd.Series(False, index=table.index)
    few = table["estimate"].notna() & (pd.to_numeric(table["base_points"]) < LEAST_POINTS)
    table = table.copy()
    table.loc[few, ["estimate", "ci_low", "ci_high"]] = float("nan")
    return table, few


def draw(tables):
    table = tables.table("sobol_indices.csv")
    if table is None:
        return None, "the design has no Sobol' indices"
    corrected = (table["index"] == "total_corrected").any()
    first, total = (("first_order_corrected", "total_corrected") if corrected
                    else ("first_order", "total"))
    table, few = without_guesses(table[table["index"].isin([first, total])])
    if few.any() and table["estimate"].isna().all():
        return None, "all indices are from one base point, which says nothing; use more"
    # By what the total surely is: that of a quantity which is mostly noise may be anything.
    totals = table[table["index"] == total]
    order = (totals.assign(sure=totals["ci_low"].fillna(totals["estimate"]))
             .groupby("factor", sort=False)["sure"].max()
             .sort_values(ascending=False, kind="stable"))
    factors = list(order.index)[:MOST_FACTORS]
    notes = ["Share of each quantity's variance over the factors. Dark: goes if this factor "
             "alone is known (first order); pale: stays if all others are known (total). "
             "What is pale beyond the dark is interaction. Lines: 95 percent intervals, that of the "
             "total below that of the first order.",
             tables.note()]
    if len(order) > len(factors):
        notes.append(f"The {len(order) - len(factors)} factors with the smallest totals are "
                     "left out.")
    if few.any():
        notes.append("Indices from a single base point have no interval and are not drawn.")
    parts = groups(table)
    fig, axes = grid(len(parts), len(factors), "Which factors make the outcome uncertain?",
                     notes, bottom=1.9)
    for axis, (name, rows) in zip(axes, parts):
        bars(axis, rows[rows["index"] == total], factors, style.SKY, TOTAL_LINE, TOTAL)
        bars(axis, rows[rows["index"] == first], factors, style.BLUE, FIRST_LINE, FIRST)
        axis.set_title(title(name) + tables.warning(name), loc="left")
        factor_axis(axis, factors)
        if rows["estimate"].isna().all():
            axis.set_xticks([])
            axis.text(0.5, 0.5, TOO_FEW if few[rows.index].any() else "does not vary",
                      transform=axis.transAxes, ha="center")
            continue
        axis.axvline(0, color=style.BLACK, linewidth=0.7)
        axis.set_xlim(min(-0.02, axis.get_xlim()[0]), max(0.1, axis.get_xlim()[1]))
    style.legend(fig, [Patch(color=style.BLUE, label="first order"),
                       Patch(color=style.SKY, label="total")], 2)
    return fig, None
