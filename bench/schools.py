"""Many schools in one PostgreSQL: what one school waits for must not depend on how many there are.

python -m bench.schools [--sizes 10x1000 10x10000 1000x1000]

Every school has ten cohorts, the first of 100 students, and three marks before and after of each student. The
rows are made inside the server, so that 6,000,000 marks take a minute; the store is then asked as the pages ask.
Seconds on the clock, medians. Needs Debian's `postgresql` package (not running, only installed).
"""

import argparse
import math
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

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

SIZES = ("10x1000", "10x10000", "1000x1000")
COHORTS = 10
FIRST = 100
"""Students of the first cohort, whatever the size of the school."""
ASPECTS = ("kognitif", "teknis", "karakter")
RUNS = 15
HEADING = (
    "| schools x students | marks | landing, sums | landing, classes | one cohort's page | import of a class of 36 "
    "| bytes a mark | bytes a mark, all tables |\n|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Measured:
    """Seconds of one size of database; bytes: of the table of marks with its index, and of everything, a mark."""

    schools: int
    students: int
    landing: float
    classes: float
    cohort: float
    imported: float
    bytes_marks: float
    bytes_all: float

    def line(self) -> str:
        """A line of the table of HEADING."""
        times = " | ".join(f"{1000 * t:.1f} ms" for t in (self.landing, self.classes, self.cohort, self.imported))
        marks = self.schools * self.students * 2 * len(ASPECTS)
        told = f"| {self.schools:,} x {self.students:,} | {marks:,} | {times} "
        return f"{told}| {self.bytes_marks:.0f} | {self.bytes_all:.0f} |"


def main() -> None:
    """Print the table, and the exponents from its first line to the others."""
    parser = argparse.ArgumentParser(prog="python -m bench.schools")
    parser.add_argument("--sizes", nargs="+", default=list(SIZES))
    told = parser.parse_args().sizes
    print(f"load average {os.getloadavg()[0]:.1f}\n{HEADING}", flush=True)
    made: list[Measured] = []
    for schools, students in (map(int, size.split("x")) for size in told):
        with servers(1, "shared_buffers=1GB", "work_mem=64MB", "maintenance_work_mem=512MB") as (server,):
            made.append(measured(server, schools, students))
        print(made[-1].line(), flush=True)
    for one in made[1:]:
        print(_growth(made[0], one))


def measured(server: sa.URL, schools: int, students: int) -> Measured:
    """Fill the empty database at an address, and ask it."""
    store = open_store(server.render_as_string(hide_password=False))
    migrate(store)
    fill(store, schools, students)
    ids = sorted(one.id for one in load_cohorts(store, LOCAL_USER))
    own = ids[0]
    landing = timed(lambda: (load_cohorts(store, LOCAL_USER), load_moments(store, LOCAL_USER)))
    classes = timed(lambda: load_class_counts(store, LOCAL_USER))
    page = timed(
        lambda: [
            ask(store, LOCAL_USER, own) for ask in (load_cohort, load_pass_marks, load_roster, load_scores, load_rules)
        ]
    )
    marks = schools * students * 2 * len(ASPECTS)
    with store.reading() as connection:
        sizes = connection.exec_driver_sql(
            "SELECT pg_total_relation_size('scores'), pg_database_size(current_database())"
        )
        table, everything = sizes.one()
    new = _imports(store)
    imported = timed(lambda: next(new), runs=7)
    store.close()
    return Measured(schools, students, landing, classes, page, imported, table / marks, everything / marks)


def timed(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """The median of the seconds that work takes, after once to warm up."""
    work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


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
        for statement in _FILL:
            connection.execute(sa.text(statement), {"schools": schools, "students": students, "first": FIRST})
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
    " FROM generate_series(1, :schools) g",
    "INSERT INTO cohorts (school, id, name, kind, partner, field, starts_on, data_version, participants)"
    " SELECT g, 3 + c, 'Angkatan ' || c, 'programme', 'BLPT', 'Otomotif', '2026-01-05', 1, 'students'"
    " FROM generate_series(1, :schools) g, generate_series(1, 10) c",
    "INSERT INTO criteria SELECT g, a.i, a.name, '', 0, 100, 1, 1, NULL FROM generate_series(1, :schools) g,"
    " (VALUES (1, 'kognitif'), (2, 'teknis'), (3, 'karakter')) a(i, name)",
    "INSERT INTO students (school, id, nisn, nis, name, name_key, sex, class_name, programme)"
    " SELECT g, 13 + s, lpad(s::text, 10, '0'), s::text, 'Siswa Rekaan ' || s, 'siswa rekaan ' || s, 'L',"
    " 'XI TKR ' || s / 36, 'TKR' FROM generate_series(1, :schools) g, generate_series(1, :students) s",
    "INSERT INTO enrolments (school, cohort, student, class_name)"
    " SELECT g, 4 + CASE WHEN s <= LEAST(:first, :students / 10) THEN 0 ELSE 1 + s % 9 END, 13 + s, 'XI TKR ' || s / 36"
    " FROM generate_series(1, :schools) g, generate_series(1, :students) s",
    "INSERT INTO scores (school, cohort, student, criterion, phase, score, raw, state, rater, cell)"
    " SELECT e.school, e.cohort, e.student, c, p, m.mark, m.mark::text, 0, '', 'E' || e.student % 40"
    " FROM enrolments e, generate_series(1, 3) c, generate_series(0, 1) p,"
    f" LATERAL (SELECT {_MARK} AS mark FROM (SELECT e.student AS s) x) m ORDER BY 1, 2, 3, 4, 5",
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
    names = ("landing", "classes", "cohort", "imported")
    told = (f"{name} {math.log(getattr(large, name) / getattr(small, name), factor):.2f}" for name in names)
    return f"exponents to {large.schools:,} x {large.students:,}: {', '.join(told)}"


if __name__ == "__main__":
    main()
