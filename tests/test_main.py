"""The command line: exit codes, contracts, languages, and numbers that other tools printed."""

import json
import re
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from capaian.__main__ import main
from capaian.improvement import SUMMARY_COLUMNS
from tests.sheets import NAMES, book, pairs

ROOT = Path(__file__).resolve().parent.parent
CRITICAL = ((13, 12, 12, 9, 14, 17, 14, 9, 6, 7, 11, 15), (14, 13, 16, 12, 15, 18, 13, 10, 10, 8, 14, 16))
CHOLESTEROL = ((201, 231, 221, 228, 284, 267, 232, 215), (200, 236, 216, 219, 260, 255, 221, 203))
COPYING = ((10, 6, 8, 7, 7, 12, 4, 0, 7, 10), (6, 4, 5, 3, 6, 8, 0, 1, 8, 5))
Capture = pytest.CaptureFixture[str]
REFUSED = b"this is no workbook"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files of a test lie, and its database."""
    monkeypatch.setenv("CAPAIAN_DATA_FOLDER", str(tmp_path / "data"))
    return tmp_path


def file(folder: Path, content: bytes, name: str = "nilai.xlsx") -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def told(capsys: Capture) -> Any:
    return json.loads(capsys.readouterr().out)


def summary(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert main(["summary", *arguments, "--json"]) == 0
    (group,) = told(capsys)["groups"]
    return group


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "capaian", *arguments]
    env = {"PATH": "", "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=env, check=False)


def test_critical_thinking_course(folder: Path, capsys: Capture) -> None:
    got = summary(capsys, file(folder, pairs(*CRITICAL)), "--scale-max", "20")
    assert (got["aspect"], got["criterion"], got["n_matched"], got["improved"], got["declined"]) == (
        None,
        None,
        12,
        11,
        1,
    )
    expected = {
        "mean_gain": 1.66666666667, "gain_low": 0.715217957, "gain_high": 2.618115376, "t": 3.855498005,
        "df": 11, "p": 0.002674001, "r": 0.892390808, "d_z": 1.112986406, "d_z_low": 0.369253243,
        "d_z_high": 1.826750692, "d_av": 0.535427216, "g_av": 0.497925792, "g_av_low": 0.165195828,
        "g_av_high": 0.817248334, "wilcoxon_v": 73.5, "rank_biserial": 0.884615385,
        "improved_low": 0.646120089, "improved_high": 0.985134906,
    }  # fmt: skip
    assert {key: got[key] for key in expected} == pytest.approx(expected, abs=1e-8)  # as printed
    assert got["hake"] == pytest.approx(20 / 12 / (20 - 139 / 12), rel=1e-12)


def test_cholesterol_where_lower_is_better(folder: Path, capsys: Capture) -> None:
    got = summary(capsys, file(folder, pairs(*CHOLESTEROL)), "--scale-max", "300", "--lower-is-better")
    assert got["d_z"] == pytest.approx(0.9989066, abs=5e-8)
    assert [got["d_z_low"], got["d_z_high"]] == pytest.approx([0.115, 1.839], abs=5e-4)


def test_copying_errors_where_lower_is_better(folder: Path, capsys: Capture) -> None:
    got = summary(capsys, file(folder, pairs(*COPYING)), "--scale-max", "12", "--lower-is-better")
    assert (got["n_matched"], got["improved"], got["mean_gain"]) == (10, 8, pytest.approx(2.5))
    assert got["mean_after"] - got["mean_before"] == pytest.approx(-2.5)
    assert [got["gain_low"], got["gain_high"]] == pytest.approx([0.9455, 4.0545], abs=5e-5)
    assert [got["t"], got["df"], got["p"]] == pytest.approx([3.638, 9, 0.005417], abs=5e-4)


def test_the_keys_of_the_summary_and_their_order(folder: Path, capsys: Capture) -> None:
    got = summary(capsys, file(folder, pairs(*CRITICAL)))
    assert list(got) == [*SUMMARY_COLUMNS, "sentence"]
    assert list(got["sentence"]) == ["id", "en"]
    assert got["sentence"]["id"].startswith("12 dari 12 siswa")
    assert got["sentence"]["en"].startswith("12 of 12 students")


def test_the_pass_mark_and_the_sentence_go_together(folder: Path, capsys: Capture) -> None:
    marks = ([60, 70, 80] * 4, [72, 71, 85] * 4)
    got = summary(capsys, file(folder, pairs(*marks)), "--pass-mark", "70,5")
    assert [got[key] for key in ("pass_mark", "pass_before", "pass_after", "became_pass", "lost_pass")] == [
        70.5,
        4,
        12,
        8,
        0,
    ]
    assert "KKM 70,5 bertambah dari 4 menjadi 12 siswa" in got["sentence"]["id"]


def test_what_is_undefined_is_null(folder: Path, capsys: Capture) -> None:
    got = summary(capsys, file(folder, pairs([60, 70, 80], [65, 75, 85])))
    assert got["mean_gain"] == 5
    assert (got["t"], got["d_z"]) == (None, None)


def test_marks_are_not_rescaled_unless_asked(folder: Path, capsys: Capture) -> None:
    path = file(folder, pairs(*CRITICAL))
    plain = summary(capsys, path, "--scale-max", "20")
    scaled = summary(capsys, path, "--scale-max", "20", "--to-100")
    assert scaled["mean_gain"] == pytest.approx(5 * plain["mean_gain"])
    assert scaled["hake"] == pytest.approx(plain["hake"])
    assert plain["mean_before"] == pytest.approx(139 / 12)


def test_two_files_are_paired(folder: Path, capsys: Capture) -> None:
    rows = [(at, name, 60 + at) for at, name in enumerate(NAMES, start=1)]
    later = [(at, name, 70 + at) for at, name in enumerate(NAMES, start=1)]
    before = file(
        folder, book({"A": [("NILAI SEBELUM PELATIHAN",), (), ("No", "Nama", "Teknis"), *rows]}), "sebelum.xlsx"
    )
    after = file(
        folder, book({"A": [("NILAI SESUDAH PELATIHAN",), (), ("No", "Nama", "Teknis"), *later]}), "sesudah.xlsx"
    )
    got = summary(capsys, before, after)
    assert (got["aspect"], got["n_matched"], got["mean_gain"]) == ("teknis", 12, 10)


def test_problems_of_a_summary_are_those_of_inspect_with_the_file(folder: Path, capsys: Capture) -> None:
    path = file(folder, pairs([60] * 12, [70, 71, 860, *[72] * 9], headings=("Teknis Awal", "Teknis Akhir")))
    assert main(["inspect", path, "--json"]) == 1
    found = told(capsys)["files"][0]["problems"]
    assert main(["summary", path, "--json"]) == 1
    problems = told(capsys)["problems"]
    assert problems == [{"file": "nilai.xlsx", **problem} for problem in found]
    assert [(p["severity"], p["cell"], p["read"]) for p in problems if p["severity"] == "blocks"] == [
        ("blocks", "D4", "860")
    ]


def test_a_refused_file_is_a_problem(folder: Path, capsys: Capture) -> None:
    path = file(folder, REFUSED)
    assert main(["inspect", path, "--json"]) == 1
    (seen,) = told(capsys)["files"]
    assert (seen["status"], seen["tables"]) == ("refused", [])
    assert main(["summary", path, "--json"]) == 1
    got = told(capsys)
    assert got["groups"] == []
    assert [problem["message"] for problem in got["problems"]] == [seen["message"]]


def test_inspect_prints_what_was_found_for_people(folder: Path, capsys: Capture) -> None:
    path = file(folder, pairs([60] * 12, [70.5] * 12, headings=("Teknis Awal", "Teknis Akhir")))
    assert main(["inspect", path]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["nilai.xlsx", "  Lembar “Nilai”, baris 2–13, 12 siswa"]
    assert [line.split()[:3] for line in lines[5:7]] == [["C", "Teknis", "Awal"], ["D", "Teknis", "Akhir"]]
    assert lines[5].endswith("Teknis, sebelum, 0–100      12       0           0")


def test_the_summary_for_people_has_the_table_and_the_sentence(folder: Path, capsys: Capture) -> None:
    path = file(folder, pairs([60, 62] * 6, [70, 73] * 6, headings=("Teknis Awal", "Teknis Akhir")))
    assert main(["summary", path]) == 0
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if line.startswith("Teknis"))
    assert (
        row
        == "Teknis            12 dari 12     61,0     71,5     +10,5  +10,2 sampai +10,8    12      0      0  75: 0 → 0"
    )
    assert "- 12 dari 12 siswa ikut kedua tes; rata-rata nilai TEKNIS mereka naik 10,5 poin" in out


def test_the_language_can_be_chosen(folder: Path, capsys: Capture) -> None:
    path = file(folder, pairs([60, 62] * 6, [70, 73] * 6))
    assert main(["summary", path, "--lang", "en"]) == 0
    assert "12 of 12 students took both tests" in capsys.readouterr().out
    assert main(["--lang", "en", "summary", path]) == 0
    assert "12 of 12 students took both tests" in capsys.readouterr().out


def test_the_language_of_the_settings_is_the_default(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPAIAN_LANGUAGE", "en")
    assert main(["summary", file(folder, pairs([60, 62] * 6, [70, 73] * 6))]) == 0
    assert "12 of 12 students" in capsys.readouterr().out


def test_a_summary_can_be_a_workbook(folder: Path, capsys: Capture) -> None:
    path = file(folder, pairs([60, 62] * 6, [70, 73] * 6, headings=("Teknis Awal", "Teknis Akhir")))
    assert main(["summary", path, "--xlsx", str(folder / "hasil.xlsx")]) == 0
    workbook = openpyxl.load_workbook(folder / "hasil.xlsx", data_only=True)
    assert workbook["Ringkasan"]["A1"].value == "nilai.xlsx"
    assert workbook["Siswa"]["H6"].value == 10


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["inspect", "tidak-ada.xlsx"], "Berkas tidak ditemukan: tidak-ada.xlsx"),
        (["inspect"], "FILE"),
        ([], "PERINTAH"),
        (["sumary", "x"], "sumary"),
        (["summary", "x.xlsx", "--pass-mark", "tujuh"], "“tujuh” bukan angka di atas nol"),
        (["summary", "x.xlsx", "--scale-max", "0"], "“0” bukan angka di atas nol"),
        (["inspect", "x.xlsx", "--lang", "jv"], "jv"),
        (["export", "--cohort", "1"], "--xlsx"),
    ],
)
def test_a_call_that_cannot_be_used_is_2(folder: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(arguments) == 2
    caught = capsys.readouterr()
    assert said in caught.err
    assert caught.out == ""


def test_a_wrong_setting_is_2_and_named(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAPAIAN_READ_SECONDS", "lama")
    assert main(["inspect", file(folder, pairs([60] * 3, [70] * 3))]) == 2
    assert "CAPAIAN_READ_SECONDS" in capsys.readouterr().err


def test_a_workbook_that_cannot_be_written_is_2(folder: Path, capsys: Capture) -> None:
    path = file(folder, pairs([60] * 3, [70] * 3))
    assert main(["summary", path, "--xlsx", str(folder / "tidak" / "ada.xlsx")]) == 2
    assert "ada.xlsx tidak dapat ditulis" in capsys.readouterr().err


def test_exit_codes_of_the_process(folder: Path) -> None:
    good = file(folder, pairs([60, 61, 62], [70, 73, 71]))
    bad = file(folder, REFUSED, "bukan.xlsx")
    assert run("inspect", good, "--json").returncode == 0
    assert run("inspect", bad, "--json").returncode == 1
    assert run("inspect", "tidak-ada.xlsx").returncode == 2


def test_help_opens_without_the_library(folder: Path) -> None:
    code = (
        "import sys; from capaian.__main__ import main; main(['--help']);"
        "slow = {'pandas', 'numpy', 'sqlalchemy', 'streamlit', 'plotly', 'babel'};"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "summary" in seen.stdout
    assert seen.stderr.strip() == "[]"


@pytest.mark.parametrize("command", ["inspect", "summary"])
def test_workbooks_alone_need_no_database_and_no_screen(folder: Path, command: str) -> None:
    path = file(folder, pairs([60, 62] * 6, [70, 73] * 6))
    code = (
        "import sys; from capaian.__main__ import main; main(sys.argv[1:]);"
        "print(sorted({'sqlalchemy', 'streamlit', 'plotly'} & set(sys.modules)), file=sys.stderr)"
    )
    seen = subprocess.run(
        [sys.executable, "-c", code, command, path], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert seen.stderr.strip() == "[]"
    assert not (folder / "data").exists()


class TestDatabase:
    """import, export, demo and migrate."""

    @pytest.fixture
    def school(self, folder: Path) -> Path:
        """A school with an empty database."""
        from capaian.access import LOCAL_USER
        from capaian.settings import load_settings
        from capaian.store import open_store, save_school

        assert main(["migrate"]) == 0
        store = open_store(load_settings().school_database_url)
        save_school(store, LOCAL_USER, name="SMK Contoh", time_zone="Asia/Makassar")
        store.close()
        return folder

    @pytest.fixture
    def marks(self, folder: Path) -> str:
        return file(folder, pairs([60, 62] * 6, [70, 73] * 6, headings=("Teknis Awal", "Teknis Akhir")))

    def test_migrate_says_whether_there_was_something_to_do(self, folder: Path, capsys: Capture) -> None:
        assert [main(["migrate"]), main(["migrate"])] == [0, 0]
        assert capsys.readouterr().out.splitlines() == ["Basis data diperbarui.", "Basis data sudah terbaru."]

    def test_before_migrate_nothing_is_imported(self, folder: Path, marks: str, capsys: Capture) -> None:
        assert main(["import", marks, "--cohort", "Las 2026", "--create"]) == 2
        assert "python -m capaian migrate" in capsys.readouterr().err

    def test_import_then_export(self, school: Path, marks: str, capsys: Capture) -> None:
        assert main(["import", marks, "--cohort", "Las 2026", "--create"]) == 0
        assert "Nilai: 24 baru, 0 diubah, 0 tetap." in capsys.readouterr().out
        assert main(["export", "--cohort", "las 2026", "--xlsx", str(school / "hasil.xlsx")]) == 0
        workbook = openpyxl.load_workbook(school / "hasil.xlsx", data_only=True)
        assert workbook["Ringkasan"]["A1"].value == "Las 2026"
        assert "12 dari 12 siswa" in workbook["Ringkasan"]["B4"].value
        told = {row[0].value: row[1].value for row in workbook["Metode"].iter_rows()}
        assert re.fullmatch("[0-9a-f]{64}", str(told["nilai.xlsx"]))

    def test_the_same_file_again_changes_nothing(self, school: Path, marks: str, capsys: Capture) -> None:
        main(["import", marks, "--cohort", "Las 2026", "--create"])
        capsys.readouterr()
        assert main(["import", marks, "--cohort", "Las 2026"]) == 0
        assert "Tidak ada yang berubah" in capsys.readouterr().out

    def test_an_unknown_cohort_is_2_and_the_known_are_named(self, school: Path, marks: str, capsys: Capture) -> None:
        main(["import", marks, "--cohort", "Las 2026", "--create"])
        capsys.readouterr()
        assert main(["import", marks, "--cohort", "Las 2027"]) == 2
        assert "Las 2026" in capsys.readouterr().err
        assert main(["export", "--cohort", "Las 2027", "--xlsx", str(school / "x.xlsx")]) == 2
        assert not (school / "x.xlsx").exists()

    def test_a_trial_saves_nothing(self, school: Path, marks: str, capsys: Capture) -> None:
        assert main(["import", marks, "--cohort", "Las 2026", "--create", "--dry-run"]) == 0
        assert "tidak ada yang disimpan" in capsys.readouterr().out
        assert main(["export", "--cohort", "Las 2026", "--xlsx", str(school / "x.xlsx")]) == 2

    def test_a_trial_on_a_known_cohort_counts(self, school: Path, marks: str, capsys: Capture) -> None:
        main(["import", marks, "--cohort", "Las 2026", "--create"])
        more = file(school, pairs([60, 62] * 6, [71, 73] * 6, headings=("Teknis Awal", "Teknis Akhir")), "lagi.xlsx")
        capsys.readouterr()
        assert main(["import", more, "--cohort", "Las 2026", "--dry-run"]) == 0
        assert "Nilai: 0 baru, 6 diubah, 18 tetap." in capsys.readouterr().out

    def test_a_cohort_can_be_named_by_its_number(self, school: Path, marks: str) -> None:
        from capaian.access import LOCAL_USER
        from capaian.settings import load_settings
        from capaian.store import load_cohorts, open_store

        main(["import", marks, "--cohort", "Las 2026", "--create"])
        store = open_store(load_settings().school_database_url)
        (cohort,) = load_cohorts(store, LOCAL_USER)
        store.close()
        assert main(["export", "--cohort", str(cohort.id), "--xlsx", str(school / "x.xlsx")]) == 0

    def test_a_file_with_a_blocking_problem_saves_nothing(self, school: Path, capsys: Capture) -> None:
        bad = file(school, pairs([60, 62] * 6, [70, 730] * 6, headings=("Teknis Awal", "Teknis Akhir")))
        assert main(["import", bad, "--cohort", "Las 2026", "--create"]) == 1
        out = capsys.readouterr().out
        assert "Nilai, sel D3: tertulis 730" in out
        assert "Tidak ada yang disimpan." in out
        assert main(["export", "--cohort", "Las 2026", "--xlsx", str(school / "x.xlsx")]) == 2

    def test_the_example_school_can_be_made_again(self, folder: Path, capsys: Capture) -> None:
        assert [main(["demo"]), main(["demo"])] == [0, 0]
        assert (folder / "data" / "demo.db").is_file()
        assert not (folder / "data" / "capaian.db").exists()


H = ("Teknis Awal", "Teknis Akhir")
START = [52, 61, 70, 58, 66, 63, 55, 74, 60, 68, 57, 65]
BETTER = [64, 75, 80, 70, 79, 74, 70, 84, 73, 80, 66, 79]
LATER = [55, 62, 74, 60, 67, 68, 58, 75, 64, 70, 58, 70]


class TestEvidence:
    """summary --compare and --retest."""

    @pytest.fixture
    def files(self, folder: Path) -> tuple[str, str]:
        """A programme class and a class that only went on with school, alike before."""
        programme = file(folder, pairs(START, BETTER, headings=H), "latih.xlsx")
        return programme, file(folder, pairs([*START[1:], START[0]], [*LATER[1:], LATER[0]], headings=H), "biasa.xlsx")

    def test_a_comparison_class_has_the_keys_of_the_contract(self, files, capsys: Capture) -> None:
        got = summary(capsys, files[0], "--compare", files[1])
        keys = "baseline_g band did did_low did_high did_p ancova ancova_low ancova_high ancova_p slope_p verdict"
        assert list(got) == [*SUMMARY_COLUMNS, "sentence", "comparison"]
        assert list(got["comparison"]) == keys.split()
        gains = [after - before for before, after in zip(START, BETTER, strict=True)]
        others = [after - before for before, after in zip(START, LATER, strict=True)]
        assert got["comparison"]["did"] == pytest.approx((sum(gains) - sum(others)) / 12)
        assert (got["comparison"]["baseline_g"], got["comparison"]["band"]) == (pytest.approx(0), "equivalent")

    def test_the_verdict_takes_the_place_of_the_caution(self, files, capsys: Capture) -> None:
        got = summary(capsys, files[0], "--compare", files[1])
        for language in ("id", "en"):
            assert got["sentence"][language].endswith(f"; {got['comparison']['verdict'][language]}.")
        assert "lebih banyak daripada kelas pembanding" in got["sentence"]["id"]
        assert "belum bukti" not in got["sentence"]["id"]

    def test_without_the_options_nothing_is_added(self, files, capsys: Capture) -> None:
        assert list(summary(capsys, files[0])) == [*SUMMARY_COLUMNS, "sentence"]

    def test_an_aspect_that_the_other_class_has_not_is_null(self, folder: Path, capsys: Capture) -> None:
        one = file(folder, pairs(START, BETTER, headings=H), "latih.xlsx")
        other = file(folder, pairs(START, LATER, headings=("Sikap Awal", "Sikap Akhir")), "biasa.xlsx")
        got = summary(capsys, one, "--compare", other, "--retest", other)
        assert (got["comparison"], got["reliable_change"]) == (None, None)
        assert got["sentence"]["id"].endswith("karena belum ada kelas pembanding.")
        assert main(["summary", one, "--compare", other, "--retest", other]) == 0
        said = capsys.readouterr().out
        assert "- Teknis: kelas pembanding tidak mempunyai aspek dan kriteria ini" in said
        assert "- Teknis: ketelitian tes belum diketahui" in said

    def test_a_retest_says_who_really_changed(self, files, folder: Path, capsys: Capture) -> None:
        retest = file(folder, pairs(START, LATER, headings=H), "ulang.xlsx")
        got = summary(capsys, files[0], "--retest", retest)["reliable_change"]
        assert list(got) == ["r", "threshold", "improved", "unclear", "declined", "practice_gain"]
        assert got["practice_gain"] == pytest.approx((sum(LATER) - sum(START)) / 12)
        spread = statistics.stdev(START)
        assert got["threshold"] == pytest.approx(1.96 * 2**0.5 * spread * (1 - got["r"]) ** 0.5)
        gains = [after - before for before, after in zip(START, BETTER, strict=True)]
        assert got["improved"] == sum(gain > got["threshold"] for gain in gains)
        assert got["improved"] + got["unclear"] + got["declined"] == 12

    def test_both_are_printed_in_words(self, files, folder: Path, capsys: Capture) -> None:
        retest = file(folder, pairs(START, LATER, headings=H), "ulang.xlsx")
        assert main(["summary", files[0], "--compare", files[1], "--retest", retest]) == 0
        said = capsys.readouterr().out
        assert "Dibandingkan dengan kelas pembanding\n- Teknis: 12 siswa dan 12 siswa pembanding; selisih" in said
        assert "\n  → naik 9,4 poin lebih banyak daripada kelas pembanding (kisaran 95%:" in said
        assert "Dilihat dari ketelitian tes\n- Teknis: ketelitian tes r 0,9" in said

    def test_where_lower_is_better_a_fall_is_better(self, folder: Path, capsys: Capture) -> None:
        one = file(folder, pairs(BETTER, START, headings=H), "latih.xlsx")
        other = file(folder, pairs(BETTER, [mark - 2 - at % 2 for at, mark in enumerate(BETTER)], headings=H), "b.xlsx")
        got = summary(capsys, one, "--compare", other, "--lower-is-better")["comparison"]
        assert got["did"] > 0
        assert got["verdict"]["id"].startswith("perubahannya")

    def test_both_stand_in_the_workbook(self, files, folder: Path) -> None:
        retest = file(folder, pairs(START, LATER, headings=H), "ulang.xlsx")
        out = folder / "hasil.xlsx"
        assert main(["summary", files[0], "--compare", files[1], "--retest", retest, "--xlsx", str(out)]) == 0
        workbook = openpyxl.load_workbook(out, data_only=True)
        assert "lebih banyak daripada kelas pembanding" in str(workbook["Ringkasan"]["B4"].value)
        assert [workbook["Pembanding"].cell(5, column).value for column in (1, 2, 3)] == ["Teknis", 12, 12]
        assert workbook["Ketelitian tes"]["A5"].value == "Teknis"
        assert "biasa.xlsx" in [row[0].value for row in workbook["Metode"].iter_rows()]

    def test_problems_of_the_other_files_count_too(self, files, folder: Path, capsys: Capture) -> None:
        bad = file(folder, REFUSED, "bukan.xlsx")
        assert main(["summary", files[0], "--compare", bad, "--json"]) == 1
        got = told(capsys)
        assert got["groups"][0]["comparison"] is None
        assert [problem["file"] for problem in got["problems"]] == ["bukan.xlsx"]

    def test_marks_on_another_scale_are_asked_about(self, files, folder: Path, capsys: Capture) -> None:
        other = file(folder, pairs([5, 6, 7] * 4, [6, 7, 7.5] * 4, headings=("Teknis Awal/10", "Teknis Akhir/10")))
        assert main(["summary", files[0], "--compare", other, "--json"]) == 1
        (problem,) = told(capsys)["problems"]
        assert [problem[key] for key in ("code", "severity", "file", "sheet", "cell")] == [
            "scale_differs",
            "ask",
            "nilai.xlsx",
            "Nilai",
            "C",
        ]
        assert "nilai tertinggi 10, sedangkan di berkas pelatihan 100" in problem["message"]
        assert main(["summary", files[0], "--compare", other, "--to-100", "--json"]) == 0
        assert told(capsys)["groups"][0]["comparison"]["baseline_g"] is not None

    def test_a_file_that_is_not_there_is_2(self, files, capsys: Capture) -> None:
        assert main(["summary", files[0], "--compare", "tidak-ada.xlsx"]) == 2
        assert "tidak-ada.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], 75),
        (["--scale-max", "100"], 75),
        (["--scale-max", "20"], 75),
        (["--scale-max", "4"], 75),
        (["--scale-max", "20", "--to-100"], 75),
        (["--scale-max", "20", "--pass-mark", "12"], 12),
        (["--pass-mark", "60"], 60),
    ],
)
def test_the_pass_mark_is_75_unless_told(folder: Path, capsys: Capture, arguments: list[str], expected: float) -> None:
    path = file(folder, pairs([2, 3, 1] * 4, [3, 4, 2.5] * 4, headings=("Teknis Awal/4", "Teknis Akhir/4")))
    assert main(["summary", path, *arguments, "--json"]) == 0
    (group,) = told(capsys)["groups"]
    assert group["pass_mark"] == expected


def test_where_several_files_were_read_every_problem_names_its_own(folder: Path, capsys: Capture) -> None:
    paths = [file(folder, pairs([before], [5]), name) for name, before in (("a.xlsx", 860), ("b.xlsx", 870))]
    main(["summary", *paths, "--lang", "id"])
    lines = capsys.readouterr().out.splitlines()
    for name, mark in (("a.xlsx", "860"), ("b.xlsx", "870")):
        assert {line.strip().partition(":")[0] for line in lines if mark in line} == {f"- {name}"}
