"""What somebody has answered themselves; shown to nobody else."""

from equalweight.site.committees.models import Seat

from ..models import CheckBack, Claim


def own_answer(claim: Claim, seat: Seat) -> dict[str, str]:
    """The form's first words: one's own answer to a claim, empty when there is none."""
    mine = claim.sign_offs.filter(seat=seat).first()
    return {"answer": mine.answer if mine else "", "reason": mine.reason if mine else ""}


def own_difference(check_back: CheckBack, seat: Seat) -> dict[str, str]:
    """The form's first words: one's own answer to a check-back."""
    mine = check_back.answers.filter(seat=seat).first()
    said = (
        {True: "yes", False: "no"}.get(mine.made_difference, "")
        if mine and mine.made_difference is not None
        else ""
    )
    return {"made_difference": said, "words": mine.words if mine else ""}
