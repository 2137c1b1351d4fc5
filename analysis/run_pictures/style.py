"""How every picture looks: page width, colours, fonts, dates, titles, files."""

import math
import os
import textwrap

import matplotlib

matplotlib.use("Agg")

import matplotlib.dates as mdates  # noqa: E402
import matplotlib.pyplot as plt  # noqa: E402
import pandas as pd  # noqa: E402

from .options import FORMATS  # noqa: E402
from .results import CANNOT_CREATE, IO_FAILED, Failure  # noqa: E402

CM = 1 / 2.54
WIDTH = 16 * CM  # text width of an A4 page

# Okabe & Ito's palette, told apart in every common kind of colour blindness.
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILLION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
GREY, PALE = "#666666", "#D9D9D9"

# Line styles repeat what colours say, for prints in black and white.
KINDS = {
    "trilateral": ("trilateral deal", BLUE, "-"),
    "multilateral": ("multilateral deal", GREEN, "-"),
    "two_bilaterals": ("two bilaterals of one hub", VERMILLION, "--"),
    "bilaterals": ("several bilateral deals", PURPLE, "-."),
    "bilateral": ("one bilateral deal", ORANGE, (0, (5, 1, 1, 1, 1, 1))),
    "none": ("no deal", BLACK, ":"),
}
PARTY_COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK, YELLOW)
PARTY_MARKERS = ("v", "s", "o", "^", "D", "P", "X", "<")

plt.rcParams.update({
    "font.family": "DejaVu Sans", "font.size": 8.5, "axes.labelsize": 8.5,
    "axes.titlesize": 9, "xtick.labelsize": 8, "ytick.labelsize": 8, "legend.fontsize": 8,
    "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.7,
    "axes.grid": True, "grid.color": "#E5E5E5", "grid.linewidth": 0.6, "axes.axisbelow": True,
    "xtick.major.width": 0.7, "ytick.major.width": 0.7, "lines.linewidth": 1.5,
    "legend.frameon": False, "legend.handlelength": 2.6, "savefig.dpi": 300,
    "path.simplify": True,
    # Element names of an SVG come from this word instead of chance.
    "svg.hashsalt": "tripart", "svg.fonttype": "path",
})


def party_styles(parties):
    return {party: (PARTY_COLOURS[i % 8], PARTY_MARKERS[i % 8]) for i, party in enumerate(parties)}


def kind_order(kinds):
    """Kinds of deal, widest first, no deal last."""
    kinds = list(kinds)
    return [kind for kind in KINDS if kind in kinds]


def percent(share, replicates):
    """A probability as text, with no more digits than the replicates carry."""
    return f"{100 * share:.{0 if replicates < 500 else 1}f}"


def interval_text(share, low, high):
    """`43.1 % [42.0, 44.2]`, with the digits that the interval leaves; for what was never seen,
    what it is below."""
    if share == 0:
        return f"never seen, below {100 * high:.2g} %"
    digits = max(0, 1 - math.floor(math.log10(50 * (high - low)) + 0.3))
    return f"{100 * share:.{digits}f} % [{100 * low:.{digits}f}, {100 * high:.{digits}f}]"


def fit(text, width, lines=1):
    """A text broken into at most so many lines of so many letters; what is too long is cut."""
    parts = textwrap.wrap(text.replace("_", " "), width)
    if len(parts) > lines:
        parts = parts[:lines - 1] + [parts[lines - 1][:width - 1].rstrip() + "…"]
    return "\n".join(parts)


def figure(height_cm, rows=1, columns=1, **options):
    return plt.subplots(rows, columns, figsize=(WIDTH, height_cm * CM), squeeze=False, **options)


def heading(fig, results, title, *notes):
    """Title, provenance and notes at the top; returns the centimetres they take."""
    run = f"{results.name}: {results.replicates:,} replicates, seed {results.seed}"
    if results.failed:
        run += f", {results.failed:,} of them failed"
    if results.overrides:
        run += "; " + ", ".join(results.overrides)
    return headline(fig, title, run, *notes)


def headline(fig, title, *notes):
    """Title and notes at the top; returns the centimetres they take."""
    height = fig.get_figheight() / CM
    lines = [line for text in notes for line in textwrap.wrap(text, 106)]
    fig.text(0.012, 1 - 0.25 / height, title, fontsize=10.5, weight="bold", va="top")
    for i, line in enumerate(lines):
        fig.text(0.012, 1 - (0.88 + 0.4 * i) / height, line, fontsize=8, va="top",
                 color="#333333")
    return 1.0 + 0.4 * len(lines)


def place(fig, left, right, top, bottom, gap=0.0, row_gap=0.0):
    """Margins around the axes and gaps between them, all in centimetres."""
    width, height = fig.get_figwidth() / CM, fig.get_figheight() / CM
    grid = fig.axes[0].get_gridspec()
    columns, rows = grid.ncols, grid.nrows
    fig.subplots_adjust(
        left=left / width, right=1 - right / width, top=1 - top / height, bottom=bottom / height,
        wspace=gap * columns / max(width - left - right - gap * (columns - 1), 1),
        hspace=row_gap * rows / max(height - top - bottom - row_gap * (rows - 1), 1))


def legend(fig, handles, columns, left=0.2, **options):
    """A legend at the bottom edge, filled column by column; returns the centimetres it takes."""
    fig.legend(handles=handles, loc="lower left", ncol=columns, columnspacing=1.3,
               borderaxespad=0.0, bbox_to_anchor=(left * CM / fig.get_figwidth(), 0.008), **options)
    return 0.25 + 0.43 * math.ceil(len(handles) / columns)


def date_ticks(first, last, most=9):
    """Dates to mark between two dates, and their labels: years only where they begin."""
    days = (last - first).days
    if days < 75:
        step = next((s for s in (1, 2, 7, 14) if days / s <= most - 1), 14)
        ticks = list(pd.date_range(first, last, freq=f"{step}D"))
        names = [f"{tick.day} {tick:%b}" for tick in ticks]
    else:
        months = days / 30.44
        step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240) if months / s <= most), 480)
        month = 12 * first.year + first.month - 1
        month += -month % step
        ticks = []
        while True:
            tick = pd.Timestamp(month // 12, month % 12 + 1, 1)
            if tick > last:
                break
            if tick >= first:
                ticks.append(tick)
            month += step
        names = [str(tick.year) if step >= 12 else f"{tick:%b}" for tick in ticks]
    if days < 75 or step < 12:
        for i, tick in enumerate(ticks):
            if i == 0 or tick.year != ticks[i - 1].year:
                names[i] += f"\n{tick.year}"
    return ticks, names


def date_axis(axis, first, last, most=9):
    ticks, names = date_ticks(first, last, most)
    axis.set_xlim(first, last)
    axis.set_xticks([mdates.date2num(tick) for tick in ticks])
    axis.set_xticklabels(names)


def save(fig, folder, name, formats):
    """Writes a picture under its name only when it is complete; returns the files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Failure(CANNOT_CREATE, f"{folder}: cannot be created: {problem.strerror}") \
            from problem
    paths = []
    for form in formats:
        path = folder / f"{name}.{form}"
        growing = folder / f".{name}.{form}.{os.getpid()}"
        # Neither date nor program version: the same run gives the same bytes.
        blank = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        try:
            fig.savefig(growing, format=form, metadata=blank)
            os.replace(growing, path)
        except OSError as problem:
            growing.unlink(missing_ok=True)
            raise Failure(IO_FAILED, f"{path}: cannot be written: {problem.strerror}") \
                from problem
        paths.append(path)
    plt.close(fig)
    return paths


def remove_others(folder, names, written):
    """Removes pictures of these names that are not among those written: an older call drew them,
    and beside the new ones they would be taken for the same results."""
    for path in (folder / f"{name}.{form}" for name in names for form in FORMATS):
        if path in written:
            continue
        try:
            path.unlink(missing_ok=True)
        except NotADirectoryError:  # there is no such folder, and so no picture in it
            continue
        except OSError as problem:
            raise Failure(IO_FAILED, f"{path}: is of an older call and cannot be removed: "
                                     f"{problem.strerror}") from problem
