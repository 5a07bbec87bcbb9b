"""`equalweight tick` runs the desk's clock for now, and says how many acts it did."""

import pytest
from django.utils import timezone

from equalweight.cli import main


@pytest.mark.django_db(transaction=True)
def test_nothing_due_is_nothing_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("equalweight.cli.tick.start_django", lambda **_: None)
    assert main.main(["tick"]) == 0
    assert capsys.readouterr().out == "0 acts that had fallen due.\n"
    assert main.main(["tick", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_the_clock_is_asked_about_this_moment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr("equalweight.cli.tick.start_django", lambda **_: None)
    monkeypatch.setattr("equalweight.site.desk.clock.tick", lambda at: asked.append(at) or 1)
    before = timezone.now()
    assert main.main(["tick"]) == 0
    assert capsys.readouterr().out == "1 act that had fallen due.\n"
    assert len(asked) == 1
    assert before <= asked[0] <= timezone.now()
