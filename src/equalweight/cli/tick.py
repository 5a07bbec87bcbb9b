"""`equalweight tick`: what the calendar asks for, done once."""

import argparse
import sys

from equalweight.cli.ready import NotReady, start_django

HELP = "do what has fallen due: close decisions, count days, put duties on desks; safe to run again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when there was nothing to do")


def run(args: argparse.Namespace) -> int:
    try:
        start_django(serving=True)  # what falls due sends links too
    except NotReady as problem:
        print(problem, file=sys.stderr)
        return 1
    acts = tick_once()
    if acts or not args.quiet:
        print(f"{acts} {'act' if acts == 1 else 'acts'} that had fallen due.")
    return 0


def tick_once() -> int:
    """Runs the desk's tick for this moment; returns how many acts it did. Leaves no connection open."""
    from django.db import close_old_connections  # noqa: PLC0415  (Django is heavy)
    from django.utils import timezone  # noqa: PLC0415

    from equalweight.site.desk.clock import tick  # noqa: PLC0415

    try:
        return tick(at=timezone.now())
    finally:
        close_old_connections()
