"""What analysis/plot_run.py draws, what it says and how it ends.

Run by ctest; by hand:  /usr/bin/python3 -B -m unittest discover -s tests/analysis
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ANALYSIS = HERE.parents[1] / "analysis"
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(ANALYSIS)]

import pandas as pd  # noqa: E402
from run_pictures import calibration, chapters, endings, style, texts, threats, welfare  # noqa: E402
from run_pictures.results import Results, parse_table  # noqa: E402
from run_pictures.scenario import Scenario, centre  # noqa: E402
import script  # noqa: E402
from synthetic_run import SyntheticRun  # noqa: E402

PICTURES = {"endings", "chapters", "texts", "welfare", "threats", "calibration"}


def plot(*arguments):
    return script.run("plot_run.py", *arguments)


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "run"

    def make(self, **options):
        return SyntheticRun(**options).write(self.folder)

    def rewrite(self, name, text):
        """Changes a table and lets the manifest agree."""
        (self.folder / name).write_text(text)
        manifest = json.loads((self.folder / "manifest.json").read_text())
        for entry in manifest["files"]:
            if entry["name"] == name:
                entry["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        (self.folder / "manifest.json").write_text(json.dumps(manifest))


class Pictures(InFolder):
    def test_every_picture_is_drawn_as_png_and_svg_and_named(self):
        self.make()
        done = plot(self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        wanted = {f"{name}.{form}" for name in PICTURES for form in ("png", "svg")}
        self.assertEqual({Path(line).name for line in done.stdout.splitlines()}, wanted)
        self.assertEqual({path.name for path in (self.folder / "pictures").iterdir()}, wanted)
        self.assertEqual(done.stderr, "")

    def test_who_reads_no_further_ends_it_in_silence(self):
        self.make()
        reader, writer = os.pipe()
        os.close(reader)
        with open(writer, "wb") as closed:
            done = subprocess.run([sys.executable, "-B", script.ANALYSIS / "plot_run.py", self.folder],
                                  stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(done.returncode, -signal.SIGPIPE, done.stderr)
        self.assertEqual(done.stderr, "")

    def test_the_same_run_gives_the_same_bytes(self):
        self.make()
        first, second = self.folder / "a", self.folder / "b"
        self.assertEqual(plot(self.folder, "--output", first).returncode, 0)
        self.assertEqual(plot(self.folder, "--output", second).returncode, 0)
        for path in sorted(first.iterdir()):
            self.assertEqual(path.read_bytes(), (second / path.name).read_bytes(), path.name)
        svg = (first / "endings.svg").read_bytes()
        self.assertNotIn(b"\r", svg)
        self.assertNotIn(b"<dc:date>", svg)

    def test_what_a_scenario_lacks_gets_no_picture_and_a_word(self):
        self.make(chapters=0, start_closed=0, threats=0, economy=False)
        done = plot(self.folder, "--format", "svg")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({path.name for path in (self.folder / "pictures").iterdir()},
                         {"endings.svg", "texts.svg", "calibration.svg"})
        for name, lack in (("chapters", "no chapters"), ("welfare", "no economy"),
                           ("threats", "no threats")):
            self.assertRegex(done.stderr, f"no picture of {name}: the scenario has {lack}")

    def test_an_ensemble_without_any_deal_is_drawn(self):
        self.make(deals=False)
        done = plot(self.folder, "--format", "png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no picture of texts: no replicate settled any issue", done.stderr)

    def test_format_and_output_are_obeyed(self):
        self.make()
        done = plot(self.folder, "--format", "pdf", "--output", self.folder / "deep" / "er")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({path.name for path in (self.folder / "deep" / "er").iterdir()},
                         {f"{name}.pdf" for name in PICTURES})
        self.assertFalse((self.folder / "pictures").exists())


class Failures(InFolder):
    def expect(self, code, words, *arguments):
        done = plot(*arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(words, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertNotIn("Traceback", done.stderr)

    def test_wrong_usage_is_64(self):
        self.make()
        self.expect(64, "required: DIR")
        self.expect(64, "'gif' is none of png, svg", self.folder, "--format", "gif")
        self.expect(64, "unrecognized arguments", self.folder, "--out", "x")

    def test_what_cannot_be_read_is_66(self):
        self.expect(66, "is not a folder", self.folder)
        self.make()
        (self.folder / "timeline.csv").unlink()
        self.expect(66, "timeline.csv: cannot be read: No such file", self.folder)
        (self.folder / "manifest.json").unlink()
        self.expect(66, "manifest.json: cannot be read", self.folder)

    def test_an_unfinished_run_is_65(self):
        (self.folder / ".partial").mkdir(parents=True)
        self.expect(65, "holds an unfinished run", self.folder)

    def test_a_table_changed_after_the_run_is_65(self):
        self.make()
        with (self.folder / "timeline.csv").open("a") as table:
            table.write("2018-03-05,none,1,1,1\n")
        self.expect(65, "is not the file that manifest.json describes", self.folder)

    def test_a_missing_column_or_a_bad_number_is_65(self):
        self.make()
        text = (self.folder / "timeline.csv").read_text()
        self.rewrite("timeline.csv", text.replace("ci_low", "low"))
        self.expect(65, "timeline.csv: has no column ci_low", self.folder)
        self.rewrite("timeline.csv", text + "2018-13-05,none,1,1,1\n")
        self.expect(65, "timeline.csv: column date", self.folder)
        self.rewrite("timeline.csv", text + "2018-03-05,none,much,1,1\n")
        self.expect(65, "timeline.csv: column probability", self.folder)

    def test_a_manifest_that_is_none_is_65(self):
        self.make()
        (self.folder / "manifest.json").write_text("{}")
        self.expect(65, "is not a manifest of tripart", self.folder)
        (self.folder / "manifest.json").write_text('{"kind": "sweep"}')
        self.expect(65, "describes a sweep, not a run", self.folder)

    def test_an_output_that_cannot_be_created_is_73(self):
        self.make()
        self.expect(73, "cannot be created", self.folder, "--output",
                    self.folder / "manifest.json" / "x")


class Layout(InFolder):
    """Every text lies on the page, none on another, none below 8 points."""

    def check(self, module, results, scenario):
        figure, reason = module.draw(results, scenario)
        self.assertIsNotNone(figure, reason)
        figure.canvas.draw()
        page = figure.bbox
        hidden = {label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)
                  for tick in axis.get_major_ticks() for label in (tick.label1, tick.label2)
                  if not min(axis.get_view_interval()) <= tick.get_loc()
                  <= max(axis.get_view_interval())}
        boxes = []
        for text in figure.findobj(style.matplotlib.text.Text):
            box = text.get_window_extent()
            if text in hidden or not text.get_visible() or not text.get_text().strip():
                continue
            if text.axes is not None and not text.axes.get_visible():
                continue
            what = f"{module.NAME}: {text.get_text()!r}"
            self.assertGreaterEqual(text.get_fontsize(), 8, what)
            for inside in (box.x0 >= page.x0, box.x1 <= page.x1, box.y0 >= page.y0,
                           box.y1 <= page.y1):
                self.assertTrue(inside, f"{what} leaves the page")
            boxes.append((box.shrunk(0.98, 0.98), what))
        for i, (box, what) in enumerate(boxes):
            for other, name in boxes[:i]:
                self.assertFalse(box.overlaps(other), f"{what} lies on {name}")
        style.plt.close(figure)

    def check_all(self, modules=(endings, chapters, texts, welfare, threats, calibration), **options):
        results = Results(self.make(**options))
        scenario = Scenario(results)
        for module in modules:
            self.check(module, results, scenario)

    def test_of_three_parties_and_21_issues(self):
        self.check_all(issues=21, chapters=30, start_closed=6, threats=3,
                       history="history/nafta-2018-path.csv")

    def test_of_two_parties_and_one_issue(self):
        self.check_all(parties=("Row", "Col"), issues=1, chapters=1, start_closed=0, threats=1,
                       horizon=50)

    def test_of_eight_parties_and_64_issues(self):
        self.check_all(parties=[f"P{i}" for i in range(8)], issues=64, threats=6, horizon=4000,
                       replicates=150)

    def test_of_names_longer_than_a_line(self):
        long = "a_name_of_no_less_than_sixty_letters_in_all_so_that_none_fits_"
        self.check_all((texts, threats, welfare), prefix=long, issues=22, replicates=60,
                       parties=("Commonwealth_of_Somewhere", "Republic_of_Elsewhere", "C"))
        self.check_all((texts, threats), prefix=long, issues=50, replicates=60)

    def test_of_horizons_from_a_week_to_forty_years(self):
        for horizon in (7, 30, 74, 76, 200, 365, 700, 1500, 5000, 14600):
            with self.subTest(horizon=horizon):
                self.check_all((endings, chapters), horizon=horizon, replicates=30, issues=1)


class Reading(InFolder):
    def test_the_real_path_comes_from_the_copy_beside_the_results(self):
        copy = self.make(history="past/some-path.csv") / "inputs" / "past"
        self.assertIsNone(Scenario(Results(self.folder)).history())
        copy.mkdir(parents=True)
        (copy / "some-path.csv").write_text("date,chapters_closed,event\n2018-01-29,3,round\n"
                                            "2018-03-01,,tariffs\n")
        (copy / "some-texts.csv").write_text("issue,text,low,high,basis\nNA,0.5,,,J\n")
        scenario = Scenario(Results(self.folder))
        self.assertEqual(list(scenario.history()["chapters_closed"].dropna()), [3.0])
        self.assertEqual(list(scenario.settled_texts()["issue"]), ["NA"])

    def test_ideals_of_distributions_are_their_means(self):
        for value, mean in (("0.25", 0.25), ({"normal": ["0.4", "0.1"]}, 0.4),
                            ({"uniform": ["0.2", "0.6"]}, 0.4), ({"beta": ["1", "3"]}, 0.25),
                            ({"triangular": ["0", "0.1", "0.8"]}, 0.3),
                            ({"gamma": ["2", "0.1"]}, 0.2),
                            ({"discrete": [["0", "0.25"], ["1", "0.75"]]}, 0.75)):
            self.assertAlmostEqual(centre(value), mean, msg=str(value))

    def test_legal_deadlines_are_derived_from_the_date_of_signature(self):
        events = Scenario(Results(self.make())).dated_events()
        self.assertEqual([(f"{date:%Y-%m-%d}", what) for date, what in events],
                         [("2018-03-14", "MEX election"), ("2018-10-01", "notice deadline"),
                          ("2018-10-31", "text deadline")])

    def test_a_share_never_seen_is_given_as_a_bound(self):
        self.assertEqual(style.interval_text(0, 0, 3.8 / 10000), "never seen, below 0.038 %")
        self.assertEqual(style.interval_text(0.4312, 0.4212, 0.4412), "43.1 % [42.1, 44.1]")

    def test_bins_are_joined_and_lose_nobody(self):
        table = parse_table("t", b"bin_low,bin_high,count\n-0.25,-0.125,3\n0,0.125,4\n"
                                 b"0.875,1,5\n1,1.125,6\n", ["bin_low", "bin_high", "count"])
        counts = texts.binned(table)
        self.assertEqual((counts[0], counts[28], counts[31], sum(counts)), (7, 5, 6, 18))

    def test_a_mass_at_zero_is_drawn_around_it(self):
        table = parse_table("t", b"bin_low,bin_high,count\n-0.25,-0.125,3\n0,0.125,4\n"
                                 b"0.875,1,5\n1,1.125,6\n", ["bin_low", "bin_high", "count"])
        self.assertEqual(welfare.coarsened(table, 0.1), [(-0.375, -0.125, 3), (-0.125, 0.125, 4),
                                                         (0.875, 1.125, 11)])
        self.assertEqual(welfare.coarsened(table, 0.3), [(-0.25, 0.25, 7), (0.75, 1.25, 11)])

    def test_years_are_named_where_they_begin(self):
        _, names = style.date_ticks(pd.Timestamp("2018-03-05"), pd.Timestamp("2019-06-30"))
        self.assertEqual(names, ["May\n2018", "Jul", "Sep", "Nov", "Jan\n2019", "Mar", "May"])


if __name__ == "__main__":
    unittest.main()
