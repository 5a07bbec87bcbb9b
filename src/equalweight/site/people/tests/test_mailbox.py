"""One mailbox, however its address is spelt. Property tests: every spelling that a form would let through."""

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from hypothesis import assume, given
from hypothesis import strategies as st

from equalweight.site.people.mailbox import is_one_of, plain_email

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
NAMES = st.text(LETTERS + ".-_", min_size=1, max_size=20).map(lambda name: f"g{name}n".replace("..", "."))
# What may stand in a host: letters of many scripts, as addresses have them.
LABELS = st.text(LETTERS + "äöüßéñøåčšžłαβγςσжиюあ漢한", min_size=1, max_size=12).map(
    lambda label: f"b{label}r"
)
HOSTS = st.lists(LABELS, min_size=1, max_size=3).map(lambda labels: ".".join([*labels, "example"]))


def quoted(name: str) -> str:
    return f'"{name}"'


def escaped(name: str) -> str:
    return '"' + "".join(f"\\{char}" for char in name) + '"'


SPELLINGS = st.sampled_from(
    [str, quoted, escaped, str.upper, lambda name: f"{name}+offers", lambda name: f" {name} "]
)
HOST_SPELLINGS = st.sampled_from(
    [str, punycode, str.upper, lambda host: punycode(host).upper(), lambda host: f"{host}.",
     lambda host: host.replace(".", "\u3002")]
)  # fmt: skip


@given(NAMES, HOSTS, SPELLINGS, HOST_SPELLINGS)
def test_every_spelling_of_a_mailbox_is_the_same(
    name: str, host: str, spell: object, spell_host: object
) -> None:
    other = f"{spell(name)}@{spell_host(host)}"  # type: ignore[operator]
    assert plain_email(other) == plain_email(f"{name}@{host}")


@given(st.emails() | st.builds("{}@{}".format, NAMES, HOSTS))
def test_the_plain_spelling_is_its_own(typed: str) -> None:
    plain = plain_email(typed)
    assert plain_email(plain) == plain == plain_email(typed.upper())


@given(st.text(max_size=40) | st.builds("{}@xn--{}".format, st.text(max_size=20), st.text(max_size=30)))
def test_whatever_is_typed_has_a_plain_spelling(typed: str) -> None:
    assert not any(char.isspace() for char in plain_email(typed))


@given(st.emails(), st.emails())
def test_other_names_and_hosts_stay_apart(one: str, other: str) -> None:
    """Plain ASCII addresses without a + or a quote are one mailbox only if they are the same but for case."""
    assume(all(char not in one + other for char in '+"\\') and "xn--" not in (one + other).lower())
    assert (plain_email(one) == plain_email(other)) == (one.lower() == other.lower())


@given(NAMES, HOSTS)
def test_the_plain_spelling_is_where_the_mail_goes(name: str, host: str) -> None:
    """The host of it is the one Django's mail sends to (`punycode`)."""
    assert plain_email(f"{name}@{host}").rpartition("@")[2] == punycode(host.casefold())


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ('"gwen"@northmoor.example', "gwen@northmoor.example"),
        ('"g\\wen+x"@NorthMoor.Example.', "gwen@northmoor.example"),
        ("x@bücher.example", "x@xn--bcher-kva.example"),
        ("X@XN--BCHER-KVA.example", "x@xn--bcher-kva.example"),
        ("x@straße.example", "x@strasse.example"),
        ("x@xn--strae-oqa.example", "x@strasse.example"),
        ("x@ex\u00adample.example", "x@example.example"),
        ("+a@example.org", "+a@example.org"),
        ("x@[127.0.0.1]", "x@[127.0.0.1]"),
        ("x@xn--\u00fc.example", "x@xn--\u00fc.example"),
        ("", ""),
        ("nobody", "nobody"),
    ],
)
def test_spellings_that_were_let_through(typed: str, plain: str) -> None:
    assert plain_email(typed) == plain


@pytest.mark.parametrize("typed", ['"gwen"@northmoor.example', "x@xn--bcher-kva.example", "x@bücher.example"])
def test_these_pass_a_form(typed: str) -> None:
    try:
        validate_email(typed)
    except ValidationError:
        pytest.fail("a form no longer takes it: this test and its finding can go")


def test_one_of() -> None:
    assert is_one_of('"Asha+1"@example.org', ["maya@example.org", "asha@example.org"])
    assert not is_one_of("asha@example.org", ["maya@example.org", ""])
