#!/usr/bin/python3
"""Draws the pictures of one finished sweep from points.csv and summary.csv in its directory.

Example:  analysis/plot_sweep.py results/dependence_by_tariff
          analysis/plot_sweep.py results/patience --x usa_rate --y can_rate --at mex_rate=0.1

Two factors give `map`, one quantity over both (by default the probability of the widest deal)
with contour lines, and `phase`, which kind of deal is the most likely one where. One factor gives
`lines`, the probability of every kind of deal along it. Factors that are not drawn are held at
their middle level, or at what --at says; designs that fill space are drawn as points instead.
One-at-a-time designs have `lines` only, along the factor of --x with the others central, and Morris
designs no picture here: plot_sensitivity.py draws what their factors do.
"""

import argparse
import json
import shlex
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # leaves no files beside the scripts

from run_pictures import style  # noqa: E402
from run_pictures.options import FORMATS, Options, end_with, formats  # noqa: E402
from run_pictures.results import BAD_INPUT, USAGE, Failure, parse_table, read_bytes  # noqa: E402
from run_pictures.style import place  # noqa: E402

import numpy as np  # noqa: E402
import yaml  # noqa: E402
from matplotlib.colors import ListedColormap  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.patches import Patch  # noqa: E402

SUMMARY = ["design_point", "metric", "party", "category", "statistic", "estimate", "ci_low",
           "ci_high", "replicates"]
MOST_TICKS = 12
MOST_NUMBERS = 13  # cells across in which a number can be read
STEPS = [factor * 10 ** power for power in range(-6, 6) for factor in (1, 2, 5)]
WIDEST_FIRST = ("multilateral", "trilateral", "bilaterals", "two_bilaterals", "bilateral", "none")
MANY_LEVELS = 30  # a factor of more is no ladder of levels but fills its range
# Which designs are made of ladders of levels; of any other the number of levels tells.
IS_LADDER = {"grid": True, "one_at_a_time": True, "latin_hypercube": False, "sobol": False,
             "saltelli": False}
PICTURES = ("map", "phase", "lines")


def design_of(folder):
    """The kind of design that the manifest names; None of tables that came without one."""
    path = folder / "manifest.json"
    if not path.exists():
        return None
    try:
        resolved = json.loads(read_bytes(path))["sweep"]["resolved"]
        return str(yaml.load(resolved, Loader=yaml.BaseLoader)["design"]["kind"])
    except (ValueError, KeyError, TypeError, yaml.YAMLError) as problem:
        raise Failure(BAD_INPUT, f"{path}: is not the manifest of a sweep: "
                                 f"{type(problem).__name__} {problem}") from problem


def in_order(levels):
    """Levels of numbers by size, others as the design has them."""
    levels = list(dict.fromkeys(levels))
    try:
        return sorted(levels, key=float)
    except ValueError:
        return levels


def does_vary(values):
    """Whether numbers differ by more than rounding."""
    values = values[~np.isnan(values)]
    return values.size > 0 and np.ptp(values) > 1e-12 * np.abs(values).max()


class NoPicture(Exception):
    """Why there is none, where nothing is wrong."""


class Sweep:
    """The two tables of a sweep, and which of its points are drawn."""

    def __init__(self, folder, x, y, fixed):
        path = folder / "points.csv"
        points = parse_table(path, read_bytes(path), ["design_point"], set())
        points = points.drop(columns="replicates", errors="ignore")  # summary.csv has them
        self.factors = [name for name in points.columns if name != "design_point"]
        if x is not None and x == y:
            raise Failure(USAGE, f"--x and --y are both {x}, expected two factors")
        for name in [x, y, *fixed]:
            if name is not None and name not in self.factors:
                raise Failure(USAGE, f"{name} is no factor of this sweep, expected one of "
                                     f"{', '.join(self.factors)}")
        varying = [name for name in self.factors if points[name].nunique() > 1]
        free = [name for name in varying if name not in fixed]
        self.x = x or next((name for name in free if name != y), None)
        self.y = y or (None if x else next((name for name in free if name != self.x), None))
        if self.x is None:
            raise Failure(BAD_INPUT, f"{path}: no factor takes more than one value")
        self.design = design_of(folder)
        self.refuse_what_is_not_crossed(folder)
        self.is_ladder = IS_LADDER.get(self.design, all(points[name].nunique() <= MANY_LEVELS
                                                        for name in varying))
        self.fixed = {}
        self.points = self.held(points, varying, fixed)
        for name in filter(None, (self.x, self.y)):
            if self.points[name].nunique() < 2:
                held = ", ".join(f"{other} is {level}" for other, level in self.fixed.items())
                raise Failure(BAD_INPUT, f"{path}: {name} has one level only"
                                         f"{f' where {held}' if held else ''}")
        path = folder / "summary.csv"
        summary = parse_table(path, read_bytes(path), SUMMARY,
                              {"metric", "party", "category", "statistic"})
        self.summary = summary[summary["design_point"].isin(self.points["design_point"])]

    def refuse_what_is_not_crossed(self, folder):
        """Designs that never change two factors together have nothing over the two to show."""
        if self.design != "morris" and (self.design != "one_at_a_time" or self.y is None):
            return
        name = shlex.quote(str(folder))
        along = ""
        if self.design == "one_at_a_time":
            along = f"; or draw lines along one of them with --x {shlex.quote(self.x)}"
        raise Failure(BAD_INPUT, f"{folder}: a {self.design} design does not cross its factors, so "
                                 f"there is no map of two; run `tripart sensitivity {name}` and "
                                 f"`analysis/plot_sensitivity.py {name}` to see what each does"
                                 f"{along}")

    def held(self, points, varying, fixed):
        """The points at which factors that are not drawn have the level they are held at."""
        central = points.iloc[0] if self.design == "one_at_a_time" else None  # it comes first
        for name in varying:
            if name in (self.x, self.y) or not (self.is_ladder or name in fixed):
                continue
            levels = in_order(points[name])
            middle = levels[len(levels) // 2] if central is None else central[name]
            level = fixed.get(name, middle)
            if level not in levels:
                raise Failure(USAGE, f"{name} is nowhere {level}, expected one of "
                                     f"{', '.join(levels)}")
            points = points[points[name] == level]
            self.fixed[name] = level
        return points

    def levels(self, name):
        return in_order(self.points[name])

    def rows(self, metric, party, category, statistic):
        table = self.summary
        chosen = table[(table["metric"] == metric) & (table["party"] == party)
                       & (table["statistic"] == statistic)]
        if category is not None:
            chosen = chosen[chosen["category"] == category]
        if chosen.empty:
            known = ", ".join(sorted(set(table[table["metric"] == metric]["category"]))) \
                if metric in set(table["metric"]) else ", ".join(sorted(set(table["metric"])))
            raise Failure(USAGE, f"summary.csv says nothing about {metric} {party} {category or ''} "
                                 f"{statistic}, expected one of {known}")
        return self.points.merge(chosen, on="design_point")

    def category(self, options):
        """The one asked for; else the widest kind of deal, which `tripart sensitivity` takes too."""
        if options.category is not None or options.metric != "kind":
            return options.category if options.category is not None else "all"
        known = set(self.summary[self.summary["metric"] == "kind"]["category"])
        return next((kind for kind in WIDEST_FIRST if kind in known), "none")

    def notes(self, rows):
        held = "; ".join(f"{name} is {level}" for name, level in self.fixed.items())
        counts = rows["replicates"].dropna()
        replicates = f"{counts.min():,.0f}" if counts.min() == counts.max() else \
            f"{counts.min():,.0f} to {counts.max():,.0f}"
        return ([f"Held: {held}."] if held else []) + [
            f"{len(self.points):,} design points of {replicates} replicates."]


def ticks(axis, levels):
    """Levels at 0, 1, 2, ..., of many only some."""
    step = -(-len(levels) // MOST_TICKS)
    axis.set_ticks(range(0, len(levels), step), [style.fit(level, 14) for level in levels[::step]])


def colours_of(categories):
    """Name, colour and line style of every category, the kinds of deal as everywhere else."""
    known = style.kind_order(categories)
    others = [name for name in categories if name not in known]
    return {name: style.KINDS[name] for name in known} | {
        name: (name.replace("_", " "), style.PARTY_COLOURS[i % 8], "-")
        for i, name in enumerate(others)}


def table_of(sweep, rows, column):
    """A column of summary.csv over both factors, y down; None unless it is a full grid."""
    xs, ys = sweep.levels(sweep.x), sweep.levels(sweep.y)
    if len(rows) != len(xs) * len(ys) or rows.duplicated([sweep.x, sweep.y]).any():
        return None
    return rows.pivot(index=sweep.y, columns=sweep.x, values=column).loc[ys, xs].to_numpy()


def numbered(levels):
    """Where levels lie on an axis: numbers where they are, names at 0, 1, 2, ...; and whether
    they are numbers."""
    try:
        return {level: float(level) for level in levels}, True
    except ValueError:
        return {level: i for i, level in enumerate(levels)}, False


def frame(sweep, axis, is_grid):
    axis.grid(False)
    axis.set_xlabel(sweep.x)
    axis.set_ylabel(sweep.y)
    for along, name in ((axis.xaxis, sweep.x), (axis.yaxis, sweep.y)):
        levels = sweep.levels(name)
        if is_grid or not numbered(levels)[1]:
            ticks(along, levels)
    if is_grid:
        axis.tick_params(length=0)


def contours(axis, table, noise):
    """Lines of round values, no closer than noise allows."""
    low, high = np.nanmin(table), np.nanmax(table)
    least = max((high - low) / 9, noise / 2)
    step = next((s for s in STEPS if s >= least), STEPS[-1])
    levels = np.arange(np.ceil(low / step) * step, high, step)
    levels = levels[levels > low]
    if levels.size == 0:  # the whole map lies between two round values
        return
    lines = axis.contour(table, levels=levels, colors="white", linewidths=1.1)
    for text in axis.clabel(lines, fmt="%g", fontsize=8):
        text.set_bbox({"facecolor": "#333333", "edgecolor": "none", "pad": 0.8})


def unvaried(values, is_share):
    """What a picture of a quantity says that has one value or none."""
    values = values[~np.isnan(values)]
    if values.size == 0:
        return "has no value at any point"
    return f"does not vary: {values[0]:.4g}{' percent' if is_share else ''} at every point"


def half_width(noise, is_share):
    if np.isnan(noise):
        return []
    return [f"Half-width of a 95 percent interval at a point: at most {noise:.2g}"
            f"{' percentage points' if is_share else ''}. With common random numbers differences "
            "between points are known better."]


def draw_map(sweep, options):
    category = sweep.category(options)
    rows = sweep.rows(options.metric, options.party, category, options.statistic)
    is_share = options.statistic == "probability"
    scale = 100 if is_share else 1
    table = table_of(sweep, rows, "estimate")
    values = scale * rows["estimate"].to_numpy()
    noise = scale * (rows["ci_high"] - rows["ci_low"]).max() / 2
    fig, ((axis,),) = style.figure(11.5)
    is_varied = does_vary(values)
    colours = {"cmap": "cividis" if is_varied else ListedColormap([style.PALE])}
    if table is not None:
        table = scale * table
        drawn = axis.imshow(table, origin="lower", aspect="auto", **colours)
        if is_varied:
            contours(axis, table, noise)
    else:
        x, y = (rows[name].map(numbered(sweep.levels(name))[0]) for name in (sweep.x, sweep.y))
        drawn = axis.scatter(x, y, s=9, c=values, linewidths=0, **colours)
    frame(sweep, axis, table is not None)
    if is_varied:  # the scale of a single value would be about others
        bar = fig.colorbar(drawn, ax=axis, pad=0.02, fraction=0.05)
        bar.set_label("percent" if is_share else options.statistic)
        bar.outline.set_visible(False)
    else:
        print(f"note: map: {unvaried(values, is_share)}", file=sys.stderr)
        axis.text(0.5, 0.5, f"{unvaried(values, is_share)}\n(--metric asks for another quantity)",
                  transform=axis.transAxes, ha="center", va="center",
                  bbox={"facecolor": "white", "edgecolor": "none", "pad": 6})
    what = " ".join(filter(None, [options.metric, options.party, category]))
    if options.metric == "kind" and category in style.KINDS:
        what = style.KINDS[category][0]
    top = style.headline(
        fig, f"{'Probability' if is_share else options.statistic.capitalize()}: "
             f"{what.replace('_', ' ')}", *sweep.notes(rows), *half_width(noise, is_share))
    fig.subplots_adjust(left=1.9 * style.CM / style.WIDTH, right=0.91, bottom=0.115,
                        top=1 - (top + 0.15) / 11.5)
    return fig


def draw_phase(sweep, options):
    rows = sweep.rows(options.metric, options.party, None, "probability")
    rows = rows[rows["category"] != "any"].dropna(subset=["estimate"])
    if rows["category"].nunique() < 2:
        raise NoPicture(f"{options.metric} has no two categories of which one could be likelier")
    names = colours_of(list(dict.fromkeys(rows["category"])))
    ranked = rows.sort_values("estimate", ascending=False, kind="stable")
    rank = ranked.groupby("design_point").cumcount()
    best, second = (ranked[rank == i].set_index("design_point") for i in (0, 1))
    best["is_close"] = best["ci_low"] <= second["ci_high"].reindex(best.index)
    best = best.reset_index()
    seen = [name for name in names if name in set(best["category"])]
    fig, ((axis,),) = style.figure(12)
    is_grid = table_of(sweep, best, "estimate") is not None
    xs, ys = sweep.levels(sweep.x), sweep.levels(sweep.y)
    x_at, y_at = numbered(xs)[0], numbered(ys)[0]
    for row in best.to_dict("records"):
        x, y, colour = row[sweep.x], row[sweep.y], names[row["category"]][1]
        if not is_grid:
            axis.plot(x_at[x], y_at[y], ".", color=colour, markersize=5)
            continue
        x, y = xs.index(x), ys.index(y)
        axis.fill([x - 0.5, x + 0.5, x + 0.5, x - 0.5], [y - 0.5, y - 0.5, y + 0.5, y + 0.5],
                  color=colour, linewidth=0, alpha=0.15 + 0.6 * float(row["estimate"]))
        if len(xs) <= MOST_NUMBERS:
            axis.text(x, y, f"{100 * row['estimate']:.0f}", ha="center", va="center")
        if row["is_close"]:
            axis.plot(x + 0.36, y, "o", color="black", markersize=2.2)
    if is_grid:
        axis.set_xlim(-0.5, len(xs) - 0.5)
        axis.set_ylim(-0.5, len(ys) - 0.5)
    frame(sweep, axis, is_grid)
    handles = [Patch(color=names[name][1], alpha=0.6, label=names[name][0]) for name in seen]
    if best["is_close"].any() and is_grid:
        handles.append(Line2D([], [], marker="o", color="black", linestyle="", markersize=3,
                              label="the second is not told apart"))
    same = len(seen) == 1 and not does_vary(best["estimate"].to_numpy())
    top = style.headline(fig, f"Which {options.metric.replace('_', ' ')} is the most likely",
                         *sweep.notes(rows),
                         *(["Does not vary: the same at every point."] if same else []),
                         "Numbers: its probability in percent; the stronger the colour, the likelier.")
    bottom = style.legend(fig, handles, 4, left=1.9)
    place(fig, 1.9, 0.5, top + 0.2, bottom + 1.2)
    return fig


def draw_lines(sweep, options):
    rows = sweep.rows(options.metric, options.party, None, "probability")
    names = colours_of(list(dict.fromkeys(rows["category"])))
    levels = sweep.levels(sweep.x)
    at, is_number = numbered(levels)
    fig, ((axis,),) = style.figure(10)
    handles = []
    for name, (label, colour, line) in names.items():
        own = rows[rows["category"] == name].copy()
        own["at"] = own[sweep.x].map(at)
        own = own.sort_values("at")
        axis.fill_between(own["at"], 100 * own["ci_low"], 100 * own["ci_high"], color=colour,
                          alpha=0.25, linewidth=0)
        handles += axis.plot(own["at"], 100 * own["estimate"], color=colour, linestyle=line,
                             label=label, marker="." if len(own) <= MANY_LEVELS else None,
                             clip_on=False)  # what lies on 0 or 100 is whole
    if not is_number:
        ticks(axis.xaxis, levels)
    axis.set_ylim(0, min(100, axis.get_ylim()[1]))
    axis.set_xlabel(sweep.x)
    axis.set_ylabel("probability (percent)")
    same = not any(does_vary(own["estimate"].to_numpy()) for _, own in rows.groupby("category"))
    top = style.headline(fig, f"Probability of each {options.metric.replace('_', ' ')}",
                         *sweep.notes(rows),
                         *(["Does not vary: the same at every point."] if same else []),
                         "Bands: 95 percent Wilson intervals.")
    bottom = style.legend(fig, handles, 3, left=1.4)
    place(fig, 1.4, 0.5, top + 0.2, bottom + 1.2)
    return fig


def setting(text):
    name, equals, level = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"'{text}' is not FACTOR=VALUE")
    return name, level


def read_options(arguments):
    parser = Options(description=__doc__, allow_abbrev=False,
                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, metavar="DIR", help="what `tripart sweep` wrote")
    parser.add_argument("--x", metavar="FACTOR", help="across (default: the first)")
    parser.add_argument("--y", metavar="FACTOR",
                        help="upwards (default: the second, where --x is not given)")
    parser.add_argument("--at", type=setting, action="append", default=[], metavar="FACTOR=VALUE",
                        help="where another factor is held; may be repeated")
    parser.add_argument("--metric", default="kind", help="of summary.csv (default: kind)")
    parser.add_argument("--party", default="", help="of summary.csv (default: none)")
    parser.add_argument("--category",
                        help="of summary.csv, for the map (default: of kinds the widest deal, "
                             "else all)")
    parser.add_argument("--statistic", default="probability",
                        help="of summary.csv, for the map (default: probability)")
    parser.add_argument("--output", type=Path, metavar="DIR",
                        help="where the pictures go (default: DIR/pictures)")
    parser.add_argument("--format", type=formats, default=["png", "svg"], metavar="LIST",
                        help=f"of {', '.join(FORMATS)}, joined by commas (default: png,svg)")
    return parser.parse_args(arguments)


def main(arguments=None):
    options = read_options(arguments)
    try:
        sweep = Sweep(options.directory, options.x, options.y, dict(options.at))
        pictures = {"lines": draw_lines} if sweep.y is None else {"map": draw_map}
        if sweep.y is not None and options.statistic == "probability":
            pictures["phase"] = draw_phase
        folder = options.output or options.directory / "pictures"
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return failure.code
    code = 0
    written = set()
    for name, draw in pictures.items():  # each by itself: one that fails keeps back no other
        try:
            for path in style.save(draw(sweep, options), folder, name, options.format):
                print(path)
                written.add(path)
        except NoPicture as reason:
            print(f"no picture of {name}: {reason}", file=sys.stderr)
        except Failure as failure:
            print(f"error: {name}: {failure}", file=sys.stderr)
            code = code or failure.code
    try:
        style.remove_others(folder, PICTURES, written)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        code = code or failure.code
    return code


if __name__ == "__main__":
    end_with(main)
