"""What `import` says of changes, students and conflicts."""

import datetime
import io
import re
from pathlib import Path

import openpyxl
import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER, Actor, Role
from capaian.locale import texts
from capaian.reports import form_workbook
from capaian.settings import load_settings
from capaian.store import load_cohorts, load_roster, load_scores, open_store, save_account, save_import
from tests.dapodik import dapodik
from tests.sheets import NAMES, book
from tests.store.read import reading_of

HEAD = ("No", "NISN", "Nama Siswa", "Teknis Awal", "Teknis Akhir")
FROM_FIRST = "(dulu oleh seseorang di peladen, satu.xlsx, …)"
ON_A_DAY = re.compile(r"satu\.xlsx, \d+ \w+ \d{4} \d\d\.\d\d WITA\)")
FIRST = [(1, "0078120001", "Ahmad Fauzi", 60, 70), (2, None, "Rizky Maulana", 61, 71)]
SECOND = [
    (1, "0078120001", "Ahmad Fauzi", 60, 75.5),
    (2, None, "Rizki Maulana", 61, 71),
    (3, None, "Suriansyah", 62, 72),
]


def written(folder: Path, name: str, rows: list) -> str:
    (folder / name).write_bytes(book({"XI TKR 1": [("Kelas XI TKR 1",), (), HEAD, *rows]}))
    return str(folder / name)


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_trial_tells_changes_and_the_three_piles(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", written(school, "satu.xlsx", FIRST), "--cohort", "Las", "--create"])
    second = written(school, "dua.xlsx", SECOND)
    said(capsys)
    assert main(["import", second, "--cohort", "Las", "--dry-run"]) == 1
    assert [ON_A_DAY.sub("satu.xlsx, …)", line) for line in said(capsys)] == [
        "Nilai: 0 baru, 1 diubah, 1 tetap.",
        "",
        "Diubah (1)",
        f"  Ahmad Fauzi  Teknis, sesudah  70  →  75,5  dua.xlsx!XI TKR 1!E4  {FROM_FIRST}",
        "",
        "Perlu dipastikan (1)",
        "  Rizki Maulana, XI TKR 1, dua.xlsx!XI TKR 1!5",
        "    ? Rizky Maulana, XI TKR 1, menurut nama, 92%",
        "",
        "Tidak ada di daftar kohort (1)",
        "  Suriansyah, XI TKR 1, dua.xlsx!XI TKR 1!6",
        "",
        "Ini hanya percobaan: tidak ada yang disimpan.",
    ]


def test_no_empty_cohort_is_left_where_nothing_could_be_saved(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = [FIRST[0], (2, "0078120001", "Rizky Maulana", 61, 71)]
    assert main(["import", written(school, "dua kali.xlsx", twice), "--cohort", "Las", "--create"]) != 0
    store = open_store(load_settings().school_database_url)
    assert load_cohorts(store, LOCAL_USER) == []
    store.close()
    assert main(["import", written(school, "satu.xlsx", FIRST), "--cohort", "Las", "--create"]) == 0


def test_nothing_is_saved_while_a_student_is_in_doubt(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", written(school, "satu.xlsx", FIRST), "--cohort", "Las", "--create"])
    second = written(school, "dua.xlsx", SECOND)
    said(capsys)
    assert main(["import", second, "--cohort", "Las"]) == 1
    assert said(capsys)[-1].startswith("Tidak ada yang disimpan. Pastikan siswa")
    assert main(["import", written(school, "tiga.xlsx", [SECOND[0], SECOND[2]]), "--cohort", "Las"]) == 0
    lines = said(capsys)
    assert "Nilai: 0 baru, 1 diubah, 1 tetap." in lines
    assert "1 siswa dilewati karena tidak ada di daftar kohort. Tambahkan di halaman Unggah bila perlu." in lines


def test_conflicts_are_told_and_not_saved(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", written(school, "satu.xlsx", FIRST), "--cohort", "Las", "--create"])
    store = open_store(load_settings().school_database_url)
    (cohort,) = load_cohorts(store, LOCAL_USER)
    form = form_workbook(
        school="SMK Uji Coba", cohort_name="Las", roster=load_roster(store, LOCAL_USER, cohort.id),
        criteria={"teknis": []}, t=texts("id"), marks=load_scores(store, LOCAL_USER, cohort.id),
        made_at=datetime.datetime.now(datetime.UTC), cohort_id=cohort.id,
    )  # fmt: skip
    student = ("Ahmad Fauzi", "0078120001", "", "XI TKR 1")
    ratna = save_account(store, LOCAL_USER, username="ratna", display_name="Ibu Ratna", role=Role.TEACHER)
    actor = Actor(ratna, Role.TEACHER, frozenset({cohort.id}))
    save_import(store, actor, cohort.id, reading_of([student], [(0, "teknis", "", "after", 80)]))
    store.close()
    workbook = openpyxl.load_workbook(io.BytesIO(form))
    workbook["Teknis"]["G6"] = 90
    workbook.save(school / "formulir.xlsx")
    said(capsys)
    assert main(["import", str(school / "formulir.xlsx"), "--cohort", "Las", "--dry-run"]) == 0
    lines = said(capsys)
    assert lines[2] == "Bentrok: diubah di Capaian sesudah formulir dibuat, jadi tidak disimpan (1)"
    assert lines[3].startswith(
        "  Ahmad Fauzi  Teknis, sesudah  80  →  90  formulir.xlsx!Teknis!G6  (dulu oleh Ibu Ratna,"
    )
    assert main(["import", str(school / "formulir.xlsx"), "--cohort", "Las"]) == 0
    assert "1 nilai tidak disimpan karena bentrok. Putuskan di halaman Unggah." in said(capsys)


def test_a_roster_alone_makes_a_cohort(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    students = [
        {"Nama": name, "NISN": f"00781200{i:02}", "Rombel Saat Ini": "XI TKR 1"} for i, name in enumerate(NAMES)
    ]
    (school / "dapodik.xlsx").write_bytes(dapodik(students))
    assert main(["import", str(school / "dapodik.xlsx"), "--cohort", "Las", "--create"]) == 0
    assert "12 siswa dalam kohort ini." in said(capsys)
