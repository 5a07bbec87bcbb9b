"""One row of the permission table, and the groups of people it is written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..scene import Scene

EVERYONE = frozenset({"stranger", "ines", "pat", "olu", "leroy", "maya", "sam", "helen"})
NOBODY: frozenset[str] = frozenset()
SIGNED_IN = EVERYONE - {"stranger"}
LIVED = frozenset({"leroy", "maya"})
STAFF = frozenset({"sam", "helen"})
MEMBERS = LIVED | STAFF
CO_CHAIRS = frozenset({"maya", "helen"})
INSIDE = MEMBERS | {"olu"}
MAYA, LEROY, HELEN = frozenset({"maya"}), frozenset({"leroy"}), frozenset({"helen"})

# In a row's body: what stands in the hidden field of this name when the sender opens the page.
FROM_PAGE = "as the page has it"
Words = Callable[[Scene], Mapping[str, Any]]
# Forms to send first, in the same browser: (the address's name, what stands in it, what is sent).
Before = Callable[[Scene], list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]]


def nothing(scene: Scene) -> Mapping[str, Any]:
    return {}


def nothing_first(scene: Scene) -> list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    return []


@dataclass(frozen=True)
class Row:
    """`sees`: GET shows it to them; to everybody else it is not there (strangers are asked to sign in).

    `acts`: a well-formed POST by them is done. Who sees it but may not act is told why, and nothing changes.
    """

    sees: frozenset[str]
    acts: frozenset[str] = NOBODY
    at: Words = nothing  # what stands in the address
    body: Words = nothing  # what a good POST sends
    query: Mapping[str, str] = field(default_factory=dict)  # what a form that only asks puts in the address
    first: Before = nothing_first
    keeps_nothing: bool = False  # done in the visitor's own browser or session: no row changes
    answers: bool = False  # a POST is answered with a page, and keeps nothing
    only_posts: bool = False  # nobody can look at it


def committee(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.committee}


def project(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.projects.project.pk}
