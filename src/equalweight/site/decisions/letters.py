"""What is written to people about a decision: plain text, whole. Nothing need be clicked to know what it says."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.committees.models import Seat, Side
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.people.post import send_later

from .in_force import in_force_words
from .models import Decision, FinalAnswer, Question, RoundAnswer
from .terms import remit_of
from .words import rule_points


def announced(decision: Decision, seats: Iterable[Seat]) -> None:
    """The notice with the whole proposal: it is the paper."""
    _write("announced", f"To be decided: {decision.question}", decision, seats)


def announced_again(decision: Decision, seats: Iterable[Seat]) -> None:
    """How it is decided has changed, and the days: the whole notice again. Who stepped back reads that it stays so."""
    subject = f"Told again, as the rule changed: {decision.question}"
    away = set(decision.recusals.values_list("seat", flat=True))
    for seat in seats:
        _write("announced", subject, decision, [seat], is_again=True, stepped_back=seat.pk in away)


def opened(decision: Decision, seats: Iterable[Seat]) -> None:
    """Voting is open; the paper again, so that nobody has to look for it."""
    _write("opened", f"You can answer now: {decision.question}", decision, seats)


def paused(decision: Decision) -> None:
    """It closes later. Not why, and not who asked."""
    _write("paused", f"More time to answer: {decision.question}", decision, _on_roll(decision))


def help_wanted(decision: Decision) -> None:
    """To the co-chair of the side of whoever asked for more time, and to nobody else."""
    asker = Seat.objects.get(pk=decision.paused_by_id)
    chairs = _current(decision).filter(side=asker.side, is_co_chair=True).exclude(pk=asker.pk)
    more = {"asker": asker.name, "help": decision.pause_words}
    _write("help_wanted", "Somebody in your group asks for help before voting", decision, chairs, **more)


def outside_wished(decision: Decision) -> None:
    """To the co-chairs: somebody would rather have it voted on outside. Not who."""
    about = settings.SITE_URL + reverse("decisions:about_sealed")
    subject = f"A wish to hold this vote outside: {decision.question}"
    _write("outside_wished", subject, decision, _current(decision).filter(is_co_chair=True), about=about)


def talk(decision: Decision) -> None:
    """A round came to no consent: what was objected, whole, without names, and until when it is talked through."""
    round = decision.closed_rounds.get(number=decision.ballot)
    objections = list(round.answers.filter(choice="object"))
    sides = [(Side(side).label, counted) for side, counted in round.sides.items()]
    subject = f"To talk through: {decision.question}"
    _write("talk", subject, decision, _on_roll(decision), objections=objections, sides=sides)


def asked_about(decision: Decision, answer: RoundAnswer, question: Question) -> None:
    """Both groups are asked whether an objection has a reason; its author is told that they don't answer."""
    subject = f"Does this objection have a reason? {decision.question}"
    for seat in _on_roll(decision):
        is_author = seat.pk == answer.place.seat_id
        more = {"objection": answer, "closes": question.closes_at, "is_author": is_author}
        _write("asked_about", subject, decision, [seat], **more)


def settled(decision: Decision, answer: RoundAnswer, question: Question) -> None:
    """What both groups found."""
    sides = [(Side(side).label, counted) for side, counted in question.sides.items()]
    found = "has no reason" if question.outcome == "unreasoned" else "stands"
    subject = f"The objection {found}: {decision.question}"
    more = {"objection": answer, "sides": sides, "found": question.outcome}
    _write("settled", subject, decision, _on_roll(decision), **more)


def round_opened(decision: Decision) -> None:
    """The next ballot on the same question, answered anew; after the last round, yes or no."""
    subject = f"You can answer again: {decision.question}"
    _write("round_opened", subject, decision, _on_roll(decision))


def closed(decision: Decision) -> None:
    """The outcome, and why."""
    subject = "Agreed" if decision.outcome["outcome"] == "carried" else "Not agreed"
    sides = [(Side(side).label, counted) for side, counted in decision.outcome["sides"].items()]
    refused = [Side(side).label for side in decision.refused_by]
    seats = _current(decision)
    _write(
        "closed",
        f"{subject}: {decision.question}",
        decision,
        seats,
        sides=sides,
        refused=refused,
        in_force=in_force_words(decision),
        holder=remit_of(decision).holder or "Whoever decides in the end",
        ways=ways_in_force(decision.project.committee, decision.announced_at),
    )


def facilitator_asked(decision: Decision, side: str) -> None:
    """To the other side: that a facilitator is asked for, and who it is. Not who asked."""
    ways = decision.project.committee.ways.order_by("-version")[0]
    subject = f"An independent facilitator is asked for: {decision.question}"
    _write(
        "facilitator",
        subject,
        decision,
        _current(decision).exclude(side=side),
        facilitator=ways.facilitator,
    )


def overridden(decision: Decision, answer: FinalAnswer) -> None:
    """What both groups decided was changed outside the room."""
    kind = FinalAnswer.Kind(answer.kind).label.lower()
    is_noted = answer.recorded_by.side == Side.LIVED_EXPERIENCE
    seats = _current(decision)
    _write(
        "overridden",
        f"Overridden: {decision.question}",
        decision,
        seats,
        answer=answer,
        kind=kind,
        is_noted=is_noted,
    )


def _write(name: str, subject: str, decision: Decision, seats: Iterable[Seat], **more: object) -> None:
    rule = rule_points(decision.rule, decision.quorum, decision.threshold, decision.rounds)
    where = settings.SITE_URL + reverse("decisions:decision", args=[decision.pk])
    for seat in seats:
        if seat.holder is None:
            continue
        words = {
            "name": seat.name,
            "decision": decision,
            "committee": decision.project.committee,
            "where": where,
            "rule": rule,
        }
        body = render_to_string(f"decisions/email/{name}.txt", words | more)
        send_later(seat.holder.email, subject, body)


def _current(decision: Decision) -> QuerySet[Seat]:
    seats = Seat.objects.filter(committee_id=decision.project.committee_id, ended_at__isnull=True)
    return seats.select_related("holder")


def _on_roll(decision: Decision) -> list[Seat]:
    return list(_current(decision).filter(pk__in=decision.roll.values("seat")))
