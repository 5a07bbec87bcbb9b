"""When two addresses are one mailbox. No Django here: the rules of other rooms ask it too.

A no must hold under every spelling (promise 9.1): where in doubt, two spellings are one mailbox.
"""

import re
import unicodedata
from collections.abc import Iterable

# A quoted name ("gwen"@…) is the same mailbox as the plain one; a \ only says that the next sign is meant as it is.
QUOTING = re.compile(r'["\\]')
# Signs that mail software reads as the dot between the parts of a host.
DOTS = re.compile("[\u3002\uff0e\uff61]")


def plain_email(email: str) -> str:
    """One spelling for an address: lower case, no spaces or quotes, without what follows a + before the @.

    The host as mail is sent to it: without a dot at its end, and letters beyond a-z in their xn-- form.
    """
    name, at, host = _folded(email).rpartition("@")
    name = QUOTING.sub("", name)
    return f"{name.partition('+')[0] or name}{at}{_plain_host(host)}"


def is_one_of(email: str, others: Iterable[str]) -> bool:
    """Whether it is the mailbox of one of these."""
    return plain_email(email) in {plain_email(each) for each in others}


def _plain_host(host: str) -> str:
    return ".".join(map(_plain_label, DOTS.sub(".", host).rstrip(".").split(".")))


def _plain_label(label: str) -> str:
    """One part of a host in the form that is sent; as it is written, where it has none."""
    try:
        read = label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
        return _folded(read).encode("idna").decode("ascii").lower()
    except UnicodeError:
        return label


def _folded(text: str) -> str:
    """Without case or spaces, and each sign in its one form."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(unicodedata.normalize("NFKC", folded).split())
