"""Measure one thing beside its peers: CPU time, interleaved runs, medians and ratios."""

import math
import resource
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Work = Callable[[], object]

HEADING = "| what | ours (CPU) | peers in the same run | goal |\n|---|---|---|---|"
NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, how long ours took, each peer's seconds, and what we aim at."""

    what: str
    ours: float
    peers: Mapping[str, float]
    goal: str = ""

    def line(self) -> str:
        """`| what | ours | peer (x times ours) | goal |`, a line of a Markdown table."""
        told = [f"{name} {_shown(seconds)} ({seconds / self.ours:.3g} x ours)" for name, seconds in self.peers.items()]
        return f"| {self.what} | {_shown(self.ours)} | {'; '.join(told)} | {self.goal} |"


def measure(
    what: str,
    ours: Work,
    peers: Mapping[str, Work],
    *,
    runs: int = 3,
    goal: str = "",
    stands_for: Mapping[str, float] = NOTHING,
) -> Row:
    """Run ours and every peer in turn, once to warm up and `runs` times counted; medians of CPU seconds.

    stands_for: of a peer that does only part of the work because all of it would take minutes, how
    many times the part is the whole.
    """
    works = {"": ours, **peers}
    taken: dict[str, list[float]] = {name: [] for name in works}
    for counted in range(runs + 1):
        for name, work in works.items():
            before = cpu_seconds()
            work()
            if counted:
                taken[name].append(cpu_seconds() - before)
    medians = {name: statistics.median(times) * stands_for.get(name, 1.0) for name, times in taken.items()}
    return Row(what, medians.pop(""), medians, goal)


def growth(what: str, small: Row, large: Row, *, factor: float, goal: str = "") -> str:
    """The exponent by which ours grew from one row to another with `factor` times the size, as a line of the table."""
    exponent = math.log(large.ours / small.ours, factor)
    return f"| {what} | exponent {exponent:.2f} | | {goal} |"


def cpu_seconds() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"
