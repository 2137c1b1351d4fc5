#!/usr/bin/env python3
"""The JSON Schema of scenarios accepts what is shipped and refuses what an editor should underline.

Usage: schema_test.py ROOT PROGRAM
"""

import copy
import json
import pathlib
import subprocess
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a text, `on` is a word."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def with_change(scenario, path, value):
    """A copy in which the value at a path, made where there is none, is another one."""
    changed = copy.deepcopy(scenario)
    *above, last = path
    place = changed
    for key in above:
        place = place[key]
    place[last] = value
    return changed


def without(scenario, key):
    return {name: value for name, value in scenario.items() if name != key}


def main():
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    schema = json.loads(subprocess.run([program, "check", "--schema"], check=True, capture_output=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = []

    shipped = sorted([*root.glob("scenarios/*.yaml"), *root.glob("scenarios/textbook/*.yaml"),
                      *root.glob("scenarios/validation/*.yaml")])
    if len(shipped) < 10:
        wrong.append(f"only {len(shipped)} scenarios found below {root}")
    for file in shipped:
        scenario = yaml.load(file.read_text(encoding="utf-8"), Loader=Loader)
        for error in validator.iter_errors(scenario):
            wrong.append(f"{file}: refused at {list(error.absolute_path)}: {error.message[:200]}")

    good = yaml.load((root / "scenarios/nafta-2018.yaml").read_text(encoding="utf-8"), Loader=Loader)
    traps = {
        "a key that there is not": with_change(good, ["hoirzon"], "2019-06-30"),
        "a key in the wrong place": with_change(good, ["parties", "USA", "horizon"], "2019-06-30"),
        "a missing key": without(good, "start"),
        "a number out of its range": with_change(good, ["judgement_jitter"], 2),
        "a text for a number": with_change(good, ["step_days"], "weekly"),
        "a word that is no choice": with_change(good, ["mode"], "tactical"),
        "half a count": with_change(good, ["belief_cells"], 12.5),
        "no date": with_change(good, ["start"], "5 March 2018"),
        "a distribution that there is not": with_change(good, ["conservatism"], {"weibull": [1, 2]}),
    }
    for what, scenario in traps.items():
        if validator.is_valid(scenario):
            wrong.append(f"{what} is accepted")

    step = schema["properties"]["step_days"]
    for words in ("unit: days", "range: [0.25, 92]", "default: `7`", "MODEL.md B17"):
        if words not in step["description"]:
            wrong.append(f"step_days: '{words}' is not in its description")

    print("\n".join(wrong) or f"{len(shipped)} scenarios accepted, {len(traps)} traps refused")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
