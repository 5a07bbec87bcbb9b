"""Who held which seat when, as the entries show it, and whether those who acted or were asked held theirs."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from equalweight.core.measures.offices import Backings, holds_office
from equalweight.core.measures.places import committees_of
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.tally import SIDES

# The only acts that can end a seat.
SEAT_ENDED = ("seat.left", "removal.closed")


@dataclass
class Held:
    """One seat: where, on which side, from which entry to which. `ended` is None while it is held.

    `chaired`: from which entry to which it was its side's co-chair.
    """

    committee: str
    side: str
    taken: int
    ended: int | None = None
    chaired: list[tuple[int, int | None]] = field(default_factory=list)

    def is_held(self, seq: int) -> bool:
        """Whether somebody held it just before entry `seq`."""
        return self.taken < seq and (self.ended is None or self.ended >= seq)

    def is_co_chair(self, seq: int) -> bool:
        """Whether its holder was its side's co-chair just before entry `seq`."""
        # Of tuples that begin alike, the shorter sorts first.
        before = bisect_left(self.chaired, (seq,))
        if before == 0:
            return False
        last = self.chaired[before - 1][1]
        return last is None or last >= seq


def named(entries: Iterable[Entry]) -> dict[str, str]:
    """Seats named at a start for somebody to confirm, and in which committee: nobody holds them until then."""
    return {
        seat["seat"]: entry.ctx
        for entry in entries
        if entry.type == "committee.started"
        for seat in entry.pub["seats"]
        if seat.get("confirmed") is False
    }


def confirmed(disclosed: Disclosed) -> Iterator[Finding]:
    """Every seat that was confirmed had been named at that committee's start, and was answered once."""
    waiting: dict[str, str] = {}
    for entry in disclosed.entries:
        waiting |= named([entry])
        if entry.type not in ("seat.confirmed", "seat.left"):
            continue
        seat = entry.pub["seat"]
        was_named = seat in waiting
        is_right = waiting.pop(seat, None) == entry.ctx and entry.by == f"seat:{seat}"
        if not is_right and (was_named or entry.type == "seat.confirmed"):
            yield Finding(
                "not_named",
                at_entry(entry.seq),
                f"{entry.type} of seat {seat}: it was not named here, was answered before, or somebody else did it.",
                "A seat begins or is given up by the word of whoever was named for it, once, and by nobody else’s.",
            )


def history(entries: Iterable[Entry]) -> dict[str, Held]:
    """Every seat by its id."""
    return _followed(entries)[0]


def offices(disclosed: Disclosed) -> Iterator[Finding]:
    """Every office was taken with the backing of more than half of that side's seats (promise 1.7)."""
    for seq, what in disclosed.once(_followed)[1].items():
        meaning = "Somebody took an office that their own group had not given them."
        yield Finding("not_backed", at_entry(seq), what, meaning)


def _followed(entries: Iterable[Entry]) -> tuple[dict[str, Held], Mapping[int, str]]:
    """Every seat by its id; and what each entry lacks that gives an office without the backing it takes."""
    found: dict[str, Held] = {}
    chairs = _Chairs()
    for entry in entries:
        for seat, side in taken_by(entry):
            found.setdefault(seat, Held(entry.ctx, side, entry.seq))
        ended = found.get(ended_by(entry) or "")
        if ended is not None and ended.ended is None:
            ended.ended = entry.seq
        chairs.follow(entry, found)
    return found, chairs.not_backed


class _Chairs:
    """Who is co-chair: as named at the start, once they have their seat; then whom more than half of their side back.

    `not_backed`: what each entry lacks that says somebody took an office, and too few of their side had backed them.
    """

    def __init__(self) -> None:
        self.not_backed: dict[int, str] = {}
        self._named: dict[str, str] = {}
        self._now: dict[tuple[str, str], str] = {}
        self._sitting: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._backings = Backings()

    def follow(self, entry: Entry, found: Mapping[str, Held]) -> None:
        """Takes in one entry, after `found` has."""
        if entry.type == "committee.started":
            self._named |= {each["seat"]: each["side"] for each in entry.pub["seats"] if each["co_chair"]}
        for seat, side in taken_by(entry):
            if found[seat].taken == entry.seq:
                self._sitting[found[seat].committee, found[seat].side].add(seat)
            if self._named.get(seat) == side and (entry.ctx, side) not in self._now:
                self._begin(found[seat], seat, entry.seq)
        if entry.type == "office.backed":
            self._backed(entry, found)
        gone = ended_by(entry) or ""
        if gone in found:
            self._left(gone, found, entry.seq)

    def _backed(self, entry: Entry, found: Mapping[str, Held]) -> None:
        seat, chosen = entry.by.removeprefix("seat:"), entry.pub.get("taken_by")
        sitting = self._sitting[entry.ctx, entry.pub["side"]]
        if seat in sitting:
            self._backings.take(entry, seat)
        if chosen is None:
            return
        many = self._backings.can_be_for(entry, chosen)
        if chosen not in sitting or not holds_office(many, len(sitting)):
            self.not_backed[entry.seq] = (
                f"Seat {chosen} took an office; at most {many} of the {len(sitting)} seats of that side had backed it."
            )
        elif entry.pub["office"] == "co_chair" and self._now.get((entry.ctx, entry.pub["side"])) != chosen:
            self._end(found[chosen], found, entry.seq)
            self._begin(found[chosen], chosen, entry.seq)

    def _left(self, seat: str, found: Mapping[str, Held], seq: int) -> None:
        of = found[seat]
        self._sitting[of.committee, of.side].discard(seat)
        self._backings.leave(seat)
        if self._now.get((of.committee, of.side)) == seat:
            self._end(of, found, seq)

    def _begin(self, of: Held, seat: str, seq: int) -> None:
        self._now[of.committee, of.side] = seat
        of.chaired.append((seq, None))

    def _end(self, of: Held, found: Mapping[str, Held], seq: int) -> None:
        last = self._now.pop((of.committee, of.side), None)
        if last is not None:
            first, _ = found[last].chaired.pop()
            found[last].chaired.append((first, seq))


def ended_by(entry: Entry) -> str | None:
    """The seat that this act ended: by its holder's leaving, or because both sides ended it. None for other acts."""
    return entry.pub.get("seat") if entry.type in SEAT_ENDED else None


def seats(disclosed: Disclosed) -> Iterator[Finding]:
    """Every act by a seat happened while it was held and in its own committee, and nobody left for somebody else."""
    held, waiting = disclosed.once(history), disclosed.once(named)
    committees = disclosed.once(committees_of)
    for entry in disclosed.entries:
        yield from _left_by_another(entry)
        kind, _, seat = entry.by.partition(":")
        if kind != "seat":
            continue
        # Whoever starts a committee, or confirms a seat, takes it by that very act.
        is_first = seat in held and held[seat].taken == entry.seq
        # Whoever was named and wants no seat says so without ever having one.
        is_off = entry.type == "seat.left" and seat in waiting and seat not in held
        if not is_first and not is_off and not (seat in held and held[seat].is_held(entry.seq)):
            yield Finding(
                "no_seat",
                at_entry(entry.seq),
                f"Seat {seat} acted, but the record does not show that anybody held it then.",
                "Somebody acted who had no place in the committee, or an earlier entry is missing.",
            )
        elif seat in held and held[seat].committee != committees.get(entry.ctx, held[seat].committee):
            yield Finding(
                "other_committee",
                at_entry(entry.seq),
                f"Seat {seat} is of committee {held[seat].committee}, and acted in {committees[entry.ctx]}.",
                "Somebody acted who had no place in this committee.",
            )


def _left_by_another(entry: Entry) -> Iterator[Finding]:
    if entry.type == "seat.left" and (entry.by != f"seat:{entry.pub['seat']}" or "via" in entry.pub):
        yield Finding(
            "left_by_another",
            at_entry(entry.seq),
            f"Seat {entry.pub['seat']} left, but that was entered by {entry.pub.get('via', entry.by)}.",
            "Somebody's seat was ended by another hand than their own.",
        )


def roll_differs(
    asked: Entry,
    roll: Mapping[str, Collection[str]],
    held: Mapping[str, Held],
    committee: str,
    stepped_back: Collection[str] = (),
) -> Iterator[Finding]:
    """The roll of entry `asked` against the seats held then: every one of both sides, but for those stepped back."""
    yield from named_twice(asked, roll)
    for side in SIDES:
        due = {
            seat
            for seat, each in held.items()
            if each.committee == committee and each.side == side and each.is_held(asked.seq)
        } - set(stepped_back)
        if due != set(roll[side]):
            what = f"{len(roll[side])} seats of {side} were asked; {len(due)} were held and had not stepped back."
            if len(due) == len(roll[side]):
                what = f"The seats of {side} that were asked are not those held then."
            meaning = "Somebody was left out, or somebody was asked who had no place at this table."
            yield Finding("roll_differs", at_entry(asked.seq), what, meaning)


def named_twice(asked: Entry, roll: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Seats that a roll names more than once, on one side or on both: each would count twice."""
    often = Counter(seat for side in SIDES for seat in roll[side])
    if twice := sorted(seat for seat, times in often.items() if times > 1):
        what = f"It names seats more than once: {', '.join(twice)}."
        meaning = "Somebody had more than one answer, or a group was counted as more people than it has."
        yield Finding("named_twice", at_entry(asked.seq), what, meaning)


def taken_by(entry: Entry) -> list[tuple[str, str]]:
    """The seats that this act gave to somebody, each with its side."""
    if entry.type == "committee.started":
        # Where nothing is said, the record is from before founders were asked, and the seat was held at once.
        return [
            (seat["seat"], seat["side"]) for seat in entry.pub["seats"] if seat.get("confirmed") is not False
        ]
    if entry.type == "seat.confirmed":
        return [(entry.pub["seat"], entry.pub["side"])]
    if entry.type in ("offer.accepted", "offer.confirmed") and "seat" in entry.pub:
        return [(entry.pub["seat"], entry.pub["side"])]
    return []
