#!/usr/bin/env python3
"""Shows that faults.py sees what it is there for: gives it a program that does one wrong thing when it meets a fault,
and fails unless that is named.

Usage: faults_planted.py PROGRAM SHIM
"""

import os
import pathlib
import subprocess
import sys
import tempfile

DRIVER = pathlib.Path(__file__).resolve().with_name("faults.py")

# What is done behind the real program, in a shell with its exit code in $code, and what the driver says of it. Only
# where there is a fault is `$TRIPART_FAULT` set; what comes behind it, without one, is the recovery.
AFTER_FAULT = 'if [ -n "$TRIPART_FAULT" ]; then %s; fi'
AFTER_RECOVERY = 'if [ -z "$TRIPART_FAULT" ] && [ -e hit ]; then %s; fi'
PLANTED = {
    "exits with 0 and has": AFTER_FAULT % "code=0",
    "exits with 1:": AFTER_FAULT % "code=1",
    "names no cause": AFTER_FAULT % "silent=yes",
    "dies by signal 11": AFTER_FAULT % "kill -s SEGV $$",
    "leaves half of summary.csv": AFTER_FAULT % "printf metric >out/summary.csv",
    "leaves half of attempts/007.json": AFTER_FAULT % "mkdir -p out/attempts; : >out/attempts/007.json",
    "touches what is outside": AFTER_FAULT % "echo >>outside/file",
    "takes": AFTER_FAULT % "sleep 2.5",
    "does not recover": AFTER_RECOVERY % "code=74",
    "has other bytes in outcomes.csv": AFTER_RECOVERY % "echo >>out/outcomes.csv",
    "has no outcomes.csv": AFTER_RECOVERY % "rm out/outcomes.csv",
    "leaves .summary.csv.17.tmp": AFTER_RECOVERY % ": >out/.summary.csv.17.tmp",
    "leaves attempts/.001.json.17.tmp": AFTER_RECOVERY % ": >out/attempts/.001.json.17.tmp",
    "leaves .partial": AFTER_RECOVERY % "mkdir out/.partial; : >out/.partial/checkpoint",
    "summary.csv has a cell that is no number": '[ -e hit ] || sed -i "2s/[^,]*$/nan/" out/summary.csv',
}

PROGRAM = """#!/bin/sh
'%(program)s' "$@" 2>.said
code=$? silent=
unset LD_PRELOAD
# Of the commands that set the scene only the cells of `run` matter.
case $1 in
  run) %(harm)s ;;
esac
if [ -n "$TRIPART_FAULT" ]; then : >hit; fi
[ "$silent" ] || cat .said >&2
exit $code
"""


def main():
    program, shim = (os.path.abspath(word) for word in sys.argv[1:3])
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="tripart_planted_faults_") as scratch:
        fake = pathlib.Path(scratch) / "tripart"
        for said, harm in {"": ":", **PLANTED}.items():
            fake.write_text(PROGRAM % {"program": program, "harm": harm}, encoding="utf-8")
            fake.chmod(0o755)
            only = "terminate/run" if said == "takes" else "rename-eio/run/1"
            done = subprocess.run(
                [sys.executable, DRIVER, fake, shim, "some", "--only", only],
                capture_output=True,
                text=True,
                check=False,
            )
            if (done.returncode == 0) != (said == "") or said not in done.stdout:
                wrong += 1
                print(f"faults_planted: {harm!r} was to give {said!r}: {done.stdout}{done.stderr}")
    print(f"faults_planted: {len(PLANTED)} violations planted, {wrong} not seen")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
