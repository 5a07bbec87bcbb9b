"""Every type of entry there is, and what each may hold in public. The record has no other words."""

from collections.abc import Mapping

from equalweight.core.record.kinds import (
    CODE,
    COUNT,
    DATE,
    DAYS,
    FINGERPRINT,
    FLAG,
    ID,
    SEQ,
    SHARE,
    TIME,
    EntryType,
    Kind,
    list_of,
    one_of,
    optional,
    shape,
)

SIDE = one_of("lived_experience", "staff")
PHASE = one_of("co_design", "co_decide", "co_deliver", "co_evaluate")
WAY = one_of("online", "phone", "post", "in_person")
RULE = one_of("both_sides", "balanced", "consent", "ranked")
OUTCOME = one_of("carried", "not_carried", "not_quorate")
OFFICE = one_of("co_chair", "access_coordinator")
DUTY_ANSWER = one_of("new_date", "will_not", "answered")
HEAD_COUNT = one_of("carried", "not_carried")
CHOICE = one_of("yes", "no", "pass")
_WAYS = shape(
    {
        "rule": RULE, "quorum": SHARE, "threshold": SHARE, "days_for_papers": DAYS, "days_to_vote": DAYS,
        "days_to_answer": DAYS, "days_to_bring_back": DAYS, "days_to_sign_off": DAYS,
        # Of consent. Left out in ways of working from before there were rounds: two.
        "rounds": optional(COUNT),
        # While the groups disagree, nothing that was there before is cut.
        "protects_meanwhile": optional(FLAG),
    }
)  # fmt: skip
REMIT = one_of("decides", "decides_by_promise", "advises")
# What a decision changes of the committee itself, rather than what the committee works on.
CHANGES = one_of("ways", "remit", "closing")
_REMIT = shape({"kind": REMIT, "days": DAYS})
_REMIT_WORDS = ("holder", "power", "on_the_table", "off_the_table")
# Left out in records from before founders were asked: such a seat was held from the start.
_FOUNDING_SEAT = shape({"seat": ID, "side": SIDE, "co_chair": FLAG, "confirmed": optional(FLAG)})
_SIDE_COUNTS = shape(
    {
        "entitled": COUNT, "answered": COUNT, "yes": COUNT, "no": COUNT, "passed": COUNT, "quorum_met": FLAG,
        "carried": FLAG,
    }
)  # fmt: skip
_SIGN_OFF_COUNTS = shape({"entitled": COUNT, "answered": COUNT, "done": COUNT, "not_yet": COUNT})


def _sides(kind: Kind) -> Kind:
    return shape({"lived_experience": kind, "staff": kind})


def _kind(name: str, pub: Mapping[str, Kind], *com: str, sealed_by: bool = False) -> EntryType:
    # Any act may say that somebody at the host's keyboard entered it for a person.
    return EntryType(name, {**pub, "via": optional(one_of("host"))}, frozenset(com), sealed_by)


# The answers of each side in sorted order, and which numbers of the roll answered, in rising order. Codes in sorted
# order, of those who took one to find their answer by.
_SEALED_VOTES = shape(
    {
        "choices": _sides(list_of(CHOICE)), "answered": list_of(COUNT), "unreadable": FLAG,
        "codes": optional(_sides(list_of(shape({"code": CODE, "choice": CHOICE})))),
    }
)  # fmt: skip

# Context: the committee.
_COMMITTEE = (
    _kind(
        "committee.started",
        {
            "kind": one_of("inside", "outside"),
            "remit": REMIT,
            # How many days whoever decides in the end has to act or answer.
            "remit_days": optional(DAYS),
            "ways": _WAYS,
            "seats": list_of(_FOUNDING_SEAT),
        },
        "name", "purpose", *_REMIT_WORDS,
    ),
    # Somebody named at the start says that it is right; their side is their own word.
    _kind("seat.confirmed", {"seat": ID, "side": SIDE}),
    # Also by somebody who was named and never confirmed: they are off the list.
    _kind("seat.left", {"seat": ID, "side": SIDE}),
    _kind("office.backed", {"office": OFFICE, "side": SIDE, "taken_by": optional(ID)}),
    _kind("offer.made", {"offer": ID, "side": SIDE, "answer_by": DATE, "sent": FLAG}, "terms"),
    _kind("offer.approved", {"offer": ID, "sent": FLAG}),
    _kind("offer.withdrawn", {"offer": ID}),
    _kind("offer.asked", {"offer": ID, "way": WAY}, "words"),
    _kind("offer.countered", {"offer": ID, "way": WAY}, "words"),
    _kind("offer.replied", {"offer": ID}, "words"),
    # Left out in records from before it was said: the day it was made with may have been moved.
    _kind("offer.revised", {"offer": ID, "version": COUNT, "answer_by": optional(DATE)}, "terms"),
    _kind(
        "offer.accepted",
        {"offer": ID, "version": COUNT, "side": SIDE, "way": WAY, "seat": optional(ID), "promises": list_of(ID)},
    ),
    _kind("offer.confirmed", {"offer": ID, "side": SIDE, "seat": ID, "promises": list_of(ID)}),
    # A yes was written down for somebody who says that they did not say it.
    _kind("offer.denied", {"offer": ID}),
    _kind("offer.declined", {"offer": ID, "way": WAY}),
    _kind("told.noted", {"told": ID, "due": DATE}, "words", "said_by"),
    _kind(
        "told.answered",
        {"told": ID, "answer": one_of("confirmed", "corrected", "refused"), "commitment": optional(ID)},
        "words",
    ),
    _kind(
        "clock.reached",
        {"duty": ID, "seat": ID, "months": COUNT, "due": DATE, "commitment": optional(ID)},
    ),
    _kind("clock.answered", {"duty": ID, "answer": DUTY_ANSWER, "due": optional(DATE)}, "words"),
    _kind("reply.asked", {"request": ID, "commitment": ID, "due": DATE}),
    _kind(
        "reply.given",
        {"request": ID, "answer": one_of("done", "will_do", "will_not"), "due": optional(DATE)},
        "words",
    ),
    _kind("promise.judged", {"commitment": ID, "kept": FLAG}, "words"),
    # Nothing says whose seat it is about, or who asked, unless both sides end it.
    _kind(
        "removal.asked",
        {"removal": ID, "opens": TIME, "closes": TIME, "quorum": SHARE, "threshold": SHARE},
        "seat", "reason", "happened_on", sealed_by=True,
    ),
    _kind("removal.replied", {"removal": ID}, "words", sealed_by=True),
    _kind("removal.opened", {"removal": ID, "roll": _sides(list_of(ID)), "closes": TIME}),
    _kind("removal.voted", {"removal": ID, "side": SIDE}, "choice", sealed_by=True),
    _kind(
        "removal.closed",
        {
            "removal": ID, "outcome": one_of("carried", "not_carried", "not_quorate", "dropped"),
            "rule": one_of("both_sides"), "quorum": SHARE, "threshold": SHARE,
            # Left out when it was dropped: then nothing was counted.
            "sides": optional(_sides(_SIDE_COUNTS)), "head_count": optional(HEAD_COUNT),
            # The seat that ended by this: there exactly when it is carried.
            "seat": optional(ID),
        },
    ),
)  # fmt: skip

# Rounds of consent: core/measures/rounds.py. Who objects is sealed, so who withdraws, asks or judges is too.
_ROUNDS = (
    _kind(
        "decision.round_closed",
        {
            "decision": ID, "round": COUNT, "sides": _sides(_SIDE_COUNTS), "head_count": HEAD_COUNT,
            "talk_until": TIME,
        },
    ),
    _kind("decision.round_opened", {"decision": ID, "round": COUNT, "rule": RULE, "closes": TIME}),
    _kind("objection.withdrawn", {"decision": ID, "side": SIDE}, sealed_by=True),
    _kind("objection.published", {"decision": ID, "side": SIDE}, sealed_by=True),
    _kind("objection.questioned", {"decision": ID, "question": ID, "closes": TIME}, sealed_by=True),
    _kind("objection.judged", {"decision": ID, "question": ID, "side": SIDE}, "choice", sealed_by=True),
    _kind(
        "objection.settled",
        {
            "decision": ID, "question": ID, "outcome": one_of("unreasoned", "stands"),
            # yes: it has no reason; no: it has one.
            "sides": _sides(_SIDE_COUNTS),
        },
    ),
)  # fmt: skip

# Context: the project; or, for a commitment outside any project, its committee.
_PROJECT = (
    _kind("project.started", {"project": ID, "committee": ID, "side": SIDE}, "name", "purpose"),
    _kind("phase.joined", {"phase": PHASE, "seat": ID, "side": SIDE, "paid": FLAG}, "what"),
    _kind("phase.left", {"phase": PHASE, "seat": ID, "side": SIDE}),
    _kind("work.logged", {"work": ID, "phase": PHASE, "done_on": DATE, "seats": list_of(ID)}, "what"),
    _kind("work.confirmed", {"work": ID, "phase": PHASE, "side": SIDE}),
    _kind("work.denied", {"work": ID, "phase": PHASE, "side": SIDE}),
    _kind("work.paid", {"work": ID, "phase": PHASE, "side": SIDE}),
    _kind("earlier_decision.noted", {"decided_on": DATE, "before_invitation": FLAG}, "what"),
    _kind("verdict.given", {"side": SIDE}, "was_coproduced", sealed_by=True),
    _kind("contributions.invited", {"call": ID, "closes_on": DATE}, "question"),
    _kind(
        "contribution.made",
        {
            "contribution": ID, "side": SIDE, "due": DATE, "confirmed": FLAG,
            "way": one_of("typed", "phone", "post", "spoken"),
            "kind": one_of("idea", "concern", "question", "story"),
        },
        "words",
    ),
    _kind("contribution.confirmed", {"contribution": ID}),
    _kind("contribution.published", {"contribution": ID}),
    _kind("contribution.withdrawn", {"contribution": ID}),
    _kind(
        "contribution.answered",
        {
            "contribution": ID, "answer": ID, "late": FLAG,
            "became": one_of("will_do", "partly", "to_both", "already", "cannot", "replied"),
        },
        "reason",
    ),
    _kind("answer.judged", {"answer": ID, "is_answer": FLAG, "due": optional(DATE)}),
    _kind(
        "proposal.drafted",
        {"proposal": ID, "version": COUNT, "side": SIDE, "contributions": list_of(ID)},
        "title", "text", "why",
    ),
    _kind("proposal.revised", {"proposal": ID, "version": COUNT, "side": SIDE}, "title", "text", "why"),
    _kind(
        "decision.announced",
        {
            "decision": ID, "proposal": ID, "version": COUNT, "opens": TIME, "closes": TIME, "rule": RULE,
            "quorum": SHARE, "threshold": SHARE, "papers_sent_to": list_of(SIDE), "brings_back": optional(ID),
            # Left out for named votes.
            "votes": optional(one_of("sealed")),
            # What is proposed changes the committee itself: its ways of working, its remit, or that it goes on.
            "changes": optional(CHANGES),
            # So did records written before a remit could be changed say: "changes": "ways".
            "changes_ways": optional(FLAG),
            # How many options there are to put in order, besides 0, "leave it as it is".
            "options": optional(COUNT),
            # Under `consent` alone: after how many rounds without it the question falls to both sides.
            "rounds": optional(COUNT),
        },
        # `brings`: the facts it would bring into force, if carried (core/measures/table.py, facts_in_words).
        "question", "brings",
    ),
    # The ways of working changed before it opened: what it is decided by now, and when.
    _kind(
        "decision.announced_again",
        {
            "decision": ID, "opens": TIME, "closes": TIME, "rule": RULE, "quorum": SHARE, "threshold": SHARE,
            "votes": optional(one_of("sealed")), "rounds": optional(COUNT),
        },
    ),
    _kind("decision.recused", {"decision": ID, "side": SIDE}),
    _kind("decision.opened", {"decision": ID, "roll": _sides(list_of(ID)), "closes": TIME}),
    # In a round of consent every vote has all three, so that the seals don't show who objected.
    _kind("vote.cast", {"decision": ID, "side": SIDE}, "choice", "reason", "harm", sealed_by=True),
    _kind("decision.paused", {"decision": ID, "side": SIDE, "closes": TIME}, "help", sealed_by=True),
    # That somebody would rather have it voted on outside: not which seat.
    _kind("outside_vote.wished", {"decision": ID}, sealed_by=True),
    _kind(
        "outside_vote.noted", {"decision": ID, "side": SIDE, "fingerprint": FINGERPRINT},
        "runner", "address", "counts",
    ),
    _kind("decision.close_asked", {"decision": ID, "side": SIDE}),
    *_ROUNDS,
    _kind(
        "decision.closed",
        {
            "decision": ID, "outcome": OUTCOME, "rule": RULE, "quorum": SHARE, "threshold": SHARE,
            "sides": _sides(_SIDE_COUNTS), "head_count": HEAD_COUNT, "bring_back_on": optional(DATE),
            "final_answer_due": optional(DATE),
            # The side whose words led to what was decided: promises made from it carry this on.
            "raised_by": optional(SIDE),
            # Of sealed votes alone, which leave no entry of their own: see core/measures/sealed.py.
            "sealed": optional(_SEALED_VOTES),
            # The ways of working that this decision brought into force.
            "ways": optional(_WAYS),
            # The remit that it brought into force; who decides and by which power are its words.
            "remit": optional(_REMIT),
            # The committee closed with it.
            "closes_committee": optional(FLAG),
            # The number of the option carried.
            "winner": optional(COUNT),
            # Of a question that was put by consent: which round came to this, or the ballot after the last.
            "round": optional(COUNT),
        },
        *_REMIT_WORDS,
    ),
    _kind("decision.reasoned", {"decision": ID, "side": SIDE}, "words"),
    # Somebody of one side takes up the offer of an independent facilitator. Who it was is nobody's business.
    _kind("facilitator.asked", {"decision": ID, "side": SIDE}, sealed_by=True),
    _kind("facilitator.noted", {"decision": ID, "talk": ID, "side": SIDE, "held_on": DATE}),
    _kind("facilitator.confirmed", {"decision": ID, "talk": ID, "side": SIDE}),
    _kind(
        "decision.finally_answered",
        {"decision": ID, "kind": one_of("adopted", "reversed", "delayed", "watered_down"), "late": FLAG, "side": SIDE},
        "holder", "reason",
    ),
    _kind(
        "commitment.made",
        {
            "commitment": ID, "committee": ID, "due": optional(DATE), "owner_named": FLAG,
            # The owner's seat, if they have one. Left out in records from before it was said.
            "seat": optional(ID),
            "checker": optional(ID),
            "origin": optional(SEQ), "origin_side": optional(SIDE), "imported": FLAG,
        },
        "text", "will_be_seen", "owner", "due_words", "note",
    ),
    _kind("commitment.owner_named", {"commitment": ID, "seat": optional(ID)}, "owner"),
    _kind("commitment.checker_named", {"commitment": ID, "checker": ID}),
    _kind("commitment.moved", {"commitment": ID, "due": DATE}, "reason"),
    _kind("commitment.refused", {"commitment": ID}, "reason"),
    _kind("commitment.claimed", {"commitment": ID, "claim": ID}, "words"),
    _kind(
        "commitment.checked",
        {
            "commitment": ID, "claim": ID, "seen": FLAG, "closes": optional(TIME),
            "roll": optional(_sides(list_of(ID))),
        },
        "words",
    ),
    _kind("signoff.answered", {"claim": ID, "side": SIDE}, "answer", "reason", sealed_by=True),
    _kind(
        "signoff.closed",
        {"commitment": ID, "claim": ID, "outcome": one_of("done", "disputed"), "sides": _sides(_SIGN_OFF_COUNTS)},
    ),
    _kind("checkback.opened", {"commitment": ID, "check_back": ID, "months": COUNT, "closes": TIME}),
    _kind("checkback.answered", {"check_back": ID, "inside": FLAG}, "made_difference", "words", sealed_by=True),
    _kind(
        "checkback.closed",
        {
            "commitment": ID, "check_back": ID, "yes": COUNT, "no": COUNT,
            "outcome": one_of("kept", "reopened", "silent"),
        },
    ),
)  # fmt: skip

TYPES: dict[str, EntryType] = {kind.name: kind for kind in (*_COMMITTEE, *_PROJECT)}
