"""What people wrote, drawn: paragraphs, and real lists where they wrote one."""

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from equalweight.site.web.prose import prose


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("One.\nTwo.\r\n\r\nThree.", "<p>One.<br>Two.</p><p>Three.</p>"),
        (
            "The options:\n1. Line\n0. Leave it",
            '<p>The options:</p><ol class="govuk-list govuk-list--number">'
            '<li value="1">Line</li><li value="0">Leave it</li></ol>',
        ),
        ("- One\n- <b>", '<ul class="govuk-list govuk-list--bullet"><li>One</li><li>&lt;b&gt;</li></ul>'),
        ("2026. A year\n3.5 hours\n-5 degrees", "<p>2026. A year<br>3.5 hours<br>-5 degrees</p>"),
    ],
)
def test_what_is_written_is_drawn(text: str, drawn: str) -> None:
    assert prose(text) == drawn


@given(st.text(alphabet="ab1. -\n<&", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert set(strip_tags(prose(text)).replace("&lt;", "<").replace("&amp;", "&")) <= set(text)
    assert prose(text).count("a") - prose(text).count("amp;") >= text.count("a")
