"""A student is forgotten: in every table, in every text, in the file's own bytes."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event, insert, select, update

from capaian.access import LOCAL_USER, Actor, Role
from capaian.improvement import summarise
from capaian.problems import Refused, StoreError
from capaian.store import (
    Deed,
    data_version,
    find_students,
    find_undone_students,
    forget_student,
    load_audit,
    load_imports,
    load_moments,
    load_roster,
    load_scores,
    open_store,
    preview_forgetting,
    save_cohort,
    save_consent,
    save_import,
    save_school,
    undo_import,
)
from capaian.store.erasing import _MAY_NAME
from capaian.store.import_tables import (
    corrected_cells,
    draft_files,
    import_drafts,
    originals,
    remembered_meanings,
    row_changes,
)
from capaian.store.schema import import_files, import_sheets, imports, marks_before
from capaian.store.tables import metadata
from tests.store.dumps import dump
from tests.store.read import reading_of
from tests.store.test_consents import DAY

GONE = ("Zulkifli Banjarmasin", "9900000077", "7777", "XI TKR 1")
STAYS = ("Ahmad Fauzi", "9900000001", "1201", "XI TKR 1")
NAMESAKE_PART = ("Zulkifli", "9900000002", "1202", "XI TKR 1")
TRACES = ("ulkifli Banjarmasin", "ulkifli_Banjarmasin", "9900000077", "7777")


def marks_of(place, before, after):
    return [(place, "teknis", "", "before", before), (place, "teknis", "", "after", after)]


@pytest.fixture
def made(store):
    """The cohort with three students, one of whom stands in every table and text."""
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    everybody = [STAYS, GONE, NAMESAKE_PART]
    first = [*marks_of(0, 50, 60), *marks_of(1, 40, 90.5), *marks_of(2, 30, 70)]
    reading = reading_of(
        [STAYS, (GONE[0], GONE[1], "", ""), NAMESAKE_PART], first, file="Nilai Zulkifli_Banjarmasin.xlsx"
    )
    save_import(store, LOCAL_USER, cohort, reading)
    save_import(
        store, LOCAL_USER, cohort, reading_of(everybody, [*first[:2], *marks_of(1, 41.25, 91.75)], file="b.xlsx")
    )
    gone = int(find_students(store, LOCAL_USER, GONE[1])["student"].iloc[0])
    save_consent(store, LOCAL_USER, gone, given=True, on_date=DAY, reference="Map 3, Zulkifli Banjarmasin")
    with store.writing() as connection:
        connection.execute(update(import_sheets).values(name="ZULKIFLI  BANJARMASIN"))
        headings = [{"column": "E", "heading": 'Nilai "Zulkifli Banjarmasin" (7777)', "criterion": ""}]
        connection.execute(update(imports).values(mapping=json.dumps(headings)))
        one = connection.execute(select(imports.c.school, imports.c.id)).first()
        assert one
        connection.execute(
            insert(corrected_cells).values(school=one.school, import_id=one.id, number=0, cell="E10", typed="91,75")
        )
        connection.execute(
            insert(originals).values(school=one.school, import_id=one.id, number=0, content=b"secret 9900000077")
        )
        connection.execute(
            insert(import_drafts).values(
                school=one.school, account=0, cohort=cohort, at="", answers='["Zulkifli Banjarmasin"]'
            )
        )
        connection.execute(
            insert(draft_files).values(
                school=one.school, account=0, number=0, name="Zulkifli Banjarmasin.xlsx", sha256="0" * 64, content=b"x"
            )
        )
        connection.execute(
            insert(remembered_meanings).values(
                school=one.school,
                id=9001,
                account=0,
                heading_set="0" * 64,
                headings='["Zulkifli Banjarmasin"]',
                meaning="{}",
                at="",
            )
        )
        person = [gone, "9900000078", None, "Zulkifli Banjarmasin", "", "", "", "", None]
        written_down = [("students", gone, person), ("criteria", None, [5, "teknis", "Zulkifli Banjarmasin"])]
        for number, (table, student, row) in enumerate(written_down, start=900):
            connection.execute(
                insert(row_changes).values(
                    school=one.school, import_id=one.id, number=number, table_name=table, student=student,
                    row_before=json.dumps(row),
                )
            )  # fmt: skip
    return cohort, gone


def traces(content: str) -> list[str]:
    return [trace for trace in TRACES if trace.casefold() in content.casefold()]


def test_before_it_is_forgotten_the_student_is_everywhere(store, made):
    told = json.dumps(dump(store), default=str)
    assert traces(told) == [TRACES[0], *TRACES[1:]]
    assert preview_forgetting(store, LOCAL_USER, made[1]).marks == 2


def test_nothing_of_the_student_is_left_in_any_table(store, made):
    cohort, gone = made
    told = forget_student(store, LOCAL_USER, gone)
    assert (told.cohorts, told.marks, told.earlier_marks, told.consents, told.file_is_clean) == (1, 2, 2, 1, True)
    left = dump(store)
    assert traces(json.dumps(left, default=str)) == []
    for table in metadata.sorted_tables:
        if "student" in table.c:
            place = list(table.c.keys()).index("student")
            assert gone not in [row[place] for row in left[table.name]], table.name
    for name in ("originals", "import_drafts", "draft_files", "remembered_meanings", "corrected_cells"):
        assert left[name] == [], name
    assert sorted(load_roster(store, LOCAL_USER, cohort)["name"]) == ["Ahmad Fauzi", "Zulkifli"]


def test_a_number_the_student_had_before_goes_too(store, made):
    with store.writing() as connection:
        connection.execute(update(import_sheets).values(name="Nilai 9900000078"))
    forget_student(store, LOCAL_USER, made[1])
    assert "9900000078" not in str(dump(store))


def test_a_namesake_keeps_what_an_undo_needs(store, made):
    namesake = int(find_students(store, LOCAL_USER, "ahmad")["student"].iloc[0])
    row = json.dumps([namesake, None, None, GONE[0], "", "", "", "", None])
    with store.writing() as connection:
        connection.execute(
            update(row_changes).where(row_changes.c.student == made[1]).values(student=namesake, row_before=row)
        )
    forget_student(store, LOCAL_USER, made[1])
    with store.reading() as connection:
        told = select(row_changes.c.row_before).where(row_changes.c.student == namesake)
        assert set(connection.execute(told).scalars()) == {row}


def test_whom_an_undo_took_out_is_found_and_forgotten(store):
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    done = save_import(
        store, LOCAL_USER, cohort, reading_of([STAYS, GONE], [*marks_of(0, 50, 60), *marks_of(1, 40, 90)])
    )
    gone = int(find_students(store, LOCAL_USER, GONE[1])["student"].iloc[0])
    assert find_undone_students(store, LOCAL_USER, GONE[1]).empty
    assert done.import_id
    undo_import(store, LOCAL_USER, done.import_id)
    assert find_students(store, LOCAL_USER, "").empty
    for text in (GONE[1], GONE[2], "banjarmasin"):
        assert find_undone_students(store, LOCAL_USER, text).to_dict("records") == [
            {"student": gone, "nisn": GONE[1], "nis": GONE[2], "name": GONE[0]}
        ]
    assert find_undone_students(store, LOCAL_USER, "  ").empty
    assert preview_forgetting(store, LOCAL_USER, gone).earlier_marks == 2
    forget_student(store, LOCAL_USER, gone)
    assert traces(json.dumps(dump(store), default=str)) == []
    assert find_undone_students(store, LOCAL_USER, GONE[1]).empty
    again = load_imports(store, LOCAL_USER)["import_id"].iloc[0]
    undo_import(store, LOCAL_USER, int(again))
    assert find_students(store, LOCAL_USER, "")["name"].tolist() == [STAYS[0]]


def test_names_go_from_texts_and_the_rest_of_the_text_stays(store, made):
    forget_student(store, LOCAL_USER, made[1])
    with store.reading() as connection:
        assert set(connection.execute(select(import_files.c.name)).scalars()) == {"Nilai –.xlsx", "b.xlsx"}
        assert set(connection.execute(select(import_sheets.c.name)).scalars()) == {"–"}
        (mapping, *_) = connection.execute(select(imports.c.mapping)).scalars()
    assert json.loads(mapping) == [{"column": "E", "heading": 'Nilai "–" (–)', "criterion": ""}]


def test_the_sums_are_those_of_who_is_left(store, made):
    cohort, gone = made
    version = data_version(store, cohort)
    forget_student(store, LOCAL_USER, gone)
    assert data_version(store, cohort) > version
    (row,) = summarise(load_scores(store, LOCAL_USER, cohort)).to_dict("records")
    assert (row["n_matched"], row["mean_before"], row["mean_after"]) == (2, 40, 65)
    assert load_moments(store, LOCAL_USER)["n_matched"].tolist() == [2]


def test_the_others_keep_what_they_had(store, made):
    cohort, gone = made
    scores = load_scores(store, LOCAL_USER, cohort)
    with store.reading() as connection:
        before = connection.execute(select(marks_before).where(marks_before.c.student != gone)).all()
    forget_student(store, LOCAL_USER, gone)
    left = load_scores(store, LOCAL_USER, cohort)
    kept = scores[scores["student"] != gone]
    assert (
        left[["student", "phase", "score", "raw"]].values.tolist()
        == kept[["student", "phase", "score", "raw"]].values.tolist()
    )
    with store.reading() as connection:
        assert connection.execute(select(marks_before)).all() == before


def test_the_log_says_that_it_was_done_and_not_to_whom(store, made):
    forget_student(store, LOCAL_USER, made[1])
    log = load_audit(store, LOCAL_USER, action=Deed.STUDENT_FORGOTTEN)
    assert log["detail"].tolist() == [{"cohorts": 1, "marks": 2}]
    assert log["resource"].tolist() == [f"student:{made[1]}"]
    assert traces(load_audit(store, LOCAL_USER).to_csv()) == []


def test_a_fault_in_the_middle_forgets_nothing(store, made, monkeypatch):
    before = dump(store)
    monkeypatch.setattr("capaian.store.forgetting.write_audit", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        forget_student(store, LOCAL_USER, made[1])
    assert dump(store) == before


def test_forgetting_twice_says_that_there_is_no_such_student(store, made):
    forget_student(store, LOCAL_USER, made[1])
    for again in (forget_student, preview_forgetting):
        with pytest.raises(StoreError, match="tidak ada"):
            again(store, LOCAL_USER, made[1])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_forgets(store, made, role):
    before = dump(store)
    with pytest.raises(Refused):
        forget_student(store, Actor(1, role, frozenset({made[0]})), made[1])
    assert dump(store) == before


def test_the_name_is_not_in_the_bytes_of_the_file_nor_of_its_log(sqlite_path, opened):
    """Also where rows were written over before SQLite was told to be careful."""
    store = opened(f"sqlite:///{sqlite_path}")
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    cohort = save_cohort(store, LOCAL_USER, name="Angkatan 1")
    store.engine.dispose()
    event.listen(store.engine, "connect", lambda file, _: file.execute("PRAGMA secure_delete = OFF").close())
    crowd = [(f"Siswa {i} Zulkifli", f"98{i:08}", str(1000 + i), "XI TKR 1") for i in range(600)]
    crowd[300] = GONE
    for turn in range(3):  # rows move from page to page and leave copies behind
        save_import(
            store, LOCAL_USER, cohort, reading_of(crowd, [m for i in range(600) for m in marks_of(i, turn, 50)])
        )
    assert traces(bytes_of(sqlite_path))
    gone = int(find_students(store, LOCAL_USER, GONE[1])["student"].iloc[0])
    assert forget_student(store, LOCAL_USER, gone).file_is_clean
    assert traces(bytes_of(sqlite_path)) == []
    assert len(load_roster(store, LOCAL_USER, cohort)) == 599


def test_what_is_deleted_is_written_over_at_once(store):
    if store.is_sqlite:
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def bytes_of(path: Path) -> str:
    """Of the file and of what stands beside it."""
    return "".join(each.read_bytes().decode("latin-1") for each in sorted(path.parent.glob(f"{path.name}*")))


def test_a_file_that_somebody_reads_for_long_is_said_to_be_unclean(sqlite_path, opened):
    store = opened(f"sqlite:///{sqlite_path}")
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1").close())
    store.engine.dispose()
    with open_store(f"sqlite:///{sqlite_path}").reading() as reader:
        reader.exec_driver_sql("SELECT * FROM schools").all()
        assert not store.rewrite()
    assert store.rewrite()


NAMELESS = {
    "schools.name", "schools.time_zone", "cohorts.name", "cohorts.kind", "cohorts.partner", "cohorts.field",
    "cohorts.starts_on", "cohorts.ends_on", "cohorts.identities_removed_at", "imports.at", "imports.digest",
    "import_files.sha256", "criteria.aspect", "criteria.name", "pass_marks.aspect", "kept_moments.aspect",
    "kept_moments.criterion", "row_changes.table_name", "cohort_locks.at", "import_drafts.at", "draft_files.sha256",
    "goals.aspect", "goals.set_at", "corrected_cells.cell", "corrected_cells.typed", "cohorts.participants",
    "certificate_saves.at", "certificate_saves.kind",
    "scoring_rules.aspect", "scoring_rules.criterion", "scoring_rules.formula", "scoring_rules.levels",
    "scoring_rules.frozen_at", "cohort_aspects.aspect", "cohort_aspects.instrument", "cohort_aspects.rater_before",
    "cohort_aspects.rater_after", "instruments.aspect", "instruments.name", "instruments.formula",
    "instrument_criteria.name", "instrument_criteria.levels", "instrument_criteria.dimensions",
}  # fmt: skip
"""Texts that name no student, typed by the school for everybody or made by the program."""
STAFF = {
    "letterheads",
    "signatories",
    "accounts",
    "account_classes",
    "account_cohorts",
    "sessions",
    "sign_in_attempts",
    "audit",
}
RECOMPUTED = {"class_counts", "class_moments"}
"""Made anew of who is left: the name of a class that one student alone was in goes with the student."""
WITH_THE_FILES = {"originals.content", "draft_files.content"}
DELETED_WHERE_NAMED = {"remembered_meanings"}


def test_of_every_text_in_the_database_it_is_known_whether_it_may_name_a_student():
    """A new column fails here until somebody has decided: a row of the student's, a text to scrub, or neither."""
    known = {*NAMELESS, *WITH_THE_FILES, *map(str, _MAY_NAME)}
    unknown = []
    for table in metadata.sorted_tables:
        goes_whole = "student" in table.c or table.name in {*STAFF, *DELETED_WHERE_NAMED, *RECOMPUTED, "students"}
        texts = [str(column) for column in table.c if isinstance(column.type, sa.Text | sa.LargeBinary)]
        unknown += [column for column in texts if not goes_whole and column not in known]
    assert unknown == []
