"""Every read about offers."""

from ..power import seat_power
from ..words import LetterWords, letter_words
from .letter import LetterPage, letter_page, old_letter_page, shown_access_words
from .members import MakePage, OfferPage, OffersPage, make_page, offer_page, offers_page, print_words
from .waiting import waiting_for

__all__ = [
    "LetterPage", "LetterWords", "MakePage", "OfferPage", "OffersPage", "letter_page", "letter_words", "make_page",
    "offer_page", "offers_page", "old_letter_page", "print_words", "seat_power", "shown_access_words",
    "waiting_for",
]  # fmt: skip
