"""Measure one thing beside its peers: CPU time, interleaved runs, medians and ratios."""

import resource
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, how long ours took, and each peer's time over ours."""

    what: str
    ours: float
    peers: Mapping[str, float]
    goal: str = ""

    def line(self) -> str:
        """`what | ours | peer (x times ours)` as Markdown."""
        against = ", ".join(f"{name} {seconds:.3f} s ({seconds / self.ours:.2f} x ours)" for name, seconds in self.peers.items())
        return f"| {self.what} | {self.ours:.3f} s | {against} | {self.goal} |"


HEADING = "| what | ours (CPU) | peers in the same run | goal |\n|---|---|---|---|"


def measure(what: str, ours: Work, peers: Mapping[str, Work], *, runs: int = 3, goal: str = "") -> Row:
    """Run ours and every peer in turn, once to warm up and `runs` times counted; medians of CPU seconds."""
    works = {"": ours, **peers}
    taken: dict[str, list[float]] = {name: [] for name in works}
    for counted in range(runs + 1):
        for name, work in works.items():
            before = _cpu()
            work()
            if counted:
                taken[name].append(_cpu() - before)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    return Row(what, medians.pop(""), medians, goal)


def _cpu() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
