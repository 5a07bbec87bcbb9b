"""A seat ends because its holder leaves, or because both groups ended it (promise 1.7). There is no third way."""

import ast
import re
from collections.abc import Iterator

from equalweight.core.measures.seats import SEAT_ENDED
from equalweight.site.committees.models import Attendee, Seat
from equalweight.site.people.models import Person
from tests.contracts.source import SITE, calls, modules

ENDING = "committees/commands.py"
# What empties or ends a seat when it is written.
FIELDS = {"ended_at", "is_ended_by_both", "holder"}


def assigned(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(object, field) of every `x.field = …`."""
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            for each in target.elts if isinstance(target, ast.Tuple) else (target,):
                if isinstance(each, ast.Attribute):
                    yield ast.unparse(each.value), each.attr


def updated(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(what is updated, field) of every `x.update(field=…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
            yield from ((ast.unparse(node.func.value), each.arg or "**") for each in node.keywords)


def test_one_function_ends_a_seat() -> None:
    ending = [
        (str(path.relative_to(SITE)), owner, field)
        for path, tree in modules(SITE)
        for owner, field in assigned(tree)
        if field in FIELDS
    ]
    assert ending == [
        (ENDING, "seat", "ended_at"),
        (ENDING, "seat", "is_ended_by_both"),
        # A seat that has no account gets one, by whoever answers the link sent to its address.
        ("committees/founders/commands.py", "seat", "holder"),
    ]


def test_what_else_is_updated_is_somebody_reading_along() -> None:
    found = {
        (str(path.relative_to(SITE)), owner, field)
        for path, tree in modules(SITE)
        for owner, field in updated(tree)
        if field in FIELDS
    }
    assert found == {
        (
            "committees/attending/commands.py",
            "Attendee.objects.filter(pk=attendee.pk, ended_at__isnull=True)",
            "ended_at",
        ),
    }


def test_only_a_removal_ends_another_persons_seat() -> None:
    callers = {
        str(path.relative_to(SITE))
        for path, tree in modules(SITE)
        for name, _ in calls(tree)
        if name == "end_seat"
    }
    assert callers == {"removals/commands.py"}
    assert SEAT_ENDED == ("seat.left", "removal.closed")


def test_nobody_deletes_a_seat_or_a_person() -> None:
    for path, tree in modules(SITE):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "delete"
            ):
                owner = ast.unparse(node.func.value)
                assert not re.match(r"(Seat|Person)\b|.*\b(seats?|holder|person)$", owner), (path, owner)


def test_attendees_are_no_seats() -> None:
    """Ending somebody's reading along can't end a seat: nobody has both, and neither table knows the other."""
    assert not any(field.related_model is Seat for field in Attendee._meta.get_fields())
    assert Seat._meta.get_field("holder").related_model is Person
