"""`equalweight import commitments`: brings an organisation's action log in."""

import argparse
import sys
from pathlib import Path
from typing import Final

from equalweight.cli.ready import NotReady, open_site
from equalweight.files.action_logs import ActionLog, read_action_log
from equalweight.files.refused import FileRefused

HELP: Final = "bring in commitments from an action log kept as a CSV file"

DONE, SOME_LISTED, REFUSED = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("commitments",), help="what the file holds")
    parser.add_argument(
        "file", type=Path, metavar="FILE.csv", help="columns: No., Commitment, Lead, Status / next step, When"
    )
    parser.add_argument("--committee", required=True, metavar="NAME", help="the committee's name or id")


def run(args: argparse.Namespace) -> int:
    """Print imported / already there / not read, and each row not read with its reason. 0, 1 some listed, 2 refused."""
    try:
        log = read_action_log(args.file)
        open_site()
    except (FileRefused, NotReady) as refused:
        return _refuse(refused)
    return _import(log, args.file, args.committee)


def _import(log: ActionLog, file: Path, committee_name: str) -> int:
    from django.utils import timezone  # noqa: PLC0415  (Django is heavy)

    from equalweight.site.commitments import importing, loaders  # noqa: PLC0415
    from equalweight.site.web.rules import RuleBroken  # noqa: PLC0415

    try:
        committee = loaders.committee_named(committee_name)
    except RuleBroken as broken:
        return _refuse(broken.message)
    plan = importing.plan_import(committee, log, file.name)
    done = importing.carry_out(committee, plan, by=loaders.host(), at=timezone.now())
    for said in plan.said:
        print(f"{file}: {said}", file=sys.stderr)
    print(done.sentence)
    for finding in done.not_read:
        print(f"{file}: {finding}")
    return SOME_LISTED if done.not_read else DONE


def _refuse(why: object) -> int:
    print(f"equalweight import: {why}", file=sys.stderr)
    return REFUSED
