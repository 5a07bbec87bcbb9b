"""The tree against published vectors and against a second, naive way of computing everything."""

import hashlib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.record import tree

PUBLISHED_LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
PUBLISHED_ROOTS = [
    "6e340b9c",
    "fac54203",
    "aeb6bcfe",
    "d37ee418",
    "4e3bbb1f",
    "76e67dad",
    "ddb89be4",
    "5dc9da79",
]
UP_TO = 32


def naive_root(leaves):
    """RFC 9162, 2.1.1, word for word, over the leaves' bytes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = naive_split(len(leaves))
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def naive_path(m, leaves):
    if len(leaves) == 1:
        return []
    k = naive_split(len(leaves))
    if m < k:
        return naive_path(m, leaves[:k]) + [naive_root(leaves[k:])]
    return naive_path(m - k, leaves[k:]) + [naive_root(leaves[:k])]


def naive_subproof(m, leaves, whole):
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = naive_split(len(leaves))
    if m <= k:
        return naive_subproof(m, leaves[:k], whole) + [naive_root(leaves[k:])]
    return naive_subproof(m - k, leaves[k:], False) + [naive_root(leaves[:k])]


class Store:
    """Nodes as the ledger keeps them: each written once; reads are counted."""

    def __init__(self, leaves):
        self.nodes, self.reads = {}, 0
        for size, leaf in enumerate(leaves):
            for level, index, digest in tree.append(size, tree.leaf_hash(leaf), self.get):
                assert (level, index) not in self.nodes
                self.nodes[level, index] = digest

    def get(self, level, index):
        self.reads += 1
        return self.nodes[level, index]


@cache
def leaves_of(size):
    return [bytes([i]) * (i % 5) for i in range(size)]


def test_published_leaves_have_the_published_roots():
    leaves = [bytes.fromhex(leaf) for leaf in PUBLISHED_LEAVES]
    store = Store(leaves)
    assert [tree.root(n, store.get).hex()[:8] for n in range(1, 9)] == PUBLISHED_ROOTS
    assert tree.root(0, store.get).hex() == hashlib.sha256(b"").hexdigest()


def test_a_growing_tree_has_the_same_roots():
    growing = tree.GrowingTree()
    for size in range(65):
        assert growing.size == size
        assert growing.root() == naive_root(leaves_of(65)[:size])
        growing.add(tree.leaf_hash(leaves_of(65)[size]))


@pytest.mark.parametrize("size", range(1, UP_TO + 1))
def test_every_inclusion_proof(size):
    leaves = leaves_of(size)
    store = Store(leaves)
    whole = naive_root(leaves)
    for index in range(size):
        proof = tree.inclusion_proof(index, size, store.get)
        assert proof == naive_path(index, leaves)
        leaf = tree.leaf_hash(leaves[index])
        assert tree.verify_inclusion(leaf, index, size, proof, whole)
        assert_no_other_inclusion_is_shown(leaf, index, size, proof, whole)


def assert_no_other_inclusion_is_shown(leaf, index, size, proof, whole):
    wrong = b"\xff" * 32
    assert not tree.verify_inclusion(wrong, index, size, proof, whole)
    assert not tree.verify_inclusion(leaf, index, size, proof, wrong)
    assert not tree.verify_inclusion(leaf, index, size, [*proof, wrong], whole)
    assert not tree.verify_inclusion(leaf, size, size, proof, whole)
    assert not tree.verify_inclusion(leaf, -1, size, proof, whole)
    for other in range(size):
        assert other == index or not tree.verify_inclusion(leaf, other, size, proof, whole)
    for place in range(len(proof)):
        assert not tree.verify_inclusion(
            leaf, index, size, proof[:place] + [wrong] + proof[place + 1 :], whole
        )
        assert not tree.verify_inclusion(leaf, index, size, proof[:place] + proof[place + 1 :], whole)


@pytest.mark.parametrize("second", range(1, UP_TO + 1))
def test_every_consistency_proof(second):
    leaves = leaves_of(second)
    store = Store(leaves)
    new = naive_root(leaves)
    for first in range(1, second + 1):
        old = naive_root(leaves[:first])
        proof = tree.consistency_proof(first, second, store.get)
        assert proof == naive_subproof(first, leaves, True)
        assert tree.verify_consistency(first, second, old, new, proof)
        assert_no_other_consistency_is_shown(first, second, old, new, proof)


def assert_no_other_consistency_is_shown(first, second, old, new, proof):
    wrong = b"\xff" * 32
    assert not tree.verify_consistency(first, second, wrong, new, proof)
    assert not tree.verify_consistency(first, second, old, wrong, proof)
    assert not tree.verify_consistency(first, second, old, new, [*proof, wrong])
    for place in range(len(proof)):
        assert not tree.verify_consistency(
            first, second, old, new, proof[:place] + [wrong] + proof[place + 1 :]
        )
        assert not tree.verify_consistency(first, second, old, new, proof[:place] + proof[place + 1 :])


def test_an_empty_record_is_never_extended():
    empty, one = tree.EMPTY_ROOT, tree.leaf_hash(b"")
    assert not tree.verify_consistency(0, 1, empty, one, [])
    assert not tree.verify_consistency(0, 0, empty, empty, [])
    assert not tree.verify_consistency(2, 1, one, one, [])
    for first, second in ((0, 1), (0, 0), (2, 1)):
        with pytest.raises(ValueError, match="can't be shown"):
            tree.consistency_proof(first, second, Store([b"", b""]).get)


def test_a_leaf_that_is_not_there_has_no_proof():
    for index in (-1, 2, 3):
        with pytest.raises(ValueError, match="no leaf"):
            tree.inclusion_proof(index, 2, Store([b"", b""]).get)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=150), st.data())
def test_any_leaves_agree_with_the_naive_way(leaves, draw):
    store = Store(leaves)
    size = len(leaves)
    index = draw.draw(st.integers(0, size - 1))
    first = draw.draw(st.integers(1, size))
    assert tree.root(size, store.get) == naive_root(leaves)
    assert tree.inclusion_proof(index, size, store.get) == naive_path(index, leaves)
    assert tree.consistency_proof(first, size, store.get) == naive_subproof(first, leaves, True)


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=12), st.integers(-2, 70), st.integers(-2, 70))
def test_random_proofs_show_nothing_and_never_crash(proof, a, b):
    zero = bytes(32)
    assert not tree.verify_inclusion(zero, a, b, proof, b"\x01" * 32)
    if a != b:
        assert not tree.verify_consistency(a, b, zero, b"\x01" * 32, proof)


def test_reads_stay_logarithmic():
    leaves = [b""] * 5000
    store = Store(leaves)
    assert store.reads < 5000  # one read a node above the leaves: fewer than the leaves
    for index in (0, 1, 2047, 4095, 4096, 4999):
        store.reads = 0
        tree.inclusion_proof(index, 5000, store.get)
        tree.root(5000, store.get)
        assert store.reads <= 3 * 13
