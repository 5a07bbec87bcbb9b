"""One mailbox under several spellings is one person at a table."""

import pytest
from tests.cast import NOW, Cast, founding

from equalweight.site.committees import rules
from equalweight.site.committees.attending.commands import ask_to_welcome
from equalweight.site.committees.founders import commands
from equalweight.site.committees.models import Founder, Seat
from equalweight.site.web.rules import RuleBroken

pytestmark = pytest.mark.django_db
LEROY = ["LEROY@example.org", '"leroy"@example.org', "leroy+board@example.org", '"le\\roy"@example.org.']


def code(refused: pytest.ExceptionInfo[RuleBroken]) -> str:
    return refused.value.code


@pytest.mark.parametrize("email", LEROY)
def test_nobody_is_named_twice(email: str) -> None:
    seats = [founding("Leroy", "lived_experience"), rules.FoundingSeat("Lee", email, "staff", "stood", "")]
    with pytest.raises(RuleBroken) as refused:
        rules.check_founding(seats)
    assert code(refused) == "named_twice"
    rules.check_founding([founding("Leroy", "staff"), founding("Lee", "staff")])
    rules.check_founding([rules.FoundingSeat(name, "", "staff", "stood", "") for name in ("Al", "Bo")])


@pytest.mark.parametrize("email", LEROY)
def test_an_address_of_somebody_here_is_refused(cast: Cast, email: str) -> None:
    bo = Seat.objects.create(
        committee=cast.committee, side="lived_experience", name="Bo", chosen_how="stood", taken_at=NOW, entry_seq=0
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        commands.give_address(bo, email, by=cast.maya.actor, at=NOW)
    assert code(refused) == "here"


@pytest.mark.parametrize("email", LEROY)
def test_an_address_of_somebody_named_is_refused_for_another(cast: Cast, email: str) -> None:
    named = [
        Founder.objects.create(
            committee=cast.committee, side="staff", name=name, email=f"{name}@example.org", chosen_how="stood",
            named_by=cast.helen.seat, entry_seq=0,
        )
        for name in ("al", "bo")
    ]  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        commands.give_founder_address(named[1], email.lower().replace("leroy", "al").replace("le\\roy", "al"),
                                      by=cast.helen.actor, at=NOW)  # fmt: skip
    assert code(refused) == "here"


@pytest.mark.parametrize("email", LEROY)
def test_whoever_has_a_seat_is_not_welcomed_as_another(cast: Cast, email: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        ask_to_welcome(cast.committee, email, "observer", by=cast.helen.actor, at=NOW)
    assert code(refused) == "has_seat"
