#!/usr/bin/python3
"""Draws the heat map of one tournament from profiles.csv in its directory.

Example:  analysis/plot_tournament.py results/nafta_2018_tougher

One panel per party: its own strategies down, those of the others across. A cell says by how much
the party's mean payoff differs from that of the first profile, and its colour says the same; a
frame marks the party's best response to what the others play in that column.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # leaves no files beside the scripts

from run_pictures import style  # noqa: E402
from run_pictures.options import FORMATS, Options, end_with, formats  # noqa: E402
from run_pictures.results import Failure, parse_table, read_bytes  # noqa: E402

import matplotlib.pyplot as plt  # noqa: E402

COLUMNS = ["profile", "strategies", "party", "strategy", "mean", "best_response"]
TEXTS = {"strategies", "party", "strategy", "best_response"}
def others(row, position):
    """What all but one party play in a profile, one strategy a line."""
    names = row.strategies.split("|")
    return "\n".join(name for i, name in enumerate(names) if i != position)


def draw(profiles):
    parties = list(dict.fromkeys(profiles.party))
    first = profiles[profiles.profile == 1].set_index("party")["mean"]
    shift = profiles["mean"] - profiles.party.map(first)
    size = max(abs(shift).max(), 1e-12)
    columns = profiles.groupby("party").size().max() // profiles.groupby("party").strategy.nunique().min()
    rows = [profiles[profiles.party == party].strategy.nunique() for party in parties]
    height = sum(0.42 * n + 0.35 + 0.17 * (len(parties) - 1) for n in rows) + 0.4
    figure, axes = plt.subplots(len(parties), 1, squeeze=False, figsize=(style.WIDTH, height),
                                height_ratios=rows, layout="constrained")
    digits = max(0, 1 - int(f"{size:e}".split("e")[1]))
    for position, (party, axis) in enumerate(zip(parties, axes[:, 0])):
        own = profiles[profiles.party == party].copy()
        own["others"] = [others(row, position) for row in own.itertuples()]
        own["shift"] = own["mean"] - first[party]
        down = list(dict.fromkeys(own.strategy))
        across = list(dict.fromkeys(own.others))
        table = own.pivot(index="strategy", columns="others", values="shift").loc[down, across]
        axis.imshow(table, cmap="PuOr_r", vmin=-size, vmax=size, aspect="auto")
        axis.grid(False)
        best = own.set_index(["strategy", "others"]).best_response
        for y, strategy in enumerate(down):
            for x, group in enumerate(across):
                value = table.iloc[y, x]
                axis.text(x, y, f"{value:+.{digits}f}", ha="center", va="center",
                          fontsize=8 if columns <= 9 else 6,
                          color="white" if abs(value) > 0.6 * size else "black")
                if best[strategy, group] == strategy:
                    axis.add_patch(plt.Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, fill=False,
                                                 linewidth=1.4, edgecolor=style.BLACK))
        axis.set_yticks(range(len(down)), [style.fit(name, 16) for name in down])
        axis.set_xticks(range(len(across)), across, fontsize=8 if columns <= 9 else 6)
        axis.tick_params(length=0)
        for side in axis.spines.values():
            side.set_visible(False)
        rest = ", ".join(name for name in parties if name != party)
        axis.set_title(f"{party}: mean payoff less {first[party]:.{digits}f} of the first profile",
                       loc="left")
        axis.set_ylabel(f"{party} plays")
        axis.set_xlabel(f"{rest} play")
    return figure


def main(arguments=None):
    parser = Options(description=__doc__, allow_abbrev=False,
                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, metavar="DIR", help="what `tripart tournament` wrote")
    parser.add_argument("--output", type=Path, metavar="DIR",
                        help="where the picture goes (default: DIR/pictures)")
    parser.add_argument("--format", type=formats, default=["png", "svg"], metavar="LIST",
                        help=f"of {', '.join(FORMATS)}, joined by commas (default: png,svg)")
    options = parser.parse_args(arguments)
    try:
        path = options.directory / "profiles.csv"
        profiles = parse_table(path, read_bytes(path), COLUMNS, TEXTS)
        folder = options.output or options.directory / "pictures"
        for written in style.save(draw(profiles), folder, "tournament", options.format):
            print(written)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return failure.code
    return 0


if __name__ == "__main__":
    end_with(main)
