"""An entry's shape, and sealed values."""

import hashlib
import hmac
import json
from dataclasses import replace

import pytest

from equalweight.core.record.canonical import NotCanonical, canonical
from equalweight.core.record.entry import Entry
from equalweight.core.record.sealing import opens, seal
from equalweight.core.record.tests.sample import bytes_of, entry, vote

SALT, N = bytes_of("a salt"), bytes_of("an n")


def test_an_entry_is_read_back_from_its_bytes():
    for made in (entry(0), entry(7, words={"words": "é"}), vote(4)[0]):
        assert Entry.from_bytes(made.to_bytes()) == made


def test_the_bytes_are_canonical_and_hold_exactly_the_fields():
    members = json.loads(entry(3).to_bytes())
    assert list(members) == sorted(members)
    assert set(members) == {"v", "log", "seq", "type", "at", "by", "ctx", "n", "pub", "com", "refs"}
    assert members["n"] == bytes_of("n", 3).hex()


@pytest.mark.parametrize("by", ["host", "clock", "seat:s1", "offer:0", "link:2", "sealed:" + "0f" * 32])
def test_who_may_have_done_it(by):
    assert Entry.from_bytes(entry(3, by=by).to_bytes()).by == by


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"v": 2}, "unknown_version"),
        ({"v": True}, "unknown_version"),
        ({"v": "1"}, "unknown_version"),
        ({"log": "Log"}, "bad_log"),
        ({"log": ""}, "bad_log"),
        ({"log": "a" * 33}, "bad_log"),
        ({"ctx": "a b"}, "bad_ctx"),
        ({"ctx": None}, "bad_ctx"),
        ({"seq": -1}, "bad_seq"),
        ({"seq": True}, "bad_seq"),
        ({"seq": "1"}, "bad_seq"),
        ({"type": "started"}, "bad_type"),
        ({"type": "Committee.started"}, "bad_type"),
        ({"type": "committee.started\n"}, "bad_type"),
        ({"at": "2026-02-30T00:00:00Z"}, "not_a_time"),
        ({"at": "0001-01-01T00:00:00Z"}, "not_a_time"),
        ({"at": "9999-12-31T00:00:00Z"}, "not_a_time"),
        ({"at": 5}, "not_a_time"),
        ({"by": "Ada"}, "bad_by"),
        ({"by": "seat:"}, "bad_by"),
        ({"by": "offer:01"}, "bad_by"),
        ({"by": "sealed:" + "0F" * 32}, "bad_by"),
        ({"by": "offer:3"}, "ref_not_earlier"),
        ({"by": "link:9"}, "ref_not_earlier"),
        ({"n": b"short"}, "bad_n"),
        ({"com": {"words": "0f"}}, "bad_com"),
        ({"com": {"Words": "0f" * 32}}, "bad_com"),
        ({"com": {"by": "0f" * 32}}, "bad_com"),
        ({"refs": (3,)}, "ref_not_earlier"),
        ({"refs": (4,)}, "ref_not_earlier"),
        ({"refs": (-1,)}, "bad_refs"),
        ({"refs": (1, 1)}, "bad_refs"),
        ({"refs": (2, 1)}, "bad_refs"),
        ({"refs": (True, 2)}, "bad_refs"),
        ({"pub": {"share": 0.5}}, "wrong_type"),
    ],
)
def test_what_an_entry_may_not_be(changes, code):
    with pytest.raises(NotCanonical) as refused:
        replace(entry(3), **changes).to_bytes()
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("pub", [], "bad_pub"),
        ("com", [], "bad_com"),
        ("refs", {}, "bad_refs"),
        ("refs", "12", "bad_refs"),
        ("n", "0F" * 32, "bad_n"),
        ("n", None, "bad_n"),
        ("more", 1, "bad_keys"),
    ],
)
def test_what_a_line_may_not_be(key, value, code):
    members = json.loads(entry(3).to_bytes()) | {key: value}
    with pytest.raises(NotCanonical) as refused:
        Entry.from_bytes(canonical(members))
    assert refused.value.code == code


@pytest.mark.parametrize("line", [b"{}", b"[]", b"null", b"3", b'"text"'])
def test_other_json_is_no_entry(line):
    with pytest.raises(NotCanonical):
        Entry.from_bytes(line)


def test_a_missing_key_is_named():
    members = json.loads(entry(3).to_bytes())
    del members["ctx"]
    with pytest.raises(NotCanonical, match="missing: ctx"):
        Entry.from_bytes(canonical(members))


def test_a_seal_is_the_keyed_hash_of_n_field_and_value():
    text = f'["{N.hex()}","words","“é”\\n"]'.encode()
    assert seal(SALT, N, "words", "“é”\n") == hmac.new(SALT, text, hashlib.sha256).hexdigest()


def test_a_seal_opens_with_nothing_else():
    sealed = seal(SALT, N, "words", "yes")
    assert opens(sealed, SALT, N, "words", "yes")
    other = bytes_of("other")
    for wrong in ((other, N, "words", "yes"), (SALT, other, "words", "yes"), (SALT, N, "word", "yes")):
        assert not opens(sealed, *wrong)
    assert not opens(sealed, SALT, N, "words", "no")


def test_fields_and_values_can_not_run_into_each_other():
    assert seal(SALT, N, "a", "bc") != seal(SALT, N, "ab", "c")
    assert seal(SALT, N, "a", '","b') != seal(SALT, N, 'a","', "b")


@pytest.mark.parametrize("wrong", [b"", bytes(31), bytes(33), bytes(64)])
def test_salts_and_ns_have_32_bytes(wrong):
    with pytest.raises(ValueError, match="exactly 32 bytes"):
        seal(wrong, N, "words", "yes")
    with pytest.raises(ValueError, match="exactly 32 bytes"):
        seal(SALT, wrong, "words", "yes")


def test_the_seal_in_by_is_the_seal_of_by():
    made, words = vote(4)
    assert opens(made.seal_of("by"), bytes_of("salt", 4, "by"), made.n, "by", words["by"])
    assert made.seal_of("choice") == made.com["choice"]
    assert made.seal_of("reason") is None
    assert entry(3).seal_of("by") is None
