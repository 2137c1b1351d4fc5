#!/usr/bin/env python3
"""What the program does on a terminal and nowhere else: colours, the bar, as many columns as there are.

    terminal_test.py PROGRAM SCENARIO
"""
import fcntl
import os
import re
import struct
import subprocess
import sys
import tempfile
import termios
import unittest

PROGRAM, SCENARIO = sys.argv[1:3]


def on_terminal(words, columns=100, **environment):
    """All that appears on a terminal of so many columns, and the exit code."""
    terminal, inside = os.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    program = subprocess.Popen([PROGRAM, *words], stdin=inside, stdout=inside, stderr=inside,
                               env={**os.environ, "TERM": "xterm", **environment})
    os.close(inside)
    seen = b""
    while True:
        try:
            some = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not some:
            break
        seen += some
    os.close(terminal)
    return seen.decode(), program.wait()


class Terminal(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        os.chdir(self.folder.name)

    def tearDown(self):
        os.chdir("/")
        self.folder.cleanup()

    def test_errors_and_hints_have_colours(self):
        seen, code = on_terminal(["rnu", SCENARIO])
        self.assertEqual(code, 64)
        self.assertIn("tripart: \033[1;31merror:\033[0m unknown command 'rnu'", seen)
        self.assertIn("\033[36mhint:\033[0m did you mean 'run'?", seen)

    def test_nobody_gets_colours_who_does_not_want_them(self):
        self.assertNotIn("\033", on_terminal(["rnu", SCENARIO], NO_COLOR="1")[0])
        said = subprocess.run([PROGRAM, "rnu"], capture_output=True, text=True, check=False).stderr
        self.assertIn("tripart: error: unknown command 'rnu'", said)
        self.assertNotIn("\033", said)

    def test_a_long_run_shows_a_bar_with_what_is_known_so_far(self):
        seen, code = on_terminal(["run", SCENARIO, "-n", "60000", "-j", "1", "--keep", "summary", "-o", "out"])
        self.assertEqual(code, 0)
        self.assertRegex(seen, r"\[\S*[#.]+\S*\] +\d+ %  (trilateral|deal)[^\n]* [\d.]+ % \+- [\d.]+, "
                               r"[\d,]+ of 60,000 replicates, [\d,]+ a second, \d+ \w+ left")

    def test_tables_have_bars_where_there_is_room(self):
        words = ["run", SCENARIO, "-n", "50", "--quiet", "--force", "-o", "out"]
        bars = re.compile(r"[#.]{16}")
        self.assertRegex(on_terminal(words, 100)[0], bars)
        self.assertNotRegex(on_terminal(words, 70)[0], bars)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
