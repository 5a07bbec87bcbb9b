"""What people are told about sealed votes: what they are for, what they do not do, and when to vote elsewhere."""

from typing import Final

PROTECTS: Final = (
    "Your name is never shown beside your answer: not to members, co-chairs, staff or the public, not even afterwards.",
    "Somebody who steals the database, its log or its backups can’t read the answers. Until the close, they "
    "can’t see who has answered either.",
    "The public record says nothing about your answer until the close. Then it lists the answers of each group in "
    "alphabetical order, and the numbers of those who answered, never who answered what.",
)
DOES_NOT: Final = (
    "It does not protect you from whoever runs this site’s server while you vote. They could read your answer.",
    "It does not protect you from somebody who looks at your screen, or watches your connection.",
    "A stolen database can show at which moment somebody answered, and when each person last signed in. It does not "
    "show who answered, but if you signed in just then, people may guess that it was you.",
    "If everybody in a group answers the same, the numbers alone show how each of them answered. "
    "In a small group people may guess.",
)
CODE: Final = (
    "When you answer you can ask for a code. It is made at random and shown to you once. After the close it is listed "
    "beside your answer, so that you can see that it was counted as you gave it. Nobody needs a code for their answer "
    "to count.",
    "A code is also a receipt. Somebody with power over you could tell you to take one and show it to them. "
    "If anybody asks for yours, you can get another and throw it away. The old one is then not listed, which they "
    "can see too.",
    "Until the close nothing shows whether you took one. Afterwards the list shows how many in each group did, and "
    "what they answered, never who they are. Once the list is public, anybody can say that any code on it is theirs.",
    "Where everybody else in your group shows their codes, what is left over is your answer.",
)
ON_CODE: Final = (
    "Write it down or print this page now. We don’t keep it anywhere we could look it up, and can’t show it again.",
    "After it closes, find it in the list on the page below. Beside it stands your answer.",
    "If you change your answer, the code stays the same and shows the new one. If you ask for another code, this one "
    "is no longer listed.",
    "Show it to nobody. Whoever has it before the close can see afterwards what you answered.",
)
LOST: Final = (
    "The answers are locked with a key made for this one vote. It is kept apart, and never copied into a backup. "
    "If it is lost before the close, nobody can read the answers, and everybody has to vote again. "
    "After the close it is destroyed."
)
ON_BALLOT: Final = (
    "Nobody sees what you answered, not even after it closes. This site does not show it to you again either, "
    "so that nobody can make you show it to them.",
    "It does not protect you from whoever runs this site’s server while you vote, or from somebody watching you.",
    "After it closes, the numbers for each group are public. If everybody in your group answers the same, "
    "the numbers alone show how each of you answered.",
    LOST,
)
OUTSIDE_WHEN: Final = (
    "People are elected to an office, such as co-chair.",
    "More than about 50 people can vote.",
    "Any member wishes it. They don’t have to say why.",
)
OUTSIDE_HOW: Final = (
    "Use Belenios. It is free, and made so that voters can check that their own vote was counted. A third party runs "
    "it: an organisation that neither group depends on, such as a disabled people’s organisation from elsewhere.",
    "The third party sets up the election, names people to hold the keys, and sends each voter their own code. "
    "People who can’t vote online give their vote to somebody they choose, or by phone to the third party.",
    "Each group votes by itself, so set up one election for each group.",
    "Belenios shows a fingerprint of each election: a line of 43 letters and digits. Before the vote opens, choose "
    "“Note a vote held outside” on the page of the decision here, and write it down. The record then holds it, "
    "with its date, and nobody can swap the election for another one afterwards.",
    "When it has closed, check that the fingerprint is still the same. Then note it once more, with what was counted "
    "in each group. Both groups can confirm it here by a named vote.",
)


def code_words(*, has_codes: bool) -> str:
    """What stands above the codes of a sealed vote; nothing where nobody took one."""
    if not has_codes:
        return ""
    return (
        "Some people asked for a code when they answered. If you did, look for yours here: beside it stands your "
        "answer as it was counted. The whole list is on this page, so nobody can see which line you look for. "
        "If your code is not there, or stands beside another answer than yours, tell somebody you trust."
    )


def numbers_words(numbers: list[int]) -> str:
    """Which numbers of the roll answered a sealed vote."""
    if not numbers:
        return "This was a sealed vote. No answers were counted."
    said = ", ".join(map(str, numbers))
    return f"This was a sealed vote. Everybody who could vote had a number, shown only to them. These answered: {said}."
