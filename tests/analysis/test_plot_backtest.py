"""What analysis/plot_backtest.py draws, what it says and how it ends."""

import sys
import tempfile
import unittest
from pathlib import Path

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
sys.dont_write_bytecode = True
sys.path[:0] = [str(ANALYSIS)]

import plot_backtest  # noqa: E402
import script  # noqa: E402

CASES = """case,as_of,horizon,seed,replicates,jitters,as_observed
one,2018-03-05,2019-06-30,1,2000,20,800
two,2019-05-06,2020-06-30,1,2000,20,0
"""
EVENTS = """case,row,kind,subject,by,scored,happened,probability,ci_low,ci_high,judgement_p05,judgement_p95,\
prior_p05,prior_p95,base_rate,forecasters
one,O1,deal,USA+MEX,2018-12-31,yes,1,0.75,0.73,0.77,0.7,0.8,0,1,0.4,0.3
one,O2,threat_executed,us_metals,2018-06-30,yes,1,0.1,0.08,0.12,0.05,0.15,0,0.6,,
one,A1,no_deal,,2018-06-30,no,1,0.1,0.08,0.12,0.05,0.15,0,0.6,,
two,O1,no_deal,,2019-12-31,yes,0,0.5,0.48,0.52,0.4,0.6,0,1,,
"""
PATHS = """case,by,scored,actual,mean,p05,p95,flat,average_pace,last_interval
one,2018-05-31,yes,9,12.5,6,30,6,8.6,13.5
one,2018-08-03,yes,20,25,8,30,6,10.5,18.9
"""
ISSUES = """case,issue,actual,low,high,replicates,p05,p50,p95,mean_equal,median_equal
one,sunset,0.31,0.2,0.45,800,0.1,0.2,0.4,0.37,0.05
two,subsidies,0.05,0,0.1,0,,,,0.5,0
"""
SCORES = """case,row,score,source,value,difference,std_error
one,,brier,model,0.4362,,0.01
one,,brier,one_half,0.25,0.1862,0.01
one,O1,brier,model,0.0625,,0.01
one,,path_rmse,model,4.3,,0.1
one,,path_rmse,flat,10.1,-5.8,0.1
one,,text_error,model,0.11,,0.01
two,,brier,model,0.25,,0.01
"""
TABLES = {"cases.csv": CASES, "events.csv": EVENTS, "paths.csv": PATHS, "texts.csv": ISSUES,
          "scores.csv": SCORES}


def plot(*arguments):
    return script.run("plot_backtest.py", *arguments)


def words(figure):
    return " ".join(text.get_text() for text in figure.texts)


class Backtest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name, text in TABLES.items():
            (self.folder / name).write_text(text)

    def drawn(self, number):
        backtest = plot_backtest.Backtest(self.folder)
        return dict(plot_backtest.figures(backtest, backtest.cases()[number]))

    def test_a_case_gets_the_pictures_that_it_has_rows_for(self):
        self.assertEqual(list(self.drawn(0)), ["events", "path", "texts"])
        self.assertEqual(list(self.drawn(1)), ["events"])  # no replicate settles its texts

    def test_only_scored_events_are_drawn_with_both_spreads(self):
        axis = self.drawn(0)["events"].axes[0]
        self.assertEqual([label.get_text().replace("\n", " ") for label in axis.get_yticklabels()],
                         ["deal USA+MEX by 31 Dec 2018", "us metals carried out by 30 Jun 2018"])
        drawn = [tuple(map(float, line.get_xdata())) for line in axis.lines]
        for span in [(0.73, 0.77), (0.7, 0.8), (0.0, 1.0)]:
            self.assertIn(span, drawn)

    def test_scores_of_all_rows_stand_in_the_heading(self):
        self.assertIn("model 0.436, one half 0.250", words(self.drawn(0)["events"]))
        self.assertIn("model 4.3, flat 10.1", words(self.drawn(0)["path"]))
        self.assertIn("800 of 2,000 replicates", words(self.drawn(0)["texts"]))

    def test_writes_and_names_its_files(self):
        done = plot(self.folder, "--case", "one", "--format", "png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([Path(line).name for line in done.stdout.split()],
                         ["one-events.png", "one-path.png", "one-texts.png"])
        for line in done.stdout.split():
            self.assertGreater(Path(line).stat().st_size, 1000)

    def test_says_what_is_missing(self):
        self.assertEqual(plot(self.folder, "--case", "three").returncode, 65)
        (self.folder / "texts.csv").unlink()
        done = plot(self.folder)
        self.assertEqual(done.returncode, 66)
        self.assertIn("texts.csv: cannot be read", done.stderr)


if __name__ == "__main__":
    unittest.main()
