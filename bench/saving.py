"""One class and 1,000 students saved into a store that holds little and one that holds much, on both databases.

Seconds on the clock, because a commit waits for the disk and PostgreSQL works in processes of its own. Beside
them the same rows into one plain table, without matching, history or sums: INSERT in SQLite, COPY in PostgreSQL.
"""

import math
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import sqlalchemy as sa

from bench.databases import a_server
from bench.measure import Row
from capaian.access import LOCAL_USER
from capaian.store import Store, migrate, open_store, save_cohort, save_import, save_school
from tests.store.read import OneReading, reading_of

STORED = (10_000, 1_000_000)
"""Marks that are there before."""
SAVED = ((36, "one class of 36"), (1_000, "1,000 students"))
ASPECTS = ("kognitif", "teknis", "karakter")
CRITERIA = tuple(f"Kriteria {letter}" for letter in "ABCD")
MARKS = len(ASPECTS) * len(CRITERIA) * 2
"""Of each student."""
RUNS = 5
_AT_ONCE = 1_000
_TABLE = "CREATE TABLE plain (student INTEGER, criterion INTEGER, phase INTEGER, score DOUBLE PRECISION, source TEXT)"
Insert = Callable[[Sequence[tuple]], None]


class Class:
    """Invented students who have not been anywhere before, with the same number of marks each."""

    seen = 0

    @classmethod
    def next(cls, students: int) -> OneReading:
        first, cls.seen = cls.seen, cls.seen + students
        people = [(f"Siswa Rekaan {first + i:07}", f"{first + i:010}", "", "XI TKR 1") for i in range(students)]
        rows = [
            (i, aspect, criterion, phase, (i * 7 + place) % 90)
            for i in range(students)
            for aspect in ASPECTS
            for place, criterion in enumerate(CRITERIA)
            for phase in ("before", "after")
        ]
        return reading_of(people, rows, content=str(first))


def rows(stored: Sequence[int] = STORED) -> Iterator[Row]:
    """Each size of import into the fuller store, with the emptier one and a plain table beside it."""
    for place in (_on_sqlite, _on_postgres):
        with place(len(stored)) as (name, stores, insert):
            for store, marks in zip(stores, stored, strict=True):
                fill(store, marks)
            for students, what in SAVED:
                yield _row(name, what, stored, saved(stores, insert, students))
            for store in stores:
                store.close()


def _row(name: str, what: str, stored: Sequence[int], seconds: Sequence[float]) -> Row:
    *ours, plain = seconds
    exponent = math.log(ours[-1] / ours[0], stored[-1] / stored[0])
    return Row(
        f"save {what} with {MARKS} marks each into {stored[-1]:,} marks, {name}, seconds on the clock "
        f"(exponent {exponent:.2f})",
        ours[-1],
        {f"into {stored[0]:,} marks": ours[0], "the same rows into one plain table": plain},
        "exponent under 0.1",
    )


def fill(store: Store, marks: int) -> None:
    """Save cohorts of 1,000 until the store holds so many marks."""
    with store.reading() as connection:
        there = connection.exec_driver_sql("SELECT count(*) FROM scores").scalar_one()
    while there < marks:
        students = min(_AT_ONCE, -(-(marks - there) // MARKS))
        save(store, Class.next(students))
        there += students * MARKS


def saved(stores: Sequence[Store], insert: Insert, students: int) -> list[float]:
    """Medians of saving new students into a new cohort of each store, and of the same rows into a plain table.

    In turn, so that what else the machine does falls on all of them.
    """
    taken: list[list[float]] = [[] for _ in (*stores, insert)]
    for _ in range(RUNS + 1):
        readings = [Class.next(students) for _ in stores]
        for store, reading, seconds in zip(stores, readings, taken, strict=False):
            seconds.append(timed(lambda store=store, reading=reading: save(store, reading)))
        values = [(i, i % MARKS, i % 2, score, "E7") for i, score in enumerate(readings[0].marks["score"].tolist())]
        taken[-1].append(timed(lambda values=values: insert(values)))
    return [statistics.median(seconds[1:]) for seconds in taken]


def save(store: Store, reading: OneReading) -> None:
    """Into a cohort of its own."""
    cohort = save_cohort(store, LOCAL_USER, name=f"Kohort {reading.files[0].sha256[:12]}")
    save_import(store, LOCAL_USER, cohort, reading)


def timed(work: Callable[[], None]) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ready(url: str) -> Store:
    store = open_store(url)
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    return store


@contextmanager
def _on_sqlite(n: int) -> Iterator[tuple[str, list[Store], Insert]]:
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "plain.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(_TABLE)

        def insert(values: Sequence[tuple]) -> None:
            with connection:
                connection.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?)", values)

        yield "SQLite", [_ready(f"sqlite:///{Path(folder) / f'capaian-{i}.db'}") for i in range(n)], insert


@contextmanager
def _on_postgres(n: int) -> Iterator[tuple[str, list[Store], Insert]]:
    with a_server() as server, psycopg.connect(_plain(server)) as connection:
        connection.execute(_TABLE)
        connection.commit()

        def insert(values: Sequence[tuple]) -> None:
            with connection.cursor().copy("COPY plain FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
            connection.commit()

        names = [f"saving_{i}" for i in range(n)]
        with sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool).connect() as admin:
            for name in names:
                admin.exec_driver_sql(f"CREATE DATABASE {name}")
        urls = [server.set(database=name).render_as_string(hide_password=False) for name in names]
        yield "PostgreSQL", [_ready(url) for url in urls], insert


def _plain(server: sa.URL) -> str:
    return server.set(drivername="postgresql").render_as_string(hide_password=False)
