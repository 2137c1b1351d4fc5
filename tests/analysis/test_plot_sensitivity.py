"""What analysis/plot_sensitivity.py draws, what it says and how it ends."""

import csv
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
sys.dont_write_bytecode = True
sys.path[:0] = [str(ANALYSIS)]

from run_pictures import style  # noqa: E402
from run_pictures.results import Failure  # noqa: E402
import script  # noqa: E402
from sensitivity_pictures import boxes, effects, indices, tornado  # noqa: E402
from sensitivity_pictures.tables import Tables, shown, title, unit  # noqa: E402

KIND = ("kind", "", "trilateral", "probability")
QUANTITIES = [KIND, ("kind", "", "none", "probability"), ("days", "", "all", "mean"),
              ("welfare_pct", "USA", "all", "mean"), ("welfare_pct", "MEX", "all", "mean")]
FACTORS = ["mexico_share", "steel_tariff", "usa_weight_of_content_in_the_agreement",
           "ratification_usa", "patience_mex", "notice_days"]
NAME = ["metric", "party", "category", "statistic"]


def write(folder, name, columns, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(NAME + columns)
        writer.writerows(rows)


def write_quantities(folder, design):
    write(folder, "quantities.csv",
          ["design", "points", "noise_share", "common_random_numbers"],
          [(*name, design, 512, 0.01 * i if i else "", "yes")
           for i, name in enumerate(QUANTITIES)])


def write_indices(folder, factors):
    rows = []
    for number, name in enumerate(QUANTITIES):
        for i, factor in enumerate(factors):
            total = 0.6 / (i + 1) + 0.01 * number
            for index, value in (("first_order", total - 0.05), ("total", total)):
                rows.append((*name, factor, index, value, value - 0.04, value + 0.04)
                            if number != 1 else (*name, factor, index, "", "", ""))
    write(folder, "sobol_indices.csv", ["factor", "index", "estimate", "ci_low", "ci_high"],
          rows)


def write_guesses(folder, factors, few):
    """Indices of which those of the first quantities are from one base point."""
    rows = [(*name, factor, index, 1.3, "" if number < few else 1.1, "" if number < few else 1.4,
             1 if number < few else 3) for number, name in enumerate(QUANTITIES)
            for factor in factors for index in ("first_order", "total")]
    write(folder, "sobol_indices.csv", ["factor", "index", "estimate", "ci_low", "ci_high",
                                        "base_points"], rows)


def write_effects(folder, factors):
    rows = []
    for number, name in enumerate(QUANTITIES):
        for i, factor in enumerate(factors):
            for index, value in (("mu", -1 / (i + 1)), ("mu_star", 1 / (i + 1)),
                                 ("sigma", 0.4 / (i + 1) if number else 0.0)):
                rows.append((*name, factor, index, value, value - 0.1, value + 0.1, 0.05))
    write(folder, "morris.csv", ["factor", "index", "estimate", "ci_low", "ci_high", "noise_sd"],
          rows)


def write_tornado(folder, factors):
    rows = [(*name, factor, "0.05", "0.6", 0.3 - 0.05 * i, 0.3, 0.35 + 0.03 * i, 0.01,
             0.05 + 0.08 * i)
            for name in QUANTITIES for i, factor in enumerate(factors)]
    write(folder, "tornado.csv", ["factor", "low_value", "high_value", "low", "central", "high",
                                  "swing_std_error", "range"], rows)


def write_boxes(folder, factors):
    rows = [(*KIND, 0.5, i + 1, "peeled", 400 - 20 * i, 1 - 0.05 * i, 1 - 0.03 * i,
             0.3 + 0.035 * i, min(i, 3)) for i in range(18)]
    rows.append((*KIND, 0.5, 19, "suggested", 120, 0.3, 0.7, 0.75, 3))
    write(folder, "prim_boxes.csv", ["threshold", "box", "phase", "points", "mass", "coverage",
                                     "density", "limited_factors"], rows)
    write(folder, "prim_limits.csv", ["box", "phase", "factor", "low", "high", "design_low",
                                      "design_high", "p_value"],
          [(*KIND, 19, "suggested", factors[0], 0.55, "", 0.4, 0.95, 0.001),
           (*KIND, 19, "suggested", factors[2], 0.1, 0.2, 0, 0.5, 0.01),
           (*KIND, 19, "suggested", factors[3], "", 0.1, -0.5, 0.5, 0.04)])


def plot(*arguments):
    return script.run("plot_sensitivity.py", *arguments)


class Sensitivity(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.addCleanup(style.plt.close, "all")
        self.inside = self.folder / "sensitivity"
        self.inside.mkdir()

    def fill(self, factors=FACTORS):
        write_quantities(self.inside, "saltelli")
        for one in (write_indices, write_effects, write_tornado, write_boxes):
            one(self.inside, factors)
        return Tables(self.folder)

    def check(self, module, tables):
        """All text is on the page, readable, and on no other text."""
        figure, reason = module.draw(tables)
        self.assertIsNotNone(figure, reason)
        figure.canvas.draw()
        page = figure.bbox
        hidden = {label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)
                  for tick in axis.get_major_ticks() for label in (tick.label1, tick.label2)
                  if not min(axis.get_view_interval()) <= tick.get_loc()
                  <= max(axis.get_view_interval())}
        seen = []
        for text in figure.findobj(style.matplotlib.text.Text):
            box = text.get_window_extent()
            if text in hidden or not text.get_visible() or not text.get_text().strip():
                continue
            if box.width == 0:
                continue
            what = f"{module.NAME}: {text.get_text()!r}"
            self.assertGreaterEqual(text.get_fontsize(), 8, what)
            self.assertTrue(box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1, f"{what} leaves the page")
            self.assertTrue(box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1, f"{what} leaves the page")
            seen.append((box.shrunk(0.96, 0.8), what))
        for i, (box, what) in enumerate(seen):
            for other, name in seen[:i]:
                self.assertFalse(box.overlaps(other), f"{what} lies on {name}")
        style.plt.close(figure)

    def test_no_text_leaves_the_page_or_lies_on_another(self):
        for factors in (FACTORS, [f"factor_{i}" for i in range(20)]):
            tables = self.fill(factors)
            for module in (indices, effects, tornado, boxes):
                with self.subTest(picture=module.NAME, factors=len(factors)):
                    self.check(module, tables)

    def test_bars_are_the_indices_with_the_largest_on_top(self):
        figure, _ = indices.draw(self.fill())
        axis = figure.axes[0]
        self.assertEqual(axis.get_yticklabels()[0].get_text(), "mexico share")
        widths = [patch.get_width() for patch in axis.patches]
        self.assertAlmostEqual(widths[0], 0.6)                  # total
        self.assertAlmostEqual(widths[len(FACTORS)], 0.55)      # first order
        self.assertIn("does not vary", [t.get_text() for t in figure.axes[1].texts])

    def test_intervals_of_both_indices_are_seen(self):
        figure, _ = indices.draw(self.fill())
        lines = [lines for lines in figure.axes[0].collections if len(lines.get_segments())]
        total, first = lines[1], lines[3]
        for one, other in zip(total.get_segments(), first.get_segments()):
            self.assertGreater(one[0][1] - other[0][1], 0.18)  # out of the dark bar
            self.assertLess(one[0][1] - other[0][1], 0.39)     # within the pale one
        self.assertNotEqual(tuple(total.get_color()[0]), tuple(first.get_color()[0]))

    def test_indices_from_one_base_point_are_not_drawn(self):
        write_quantities(self.inside, "saltelli")
        write_guesses(self.inside, FACTORS, 1)
        figure, _ = indices.draw(Tables(self.folder))
        first, second, *_ = figure.axes
        self.assertEqual([text.get_text() for text in first.texts], [indices.TOO_FEW])
        self.assertEqual(len(first.patches), 0)
        self.assertEqual(len(second.patches), 2 * len(FACTORS))
        self.check(indices, Tables(self.folder))
        write_guesses(self.inside, FACTORS, len(QUANTITIES))
        figure, reason = indices.draw(Tables(self.folder))
        self.assertIsNone(figure)
        self.assertIn("from one base point", reason)

    def test_noise_that_is_not_known_is_said_without_a_warning(self):
        write(self.inside, "quantities.csv",
              ["design", "points", "noise_share", "common_random_numbers"],
              [(*KIND, "latin_hypercube", 1, "", "yes")])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            note = Tables(self.folder).note()
        self.assertEqual(note, "latin hypercube design, 1 point; Monte-Carlo noise is not known, "
                               "as nothing varies over points.")

    def test_noise_is_a_line_within_the_axis_of_sigma(self):
        tables = self.fill()
        path = self.inside / "morris.csv"
        path.write_text(path.read_text().replace(",0.05\n", ",5\n"))
        axis = effects.draw(tables)[0].axes[0]
        dotted = [line for line in axis.lines if line.get_linestyle() == ":"]
        self.assertEqual([round(line.get_ydata()[0], 9) for line in dotted], [5])
        self.assertGreater(axis.get_ylim()[1], 5)

    def test_a_tornado_is_sorted_by_range_and_says_its_levels(self):
        figure, _ = tornado.draw(self.fill())
        axis = figure.axes[0]
        self.assertEqual(axis.get_yticklabels()[0].get_text(), "notice days")
        self.assertIn("0.6", [text.get_text() for text in axis.texts])
        self.assertAlmostEqual(min(p.get_x() + min(p.get_width(), 0) for p in axis.patches), 0.05)

    def test_levels_at_the_ends_of_bars_stay_in_the_panel(self):
        rows = [(*name, factor, "0.1", level, -0.95, -1.4, -1.8 - 0.1 * i, 0.1, 1)
                for name in QUANTITIES
                for i, (factor, level) in enumerate([("ac", "0.3"), ("eff", "a_very_long_level")])]
        write_quantities(self.inside, "one_at_a_time")
        write(self.inside, "tornado.csv", ["factor", "low_value", "high_value", "low", "central",
                                           "high", "swing_std_error", "range"], rows)
        tables = Tables(self.folder)
        self.check(tornado, tables)
        figure, _ = tornado.draw(tables)
        figure.canvas.draw()
        for axis in figure.axes:
            panel = axis.get_window_extent()
            self.assertEqual(len(axis.texts), 4)
            for text in axis.texts:
                box = text.get_window_extent()
                self.assertTrue(panel.x0 < box.x0 and box.x1 < panel.x1, text.get_text())

    def test_a_tornado_of_what_does_not_vary_says_so(self):
        rows = [(*name, "ac", "0.1", "0.3", 1, 1, 1, 0, 0) for name in QUANTITIES]
        write_quantities(self.inside, "one_at_a_time")
        write(self.inside, "tornado.csv", ["factor", "low_value", "high_value", "low", "central",
                                           "high", "swing_std_error", "range"], rows)
        figure, _ = tornado.draw(Tables(self.folder))
        self.assertEqual([text.get_text() for text in figure.axes[0].texts],
                         ["does not vary from 1"])

    def test_the_box_is_drawn_as_ranges_of_its_factors(self):
        figure, _ = boxes.draw(self.fill())
        texts = [text.get_text() for text in figure.axes[1].texts]
        self.assertEqual(texts[0], "mexico share: 0.55 to 0.95")
        self.assertEqual(texts[2], "ratification usa: -0.5 to 0.1")
        patches = figure.axes[1].patches
        self.assertAlmostEqual(patches[3].get_x(), 0.2)
        self.assertAlmostEqual(patches[3].get_width(), 0.2)

    def test_writes_its_files_and_says_what_it_leaves_out(self):
        write_quantities(self.inside, "saltelli")
        write_indices(self.inside, FACTORS)
        write_boxes(self.inside, FACTORS)
        done = plot(self.folder, "--format", "png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([Path(line).name for line in done.stdout.split()],
                         ["sobol_indices.png", "prim.png"])
        self.assertIn("no picture of morris: the design has no elementary effects", done.stderr)
        first = (self.folder / "pictures" / "prim.png").read_bytes()
        plot(self.folder, "--format", "png")
        self.assertEqual(first, (self.folder / "pictures" / "prim.png").read_bytes())

    def test_pictures_of_an_older_analysis_do_not_stay(self):
        write_quantities(self.inside, "saltelli")
        write_indices(self.inside, FACTORS)
        folder = self.folder / "pictures"
        folder.mkdir()
        for name in ("prim.png", "prim.svg", "sobol_indices.svg", "map.png"):
            (folder / name).write_text("old")
        done = plot(self.folder, "--format", "png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         ["map.png", "sobol_indices.png"])

    def test_says_what_is_missing(self):
        done = plot(self.folder)
        self.assertEqual(done.returncode, 66)
        self.assertIn("holds no analysis; run `tripart sensitivity", done.stderr)
        write_quantities(self.inside, "saltelli")
        write(self.inside, "morris.csv", ["factor"], [])
        done = plot(self.folder)
        self.assertEqual(done.returncode, 65)
        self.assertIn("morris.csv: has no column index", done.stderr)

    def test_names_of_quantities(self):
        self.assertEqual(title(KIND), "kind: trilateral")
        self.assertEqual(title(("welfare_pct", "USA", "all", "p05")), "welfare pct of USA, p05")
        self.assertEqual(unit(KIND), "probability")
        self.assertEqual(unit(("days", "", "all", "mean")), "days")
        self.assertEqual([shown("0.123456"), shown("expected_utility_long")],
                         ["0.123", "expected_util…"])


if __name__ == "__main__":
    unittest.main()
