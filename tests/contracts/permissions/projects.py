from .row import LEROY, LIVED, MEMBERS, Row, committee, project

ROWS = {
    "projects:start": Row(
        MEMBERS, MEMBERS, at=committee, body=lambda s: {"name": "Days", "purpose": "Getting out"}
    ),
    "projects:part": Row(
        MEMBERS, MEMBERS, at=project,
        body=lambda s: {"phase": "co_evaluate", "what": "Ask people", "is_paid": "yes"},
    ),
    "projects:leave_part": Row(LEROY, LEROY, at=lambda s: {"pk": s.projects.part.pk}),
    "projects:work": Row(
        MEMBERS, MEMBERS, at=project,
        body=lambda s: {
            "phase": "co_design", "what": "Read letters", "done_on": "2026-04-01",
            "seats": [s.cast.maya.seat.pk, s.cast.sam.seat.pk],
        },
    ),
    "projects:earlier": Row(
        MEMBERS, MEMBERS, at=project, body=lambda s: {"what": "The budget", "decided_on": "2025-12-01"}
    ),
    "projects:verdict": Row(MEMBERS, LIVED, at=project, body=lambda s: {"was_coproduced": "no"}),
    "projects:confirm": Row(
        MEMBERS, MEMBERS, at=lambda s: {"pk": s.projects.logged.pk}, body=lambda s: {"did_it": "no"}
    ),
    "projects:paid": Row(MEMBERS, MEMBERS, at=lambda s: {"pk": s.projects.confirmed.pk}),
}  # fmt: skip
