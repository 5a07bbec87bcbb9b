"""Reading plain values strictly: one small check a kind of value, each refusal with its path and mend."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from equalweight.core.tally.errors import TallyError

Path = tuple[str | int, ...]

LONGEST_TEXT: Final = 120
_SHARE: Final = re.compile(r"([0-9]{1,6})\s*/\s*([0-9]{1,6})|([0-9]{1,6}(?:\.[0-9]{1,6})?)", re.ASCII)


def wrong(code: str, what: str, mend: str, path: Path) -> TallyError:
    """A refusal of what stands at `path` in the form: `what` is wrong, and how to `mend` it."""
    return TallyError(code, f"{what} {mend}", path)


def fields(
    form: object, path: Path, *, needed: Sequence[str] = (), optional: Sequence[str] = ()
) -> dict[str, object]:
    """A mapping with all the `needed` keys and none but those and the `optional` ones, each with a value.

    Keys are compared in NFC, so that names that look alike are alike.
    """
    known = (*needed, *optional)
    if not isinstance(form, Mapping):
        raise wrong(
            "not_a_mapping", f"Here should be {_named(known)}, each with its value.", "Write them so.", path
        )
    given: dict[str, object] = {}
    for key, value in form.items():
        name = one_form(key) if isinstance(key, str) else key
        if name not in known:
            raise wrong(
                "unknown_key", f"{shown(key)} is not known here.", f"Use only {_named(known)}.", (*path, key)
            )
        if name in given:
            raise wrong(
                "key_twice", f"{shown(name)} is here twice.", "Keep the right one only.", (*path, key)
            )
        if value is None and name not in needed:
            mend = "Give it one, or leave the whole line out."
            raise wrong("value_missing", f"{shown(name)} has no value.", mend, (*path, key))
        given[name] = value
    for key in needed:
        if given.get(key) is None:
            raise wrong("key_missing", f"{key} is missing here.", f"Add {key}, with its value.", path)
    return {key: given[key] for key in known if key in given}


def one_form(name: str) -> str:
    """Letters that can be written in two ways brought to one (NFC)."""
    return unicodedata.normalize("NFC", name)


def entries(form: object, path: Path, *, most: int, called: str) -> Sequence[object]:
    """A list with something in it, and at most `most` entries."""
    if not isinstance(form, list | tuple) or not form:
        raise wrong("not_a_list", f"Here should be a list of {called}.", "Begin each with a dash.", path)
    if len(form) > most:
        raise wrong(
            "too_many", f"There are {len(form):,} {called}, and the most is {most}.", "Use fewer.", path
        )
    return form


def text(form: object, path: Path) -> str:
    """Words in NFC, without outer spaces."""
    words = str(form) if isinstance(form, int) and not isinstance(form, bool) else form
    if not isinstance(words, str) or not words.strip():
        raise wrong("not_words", f"Here should be a name, not {shown(form)}.", "Write it in letters.", path)
    if len(words) > LONGEST_TEXT or not words.isprintable():
        mend = f"Use at most {LONGEST_TEXT} plain letters on one line."
        raise wrong("name_too_long", f"{shown(words)} can't be a name.", mend, path)
    return one_form(words).strip()


def choice(form: object, path: Path, words: Sequence[str]) -> str:
    """One of `words`, exactly as written. Raises TallyError `unknown_word`."""
    if form not in words:
        raise wrong("unknown_word", f"{shown(form)} is not known here.", f"Write {' or '.join(words)}.", path)
    return str(form)


def whole(form: object, path: Path, *, least: int, most: int = 10**9) -> int:
    """A whole number from `least` to `most`; a fraction, a word, a sign or a leading 0 is refused."""
    if isinstance(form, bool) or not isinstance(form, int):
        mend = "Write digits only, like 12."
        if isinstance(form, str) and re.fullmatch("0[0-9]+", form, re.ASCII):
            mend = "Write it without the 0 in front: with it, some programs read another number."
        raise wrong("not_whole", f"{shown(form)} is not a whole number.", mend, path)
    if form < least or form > most:
        reach = f"from {least} to {most:,}"
        raise wrong(
            "out_of_range", f"{shown(form)} can't be used here.", f"Write a whole number {reach}.", path
        )
    return form


def share(form: object, path: Path) -> Fraction:
    """An exact share from 0 to below 1, written 1/2 or 0.51."""
    found = _SHARE.fullmatch(str(form).strip()) if isinstance(form, str | int) else None
    if found is None or (found[2] is not None and int(found[2]) == 0):
        raise wrong("not_a_share", f"{shown(form)} is not a share.", "Write it like 1/2 or 0.51.", path)
    value = Fraction(int(found[1]), int(found[2])) if found[2] else Fraction(found[3])
    if value >= 1:
        what = f"More than {value} is more than everybody: nobody can reach it."
        raise wrong("out_of_reach", what, "Write a share below 1, like 1/2.", path)
    return value


def shown(form: object) -> str:
    """A value as it is quoted in a message: short, whatever it is."""
    if isinstance(form, int) and not isinstance(form, bool) and form.bit_length() > 100:
        return "This number"
    said = repr(form) if isinstance(form, str | int | float) else "This"
    return said if len(said) <= 60 else f"{said[:57]}..."


def _named(words: Sequence[str]) -> str:
    return ", ".join(words)[:300]
