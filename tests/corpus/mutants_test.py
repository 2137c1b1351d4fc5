#!/usr/bin/env python3
"""Damaged copies of every shipped scenario, sweep and tournament.

    mutants_test.py PROGRAM SCENARIOS COUNT [--sanitized]

COUNT of each kind per file:

    any         bytes, lines and characters changed, doubled, swapped, cut off or broken: read or refused with
                places in the file, within the limits of time and memory, and never both
    structural  one line that is no strict YAML any more: the first complaint names this line
    typo        one letter of a key changed, left out, put in or swapped: the key that was meant is named

The shares of the last two are printed and have to reach those below. Each mutant follows from the name of its
file, its kind and its number; what fails is printed with the mutated line.
"""
import pathlib
import random
import re
import shutil
import sys
import tempfile

import limited_run
import yaml

LEAST_RIGHT_LINES = 0.95
LEAST_RIGHT_KEYS = 0.90
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHRAPNEL = [b"\x00", b"\x1b[2J", b"\xff", b"\xc3", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\t", b"\r", b"{", b"}", b"[",
            b"]", b'"', b"'", b": ", b"- ", b"#", b"&a ", b"*a", b"!!x ", b"|", b">", b"%", b"@", b"\n---\n", b"~",
            b"<<: ", b"? ", b",", b"-1", b"1e999", b"0x1", b"\xc2\xa0", b"\\", b"\n"]
COMPLAINT = re.compile(r"^(?P<file>[^:\n]+)(?::(?P<line>\d+):(?P<column>\d+))?: error: ", re.MULTILINE)


def any_mutant(text, dice):
    """Up to three wounds."""
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text) + 1)
        lines = text.split(b"\n")
        one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        kind = dice.randrange(9)
        if kind == 0 and text:
            at = min(at, len(text) - 1)
            text = text[:at] + bytes([text[at] ^ (1 << dice.randrange(8))]) + text[at + 1:]
        elif kind == 1:
            text = text[:at]
        elif kind == 2:
            lines.insert(other, lines[one])
        elif kind == 3:
            lines[one], lines[other] = lines[other], lines[one]
        elif kind == 4:
            text = text[:at] + text[at + dice.randint(1, 8):]
        elif kind == 5:
            text = text[:at] + dice.choice(SHRAPNEL) + text[at:]
        elif kind == 6:
            text = text[:at] + bytes(dice.randrange(256) for _ in range(dice.randint(1, 4))) + text[at:]
        elif kind == 7:
            lines[one] = b" " * dice.randint(1, 4) + lines[one]
        else:
            del lines[one]
        if kind in (2, 3, 7, 8):
            text = b"\n".join(lines)
    return text


def without_comment(line):
    return re.sub(r"(^|\s)#.*$", "", line).rstrip()


def structural_mutants(line):
    """Each way in which this line of a good file stops being YAML, as the line that takes its place."""
    bare = without_comment(line)
    key = re.match(r"^( *(?:- )?)([a-z_]+):(?: (.*))?$", bare)
    value = key[3] if key else None
    if key and value:
        yield "doubled key", f"{line}\n{' ' * len(key[1])}{key[2]}: {value}"
        yield "tab in front", "\t" + line
        yield "no blank behind the colon", f"{key[1]}{key[2]}:{value}"
        yield "open quote", f'{key[1]}{key[2]}: "{value}'
        yield "second key", f"{key[1]}{key[2]}: {key[2]}: {value}"
        yield "anchor", f"{key[1]}{key[2]}: &a {value}"
        yield "alias", f"{key[1]}{key[2]}: *a"
        yield "tag", f"{key[1]}{key[2]}: !!str {value}"
        yield "no value", f"{key[1]}{key[2]}:"
        yield "null", f"{key[1]}{key[2]}: ~"
        yield "text behind a quote", f'{key[1]}{key[2]}: "a" b'
        yield "bad UTF-8", f"{key[1]}{key[2]}: \udcff{value}"
        yield "control character", f"{key[1]}{key[2]}: \x1b{value}"
        yield "invisible character", f"{key[1]}{key[2]}: \u200b{value}"
    if key and not key[1].strip():
        yield "no colon", f"{key[1]}{key[2]} {value or ''}"
    if bare.endswith(("}", "]")) and bare.count("{") + bare.count("[") == bare.count("}") + bare.count("]"):
        yield "open bracket", bare[:-1]
        yield "wrong bracket", bare[:-1] + ("]" if bare.endswith("}") else "}")
        yield "bracket too many", bare + bare[-1]


def structural_mutant(text, dice):
    """The text, the number of the line that is wrong, and what is wrong with it; nothing where no line is fit."""
    lines = text.decode().split("\n")
    fit = [number for number, line in enumerate(lines) if any(structural_mutants(line))]
    if not fit:
        return None
    number = dice.choice(fit)
    kind, line = dice.choice(list(structural_mutants(lines[number])))
    is_second = kind == "doubled key"
    lines[number] = line
    return "\n".join(lines).encode("utf-8", "surrogateescape"), number + 1 + is_second, kind


def keys_of(node, names=()):
    """Marks of all keys but names that the file itself gives: those of parties and of listed values."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if names != ("parties",) and names[-1:] != ("values",):
                yield key
            yield from keys_of(value, (*names, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from keys_of(item, (*names, "*"))


def misspelt(word, dice):
    at = dice.randrange(len(word))
    letter = dice.choice(LETTERS)
    wrong = [word[:at] + letter + word[at + 1:], word[:at] + word[at + 1:], word[:at] + letter + word[at:],
             word[:at] + word[at + 1:at + 2] + word[at:at + 1] + word[at + 2:]]
    return dice.choice(wrong)


def segment_of(path, wrong):
    """The part of a dotted key that is misspelt."""
    parts, wrong_parts = path.split("."), wrong.split(".")
    if len(parts) != len(wrong_parts):
        return path
    return next(part for part, wrong_part in zip(parts, wrong_parts) if part != wrong_part)


def typo(text, keys, dice):
    """The text with one wrong letter in a key, and the word meant; nothing if the letter was right after all."""
    key = dice.choice(keys)
    wrong = misspelt(key.value, dice)
    if wrong in ("", key.value):
        return None
    whole = text.decode()
    begin = key.start_mark.index
    mutant = whole[:begin] + wrong + whole[begin + len(key.value):]
    return mutant.encode(), key.start_mark.line + 1, segment_of(key.value, wrong)


class Judge:
    def __init__(self, runner, folder):
        self.runner, self.folder = runner, folder
        self.failures = []
        self.right = {"structural": [0, 0], "typo": [0, 0]}
        self.wrong_kinds = {}
        self.mutants = 0

    def run(self, file, text):
        path = self.folder / file
        mutant = path.with_name("mutant" + path.suffix)
        mutant.write_bytes(text)
        self.mutants += 1
        return mutant.relative_to(self.folder), self.runner.run(["check", str(mutant.relative_to(self.folder))],
                                                              self.folder)

    def refused_well(self, what, text, mutant, outcome):
        """No trouble, and either all good or complaints with places in the file."""
        failures = list(outcome.troubles)
        complaints = list(COMPLAINT.finditer(outcome.err))
        if outcome.code not in (0, 65):
            failures.append(f"code {outcome.code}")
        if (outcome.code == 0) == bool(complaints):
            failures.append(f"code {outcome.code} with {len(complaints)} complaints")
        if outcome.code != 0 and outcome.out:
            failures.append("prints although it fails")
        lines = text.count(b"\n") + 1
        for complaint in complaints:
            if complaint["file"] == str(mutant) and int(complaint["line"] or 0) > lines:
                failures.append(f"names line {complaint['line']} of {lines}")
        if failures:
            self.failures.append(f"{what}: {'; '.join(failures)}\n{outcome.err[:500]}")

    def count(self, group, is_right, what, outcome):
        self.right[group][0] += is_right
        self.right[group][1] += 1
        if not is_right:
            self.wrong_kinds.setdefault(group, []).append(f"{what}\n{outcome.err[:400]}")


def main(arguments):
    options = {word for word in arguments if word.startswith("--")}
    program, scenarios, count = [word for word in arguments if word not in options]
    limits = limited_run.Limits.sanitized() if "--sanitized" in options else limited_run.Limits()
    root = pathlib.Path(tempfile.mkdtemp(prefix="tripart-mutants-"))
    try:
        folder = root / "scenarios"
        shutil.copytree(scenarios, folder)
        judge = Judge(limited_run.Runner(program, limits), folder)
        files = sorted(path.relative_to(folder) for path in folder.rglob("*.yaml"))
        for file in files:
            text = (folder / file).read_bytes()
            keys = list(keys_of(yaml.compose(text.decode())))
            for number in range(int(count)):
                dice = random.Random(f"{file} {number}")
                mutated = any_mutant(text, dice)
                judge.refused_well(f"{file} any {number}", mutated, *judge.run(file, mutated))
                if structural := structural_mutant(text, dice):
                    mutated, line, kind = structural
                    mutant, outcome = judge.run(file, mutated)
                    what = f"{file} structural {number}, line {line}: {kind}"
                    judge.refused_well(what, mutated, mutant, outcome)
                    if outcome.code == 0:
                        judge.failures.append(f"{what}: is not refused")
                    first = COMPLAINT.search(outcome.err)
                    judge.count("structural", bool(first) and first["line"] == str(line), what, outcome)
                if misspelling := typo(text, keys, dice):
                    mutated, line, key = misspelling
                    mutant, outcome = judge.run(file, mutated)
                    what = f"{file} typo {number}, line {line}: {key}"
                    judge.refused_well(what, mutated, mutant, outcome)
                    meant = re.search(rf"^{re.escape(str(mutant))}:{line}:.*\nhint: did you mean '{re.escape(key)}'\?",
                                      outcome.err, re.MULTILINE)
                    judge.count("typo", bool(meant), what, outcome)
    finally:
        shutil.rmtree(root)
    shares = {group: right / max(all_, 1) for group, (right, all_) in judge.right.items()}
    for group, examples in judge.wrong_kinds.items():
        print(f"wrong among {group}, for example:")
        print("\n".join(examples if "--all" in options else examples[:5]))
    print("".join(f"FAILED {failure}\n" for failure in judge.failures[:20]), end="")
    print(f"{judge.mutants} mutants of {len(files)} files, {len(judge.failures)} failed; right line of "
          f"{shares['structural']:.1%} of {judge.right['structural'][1]} structural ones, right key of "
          f"{shares['typo']:.1%} of {judge.right['typo'][1]} typos")
    good = (not judge.failures and judge.mutants > 0 and shares["structural"] >= LEAST_RIGHT_LINES
            and shares["typo"] >= LEAST_RIGHT_KEYS)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
