"""Runs the program under limits of time and memory, and says how it went."""
import dataclasses
import os
import re
import resource
import select
import signal
import subprocess
import tempfile
import time

# Exit codes that the program may end with on bad input (SPEC section 2): 70, our bug, is none of them.
CODES = (0, 64, 65, 66, 73, 74, 75)
LONGEST_LINE = 500
# What only the insides of libraries say.
LEAKS = re.compile(r"\bexception\b(?!s)|basic_string|std::|boost|nlohmann|yaml-cpp|terminate called|vector::|bad_alloc|Sanitizer")
INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]")


@dataclasses.dataclass
class Limits:
    seconds: float = 1.0  # of the processor
    wait: float = 20.0  # seconds in all, on a machine that may be busy with something else
    mebibytes: int = 64

    @classmethod
    def sanitized(cls):
        """Sanitizers take many times the time, and memory without bound."""
        return cls(seconds=20.0, wait=120.0, mebibytes=1 << 20)


@dataclasses.dataclass
class Outcome:
    code: int
    out: str
    err: str
    troubles: list
    slow: bool


class Runner:
    def __init__(self, program, limits):
        self.program = os.path.abspath(program)
        self.limits = limits
        self.out = tempfile.TemporaryFile()
        self.err = tempfile.TemporaryFile()
        if limits.mebibytes < 1 << 20:
            # What runs away is stopped before it takes the machine along.
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, hard))

    def run(self, words, folder):
        """What is too slow may try again later, as a busy machine slows down even processor seconds."""
        for pause in (0, 0, 2, 10):
            time.sleep(pause)
            outcome = self.run_once(words, folder)
            if not outcome.slow:
                break
        return outcome

    def run_once(self, words, folder):
        for stream in (self.out, self.err):
            stream.seek(0)
            stream.truncate()
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"}
        environment.update({name: text for name, text in os.environ.items() if name.endswith("SAN_OPTIONS")})
        process = subprocess.Popen([os.fsencode(self.program), *words], cwd=folder, stdin=subprocess.DEVNULL,
                                   stdout=self.out, stderr=self.err, env=environment)
        ended = os.pidfd_open(process.pid)
        troubles = []
        try:
            if not select.select([ended], [], [], self.limits.wait)[0]:
                troubles.append("does not come to an end")
                process.kill()
        finally:
            os.close(ended)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
        slow = seconds > self.limits.seconds
        if slow:
            troubles.append(f"takes {seconds:.1f} seconds, more than {self.limits.seconds:g}")
        mebibytes = usage.ru_maxrss / 1024
        if mebibytes > self.limits.mebibytes:
            troubles.append(f"takes {mebibytes:.0f} MiB of memory, more than {self.limits.mebibytes}")
        if process.returncode < 0 and not troubles:
            troubles.append(f"dies of {signal.Signals(-process.returncode).name}")
        if process.returncode >= 0 and process.returncode not in CODES:
            troubles.append(f"ends with code {process.returncode}, which bad input cannot cause")
        outcome = Outcome(process.returncode, text_of(self.out), text_of(self.err), troubles, slow)
        troubles.extend(troubles_of_text(outcome))
        return outcome


def text_of(stream):
    """As much as anybody reads: what this process holds counts as memory of those that it starts."""
    stream.seek(0)
    return stream.read(1 << 16).decode("utf-8", "replace")


def troubles_of_text(outcome):
    """What no message may be, whatever the input."""
    lines = outcome.err.split("\n")
    if any(len(line.encode()) > LONGEST_LINE for line in lines):
        yield f"says a line of more than {LONGEST_LINE} bytes"
    if INVISIBLE.search(outcome.err):
        yield "says characters that a terminal obeys or nobody sees"
    if found := LEAKS.search(outcome.err):
        yield f"says '{found[0]}', which is no word for users"
    if outcome.code != 0 and not outcome.err.endswith("\n"):
        yield "fails without a line that says why"
    if outcome.err.count("\n") > 250:
        yield "says more lines than anybody reads"
