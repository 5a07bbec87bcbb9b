"""Commands are held to their kind as they run."""

import pytest
from tests.cast import NOW, Cast, later

from equalweight.site.ledger.acting import private, sealed, shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.ledger.models import Entry, Value

pytestmark = pytest.mark.django_db
SEAT = Actor("seat:abc", "c", "abc", "staff")


def leave(by: Actor = SEAT) -> int:
    return append("seat.left", by=by, at=NOW, ctx="c", pub={"seat": "abc", "side": "staff"})


@shared
def act_once() -> int:
    return leave()


@shared
def act_twice() -> None:
    leave()
    leave()


@shared
def forget() -> None:
    pass


@private
def tell() -> None:
    leave()


@private
def keep_quiet() -> None:
    pass


@step
def step_that_appends() -> None:
    leave()


@shared
def act_through_step() -> None:
    step_that_appends()


@shared
def act_in_act() -> None:
    act_once()


def test_a_shared_command_appends_exactly_one_entry() -> None:
    assert act_once() == 0
    assert act_once() == 1
    assert list(Entry.objects.values_list("seq", "type", "by")) == [
        (0, "seat.left", "seat:abc"),
        (1, "seat.left", "seat:abc"),
    ]


@pytest.mark.parametrize("command", [act_twice, forget, tell, act_through_step, act_in_act])
def test_anything_else_is_undone(command) -> None:
    with pytest.raises(RuntimeError):
        command()
    assert not Entry.objects.exists()


def test_a_private_command_appends_nothing() -> None:
    keep_quiet()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("write", [leave, lambda: disclose(0), step_that_appends])
def test_no_write_outside_a_command(write) -> None:
    with pytest.raises(RuntimeError, match="inside a command"):
        write()


def test_words_never_reach_the_public_part() -> None:
    @shared
    def speak() -> int:
        return append(
            "told.answered", by=SEAT, at=NOW, ctx="c",
            pub={"told": "abc", "answer": "It was Maya who asked"}, words={"words": "secret"},
        )  # fmt: skip

    with pytest.raises(RuntimeError, match="vocabulary"):
        speak()
    assert not Entry.objects.exists()
    assert not Value.objects.exists()


def test_sealed_words_and_actors_are_not_in_the_line() -> None:
    @shared
    def vote() -> int:
        return append(
            "vote.cast", by=SEAT, at=NOW, ctx="c", pub={"decision": "d", "side": "staff"},
            words={"choice": "yes"}, hide_actor=True,
        )  # fmt: skip

    body = bytes(Entry.objects.get(seq=vote()).body).decode()
    assert "seat:abc" not in body and '"abc"' not in body
    assert "yes" not in body
    assert sorted(Value.objects.values_list("field", "text", "is_disclosed")) == [
        ("by", "seat:abc", False),
        ("choice", "yes", False),
    ]


def test_the_records_clock_never_goes_back(cast: Cast) -> None:
    @shared
    def late() -> int:
        return append("seat.left", by=SEAT, at=later(days=-9), ctx="c", pub={"seat": "abc", "side": "staff"})

    assert Entry.objects.get(seq=late()).at == NOW


@sealed
def cast_sealed() -> None:
    leave()


@sealed
def cast_quietly() -> str:
    return "cast"


def test_sealed_appends_none() -> None:
    assert cast_quietly() == "cast"
    with pytest.raises(RuntimeError, match="may not append"):
        cast_sealed()
    assert not Entry.objects.exists()


@shared
def publish(seq: int, *fields: str) -> None:
    leave()
    disclose(seq, *fields)


@shared
def answer_sealed() -> int:
    return append(
        "vote.cast", by=SEAT, at=NOW, ctx="p", hide_actor=True,
        pub={"decision": "d", "side": "staff"}, words={"choice": "no"},
    )  # fmt: skip


def test_who_acted_behind_a_seal_is_never_published() -> None:
    seq = answer_sealed()
    publish(seq)
    assert list(Value.objects.filter(is_disclosed=True).values_list("field", flat=True)) == ["choice"]
    with pytest.raises(ValueError, match="never published"):
        publish(seq, "by")
