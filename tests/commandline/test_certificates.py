"""`certificates`: a list into a cohort from the command line."""

from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.settings import load_settings
from capaian.store import load_certificate_list, load_cohorts, open_store, save_cohort, save_import, save_school
from tests.reading.certificate_lists import NAMES, SCHEME, book, one_row_a_student, one_row_a_unit
from tests.store.read import reading_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school with a cohort of the first five of the list."""
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    assert main(["migrate"]) == 0
    store = open_store(load_settings().school_database_url)
    save_school(store, LOCAL_USER, name="SMK Uji Coba", time_zone="Asia/Makassar")
    cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
    people = [(name, "", "", "XI TPL 1") for name in NAMES[:5]]
    rows = [(i, "teknis", "", "before", 60) for i in range(5)]
    save_import(store, LOCAL_USER, cohort, reading_of(people, rows))
    store.close()
    return tmp_path


def written(folder: Path, content: bytes) -> str:
    path = folder / "sertifikat.xlsx"
    path.write_bytes(content)
    return str(path)


def held() -> list[tuple[str, str | None, int]]:
    store = open_store(load_settings().school_database_url)
    try:
        cohort = load_cohorts(store, LOCAL_USER)[0].id
        return [(one.scheme, one.overall, len(one.units)) for one in load_certificate_list(store, LOCAL_USER, cohort)]
    finally:
        store.close()


def test_a_trial_saves_nothing_and_the_same_list_twice_saves_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(folder, one_row_a_student())
    capsys.readouterr()
    assert main(["certificates", file, "--cohort", "Las Dasar", "--dry-run"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "Sertifikat: 5 baru, 0 diubah, 0 tetap.", "Tidak ada di daftar kohort (1)", f"  {NAMES[5]}",
        "Ini hanya percobaan: tidak ada yang disimpan.",
    ]  # fmt: skip
    assert held() == []
    assert main(["certificates", file, "--cohort", "las dasar"]) == 0
    assert held() == [(SCHEME, outcome, 0) for outcome in ("K", "K", "BK", "K", "K")]
    capsys.readouterr()
    assert main(["certificates", file, "--cohort", "Las Dasar"]) == 0
    assert "Tidak ada yang berubah" in capsys.readouterr().out


def test_what_the_file_does_not_say_is_told_in_the_call(folder: Path) -> None:
    file = written(folder, one_row_a_unit())
    assert main(["certificates", file, "--cohort", "Las Dasar", "--scheme", "Las SMAW"]) == 0
    assert held()[2] == ("Las SMAW", "BK", 3)


def test_what_must_be_mended_and_who_is_in_doubt_stop_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(folder, one_row_a_student(("K", "K", "BK", "K", "K", "mungkin")))
    assert main(["certificates", file, "--cohort", "Las Dasar"]) == 1
    assert "sel E11: tertulis “mungkin”" in capsys.readouterr().out
    rows = [["Nama", "No. Sertifikat"], ["Ahmad Fauzann", "C-1"], [NAMES[1], "C-2"]]
    assert main(["certificates", written(folder, book(rows)), "--cohort", "Las Dasar"]) == 1
    assert "Perlu dipastikan (1)" in capsys.readouterr().out
    assert main(["certificates", file, "--cohort", "Tidak ada"]) in (1, 2)
    assert held() == []
