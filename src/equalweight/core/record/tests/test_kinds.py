"""The kinds of public fact, and that none lets free text in."""

import pytest

from equalweight.core.record import kinds
from equalweight.core.record.checking import check_entry
from equalweight.core.record.kinds import (
    CODE,
    COUNT,
    DATE,
    DAYS,
    FINGERPRINT,
    FLAG,
    HASH,
    ID,
    SEQ,
    SHARE,
    TIME,
    EntryType,
    list_of,
    map_of,
    one_of,
    optional,
    shape,
)
from equalweight.core.record.tests.sample import entry, vote
from equalweight.core.record.vocabulary import TYPES

SENTENCE = "Mrs Jones of 4 Mill Lane said no"
ANSWER = one_of("yes", "no")
ALL_KINDS = (ID, COUNT, DAYS, FLAG, DATE, TIME, SHARE, SEQ, HASH, ANSWER, CODE, FINGERPRINT)

RIGHT = [
    (ID, "a1"),
    (ID, "z" * 32),
    (COUNT, 0),
    (COUNT, 2**53 - 1),
    (DAYS, 0),
    (DAYS, 9_999),
    (FLAG, False),
    (DATE, "2024-02-29"),
    (TIME, "2024-02-29T23:59:59Z"),
    (SHARE, "2/3"),
    (SHARE, "0/1"),
    (SHARE, "1/1"),
    (SEQ, 0),
    (SEQ, 9),
    (HASH, "0f" * 32),
    (CODE, "k7qm-3xhp-92rt"),
    (FINGERPRINT, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"),
    (ANSWER, "no"),
    (list_of(ID), []),
    (list_of(ID), ["a", "b"]),
    (map_of(ID, COUNT), {"a": 1}),
    (shape({"a": ID, "b": optional(FLAG)}), {"a": "x"}),
    (shape({"a": ID, "b": optional(FLAG)}), {"a": "x", "b": True}),
]
WRONG = [
    (ID, ""),
    (ID, "A"),
    (ID, "a-b"),
    (ID, "a\n"),
    (ID, "z" * 33),
    (DAYS, 10_000),
    (DAYS, -1),
    (DAYS, True),
    (COUNT, -1),
    (COUNT, True),
    (COUNT, 2**53),
    (COUNT, "1"),
    (FLAG, 0),
    (FLAG, None),
    (DATE, "2026-02-29"),
    (DATE, "20260228"),
    (DATE, "2026-W01-1"),
    (DATE, "2026-02-28\n"),
    (TIME, "2026-02-28"),
    (SHARE, "4/6"),
    (SHARE, "3/2"),
    (SHARE, "1/0"),
    (SHARE, "1"),
    (SHARE, "-1/2"),
    (SHARE, "01/2"),
    (SHARE, "0.5"),
    (SHARE, "0/2"),
    (SEQ, 10),
    (SEQ, -1),
    (SEQ, True),
    (HASH, "0F" * 32),
    (CODE, "k7qm3xhp92rt"),
    (CODE, "K7QM-3XHP-92RT"),
    (CODE, "word-3xhp-92rt"),
    (CODE, "k7qm-3xhp-92rt\n"),
    (FINGERPRINT, "0f" * 32),
    (FINGERPRINT, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    (FINGERPRINT, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV"),
    (FINGERPRINT, "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"),
    (ANSWER, "maybe"),
    (ANSWER, ["yes"]),
    (list_of(ID), "ab"),
    (list_of(ID), ["a", 1]),
    (map_of(ID, COUNT), []),
    (map_of(ID, COUNT), {"A": 1}),
    (map_of(ID, COUNT), {"a": "1"}),
    (shape({"a": ID}), {}),
    (shape({"a": ID}), {"a": "x", "b": 1}),
    (shape({"a": ID, "b": optional(FLAG)}), {"a": "x", "b": None}),
    (shape({"a": ID}), "a"),
]


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_right(kind, value):
    assert kind.problem(value, 10) is None


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_wrong(kind, value):
    assert kind.problem(value, 10)


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("value", [SENTENCE, [SENTENCE], {SENTENCE: SENTENCE}, None, 0.5, b"a", "", [], {}])
def test_no_kind_takes_a_sentence_or_another_type(kind, value):
    assert kind.problem(value, 10)


def test_no_choice_is_a_sentence():
    with pytest.raises(ValueError, match="can't be a choice"):
        one_of("yes", SENTENCE)


def test_every_fact_of_every_type_refuses_free_text():
    for name, type_ in TYPES.items():
        for fact, kind in type_.pub.items():
            assert kind.problem(SENTENCE, 10), (name, fact)
            assert kind.problem([SENTENCE], 10), (name, fact)
            assert kind.problem({SENTENCE: SENTENCE}, 10), (name, fact)


def test_every_name_in_the_vocabulary_can_be_written():
    for name, type_ in TYPES.items():
        assert name == type_.name
        made = entry(3, type=name, com=dict.fromkeys(type_.com, "0f" * 32), pub=dict.fromkeys(type_.pub))
        assert made.to_bytes()


def test_an_entry_in_the_vocabulary_is_right():
    assert check_entry(entry(3)) == []
    assert check_entry(vote(4)[0]) == []


@pytest.mark.parametrize(
    ("changes", "code", "what"),
    [
        ({"type": "told.forgotten"}, "unknown_type", "no entry type told.forgotten"),
        ({"pub": {"told": "t1"}}, "wrong_pub", "answer is missing"),
        ({"pub": {"told": "t1", "answer": "confirmed", "note": "x"}}, "wrong_pub", "note does not belong"),
        ({"pub": {"told": SENTENCE, "answer": "confirmed"}}, "wrong_pub", "told: "),
        ({"com": {"name": "0f" * 32}}, "wrong_com", "no sealed field name"),
        ({"by": "sealed:" + "0f" * 32}, "wrong_by", "must be a name"),
    ],
)
def test_an_entry_outside_the_vocabulary_is_found(changes, code, what):
    (found,) = check_entry(entry(3, **changes))
    assert (found.code, found.where) == (code, "entry 3")
    assert what in found.what


def test_a_vote_may_not_name_its_seat():
    made, _ = vote(4)
    (found,) = check_entry(entry(4, "vote.cast", made.pub, by="seat:s1"))
    assert found.code == "wrong_by"


def test_everything_wrong_is_found_at_once():
    type_ = EntryType("x.y", {"a": kinds.ID, "b": kinds.ID})
    found = check_entry(entry(3, "x.y", {"b": 1, "c": 1}, {"d": "words"}), {"x.y": type_})
    assert [finding.code for finding in found] == ["wrong_pub", "wrong_pub", "wrong_pub", "wrong_com"]
