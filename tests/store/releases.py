"""The database of every released version, as text: what a school may come with.

`python -m tests.store.releases` writes the one of the program as it stands, once, when it is released.
"""

import datetime
import gzip
import sqlite3
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from capaian.access import LOCAL_USER, Actor, Role
from capaian.reading import Answers, ColumnAnswer, apply_answers, column_key, meanings_of, read_workbooks
from capaian.scores import Aspect, Phase
from capaian.store import (
    Originals,
    Store,
    assign_cohorts,
    correct_student,
    find_students,
    give_password,
    load_cohorts,
    load_imports,
    load_roster,
    lock_cohort,
    make_demonstration,
    migrate,
    open_store,
    remove_identities,
    save_account,
    save_cohort,
    save_consent,
    save_draft,
    save_import,
    save_meanings,
    save_pass_marks,
    sign_in,
    sign_in_with_google,
    undo_import,
)
from capaian.store.copying import copy_from_file, tables_of
from capaian.store.migrate import migrate_to
from tests.sheets import NAMES, book
from tests.store.read import reading_of

FOLDER = Path(__file__).parent / "released"
REVISIONS = sorted(path.name[:4] for path in FOLDER.glob("*.sql.gz"))
PEOPLE = [(f"Siswa Rekaan {i:02}", f"9955{i:06}", f"55{i:02}", "XI TKR 1") for i in range(8)]
HASH = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA"


@cache
def released_text(revision: str) -> str:
    """The statements that make the database of a released version."""
    return gzip.decompress((FOLDER / f"{revision}.sql.gz").read_bytes()).decode()


@cache
def released_rows(revision: str) -> dict[str, list[dict[str, Any]]]:
    """Its rows, by table and column."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        connection.executescript(released_text(revision))
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
            for name in names
            if name != "alembic_version"
        }


def write_released(url: str, revision: str) -> None:
    """Make the database of a released version where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "released.db"
        if url.startswith("sqlite:///"):
            file = Path(url.removeprefix("sqlite:///"))
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(released_text(revision))
        if not url.startswith("sqlite:///"):
            store = open_store(url)
            migrate_to(store, revision)
            with store.writing() as connection:
                copy_from_file(file, connection, tables_of(connection))
            store.close()


def fill(store: Store) -> None:
    """The example school, and of everything else that a school can have something."""
    make_demonstration(store)
    old = save_cohort(store, LOCAL_USER, name="Angkatan Lama", ends_on=datetime.date(2019, 6, 30))
    marks = [(i, "teknis", "Las", phase, 50 + i + 9 * (phase == "after")) for i in range(8) for phase in _BOTH]
    save_import(store, LOCAL_USER, old, reading_of(PEOPLE, marks))
    remove_identities(store, LOCAL_USER, old, years=3, today=datetime.date(2026, 1, 5))
    new = save_cohort(store, LOCAL_USER, name="Angkatan Baru", ends_on=datetime.date(2026, 6, 30))
    save_import(store, LOCAL_USER, new, reading_of([(*PEOPLE[0][:1], "", *PEOPLE[0][2:]), *PEOPLE[1:6]], marks[:12]))
    corrected = [(*each[:4], min(each[4] + 5, 100)) for each in marks]
    kept = Originals([("nilai.xlsx", b"isi")], b"A" * 43 + b"=")
    save_import(store, LOCAL_USER, new, reading_of(PEOPLE[:6], corrected[:12], content="isi"), originals=kept)
    save_import(store, LOCAL_USER, new, reading_of(PEOPLE[:6], [(1, "kognitif", "", "before", 71)]))
    undo_import(store, LOCAL_USER, int(load_imports(store, LOCAL_USER, new)["import_id"].iloc[0]))
    save_pass_marks(store, LOCAL_USER, new, {"teknis": 70})
    student = int(load_roster(store, LOCAL_USER, new)["student"].iloc[2])
    save_consent(store, LOCAL_USER, student, given=True, on_date=datetime.date(2026, 1, 5), reference="Map 3")
    known = find_students(store, LOCAL_USER, PEOPLE[3][1]).iloc[0]
    correct_student(
        store, LOCAL_USER, int(known["student"]), name="Siswa Rekaan Tiga", nisn=PEOPLE[3][1], nis="5503", sex="P",
        class_name="XI TKR 1", programme="Teknik Kendaraan Ringan",
    )  # fmt: skip
    _accounts(store, new)
    lock_cohort(store, LOCAL_USER, load_cohorts(store, LOCAL_USER)[0].id)


_BOTH = ("before", "after")


def _accounts(store: Store, cohort: int) -> None:
    for role in Role:
        if role is Role.VISITOR:
            continue
        name, google = role.value, f"{role.value}@guru.smk.example"
        made = save_account(
            store, LOCAL_USER, username=name, display_name=f"Bapak {name}", role=role, google_address=google
        )
        if role in (Role.TEACHER, Role.INSTRUCTOR):
            assign_cohorts(store, LOCAL_USER, made, cohorts=[cohort], classes=["XI TKR 1"])
        give_password(store, LOCAL_USER, made, password_hash=HASH)
        told = {"address": "192.0.2.7", "user_agent": "Peramban", "hours": 12}
        sign_in_with_google(store, google_address=google, token_sha256=f"{made:064}", **told)
        sign_in(store, username=name, password="salah", token_sha256=f"{made + 1000:064}", **told)
        if role is Role.TEACHER:
            teacher = Actor(made, role, frozenset({cohort}))
            save_draft(store, teacher, cohort_id=cohort, answers=Answers(), files=[("nilai.xlsx", b"isi")])
            _answered(store, teacher)


def _answered(store: Store, teacher: Actor) -> None:
    """A sheet whose columns a person had to explain, and whose cell D4 was typed over."""
    head = ("No", "NISN", "Nama Siswa", "Nilai", "Nilai Akhir")
    rows = [(i + 1, f"00781200{i:02d}", name, 60 + i, 70) for i, name in enumerate(NAMES[:5])]
    reading = read_workbooks([("nilai.xlsx", book({"XI TKR 1": [("Kelas XI TKR 1",), (), head, *rows]}))])
    (table,) = reading.files[0].tables
    before, after = (column_key("nilai.xlsx", table, column) for column in table.columns[-2:])
    answers = Answers(
        columns={
            before: ColumnAnswer("score", Aspect.TECHNICAL, Phase.BEFORE, "Las"),
            after: ColumnAnswer("score", Aspect.TECHNICAL, Phase.AFTER, "Las"),
        },
        cells={"nilai.xlsx!XI TKR 1!D4": "61"},
    )
    answered = apply_answers(reading, answers)
    save_meanings(store, teacher, meanings_of(answered))
    save_import(store, LOCAL_USER, save_cohort(store, LOCAL_USER, name="Angkatan Tanya"), answered)


def main() -> None:
    """Write the database of this program."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "released.db"
        store = open_store(f"sqlite:///{path}")
        migrate(store)
        fill(store)
        store.close()
        with closing(sqlite3.connect(path)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            text = "\n".join(connection.iterdump())
            empty = [
                name
                for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                if not connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            ]
    target = FOLDER / f"{revision}.sql.gz"
    if target.exists():
        sys.exit(f"{target.name} has been released and stays as it is")
    FOLDER.mkdir(exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes; without a row: {', '.join(empty) or 'none'}\n")


if __name__ == "__main__":
    main()
