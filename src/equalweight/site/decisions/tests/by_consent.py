"""Steps on the road of a question put by consent, for tests: each through the command a person would use."""

from datetime import datetime

from tests.cast import NOW, Cast, Player, by_consent, player

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision, RoundAnswer
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines

from .road import OPENS, fresh, propose

WHY, HARM = "Nights are the worst", "Somebody falls and nobody comes"
Says = dict[str, str]
ALL_CONSENT: Says = dict.fromkeys(("maya", "leroy", "ana", "helen", "sam", "tess"), "consent")
LEROY_OBJECTS = ALL_CONSENT | {"leroy": "object"}


class Table:
    """The cast at a table that decides by consent; `who` by first name."""

    def __init__(self, cast: Cast, *, rounds: int = 2) -> None:
        self.committee = by_consent(cast.helen.person, rounds=rounds)
        self.who: dict[str, Player] = {
            name: player(self.committee, name.capitalize()) for name in ALL_CONSENT
        }
        version = propose(self.committee, self.who["maya"])
        self.decision = commands.announce_decision(version, by=self.who["helen"].actor, at=NOW)
        commands.open_decision(self.decision, by=CLOCK, at=OPENS)

    @property
    def now(self) -> Decision:
        return fresh(self.decision)

    def answer(self, says: Says, *, at: datetime | None = None) -> None:
        for name, choice in says.items():
            words = {"reason": WHY, "harm": HARM} if choice == "object" else {}
            when = at or self.now.ballot_opened_at or OPENS
            commands.cast_vote(self.now, choice, by=self.who[name].actor, at=when, **words)

    def close(self) -> Decision:
        """The clock, when the ballot's time is up."""
        tick(self.now.closes_at)
        return self.now

    def round(self, says: Says) -> Decision:
        self.answer(says)
        return self.close()

    def end_talk(self) -> Decision:
        """The clock, when the talk's time is up: first what both groups said of objections, then the talk."""
        until = self.now.talk_until
        assert until is not None
        tick(until)
        return self.now

    def objection(self, name: str = "leroy") -> RoundAnswer:
        found = RoundAnswer.objects.filter(
            round__decision=self.decision, choice="object", place__seat=self.who[name].seat
        )
        return found.select_related("round__decision", "place").latest("round__number")

    def judge(self, choice: str, *names: str, of: str = "leroy") -> None:
        at = self.now.closes_at
        for name in names:
            commands.judge_objection(self.objection(of), choice, by=self.who[name].actor, at=at)


def codes(lines: list[bytes] | None = None) -> list[str]:
    """What the verifier finds in the record as it stands, or in these lines."""
    found = verify(lines if lines is not None else list(export_lines()), roots={}, recomputers=RECOMPUTERS)
    return [each.code for each in found.findings]
