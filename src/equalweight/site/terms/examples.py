"""The ready examples: the same tables as the files that `equalweight power` comes with (a test compares them)."""

from dataclasses import dataclass
from typing import Final

from .entered import OTHER, FinalBody, Group, Terms


@dataclass(frozen=True, slots=True)
class Example:
    """`file`: the name of its YAML file in equalweight/files/examples. `about`: one sentence."""

    file: str
    about: str
    terms: Terms


EXAMPLES: Final = (
    Example(
        "partnership-board",
        "3 of 16 seats, heads are counted, and a cabinet may refuse what was agreed.",
        Terms(
            "Example partnership board",
            (
                Group("members with lived experience", "lived_experience", 3),
                Group("officers", "staff", 12),
                Group("chair", "staff", 1, "ties"),
            ),
            "half",
            FinalBody("cabinet", 7, "staff", "refuse"),
        ),
    ),
    Example(
        "advisory-board",
        "Half the seats each, and another body may ignore what was agreed.",
        Terms(
            "Advisory board",
            (Group("members with lived experience", "lived_experience", 6), Group("officers", "staff", 6)),
            "half",
            FinalBody("cabinet", 7, "staff", "ignore"),
        ),
    ),
    Example(
        "english-council-committee",
        "By law, people who are brought in (co-opted) have no vote in most of these (Local Government and Housing Act "
        "1989, section 13).",
        Terms(
            "English council committee",
            (
                Group("co-opted members with lived experience", "lived_experience", 4, "none"),
                Group("councillors", "staff", 9),
                Group("chair", "staff", 1, "ties"),
            ),
            "half",
        ),
    ),
    Example(
        "us-health-centre-board",
        "By law, at least 51% are patients of the centre, and more than half decide (42 U.S.C. 254b).",
        Terms(
            "US health centre board",
            (
                Group("patients", "lived_experience", 7),
                Group("other board members", "staff", 6),
                Group("chief executive", "staff", 1, "none"),
            ),
            "half",
        ),
    ),
    Example(
        "forest-stewardship-council",
        "Three chambers: more than half of each, and two thirds of everybody. No chamber can be left out.",
        Terms(
            "Forest Stewardship Council General Assembly",
            tuple(
                Group(f"{chamber} chamber", OTHER, 12, "agree")
                for chamber in ("economic", "environmental", "social")
            ),
            "two_thirds",
        ),
    ),
    Example(
        "both-sides",
        "How committees here decide: more than half of each of the two groups, however many seats it has.",
        Terms(
            "Committee where both groups must agree",
            (Group("people with lived experience", "lived_experience", 4), Group("staff", "staff", 9)),
            "sides",
        ),
    ),
)
