"""Result directories as `tripart run` writes them, made from random numbers: what the
plotting scripts need of them, small and in a second."""

import csv
import datetime
import hashlib
import io
import json
import math
import random

LEVELS = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
START = datetime.date(2018, 3, 5)
KINDS = {2: ["none", "bilateral"], 3: ["none", "bilateral", "two_bilaterals", "trilateral"]}
MANY = ["none", "bilateral", "two_bilaterals", "bilaterals", "trilateral", "multilateral"]


def quantile(values, p):
    return sorted(values)[max(0, math.ceil(p * len(values)) - 1)]


def wilson(seen, n, z=1.959964):
    if seen == 0:
        return 0.0, 3.8 / n
    centre, spread = seen + z * z / 2, z * math.sqrt(seen * (n - seen) / n + z * z / 4)
    return (centre - spread) / (n + z * z), (centre + spread) / (n + z * z)


def day(number):
    return (START + datetime.timedelta(days=number)).isoformat()


def bins(values):
    """Width a power of two, at most 128 bins, empty ones left out."""
    exponent = -12
    while math.floor(max(values) / 2**exponent) - math.floor(min(values) / 2**exponent) >= 128:
        exponent += 1
    width, counts = 2.0**exponent, {}
    for value in values:
        at = math.floor(value / width)
        counts[at] = counts.get(at, 0) + 1
    return [(at * width, (at + 1) * width, counts[at]) for at in sorted(counts)]


def csv_text(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if value is None else value for value in row] for row in rows)
    return out.getvalue()


class SyntheticRun:
    def __init__(self, parties=("USA", "CAN", "MEX"), issues=5, chapters=12, threats=2, prefix="",
                 economy=True, history="", replicates=400, horizon=480, seed=1, start_closed=3,
                 deals=True):
        self.parties, self.n, self.horizon = list(parties), replicates, horizon
        self.draw = random.Random(seed)
        self.kinds = KINDS.get(len(self.parties), MANY)
        self.issues = [f"{prefix}issue_{i + 1}" for i in range(issues)]
        self.chapters, self.start_closed = chapters, start_closed
        self.threats = [f"{prefix}threat_{i + 1}" for i in range(threats)]
        self.economy, self.history, self.deals = economy, history, deals
        self.ideals = {issue: {party: round(self.draw.random(), 2) for party in self.parties}
                       for issue in self.issues}

    def play(self):
        """One (kind, day of the end) per replicate."""
        endings = []
        for _ in range(self.n):
            kind = self.draw.choice(self.kinds) if self.deals else "none"
            first = min(20, self.horizon // 2)
            end = self.horizon if kind == "none" else self.draw.randint(first, self.horizon - 1)
            endings.append((kind, end))
        return endings

    def tables(self):
        endings, n = self.play(), self.n
        step = 1 if self.horizon < 70 else 7
        grid = list(range(0, self.horizon, step)) + [self.horizon]
        timeline, progress, summary, histograms, issues, threats = [], [], [], [], [], []
        closings = [[0] * self.start_closed
                    + [self.draw.randint(0, 2 * self.horizon)
                       for _ in range(self.chapters - self.start_closed)] for _ in range(n)]
        for at in grid:
            for kind in self.kinds:
                seen = sum(k == kind and end <= at for k, end in endings)
                timeline.append([day(at), kind, seen / n, *wilson(seen, n)])
            closed = [sum(c <= at for c in row) for row in closings] if self.chapters else [0] * n
            progress.append([day(at), *(quantile(closed, p) for p in LEVELS.values()),
                             sum(closed) / n])
        for kind in self.kinds:
            seen = sum(k == kind for k, _ in endings)
            summary.append(["kind", "", kind, "probability", seen / n, 0, *wilson(seen, n), n])
        for category in ["all"] + self.kinds:
            members = sum(category in ("all", k) for k, _ in endings)
            for i, party in enumerate(self.parties):
                self.add_welfare(summary, histograms, party, category, members, i)
        for issue in self.issues:
            texts = [min(1, max(0, self.draw.gauss(0.5, 0.3))) for k, _ in endings if k != "none"]
            settled = [quantile(texts, p) if texts else None for p in LEVELS.values()]
            mean = sum(texts) / len(texts) if texts else None
            issues.append([issue, "c", mean, 0.3, *settled, 0.4, 0.01, len(texts) / n, len(texts)])
            if texts:
                histograms += [["text", "", issue, *row] for row in bins(texts)]
        for i, threat in enumerate(self.threats):
            executed = 0 if i == 1 else n // 3
            dates = [None if i == 1 else day(int(p * self.horizon)) for p in LEVELS.values()]
            targets = "|".join(self.parties[1:])
            threats.append([threat, self.parties[0], targets, executed / n, 0.2, *dates, 0.9, 0.1,
                            *wilson(executed, n), n])
        calibration = [row for party in self.parties for row in self.forecasts("acceptance", party)]
        if self.threats:
            calibration += self.forecasts("execution", self.parties[0])
        quantiles = list(LEVELS)
        return {
            "calibration.csv": csv_text(["forecast", "party", "bin_low", "bin_high", "forecasts",
                                         "mean_forecast", "observed_share", "ci_low", "ci_high",
                                         "brier_score"], calibration),
            "timeline.csv": csv_text(["date", "kind", "probability", "ci_low", "ci_high"],
                                     timeline),
            "progress.csv": csv_text(["date", *quantiles, "mean"], progress),
            "summary.csv": csv_text(["metric", "party", "category", "statistic", "estimate",
                                     "std_error", "ci_low", "ci_high", "replicates"], summary),
            "histograms.csv": csv_text(["metric", "party", "category", "bin_low", "bin_high",
                                        "count"], histograms),
            "issues.csv": csv_text(["issue", "chapter", "mean", "sd", *quantiles,
                                    "closed_probability", "std_error", "settled_probability",
                                    "replicates"], issues),
            "threats.csv": csv_text(
                ["threat", "issuer", "target", "executed_probability", "withdrawn_probability",
                 *(f"first_execution_{name}" for name in quantiles), "announced_probability",
                 "backed_down_probability", "executed_ci_low", "executed_ci_high", "replicates"],
                threats),
        }

    def forecasts(self, kind, party):
        """Right ones; the last two tenths hold too few to be drawn."""
        rows = []
        for tenth in range(10):
            n, p = 5 if tenth > 7 else 200, 0.1 * tenth + 0.05
            seen = sum(self.draw.random() < p for _ in range(n))
            rows.append([kind, party, tenth / 10, (tenth + 1) / 10, n, p, seen / n,
                         *wilson(seen, n), p * (1 - p)])
        return rows

    def add_welfare(self, summary, histograms, party, category, members, scale):
        values = [self.draw.gauss(-0.1 * scale, 0.05 + 0.3 * scale) if self.economy else 0.0
                  for _ in range(members)]
        row = ["welfare_pct", party, category]
        if not values:
            summary += [[*row, name, None, None, None, None, 0] for name in ["mean", *LEVELS]]
            return
        mean = sum(values) / members
        error = 1.96 * (0.05 + 0.3 * scale) / math.sqrt(members)
        summary.append([*row, "mean", mean, error, mean - error, mean + error, members])
        for name, p in LEVELS.items():
            at = quantile(values, p)
            summary.append([*row, name, at, 0.01, at, at, members])
        histograms += [[*row, *entry] for entry in bins(values)]

    def resolved(self):
        lines = ["format: 1", "name: synthetic", f"start: {START}",
                 f"horizon: {day(self.horizon)}"]
        if self.history:
            lines.append(f"history: {self.history}")
        if self.economy:
            lines += ["economy:", "  baseline: base2017"]
        lines += ["parties:"] + [f"  {party}: {{}}" for party in self.parties]
        lines += ["calendar:",
                  f"  - {{id: vote, kind: election, party: {self.parties[-1]}, date: {day(9)}}}",
                  f"  - {{id: law, kind: legal, sign_before: {day(300)}, notice_days: 90, "
                  "text_days: 60}"]
        if self.chapters:
            lines += ["chapters:"] + [f"  - {{id: c{i}, kind: technical}}"
                                      for i in range(self.chapters)]
        lines.append("issues:")
        for issue, ideals in self.ideals.items():
            lines += [f"  - id: {issue}", "    positions:"]
            lines += [f"      {party}: {{ideal: {{uniform: [{ideal}, {ideal}]}}, salience: 1}}"
                      for party, ideal in ideals.items()]
        return "\n".join(lines) + "\n"

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        files = []
        for name, text in self.tables().items():
            data = text.encode()
            (folder / name).write_bytes(data)
            files.append({"name": name, "rows": text.count("\n") - 1, "bytes": len(data),
                          "sha256": hashlib.sha256(data).hexdigest()})
        resolved = self.resolved()
        manifest = {"tripart": "0.1.0", "results_version": 1, "kind": "run",
                    "scenario": {"name": "synthetic", "resolved": resolved,
                                 "sha256": hashlib.sha256(resolved.encode()).hexdigest()},
                    "overrides": [], "seed": 7, "replicates": self.n, "keep": "summary",
                    "trace": 0, "inputs": [], "files": files, "failed_replicates": 0,
                    "failures": []}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
        return folder
