"""The `equalweight` command: finds the verb, and hands over.

A verb is one module of this folder with `HELP`, `add_arguments(parser)` and `run(args) -> int`.
It is imported only when it is used, so that counting votes does not start the site.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Final, Protocol, cast

from equalweight.cli.output import NotPrinted, ReaderGone, printing

VERBS: Final = ("act", "decide", "export", "import", "pages", "power", "serve", "show", "tick", "verify")

REFUSED: Final = 2
STOPPED: Final = 130


class Verb(Protocol):
    """What a verb's module offers. Exit code 0 is done, 2 is input that was refused."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb with its arguments and return the exit code. Wrong arguments exit with 2."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        with printing():
            return _run(words[0], words[1:]) if words and words[0] in VERBS else _overview(words)
    except KeyboardInterrupt:
        return STOPPED
    except ReaderGone:
        return 0
    except NotPrinted as trouble:
        print(f"equalweight: {trouble}", file=sys.stderr)
        return REFUSED


def _run(name: str, words: Sequence[str]) -> int:
    verb = _load(name)
    parser = argparse.ArgumentParser(prog=f"equalweight {name}", description=verb.HELP, allow_abbrev=False)
    verb.add_arguments(parser)
    return verb.run(parser.parse_args(words))


def _overview(words: Sequence[str]) -> int:
    """Help, or the refusal of a verb there isn't."""
    parser = argparse.ArgumentParser(
        prog="equalweight", description="Co-production with equal weight.", allow_abbrev=False
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name in VERBS:
        verbs.add_parser(name, help=_load(name).HELP)
    parser.parse_args(words)
    return REFUSED


def _load(name: str) -> Verb:
    # `import` is a word of Python's own: its module is import_.
    module = f"{name}_" if iskeyword(name) else name
    return cast(Verb, import_module(f"equalweight.cli.{module}"))


if __name__ == "__main__":
    sys.exit(main())
