"""The best of a few runs, in processor time: what the machine can do when it is left alone."""

from collections.abc import Callable
from time import process_time


def best_of(runs: int, work: Callable[..., object], *given: object, **named: object) -> float:
    """Processor seconds of the fastest of `runs` runs of `work` with these arguments."""
    seconds = []
    for _ in range(runs):
        began = process_time()
        work(*given, **named)
        seconds.append(process_time() - began)
    return min(seconds)
