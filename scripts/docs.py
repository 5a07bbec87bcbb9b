"""Docs tell the truth: links lead somewhere, commands exist, and every setting is in the table and back.

Reads every Markdown file that git knows of (or that is about to be added).
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from steps import ROOT

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)
MAKE = re.compile(r"`make ([a-z]+)")
SETTING_READ = re.compile(r"""(?:environ(?:\.get)?[(\[]|\bflag\()\s*["']([A-Z][A-Z_]+)["']""")
SETTING_ROW = re.compile(r"^\|\s*`([A-Z][A-Z_]+)`", re.M)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)


def pages() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def anchors(page: Path) -> set[str]:
    """The places in a page that a link can name, as the usual viewers make them from headings."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> Iterator[str]:
    for target in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        if not aim.exists():
            yield f"links to {target}, which is not there"
        elif anchor and aim.suffix == ".md" and anchor not in anchors(aim):
            yield f"links to {target}, and there is no such heading"


def unknown_commands(page: Path, targets: set[str]) -> Iterator[str]:
    for name in sorted(set(MAKE.findall(page.read_text("utf-8"))) - targets):
        yield f"names `make {name}`, which is not in the Makefile"


def settings_differ() -> Iterator[str]:
    """The table of docs/operations.md and what the code reads from the environment are the same set."""
    table = set(SETTING_ROW.findall((ROOT / "docs" / "operations.md").read_text("utf-8")))
    read: set[str] = set()
    for folder in ("site/config", "cli"):
        for source in (ROOT / "src" / "equalweight" / folder).rglob("*.py"):
            if "tests" not in source.parts:
                read |= set(SETTING_READ.findall(source.read_text("utf-8")))
    read.discard("DJANGO_SETTINGS_MODULE")
    for name in sorted(read - table):
        yield f"{name} is read by the code and is not in the table"
    for name in sorted(table - read):
        yield f"{name} is in the table and nothing reads it"


def main() -> int:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    found = [
        f"{page.relative_to(ROOT)} {wrong}"
        for page in pages()
        for wrong in (*broken_links(page), *unknown_commands(page, targets))
    ]
    found += [f"docs/operations.md: {wrong}" for wrong in settings_differ()]
    print("\n".join(found) or f"{len(pages())} pages: links, commands and settings are right")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
