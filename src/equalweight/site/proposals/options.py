"""Several options in one proposal, to be put in order (docs/rules/ranked.md). No Django here.

Options are numbered from 1 as they are listed; 0 is always leaving things as they are.
"""

from collections.abc import Sequence
from typing import Final

from equalweight.core.tally import TallyError
from equalweight.core.tally.ballot import option_name
from equalweight.site.web.rules import RuleBroken

LEAVE_IT: Final = "Leave it as it is"
FEWEST: Final = 2
MOST: Final = 8
LONGEST: Final = 100
HEADING: Final = "The options:"


def check_options(typed: Sequence[str]) -> tuple[str, ...]:
    """The options as they are kept; none at all is a question with yes or no. Errors: RuleBroken `options`."""
    names = tuple(_name(each) for each in typed)
    if names and not FEWEST <= len(names) <= MOST:
        raise _refused(
            f"Write from {FEWEST} to {MOST} options, each on a line of its own. “{LEAVE_IT}” is always one more. "
            "If there is only one, leave this empty: people then answer yes or no."
        )
    if len({name.casefold() for name in names}) < len(names):
        raise _refused("The same option is there twice. Write each one once.")
    return names


def _name(typed: str) -> str:
    try:
        name = option_name(typed)
    except TallyError as error:
        raise _refused(error.message) from error
    if len(name) > LONGEST:
        raise _refused(f"Keep each option under {LONGEST} letters. Say the rest in the text.")
    if name.casefold() == LEAVE_IT.casefold():
        raise _refused(f"“{LEAVE_IT}” is always among the options. Write the others.")
    return name


def _refused(words: str) -> RuleBroken:
    return RuleBroken("options", words, "options")


def all_names(options: Sequence[str]) -> tuple[str, ...]:
    """Every option by its number: leaving things as they are first."""
    return (LEAVE_IT, *options)


def with_list(text: str, options: Sequence[str]) -> str:
    """The whole text people read: with the options listed below it, when there are any."""
    return text + _listed(options)


def without_list(text: str, options: Sequence[str]) -> str:
    """The text alone, to be written on."""
    return text.removesuffix(_listed(options))


def _listed(options: Sequence[str]) -> str:
    if not options:
        return ""
    lines = (f"{number}. {name}" for number, name in enumerate(options, start=1))
    return "\n\n" + "\n".join((HEADING, *lines, f"0. {LEAVE_IT}"))
