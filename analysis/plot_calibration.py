#!/usr/bin/python3
"""Draws what a calibration found, from the CSV files that `tripart calibrate` wrote.

Example:  analysis/plot_calibration.py results/history

`marginals`: prior and posterior of every parameter. `corner`: pairs of those that the data narrow
most, or of those named. `events`, `texts` and `others`: what prior and posterior say about each row
of the outcomes that was fitted, beside what happened.
"""

import argparse
import sys
import traceback
from pathlib import Path

sys.dont_write_bytecode = True  # leaves no files beside the scripts

from run_pictures import style  # noqa: E402
from run_pictures.options import FORMATS, Options, end_with, formats  # noqa: E402
from run_pictures.results import BAD_INPUT, OUR_BUG, Failure, parse_table, read_bytes  # noqa: E402

import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.patches import Patch  # noqa: E402

PARAMETERS = ["parameter", "prior_p05", "prior_p95", "posterior_mean", "sd_ratio", "not_identified"]
PREDICTIVE = ["case", "row", "kind", "subject", "by", "weight", "observed_low", "observed_high",
              "prior_mean", "prior_p05", "prior_p95", "posterior_mean", "posterior_p05",
              "posterior_p95"]
TEXTS = {"parameter", "not_identified", "population", "case", "row", "kind", "subject", "by"}
MOST_PAIRED = 6
BINS = 24
OTHERS = {"chapters_closed": "chapters closed", "deal_date": "days from the as-of date to the deal"}


class Calibration:
    def __init__(self, folder):
        def table(name, columns):
            path = folder / name
            return parse_table(path, read_bytes(path), columns, TEXTS)

        self.parameters = table("parameters.csv", PARAMETERS)
        names = list(self.parameters.parameter)
        self.draws = table("posterior.csv", ["population", "weight", *names])
        self.predictive = table("predictive.csv", PREDICTIVE)

    def names(self, wanted):
        """Those named, or those that the data narrow most, in the order of the table."""
        known = list(self.parameters.parameter)
        if wanted:
            for name in wanted:
                if name not in known:
                    raise Failure(BAD_INPUT, f"no parameter '{name}'; there are {', '.join(known)}")
            return wanted
        best = set(self.parameters.sort_values("sd_ratio", kind="stable").parameter[:MOST_PAIRED])
        return [name for name in known if name in best]

    def of(self, population):
        return self.draws[self.draws.population == population]

    def range(self, name):
        return self.draws[name].min(), self.draws[name].max()


def draw_marginal(calibration, axis, name):
    edges = np.linspace(*calibration.range(name), BINS + 1)
    for population, look in (("prior", {"color": style.PALE, "fill": True}),
                             ("posterior", {"color": style.BLUE}),
                             ("adjusted", {"color": style.VERMILLION, "linestyle": "--"})):
        draws = calibration.of(population)
        if draws.empty:
            continue
        heights, _ = np.histogram(draws[name], edges, weights=draws.weight, density=True)
        axis.stairs(heights, edges, linewidth=1.3, **look)
    axis.set_xlim(edges[0], edges[-1])
    axis.set_ylim(bottom=0)
    axis.set_yticks([])
    axis.spines["left"].set_visible(False)


def legend_below(figure, entries):
    share = 0.6 * style.CM / figure.get_figheight()
    figure.get_layout_engine().set(rect=(0, share, 1, 1 - share))
    figure.legend(handles=entries, loc="lower left", ncol=len(entries))


def handles():
    return [Patch(color=style.PALE, label="prior"),
            Line2D([], [], color=style.BLUE, label="posterior"),
            Line2D([], [], color=style.VERMILLION, linestyle="--",
                   label="after regression adjustment")]


def draw_marginals(calibration, _options):
    columns = 3
    table = calibration.parameters
    rows = -(-len(table) // columns)
    figure, axes = plt.subplots(rows, columns, squeeze=False,
                                figsize=(style.WIDTH, (2.6 * rows + 1.2) * style.CM),
                                layout="constrained")
    for axis in axes.flat[len(table):]:
        axis.set_visible(False)
    for axis, row in zip(axes.flat, table.itertuples()):
        draw_marginal(calibration, axis, row.parameter)
        mark = " (not identified)" if row.not_identified == "yes" else ""
        axis.set_title(f"{style.fit(row.parameter, 20)}\nsd ratio {row.sd_ratio:.2f}{mark}",
                       loc="left", fontsize=8)
    legend_below(figure, handles())
    return figure


def draw_corner(calibration, options):
    names = calibration.names(options.parameters)
    n = len(names)
    figure, axes = plt.subplots(n, n, squeeze=False, figsize=(style.WIDTH, style.WIDTH),
                                layout="constrained")
    posterior = calibration.of("posterior")
    prior = calibration.of("prior")
    area = 14 * posterior.weight / posterior.weight.max()
    for down in range(n):
        for across in range(n):
            axis = axes[down, across]
            if across > down:
                axis.set_visible(False)
                continue
            if across == down:
                draw_marginal(calibration, axis, names[down])
            else:
                axis.scatter(prior[names[across]], prior[names[down]], s=2, color=style.PALE,
                             linewidths=0, rasterized=True)
                axis.scatter(posterior[names[across]], posterior[names[down]], s=area,
                             color=style.BLUE, alpha=0.5, linewidths=0, rasterized=True)
                axis.set_xlim(*calibration.range(names[across]))
                axis.set_ylim(*calibration.range(names[down]))
            axis.locator_params(nbins=3)
            ticks = [tick for tick in axis.get_xticks()
                     if axis.get_xlim()[0] <= tick <= axis.get_xlim()[1]]
            axis.set_xticks([ticks[0], ticks[-1]] if len(ticks) > 2 else ticks)
            axis.tick_params(labelbottom=down == n - 1, labelleft=across == 0 and down > 0)
            if down == n - 1:
                axis.set_xlabel(style.fit(names[across], 14, 2))
            if across == 0 and down > 0:
                axis.set_ylabel(style.fit(names[down], 14, 2))
    figure.legend(handles=handles(), loc="upper right")
    return figure


def draw_rows(axis, rows):
    for y, row in enumerate(rows.itertuples()):
        axis.plot([row.prior_p05, row.prior_p95], [y + 0.17] * 2, color="#9A9A9A", linewidth=2.4,
                  solid_capstyle="butt")
        axis.plot(row.prior_mean, y + 0.17, "|", color="#555555", markersize=5)
        axis.plot([row.posterior_p05, row.posterior_p95], [y - 0.17] * 2, color=style.BLUE,
                  linewidth=2.4, solid_capstyle="butt")
        axis.plot(row.posterior_mean, y - 0.17, "|", color=style.BLACK, markersize=5)
        axis.plot([row.observed_low, row.observed_high], [y, y], color=style.VERMILLION,
                  linewidth=1.0)
        axis.plot((row.observed_low + row.observed_high) / 2, y, "*", color=style.VERMILLION,
                  markersize=6, markeredgewidth=0)
    labels = [f"{row.case.replace('_', ' ')} {row.row}: {style.fit(row.kind + ' ' + row.subject, 26)}"
              + (f" {row.by}" if row.by else "") for row in rows.itertuples()]
    axis.set_yticks(range(len(rows)), labels)
    axis.set_ylim(len(rows) - 0.4, -0.6)
    axis.grid(axis="y", visible=False)


def predictive_figure(groups):
    heights = [max(len(rows), 2) for rows, _ in groups]
    figure, axes = plt.subplots(len(groups), 1, squeeze=False, layout="constrained",
                                height_ratios=heights,
                                figsize=(style.WIDTH, (0.45 * sum(heights) + 1.6 * len(groups) + 1)
                                         * style.CM))
    for axis, (rows, label) in zip(axes[:, 0], groups):
        draw_rows(axis, rows)
        axis.set_xlabel(label)
    legend_below(figure, [
        Line2D([], [], color="#9A9A9A", linewidth=2.4, label="prior, 5 to 95 percent"),
        Line2D([], [], color=style.BLUE, linewidth=2.4, label="posterior, played afresh"),
        Line2D([], [], color=style.VERMILLION, marker="*", linewidth=1, label="what happened")])
    return figure


def fitted(calibration, keep):
    rows = calibration.predictive
    return rows[(rows.weight > 0) & keep(rows.kind)]


def draw_events(calibration, _options):
    rows = fitted(calibration, lambda kind: ~kind.isin([*OTHERS, "text"]))
    return None if rows.empty else predictive_figure([(rows, "probability")])


def draw_texts(calibration, _options):
    rows = fitted(calibration, lambda kind: kind == "text")
    return None if rows.empty else predictive_figure([(rows, "mean text, on the issue's scale")])


def draw_others(calibration, _options):
    groups = [(fitted(calibration, lambda k, kind=kind: k == kind), label)
              for kind, label in OTHERS.items()]
    groups = [(rows, label) for rows, label in groups if not rows.empty]
    return predictive_figure(groups) if groups else None


PICTURES = {"marginals": draw_marginals, "corner": draw_corner, "events": draw_events,
            "texts": draw_texts, "others": draw_others}


def read_options(arguments):
    options = Options(description=__doc__, allow_abbrev=False,
                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("directory", type=Path, metavar="DIR", help="what `tripart calibrate` wrote")
    options.add_argument("--parameters", type=lambda text: text.split(","), metavar="LIST",
                         help=f"of the corner plot (default: the {MOST_PAIRED} most informed)")
    options.add_argument("--output", type=Path, metavar="DIR",
                         help="where the pictures go (default: DIR/pictures)")
    options.add_argument("--format", type=formats, default=["png", "svg"], metavar="LIST",
                         help=f"of {', '.join(FORMATS)}, joined by commas (default: png,svg)")
    return options.parse_args(arguments)


def main(arguments=None):
    options = read_options(arguments)
    try:
        calibration = Calibration(options.directory)
        folder = options.output or options.directory / "pictures"
        for name, draw in PICTURES.items():
            figure = draw(calibration, options)
            if figure is None:
                print(f"no picture of {name}: no such row was fitted", file=sys.stderr)
                continue
            for path in style.save(figure, folder, name, options.format):
                print(path)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return failure.code
    except Exception:  # noqa: BLE001 - the exit code must say that the fault is ours
        traceback.print_exc()
        print("error: this is a bug of plot_calibration.py; please report it", file=sys.stderr)
        return OUR_BUG
    return 0


if __name__ == "__main__":
    end_with(main)
