"""Nobody makes "raised by people with lived experience" out of words that they typed themselves."""

import pytest
from django.urls import reverse
from tests.cast import NOW, Cast, browser, later

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.commitments import commands
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.commands import back_for_office
from equalweight.site.contributions import commands as contributions
from equalweight.site.contributions.models import Contribution
from equalweight.site.contributions.queries import project_contributions
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.projects import commands as projects
from equalweight.site.web.rules import RuleBroken

LIVED = "lived_experience"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=2))


def typed_for_maya(cast: Cast) -> Contribution:
    """Helen, who is staff, writes down what she says Maya told her on the phone."""
    project = projects.start_project(
        cast.committee, name="Nights", purpose="Nights", by=cast.helen.actor, at=NOW
    )
    return contributions.make_contribution(
        project, kind="idea", way="phone", words="Close the night team", author=cast.maya.seat,
        by=cast.helen.actor, at=NOW,
    )  # fmt: skip


def promise(cast: Cast, seq: int | None) -> Commitment:
    said = commands.Promise("The night team is closed", origin_seq=seq, origin_side="staff")
    return commands.make_commitment(cast.committee, said, by=cast.helen.actor, at=NOW)


def refused(cast: Cast, seq: int) -> str:
    before = Entry.objects.count()
    with pytest.raises(RuleBroken) as broken:
        promise(cast, seq)
    assert Entry.objects.count() == before and broken.value.field == "origin_seq"
    return broken.value.code


def found() -> list[str]:
    return [finding.code for finding in verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings]


def offered(cast: Cast, said: Contribution) -> bool:
    form = cast.helen.browser.get(reverse("commitments:make", args=[cast.committee.pk])).content.decode()
    return f'<option value="{said.entry_seq}">' in form


def test_no_promise_comes_from_words_that_nobody_has_confirmed(cast: Cast) -> None:
    said = typed_for_maya(cast)
    assert (refused(cast, said.entry_seq), offered(cast, said)) == ("unconfirmed", False)
    contributions.confirm_contribution(said, by=cast.maya.actor, at=NOW)
    assert offered(cast, said) and promise(cast, said.entry_seq).origin_side == LIVED
    assert found() == []


def test_nor_from_an_answer_to_them(cast: Cast) -> None:
    said = typed_for_maya(cast)
    answer = contributions.answer_contribution(
        said, became="will_do", reason="Yes", by=cast.sam.actor, at=NOW
    )
    assert refused(cast, answer.entry_seq) == "unconfirmed"
    contributions.confirm_contribution(said, by=cast.maya.actor, at=NOW)
    assert promise(cast, answer.entry_seq).origin_side == LIVED and found() == []


def test_nor_from_words_taken_back_but_what_was_made_before_stays_as_it_was(cast: Cast) -> None:
    said = typed_for_maya(cast)
    contributions.confirm_contribution(said, by=cast.maya.actor, at=NOW)
    made = promise(cast, said.entry_seq)
    contributions.withdraw_contribution(said, by=cast.maya.actor, at=NOW)
    assert (refused(cast, said.entry_seq), offered(cast, said)) == ("taken_back", False)
    made.refresh_from_db()
    assert made.origin_side == LIVED and found() == []


def test_nor_from_whatever_else_people_with_lived_experience_did(cast: Cast) -> None:
    back_for_office(cast.leroy.seat, "co_chair", by=cast.maya.actor, at=NOW)
    assert refused(cast, Entry.objects.latest("seq").seq) == "no_origin"
    assert promise(cast, None).origin_side == "staff" and found() == []


def test_words_not_confirmed_are_counted_apart(cast: Cast) -> None:
    said = typed_for_maya(cast)
    project = said.project
    contributions.make_contribution(
        project, kind="idea", way="typed", words="Keep it", by=cast.leroy.actor, at=NOW
    )

    def counts() -> tuple[int, int]:
        shown = project_contributions(project, NOW, is_member=False).counts
        return shown.lived_experience, shown.unconfirmed

    assert counts() == (1, 1)
    public = browser().get(reverse("evidence:project", args=[project.pk])).content.decode()
    assert (
        "1 by people with lived experience, 0 by staff, and 1 written down for somebody who has not" in public
    )
    listed = reverse("contributions:list", args=[project.pk])
    assert "Written down for somebody, not confirmed yet" in browser().get(listed).content.decode()
    assert "Not confirmed yet" in cast.helen.browser.get(listed).content.decode()
    contributions.confirm_contribution(said, by=cast.maya.actor, at=NOW)
    assert counts() == (2, 0)
    assert "Not confirmed yet" not in cast.helen.browser.get(listed).content.decode()
