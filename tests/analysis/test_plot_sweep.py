"""What analysis/plot_sweep.py draws, what it says and how it ends."""

import json
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
sys.dont_write_bytecode = True
sys.path[:0] = [str(ANALYSIS)]

import plot_sweep  # noqa: E402
from run_pictures import style  # noqa: E402
from run_pictures.results import Failure  # noqa: E402
import script  # noqa: E402

KINDS = ("trilateral", "two_bilaterals", "none")


def plot(*arguments):
    return script.run("plot_sweep.py", *arguments)


class Sweep(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.addCleanup(style.plt.close, "all")

    def write(self, points, shares, kinds=KINDS):
        """points: rows of cells, the header first; shares(cells): of each kind, adding up to 1."""
        header, *rows = points
        with open(self.folder / "points.csv", "w", encoding="utf-8") as file:
            file.write(",".join(["design_point", *header, "replicates"]) + "\n")
            for i, cells in enumerate(rows, 1):
                file.write(",".join([str(i), *cells, "1000"]) + "\n")
        with open(self.folder / "summary.csv", "w", encoding="utf-8") as file:
            file.write("design_point,metric,party,category,statistic,estimate,std_error,"
                       "ci_low,ci_high,replicates\n")
            for i, cells in enumerate(rows, 1):
                for kind, share in zip(kinds, shares(cells)):
                    file.write(f"{i},kind,,{kind},probability,{share},0.01,{share - 0.03},"
                               f"{share + 0.03},1000\n")

    def manifest(self, design):
        facts = {"kind": "sweep", "sweep": {"resolved": f"name: s\ndesign:\n  kind: {design}\n"}}
        (self.folder / "manifest.json").write_text(json.dumps(facts), encoding="utf-8")

    def star(self):
        """One factor at a time around 4, -5, 0.2, which comes first."""
        rows = [["4", "-5", "0.2"], ["2", "-5", "0.2"], ["6", "-5", "0.2"], ["4", "-6", "0.2"],
                ["4", "-3", "0.2"], ["4", "-5", "0.1"], ["4", "-5", "0.3"]]
        self.write([["hi", "eff", "ac"], *rows], lambda cells: (float(cells[2]), 0.2, 0.3))
        self.manifest("one_at_a_time")

    def grid(self):
        """Dearer tariffs take from the trilateral deal; from a share of .5 on it is never first."""
        rows = [[str(share), str(tariff), "1"] for share in (0.1, 0.5, 0.9)
                for tariff in (0, 0.25)]
        self.write([["share", "tariff", "same"], *rows],
                   lambda cells: (0.7 - 0.5 * float(cells[0]) - 0.4 * float(cells[1]),
                                  0.3 + 0.4 * float(cells[1]), 0.5 * float(cells[0])))

    def options(self, *arguments):
        options = plot_sweep.read_options([str(self.folder), *arguments])
        return plot_sweep.Sweep(options.directory, options.x, options.y, dict(options.at)), options

    def test_map_shows_the_estimate_in_percent_where_it_belongs(self):
        self.grid()
        sweep, options = self.options()
        self.assertEqual((sweep.x, sweep.y), ("share", "tariff"))
        figure = plot_sweep.draw_map(sweep, options)
        table = figure.axes[0].images[0].get_array()
        self.assertEqual(table.shape, (2, 3))
        self.assertAlmostEqual(float(table[0, 0]), 65)
        self.assertAlmostEqual(float(table[1, 2]), 15)
        self.assertEqual([label.get_text() for label in figure.axes[0].get_xticklabels()],
                         ["0.1", "0.5", "0.9"])

    def test_phase_paints_the_most_likely_kind_and_marks_close_calls(self):
        self.grid()
        figure = plot_sweep.draw_phase(*self.options())
        axis = figure.axes[0]
        cells = {(round(patch.get_xy()[:, 0].mean(), 1) > 1, patch.get_facecolor()[:3])
                 for patch in axis.patches}
        self.assertEqual(len(axis.patches), 6)
        self.assertEqual(len({colour for _, colour in cells}), 3)
        # At a tariff of .25 the first is only .05 ahead at shares of .5 and .9, .06 is needed.
        self.assertEqual(sorted([int(x), int(y)] for line in axis.lines
                                for x, y in line.get_xydata()), [[1, 1], [2, 1]])
        self.assertEqual(sorted(text.get_text() for text in axis.texts),
                         ["40", "45", "45", "45", "55", "65"])

    def test_lines_go_through_the_estimates(self):
        self.write([["rate"], ["0.1"], ["0.4"], ["0.2"]],
                   lambda cells: (float(cells[0]), 0.3, 0.7 - float(cells[0])))
        sweep, options = self.options()
        self.assertIsNone(sweep.y)
        line = plot_sweep.draw_lines(sweep, options).axes[0].lines[0]
        self.assertEqual([round(y) for y in line.get_ydata()], [10, 20, 40])
        self.assertEqual(list(line.get_xdata()), [0.1, 0.2, 0.4])

    def test_other_factors_are_held(self):
        rows = [[a, b, c] for a in "12" for b in "12" for c in ("low", "mid", "high")]
        self.write([["a", "b", "c"], *rows], lambda cells: (0.5, 0.3, 0.2))
        self.assertEqual(self.options()[0].fixed, {"c": "mid"})
        sweep, _ = self.options("--at", "c=high")
        self.assertEqual(sweep.fixed, {"c": "high"})
        self.assertEqual(len(sweep.points), 4)

    def test_the_middle_level_is_that_of_size(self):
        rows = [[a, b, c] for a in "12" for b in "12" for c in ("0.2", "0.1", "0.3")]
        self.write([["a", "b", "c"], *rows], lambda cells: (0.5, 0.3, 0.2))
        self.assertEqual(self.options()[0].fixed, {"c": "0.2"})

    def test_one_at_a_time_is_no_map_but_a_line_through_the_central_point(self):
        self.star()
        done = plot(self.folder)
        self.assertEqual(done.returncode, 65)
        self.assertIn(f"tripart sensitivity {self.folder}", done.stderr)
        self.assertIn(f"analysis/plot_sensitivity.py {self.folder}", done.stderr)
        self.assertFalse((self.folder / "pictures").exists())
        sweep, options = self.options("--x", "hi")
        self.assertEqual(sweep.fixed, {"eff": "-5", "ac": "0.2"})
        line = plot_sweep.draw_lines(sweep, options).axes[0].lines[0]
        self.assertEqual(list(line.get_xdata()), [2, 4, 6])

    def test_paths_of_a_morris_design_are_no_map(self):
        self.star()
        self.manifest("morris")
        for arguments in ([], ["--x", "hi"]):
            with self.assertRaisesRegex(Failure, "a morris design does not cross") as refused:
                self.options(*arguments)
            self.assertEqual(refused.exception.code, 65)

    def test_what_is_left_of_a_list_must_be_more_than_a_point(self):
        self.star()
        self.manifest("list")
        self.assertEqual(len(self.options()[0].points), 5)
        with self.assertRaisesRegex(Failure, "hi has one level only where ac is 0.3"):
            self.options("--at", "ac=0.3")

    def test_a_small_design_that_fills_space_is_no_ladder(self):
        rows = [[str(i), str(i * 3 % 8), str(i * 5 % 8)] for i in range(8)]
        self.write([["a", "b", "c"], *rows], lambda cells: (0.5, 0.3, 0.2))
        self.manifest("saltelli")
        self.assertEqual(len(self.options()[0].points), 8)

    def test_names_that_fill_space_stand_beside_each_other(self):
        rows = [[str(i / 8), ("low", "middle", "high")[i % 3]] for i in range(8)]
        self.write([["a", "b"], *rows], lambda cells: (float(cells[0]), 0.3, 0.2))
        self.manifest("saltelli")
        sweep, options = self.options()
        for draw in (plot_sweep.draw_map, plot_sweep.draw_phase):
            axis = draw(sweep, options).axes[0]
            self.assertEqual([label.get_text() for label in axis.get_yticklabels()],
                             ["low", "middle", "high"])
        done = plot(self.folder, "--format", "png")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_what_does_not_vary_is_said_in_words(self):
        rows = [[a, b] for a in "12" for b in "12"]
        self.write([["a", "b"], *rows], lambda cells: (1.0, 0.0, 0.0))
        sweep, options = self.options()
        figure = plot_sweep.draw_map(sweep, options)
        self.assertIn("does not vary: 100 percent at every point", figure.axes[0].texts[0].get_text())
        self.assertEqual(len(figure.axes), 1)  # no scale, which would go beyond 100 percent
        self.assertIn("Does not vary: the same at every point.",
                      [text.get_text() for text in plot_sweep.draw_phase(sweep, options).texts])
        sweep, options = self.options("--x", "a")
        figure = plot_sweep.draw_lines(sweep, options)
        self.assertEqual(figure.axes[0].get_ylim(), (0, 100))
        self.assertIn("Does not vary: the same at every point.",
                      [text.get_text() for text in figure.texts])

    def test_the_terminal_says_too_that_a_map_does_not_vary(self):
        self.write([["a", "b"], *([a, b] for a in "12" for b in "12")], lambda cells: (1.0, 0.0, 0.0))
        done = plot(self.folder, "--format", "png")
        self.assertEqual(done.stderr, "note: map: does not vary: 100 percent at every point\n")

    def test_what_has_no_value_is_said_in_words(self):
        self.grid()
        path = self.folder / "summary.csv"
        lines = [line.split(",") for line in path.read_text().splitlines()]
        path.write_text("\n".join(",".join(
            [*line[:5], *([""] * 5 if line[3] == "trilateral" else line[5:])]) for line in lines))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            figure = plot_sweep.draw_map(*self.options())
        self.assertIn("has no value at any point", figure.axes[0].texts[0].get_text())

    def test_a_map_between_two_round_values_has_no_contour_and_no_warning(self):
        rows = [[a, b] for a in "123" for b in "123"]
        self.write([["a", "b"], *rows],
                   lambda cells: (0.501 + 0.0001 * int(cells[0]) * int(cells[1]), 0.2, 0.2))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            figure = plot_sweep.draw_map(*self.options())
        self.assertEqual(len(figure.axes[0].collections), 0)
        self.assertEqual(len(figure.axes), 2)  # it varies, and has a scale

    def test_one_category_is_not_the_most_likely_of_several(self):
        rows = [[a, b] for a in "12" for b in "12"]
        self.write([["a", "b"], *rows], lambda cells: (0.1 * int(cells[0]),), ("none",))
        done = plot(self.folder, "--format", "png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([Path(line).name for line in done.stdout.split()], ["map.png"])
        self.assertIn("no picture of phase: kind has no two categories", done.stderr)

    def test_pictures_of_an_older_call_do_not_stay(self):
        self.grid()
        folder = self.folder / "pictures"
        folder.mkdir()
        for name in ("map.png", "map.svg", "lines.pdf", "phase.svg", "other.png", "mine.map.png"):
            (folder / name).write_text("old")
        done = plot(self.folder, "--format", "png", "--category", "multilateral")
        self.assertEqual(done.returncode, 64)
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         ["mine.map.png", "other.png", "phase.png"])

    def test_scattered_designs_are_drawn_as_points(self):
        rows = [[str(i / 97), str(i * 35 % 97 / 97)] for i in range(97)]
        self.write([["a", "b"], *rows], lambda cells: (float(cells[0]), 0.0, 1 - float(cells[0])))
        sweep, options = self.options()
        axis = plot_sweep.draw_map(sweep, options).axes[0]
        self.assertEqual(len(axis.collections[0].get_offsets()), 97)
        self.assertEqual(len(plot_sweep.draw_phase(sweep, options).axes[0].lines), 97)

    def test_writes_and_names_its_files(self):
        self.grid()
        done = plot(self.folder, "--format", "png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([Path(line).name for line in done.stdout.split()],
                         ["map.png", "phase.png"])
        for line in done.stdout.split():
            self.assertGreater(Path(line).stat().st_size, 1000)

    def test_maps_the_widest_deal_that_there_is(self):
        rows = [[a, b] for a in "12" for b in "12"]
        for kinds, widest in ((("none", "bilateral"), 30),
                              (("multilateral", "trilateral"), 70),
                              (("two_bilaterals", "bilaterals"), 30)):
            self.write([["a", "b"], *rows], lambda cells: (0.7, 0.3), kinds)
            figure = plot_sweep.draw_map(*self.options())
            self.assertAlmostEqual(float(figure.axes[0].images[0].get_array()[0, 0]), widest)

    def test_phase_is_drawn_where_the_map_cannot_be(self):
        self.grid()
        done = plot(self.folder, "--format", "png", "--category", "multilateral")
        self.assertEqual(done.returncode, 64)
        self.assertIn("error: map: summary.csv says nothing about", done.stderr)
        self.assertEqual([Path(line).name for line in done.stdout.split()], ["phase.png"])

    def test_says_what_is_wrong(self):
        done = plot(self.folder)
        self.assertEqual(done.returncode, 66)
        self.assertIn("points.csv: cannot be read", done.stderr)
        self.grid()
        for arguments, part in ((["--x", "shar"], "expected one of share, tariff, same"),
                                (["--x", "share", "--y", "share"], "--x and --y are both share"),
                                (["--at", "tariff=7"], "tariff is nowhere 7"),
                                (["--at", "tariff"], "is not FACTOR=VALUE"),
                                (["--metric", "kin"], "expected one of kind"),
                                (["--category", "tri"], "expected one of none, tri")):
            done = plot(self.folder, *arguments)
            self.assertEqual(done.returncode, 64, done.stderr)
            self.assertIn(part, done.stderr)


if __name__ == "__main__":
    unittest.main()
