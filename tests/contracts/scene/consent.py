"""A table that decides by consent, with a question at every point of its road: round, talk, last vote, end."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.committees.attending.commands import agree_to_welcome, ask_to_welcome
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision, RoundAnswer
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.projects.commands import start_project
from equalweight.site.projects.models import Project
from equalweight.site.proposals.commands import draft_proposal
from tests.cast import Cast, Player, by_consent, later, player

NAMES = ("Maya", "Leroy", "Ana", "Helen", "Sam", "Tess")
WHY, HARM = "A bell at night wakes everybody", "People who can’t sleep fall ill"


@dataclass(frozen=True)
class Consent:
    """Leroy objected wherever there is an objection."""

    project: Project
    round: Decision  # open
    talk: Decision
    asked: Decision  # both groups are asked whether his objection has a reason
    uncounted: Decision  # the talk is over, and the clock has not counted
    last: Decision  # after the last round: yes or no
    carried: Decision  # once he took it back, after he had published it

    @staticmethod
    def objection(decision: Decision) -> RoundAnswer:
        return RoundAnswer.objects.get(round__decision=decision, choice="object", round__number=1)


def make_consent(cast: Cast) -> Consent:
    """At a hundred and ten days. Olu looks on here too."""
    committee = by_consent(cast.helen.person)
    players = {name: player(committee, name) for name in NAMES}
    helen, maya = (seat_actor(players[name].seat) for name in ("Helen", "Maya"))
    ask = ask_to_welcome(committee, cast.olu.email, "observer", by=helen, at=later(days=1))
    assert ask
    agree_to_welcome(ask, by=maya, at=later(days=1))
    project = start_project(
        committee, name="Night bells", purpose="Quiet nights", by=players["Maya"].actor, at=later(days=1)
    )
    return make_rounds(project, players)


def make_rounds(project: Project, players: dict[str, Player]) -> Consent:
    leroy = players["Leroy"].actor

    def opened(at: datetime) -> Decision:
        proposal = draft_proposal(
            project,
            title="A bell in every room",
            text="A bell that a carer hears.",
            by=players["Maya"].actor,
            at=at,
        )
        decision = commands.announce_decision(proposal.versions.get(), by=players["Helen"].actor, at=at)
        return commands.open_decision(decision, by=CLOCK, at=decision.opens_at)

    def objected(decision: Decision) -> Decision:
        at = decision.ballot_opened_at or decision.opens_at
        for name, each in players.items():
            words = {"reason": WHY, "harm": HARM} if name == "Leroy" else {}
            choice = "object" if words else "consent"
            commands.cast_vote(decision, choice, by=each.actor, at=at, **words)
        return commands.close_decision(decision, by=CLOCK, at=decision.closes_at)

    def talked(decision: Decision) -> Decision:
        return commands.end_talk(decision, by=CLOCK, at=decision.talk_until or decision.closes_at)

    carried = objected(opened(later(days=10)))
    own = Consent.objection(carried)
    commands.publish_objection(own, by=leroy, at=carried.closes_at)
    commands.withdraw_objection(own, by=leroy, at=carried.closes_at)
    carried = commands.end_talk(carried, by=CLOCK, at=carried.closes_at)
    last = talked(objected(talked(objected(opened(later(days=40))))))
    talk, asked = objected(opened(later(days=80))), objected(opened(later(days=80)))
    uncounted = objected(opened(later(days=60)))
    commands.question_objection(Consent.objection(asked), by=players["Sam"].actor, at=later(days=105))
    return Consent(
        project=project, round=opened(later(days=102)), talk=talk, asked=asked, uncounted=uncounted, last=last,
        carried=carried,
    )  # fmt: skip
