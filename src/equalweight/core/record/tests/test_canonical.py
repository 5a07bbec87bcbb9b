"""One value, one row of bytes: every edge of the profile."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.record.canonical import (
    MAX_INTEGER,
    NotCanonical,
    canonical,
    parse,
    read_time,
    time_text,
)

ESCAPES = (
    ('"', b'"\\""'),
    ("\\", b'"\\\\"'),
    ("/", b'"/"'),
    ("\b\t\n\f\r", b'"\\b\\t\\n\\f\\r"'),
    ("\x00\x0b\x1f", b'"\\u0000\\u000b\\u001f"'),
    ("\x7f\x80\u2028\u2029", '"\x7f\x80\u2028\u2029"'.encode()),
    ("é €", '"é €"'.encode()),
    ("\U0001f600", '"\U0001f600"'.encode()),
    ("<script>&", b'"<script>&"'),
)


@pytest.mark.parametrize(("text", "line"), ESCAPES)
def test_text_is_escaped_as_rfc_8785_says(text, line):
    assert canonical(text) == line
    assert parse(line) == text


def test_keys_are_in_order_and_nothing_is_spaced():
    value = {"b": [1, True, None, {}], "a": {"z": "", "A": -1, "": 0, "\n": []}, "aa": False}
    line = b'{"a":{"":0,"\\n":[],"A":-1,"z":""},"aa":false,"b":[1,true,null,{}]}'
    assert canonical(value) == line
    assert parse(line) == value


@pytest.mark.parametrize("number", [0, 1, -1, MAX_INTEGER, -MAX_INTEGER])
def test_whole_numbers_within_the_limit(number):
    assert parse(canonical(number)) == number


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "wrong_type"),
        (float("nan"), "wrong_type"),
        (b"bytes", "wrong_type"),
        ({1, 2}, "wrong_type"),
        (datetime(2026, 1, 1, tzinfo=UTC), "wrong_type"),
        (MAX_INTEGER + 1, "big_integer"),
        (-MAX_INTEGER - 1, "big_integer"),
        ({"é": 1}, "bad_key"),
        ({1: 1}, "bad_key"),
        ({None: 1}, "bad_key"),
        ("e\u0301", "not_nfc"),
        ("\u212b", "not_nfc"),
        ("\ud800", "half_character"),
        ("\udc00\ud800", "half_character"),
        ([{"a": "\udfff"}], "half_character"),
    ],
)
def test_values_outside_the_profile_are_refused(value, code):
    with pytest.raises(NotCanonical) as refused:
        canonical(value)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"a":1}x', "not_json"),
        (b'{"a":1}{"a":1}', "not_json"),
        (b"\xef\xbb\xbf{}", "not_json"),
        (b"'a'", "not_json"),
        (b'"a\tb"', "not_json"),
        (b'"\\x41"', "not_json"),
        (b"[1,]", "not_json"),
        (b"01", "not_json"),
        (b"+1", "not_json"),
        (b"\xff", "not_utf8"),
        (b'"\xed\xa0\x80"', "not_utf8"),
        (b'"\xc0\xaf"', "not_utf8"),
        (b' {"a":1}', "not_canonical"),
        (b'{"a":1} ', "not_canonical"),
        (b'{"a":1}\r', "not_canonical"),
        (b'{"a": 1}', "not_canonical"),
        (b'{"b":1,"a":1}', "not_canonical"),
        (b'"\\/"', "not_canonical"),
        (b'"\\u0061"', "not_canonical"),
        (b'"\\u000A"', "not_canonical"),
        (b'"\\u001F"', "not_canonical"),
        (b'"\\u00e9"', "not_canonical"),
        (b"-0", "not_canonical"),
        (b'{"a":1,"a":1}', "doubled_key"),
        (b'{"a":1,"\\u0061":2}', "doubled_key"),
        (b"1.0", "fraction"),
        (b"1e3", "fraction"),
        (b"-0.0", "fraction"),
        (b"NaN", "fraction"),
        (b"-Infinity", "fraction"),
        (b"9007199254740992", "big_integer"),
        (b"-9007199254740992", "big_integer"),
        (b"9" * 100_000, "big_integer"),
        (b'"\\ud800"', "half_character"),
        (b'"\\udc00\\ud800"', "half_character"),
        ('"e\u0301"'.encode(), "not_nfc"),
        ('{"é":1}'.encode(), "bad_key"),
        (b"[" * 17 + b"]" * 17, "too_deep"),
        (b"[" * 200_000 + b"]" * 200_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
    ],
)
def test_bytes_outside_the_profile_are_refused(line, code):
    with pytest.raises(NotCanonical) as refused:
        parse(line)
    assert refused.value.code == code


def test_sixteen_levels_are_enough():
    assert parse(b"[" * 16 + b"]" * 16)


def test_a_refusal_says_where():
    with pytest.raises(NotCanonical, match=r"Byte 5 is b' '; the canonical form has b'1' there\."):
        parse(b'{"a": 1}')


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.text(st.characters(codec="utf-8")).filter(lambda text: text.isascii()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_what_is_written_is_read_back(value):
    line = canonical(value)
    assert parse(line) == value == json.loads(line)


@given(st.binary(max_size=60) | values.map(canonical).flatmap(lambda line: st.permutations(line).map(bytes)))
def test_any_bytes_are_read_as_themselves_or_refused(line):
    try:
        value = parse(line)
    except NotCanonical:
        return
    assert canonical(value) == line


def test_times_are_in_utc_to_the_second():
    east = timezone(timedelta(hours=5, minutes=30))
    assert time_text(datetime(2026, 1, 1, 2, 0, 9, 999999, tzinfo=east)) == "2025-12-31T20:30:09Z"
    assert time_text(datetime(12, 1, 1, tzinfo=UTC)) == "0012-01-01T00:00:00Z"
    with pytest.raises(NotCanonical, match="time zone"):
        time_text(datetime(2026, 1, 1))  # noqa: DTZ001 - a time without its zone is the point


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001 - Hypothesis adds the zone
def test_a_time_is_read_back(moment):
    assert read_time(time_text(moment)) == moment.replace(microsecond=0)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:60Z",
        "0000-01-01T00:00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00+00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00Z\n",
        "2026-1-1T0:0:0Z",
        "２０２６-01-01T00:00:00Z",
        "",
        None,
        20260101,
    ],
)
def test_other_times_are_refused(text):
    with pytest.raises(NotCanonical) as refused:
        read_time(text)
    assert refused.value.code == "not_a_time"
