"""`equalweight pages`: every page by its name, for `show` and `act`."""

import argparse
import sys

from equalweight.cli.ready import NotReady, start_django

HELP = "list every page by its name, for `equalweight show` and `equalweight act`"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: the list is whole."""


def run(args: argparse.Namespace) -> int:
    try:
        start_django()
    except NotReady as problem:
        print(problem, file=sys.stderr)
        return 2
    for name, address in named_pages():
        print(f"{name:36} {address}")
    return 0


def named_pages() -> list[tuple[str, str]]:
    """(name, address) of every page of ours, in the order of their rooms."""
    from django.urls import URLPattern, URLResolver, get_resolver  # noqa: PLC0415  (needs Django started)

    found = []
    for room in get_resolver().url_patterns:
        if isinstance(room, URLResolver):
            for page in room.url_patterns:
                if isinstance(page, URLPattern) and page.name:
                    found.append((f"{room.app_name}:{page.name}", f"/{page.pattern}"))
    return found
