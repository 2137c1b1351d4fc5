#!/usr/bin/env python3
"""Hostile words at every place of a scenario, sweep or command line where a user may put words, from there through
run, replay, report, sweep and Slurm scripts to every file.

    hostile_test.py PROGRAM [--sanitized]

Each word is either refused (64 or 65, with a message) or carried to the end. Whatever happens: nothing outside the
output folder, no command run, no control character on the terminal, no cell that a spreadsheet would compute, no
script in the page, no word of the scenario in a batch script.
"""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1])

WORDS = [
    "",
    " ",
    ".",
    "a.b",
    "a:b",
    "*",
    "~",
    "../../planted",
    "/tmp/tripart-planted",
    "..",
    "-rf",
    "--help",
    "$(touch planted)",
    "`touch planted`",
    "a; touch planted #",
    "a\ntouch planted\n",
    "a && touch planted",
    "'\"$IFS",
    "=HYPERLINK(\"http://localhost/\",\"x\")",
    "+1+cmd|' /C touch planted'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "--><b>",
    "{{data}}",
    "\x1b]0;title\x07\x1b[2Jgone",
    "a\rb",
    "a\x00b",
    "\u202egnp.exe",
    "\u2028\u2029\ufeff",
    "%s%n%x",
    "%j%a",
    "#SBATCH --wrap=touch",
    "con,\"\"\",x\r\n1,2",
    "a" * 5000,
    "CON",
    "\u0130\u00df\ud7ff\U0001f600",
]

if "--sanitized" in sys.argv:  # takes ten times as long, and looks at less than the words
    WORDS = WORDS[::8]

# PLACE in one scenario at a time holds the word; all others keep their plain one.
PLACES = {
    "name": "plain", "party": "MEX", "chapter": "goods", "issue": "quota", "low_pole": "none", "high_pole": "all of it",
    "threat": "walk", "round": "rounds", "source": "Nobody (2018)", "theory": "one",
}

SCENARIO = """# Hostile?
format: 1
name: {name}
start: 2018-03-05
horizon: 2018-09-05
parties:
  USA: {{weights: {{content: 1}}}}
  {party}: {{weights: {{content: 1}}}}
calendar:
  - {{id: {round}, kind: plenary, from: 2018-03-12, to: 2018-09-01, every_days: 30, length_days: 5}}
chapters:
  - {{id: {chapter}, kind: contested}}
issues:
  - id: {issue}
    chapter: {chapter}
    poles: [{low_pole}, {high_pole}]
    positions: {{USA: {{ideal: 1, salience: 1}}, {party}: {{ideal: 0, salience: 1}}}}
threats:
  - id: {threat}
    kind: withdrawal
    issuer: USA
    targets: [{party}]
    announced: 2018-03-05
    expires_after_days: 60
    notice_days: 100
theory:
  - {{id: {theory}, metric: utility, party: USA, category: all, expected: 1/2, source: {source}}}
"""

SWEEP = """format: 1
name: {name}
scenario: talks.yaml
replicates: 3
design: grid
factors:
  - {{id: {factor}, path: parties.USA.discount_rate, values: [0.05, 0.1]}}
"""


OUTCOMES = """id,kind,subject,by,value,low,high,scored,source,confidence,note
A,deal,USA+MEX,2018-08-01,1,,,yes,https://localhost/,S2,
B,no_deal,,2018-08-01,0,,,yes,https://localhost/,S2,
"""


def quoted(word):
    """As a YAML scalar in double quotes, which can hold anything."""
    return json.dumps(word).replace("\x7f", "\\x7f")


def scenario(**places):
    return SCENARIO.format(**{place: quoted(word) for place, word in {**PLACES, **places}.items()})


class Hostile(unittest.TestCase):
    def setUp(self):
        self.room = tempfile.TemporaryDirectory()
        self.outside = pathlib.Path(self.room.name)
        self.folder = self.outside / "a" / "b" / "work"
        self.folder.mkdir(parents=True)
        self.carried = 0

    def tearDown(self):
        self.room.cleanup()

    def play(self, *words):
        """The exit code. What the program says and leaves behind is looked at."""
        done = subprocess.run([PROGRAM, *words], cwd=self.folder, capture_output=True, timeout=60, check=False,
                              env={**os.environ, "NO_COLOR": "1"})
        for stream in (done.stdout, done.stderr):
            text = stream.decode()  # fails on what is no UTF-8
            for line in text.split("\n"):
                self.assertIsNone(re.search("[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202a-\u202e\u2066-\u2069]", line), line)
                self.assertFalse(line.startswith("touch planted"), text)  # a word that makes lines of its own
        if done.returncode != 0:
            self.assertIn(done.returncode, (64, 65, 66, 73), done.stderr)
            self.assertIn(b"error: ", done.stderr)
        self.nothing_planted()
        return done.returncode

    def nothing_planted(self):
        left = {path.name for path in self.outside.rglob("*") if self.folder not in path.parents}
        self.assertEqual(left, {"a", "b", "work"})
        self.assertEqual(list(self.folder.rglob("planted*")), [])
        self.assertFalse(os.path.exists("/tmp/tripart-planted"))

    def look(self, word):
        for path in self.folder.rglob("*"):
            if path.suffix == ".csv" and not {"inputs", "baselines"} & set(path.parts) and path.parent != self.folder:
                self.look_at_table(path)
            elif path.suffix == ".html":
                text = path.read_text()
                for trap in ("<script>window", "<img src=x", "--><b>"):
                    self.assertNotIn(trap, text, path)
            elif path.suffix == ".sbatch" and len(word) > 3:
                self.assertNotIn(word, path.read_text(), path)

    def look_at_table(self, path):
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                for cell in row:
                    self.assertIsNone(re.search("[\x00-\x08\x0b-\x1f]", cell), f"{path}: {cell!r}")
                    if re.match(r"[=+@\t-]", cell):
                        float(cell)  # a number, or a formula

    def test_words_in_a_scenario(self):
        for place in PLACES:
            for word in WORDS:
                with self.subTest(place=place, word=word[:40]):
                    (self.folder / "talks.yaml").write_text(scenario(**{place: word}), encoding="utf-8")
                    refused = self.play("check", "talks.yaml")
                    ran = self.play("run", "talks.yaml", "-n", "3", "--trace", "2", "--keep", "all", "--force",
                                    "-o", "out", "-j", "1")
                    self.assertEqual(ran == 0, refused == 0)
                    if ran == 0:
                        self.carried += 1
                        self.assertEqual(self.play("replay", "out", "--replicate", "2", "--why"), 0)
                        self.assertEqual(self.play("report", "out"), 0)
                        self.look(word)
        # Poles and sources are free text: most words must have gone all the way.
        self.assertGreater(self.carried, len(WORDS))

    def test_words_in_a_sweep(self):
        (self.folder / "talks.yaml").write_text(scenario(), encoding="utf-8")
        for word in WORDS:
            for name, factor in ((word, "patience"), ("plain", word)):
                with self.subTest(name=name[:40], factor=factor[:40]):
                    (self.folder / "sweep.yaml").write_text(SWEEP.format(name=quoted(name), factor=quoted(factor)),
                                                            encoding="utf-8")
                    swept = self.play("sweep", "sweep.yaml", "--force", "-o", "out", "-j", "1")
                    sent = self.play("slurm", "sweep.yaml", "--shards", "2", "--time", "5", "-o", "batch")
                    self.assertEqual(sent == 0, swept == 0)
                    if swept == 0:
                        self.assertEqual(self.play("report", "out"), 0)
                    self.look(word)

    def test_words_in_names_of_files_and_folders(self):
        (self.folder / "talks.yaml").write_text(scenario(), encoding="utf-8")
        carried = 0
        for word in WORDS:
            name = word.replace("/", "_")[:200]
            if "\x00" in name:
                continue  # no file can have it
            with self.subTest(word=word[:40]):
                (self.folder / f"{name}.csv").write_text(OUTCOMES, encoding="utf-8")
                self.play("backtest", "talks.yaml", f"--outcomes={name}.csv", "-n", "3", "--jitters", "1", "-j", "1",
                          f"--output={name}_back")
                for _ in range(2):  # the second says that all is there
                    carried += self.play("run", "talks.yaml", "-n", "2", f"--output={name}_run") == 0
                self.play("report", f"./{name}_run")
                self.look(word)
        self.assertGreater(carried, len(WORDS))

    def test_words_in_data_tables(self):
        tables = pathlib.Path(__file__).resolve().parents[1] / "corpus" / "bases" / "baselines" / "tiny"
        (self.folder / "talks.yaml").write_text(scenario() + "economy: {baseline: tiny, elasticities: low}\n", encoding="utf-8")
        (self.folder / "baselines" / "tiny").mkdir(parents=True)
        carried = 0
        for cell in ("food", "CAN", "wto"):  # a sector, a region, a source
            for word in WORDS:
                if "\x00" in word:
                    continue
                with self.subTest(cell=cell, word=word[:40]):
                    for table in tables.glob("*.csv"):
                        with open(table, newline="", encoding="utf-8") as file:
                            rows = [[word if one == cell else one for one in row] for row in csv.reader(file)]
                        with open(self.folder / "baselines" / "tiny" / table.name, "w", newline="", encoding="utf-8") as file:
                            csv.writer(file, lineterminator="\n").writerows(rows)
                    ended = self.play("payoffs", "talks.yaml", "--details", "all", "-j", "1", "-o", "out")
                    if ended == 0:
                        carried += 1
                        self.play("run", "talks.yaml", "-n", "3", "-j", "1", "--force", "-o", "ran")
                        self.play("report", "ran")
                        self.look(word)
        self.assertGreater(carried, len(WORDS) // 2)

    def test_words_in_what_happened(self):
        (self.folder / "talks.yaml").write_text(scenario(), encoding="utf-8")
        carried = 0
        for column in ("source", "note", "id"):
            for word in WORDS:
                if "\x00" in word:
                    continue
                with self.subTest(column=column, word=word[:40]):
                    header, *rows = csv.reader(OUTCOMES.splitlines())
                    rows[0][header.index(column)] = word
                    with open(self.folder / "outcomes.csv", "w", newline="", encoding="utf-8") as file:
                        csv.writer(file, lineterminator="\n").writerows([header, *rows])
                    if self.play("backtest", "talks.yaml", "--outcomes=outcomes.csv", "-n", "3", "--jitters", "1", "-j", "1",
                                 "--output=back", "--force") == 0:
                        carried += 1
                        self.assertEqual(self.play("report", "back"), 0)
                        self.look(word)
        self.assertGreater(carried, len(WORDS))

    def test_words_on_the_command_line(self):
        (self.folder / "talks.yaml").write_text(scenario(), encoding="utf-8")
        (self.folder / "sweep.yaml").write_text(SWEEP.format(name="plain", factor="patience"), encoding="utf-8")
        for word in WORDS:
            if "\x00" in word:
                continue  # no command line can hold it
            with self.subTest(word=word[:40]):
                self.play("run", "talks.yaml", "-n", "2", "--set", f"name={word}", "--force", "-o", "out")
                self.play("run", "talks.yaml", "-n", "2", "--set", f"{word}=1", "--force", "-o", "out")
                self.play("run", f"{word}.yaml")
                self.play("explain", word)
                self.play("payoffs", "talks.yaml", "--data", word)
                for option in ("partition", "account", "time", "memory", "sbatch"):
                    self.play("slurm", "sweep.yaml", "--shards", "2", f"--{option}={word}", "-o", "batch")
                for script in self.folder.rglob("*.sbatch"):
                    self.reads_as_one_script(script)
                    script.unlink()

    def reads_as_one_script(self, script):
        """An option may be a strange word, but stays behind #SBATCH on its line."""
        for line in script.read_text().splitlines():
            if "planted" in line:
                self.assertTrue(line.startswith("#SBATCH --"), line)
        subprocess.run(["bash", "-n", script], check=True)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
