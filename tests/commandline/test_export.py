"""`export --xlsx`: about one cohort, a class, several cohorts; for whom; and what the log says."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.store import Deed, load_audit, load_cohorts, open_store, remove_identities
from tests.reports.tables import opened

COHORT, OTHER = "Pelatihan Otomotif 2024", "Pelatihan Pemesinan 2025"


@pytest.fixture
def export(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """export("--cohort", name): the exit code and the workbook, None where there is none."""
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(folder))
    file = folder / "hasil.xlsx"

    def run(*arguments):
        file.unlink(missing_ok=True)
        code = main(["export", *arguments, "--xlsx", str(file)])
        return code, opened(file.read_bytes()) if file.exists() else None

    return run


def told(folder: Path) -> list[tuple[str, Any]]:
    """The log's last lines: about what, and the details."""
    store = open_store(f"sqlite:///{folder / 'capaian.db'}")
    log = load_audit(store, LOCAL_USER, action=Deed.EXPORTED)
    names = {f"cohort:{cohort.id}": cohort.name for cohort in load_cohorts(store, LOCAL_USER)}
    store.close()
    return [(names.get(str(row.resource), ""), row.detail) for row in log.itertuples()]


def test_unless_told_otherwise_it_is_for_inside_the_school(export, folder) -> None:
    code, book = export("--cohort", COHORT)
    assert code == 0
    assert book["Ringkasan"]["A3"].value == "Rahasia – hanya untuk internal sekolah"
    assert told(folder)[0] == (COHORT, {"what": "summary_workbook.internal", "named": 1})


def test_a_comparison_group_of_the_same_weeks_is_told_as_on_the_page(export) -> None:
    _, book = export("--cohort", COHORT)
    assert "nilai awal kedua kelompok terlalu berbeda" in book["Ringkasan"]["B4"].value
    assert "belum ada kelas pembanding" not in book["Ringkasan"]["B4"].value
    assert "Pembanding" in book.sheetnames
    _, shared = export("--cohort", COHORT, "--audience", "shareable")
    assert "nilai awal kedua kelompok terlalu berbeda" in shared["Ringkasan"]["B4"].value


def test_what_is_shared_has_no_students(export, folder) -> None:
    code, book = export("--cohort", COHORT, "--audience", "shareable")
    assert code == 0
    assert "Siswa" not in book.sheetnames
    assert "Tidak lengkap" not in book.sheetnames
    assert told(folder)[0] == (COHORT, {"what": "summary_workbook.shareable", "named": 0})


def test_a_cohort_whose_names_are_gone_is_told_from_its_sums_and_never_with_names(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(folder / "capaian.db", tmp_path)
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path))
    files = [tmp_path / name for name in ("sebelum.xlsx", "sesudah.xlsx", "internal.xlsx", "surat.pdf", "r.png")]
    shared = ["export", "--cohort", COHORT, "--audience", "shareable", "--xlsx"]
    assert main([*shared, str(files[0])]) == 0
    store = open_store(f"sqlite:///{tmp_path / 'capaian.db'}")
    cohort = next(one for one in load_cohorts(store, LOCAL_USER) if one.name == COHORT)
    remove_identities(store, LOCAL_USER, cohort.id, years=1, today=datetime.date(2036, 1, 1))
    store.close()
    assert main([*shared, str(files[1])]) == 0
    numbers = [[cell.value for cell in opened(file.read_bytes())["Ringkasan"][9]][2:7] for file in files[:2]]
    assert numbers[1] == pytest.approx(numbers[0], rel=1e-9)
    assert main(["export", "--cohort", COHORT, "--xlsx", str(files[2])]) == 2
    assert "--audience shareable" in capsys.readouterr().err
    assert main(["export", "--cohort", COHORT, "--paper", "letters", "--to", str(files[3])]) == 2
    assert main(["export", "--cohort", COHORT, "--paper", "summary", "--png", "--to", str(files[4])]) == 0
    assert [file.exists() for file in files] == [True, True, False, False, True]


def test_several_cohorts_stand_in_one_workbook(export, folder) -> None:
    code, book = export("--cohort", COHORT, "--cohort", OTHER)
    assert code == 0
    cohorts = {row[1].value for row in book["Ringkasan"].iter_rows(min_row=9, max_row=17)}
    assert cohorts >= {COHORT, OTHER, "Semua kohort"}
    assert told(folder)[0] == ("", {"what": "summary_workbook.internal", "named": 1, "cohorts": 2})


def test_one_class_is_only_that_class(export) -> None:
    code, book = export("--cohort", COHORT, "--class", "XI TKR 1")
    assert code == 0
    assert {row[5].value for row in book["Siswa"].iter_rows(min_row=6)} == {"XI TKR 1"}
    assert "Kelas: XI TKR 1" in [row[1].value for row in book["Info"].iter_rows()]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--cohort", COHORT, "--class", "XI ABC 9"],
        ["--cohort", COHORT, "--class", "XI TKR 1", "--audience", "shareable"],
        ["--cohort", COHORT, "--cohort", OTHER, "--class", "XI TKR 1"],
        ["--cohort", COHORT, "--audience", "everybody"],
        ["--cohort", "Angkatan 99"],
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(export, folder, arguments) -> None:
    before = len(told(folder))
    assert export(*arguments) == (2, None)
    assert len(told(folder)) == before
