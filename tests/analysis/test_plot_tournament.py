"""What analysis/plot_tournament.py draws, what it says and how it ends."""

import sys
import tempfile
import unittest
from pathlib import Path

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
sys.dont_write_bytecode = True
sys.path[:0] = [str(ANALYSIS)]

import pandas as pd  # noqa: E402
import plot_tournament  # noqa: E402
import script  # noqa: E402

# The prisoner's dilemma: to defect is always the best response.
ROWS = [(1, "keep|keep", "A", "keep", 3, "defect"), (1, "keep|keep", "B", "keep", 3, "defect"),
        (2, "keep|defect", "A", "keep", 0, "defect"), (2, "keep|defect", "B", "defect", 5, "defect"),
        (3, "defect|keep", "A", "defect", 5, "defect"), (3, "defect|keep", "B", "keep", 0, "defect"),
        (4, "defect|defect", "A", "defect", 1, "defect"),
        (4, "defect|defect", "B", "defect", 1, "defect")]


def plot(*arguments):
    return script.run("plot_tournament.py", *arguments)


class Tournament(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.profiles = pd.DataFrame(ROWS, columns=plot_tournament.COLUMNS)

    def test_cells_are_payoffs_less_those_of_the_first_profile(self):
        figure = plot_tournament.draw(self.profiles)
        for axis, party in zip(figure.axes, "AB"):
            self.assertIn(party, axis.get_title(loc="left"))
            texts = [text.get_text() for text in axis.texts]
            self.assertEqual(texts, ["+0.0", "-3.0", "+2.0", "-2.0"])
            self.assertEqual([label.get_text() for label in axis.get_yticklabels()],
                             ["keep", "defect"])

    def test_best_responses_are_framed(self):
        for axis in plot_tournament.draw(self.profiles).axes:
            self.assertEqual(sorted(round(frame.get_y() + 0.45) for frame in axis.patches), [1, 1])

    def test_writes_and_names_its_files(self):
        self.profiles.to_csv(self.folder / "profiles.csv", index=False)
        done = plot(self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([Path(line).name for line in done.stdout.split()],
                         ["tournament.png", "tournament.svg"])
        for line in done.stdout.split():
            self.assertGreater(Path(line).stat().st_size, 1000)

    def test_says_what_is_missing(self):
        done = plot(self.folder)
        self.assertEqual(done.returncode, 66)
        self.assertIn("profiles.csv: cannot be read", done.stderr)


if __name__ == "__main__":
    unittest.main()
