"""The export of a real site is whole, and any change to it is found."""

import pytest
from tests.cast import STARTED, Cast

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record import tree
from equalweight.core.record.verify import Report, verify
from equalweight.site.ledger.append import get_node
from equalweight.site.ledger.export import export_lines, root, size
from equalweight.site.ledger.models import Entry, Node
from equalweight.site.ledger.queries import head, is_root, proof

pytestmark = pytest.mark.django_db


def check(lines: list[bytes], roots: dict[int, str] | None = None) -> Report:
    return verify(lines, roots=roots or {}, recomputers=RECOMPUTERS)


def test_an_empty_record_is_whole() -> None:
    assert check(list(export_lines())).findings == ()
    assert head().size == 0


def test_a_site_exports_a_whole_record(cast: Cast) -> None:
    now = head()
    report = check(list(export_lines()), {now.size: now.root})
    assert report.findings == ()
    assert report.entries == now.size == STARTED


def test_a_line_changed_in_the_database_is_found(cast: Cast) -> None:
    now = head()
    entry = Entry.objects.get(seq=0)
    Entry.objects.filter(seq=0).update(body=bytes(entry.body).replace(b'"staff"', b'"lived_experience"', 1))
    codes = {finding.code for finding in check(list(export_lines()), {now.size: now.root}).findings}
    assert {"end_root", "root_differs"} <= codes


def test_nodes_are_stored_once_and_proofs_hold(cast: Cast) -> None:
    assert Node.objects.count() == 10  # 6 leaves, and 4 above them
    shown = proof(0)
    leaf = tree.leaf_hash(bytes(Entry.objects.get(seq=0).body))
    hashes = [bytes.fromhex(each) for each in shown.hashes]
    assert tree.verify_inclusion(leaf, 0, shown.size, hashes, bytes.fromhex(shown.root))
    assert get_node(0, 0) == leaf


def test_an_old_root_is_known_again(cast: Cast) -> None:
    first = root(1).hex()
    assert is_root(1, first) is True
    assert is_root(1, "0" * 64) is False
    assert is_root(size() + 1, first) is None
