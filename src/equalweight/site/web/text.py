"""What counts as words: one form of every character, no invisible tricks."""

import unicodedata

from django.core.exceptions import ValidationError

# Characters that turn the direction of what follows, so that a name can read as another.
TURNS_TEXT_ROUND = frozenset("\u202d\u202e")


def tidy(text: str) -> str:
    """The same words in one spelling: NFC, one kind of line end."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def refuse_hidden(text: str) -> None:
    """Refuse NUL, control characters, halves of characters and the ones that turn text round."""
    if any(map(_is_hidden, text)):
        raise ValidationError(
            "This has a character in it that cannot be seen or kept, "
            "perhaps from copying and pasting. Type that part again.",
            code="hidden",
        )


def is_blank(text: str) -> bool:
    """True when there is nothing in it that anyone could see."""
    return all(char.isspace() or unicodedata.category(char) in {"Cf", "Mn", "Me"} for char in text)


def _is_hidden(char: str) -> bool:
    code = ord(char)
    if char in "\n\t":
        return False
    return unicodedata.category(char) in {"Cc", "Cs"} or char in TURNS_TEXT_ROUND or (code & 0xFFFE) == 0xFFFE
