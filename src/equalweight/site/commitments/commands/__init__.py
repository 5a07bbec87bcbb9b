"""Every write about commitments."""

from .making import Promise, link_origin, make_commitment, note_commitment

__all__ = ["Promise", "link_origin", "make_commitment", "note_commitment"]
