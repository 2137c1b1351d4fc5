"""What the faults meet: small work for every command that writes results, the state in which it is found, and the bytes
that undisturbed work ends with."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field

# One offer a week for a month; who holds out to the end gets more.
PIE = """# Who holds out longer?
format: 1
name: pie
start: 2018-03-05
horizon: 2018-04-09
loss_exponent: 1
protocol: {kind: rotating}
parties:
  A: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0, noise: {uniform: [0.02, 0.1]}}}
  B: {private_type: 0, strategy: {kind: time_dependent, initial_concession: 0, noise: {uniform: [0.02, 0.1]}}}
calendar:
  - {id: talks, kind: inter_session, from: 2018-03-12, to: 2018-04-02, every_days: 7, length_days: 1}
issues:
  - id: pie
    status_quo: none
    positions: {A: {ideal: 0, salience: 1}, B: {ideal: 1, salience: 1}}
"""

# Four points of two blocks each.
SWEEP = """# Who gets more of the pie?
format: 1
name: holding_out
scenario: pie.yaml
design: grid
replicates: 4100
keep: all
factors:
  - {id: a_yields, path: parties.A.strategy.concession_exponent, values: [0.05, 2]}
  - {id: b_yields, path: parties.B.strategy.concession_exponent, values: [0.10, 1]}
"""

# Two points that take as many replicates as a precision needs: one block, and all.
PRECISE = """# How long do they take?
format: 1
name: how_long
scenario: pie.yaml
design: grid
replicates: 13000
keep: outcomes
precision: {metric: days, category: all, statistic: mean, half_width: 0.03}
factors:
  - {id: a_yields, path: parties.A.strategy.concession_exponent, values: [0.05, 0.6]}
"""

SALTELLI = """# What makes a party yield?
format: 1
name: yielding
scenario: pie.yaml
design: {kind: saltelli, base_points: 8}
replicates: 20
factors:
  - {id: a, path: parties.A.strategy.concession_exponent, range: [0.2, 2]}
  - {id: b, path: parties.B.strategy.concession_exponent, range: [0.2, 2]}
"""

CONTEST = """# Is it better to hold out?
format: 1
name: contest
scenario: pie.yaml
replicates: 50
parties:
  A:
    - {id: yields, set: {strategy.concession_exponent: 2}}
    - {id: holds_out, set: {strategy.concession_exponent: 0.05}}
  B:
    - {id: yields, set: {strategy.concession_exponent: 2}}
    - {id: holds_out, set: {strategy.concession_exponent: 0.1}}
"""

FIT = """# How soon do they yield?
format: 1
name: fit
particles: 20
rounds: 2
replicates: 20
cases:
  - {scenario: pie.yaml, outcomes: fit-outcomes.csv}
parameters:
  - {id: a, path: parties.A.strategy.concession_exponent, prior: {uniform: [0.05, 2]}}
  - {id: b, path: parties.B.strategy.concession_exponent, prior: {uniform: [0.05, 2]}}
"""

MOMENTS = FIT.replace("particles: 20\n", "method: simulated_moments\nparticles: 10\n")

FIT_OUTCOMES = """id,kind,subject,by,value,low,high,scored,source,confidence,note
O1,deal,A+B,2018-03-20,0,,,yes,nowhere,S2,
D1,deal_date,A+B,,2018-03-26,,,yes,nowhere,S2,
"""

# Slurm's jobs are named after a digest of the folder's path.
JOB_NAME = re.compile(rb"tripart-[0-9a-f]{12}-of")

INPUTS = {"pie.yaml": PIE, "sweep.yaml": SWEEP, "saltelli.yaml": SALTELLI, "contest.yaml": CONTEST,
          "fit.yaml": FIT, "moments.yaml": MOMENTS, "fit-outcomes.csv": FIT_OUTCOMES, "precise.yaml": PRECISE}

RUN = ("run", "pie.yaml", "-n", "8200", "-j", "1", "--keep", "all", "--trace", "2", "--quiet", "-o", "out")
WHOLE_SWEEP = ("sweep", "sweep.yaml", "-j", "1", "--quiet", "-o", "out")
PRECISE_SWEEP = ("sweep", "precise.yaml", "-j", "1", "--quiet", "-o", "out")
SHARDS = tuple((*WHOLE_SWEEP, "--shard", f"{k}/3") for k in (1, 2, 3))
MERGE = ("merge", "out", "--quiet")
SLURM = ("slurm", "sweep.yaml", "--shards", "3", "--max-array", "100", "-o", "out")
TOURNAMENT = ("tournament", "contest.yaml", "-j", "1", "--quiet", "-o", "out")
CALIBRATE = ("calibrate", "fit.yaml", "-j", "1", "--quiet", "-o", "out")
ESTIMATE = ("calibrate", "moments.yaml", "-j", "1", "--quiet", "-o", "out")
BACKTEST = ("backtest", "pie.yaml", "--outcomes", "fit-outcomes.csv", "-n", "20", "--jitters", "2", "-j", "1", "--quiet", "-o", "out")
PAYOFFS = ("payoffs", "pie.yaml", "-j", "1", "-o", "out")
REPORT = ("report", "out")
NEW = ("new", "out/talks.yaml")
SENSITIVITY = ("sensitivity", "out", "--bootstrap", "20", "--quantity", "utility/A")

# Output folders by name: whole, or what is left by a kill behind the checkpoint of that number; the commands; what the
# folder was before.
SCENES = {
    "run": ("whole", [RUN], ""),
    "other-run": ("whole", [(*RUN, "-s", "2")], ""),
    "half-run": (1, [RUN], ""),
    "sweep": ("whole", [WHOLE_SWEEP], ""),
    "half-sweep": (4, [WHOLE_SWEEP], ""),
    "precise": ("whole", [PRECISE_SWEEP], ""),
    "half-precise": (2, [PRECISE_SWEEP], ""),
    "shard": ("whole", [SHARDS[1]], ""),
    "half-shard": (0, [SHARDS[1]], ""),
    "shards": ("whole", SHARDS, ""),
    "merged": ("whole", [MERGE], "shards"),
    "slurm": ("whole", [SLURM], ""),
    "tournament": ("whole", [TOURNAMENT], ""),
    "half-tournament": (1, [TOURNAMENT], ""),
    "calibration": ("whole", [CALIBRATE], ""),
    "estimate": ("whole", [ESTIMATE], ""),
    "half-estimate": (12, [ESTIMATE], ""),
    "backtest": ("whole", [BACKTEST], ""),
    "half-backtest": (2, [BACKTEST], ""),
    "payoffs": ("whole", [PAYOFFS], ""),
    "reported-run": ("whole", [REPORT], "run"),
    "new": ("whole", [NEW], ""),
    "analysed-sweep": ("whole", [("sweep", "saltelli.yaml", "-j", "1", "--quiet", "-o", "out")], ""),
    "analysis": ("whole", [SENSITIVITY], "analysed-sweep"),
}


@dataclass(frozen=True)
class Work:
    """One command with the output folder `out`, which may have a past."""

    words: tuple
    again: tuple  # the command once the fault is gone
    start: str = ""  # the stage's folder that `out` begins as
    result: str = ""  # the stage's folder that `out` must end as
    most: int = sys.maxsize  # calls of a kind that a fault hits, where it makes thousands


WORKS = {
    "run": Work(RUN, (*RUN, "--resume"), "", "run"),
    "resume": Work((*RUN, "--resume"), (*RUN, "--resume"), "half-run", "run"),
    "force": Work((*RUN, "--force"), (*RUN, "--force"), "other-run", "run"),
    "finished": Work(RUN, RUN, "run", "run"),
    "sweep": Work(WHOLE_SWEEP, (*WHOLE_SWEEP, "--resume"), "", "sweep"),
    "sweep-resume": Work((*WHOLE_SWEEP, "--resume"), (*WHOLE_SWEEP, "--resume"), "half-sweep", "sweep"),
    "precise-resume": Work((*PRECISE_SWEEP, "--resume"), (*PRECISE_SWEEP, "--resume"), "half-precise", "precise"),
    "shard": Work(SHARDS[1], SHARDS[1], "", "shard"),
    "shard-adopts": Work(SHARDS[1], SHARDS[1], "half-shard", "shard"),
    "merge": Work(MERGE, MERGE, "shards", "merged"),
    "slurm": Work(SLURM, SLURM, "", "slurm"),
    "tournament": Work(TOURNAMENT, (*TOURNAMENT, "--resume"), "", "tournament"),
    "tournament-resume": Work((*TOURNAMENT, "--resume"), (*TOURNAMENT, "--resume"), "half-tournament", "tournament"),
    "calibrate": Work(CALIBRATE, (*CALIBRATE, "--resume"), "", "calibration"),
    "estimate-resume": Work((*ESTIMATE, "--resume"), (*ESTIMATE, "--resume"), "half-estimate", "estimate", 12),
    "backtest": Work(BACKTEST, (*BACKTEST, "--resume"), "", "backtest"),
    "backtest-resume": Work((*BACKTEST, "--resume"), (*BACKTEST, "--resume"), "half-backtest", "backtest"),
    "payoffs": Work(PAYOFFS, PAYOFFS, "", "payoffs"),
    "report": Work(REPORT, REPORT, "run", "reported-run"),
    "new": Work(NEW, (*NEW, "--force"), "", "new"),
    "sensitivity": Work(SENSITIVITY, SENSITIVITY, "analysed-sweep", "analysis"),
}


@dataclass
class Outcome:
    code: int  # negative: the signal that ended it
    out: str
    err: str


def is_private(name):
    """Whether a path within an output folder belongs to unfinished work."""
    return any(part.startswith((".", "attempt-")) for part in pathlib.PurePath(name).parts)


def is_attempt_note(name):
    return "attempts" in pathlib.PurePath(name).parts


def files_of(folder):
    """Every file below a folder by its path within, links as what they point at."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in names + [one for one in folders if os.path.islink(os.path.join(place, one))]:
            path = os.path.join(place, name)
            found[os.path.relpath(path, folder)] = (
                b"link to " + os.fsencode(os.readlink(path)) if os.path.islink(path) else pathlib.Path(path).read_bytes()
            )
    return found


@dataclass
class Stage:
    program: str
    shim: str
    folder: pathlib.Path
    results: dict = field(default_factory=dict)  # by name, the files and their bytes

    def fresh(self, folder, start=""):
        """A folder with the inputs, and `out` as in `start`."""
        folder.mkdir(parents=True)
        for name, text in INPUTS.items():
            (folder / name).write_text(text, encoding="utf-8")
        if start:
            shutil.copytree(self.folder / start, folder / "out", symlinks=True)
        return folder

    def call(self, folder, words, before=(), env=None, **more):
        """Runs the program in a folder; `before` stands in front of the command."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("TRIPART_FAULT")}
        environment.update(env or {})
        more.setdefault("stdin", subprocess.DEVNULL)
        more.setdefault("stdout", subprocess.PIPE)
        more.setdefault("stderr", subprocess.PIPE)
        done = subprocess.run(
            [*before, self.program, *words], cwd=folder, env=environment, timeout=120, check=False, **more
        )
        return Outcome(
            done.returncode, (done.stdout or b"").decode(errors="replace"), (done.stderr or b"").decode(errors="replace")
        )

    def shimmed(self, folder, fault="", log=None):
        """The environment in which one call fails."""
        env = {
            "LD_PRELOAD": self.shim,
            "TRIPART_FAULT_UNDER": os.path.realpath(folder) + "/out",
            "TRIPART_FAULT_CLOCK": "steps",
        }
        if fault:
            env["TRIPART_FAULT"] = fault
        if log:
            env["TRIPART_FAULT_LOG"] = str(log)
        return env

    def calls_of(self, work, folder):
        """The calls that a command makes on result files, in their order."""
        log = folder.with_suffix(".log")
        self.fresh(folder, work.start)
        self.sound(self.call(folder, work.words, env=self.shimmed(folder, log=log)))
        shutil.rmtree(folder)
        return [line.split(" ", 1)[0] for line in log.read_text().splitlines()]

    @staticmethod
    def sound(outcome):
        if outcome.code != 0:
            raise SystemExit(f"faults: undisturbed work ended with {outcome.code}: {outcome.err}")

    def make(self, name, *commands, start=""):
        """Undisturbed work whose output folder is kept under a name."""
        folder = self.fresh(self.folder / ("of-" + name), start)
        for words in commands:
            self.sound(self.call(folder, words))
        self.results[name] = contents(folder)
        (folder / "out").rename(self.folder / name)
        shutil.rmtree(folder)

    def make_unfinished(self, name, words, which):
        """Work killed right behind its `which`-th checkpoint."""
        folder = self.fresh(self.folder / ("of-" + name))
        log = folder.with_suffix(".log")
        self.sound(self.call(folder, words, env=self.shimmed(folder, log=log)))
        calls = log.read_text().splitlines()
        behind = [i for i, line in enumerate(calls, 1) if line.startswith("rename") and line.endswith("/checkpoint")]
        shutil.rmtree(folder / "out")
        outcome = self.call(folder, words, env=self.shimmed(folder, f"any:{behind[which] + 2}:KILL"))
        if outcome.code != -9:
            raise SystemExit(f"faults: {name} was not killed: {outcome}")
        self.results[name] = contents(folder)
        (folder / "out").rename(self.folder / name)
        shutil.rmtree(folder)

    def scene(self, name):
        """The files of undisturbed or half-done work, which is kept as a folder of this name; made at the first look."""
        if name not in self.results:
            kind, commands, start = SCENES[name]
            if start:
                self.scene(start)
            if kind == "whole":
                self.make(name, *commands, start=start)
            else:
                self.make_unfinished(name, commands[0], kind)
        return self.results[name]


def contents(folder, where="out"):
    """The files of `out` in a folder, without the path of that folder, which scripts name."""
    here = [os.fsencode(os.path.realpath(folder)), os.fsencode(str(folder))]
    files = files_of(folder / where)
    for name, content in files.items():
        for path in here:
            content = content.replace(path, b"@")
        files[name] = JOB_NAME.sub(b"tripart-@-of", content)
    return files


def is_json(bytes_):
    try:
        json.loads(bytes_)
    except ValueError:
        return False
    return True
