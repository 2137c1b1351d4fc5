"""The faults: how each is brought about, which commands it hits, and with which exit codes they may end."""

import contextlib
import dataclasses
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Callable

RUNS = ("run", "resume", "force")
SWEEPS = ("sweep", "sweep-resume", "precise-resume")
SHARDS = ("shard", "shard-adopts")
TABLES = ("slurm", "tournament", "sensitivity", "backtest", "payoffs", "report", "new")
REMEMBERING = ("tournament-resume", "backtest-resume")
WRITERS = (*RUNS, *SWEEPS, *SHARDS, "merge", *TABLES, *REMEMBERING, "calibrate", "estimate-resume")


class Impossible(Exception):
    """This machine, or this user, cannot bring the fault about."""


@dataclass
class How:
    """What is different about the call that meets the fault, and about what is asked of it."""

    words: tuple = ()  # another command
    before: tuple = ()  # in front of it
    env: dict = field(default_factory=dict)
    streams: dict = field(default_factory=dict)
    signals: tuple = ()  # that are sent and may end it
    says: str = ""  # on standard error, unless it ends with 0
    within: float = 0.0  # seconds
    planted: tuple = ()  # names in the output folder that are the fault
    moved_to: str = ""  # where the output folder may be instead
    is_heard: bool = True  # standard error is there
    recovers: bool = True


@dataclass(frozen=True)
class Fault:
    name: str
    works: tuple
    codes: tuple
    inject: Callable  # of a Case: a context with a How, whose end is the end of the fault
    call: str = ""  # it hits each call of this kind in turn
    variants: int = 1  # otherwise: so many
    daily: tuple = ()  # the commands it hits every day


def failing_call(call, what, lasts="", signals=(), within=0.0):
    """One call fails, or it and all behind it."""

    @contextlib.contextmanager
    def inject(case):
        env = case.scene.shimmed(case.folder, f"{call}:{case.k}{lasts}:{what}")
        yield How(env=env, signals=signals, within=within)

    return inject


@contextlib.contextmanager
def vanished(case):
    """The output folder is gone from one call on, and comes back."""
    yield How(env=case.scene.shimmed(case.folder, f"any:{case.k}:vanish"), moved_to="out.vanished")
    gone, out = case.folder / "out.vanished", case.folder / "out"
    if gone.exists() and not out.exists():
        gone.rename(out)
    elif gone.exists():
        for one in (name for name in case.before if (gone / name).exists()):
            target = out / one
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(gone / one, target, follow_symlinks=False)


def limited(option, numbers):
    @contextlib.contextmanager
    def inject(case):
        yield How(before=("prlimit", f"--{option}={numbers[case.k - 1]}"))

    return inject


def clock(direction):
    @contextlib.contextmanager
    def inject(case):
        yield How(env={**case.scene.shimmed(case.folder), "TRIPART_FAULT_CLOCK": direction})

    return inject


# Streams


@contextlib.contextmanager
def closed_pipe(_case):
    reader, writer = os.pipe()
    os.close(reader)
    yield How(streams={"stdout": writer}, says="standard output: cannot write")
    os.close(writer)


@contextlib.contextmanager
def closed_pipe_for_messages(_case):
    reader, writer = os.pipe()
    os.close(reader)
    yield How(streams={"stderr": writer}, is_heard=False)
    os.close(writer)


def full_device(stream):
    @contextlib.contextmanager
    def inject(_case):
        with open("/dev/full", "wb") as full:
            is_heard = stream == "stdout"
            yield How(
                streams={stream: full}, says="standard output: cannot write" if is_heard else "", is_heard=is_heard
            )

    return inject


def closed(redirections, is_heard=True):
    @contextlib.contextmanager
    def inject(_case):
        yield How(before=("sh", "-c", f'exec "$@" {redirections}', "sh"), is_heard=is_heard)

    return inject


# Places


def need_namespace():
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode != 0:
        raise Impossible("needs a mount namespace of its own")


@contextlib.contextmanager
def small_disk(case):
    """A file system that is full soon, and then is given room."""
    need_namespace()
    out = case.folder / "out"
    out.mkdir(exist_ok=True)
    pages = sum(1 + -(-path.stat().st_size // 4096) for path in out.rglob("*"))  # that are there already
    left = (16, 64, 200, 600, 1200)[case.k - 1]
    kept = case.folder / "kept"
    # What is on the small disk is carried over to a large one when the fault is gone.
    script = (
        'cp -a out kept && mount -t tmpfs -o "$1" tmpfs out && cp -a kept/. out && rm -r kept && shift && '
        '{ "$@"; code=$?; cp -a out kept; exit $code; }'
    )
    yield How(before=("unshare", "-m", "sh", "-c", script, "sh", f"size={4 * pages + left}k"), moved_to="kept")
    shutil.rmtree(out)
    kept.rename(out)


@contextlib.contextmanager
def read_only_mount(case):
    need_namespace()
    (case.folder / "out").mkdir(exist_ok=True)
    script = 'mount --bind out out && mount -o remount,ro,bind out && exec "$@"'
    yield How(before=("unshare", "-m", "sh", "-c", script, "sh"))


@contextlib.contextmanager
def of_somebody_else(case):
    """The output folder may be read, not written."""
    who = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    if os.geteuid() != 0 or subprocess.run([*who, "true"], capture_output=True, check=False).returncode != 0:
        raise Impossible("needs the right to be another user")
    for place in (case.scene.folder, case.folder):
        place.chmod(0o755)
    if subprocess.run([*who, case.scene.program, "--version"], capture_output=True, check=False).returncode != 0:
        raise Impossible("other users cannot run the program where it lies")
    (case.folder / "out").mkdir(exist_ok=True)
    yield How(before=who)


@contextlib.contextmanager
def a_file_in_its_place(case):
    out = case.folder / "out"
    out.write_text("not a folder\n")
    yield How()
    out.unlink()


def planted_link(name, to):
    """A symbolic link where the program wants to write."""

    @contextlib.contextmanager
    def inject(case):
        place = case.folder / "out" / name if name else case.folder / "out"
        place.parent.mkdir(parents=True, exist_ok=True)
        was = case.folder / "was"
        if place.exists():
            place.rename(was)
        target = case.folder / "outside" / to
        if was.is_file() and not target.exists():
            shutil.copy(was, target)
        place.symlink_to(target)
        yield How(planted=(name,))
        if place.is_symlink():
            place.unlink()
        if was.exists() and place.parent.exists() and not place.exists():
            was.rename(place)

    return inject


@contextlib.contextmanager
def at_work_already(case):
    """Another process is in the middle of the same work."""
    log = case.folder / "first.log"
    env = {**os.environ, **case.scene.shimmed(case.folder, "fsync:2:pause", log)}
    with open(case.folder / "first.err", "wb") as err:
        first = subprocess.Popen(
            [case.scene.program, *case.work.words], cwd=case.folder, env=env, stdout=subprocess.DEVNULL, stderr=err
        )
        until = time.monotonic() + 20
        while first.poll() is None and time.monotonic() < until:
            if log.exists() and log.read_text().count("fsync") >= 2:
                break
            time.sleep(0.005)
        yield How(says="in use by process")
        if first.wait() != 0:
            case.misses.append(f"disturbs the other one: {(case.folder / 'first.err').read_text()}")


# Damage


def bit_flip(name, recovers_by=()):
    """A bit is wrong, at one of five places in a file."""

    @contextlib.contextmanager
    def inject(case):
        file = case.folder / "out" / name
        sound = file.read_bytes()
        at = (len(sound) - 1) * (case.k - 1) // 4
        # 4: a digit stays a digit
        wrong = bytes([sound[at] ^ (0x04 if case.k % 2 else 0x10)])
        file.write_bytes(sound[:at] + wrong + sound[at + 1 :])
        yield How(planted=(name,))
        if recovers_by:
            anew = [word for word in case.work.words if word != "--resume"]
            case.scene.sound(case.scene.call(case.folder, (*anew, *recovers_by)))
        elif file.exists() and file.read_bytes()[at : at + 1] == wrong:
            file.write_bytes(sound)

    return inject


def cut_off(name):
    """A file ends early, as after a loss of power on a disk that lies, until it comes back from a copy."""

    @contextlib.contextmanager
    def inject(case):
        file = case.folder / "out" / name
        whole = file.read_bytes()
        os.truncate(file, (0, 1, len(whole) // 2, len(whole) - 1)[case.k - 1])
        yield How()
        if file.exists():
            file.write_bytes(whole)

    return inject


def faults(tier):
    """All of them, or those of every day."""
    everything = [
        # Calls that fail
        Fault("write-eio", WRITERS, (0, 74), failing_call("write", "EIO"), "write", daily=("run", "merge")),
        Fault("write-enospc-on", WRITERS, (0, 74), failing_call("write", "ENOSPC", "+"), "write"),
        Fault("write-edquot", ("run", "merge"), (0, 74), failing_call("write", "EDQUOT"), "write"),
        Fault("write-short", WRITERS, (0,), failing_call("write", "short", "+"), "write"),
        Fault("write-eintr", WRITERS, (0,), failing_call("write", "EINTR"), "write"),
        Fault("fsync-eio", WRITERS, (74,), failing_call("fsync", "EIO"), "fsync", daily=("shard",)),
        Fault("fdatasync-eio", (*RUNS, *SWEEPS, *SHARDS), (74,), failing_call("fdatasync", "EIO"), "fdatasync"),
        Fault("close-eio", WRITERS, (0, 74), failing_call("close", "EIO"), "close"),
        Fault("close-eintr", WRITERS, (0,), failing_call("close", "EINTR"), "close"),
        Fault("rename-eio", WRITERS, (0, 74), failing_call("rename", "EIO"), "rename", daily=("run", "tournament")),
        Fault("rename-enospc-on", WRITERS, (0, 74), failing_call("rename", "ENOSPC", "+"), "rename"),
        Fault("open-eacces", WRITERS, (0, 66, 73, 74), failing_call("open", "EACCES"), "open"),
        Fault("open-emfile-on", WRITERS, (0, 66, 73, 74), failing_call("open", "EMFILE", "+"), "open"),
        Fault("open-eintr", WRITERS, (0,), failing_call("open", "EINTR"), "open"),
        Fault("link-eperm", SHARDS, (0,), failing_call("link", "EPERM"), "link"),
        Fault("link-eio-on", SHARDS, (0,), failing_call("link", "EIO", "+"), "link"),
        Fault("mkdir-enospc", WRITERS, (0, 73), failing_call("mkdir", "ENOSPC"), "mkdir"),
        Fault("unlink-eio", WRITERS, (0, 74), failing_call("unlink", "EIO"), "unlink"),
        Fault("truncate-eio", WRITERS, (0, 74), failing_call("truncate", "EIO"), "truncate"),
        Fault("disk-dies", WRITERS, (0, 66, 73, 74), failing_call("any", "EIO", "+"), "any"),
        Fault("turns-read-only", WRITERS, (0, 66, 73, 74), failing_call("any", "EROFS", "+"), "any"),
        Fault("folder-vanishes", (*RUNS, "sweep", "shard", "merge"), (0, 65, 66, 73, 74), vanished, "any"),
        # Ends of every kind, before each call
        Fault("kill", WRITERS, (0,), failing_call("any", "KILL", signals=(9,)), "any", daily=("run", "shard", "merge", "calibrate", "tournament-resume", "precise-resume")),
        Fault("terminate", WRITERS, (0, 143), failing_call("any", "TERM", signals=(15,), within=2.0), "any", daily=("run",)),
        Fault("interrupt", ("run", "sweep", "shard"), (0, 130), failing_call("any", "INT", signals=(2,), within=2.0), "any"),
        Fault("interrupt-twice", ("run", "sweep"), (0, 130), failing_call("any", "INT", "+", signals=(2,), within=2.0), "any"),
        Fault("hang-up", ("run", "shard", "merge"), (0,), failing_call("any", "HUP", signals=(1,)), "any"),
        # Limits
        Fault("file-size-limit", WRITERS, (0, 73, 74), limited("fsize", (0, 10, 1000, 20000, 300000)), variants=5, daily=("run",)),
        Fault("memory-limit", WRITERS, (0, 70), limited("as", (60_000_000, 80_000_000, 120_000_000)), variants=3),
        Fault("open-files-limit", WRITERS, (0, 66, 73, 74), limited("nofile", (4, 5, 6, 7, 8, 10)), variants=6),
        # Streams
        Fault("closed-pipe", ("run", "sweep", "merge", *TABLES), (0, 74), closed_pipe, daily=("run",)),
        Fault("closed-pipe-for-messages", WRITERS, (0, 74), closed_pipe_for_messages),
        Fault("full-output", WRITERS, (0, 74), full_device("stdout"), daily=("sweep",)),
        Fault("full-messages", WRITERS, (0, 74), full_device("stderr")),
        Fault("closed-input", WRITERS, (0,), closed("<&-")),
        Fault("closed-output", WRITERS, (0, 74), closed(">&-")),
        Fault("closed-messages", WRITERS, (0, 74), closed("2>&-", is_heard=False)),
        Fault("all-streams-closed", WRITERS, (0, 74), closed("<&- >&- 2>&-", is_heard=False)),
        # Places
        Fault("small-disk", WRITERS, (0, 73, 74), small_disk, variants=5, daily=("run",)),
        Fault("read-only-folder", WRITERS, (73, 74), read_only_mount, daily=("run",)),
        Fault("finished-and-read-only", ("finished",), (0,), read_only_mount, daily=("finished",)),
        Fault("folder-of-somebody-else", WRITERS, (73, 74), of_somebody_else),
        Fault("finished-and-of-somebody-else", ("finished",), (0,), of_somebody_else),
        Fault("output-is-a-file", ("run", "sweep", "shard", "slurm", "tournament", "calibrate"), (73,), a_file_in_its_place),
        Fault("output-is-a-dangling-link", ("run", "sweep", "shard", "slurm", "tournament"), (73,), planted_link("", "nothing")),
        Fault("partial-is-a-link", RUNS, (65, 73), planted_link(".partial", "folder")),
        Fault("partial-is-a-dangling-link", ("run", "sweep"), (73,), planted_link(".partial", "nothing")),
        Fault("lock-is-a-link", WRITERS, (0, 73), planted_link(".lock", "file"), daily=("run",)),
        Fault("lock-is-a-dangling-link", WRITERS, (0, 73), planted_link(".lock", "nothing")),
        Fault("summary-is-a-link", ("run", "sweep"), (73,), planted_link("summary.csv", "file")),
        Fault("inputs-is-a-link", ("resume", "sweep-resume"), (0, 65, 73), planted_link("inputs", "folder")),
        Fault("attempts-is-a-link", ("resume", "sweep-resume"), (0, 65, 73), planted_link("attempts", "folder")),
        Fault("shards-is-a-link", ("shard",), (65, 73), planted_link("shards", "folder")),
        Fault("growing-table-is-a-link", ("resume",), (0, 65, 73), planted_link(".partial/outcomes.csv", "table")),
        Fault("checkpoint-is-a-link", ("resume",), (0, 65, 73), planted_link(".partial/checkpoint", "checkpoint")),
        Fault("unfinished-is-a-link", (*REMEMBERING, "tournament"), (65, 73), planted_link(".unfinished", "folder")),
        Fault("kept-work-is-a-link", REMEMBERING, (0, 65, 66, 73), planted_link(".unfinished/work", "file")),
        Fault("table-of-sensitivity-is-a-link", ("sensitivity",), (73,), planted_link("sensitivity/morris.csv", "file")),
        # Others
        Fault("two-at-once", ("run", "sweep", "merge"), (75,), at_work_already, daily=("run",)),
        Fault("two-of-one-shard", ("shard",), (0,), at_work_already),
        Fault("clock-runs-back", WRITERS, (0,), clock("back")),
        # Damage
        Fault("wrong-bit-in-growing-table", ("resume",), (0,), bit_flip(".partial/parties.csv"), variants=5),
        Fault("wrong-bit-in-checkpoint", ("resume",), (0,), bit_flip(".partial/checkpoint"), variants=5),
        Fault("wrong-bit-in-identity", ("resume",), (0, 65), bit_flip(".partial/run.json", ("--force",)), variants=5),
        Fault("wrong-bit-in-kept-work", REMEMBERING, (0,), bit_flip(".unfinished/checkpoint"), variants=5),
        Fault("wrong-bit-in-its-name", REMEMBERING, (65,), bit_flip(".unfinished/work", ("--force",)), variants=5),
        Fault("wrong-bit-in-inputs", ("resume",), (0,), bit_flip("inputs/pie.yaml"), variants=5),
        Fault("wrong-bit-in-manifest", ("finished",), (65,), bit_flip("manifest.json"), variants=5),
        Fault("wrong-bit-in-result", ("finished",), (65,), bit_flip("outcomes.csv", ("--force",)), variants=5),
        Fault("wrong-bit-in-finished-inputs", ("finished",), (65,), bit_flip("inputs/pie.yaml"), variants=5),
        Fault("wrong-bit-in-package", ("finished",), (65,), bit_flip("datapackage.json"), variants=5),
        Fault("wrong-bit-in-shard", ("merge",), (65,), bit_flip("shards/2-of-3/outcomes.csv"), variants=5),
        Fault("wrong-bit-in-shard-parts", ("merge",), (65,), bit_flip("shards/2-of-3/parts"), variants=5),
        Fault("wrong-bit-in-shard-manifest", ("merge",), (65, 75), bit_flip("shards/2-of-3/manifest.json"), variants=5),
        Fault("wrong-bit-in-shard-inputs", ("merge",), (65,), bit_flip("shards/inputs/pie.yaml"), variants=5),
        Fault("checkpoint-cut-off", ("resume",), (0,), cut_off(".partial/checkpoint"), variants=4),
        Fault("growing-table-cut-off", ("resume",), (0,), cut_off(".partial/outcomes.csv"), variants=4),
        Fault("identity-cut-off", ("resume",), (0, 65), cut_off(".partial/run.json"), variants=4),
    ]
    if len(everything) < 35:
        raise SystemExit("faults: 35 at least are asked for")
    return everything if tier == "all" else [dataclasses.replace(one, works=one.daily) for one in everything if one.daily]


if sys.platform != "linux":
    raise SystemExit("faults: the faults are those of Linux")
