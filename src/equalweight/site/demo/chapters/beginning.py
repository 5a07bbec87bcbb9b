"""Northmoor starts a committee: nine staff, and two people a disabled people's organisation chose.

Each says through their letter that it is right.
"""

from equalweight.site.committees import commands
from equalweight.site.committees.founders.commands import confirm_seat
from equalweight.site.committees.founders.loaders import founder_letter
from equalweight.site.committees.models import Organisation
from equalweight.site.committees.rules import FoundingSeat
from equalweight.site.committees.tokens import founder_token
from equalweight.site.people import commands as people

from ..cast import FOUNDERS, LIVED, Role, role
from ..stage import Stage


def tell(stage: Stage) -> None:
    """Day 0. The committee, its seats and its ways of working."""
    at = stage.on(0)
    helen = people.open_account(role("Helen").email, at=at)
    people.name_person(helen, role("Helen").name, at=at)
    start = commands.Start(
        name="Northmoor Care and Support Committee",
        purpose="People who draw on care, carers and staff decide together how social care in Northmoor is worked out.",
        organisation=commands.know_organisation("Northmoor Council", Organisation.Kind.COUNCIL, at=at),
        remit=commands.Remit(
            kind="decides_by_promise", holder="Northmoor Council’s Cabinet Member for Adult Social Care", days=28,
            on_the_table="How the resource allocation system works: its questions, its points, its letters.",
            off_the_table="The size of the whole budget: the full council sets it each February.",
        ),
        seats=[_founder(each) for each in FOUNDERS],
        senior_person="Chief Executive of Northmoor Council",
        independent_contact="Northmoor Voices, run by disabled people: 01632 960 120, hello@northmoorvoices.example",
        ways={
            "pay_pence_per_hour": 2500,
            "pay_words": "Reading and preparing are paid too. Travel and support are paid in advance if you ask.",
            "disagreement_words": "Both groups talk again before it comes back.",
            "protects_meanwhile": True,
            "facilitator": "Beck Lane Mediation, independent of both groups: 01632 960 140",
        },
    )  # fmt: skip
    stage.committee = commands.start_committee(start, by=helen, at=at)
    for founder in stage.committee.founders.all():
        by = founder_letter(founder_token(founder)).actor
        confirm_seat(founder, founder.side, by=by, at=stage.on(0, 12))
    stage.committee.refresh_from_db()


def _founder(each: Role) -> FoundingSeat:
    lived = each.side == LIVED
    return FoundingSeat(
        name=each.name, email=each.email, side=each.side, about=each.about,
        chosen_how="nominated" if lived else "appointed",
        chosen_by="Northmoor Voices" if lived else "Northmoor Council",
        is_co_chair=each.is_co_chair, is_access_coordinator=each.is_access_coordinator,
    )  # fmt: skip
