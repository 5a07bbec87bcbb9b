"""`equalweight show`: a page of the site, in the window you type in."""

import argparse
import json
import sys

from equalweight.cli.plain_text import as_text
from equalweight.cli.ready import NotReady
from equalweight.cli.window import NoSuchPage, Window

HELP = "show a page of the site as text or JSON, as a person sees it"
REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "page", help="the page's name, for example evidence:committee (see: equalweight pages)"
    )
    parser.add_argument("words", nargs="*", help="what its address needs, usually an id")
    parser.add_argument(
        "--as", dest="email", metavar="EMAIL", help="who looks; without it, somebody signed out"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    try:
        with Window(args.email) as window:
            status, page = window.look(args.page, args.words)
    except (NotReady, NoSuchPage) as problem:
        print(problem, file=sys.stderr)
        return REFUSED
    if status >= 300:
        print(refusal(status, page), file=sys.stderr)
        return REFUSED
    print(json.dumps(page, ensure_ascii=False, indent=1) if args.json else "\n".join(as_text(page)))
    return 0


def refusal(status: int, page: object) -> str:
    """Why a page was not shown or an act not done, in words."""
    if status in {301, 302, 303, 401}:
        return "Somebody has to be signed in for that. Say who: --as EMAIL"
    if isinstance(page, dict) and "errors" in page:
        named = [
            (f"{name}: " if name else "", each) for name, found in page["errors"].items() for each in found
        ]
        return "\n".join(f"{name}{each['message']}" for name, each in named)
    if isinstance(page, dict) and "message" in page:
        return str(page["message"])
    return f"That was refused ({status}). The page does not exist, or this person may not see it."
