"""Killed at any moment, nothing acknowledged is lost and nothing stands half: `python -m bench.killing`.

A child does one kind of work over and over and says `done` after each commit; it is killed (SIGKILL) at a
random moment, or on PostgreSQL its backend is ended by the server. Then the database is opened anew and
looked through. The same seed gives the same moments, as far as the machine is as busy.

python -m bench.killing [--times 200] [--seed 1] [--on sqlite postgres] [--work import undo forget migrate]
"""

import argparse
import os
import random
import signal
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial

import sqlalchemy as sa

from bench.databases import a_server, end_backends, on_postgres, on_sqlite
from bench.killed import Killed, Line, looked_through, numbers, ready
from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.store import (
    Store,
    find_students,
    forget_student,
    load_imports,
    migrate,
    open_store,
    save_cohort,
    save_import,
    undo_import,
)

KINDS = ("import", "undo", "forget", "migrate")
ROUNDS = {"import": 3, "undo": 4, "forget": 4, "migrate": 1}
"""How much is done, at most, before the kill."""
_UNTIL = 60


def kill(url: str, work: str, seconds: float, *, server: sa.URL | None = None) -> Killed:
    """One kill of one kind of work on a database that is ready for it, and what was found afterwards.

    seconds: from the child's first word on. server: that ends the child's connection first.
    """
    child, told = _begun(url, work)
    with os.fdopen(told, "rb") as said:
        assert said.readline() == b"begun\n"
        time.sleep(seconds)
        if server is not None:
            end_backends(server, url)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [line.decode().split() for line in said.read().splitlines()]
    assert all(len(line) == 1 for line in lines), f"the work itself went wrong: {lines[-1]}"
    done = [int(line[0]) for line in lines]
    return looked_through(url, work, done)


def span(url: str, work: str) -> float:
    """How many seconds the rounds of a kind of work take here and now."""
    child, told = _begun(url, work)
    with os.fdopen(told, "rb") as said:
        said.readline()
        start = time.perf_counter()
        for _ in range(ROUNDS[work]):
            said.readline()
        taken = time.perf_counter() - start
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return taken


def _begun(url: str, work: str) -> tuple[int, int]:
    """A child at work: its process id, and the pipe in which it tells."""
    told, tells = os.pipe()
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child uses none of the threads there are
        child = os.fork()
    if child == 0:
        os.close(told)
        _work(url, work, tells)
    os.close(tells)
    return child, told


def _work(url: str, work: str, tells: int) -> None:
    """What the child does until it is killed; it never comes back."""
    try:
        store = open_store(url)
        doing = {"import": _importing, "undo": _undoing, "forget": _forgetting, "migrate": _migrating}[work]
        os.write(tells, b"begun\n")
        for done in doing(store):
            os.write(tells, f"{done}\n".encode())
        time.sleep(_UNTIL)
    except StoreError:
        time.sleep(_UNTIL)  # the server ended it: the next try is another one's
    except BaseException as error:  # noqa: BLE001 (told to the parent, which has no other way to know)
        os.write(tells, f"-1 {type(error).__name__}\n".encode())
    finally:
        os._exit(1)


def _importing(store: Store) -> Iterator[int]:
    for place in range(10_000):
        cohort = save_cohort(store, LOCAL_USER, name=f"Kohort {os.getpid()}-{place}")
        done = save_import(store, LOCAL_USER, cohort, numbers(place))
        assert done.import_id is not None
        yield done.import_id


def _undoing(store: Store) -> Iterator[int]:
    (last, *_) = load_imports(store, LOCAL_USER)["import_id"].tolist()
    while True:
        last = undo_import(store, LOCAL_USER, last).import_id
        yield last


def _forgetting(store: Store) -> Iterator[int]:
    for student in find_students(store, LOCAL_USER, "")["student"].tolist():
        forget_student(store, LOCAL_USER, student)
        yield student


def _migrating(store: Store) -> Iterator[int]:
    migrate(store)
    yield 1


def many(work: str, times: int, fresh: Callable[[], str], *, seed: int, server: sa.URL | None = None) -> Killed:
    """So many kills; `fresh` gives the address of a database that is ready for the work."""
    chance, all_of_them = random.Random(f"{seed} {work}"), Killed()
    seconds = 1.2 * span(fresh(), work)
    for _ in range(times):
        ended_by = server if server is not None and chance.random() < 0.5 else None
        all_of_them.add(kill(fresh(), work, chance.random() * seconds, server=ended_by))
    return all_of_them


def rounds(place: str, works: list[str], times: int, seed: int) -> Iterator[tuple[str, Killed]]:
    """Each kind of work on one kind of database."""
    with a_server() if place == "postgres" else nullcontext() as server:
        for work in works:
            begin = partial(ready, work=work)
            with on_sqlite(begin) if server is None else on_postgres(begin, server) as fresh:
                yield work, many(work, times, fresh, seed=seed, server=server)


def rows() -> Iterator[Line]:
    """Every kind of work on both kinds of database, 200 kills each; an error where one of them left a fault."""
    for place in ("sqlite", "postgres"):
        for work, found in rounds(place, list(KINDS), 200, seed=1):
            yield Line(found.line(f"killed in {work}, {place}"))
            assert not found.faults, found.faults[:5]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.killing", description="Kill at random moments, then look.")
    parser.add_argument("--times", type=int, default=200, help="of each kind of work on each database")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", nargs="+", choices=("sqlite", "postgres"), default=["sqlite", "postgres"])
    parser.add_argument("--work", nargs="+", choices=KINDS, default=list(KINDS))
    chosen = parser.parse_args()
    faults: Counter[str] = Counter()
    print("| killed in | | imports, undos, students or migrations | found afterwards |\n|---|---|---|---|", flush=True)
    for place in chosen.on:
        for work, found in rounds(place, chosen.work, chosen.times, chosen.seed):
            print(found.line(f"{work}, {place}"), flush=True)
            faults.update(found.faults)
    for sentence, times in faults.most_common(20):
        print(f"{times} x {sentence}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
