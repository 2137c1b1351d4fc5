"""The result directory of a run: its manifest and the tables that pictures need."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pandas as pd

# Exit codes of the program, which the scripts share.
USAGE, BAD_INPUT, CANNOT_READ, OUR_BUG, CANNOT_CREATE, IO_FAILED = 64, 65, 66, 70, 73, 74

COLUMNS = {
    "timeline.csv": ["date", "kind", "probability", "ci_low", "ci_high"],
    "progress.csv": ["date", "p05", "p25", "p50", "p75", "p95", "mean"],
    "issues.csv": ["issue", "p05", "p25", "p50", "p75", "p95", "settled_probability",
                   "replicates"],
    "histograms.csv": ["metric", "party", "category", "bin_low", "bin_high", "count"],
    "summary.csv": ["metric", "party", "category", "statistic", "estimate", "ci_low",
                    "ci_high", "replicates"],
    "calibration.csv": ["forecast", "party", "forecasts", "mean_forecast", "observed_share",
                        "ci_low", "ci_high"],
    "threats.csv": ["threat", "issuer", "target", "executed_probability",
                    "withdrawn_probability", "first_execution_p05", "first_execution_p25",
                    "first_execution_p50", "first_execution_p75", "first_execution_p95",
                    "announced_probability", "backed_down_probability", "executed_ci_low",
                    "executed_ci_high", "replicates"],
}
TEXT_COLUMNS = {"kind", "issue", "metric", "party", "category", "statistic", "threat",
                "forecast", "issuer", "target"}


class Failure(Exception):
    """What went wrong, for the user, and the exit code that says so."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def read_bytes(path):
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise Failure(CANNOT_READ, f"{path}: cannot be read: {problem.strerror}") from problem


def parse_table(path, data, columns, texts=TEXT_COLUMNS):
    """A CSV as a data frame: dates as dates, texts as texts, all else as numbers."""
    try:
        # Only an empty field is absent: a party or an issue may be called NA.
        table = pd.read_csv(BytesIO(data), dtype=str, keep_default_na=False)
    except (ValueError, UnicodeDecodeError) as problem:
        raise Failure(BAD_INPUT, f"{path}: is not a CSV file: {problem}") from problem
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise Failure(BAD_INPUT, f"{path}: has no column {', '.join(missing)}")
    for name in columns:
        if name in texts:
            continue
        column = table[name].where(table[name] != "")
        try:
            if name == "date" or name.startswith("first_execution"):
                table[name] = pd.to_datetime(column, format="%Y-%m-%d")
            else:
                table[name] = pd.to_numeric(column).astype(float)
        except ValueError as problem:
            raise Failure(BAD_INPUT, f"{path}: column {name}: {problem}") from problem
    return table


class Results:
    """One finished result directory. Tables are read when first asked for and must be the
    files that the manifest describes."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self._tables = {}
        manifest = self.folder / "manifest.json"
        if not self.folder.is_dir():
            raise Failure(CANNOT_READ, f"{self.folder}: is not a folder that can be read")
        if not manifest.exists() and (self.folder / ".partial").exists():
            raise Failure(BAD_INPUT, f"{self.folder}: holds an unfinished run; finish it with "
                                     "`tripart run ... --resume`")
        try:
            facts = json.loads(read_bytes(manifest))
            if facts["kind"] != "run":
                raise Failure(BAD_INPUT, f"{manifest}: describes a {facts['kind']}, not a run")
            self.name = str(facts["scenario"]["name"])
            self.resolved = str(facts["scenario"]["resolved"])
            self.seed = int(facts["seed"])
            self.replicates = int(facts["replicates"])
            self.failed = int(facts["failed_replicates"])
            self.overrides = [str(item) for item in facts["overrides"]]
            self.inputs = [str(item["name"]) for item in facts["inputs"]]
            self._digests = {item["name"]: item["sha256"] for item in facts["files"]}
        except (ValueError, KeyError, TypeError) as problem:
            raise Failure(BAD_INPUT, f"{manifest}: is not a manifest of tripart: "
                                     f"{type(problem).__name__} {problem}") from problem

    def table(self, name):
        if name not in self._tables:
            path = self.folder / name
            data = read_bytes(path)
            if self._digests.get(name) != hashlib.sha256(data).hexdigest():
                raise Failure(BAD_INPUT, f"{path}: is not the file that manifest.json describes")
            self._tables[name] = parse_table(path, data, COLUMNS[name])
        return self._tables[name]

    def metric(self, metric, statistic):
        """Rows of summary.csv about one statistic of one metric."""
        table = self.table("summary.csv")
        return table[(table["metric"] == metric) & (table["statistic"] == statistic)]

    def histogram(self, metric, party, category):
        table = self.table("histograms.csv")
        return table[(table["metric"] == metric) & (table["party"] == party)
                     & (table["category"] == category)]
