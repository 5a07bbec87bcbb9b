"""`equalweight verify`: check an export of the record, believing nothing it says."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from equalweight.core.measures.not_shown import SILENCES
from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import Report, verify
from equalweight.files.records import not_an_export, read_lines
from equalweight.files.refused import FileRefused

HELP: Final = "check an export of the record: that nothing in it was changed, and that it adds up"

WHOLE: Final = 0
FINDINGS: Final = 1
UNREADABLE: Final = 2

MOST_SHOWN: Final = 100
_ROOT: Final = re.compile(r"([1-9][0-9]{0,15}):([0-9a-fA-F]{64})", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="an export, as `equalweight export` writes it; - is standard input",
    )
    parser.add_argument(
        "--root",
        action="append",
        default=[],
        type=_root,
        metavar="SIZE:HEX",
        help="a root you kept: how many entries it covers, and its 64 hex digits; as often as you have one",
    )
    parser.add_argument("--json", action="store_true", help="print what is found as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what was found. Return 0 when the record is whole, 1 with findings, 2 for an unreadable file."""
    try:
        report = _report(args.file, _roots(args.root))
    except FileRefused as refused:
        print(f"equalweight verify: {refused}", file=sys.stderr)
        return UNREADABLE
    except _TwoRoots as trouble:
        print(f"equalweight verify: {trouble}", file=sys.stderr)
        return UNREADABLE
    print(json.dumps(report.members(), ensure_ascii=False, indent=2) if args.json else _readable(report))
    return WHOLE if report.whole else FINDINGS


class _TwoRoots(Exception):
    """Two different roots for one size: no record can have both."""


def _root(text: str) -> tuple[int, str]:
    parts = _ROOT.fullmatch(text.strip())
    if not parts:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a root; write it like 60:5dc9da79… with 64 hex digits"
        )
    return int(parts[1]), parts[2].lower()


def _roots(given: Sequence[tuple[int, str]]) -> dict[int, str]:
    roots: dict[int, str] = {}
    for size, root in given:
        if roots.setdefault(size, root) != root:
            raise _TwoRoots(
                f"you gave two different roots of {size} entries. No record has both: if both were given out, "
                f"that is itself proof of a rewrite. Check with one at a time."
            )
    return roots


def _report(path: Path, roots: dict[int, str]) -> Report:
    report = verify(
        read_lines(path), roots=roots, recomputers=RECOMPUTERS, silences=SILENCES, progress=_progress()
    )
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    if not report.known_lines:
        raise not_an_export(path)
    return report


def _progress() -> Callable[[int], None] | None:
    """Tell how far it has come, if somebody is watching."""
    if not sys.stderr.isatty():
        return None
    return lambda lines: print(f"\r{lines:,} lines checked", end="", file=sys.stderr, flush=True)


def _readable(report: Report) -> str:
    return "\n".join([*_findings(report), *_counts(report), *_unknown(report), *_cover(report)])


def _findings(report: Report) -> list[str]:
    findings = report.findings
    if not findings:
        said = "The record is whole: nothing in the file disagrees."
        if report.not_shown or report.confidential:
            said = "Nothing in the file disagrees, but it does not show everything: see below what is not checked."
        return [said, ""]
    count = "One thing does" if report.found == 1 else f"{report.found:,} things do"
    lines = [f"The record is not whole. {count} not agree:", ""]
    for finding in findings[:MOST_SHOWN]:
        lines += [f"- {finding.where}: {finding.what}", f"  {finding.meaning}"]
    if len(findings) > MOST_SHOWN:
        lines.append(f"- and {len(findings) - MOST_SHOWN:,} more; --json lists them.")
    return [*lines, *_more(report), ""]


def _more(report: Report) -> list[str]:
    """How many more there are of those of which only the first are kept, with one of them as an example."""
    examples = {finding.code: finding for finding in reversed(report.findings)}
    return [
        f"- and {count:,} more like the one at {examples[code].where}: {examples[code].meaning}"
        for code, count in report.more.items()
    ]


def _counts(report: Report) -> list[str]:
    confidential = f", {report.confidential:,} of them confidential" if report.confidential else ""
    lines = [f"Entries: {report.size:,}{confidential}. Disclosed values: {report.values:,}."]
    if report.root and report.size:
        lines.append(f"Root of all entries: {report.size}:{report.root}")
    return lines


def _unknown(report: Report) -> list[str]:
    """What the file does not show, so that nobody takes it for checked."""
    lines = []
    if report.confidential:
        hidden = "1 entry is" if report.confidential == 1 else f"{report.confidential:,} entries are"
        lines.append(f"Not shown: {hidden} here only as a hash, so nothing in them can be checked.")
    if report.not_shown:
        lines.append(
            f"Not shown, so not checked, and nothing is claimed about it: {_things(report.unknown)}."
        )
        lines += [f"- {each.where}: {each.what}" for each in report.not_shown[:MOST_SHOWN]]
        if report.unknown > MOST_SHOWN:
            lines.append(f"- and {report.unknown - MOST_SHOWN:,} more; --json lists them all.")
        lines.append("What is left of them was still checked.")
    return lines


def _things(count: int) -> str:
    return "one thing" if count == 1 else f"{count:,} things"


def _cover(report: Report) -> list[str]:
    if report.covered:
        rest = " What came after it could still be another." if report.covered < report.size else ""
        return [f"The first {report.covered:,} entries are those your root was made from.{rest}"]
    if not report.whole or not report.size:
        return []
    return [
        "This shows that the file agrees with itself. A record rewritten from end to end would too:",
        "only a root kept by someone else shows that. Keep this one, and give it with --root next time.",
    ]
