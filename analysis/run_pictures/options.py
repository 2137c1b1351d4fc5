"""Command lines of the scripts: wrong usage ends as the program's does."""

import argparse
import signal
import sys

from .results import USAGE

FORMATS = ("png", "svg", "pdf")


class Options(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        print(f"error: {message}", file=sys.stderr)
        sys.exit(USAGE)


def formats(text):
    names = text.split(",")
    for name in names:
        if name not in FORMATS:
            raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(FORMATS)}")
    return list(dict.fromkeys(names))


def end_with(main):
    """Exits with what main returns; who reads no further (`| head`) ends it, as any other command."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
