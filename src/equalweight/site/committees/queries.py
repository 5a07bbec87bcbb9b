"""Every read about committees and seats."""

from datetime import datetime

from .models import Committee, WaysOfWorking


def ways_in_force(committee: Committee, at: datetime) -> WaysOfWorking:
    """The newest ways of working that had begun at `at`."""
    return committee.ways.filter(in_force_from__lte=at).order_by("-version")[0]
