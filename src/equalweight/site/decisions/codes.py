"""Codes by which voters find their own answer after a sealed vote has closed. No Django here.

Only for those who ask. A code is told once, kept nowhere but inside the envelope with the choice, and published
beside the choice at the close.

Source: docs/rules/sealed_votes.md.
"""

import secrets
from typing import Final

from equalweight.core.record.kinds import CODE_LETTERS

GROUPS: Final = 3
GROUP: Final = 4


def make_code() -> str:
    """A fresh code like `k7qm-3xhp-92rt`: 57 bits of chance that say nothing about anybody."""
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
