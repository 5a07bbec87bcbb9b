"""The terms of any table, tried without an account; and the power that a committee shows of its own."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.cast import Cast

from .conftest import Site
from .looking import look
from .somebody import Somebody
from .test_rules import SCRIPTS


def figures_of(window: Somebody, folder: Path) -> list[str]:
    """The sentences that `equalweight power` says of the file this page gives."""
    link = window.page.get_by_role("link", name="Download the terms as a file").get_attribute("href")
    answer = window.page.request.get(urljoin(window.page.url, link))
    file = folder / "terms.yaml"
    file.write_bytes(answer.body())
    said = subprocess.run(
        [sys.executable, "-m", "equalweight", "power", str(file), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    sentences: list[str] = json.loads(said.stdout)["sentences"]
    return sentences


def whole_text(window: Somebody) -> str:
    """What the page says, folded away or not."""
    return " ".join((window.page.locator("main").text_content() or "").split())


@SCRIPTS
def test_the_terms_of_a_table_by_form_and_by_file(site: Site, tmp_path: Path, javascript: bool) -> None:
    """Three of sixteen seats, a chair who decides ties, a cabinet that may refuse: typed in, answered, downloaded."""
    window = Somebody(site.browser(javascript=javascript), site).goes("/").follows("Test the terms")
    assert not (javascript and look(window.page))
    window.presses("Show what these terms give", problem="how many seats").writes(
        "What is it called?", "Board"
    )
    for number, (name, seats, side, vote) in enumerate(
        (
            ("Members", "3", "lived_experience", "one"),
            ("Officers", "12", "staff", "one"),
            ("Chair", "1", "staff", "ties"),
        ),
        start=1,
    ):
        window.page.fill(f"#id_group_{number}", name)
        window.page.fill(f"#id_seats_{number}", seats)
        window.page.select_option(f"#id_side_{number}", side)
        window.page.select_option(f"#id_vote_{number}", vote)
    window.chooses("they can refuse it").page.fill("#id_by", "Cabinet")
    window.writes("How many people decide there?", "7").presses("Show what these terms give")
    window.reads("Board", "What would make it equal")
    assert not (javascript and look(window.page))
    sentences, page = figures_of(window, tmp_path), whole_text(window)
    assert sentences and all(sentence in page for sentence in sentences)


@pytest.mark.parametrize("width", [320, 1280])
def test_every_ready_example(site: Site, tmp_path: Path, width: int) -> None:
    """Each is one press away; what the page says, the program says of its file."""
    window = Somebody(site.browser(width=width), site).goes("/terms/")
    names = window.page.locator("#examples ~ ul .govuk-button").all_inner_texts()
    assert len(names) >= 4
    for name in names:
        window.goes("/terms/").follows(name.strip())
        sentences, page = figures_of(window, tmp_path), whole_text(window)
        assert sentences and all(sentence in page for sentence in sentences), name
    assert not look(window.page)


def test_a_committee_shows_its_own_power(cast: Cast, site: Site) -> None:
    window = Somebody(site.browser(), site).goes(f"/committees/{cast.committee.pk}/")
    window.reads("How much each group really counts", "50%", "What a head count would have given")
    assert not look(window.page)
    window.follows("Test the terms of another table").reads("You need no account")
