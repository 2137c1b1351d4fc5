"""Runs a script of analysis/ in a process of its own that need not import what the scripts have in common again,
which takes most of the time of drawing one picture."""

import os
import runpy
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from subprocess import CompletedProcess

import matplotlib.pyplot  # noqa: F401
import pandas  # noqa: F401

ANALYSIS = Path(__file__).resolve().parents[2] / "analysis"
FILTERS = warnings.filters[:]  # as yet untouched by unittest


def run(name, *arguments):
    """What subprocess.run says of `analysis/NAME ARGUMENTS`."""
    words = [str(ANALYSIS / name), *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        child = os.fork()
        if child == 0:
            become(words, out, err)
        _, status = os.waitpid(child, 0)
        for stream in (out, err):
            stream.seek(0)
        return CompletedProcess(words, os.waitstatus_to_exitcode(status), out.read().decode(), err.read().decode())


def become(words, out, err):
    """Never returns: the process ends as Python does behind the last line of a script."""
    code = 1
    try:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.stdin = open(os.devnull, encoding="utf-8")
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
        warnings.filters[:] = FILTERS
        sys.argv, sys.path = words, [str(ANALYSIS), *sys.path]
        runpy.run_path(words[0], run_name="__main__")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - as the interpreter does
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
