"""Differences of two runs that share their random numbers."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "analysis" / "compare_runs.py"


def write_run(folder, kinds, utilities, seed=1):
    """Four replicates over two economies, one party."""
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"seed": seed, "replicates": 4}))
    outcomes = ["replicate,economy,kind,path"]
    parties = ["replicate,party,utility,content,welfare_pct"]
    for i, (kind, utility) in enumerate(zip(kinds, utilities), start=1):
        outcomes.append(f"{i},{1 + (i - 1) % 2},{kind},{'direct' if kind != 'none' else ''}")
        parties.append(f"{i},MEX,{utility},0.5,0")
    (folder / "outcomes.csv").write_text("\n".join(outcomes) + "\n")
    (folder / "parties.csv").write_text("\n".join(parties) + "\n")


class CompareRuns(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def compare(self, second_seed=1):
        a, b = self.folder / "a", self.folder / "b"
        write_run(a, ["none", "trilateral", "trilateral", "none"], [0.0, 1.0, 2.0, 3.0])
        write_run(b, ["trilateral", "trilateral", "trilateral", "none"], [1.0, 2.0, 3.0, 6.0], second_seed)
        return subprocess.run(["/usr/bin/python3", SCRIPT, a, b], capture_output=True, text=True, check=False)

    def test_differences_are_taken_replicate_by_replicate(self):
        run = self.compare()
        self.assertEqual(run.returncode, 0, run.stderr)
        rows = {line[:55].strip(): line[55:].split() for line in run.stdout.splitlines()[1:]}
        chance = rows["chance of trilateral"]
        self.assertEqual(chance[:3], ["0.5000", "0.7500", "+0.2500"])
        # Utilities differ by 1, 1, 1, 3: mean 1.5, standard deviation 1, error 1/2.
        utility = rows["MEX: value to the government, pct of income a year"]
        self.assertEqual(utility[:6], ["1.5000", "3.0000", "+1.5000", "+0.5200", "to", "+2.4800"])
        # Over economies: means 1 and 2, t with one degree of freedom 12.706, error 1/2.
        self.assertEqual(utility[6:], ["-4.8530", "to", "+7.8530"])

    def test_several_runs_make_one_table(self):
        self.compare()
        c = self.folder / "c"
        write_run(c, ["none", "trilateral", "trilateral", "none"], [0.0, 1.0, 2.0, 3.0])
        run = subprocess.run(["/usr/bin/python3", SCRIPT, "--markdown", self.folder / "a", self.folder / "b", c],
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stderr)
        lines = run.stdout.splitlines()
        self.assertEqual(lines[0], "| | a | b | c |")
        self.assertIn("| chance of trilateral | 50.0 | +25.0 [-24.0, +74.0] | 0 |", lines)
        self.assertIn("| MEX: value to the government, pct of income a year | 1.5000 | +1.5000 [+0.5200, +2.4800] | 0 |",
                      lines)

    def test_other_random_numbers_are_refused(self):
        run = self.compare(second_seed=2)
        self.assertEqual(run.returncode, 65)
        self.assertIn("share no random numbers", run.stderr)
        self.assertEqual(run.stdout, "")

    def test_run_without_its_replicates_is_named(self):
        self.compare()
        (self.folder / "b" / "outcomes.csv").unlink()
        run = subprocess.run(["/usr/bin/python3", SCRIPT, self.folder / "a", self.folder / "b"],
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 66)
        self.assertIn("outcomes.csv", run.stderr)


if __name__ == "__main__":
    unittest.main()
