#!/usr/bin/python3
"""Draws the pictures of one finished run from the CSV files of its directory.

Example:  analysis/plot_run.py results/nafta_2018
"""

import argparse
import sys
import traceback
from pathlib import Path

sys.dont_write_bytecode = True  # leaves no files beside the scripts

from run_pictures import calibration, chapters, endings, style, texts, threats, welfare  # noqa: E402
from run_pictures.options import FORMATS, Options, end_with, formats  # noqa: E402
from run_pictures.results import OUR_BUG, Failure, Results  # noqa: E402
from run_pictures.scenario import Scenario  # noqa: E402

PICTURES = (endings, chapters, texts, welfare, threats, calibration)
def read_options(arguments):
    options = Options(description=__doc__, allow_abbrev=False,
                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("directory", type=Path, metavar="DIR", help="what `tripart run` wrote")
    options.add_argument("--output", type=Path, metavar="DIR",
                         help="where the pictures go (default: DIR/pictures)")
    options.add_argument("--format", type=formats, default=["png", "svg"], metavar="LIST",
                         help=f"of {', '.join(FORMATS)}, joined by commas (default: png,svg)")
    return options.parse_args(arguments)


def draw_all(options):
    """Writes the pictures, names each file on stdout, and says on stderr what is left out."""
    results = Results(options.directory)
    scenario = Scenario(results)
    folder = options.output or options.directory / "pictures"
    for picture in PICTURES:
        figure, reason = picture.draw(results, scenario)
        if figure is None:
            print(f"no picture of {picture.NAME}: {reason}", file=sys.stderr)
            continue
        for path in style.save(figure, folder, picture.NAME, options.format):
            print(path)


def main(arguments=None):
    options = read_options(arguments)
    try:
        draw_all(options)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return failure.code
    except Exception:  # noqa: BLE001 - the exit code must say that the fault is ours
        traceback.print_exc()
        print("error: this is a bug of plot_run.py; please report it", file=sys.stderr)
        return OUR_BUG
    return 0


if __name__ == "__main__":
    end_with(main)
