"""Reads a game from a small YAML file.

Only what the form needs is read: mappings, lists, words and whole numbers. Aliases, tags, several documents,
doubled keys, deep nesting and large files are refused, with the line, before anything is built from them.
"""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Final

import yaml
from yaml.reader import ReaderError

from equalweight.core.tally import TallyError
from equalweight.core.tally.power import Game, game_from_form
from equalweight.files.refused import FileRefused, Finding, unreadable
from equalweight.files.source import opened

MOST_BYTES: Final = 65_536
MOST_NODES: Final = 5_000
DEEPEST: Final = 8
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
# Longer than any number that can be used here, and short enough to be read at once.
MOST_DIGITS: Final = 4_000
_NOTHING: Final = ("", "~", "null")

Place = tuple[str | int, ...]
Plain = dict[str, "Plain"] | list["Plain"] | str | int | None


class _Trouble(Exception):
    """Something in the file that won't be read, with where it is."""

    def __init__(self, event: yaml.Event, what: str, mend: str) -> None:
        super().__init__(what)
        self.finding = Finding(_line_of(event), what, mend)


class _Builder:
    """Builds plain values from YAML events, remembering the line of every value and key."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.SafeLoader)
        self.lines: dict[Place, int] = {}
        self.nodes = 0

    def document(self) -> Plain:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            raise _Trouble(start, "There is nothing in it.", "Start from one of the examples.")
        built = self._value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Trouble(after, "A second document begins here.", "Put one game in a file.")
        return built

    def _value(self, event: yaml.Event, place: Place) -> Plain:
        self._check(event, place)
        self.lines.setdefault(place, _line_of(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place)
        assert isinstance(event, yaml.ScalarEvent)
        return _scalar(event)

    def _check(self, event: yaml.Event, place: Place) -> None:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Trouble(event, "Anchors and aliases (& and *) are not read.", "Write it out in full.")
        if getattr(event, "tag", None):
            raise _Trouble(event, "Tags (!) are not read.", "Leave the tag out.")
        if len(place) > DEEPEST:
            raise _Trouble(event, "This is nested too deeply.", "See the examples for the form.")
        if self.nodes > MOST_NODES:
            raise _Trouble(event, "There is too much in this file.", "Describe a smaller table.")

    def _mapping(self, place: Place) -> dict[str, Plain]:
        built: dict[str, Plain] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self._check(event, place)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Trouble(event, "A key should be a word.", "See the examples for the form.")
            key = str(event.value)
            if key in built:
                raise _Trouble(event, f"The key {key[:60]!r} is here twice.", "Keep the right one only.")
            self.lines[*place, key] = _line_of(event)
            built[key] = self._value(next(self.events), (*place, key))
        return built

    def _list(self, place: Place) -> list[Plain]:
        built: list[Plain] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            built.append(self._value(event, (*place, len(built))))
        return built


def read_game(path: Path) -> Game:
    """The game described in a YAML file, or on standard input ("-").

    Raises FileRefused with the line, what is wrong, and the mend.
    """
    text = _text(path)
    builder = _Builder(text)
    try:
        return game_from_form(builder.document())
    except _Trouble as trouble:
        raise FileRefused(path, [trouble.finding]) from None
    except yaml.YAMLError as trouble:
        raise FileRefused(path, [_not_yaml(trouble, text)]) from None
    except TallyError as trouble:
        raise FileRefused(path, [Finding(_line(builder.lines, trouble.path), trouble.message, "")]) from None


def examples() -> dict[str, Path]:
    """The ready examples by name, in order."""
    folder = Path(str(resources.files("equalweight.files") / "examples"))
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def _text(path: Path) -> str:
    try:
        with opened(path) as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise unreadable(path, trouble) from None
    if len(content) > MOST_BYTES:
        what = f"It is larger than {MOST_BYTES // 1024} KB, far more than a table of seats needs."
        raise FileRefused(path, [Finding(None, what, "Describe a smaller table.")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        mend, line = "Save it again with the encoding UTF-8.", content.count(b"\n", 0, trouble.start) + 1
        raise FileRefused(path, [Finding(line, "Its letters are not in UTF-8.", mend)]) from None


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> str | int | None:
    """Words stay words ("no", 1/2, 2.5): only digits become a number, and only nothing becomes nothing."""
    written = str(event.value)
    if event.style is not None:
        return written
    if written in _NOTHING:
        return None
    if not _WHOLE.fullmatch(written):
        return written
    if len(written) > MOST_DIGITS:
        raise _Trouble(event, f"This number has {len(written):,} digits.", "Describe a smaller table.")
    return int(written)


def _not_yaml(trouble: yaml.YAMLError, text: str) -> Finding:
    if isinstance(trouble, ReaderError):
        line = text.count("\n", 0, trouble.position) + 1
        what = f"There is a letter that may not be there (U+{ord(text[trouble.position]):04X}, not visible)."
        return Finding(line, what, "Delete it, or type the line again.")
    mark = getattr(trouble, "problem_mark", None)
    problem = str(getattr(trouble, "problem", None) or "something is not as YAML has it")
    what = f"This can't be read as YAML: {problem[:120]}."
    return Finding(mark.line + 1 if mark else None, what, "Check spaces, colons and dashes near here.")


def _line(lines: dict[Place, int], place: Place) -> int | None:
    """The line of the nearest place that is in the file."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place)
