"""The preview of an import: everything that would become public is on it before anything does."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast

HEAD = "No.,Commitment,Lead,Status / next step,When\n"


def preview(cast: Cast, rows: str) -> str:
    page = f"/committees/{cast.committee.pk}/commitments/import/"
    file = SimpleUploadedFile("log.csv", (HEAD + rows).encode(), content_type="text/csv")
    answer = cast.sam.browser.post(page, {"file": file, "submission_key": "k" * 22}, follow=True)
    assert answer.status_code == 200 and len(answer.content) < 100_000
    return answer.content.decode()


def test_what_becomes_public_is_all_seen_before(cast: Cast) -> None:
    text = "Fix the ramp at the town hall, both doors, and the bell that nobody hears, " * 4
    html = preview(cast, f'1,"{text}end",Ann,Waiting for Mrs Smith,May 2026\n')
    for words in ("both doors", "hears, end", "Ann", "Status / next step: Waiting for Mrs Smith", "May 2026"):
        assert words in html
    assert "becomes public at once" in html and "Bring them in" in html


def test_of_a_very_long_cell_it_says_how_much_more_there_is(cast: Cast) -> None:
    row = ",".join(("{}", "p" * 4_000, "Ann", "s" * 4_000, "May 2026"))
    html = preview(cast, "".join(row.format(number) + "\n" for number in range(60)))
    assert "… (and 3,400 letters more, as in your file)" in html
