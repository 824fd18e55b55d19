"""Many schools in one PostgreSQL: what one school waits for must not depend on how many there are.

python -m bench.schools [--sizes 10x1000 10x10000 1000x1000 1000x5000]

Every school has ten cohorts, the first of 100 students, and three marks before and after of each student. The
rows are made inside the server: 30,000,000 marks take five minutes and 9 GB of disk. The stores are then asked as the
pages ask, in turn; seconds on the clock, medians. Needs Debian's `postgresql` package (not running, only installed).
"""

import argparse
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import sqlalchemy as sa

from bench.clusters import servers
from capaian.access import LOCAL_USER
from capaian.store import (
    Store,
    compare_import,
    load_class_counts,
    load_cohort,
    load_cohorts,
    load_moments,
    load_pass_marks,
    load_roster,
    load_rules,
    load_scores,
    migrate,
    open_store,
    save_cohort,
    save_import,
)
from capaian.store.stored_moments import fill_moments
from tests.store.read import OneReading, reading_of

SIZES = ("10x1000", "10x10000", "1000x1000", "1000x5000")
_AT_ONCE = 10
"""Schools whose rows are made by one statement: they come in the order of the key, and are sorted in memory."""
FIRST = 100
"""Students of the first cohort, whatever the size of the school."""
ASPECTS = ("kognitif", "teknis", "karakter")
RUNS = 15
IMPORTS = 7
_SERVER = (
    "shared_buffers=1GB", "work_mem=64MB", "maintenance_work_mem=512MB", "wal_level=minimal", "max_wal_senders=0",
    "autovacuum=off",
)  # fmt: skip
"""autovacuum: done once all rows are there, so that it does not disturb what is measured."""
HEADING = (
    "| schools x students | marks | landing, sums | landing, classes | one cohort's page | import of a class of 36 "
    "| bytes a mark | bytes a mark, all tables |\n|---|---|---|---|---|---|---|---|"
)


QUESTIONS = ("landing", "classes", "cohort", "imported")


class Measured:
    """One database: of so many schools of so many students each, open, with the seconds of every question so far."""

    def __init__(self, store: Store, schools: int, students: int) -> None:
        self.store, self.schools, self.students = store, schools, students
        self.taken: dict[str, list[float]] = {name: [] for name in QUESTIONS}
        own = min(one.id for one in load_cohorts(store, LOCAL_USER))
        page = (load_cohort, load_pass_marks, load_roster, load_scores, load_rules)
        new = _imports(store)
        self._asks: dict[str, Callable[[], object]] = {
            "landing": lambda: (load_cohorts(store, LOCAL_USER), load_moments(store, LOCAL_USER)),
            "classes": lambda: load_class_counts(store, LOCAL_USER),
            "cohort": lambda: [ask(store, LOCAL_USER, own) for ask in page],
            "imported": lambda: next(new),
        }

    def ask(self, name: str) -> None:
        """Put one question, on the clock."""
        began = time.perf_counter()
        self._asks[name]()
        self.taken[name].append(time.perf_counter() - began)

    def median(self, name: str) -> float:
        """Seconds that a question takes, without the first time."""
        return statistics.median(self.taken[name][1:])

    def line(self, sizes: tuple[int, int]) -> str:
        """A line of the table of HEADING; sizes: bytes of the table of marks with its index, and of everything."""
        times = " | ".join(f"{1000 * self.median(name):.1f} ms" for name in QUESTIONS)
        marks = self.schools * self.students * 2 * len(ASPECTS)
        table, everything = (size / marks for size in sizes)
        told = f"| {self.schools:,} x {self.students:,} | {marks:,} | {times} "
        return f"{told}| {table:.0f} | {everything:.0f} |"


def main() -> None:
    """Print the table, and the exponents from its first line to the others."""
    parser = argparse.ArgumentParser(prog="python -m bench.schools")
    parser.add_argument("--sizes", nargs="+", default=list(SIZES))
    wanted = [tuple(map(int, size.split("x"))) for size in parser.parse_args().sizes]
    with servers(1, *_SERVER) as (server,), ExitStack() as stack:
        made = [made_in(server, stack, *size) for size in wanted]
        sizes = [_sizes(one.store) for one in made]  # before the imports add to them
        print(f"load average {os.getloadavg()[0]:.1f} before,", end=" ")
        for turn in range(RUNS + 1):  # in turn, so that what else the machine does falls on every size
            for name in QUESTIONS if turn <= IMPORTS else QUESTIONS[:-1]:
                for one in made:
                    one.ask(name)
        print(f"{os.getloadavg()[0]:.1f} after\n{HEADING}")
        for one, size in zip(made, sizes, strict=True):
            print(one.line(size))
        for one in made[1:]:
            print(_growth(made[0], one))


def made_in(server: sa.URL, stack: ExitStack, schools: int, students: int) -> Measured:
    """A database of its own, filled, and open until the stack is done."""
    name = f"s{schools}x{students}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    store = open_store(server.set(database=name).render_as_string(hide_password=False))
    stack.callback(store.close)
    migrate(store)
    began = time.perf_counter()
    fill(store, schools, students)
    print(f"{schools:,} x {students:,} made in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return Measured(store, schools, students)


def _sizes(store: Store) -> tuple[int, int]:
    with store.reading() as connection:
        query = "SELECT pg_total_relation_size('scores'), pg_database_size(current_database())"
        table, everything = connection.exec_driver_sql(query).one()
    return table, everything


def _imports(store: Store) -> Iterator[int]:
    """One class of 36 new students into a cohort of its own, looked at and saved, each time another one."""
    for turn in range(1000):
        cohort = save_cohort(store, LOCAL_USER, name=f"Kelas baru {turn}")
        reading = _class(turn)
        compare_import(store, LOCAL_USER, cohort, reading)
        yield save_import(store, LOCAL_USER, cohort, reading).new


def _class(turn: int) -> OneReading:
    people = [(f"Siswa Baru {turn} {i}", f"77{turn:04}{i:04}", f"B{turn}-{i}", "XI TKR 1") for i in range(36)]
    marks = [
        (i, aspect, "", phase, 40 + (i * 7 + turn) % 50 + 5 * (phase == "after"))
        for i in range(36)
        for aspect in ASPECTS
        for phase in ("before", "after")
    ]
    return reading_of(people, marks, file=f"kelas {turn}.xlsx")


def fill(store: Store, schools: int, students: int) -> None:
    """Schools 1..n, each alike: ids 1-3 criteria, 4-13 cohorts, from 14 on students."""
    with store.writing() as connection:
        for setting in ("session_replication_role = replica", "statement_timeout = 0"):  # no look-up a row made
            connection.exec_driver_sql(f"SET LOCAL {setting}")
        connection.exec_driver_sql("TRUNCATE schools CASCADE")  # tables emptied here need no log of what fills them
        for first in range(1, schools + 1, _AT_ONCE):
            told = {"from": first, "to": min(first + _AT_ONCE - 1, schools), "students": students, "first": FIRST}
            for statement in _FILL:
                connection.execute(sa.text(statement), told)
    _fill_moments(store, schools)
    with store.borrowed() as driver:
        driver.autocommit = True
        driver.execute("SET statement_timeout = 0")
        driver.execute("VACUUM ANALYZE")
        driver.execute("RESET statement_timeout")
        driver.autocommit = False


_MARK = "30 + (s * 37 + c * 11 + p * (9 + s % 17)) % 65"
_FILL = (
    "INSERT INTO schools SELECT g, 'SMK Rekaan ' || g, 'Asia/Makassar', 0, 1000000, 1"
    " FROM generate_series(CAST(:from AS int), :to) g",
    "INSERT INTO cohorts (school, id, name, kind, partner, field, starts_on, data_version, participants)"
    " SELECT g, 3 + c, 'Angkatan ' || c, 'programme', 'BLPT', 'Otomotif', '2026-01-05', 1, 'students'"
    " FROM generate_series(CAST(:from AS int), :to) g, generate_series(1, 10) c",
    "INSERT INTO criteria SELECT g, a.i, a.name, '', 0, 100, 1, 1, NULL"
    " FROM generate_series(CAST(:from AS int), :to) g,"
    " (VALUES (1, 'kognitif'), (2, 'teknis'), (3, 'karakter')) a(i, name)",
    "INSERT INTO students (school, id, nisn, nis, name, name_key, sex, class_name, programme)"
    " SELECT g, 13 + s, lpad(s::text, 10, '0'), s::text, 'Siswa Rekaan ' || s, 'siswa rekaan ' || s, 'L',"
    " 'XI TKR ' || s / 36, 'TKR' FROM generate_series(CAST(:from AS int), :to) g, generate_series(1, :students) s",
    "INSERT INTO enrolments (school, cohort, student, class_name)"
    " SELECT g, 4 + CASE WHEN s <= LEAST(:first, :students / 10) THEN 0 ELSE 1 + s % 9 END, 13 + s, 'XI TKR ' || s / 36"
    " FROM generate_series(CAST(:from AS int), :to) g, generate_series(1, :students) s",
    "INSERT INTO scores (school, cohort, student, criterion, phase, score, raw, state, rater, cell)"
    " SELECT e.school, e.cohort, e.student, c, p, m.mark, m.mark::text, 0, '', 'E' || e.student % 40"
    " FROM enrolments e, generate_series(1, 3) c, generate_series(0, 1) p,"
    f" LATERAL (SELECT {_MARK} AS mark FROM (SELECT e.student AS s) x) m"
    " WHERE e.school BETWEEN :from AND :to ORDER BY 1, 2, 3, 4, 5",
)


def _fill_moments(store: Store, schools: int) -> None:
    """The sums of the first school by the store, and of the others, whose marks are the same, by copying."""
    with store.writing() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        others = sa.text("UPDATE schools SET id = id + 1000000 WHERE id > 1")
        connection.execute(others)
        fill_moments(connection)
        connection.execute(sa.text("UPDATE schools SET id = id - 1000000 WHERE id > 1"))
        for table in ("class_counts", "class_moments"):
            names = connection.exec_driver_sql(f"SELECT * FROM {table} LIMIT 0").keys()
            told = ", ".join(f'"{name}"' for name in list(names)[1:])
            copied = f"INSERT INTO {table} (school, {told}) SELECT g, {told} FROM {table}, generate_series(2, :n) g"
            connection.execute(sa.text(f"{copied} WHERE school = 1"), {"n": schools})


def _growth(small: Measured, large: Measured) -> str:
    factor = large.schools * large.students / (small.schools * small.students)
    told = (f"{name} {math.log(large.median(name) / small.median(name), factor):.2f}" for name in QUESTIONS)
    return f"exponents to {large.schools:,} x {large.students:,}: {', '.join(told)}"


if __name__ == "__main__":
    main()
