"""What pictures need to know of the scenario: parties, ideals, dates, history."""

import math
from pathlib import Path

import pandas as pd
import yaml

from .results import BAD_INPUT, Failure, parse_table, read_bytes

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def centre(value):
    """Mean of a parameter: a number, or a distribution as scenarios write them."""
    if not isinstance(value, dict):
        return float(value)
    (kind, numbers), = value.items()
    if kind == "discrete":
        pairs = [(float(item), float(weight)) for item, weight in numbers]
        return sum(item * weight for item, weight in pairs) / sum(w for _, w in pairs)
    a, b, *more = (float(number) for number in numbers)
    means = {"normal": lambda: a, "uniform": lambda: (a + b) / 2, "beta": lambda: a / (a + b),
             "gamma": lambda: a * b, "lognormal": lambda: math.exp(a + b * b / 2),
             "triangular": lambda: (a + b + more[0]) / 3}
    return means[kind]()


class Scenario:
    """The resolved scenario, every default filled in, as manifest.json holds it."""

    def __init__(self, results):
        place = results.folder / "manifest.json"
        try:
            # The base loader leaves every scalar the text it is: no date, number or word
            # is guessed at.
            self._tree = yaml.load(results.resolved, Loader=yaml.BaseLoader)
            self.parties = list(self._tree["parties"])
            self.start = pd.Timestamp(self._tree["start"])
            self.horizon = pd.Timestamp(self._tree["horizon"])
            self.has_economy = bool(self._tree.get("economy") or self._tree.get("payoffs"))
            self.chapters = len(self._tree.get("chapters") or [])
            self.ideals = {issue["id"]: {party: centre(stand["ideal"])
                                         for party, stand in issue["positions"].items()}
                           for issue in self._tree["issues"]}
        except (yaml.YAMLError, KeyError, ValueError, TypeError, AttributeError) as problem:
            raise Failure(BAD_INPUT, f"{place}: the resolved scenario cannot be understood: "
                                     f"{type(problem).__name__} {problem}") from problem
        self._folders = [results.folder / "inputs", SCENARIOS]

    def dated_events(self):
        """Elections and legal deadlines, as (date, what)."""
        events = []
        for entry in self._tree.get("calendar") or []:
            if entry.get("kind") == "election":
                events.append((pd.Timestamp(entry["date"]), f"{entry['party']} election"))
            elif entry.get("kind") == "legal":
                by = pd.Timestamp(entry["sign_before"])
                # Nobody types the derived dates (B18); the scenario holds what they follow from.
                for days, what in (("notice_days", "notice"), ("text_days", "text")):
                    days = pd.Timedelta(days=float(entry[days]))
                    events.append((by - days, f"{what} deadline"))
        return sorted(event for event in events if self.start <= event[0] <= self.horizon)

    def history(self):
        """The real path of closed chapters, where the scenario names one; else nothing."""
        return self._read("", ["date", "chapters_closed"])

    def settled_texts(self):
        """The texts that were really settled, `X-texts.csv` beside the path `X-path.csv`."""
        return self._read("-texts", ["issue", "text", "low", "high"])

    def _read(self, kind, columns):
        name = self._tree.get("history")
        if not name:
            return None
        if kind:
            name = name.replace("-path.csv", f"{kind}.csv")
            if name == self._tree["history"]:
                return None
        for folder in self._folders:
            path = folder / name
            if path.is_file():
                return parse_table(path, read_bytes(path), columns, texts={"issue"})
        return None
