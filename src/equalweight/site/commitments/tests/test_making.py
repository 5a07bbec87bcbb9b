import pytest
from tests.cast import NOW, STARTED, Cast, later

from equalweight.site.commitments import commands
from equalweight.site.commitments.models import Commitment
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.web.rules import RuleBroken

from .road import claimed, entries, make


def test_making_one_is_one_entry_with_its_words_published(cast: Cast) -> None:
    commitment = make(cast, will_be_seen="Letters use the new points.", due_on=later(days=79).date())
    entry = Entry.objects.last()
    assert entry is not None and entry.type == "commitment.made" and entry.seq == commitment.entry_seq
    assert entry.ctx == cast.committee.pk
    words = dict(Value.objects.filter(entry=entry, is_disclosed=True).values_list("field", "text"))
    assert words == {
        "text": "New model live by 1 April", "will_be_seen": "Letters use the new points.", "owner": "Helen",
    }  # fmt: skip


def test_nobody_is_made_to_check_and_no_owner_has_lived_experience(cast: Cast) -> None:
    for facts, code in (
        ({"checker": cast.leroy.seat}, "checker_choice"),
        ({"owner": cast.leroy.seat}, "owner_side"),
        ({"owner": cast.pat.seat}, "wrong_committee"),
    ):
        with pytest.raises(RuleBroken) as broken:
            make(cast, **facts)
        assert broken.value.code == code
    assert entries()[STARTED:] == []


def test_a_seat_of_another_committee_can_do_nothing(cast: Cast) -> None:
    commitment = make(cast)
    pat = cast.pat.actor
    tries = (
        lambda: commands.make_commitment(cast.committee, commands.Promise("x"), by=pat, at=NOW),
        lambda: commands.claim_done(commitment, "x", by=pat, at=NOW),
        lambda: commands.refuse_commitment(commitment, "x", by=pat, at=NOW),
        lambda: commands.move_date(commitment, later(days=9).date(), "x", by=pat, at=NOW),
        lambda: commands.name_owner(commitment, owner=None, owner_name="x", by=pat, at=NOW),
        lambda: commands.become_checker(commitment, by=pat, at=NOW),
    )
    for attempt in tries:
        with pytest.raises(RuleBroken) as broken:
            attempt()
        assert broken.value.code == "wrong_committee"


def test_without_an_owner_it_cannot_be_claimed(cast: Cast) -> None:
    commitment = make(cast, owner=None)
    with pytest.raises(RuleBroken) as broken:
        commands.claim_done(commitment, "Done.", by=cast.helen.actor, at=NOW)
    assert broken.value.code == "no_owner"
    commands.name_owner(commitment, owner=None, owner_name="Director of housing", by=cast.sam.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.claim_done(commitment, "Done.", by=cast.sam.actor, at=NOW)
    assert broken.value.code == "not_owner"
    commands.claim_done(commitment, "Done.", by=cast.helen.actor, at=NOW)  # the staff co-chair, for them
    commitment.refresh_from_db()
    assert commitment.status == Commitment.Status.CLAIMED
    assert entries()[-2:] == ["commitment.owner_named", "commitment.claimed"]


def test_a_lived_experience_seat_never_claims(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as broken:
        commands.claim_done(make(cast), "Done.", by=cast.maya.actor, at=NOW)
    assert broken.value.code == "not_owner"


def test_a_date_moves_with_a_public_reason(cast: Cast) -> None:
    commitment = make(cast, due_on=later(days=30).date())
    commands.move_date(
        commitment, later(days=60).date(), "The supplier is late.", by=cast.helen.actor, at=later(days=5)
    )
    commitment.refresh_from_db()
    move = commitment.moves.get()
    assert (commitment.due_on, move.was_due_on) == (later(days=60).date(), later(days=30).date())
    assert Value.objects.get(text="The supplier is late.").is_disclosed
    with pytest.raises(RuleBroken) as broken:
        commands.move_date(commitment, NOW.date(), "Back.", by=cast.helen.actor, at=later(days=6))
    assert broken.value.code == "past"


def test_we_will_not_do_this_because(cast: Cast) -> None:
    commitment = make(cast)
    with pytest.raises(RuleBroken):
        commands.refuse_commitment(commitment, "No money.", by=cast.sam.actor, at=NOW)
    commands.refuse_commitment(commitment, "No money.", by=cast.helen.actor, at=NOW)
    commitment.refresh_from_db()
    assert (commitment.status, commitment.refusal) == ("refused", "No money.")
    with pytest.raises(RuleBroken) as broken:
        commands.claim_done(commitment, "Done after all.", by=cast.helen.actor, at=NOW)
    assert broken.value.code == "changed"


def test_a_checker_offers_and_is_not_pushed_aside(cast: Cast) -> None:
    commitment = make(cast, checker=None)
    with pytest.raises(RuleBroken) as broken:
        commands.become_checker(commitment, by=cast.sam.actor, at=NOW)
    assert broken.value.code == "checker_side"
    commands.become_checker(commitment, by=cast.leroy.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.become_checker(commitment, by=cast.maya.actor, at=NOW)
    assert broken.value.code == "has_checker"


def test_another_takes_over_when_a_claim_has_waited_too_long(cast: Cast) -> None:
    claim = claimed(cast)
    with pytest.raises(RuleBroken):
        commands.become_checker(claim.commitment, by=cast.leroy.actor, at=later(days=14))
    commands.become_checker(claim.commitment, by=cast.leroy.actor, at=later(days=15))
    claim.commitment.refresh_from_db()
    assert claim.commitment.checker == cast.leroy.seat
