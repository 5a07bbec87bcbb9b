"""The two sides, and the words people see for them."""

from typing import Final

LIVED_EXPERIENCE: Final = "lived_experience"
STAFF: Final = "staff"
SIDES: Final = (LIVED_EXPERIENCE, STAFF)

PAGE_WORDS: Final = {LIVED_EXPERIENCE: "people with lived experience", STAFF: "staff"}
