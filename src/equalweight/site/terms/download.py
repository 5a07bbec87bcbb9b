"""The terms as a file, for `equalweight power` and for anybody who wants to check the figures elsewhere."""

from typing import Final

import yaml

from .entered import Terms
from .game import game_form

_HEAD: Final = "# Made from what was entered on the page. To check it: equalweight power terms.yaml\n"


def as_yaml(terms: Terms) -> str:
    """The game form in YAML; reading it gives the game that the page works with."""
    return _HEAD + yaml.safe_dump(game_form(terms), sort_keys=False, allow_unicode=True, width=1000)
