"""The best of a few runs, which is what the machine can do when it is left alone."""

from collections.abc import Callable
from time import perf_counter


def best_of(runs: int, work: Callable[..., object], *given: object, **named: object) -> float:
    """Seconds of the fastest of `runs` runs of `work` with these arguments."""
    seconds = []
    for _ in range(runs):
        began = perf_counter()
        work(*given, **named)
        seconds.append(perf_counter() - began)
    return min(seconds)
