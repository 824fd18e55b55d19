"""`python -m capaian retention`, `forget` and `portrait`."""

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.settings import load_settings
from capaian.store import (
    Store,
    find_students,
    load_cohort,
    load_kept_moments,
    migrate,
    open_store,
    save_cohort,
    save_import,
    save_school,
)
from tests.store.read import reading_of

PEOPLE = [(f"Siswa Rekaan{i}", f"99000000{i:02}", "", "XI TKR 1") for i in range(6)]
MARKS = [(i, "teknis", "", phase, 50 + i) for i in range(6) for phase in ("before", "after")]
Call = Callable[..., tuple[int, str]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    store = open_store(load_settings().school_database_url)
    migrate(store)
    save_school(store, LOCAL_USER, name="SMK Rekaan", time_zone="Asia/Makassar")
    yield store
    store.close()


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: str) -> tuple[int, str]:
        code = main(list(arguments))
        out = capsys.readouterr()
        return code, out.out + out.err

    return called


@pytest.fixture
def cohort(store: Store) -> int:
    """Over long ago."""
    made = save_cohort(store, LOCAL_USER, name="Angkatan Lama", ends_on=datetime.date(2000, 6, 30))
    save_import(store, LOCAL_USER, made, reading_of(PEOPLE, MARKS))
    return made


def test_retention_shows_and_only_then_acts(store: Store, cohort: int, call: Call) -> None:
    save_cohort(store, LOCAL_USER, name="Angkatan Baru")
    code, said = call("retention")
    assert code == 0
    assert "30 Juni 2003" in said
    assert "akan dihapus: 6 siswa (6 tidak ada di kohort lain), 12 nilai" in said
    assert "tanggal selesai belum ditulis" in said
    assert "Belum ada yang dihapus" in said
    assert load_cohort(store, LOCAL_USER, cohort).enrolled == 6
    code, said = call("retention", "--act")
    assert code == 0
    assert "dihapus: 6 siswa" in said
    assert load_cohort(store, LOCAL_USER, cohort).enrolled == 0
    assert len(load_kept_moments(store, LOCAL_USER, cohort)) == 1
    code, said = call("retention", "--act")
    assert "Tidak ada kohort yang masa simpannya lewat." in said
    assert "identitas dihapus" in said


def test_the_time_of_keeping_is_a_setting(
    store: Store, cohort: int, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPAIAN_RETENTION_YEARS", "30")
    assert "30 Juni 2030" in call("retention")[1]


def test_retention_names_nobody(store: Store, cohort: int, call: Call) -> None:
    said = call("retention")[1] + call("retention", "--act")[1]
    assert "Rekaan" not in said
    assert "9900" not in said


def test_forget_by_nisn_or_by_number(store: Store, cohort: int, call: Call) -> None:
    assert call("forget", "--student", "9900000002", "--dry-run") == (
        0,
        f"Siswa nomor {student(store, 2)}:\n"
        "  1 kohort, 2 nilai, 0 nilai sebelum diubah, 0 persetujuan\n"
        "Ini hanya percobaan: tidak ada yang dihapus.\n",
    )
    assert student(store, 2)
    code, said = call("forget", "--student", "9900000002")
    assert (code, said.splitlines()[-2]) == (0, "Semuanya sudah dihapus.")
    assert "paling lambat" in said.splitlines()[-1]
    assert student(store, 2) is None
    assert call("forget", "--student", str(student(store, 3)))[0] == 0
    assert student(store, 3) is None
    assert len(find_students(store, LOCAL_USER, "")) == 4


def student(store: Store, i: int) -> int | None:
    found = find_students(store, LOCAL_USER, PEOPLE[i][1])["student"].tolist()
    return found[0] if found else None


@pytest.mark.parametrize("number", ["", "990000000", "9900000099", "Siswa Rekaan1", "12345", "٣"])
def test_of_nobody_nothing_is_forgotten(store: Store, cohort: int, call: Call, number: str) -> None:
    code, said = call("forget", "--student", number)
    assert code == 2
    assert "idak ada" in said
    assert len(find_students(store, LOCAL_USER, "")) == 6


def test_a_portrait_for_people_and_for_programs(store: Store, cohort: int, call: Call) -> None:
    code, said = call("portrait", "--student", "9900000002")
    assert code == 0
    assert "Siswa Rekaan2" in said
    assert "Siswa Rekaan3" not in said
    code, said = call("portrait", "--student", "9900000002", "--json")
    told = json.loads(said)
    assert [mark["score"] for mark in told["marks"]] == [52, 52]
    assert told["student"][0]["name"] == "Siswa Rekaan2"
