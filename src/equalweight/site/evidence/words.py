"""What entries, and the ladder's codes, are called on pages."""

from equalweight.core.measures.ladder import IN
from equalweight.core.record.vocabulary import TYPES

# The past tense of the record, in plain words.
ACTS = {
    "committee.started": "A committee was started",
    "seat.confirmed": "Somebody named as a founding member said that it is right, and took their seat",
    "seat.left": "Somebody left their seat",
    "office.backed": "Somebody was backed as co-chair or access coordinator",
    "offer.made": "An offer of a seat was written",
    "offer.approved": "An offer was approved",
    "offer.withdrawn": "An offer was taken back",
    "offer.asked": "The person invited asked a question",
    "offer.countered": "The person invited asked for a change",
    "offer.replied": "A question about an offer was answered",
    "offer.revised": "An offer was changed",
    "offer.accepted": "An offer was accepted",
    "offer.confirmed": "Somebody confirmed what was written down for them",
    "offer.denied": "Somebody said that they had not said the yes written down for them",
    "offer.declined": "An offer was declined",
    "told.noted": "A spoken promise was written down",
    "told.answered": "A spoken promise was confirmed, corrected or refused",
    "clock.reached": "The clock reached a mark: somebody must act",
    "clock.answered": "Somebody answered what the clock asked",
    "reply.asked": "An organisation was asked for a reply",
    "reply.given": "An organisation replied",
    "promise.judged": "Keepers of a log said whether a promise was kept",
    "removal.asked": "Both groups were asked whether to end a seat",
    "removal.replied": "Whoever it is about answered",
    "removal.opened": "Voting opened on whether to end a seat",
    "removal.voted": "Somebody voted on whether to end a seat",
    "removal.closed": "The answers about ending a seat were counted",
    "project.started": "A project was started, and every seat was told",
    "phase.joined": "Somebody was named in a phase",
    "phase.left": "Somebody stopped taking part in a phase",
    "work.logged": "Work done together was written down",
    "work.confirmed": "Somebody confirmed work they did",
    "work.denied": "Somebody said that they did not do work they were named in",
    "work.paid": "Somebody confirmed they were paid for work",
    "earlier_decision.noted": "A decision made earlier was noted",
    "verdict.given": "A person with lived experience said whether this was co-production",
    "contributions.invited": "People were asked what they think",
    "contribution.made": "Somebody said something",
    "contribution.confirmed": "An author confirmed what was written down for them",
    "contribution.published": "An author published what they said",
    "contribution.withdrawn": "An author took back what they said",
    "contribution.answered": "What somebody said was answered",
    "answer.judged": "An author said whether the answer was an answer",
    "proposal.drafted": "A proposal was drafted",
    "proposal.revised": "A proposal was changed",
    "decision.announced": "A decision was announced and its paper was sent",
    "decision.announced_again": "A decision was announced again, because the rule for it had changed",
    "decision.recused": "Somebody stepped back from a decision",
    "decision.opened": "A decision opened",
    "vote.cast": "Somebody voted",
    "decision.paused": "Somebody said: I'm not ready",
    "outside_vote.wished": "Somebody would rather have a vote held outside",
    "outside_vote.noted": "A vote held outside was noted",
    "decision.close_asked": "A co-chair asked to close a decision early",
    "decision.round_closed": "A round of a decision closed without consent, and is talked through",
    "decision.round_opened": "Another ballot on the same question opened",
    "objection.withdrawn": "Somebody took an objection back",
    "objection.published": "Somebody published why they objected",
    "objection.questioned": "Both groups were asked whether an objection has a reason",
    "objection.judged": "Somebody said whether an objection has a reason",
    "objection.settled": "What both groups said of an objection was counted",
    "decision.closed": "A decision closed",
    "decision.reasoned": "A group gave its reason",
    "facilitator.asked": "A group asked for an independent facilitator",
    "facilitator.noted": "A talk with an independent facilitator was noted",
    "facilitator.confirmed": "The other group confirmed a talk with an independent facilitator",
    "decision.finally_answered": "The final decision-maker answered",
    "commitment.made": "A commitment was made",
    "commitment.owner_named": "Somebody was named to do a commitment",
    "commitment.checker_named": "A checker was named",
    "commitment.moved": "A date was moved, with a reason",
    "commitment.refused": "Somebody said: we will not do this, and why",
    "commitment.claimed": "The owner said a commitment is done",
    "commitment.checked": "The checker looked at a commitment",
    "signoff.answered": "Somebody answered whether a commitment is done",
    "signoff.closed": "The answers of both groups were counted",
    "checkback.opened": "People were asked whether it made a difference",
    "checkback.answered": "Somebody said whether it made a difference",
    "checkback.closed": "The answers about the difference were counted",
}
assert ACTS.keys() == TYPES.keys(), ACTS.keys() ^ TYPES.keys()

STEPS = {
    None: "Not begun",
    1: "Not shown by the record",
    2: "Educating",
    3: "Informing",
    4: "Consultation",
    5: "Engagement",
    6: "Co-design",
    7: "Co-production",
}
STEP_MEANS = {
    None: "Nothing in the record belongs to this phase yet.",
    1: "The record doesn't show that people with lived experience were told.",
    2: "People with lived experience were told about it.",
    3: "They had the papers before the decision.",
    4: "They were asked before the decision, and everything that was due an answer got one.",
    5: "They also raised something before the first draft.",
    6: "Both groups wrote the proposal, both agreed to it, and nobody overruled them.",
    7: "Both groups did paid work in every phase, both signed off, and people with lived experience say it was so.",
}
PHASES = {
    "co_design": "designing", "co_decide": "deciding", "co_deliver": "delivering", "co_evaluate": "checking",
}  # fmt: skip
MISSING = {
    "not_told": "people with lived experience being told about it",
    "papers_not_sent": "papers sent to people with lived experience before a decision",
    "not_invited": "people being asked what they think, before the decision",
    "answers_late": "an answer to everything said: at least one is late",
    "not_raised_first": "something raised by people with lived experience before the first draft",
    "not_drafted_by_both": "a proposal written by both groups",
    "not_carried": "a decision that both groups agreed to",
    "overridden": "a decision that nobody overruled",
    "nobody_named_lived_experience": "somebody with lived experience named",
    "nobody_named_staff": "a member of staff named",
    "no_paid_work_lived_experience": "paid work, confirmed by somebody with lived experience",
    "no_paid_work_staff": "work that is part of a paid job, confirmed by a member of staff",
    "not_signed_off": "every commitment signed off by both groups",
    "not_agreed_by_lived_experience": "people with lived experience saying that it was co-production",
    "not_begun_co_design": "the designing phase begun",
    "not_begun_co_decide": "the deciding phase begun",
    "not_begun_co_deliver": "the delivering phase begun",
    "not_begun_co_evaluate": "the checking phase begun",
}


def missing_words(codes: tuple[str, ...]) -> tuple[str, ...]:
    """What the next step still lacks, as phrases; of a whole project also in which phase."""
    return tuple(map(_missing, codes))


def _missing(code: str) -> str:
    what, _, phase = code.partition(IN)
    return f"in the {PHASES[phase]} phase, {MISSING[what]}" if phase else MISSING[what]
