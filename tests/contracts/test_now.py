"""Views ask `timezone.now()` each time: a `now` bound at import would keep whatever clock a test had put there."""

from tests.contracts.source import PACKAGE, modules

FORBIDDEN = "from django.utils.timezone import now"


def test_nobody_binds_now_at_import() -> None:
    found = [str(path.relative_to(PACKAGE)) for path, _ in modules() if FORBIDDEN in path.read_text("utf-8")]
    assert not found
