"""What analysis/plot_calibration.py draws, what it says and how it ends."""

import sys
import tempfile
import unittest
from pathlib import Path

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
sys.dont_write_bytecode = True
sys.path[:0] = [str(ANALYSIS)]

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import plot_calibration  # noqa: E402
import script  # noqa: E402


def plot(*arguments):
    return script.run("plot_calibration.py", *arguments)


class Pictures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        dice = np.random.default_rng(1)
        names = ["noise", "patience"]
        pd.DataFrame([(name, 0, 1, 0.5, ratio, flag) for name, ratio, flag in
                      zip(names, (0.95, 0.4), ("yes", "no"))],
                     columns=plot_calibration.PARAMETERS).to_csv(self.folder / "parameters.csv", index=False)
        draws = [pd.DataFrame({"population": population, "sample": range(1, 51), "weight": 0.02,
                               "distance": 1.0, "noise": dice.uniform(size=50),
                               "patience": 0.4 + width * (dice.uniform(size=50) - 0.5)})
                 for population, width in (("prior", 0.8), ("posterior", 0.3))]
        pd.concat(draws).to_csv(self.folder / "posterior.csv", index=False)
        rows = [("a", "O1", "deal", "X+Y", "2018-12-31", 1, 1, 1, .5, .2, .8, .7, .6, .9),
                ("a", "T1", "text", "cars", "", 1, .2, .4, .5, .2, .8, .3, .2, .4),
                ("a", "D1", "deal_date", "X+Y", "", 1, 200, 200, 50, 20, 80, 60, 40, 90),
                ("a", "N1", "no_deal", "", "2018-12-31", 0, 0, 0, .5, .2, .8, .7, .6, .9)]
        pd.DataFrame(rows, columns=plot_calibration.PREDICTIVE).to_csv(
            self.folder / "predictive.csv", index=False)
        self.calibration = plot_calibration.Calibration(self.folder)

    def test_marginals_say_what_is_not_identified(self):
        titles = [axis.get_title(loc="left")
                  for axis in plot_calibration.draw_marginals(self.calibration, None).axes]
        self.assertEqual(titles[:2], ["noise\nsd ratio 0.95 (not identified)",
                                      "patience\nsd ratio 0.40"])

    def test_the_corner_takes_those_that_are_narrowed_most(self):
        many = self.calibration
        many.parameters = pd.DataFrame([(f"p{i}", 0, 1, 0.5, i / 10, "no") for i in range(9)],
                                       columns=plot_calibration.PARAMETERS)
        self.assertEqual(many.names(None), [f"p{i}" for i in range(6)])

    def test_only_rows_that_were_fitted_are_drawn(self):
        figure = plot_calibration.draw_events(self.calibration, None)
        labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
        self.assertEqual(labels, ["a O1: deal X+Y 2018-12-31"])

    def test_writes_and_names_its_files(self):
        done = plot(self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([Path(line).name for line in done.stdout.split()],
                         [f"{name}.{form}" for name in ("marginals", "corner", "events", "texts", "others")
                          for form in ("png", "svg")])

    def test_says_what_is_missing_or_wrong(self):
        wrong = plot(self.folder, "--parameters", "moon")
        self.assertEqual(wrong.returncode, 65)
        self.assertIn("no parameter 'moon'; there are noise, patience", wrong.stderr)
        (self.folder / "posterior.csv").unlink()
        self.assertEqual(plot(self.folder).returncode, 66)


if __name__ == "__main__":
    unittest.main()
