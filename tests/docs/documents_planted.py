#!/usr/bin/env python3
"""Shows that documents.py sees what it is there for: plants one wrong statement at a time in a small sound project and
fails unless it is named.

Usage: documents_planted.py SCRATCH_FOLDER
"""

import pathlib
import shutil
import sys

sys.dont_write_bytecode = True
import documents  # noqa: E402  (found beside this file)

README = """# A project

Read [how to help](CONTRIBUTING.md#how-we-test), [this](https://example.org/none) and `[no](link)`.

    ./setup.sh run
    ./setup.sh test    # the tests

```
$ tripart run scenarios/talks.yaml -n 100 \\
    --seed 1
ctest --preset dev
python3 analysis/plot.py results/talks
```
"""

PROGRAM = """#!/bin/sh
case "$1" in
  --help) echo "  tripart run SCENARIO    simulate" ;;
  run) printf '  -n, --replicates N\\n      --seed S\\n      --help\\n' ;;
esac
"""


def plant(root):
    shutil.rmtree(root, ignore_errors=True)
    for folder in ("scenarios", "analysis", "build", "sim"):
        (root / folder).mkdir(parents=True)
    (root / "README.md").write_text(README)
    (root / "CONTRIBUTING.md").write_text("# Helping\n\n## How we test\n\nSee [the start](README.md).\n")
    (root / "sim/MODEL.md").write_text("**E1.** a = b. Code of E1: `Solver::solve`,\n`read_table`, [table](table.cpp); `draw`, [draw](draw.cpp).\n")
    (root / "sim/table.cpp").write_text("void Solver::solve() { read_table(); }\n")
    (root / "sim/draw.cpp").write_text("double draw();\n")
    (root / "CHANGELOG.md").write_text("# Changes\n\n## 1.2.0 (not released)\n")
    (root / "CITATION.cff").write_text("title: x\nversion: 1.2.0\n")
    (root / "CMakeLists.txt").write_text("project(tripart VERSION 1.2.0 LANGUAGES CXX)\n")
    (root / "CMakePresets.json").write_text('{"configurePresets": [{"name": "base", "hidden": true}, {"name": "dev"}]}')
    (root / "scenarios/talks.yaml").touch()
    (root / "analysis/plot.py").touch()
    (root / "build/page.md").write_text("[not looked at](nowhere.md)\n")
    for name, text in {"setup.sh": "#!/bin/sh\necho 'usage: ./setup.sh run'\necho '       ./setup.sh test'\n",
                       "program": PROGRAM}.items():
        (root / name).write_text(text)
        (root / name).chmod(0o755)


def main(root):
    failures = []

    def expect(what, file, text, wanted):
        plant(root)
        page = root / file
        page.write_text((page.read_text() if page.exists() else "") + text)
        said = list(documents.all_complaints(root, str(root / "program")))
        if not any(wanted in one and one.startswith(file) for one in said):
            failures.append(f"{what} is not named: {said}")

    plant(root)
    said = list(documents.all_complaints(root, str(root / "program")))
    if said:
        failures.append(f"a sound project is refused: {said}")

    expect("a dead link", "README.md", "\n[x](docs/none.md)\n", "link to docs/none.md")
    expect("a dead link in a folder", "scenarios/README.md", "[x](README.txt)\n", "link to README.txt")
    expect("a dead anchor", "README.md", "\n[x](CONTRIBUTING.md#none)\n", "no such heading")
    expect("a link out of the project", "README.md", "\n[x](../other.md)\n", "link to ../other.md")
    expect("somebody's home", "README.md", "\nSee /home/ann/talks.\n", "path /home/a")
    expect("a neighbouring folder", "README.md", "\nSee `../data/x.csv`.\n", "path ../data/x.csv")
    expect("an unknown command", "README.md", "\n    tripart fly scenarios/talks.yaml\n", "command tripart fly")
    expect("an unknown option", "README.md", "\n    tripart run scenarios/talks.yaml --speed 3\n", "option --speed")
    expect("an unknown short option", "README.md", "\n    tripart run scenarios/talks.yaml -q\n", "option -q")
    expect("an option on a second line", "README.md", "\n    tripart run \\\n      --speed 3\n", "option --speed")
    expect("an absent scenario", "README.md", "\n    tripart run scenarios/none.yaml\n", "scenario scenarios/none.yaml")
    expect("an unknown preset", "CONTRIBUTING.md", "\n    cmake --preset fast\n", "preset fast")
    expect("an absent script", "README.md", "\n    python3 analysis/none.py\n", "script analysis/none.py")
    expect("an absent tool", "README.md", "\n    tools/none.sh\n", "command tools/none.sh")
    expect("a wrong use of setup.sh", "README.md", "\n    ./setup.sh fly\n", "which ./setup.sh --help does not show")

    expect("a wrong word after it", "README.md", "\n    ./setup.sh test fly\n", "which ./setup.sh --help does not show")

    expect("a function that is not there", "sim/MODEL.md", "\nCode: `lift`, [x](table.cpp)\n", "lift in table.cpp, where it is not")
    expect("a function elsewhere", "sim/MODEL.md", "\nx. Code: `draw`,\n[x](table.cpp)\n", "draw in table.cpp, where it is not")
    expect("a function without a file", "sim/MODEL.md", "\nCode: `draw`.\n", "draw, and not in which file")

    def expect_changed(what, file, text, wanted):
        plant(root)
        (root / file).write_text(text)
        said = list(documents.all_complaints(root, str(root / "program")))
        if not any(wanted in one for one in said):
            failures.append(f"{what} is not named: {said}")

    expect_changed("a README without the command", "README.md", "# x\n\n    ./setup.sh run\n", "does not show ./setup.sh test")
    expect_changed("a model without code", "sim/MODEL.md", "# The model\n", "no equation names its function")
    expect_changed("an old change log", "CHANGELOG.md", "## 1.1.0\n", "CHANGELOG.md: no section about version 1.2.0")
    expect_changed("an old citation", "CITATION.cff", "title: x\nversion: 1.1.0\n", "CITATION.cff: not about version 1.2.0")

    shutil.rmtree(root)
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
