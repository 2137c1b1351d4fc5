"""The tables of `tripart sensitivity`, and what pictures call their quantities."""

import numpy as np

from run_pictures.results import CANNOT_READ, Failure, parse_table, read_bytes

NAME = ["metric", "party", "category", "statistic"]
COLUMNS = {
    "quantities.csv": NAME + ["design", "points", "noise_share", "common_random_numbers"],
    "sobol_indices.csv": NAME + ["factor", "index", "estimate", "ci_low", "ci_high"],
    "morris.csv": NAME + ["factor", "index", "estimate", "ci_low", "ci_high", "noise_sd"],
    "tornado.csv": NAME + ["factor", "low_value", "high_value", "low", "central", "high",
                           "swing_std_error", "range"],
    "prim_boxes.csv": NAME + ["threshold", "box", "phase", "points", "mass", "coverage",
                              "density", "limited_factors"],
    "prim_limits.csv": NAME + ["box", "phase", "factor", "low", "high", "design_low",
                               "design_high", "p_value"],
}
TEXTS = set(NAME) | {"design", "common_random_numbers", "factor", "index", "low_value",
                     "high_value", "phase"}
MUCH_NOISE = 0.05  # of the variance over points, as `tripart sensitivity` warns
UNITS = {"days": "days", "welfare_pct": "percent of real income", "probability": "probability"}


class Tables:
    """The tables of one analysis; one that it has no use for is absent."""

    def __init__(self, folder):
        inside = folder / "sensitivity"
        self.folder = inside if (inside / "quantities.csv").exists() else folder
        if not (self.folder / "quantities.csv").exists():
            raise Failure(CANNOT_READ, f"{folder}: holds no analysis; run "
                                       f"`tripart sensitivity {folder}` first")
        self.quantities = self.table("quantities.csv")

    def table(self, name):
        path = self.folder / name
        if not path.exists():
            return None
        return parse_table(path, read_bytes(path), COLUMNS[name], TEXTS)

    def warning(self, name):
        """What to add to the title of a quantity whose values are too noisy for indices."""
        of_name = np.logical_and.reduce([self.quantities[column] == part
                                         for column, part in zip(NAME, name)])
        share = self.quantities.loc[of_name, "noise_share"].max()
        return f" ({100 * share:.0f} percent noise)" if share > MUCH_NOISE else ""

    def note(self):
        """What design and noise lie behind a picture."""
        first = self.quantities.iloc[0]
        noise = self.quantities["noise_share"].max()  # absent where nothing varies
        share = "not known, as nothing varies over points." if np.isnan(noise) else \
            f"at most {100 * noise:.1f} percent of the variance of a quantity over points."
        points = f"{first['points']:,.0f} point{'' if first['points'] == 1 else 's'}"
        return (f"{first['design'].replace('_', ' ')} design, {points}; Monte-Carlo noise is "
                f"{share}")


def groups(table):
    """The rows of each quantity, in the order of the file."""
    return list(table.groupby(NAME, sort=False))


def title(name):
    """`days`, `kind: trilateral`, `welfare_pct of USA`."""
    metric, party, category, statistic = name
    text = metric.replace("_", " ") + (f" of {party}" if party else "")
    if category not in ("", "all"):
        text += f": {category.replace('_', ' ')}"
    return text if statistic in ("mean", "probability") else f"{text}, {statistic}"


def unit(name):
    metric, _, _, statistic = name
    return UNITS.get(statistic, UNITS.get(metric, metric.replace("_", " ")))


def shown(value, most=14):
    """A level of a factor with no more digits than it needs."""
    try:
        return f"{float(value):.3g}"
    except ValueError:
        return value if len(value) <= most else value[:most - 1] + "…"
