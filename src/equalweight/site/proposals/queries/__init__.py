"""Every read about proposals."""

from .changing import ChangePage, draft_change_page, revise_change_page, table_project
from .comparing import DifferencesPage, differences_page
from .lists import ProposalLine, came_from, project_proposals
from .one import ProposalPage, proposal_page
from .places import written_by
from .waiting import waiting_for
from .writing import WritePage, draft_page, revise_page, what_to_choose

__all__ = [
    "ChangePage",
    "DifferencesPage",
    "ProposalLine",
    "ProposalPage",
    "WritePage",
    "came_from",
    "differences_page",
    "draft_change_page",
    "draft_page",
    "project_proposals",
    "proposal_page",
    "revise_change_page",
    "revise_page",
    "table_project",
    "waiting_for",
    "what_to_choose",
    "written_by",
]
