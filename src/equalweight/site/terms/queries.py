"""What the page shows: the answer to somebody's terms, and the ready examples."""

from dataclasses import dataclass

from django.urls import reverse

from equalweight.core.tally import LIVED_EXPERIENCE, SIDES, STAFF
from equalweight.core.tally.power import Power, SeatPower, part, percent, sentences
from equalweight.site.web.elements import Bar, Bars, Fact, Pair, Row, SideFigure, Table

from . import words
from .entered import Terms, query
from .equal import Equal, what_would_make_it_equal
from .examples import EXAMPLES


@dataclass(frozen=True)
class Answer:
    """`sentences` has every figure; `headline` and `points` what matters most. No pair without the two sides."""

    name: str
    headline: str
    points: tuple[str, ...]
    is_advice: bool
    pair: Pair | None
    prevails: Bars | None
    powerless: tuple[str, ...]
    seats: Bars
    sentences: tuple[str, ...]
    equal: Equal
    entered: tuple[Fact, ...]
    keep: str
    file: str


@dataclass(frozen=True)
class ExampleLink:
    name: str
    about: str
    href: str


@dataclass(frozen=True)
class TermsPage:
    """`answer`: None until something was entered that can be worked out."""

    answer: Answer | None
    examples: tuple[ExampleLink, ...]


def terms_page(answer: Answer | None = None) -> TermsPage:
    return TermsPage(answer, tuple(ExampleLink(e.terms.name, e.about, _address(e.terms)) for e in EXAMPLES))


def answer_to(terms: Terms, found: Power) -> Answer:
    """What `terms` give, from their power."""
    return Answer(
        name=terms.name,
        headline=words.headline(found),
        points=words.points(found),
        is_advice=found.advice,
        pair=_pair(found),
        prevails=_prevails(found),
        powerless=()
        if found.advice
        else tuple(words.powerless(each) for each in found.classes if each.dummy),
        seats=_seats(found),
        sentences=sentences(found),
        equal=what_would_make_it_equal(terms, found),
        entered=words.entered(terms),
        keep=_address(terms),
        file=f"{reverse('terms:file')}?{query(terms)}",
    )


def _address(terms: Terms) -> str:
    return f"{reverse('terms:test')}?{query(terms)}"


def _pair(found: Power) -> Pair | None:
    if not found.sides or found.advice:
        return None
    lived, staff = (_half(found, side) for side in SIDES)
    return Pair(lived, staff)


def _half(found: Power, name: str) -> SideFigure:
    side, final = found.sides.get(name), found.game.final_decision
    beyond = f" ({final.seats} of them in {final.by})" if final and final.side == name else ""
    figure = percent(side.as_bloc) if side else "0%"
    return SideFigure(name, figure, words.side_sentence(side, beyond))  # type: ignore[arg-type]  # one of the two


def _prevails(found: Power) -> Bars | None:
    lived, staff = found.sides.get(LIVED_EXPERIENCE), found.sides.get(STAFF)
    if found.advice or lived is None or staff is None or lived.prevails is None or staff.prevails is None:
        return None
    return Bars(
        "How often each group gets its way, of all the ways people can vote in which most of one group want one "
        "thing and most of the other another.",
        (
            Bar("Lived experience", lived.prevails, percent(lived.prevails), "lived_experience"),
            Bar("Staff", staff.prevails, percent(staff.prevails), "staff"),
        ),
        ("Group", "Gets its way"),
    )


def _seats(found: Power) -> Bars:
    table = Table(
        "What one seat in each group can do",
        ("Group", "Seats", "Changes the result", "Share (Shapley–Shubik)", "Share (Banzhaf)"),
        tuple(_row(each) for each in found.classes),
        numbers=frozenset({1, 2, 3, 4}),
    )
    return Bars(
        "How often one seat changes what happens, of all the ways the others can vote.",
        tuple(
            Bar(each.name, each.banzhaf_absolute, percent(each.banzhaf_absolute), each.side)  # type: ignore[arg-type]
            for each in found.classes
        ),
        table=table,
    )


def _row(seat: SeatPower) -> Row:
    shares = (seat.banzhaf_absolute, seat.shapley_shubik, seat.banzhaf)
    return Row((seat.name, seat.count, *(part(share) for share in shares)))
