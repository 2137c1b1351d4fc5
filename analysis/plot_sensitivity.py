#!/usr/bin/python3
"""Draws what the factors of a sweep do, from the CSV files that `tripart sensitivity` wrote.

Example:  analysis/plot_sensitivity.py results/nafta_saltelli

Bars of Sobol' indices, mu* against sigma of elementary effects, a tornado of one factor at a
time, and boxes in which the target is likely: each where the design has it.
"""

import argparse
import sys
import traceback
from pathlib import Path

sys.dont_write_bytecode = True  # leaves no files beside the scripts

from run_pictures import style  # noqa: E402
from run_pictures.options import FORMATS, Options, end_with, formats  # noqa: E402
from run_pictures.results import OUR_BUG, Failure  # noqa: E402
from sensitivity_pictures import boxes, effects, indices, tornado  # noqa: E402
from sensitivity_pictures.tables import Tables  # noqa: E402

PICTURES = (indices, effects, tornado, boxes)


def read_options(arguments):
    options = Options(description=__doc__, allow_abbrev=False,
                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("directory", type=Path, metavar="DIR",
                         help="the sweep that `tripart sensitivity` looked at")
    options.add_argument("--output", type=Path, metavar="DIR",
                         help="where the pictures go (default: DIR/pictures)")
    options.add_argument("--format", type=formats, default=["png", "svg"], metavar="LIST",
                         help=f"of {', '.join(FORMATS)}, joined by commas (default: png,svg)")
    return options.parse_args(arguments)


def draw_all(options):
    tables = Tables(options.directory)
    folder = options.output or options.directory / "pictures"
    written = set()
    try:
        for picture in PICTURES:
            figure, reason = picture.draw(tables)
            if figure is None:
                print(f"no picture of {picture.NAME}: {reason}", file=sys.stderr)
                continue
            for path in style.save(figure, folder, picture.NAME, options.format):
                print(path)
                written.add(path)
    finally:
        style.remove_others(folder, [picture.NAME for picture in PICTURES], written)


def main(arguments=None):
    options = read_options(arguments)
    try:
        draw_all(options)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return failure.code
    except Exception:  # noqa: BLE001 - the exit code must say that the fault is ours
        traceback.print_exc()
        print("error: this is a bug of plot_sensitivity.py; please report it", file=sys.stderr)
        return OUR_BUG
    return 0


if __name__ == "__main__":
    end_with(main)
