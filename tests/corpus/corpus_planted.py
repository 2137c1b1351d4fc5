#!/usr/bin/env python3
"""The drivers of the corpus must see what a program can do wrong: each is planted and has to be named.

    corpus_planted.py
"""
import contextlib
import io
import os
import pathlib
import shutil
import sys
import tempfile

import corpus_test
import limited_run
import mutants_test

PROGRAM = r"""#!/usr/bin/python3 -S
import os, signal, sys, time
said = open(sys.argv[2], errors="replace").read()
where = sys.argv[2] + ":2:1: error: "
if "good" in said:
    sys.exit(0)
elif "hang" in said:
    time.sleep(60)
elif "slow" in said:
    while time.process_time() < 0.7:
        pass
elif "crash" in said:
    os.kill(os.getpid(), signal.SIGSEGV)
elif "abort" in said:
    os.abort()
elif "memory" in said:
    held = b"x" * (100 << 20)
elif "bug" in said:
    print(where + "wrong", file=sys.stderr)
    sys.exit(70)
elif "chatter" in said:
    print("partial")
elif "litter" in said:
    open("litter", "w").close()
elif "silence" in said:
    sys.exit(65)
elif "escape" in said:
    where += "\x1b[2J"
elif "library" in said:
    where += "[json.exception.parse_error.101] "
elif "endless" in said:
    where += "x" * 600
elif "line" in said:
    where = sys.argv[2] + ":3:1: error: "
elif "column" in said:
    where = sys.argv[2] + ":2:2: error: "
elif "wording" in said:
    where += "quite "
elif "code" in said:
    print(where + "wrong", file=sys.stderr)
    sys.exit(66)
print(where + "wrong", file=sys.stderr)
sys.exit(65)
"""

# What the file says, and what must be said about the program.
PLANTED = {
    "line": "says something else",
    "column": "says something else",
    "wording": "says something else",
    "code": "says something else",
    "hang": "does not come to an end",
    "slow": "seconds, more than 0.5",
    "crash": "dies of SIGSEGV",
    "abort": "dies of SIGABRT",
    "memory": "MiB of memory, more than 64",
    "bug": "ends with code 70",
    "chatter": "writes to standard output although it fails",
    "litter": "leaves ",
    "silence": "fails without a line that says why",
    "escape": "says characters that a terminal obeys",
    "library": "says 'exception'",
    "endless": "says a line of more than 500 bytes",
}


class Impatient(limited_run.Limits):
    """Less time for what is planted, so that waiting for it takes less; a busy machine may take its own."""

    wait_for = 30.0

    def __init__(self):
        super().__init__(seconds=0.5, wait=self.wait_for)


def output_of(driver, *words):
    with contextlib.redirect_stdout(io.StringIO()) as caught:
        code = driver.main([str(word) for word in words])
    return code, caught.getvalue()


def check_corpus(root, program):
    bases = root / "corpus" / "bases"
    bases.mkdir(parents=True)
    (bases / "a.yaml").write_text("good\n")
    traps = root / "corpus" / "planted.traps"
    expected = "> :2:1: error: wrong\n"
    traps.write_text("@file a.yaml\ngood => wrong\n" + expected + "\ngood => good\n> exit 0\n")
    code, text = output_of(corpus_test, program, root / "corpus")
    if code != 0:
        yield f"what is right is taken for wrong:\n{text}"
    for word, complaint in PLANTED.items():
        traps.write_text(f"@file a.yaml\ngood => {word}\n{expected}")
        Impatient.wait_for = 1.0 if word == "hang" else 30.0
        code, text = output_of(corpus_test, program, root / "corpus")
        if code == 0 or complaint not in text:
            yield f"'{word}' is not seen:\n{text}"
    traps.write_text("")
    if output_of(corpus_test, program, root / "corpus")[0] == 0:
        yield "a corpus without traps passes"
    traps.write_text("@file a.yaml\ntext that is not there => x\n" + expected)
    code, text = output_of(corpus_test, program, root / "corpus")
    if code == 0 or "is 0 times in a.yaml" not in text:
        yield f"an edit of what is not there passes:\n{text}"


def check_mutants(root, program):
    scenarios = root / "scenarios"
    scenarios.mkdir()
    scenario = scenarios / "a.yaml"
    for word, complaint in (("good", "is not refused"), ("wrong", "right line of 0"), ("crash", "dies of SIGSEGV"),
                            ("hang", "does not come to an end")):
        scenario.write_text("".join(f"{word}_{letter}: {word}\n" for letter in "abcde"))
        Impatient.wait_for = 1.0 if word == "hang" else 30.0
        code, text = output_of(mutants_test, program, scenarios, 1 if word == "hang" else 4)
        if code == 0 or complaint not in text and word != "wrong":
            yield f"mutants: '{word}' is not seen:\n{text}"


def main():
    limited_run.Limits = Impatient
    root = pathlib.Path(tempfile.mkdtemp(prefix="tripart-planted-"))
    program = root / "program"
    program.write_text(PROGRAM)
    os.chmod(program, 0o755)
    try:
        missed = [*check_corpus(root, program), *check_mutants(root, program)]
    finally:
        os.chdir("/")
        shutil.rmtree(root)
    print("\n".join(missed) or f"all of {len(PLANTED) + 7} are seen")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
