"""`equalweight act`: do what a form of the site does, for a person who can't be at the screen."""

import argparse
import json
import sys

from equalweight.cli.ready import NotReady
from equalweight.cli.show import REFUSED, refusal
from equalweight.cli.window import NoSuchPage, Window

HELP = "fill in and send a form of the site, as a person; the record says that the host entered it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("page", help="the form's page, for example decisions:vote (see: equalweight pages)")
    parser.add_argument("words", nargs="*", help="what its address needs, and the fields as name=value")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="whose act it is")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    words = [word for word in args.words if "=" not in word]
    try:
        with Window(args.email) as window:
            status, reply = window.act(args.page, words, fields_of(args.words))
    except (NotReady, NoSuchPage) as problem:
        print(problem, file=sys.stderr)
        return REFUSED
    if args.json:
        print(json.dumps(reply, ensure_ascii=False, indent=1))
    done = isinstance(reply, dict) and reply.get("ok", False)
    if not done and not args.json:
        print(refusal(status, reply), file=sys.stderr)
    elif done and not args.json:
        print(f"{reply['said']}\nNext: {reply['location']}")
    return 0 if done else REFUSED


def fields_of(words: list[str]) -> dict[str, list[str]]:
    """name=value words as form fields; a name said twice has both values."""
    fields: dict[str, list[str]] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if sign:
            fields.setdefault(name, []).append(value)
    return fields
