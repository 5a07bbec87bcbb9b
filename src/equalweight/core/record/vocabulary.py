"""Every type of entry there is, and what each may hold in public. The record has no other words."""

from equalweight.core.record.kinds import COUNT, HASH, ID, SEQ, SHARE, EntryType, one_of, optional

SIDE = one_of("lived_experience", "staff")

_ALL = (
    EntryType(
        "committee.started",
        {"lived_experience_seats": COUNT, "staff_seats": COUNT, "threshold": SHARE, "terms": optional(HASH)},
        frozenset({"name", "purpose"}),
    ),
    EntryType("seat.taken", {"seat": ID, "side": SIDE}, frozenset({"name"})),
    EntryType("vote.cast", {"decision": SEQ, "side": SIDE}, frozenset({"choice"}), sealed_by=True),
)

TYPES: dict[str, EntryType] = {kind.name: kind for kind in _ALL}
