#!/usr/bin/python3
"""Differences between two runs that share their random numbers, row by row, with 95 percent intervals.

Examples:  analysis/compare_runs.py results/mexico-40 results/mexico-80
           analysis/compare_runs.py --markdown results/all results/threats results/elections

With --markdown: one table of changes against the first run, a column per further run, with the first interval.
Replicate K of one run is compared with replicate K of the other, so both must have the same seed and number of
replicates. The first interval is the Monte-Carlo error of the mean difference; the second treats the economies of
the outer ensemble as the sample (Student's t over their means) and so covers what the trade model leaves open too.
"""

import argparse
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # leaves no files beside the scripts

import pandas as pd  # noqa: E402

from run_pictures.options import Options, end_with  # noqa: E402
from run_pictures.results import BAD_INPUT, Failure, parse_table, read_bytes  # noqa: E402

KINDS = ("none", "bilateral", "two_bilaterals", "bilaterals", "trilateral", "multilateral")
PARTY_METRICS = {"utility": "value to the government, pct of income a year",
                 "content": "content of the deal, index",
                 "welfare_pct": "welfare, percent"}
# Two-sided 95 percent points of Student's t for 1 to 30 degrees of freedom (Fisher & Yates); 1.96 beyond.
T95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145,
       2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)


def read_run(folder):
    """outcomes.csv and parties.csv of a run that kept them."""
    outcomes = parse_table(folder / "outcomes.csv", read_bytes(folder / "outcomes.csv"),
                           ["replicate", "economy", "kind", "path"], {"kind", "path"})
    parties = parse_table(folder / "parties.csv", read_bytes(folder / "parties.csv"),
                          ["replicate", "party", *PARTY_METRICS], {"party"})
    played = outcomes["kind"] != ""  # a failed replicate keeps its row, empty
    return outcomes[played].set_index("replicate"), parties


def expect_same_numbers(first, second):
    manifests = [json.loads(read_bytes(folder / "manifest.json")) for folder in (first, second)]
    for key in ("seed", "replicates"):
        if manifests[0].get(key) != manifests[1].get(key):
            raise Failure(BAD_INPUT, f"{second}: {key} is {manifests[1].get(key)}, that of {first} is "
                                     f"{manifests[0].get(key)}: their replicates share no random numbers")


def quantities(outcomes, parties):
    """One column per quantity, one row per replicate."""
    table = {f"chance of {kind.replace('_', ' ')}": (outcomes["kind"] == kind).astype(float)
             for kind in KINDS if (outcomes["kind"] == kind).any()}
    table["chance of accession"] = (outcomes["path"] == "accession").astype(float)
    for metric, words in PARTY_METRICS.items():
        wide = parties.pivot(index="replicate", columns="party", values=metric)
        for party in wide.columns:
            table[f"{party}: {words}"] = wide[party]
    return pd.DataFrame(table)


def row(name, first, second, economy):
    pair = pd.concat([first, second, economy], axis=1, keys=["a", "b", "economy"]).dropna()
    gap = pair["b"] - pair["a"]
    error = gap.std() / len(gap) ** 0.5
    by_economy = gap.groupby(pair["economy"]).mean()
    k = len(by_economy)
    line = f"{name:55s} {pair['a'].mean():9.4f} {pair['b'].mean():9.4f} {gap.mean():+9.4f}  " \
           f"{gap.mean() - 1.96 * error:+.4f} to {gap.mean() + 1.96 * error:+.4f}"
    if k > 1:
        reach = (T95[k - 2] if k - 2 < len(T95) else 1.96) * by_economy.std() / k ** 0.5
        line += f"   {by_economy.mean() - reach:+.4f} to {by_economy.mean() + reach:+.4f}"
    return line


def change(first, second, scale):
    """`-2.1 [-2.5, -1.7]`: the mean difference and its Monte-Carlo interval."""
    gap = (second - first).dropna() * scale
    reach = 1.96 * gap.std() / len(gap) ** 0.5
    digits = 1 if scale == 100 else 4
    if gap.abs().max() == 0:
        return "0"
    return f"{gap.mean():+.{digits}f} [{gap.mean() - reach:+.{digits}f}, {gap.mean() + reach:+.{digits}f}]"


def markdown(first, others):
    """Chances change in percentage points, everything else in its own unit."""
    for other in others:
        expect_same_numbers(first, other)
    a = quantities(*read_run(first))
    runs = [quantities(*read_run(other)) for other in others]
    print("| | " + " | ".join([first.name, *(other.name for other in others)]) + " |")
    print("| --- |" + " --- |" * (len(runs) + 1))
    names = dict.fromkeys(name for table in (a, *runs) for name in table.columns)
    absent = pd.Series(0.0, index=a.index)
    for name in names:
        base, scale = a.get(name, absent), 100 if name.startswith("chance") else 1
        level = f"{base.mean() * scale:.{1 if scale == 100 else 4}f}"
        cells = [change(base, run.get(name, absent), scale) for run in runs]
        print(f"| {name} | " + " | ".join([level, *cells]) + " |")


def compare(first, second):
    expect_same_numbers(first, second)
    (outcomes_a, parties_a), (outcomes_b, parties_b) = read_run(first), read_run(second)
    a, b = quantities(outcomes_a, parties_a), quantities(outcomes_b, parties_b)
    print(f"{'':55s} {'first':>9s} {'second':>9s} {'change':>9s}  {'95 pct, Monte Carlo':20s}   95 pct, economies")
    for name in list(dict.fromkeys([*a.columns, *b.columns])):
        absent = pd.Series(0.0, index=outcomes_a.index)  # a kind that one run never saw
        print(row(name, a.get(name, absent), b.get(name, absent), outcomes_a["economy"]))


def main():
    options = Options(description=__doc__, allow_abbrev=False,
                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("first", type=Path, metavar="DIR")
    options.add_argument("second", type=Path, metavar="DIR", nargs="+")
    options.add_argument("--markdown", action="store_true", help="one table of all runs")
    arguments = options.parse_args()
    try:
        if arguments.markdown:
            markdown(arguments.first, arguments.second)
            return 0
        for second in arguments.second:
            if len(arguments.second) > 1:
                print(f"{second}, against {arguments.first}")
            compare(arguments.first, second)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return failure.code
    return 0


if __name__ == "__main__":
    end_with(main)
