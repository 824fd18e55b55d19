"""Whatever breaks at whatever step, or kills the process there: a save and an undo are whole, or never were."""

import contextlib
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from typing import Any, Final

import pytest

from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.store import Store, load_imports, load_scores, open_store, save_cohort, save_import, undo_import
from capaian.store.tables import metadata
from tests.store.dumps import dump
from tests.store.read import reading_of
from tests.store.steps import PowerCut, at_step

PEOPLE = [
    ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1"),
    ("Norlaila", "", "1202", "XI TKR 1"),
    ("Rizki Maulana", "", "", "XI TKR 1"),
]
TOLD = [PEOPLE[0], ("Norlaila", "9900000002", "1202", "XI TKR 1"), PEOPLE[2]]
FIRST = reading_of(PEOPLE[:2], [(0, "teknis", "Las", "before", 60), (1, "teknis", "Las", "before", 50)])
SECOND = reading_of(
    TOLD, [(0, "teknis", "Las", "before", 70), (1, "kognitif", "", "after", 80), (2, "teknis", "Las", "after", 90)]
)
"""New students, a new criterion, a number filled in, a mark written over: every table that an import writes to."""
STEPS = 400


def save(store: Store, cohort: int) -> None:
    save_import(store, LOCAL_USER, cohort, SECOND, students={2: "new"})


def undo(store: Store, cohort: int) -> None:
    undo_import(store, LOCAL_USER, int(load_imports(store, LOCAL_USER, cohort)["import_id"].iloc[0]))


Act = Callable[[Store, int], None]
_ALWAYS = {"audit", "cohorts", "criteria", "enrolments", "imports", "row_changes", "schools", "scores", "students"}
WRITTEN = {
    save: _ALWAYS | {"import_files", "import_sheets", "marks_before", "students_before"},
    undo: _ALWAYS | {"import_undos", "students_before"},
}
"""What each of the two writes to, so that no step of theirs is left out here."""
ACTS = pytest.mark.parametrize("act", [save, undo])


@pytest.fixture
def cohort(store: Store, act: Act) -> int:
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    save_import(store, LOCAL_USER, cohort, FIRST)
    if act is undo:
        save(store, cohort)
    return cohort


@ACTS
def test_what_breaks_at_any_step_leaves_nothing(store: Store, cohort: int, act: Act) -> None:
    """The k-th step fails, until none is left to fail: every k in a file, on a server every third."""
    stands, k = dump(store), 0
    for k in range(1, STEPS, 1 if store.is_sqlite else 3):
        try:
            with at_step(store, k):
                act(store, cohort)
        except PowerCut:
            assert dump(store) == stands, k
        else:
            break
    assert 20 < k < STEPS - 1
    now = dump(store)
    assert {name for name in stands if now[name] != stands[name]} >= WRITTEN[act]
    assert len(load_imports(store, LOCAL_USER)) == (2 if act is save else 3)


def trace(store: Store) -> list[tuple[Any, ...]]:
    """How many rows each table has, and the ids and versions that are written first: whatever is half done shows."""
    tables = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in sorted(metadata.tables))
    with store.reading() as connection:
        rows = connection.exec_driver_sql(tables).all()
        written_first = connection.exec_driver_sql("SELECT last_id, data_version FROM schools").all()
    return [tuple(row) for row in (*rows, *written_first)]


CHILDREN: Final = multiprocessing.get_context("forkserver")
"""Forked from a process without threads: one forked from here could wait for ever for a lock that a thread held."""
CHILDREN.set_forkserver_preload([__name__])


def killed_at(url: str, cohort: int, act: Act, k: int) -> None:
    """The act in a process of its own, which is killed at its k-th step."""
    own = open_store(url)
    with at_step(own, k, lambda: os.kill(os.getpid(), signal.SIGKILL)):
        act(own, cohort)


def in_a_child(url: str, cohort: int, act: Act, k: int) -> int:
    """killed_at in another process; the signal that ended it, 0 where it came to its end."""
    child = CHILDREN.Process(target=killed_at, args=(url, cohort, act, k))
    child.start()
    child.join(120)
    assert child.exitcode is not None
    assert child.exitcode <= 0
    return -child.exitcode


def steps_in_a_copy(url: str, cohort: int, act: Act) -> list[int]:
    """At which steps of the act to kill, and last one that it does not have."""
    file = url.removeprefix("sqlite:///")
    copy = open_store(f"sqlite:///{shutil.copy(file, file + '.copy')}")
    with at_step(copy, 0) as steps:
        act(copy, cohort)
        end = next(steps)
    copy.close()
    return [*range(1, end - 10, 3), *range(end - 10, end), end]


@ACTS
def test_a_process_that_is_killed_at_any_step_leaves_all_or_nothing(
    store: Store, url: str, cohort: int, act: Act
) -> None:
    """SIGKILL at a step of a process of its own; nothing of the killed one is left, and it can be done again.

    At every third step in a file and at each of the last ten, the commit among them. A server ends the
    transaction of whoever is gone, wherever that was: there every seventh is enough.
    """
    stands, everything = trace(store), dump(store)
    chosen = steps_in_a_copy(url, cohort, act) if store.is_sqlite else range(1, STEPS, 7)
    for n, k in enumerate(chosen):
        store.close()
        if in_a_child(url, cohort, act, k) == 0:
            break
        assert trace(store) == stands, k
        assert n % 10 or dump(store) == everything, k
    else:
        pytest.fail("it never came to its end")
    assert 20 < k < STEPS - 1
    assert len(load_imports(store, LOCAL_USER)) == (2 if act is save else 3)
    if act is save:
        now = dump(store)
        assert save_import(store, LOCAL_USER, cohort, SECOND, students={2: "new"}).already is not None
        assert dump(store) == now


@pytest.mark.postgres
@pytest.mark.parametrize("row", [1, 7_000, 20_000])
def test_a_server_that_goes_away_in_the_middle_of_a_copy_leaves_nothing(
    opened: Callable[[str], Store], postgres_url: Callable[[bool], str], row: int
) -> None:
    """The server ends the connection while rows are on their way, some of them already with the server."""
    from capaian.store import save_school

    store = opened(postgres_url(True))
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    people = [(f"Siswa {i:04}", f"{9900000000 + i}", "", "XI TKR 1") for i in range(5_000)]
    marks = [(i, "teknis", f"Kriteria {j}", "before", 50 + j) for i in range(5_000) for j in range(4)]
    reading = reading_of(people, marks)
    stands = dump(store)
    with rows_counted(store, row), pytest.raises(StoreError, match="tidak dapat dihubungi"):
        save_import(store, LOCAL_USER, cohort, reading)
    assert dump(store) == stands
    assert save_import(store, LOCAL_USER, cohort, reading).new == len(marks)
    assert len(load_scores(store, LOCAL_USER, cohort)) == len(marks)
    with store.reading() as connection:
        known = connection.exec_driver_sql("SELECT reltuples FROM pg_class WHERE relname = 'scores'").scalar_one()
    assert known == pytest.approx(len(marks), rel=0.05)  # else the planner reads them as if there were one


@contextlib.contextmanager
def rows_counted(store: Store, row: int) -> Any:
    """End every other connection to the database before the n-th row of its COPYs into `scores` is written."""
    import itertools

    import psycopg

    written, counted = psycopg.Copy.write_row, itertools.count(1)

    def write_row(copy: psycopg.Copy, values: Any) -> None:
        if len(values) == 12 and next(counted) == row:
            others = "pid <> pg_backend_pid() AND datname = current_database()"
            with store.engine.connect() as other:
                other.exec_driver_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        written(copy, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Copy, "write_row", write_row)
        yield
