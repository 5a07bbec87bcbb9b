"""Hundreds of sealed votes, held and robbed while they are open and once more after the close."""

import logging
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from django.db import transaction
from django.test import Client
from tests.cast import NOW, Cast, Player, browser

from equalweight.site.decisions import commands, keys
from equalweight.site.decisions.commands.before import _number, entitled_seats
from equalweight.site.decisions.commands.sealed import lay_out
from equalweight.site.decisions.envelopes import stamp_for
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_proposal
from equalweight.site.web.ids import new_id
from equalweight.site.web.logs import JsonLines

from .road import CLOSES, OPENS
from .stolen import Stolen, steal, where_it_begins

CHOICES = ("no", "pass", "yes")
TAKES_A_CODE = 0.35


@dataclass
class Election:
    """The truth about one election. `early`: the seats that had answered before the first backup.

    `codes`: the code of each seat that holds one, by the second backup.
    """

    decision: Decision
    truth: dict[str, str] = field(default_factory=dict)
    early: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Loot:
    """`before`: when all was ready and nobody had answered. `after`: None where the elections were left open."""

    elections: list[Election]
    sides: Mapping[str, str]
    secrets: list[bytes]
    before: Stolen
    first: Stolen
    second: Stolen
    after: Stolen | None
    log: str


@dataclass
class Holding:
    """Who votes, and how: the first `through_pages` elections by their browsers, the others by the command."""

    cast: Cast
    voters: list[Player]
    folder: Path
    count: int
    through_pages: int = 0
    log_is_silent: bool = True
    chance: random.Random = field(default_factory=lambda: random.Random(20260112))  # noqa: S311

    def hold(self, *, closes: bool = True) -> Loot:
        """Open, answer, steal, answer again, steal; close all and steal once more."""
        begin = where_it_begins()
        self.browsers = {each.seat.pk: browser(each.person) for each in self.voters}
        self.actors = {each.seat.pk: each.actor for each in self.voters}
        elections = [Election(each) for each in self._open()]
        secrets = [_key(each.decision) for each in elections]
        before = steal(self.folder / "before", begin)
        with _listening() as log:
            self._answer(elections, is_first=True)
            first = steal(self.folder / "first", begin)
            self._answer(elections, is_first=False)
            second = steal(self.folder / "second", begin)
            for each in elections if closes else ():
                commands.close_decision(each.decision, by=CLOCK, at=CLOSES)
        after = steal(self.folder / "after", begin) if closes else None
        sides = {each.seat.pk: each.seat.side for each in self.voters}
        return Loot(elections, sides, secrets, before, first, second, after, log.getvalue())

    def _open(self) -> Iterator[Decision]:
        """Some are announced and opened as people do it, the others laid out like the first of them.

        What comes before the vote isn't attacked; numbers, keys and envelopes are made by the same code for all.
        """
        project = start_project(
            self.cast.committee, name="Nights", purpose="Sleep", by=self.cast.maya.actor, at=NOW
        )
        made: Decision | None = None
        for number in range(max(1, self.through_pages)):
            title = f"Proposal {number}"
            proposal = draft_proposal(project, title=title, text="Words.", by=self.cast.maya.actor, at=NOW)
            decision = commands.announce_decision(
                proposal.versions.get(), by=self.cast.helen.actor, at=NOW, votes="sealed"
            )
            made = commands.open_decision(decision, by=CLOCK, at=OPENS)
            yield made
        with transaction.atomic():
            for _ in range(self.count - max(1, self.through_pages)):
                yield _again(made)

    def _answer(self, elections: list[Election], *, is_first: bool) -> None:
        """About half answer at first; then the others do, and some change their minds. Some never answer."""
        for number, election in enumerate(elections):
            leaning = self.chance.choices(CHOICES, k=3)
            for voter in self.chance.sample(self.voters, len(self.voters)):
                seat = voter.seat.pk
                likely = 0.5 if is_first else 0.2 if seat in election.early else 0.6
                if self.chance.random() >= likely:
                    continue
                election.truth[seat] = self.chance.choice([*leaning, *CHOICES])
                code = self._cast(election, voter, is_by_page=number < self.through_pages)
                election.codes |= {seat: code} if code else {}
                if is_first:
                    election.early.add(seat)

    def _cast(self, election: Election, voter: Player, *, is_by_page: bool) -> str:
        choice, seat = election.truth[voter.seat.pk], voter.seat.pk
        wants = self.chance.random() < TAKES_A_CODE
        if not is_by_page:
            return commands.cast_sealed_vote(
                election.decision, choice, by=self.actors[seat], at=OPENS,
                stamp=stamp_for(election.decision, seat), wants_code=wants,
            )  # fmt: skip
        form = f"{self.chance.getrandbits(128):x}"
        code = _send(self.browsers[seat], election.decision, choice, form, wants=wants)
        if self.log_is_silent:
            self._looks_on(election.decision, seat)
        return code

    def _looks_on(self, decision: Decision, seat: str) -> None:
        """As people do after answering; once, for the log to have something to say."""
        assert self.browsers[seat].get(f"/decisions/{decision.pk}/").status_code == 200
        self.log_is_silent = False


def _again(decision: Decision | None) -> Decision:
    assert decision
    copy = Decision.objects.get(pk=decision.pk)
    copy.pk, copy._state.adding = new_id(), True
    copy.save()
    _number(copy, entitled_seats(copy))
    lay_out(copy)
    return copy


def _send(sender: Client, decision: Decision, choice: str, form: str, *, wants: bool) -> str:
    """As people do it: open the ballot, answer, and press once too often."""
    page = f"/decisions/{decision.pk}/sealed-answer/"
    stamp = sender.get(page).context["page"].stamp
    typed = {"choice": choice, "submission_key": form, "stamp": stamp} | (
        {"wants_code": "on"} if wants else {}
    )
    response = sender.post(page, typed)
    assert response.status_code == (200 if wants else 303)
    assert sender.post(page, typed).status_code == 303
    return response.context["page"].code if wants else ""


def _key(decision: Decision) -> bytes:
    key = keys.read_key(decision.pk)
    assert key
    return key.private_bytes_raw()


@contextmanager
def _listening() -> Iterator[StringIO]:
    """What any part of the program writes into its log meanwhile, or prints: an operator keeps both."""
    log = StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    try:
        with redirect_stdout(log), redirect_stderr(log):
            yield log
    finally:
        logging.getLogger().removeHandler(handler)
