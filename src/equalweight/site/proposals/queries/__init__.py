"""Every read about proposals."""

from .changing import WaysWritePage, draft_ways_page, revise_ways_page, ways_project
from .comparing import DifferencesPage, differences_page
from .lists import ProposalLine, came_from, project_proposals
from .one import ProposalPage, proposal_page
from .places import written_by
from .waiting import waiting_for
from .writing import WritePage, draft_page, revise_page, what_to_choose

__all__ = [
    "DifferencesPage",
    "ProposalLine",
    "ProposalPage",
    "WaysWritePage",
    "WritePage",
    "came_from",
    "differences_page",
    "draft_page",
    "draft_ways_page",
    "project_proposals",
    "proposal_page",
    "revise_page",
    "revise_ways_page",
    "waiting_for",
    "ways_project",
    "what_to_choose",
    "written_by",
]
