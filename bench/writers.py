"""Many teachers saving at once: `python -m bench.writers`. 50 writers x 10 imports, no error.

In one process, as the server does it (writers queue fairly), and in four, where the database alone decides.

python -m bench.writers [--writers 50] [--imports 10] [--on sqlite postgres]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from bench.databases import a_server, on_postgres, on_sqlite
from bench.killed import MARKS, Line, numbers, ready
from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.store import open_store, save_cohort, save_import
from capaian.store.health import page_trouble


@dataclass(frozen=True)
class Written:
    """seconds: of each import. errors: sentences. lost: imports of which not every mark stands."""

    seconds: list[float]
    errors: list[str]
    lost: int

    def line(self, what: str) -> str:
        """A line of a Markdown table."""
        told = sorted(self.seconds)
        late = told[min(len(told) - 1, len(told) * 99 // 100)]
        return (
            f"| {what} | {len(told)} imports | {len(self.errors)} errors, {self.lost} lost "
            f"| median {statistics.median(told) * 1000:.0f} ms, p99 {late:.2f} s, longest {told[-1]:.2f} s |"
        )


def written(url: str, writers: int, imports: int, *, processes: int = 1) -> Written:
    """So many writers with so many imports each, spread over processes, and what stands afterwards."""
    if processes == 1:
        told = [write_in_threads(url, writers, imports, 0)]
    else:
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            part = partial(write_in_threads, url, writers // processes, imports)
            told = list(pool.map(part, range(processes)))
    seconds, errors = [each for part in told for each in part[0]], [each for part in told for each in part[1]]
    store = open_store(url)
    with store.reading() as connection:
        query = "SELECT count(*) FROM scores WHERE import_id IS NOT NULL GROUP BY import_id"
        whole = [row[0] for row in connection.exec_driver_sql(query)].count(MARKS) - 1
    lost = len(seconds) - len(errors) - whole + (page_trouble(store) is not None)
    store.close()
    return Written(seconds, errors, lost)


def write_in_threads(url: str, writers: int, imports: int, process: int) -> tuple[list[float], list[str]]:
    """The writers of one process."""
    store = open_store(url)

    def write(writer: int) -> tuple[list[float], list[str]]:
        seconds, errors = [], []
        for place in range(imports):
            begun = time.perf_counter()
            try:
                cohort = save_cohort(store, LOCAL_USER, name=f"Kohort {process}-{writer}-{place}")
                save_import(store, LOCAL_USER, cohort, numbers(place))
            except StoreError as error:
                errors.append(str(error))
            seconds.append(time.perf_counter() - begun)
        return seconds, errors

    with ThreadPoolExecutor(writers) as pool:
        told = list(pool.map(write, range(writers)))
    store.close()
    return [each for part in told for each in part[0]], [each for part in told for each in part[1]]


def rounds(place: str, writers: int, imports: int) -> Iterator[tuple[str, Written]]:
    """One process and four, on one kind of database."""
    begin = partial(ready, work="import")
    with a_server() if place == "postgres" else nullcontext() as server:
        for processes in (1, 4):
            with on_sqlite(begin) if server is None else on_postgres(begin, server) as fresh:
                yield f"{place}, {processes} process(es)", written(fresh(), writers, imports, processes=processes)


def rows() -> Iterator[Line]:
    """50 writers with 10 imports each; an error where one of them had one."""
    for place in ("sqlite", "postgres"):
        for what, found in rounds(place, 50, 10):
            yield Line(found.line(f"50 writers x 10, {what}"))
            assert not found.errors, found.errors[:5]
            assert found.lost == 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.writers", description="Many writers, no error.")
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--imports", type=int, default=10)
    parser.add_argument("--on", nargs="+", choices=("sqlite", "postgres"), default=["sqlite", "postgres"])
    chosen = parser.parse_args()
    bad = False
    for place in chosen.on:
        for what, found in rounds(place, chosen.writers, chosen.imports):
            print(found.line(f"{chosen.writers} writers x {chosen.imports}, {what}"), flush=True)
            bad = bad or bool(found.errors) or found.lost > 0
    sys.exit(bad)


if __name__ == "__main__":
    main()
