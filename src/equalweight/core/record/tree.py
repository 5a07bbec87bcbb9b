"""The Merkle tree over the record's entries: hashes, roots, proofs and their checking (RFC 9162, 2.1).

A *node* (level, index) is the hash over the 2^level leaves from index·2^level on; (0, i) is leaf i. A
complete node never changes: whoever keeps the record stores each one once, and all here read them through a
callable.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

GetNode = Callable[[int, int], bytes]
"""(level, index) → the stored hash of that complete node; may raise whatever the store raises."""

NewNode = tuple[int, int, bytes]
"""(level, index, hash) of a node that an append completed, to be stored."""

EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(size: int, leaf: bytes, get_node: GetNode) -> list[NewNode]:
    """The nodes completed by adding `leaf` (a leaf's hash) to a tree of `size` leaves, lowest first.

    Reads one node for every node made above the leaf: one on average, log2(size) at most.
    """
    level, index, digest = 0, size, leaf
    made = [(level, index, digest)]
    while index % 2:
        digest = node_hash(get_node(level, index - 1), digest)
        level, index = level + 1, index // 2
        made.append((level, index, digest))
    return made


def root(size: int, get_node: GetNode) -> bytes:
    """The root of the first `size` leaves, in at most log2(size) + 1 reads."""
    return _subtree(0, size, get_node)


def inclusion_proof(index: int, size: int, get_node: GetNode) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves; needs 0 ≤ index < size (2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"There is no leaf {index} in a tree of {size}.")
    proof, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_subtree(middle, end, get_node))
            end = middle
        else:
            proof.append(_subtree(begin, middle, get_node))
            begin = middle
    return proof[::-1]


def consistency_proof(first: int, second: int, get_node: GetNode) -> list[bytes]:
    """The proof that the tree of `second` leaves extends that of `first`: 0 < first ≤ second (2.1.4.1)."""
    if not 0 < first <= second:
        raise ValueError(f"A tree of {second} leaves can't be shown to extend one of {first}.")
    proof, begin, end = [], 0, second
    while end != first:
        middle = begin + _split(end - begin)
        if first <= middle:
            proof.append(_subtree(middle, end, get_node))
            end = middle
        else:
            proof.append(_subtree(begin, middle, get_node))
            begin = middle
    if begin:
        proof.append(_subtree(begin, end, get_node))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that `leaf` (its hash) is leaf `index` of `size` under `root` (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, digest = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            digest = node_hash(sibling, digest)
            place, last = _skip_lone(place, last)
        else:
            digest = node_hash(digest, sibling)
        place, last = place // 2, last // 2
    return last == 0 and digest == root


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether `proof` shows that the second tree extends the first (2.1.4.2). Never so from size 0."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    # A first tree that is one complete node stands for itself and is left out of the proof.
    hashes = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    return bool(hashes) and _both_roots(first, second, hashes) == (first_root, second_root)


def _both_roots(first: int, second: int, hashes: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    place, last = first - 1, second - 1
    while place % 2:
        place, last = place // 2, last // 2
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if place % 2 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            place, last = _skip_lone(place, last)
        else:
            new = node_hash(new, sibling)
        place, last = place // 2, last // 2
    return (old, new) if last == 0 else None


def _skip_lone(place: int, last: int) -> tuple[int, int]:
    """Up past the levels at which the last node has no sibling and so is carried up unhashed."""
    while place and not place % 2:
        place, last = place // 2, last // 2
    return place, last


def _subtree(begin: int, end: int, get_node: GetNode) -> bytes:
    """The root over leaves begin to end−1, from complete nodes (`begin` is a multiple of each width)."""
    parts = [get_node(level, index) for level, index in _complete_nodes(begin, end)]
    if not parts:
        return EMPTY_ROOT
    digest = parts.pop()
    while parts:
        digest = node_hash(parts.pop(), digest)
    return digest


def _complete_nodes(begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end:
        level = (end - begin).bit_length() - 1
        yield level, begin >> level
        begin += 1 << level


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


class GrowingTree:
    """The tree of leaves read one after another: keeps only the complete nodes at its right edge."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: dict[int, bytes] = {}

    def add(self, leaf: bytes) -> None:
        """Add a leaf's hash."""
        for level, _, digest in append(self.size, leaf, self._node):
            self._edge[level] = digest
        self.size += 1

    def root(self) -> bytes:
        """The root of all leaves so far."""
        return root(self.size, self._node)

    def _node(self, level: int, _index: int) -> bytes:
        return self._edge[level]
