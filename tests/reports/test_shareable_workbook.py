"""What may leave the school: no name, no small group, nothing that a subtraction would tell."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from capaian.improvement import compare_scores, gains, headline, summarise, summarise_moments, told_ways
from capaian.improvement import moments as sums_of
from capaian.locale import texts
from capaian.reports import CohortReport, shareable_workbook
from capaian.reports.hidden import is_shown, told_shares
from capaian.scores import GAIN_COLUMNS, empty_scores
from tests.reports.tables import ROSTER, crowd, opened, rows

ID = texts("id")


def told(content: bytes) -> str:
    return " | ".join(
        str(cell) for sheet in opened(content) for row in sheet.values for cell in row if cell is not None
    )


def whole_row(report: CohortReport) -> dict[str, Any]:
    summary = report.summary
    return {str(k): v for k, v in summary[summary["criterion"].isna()].to_dict("records")[0].items()}


def test_no_name_number_or_file_name_is_in_it() -> None:
    report = replace(crowd(30), sources=(("nilai Bu Siti Aminah.xlsx", "ab" * 32),))
    words = told(shareable_workbook(report, ID))
    assert not any(name in words for name in report.roster["name"])
    assert not any(nisn in words for nisn in report.roster["nisn"])
    assert "Siti" not in words
    assert "ab" * 32 in words


def test_its_numbers_are_those_of_the_page() -> None:
    report = crowd(30)
    row = whole_row(report)
    book = opened(shareable_workbook(report, ID))
    line = rows(book["Ringkasan"], 7, 7)[0]
    assert line[:4] == ["Teknis", "Las & Fabrikasi 2026", 30, 30]
    keys = ("mean_before", "mean_after", "mean_gain", "gain_low", "gain_high")
    assert line[4:9] == [pytest.approx(row[key], rel=1e-15) for key in keys]
    assert (
        line[9:] == [*told_ways(row["improved"], row["same"], row["declined"]), 75, "<5%", "20%–25%"] or line[11] == 75
    )
    assert book["Ringkasan"]["B4"].value == headline(row, ID, coded=True)


@pytest.mark.parametrize("sheet", ["Ringkasan", "Kriteria", "Banding", "Metode", "Info"])
def test_every_page_says_that_it_may_be_shared(sheet: str) -> None:
    book = opened(shareable_workbook(crowd(30), ID))
    assert book[sheet].oddHeader.right.text.endswith("Untuk dibagikan – tanpa nama, kelompok kecil disembunyikan")


def test_a_group_of_fewer_than_ten_is_not_told() -> None:
    words = told(shareable_workbook(crowd(9), ID))
    assert "Semua kelompok terlalu kecil untuk dibagikan." in words
    assert "9 dari 9" not in words
    assert told(shareable_workbook(crowd(9), ID, smallest=5)).count("9 dari 9 siswa ikut kedua tes") == 1


def test_a_class_is_hidden_and_another_with_it() -> None:
    report = crowd(30)
    roster = report.roster.assign(class_name=["A"] * 14 + ["B"] * 11 + ["C"] * 5, sex="")
    book = opened(shareable_workbook(replace(report, roster=roster), ID))
    lines = {line[2]: line[3:5] for line in rows(book["Banding"], 5, 7)}
    assert lines["C"] == ["disembunyikan", "–"]
    assert lines["B"] == ["disembunyikan", "–"], "30 less 14 would tell C less B"
    assert lines["A"][1] == 14


def test_classes_are_told_or_programmes_never_both() -> None:
    report = crowd(40)
    roster = report.roster.assign(
        class_name=["A"] * 20 + ["B"] * 20, programme=["Las"] * 22 + ["Mesin"] * 18, sex=["L", "P"] * 20
    )
    book = opened(shareable_workbook(replace(report, roster=roster), ID))
    assert [line[1] for line in rows(book["Banding"], 5, 8)] == ["Kelas", "Kelas", "Jenis kelamin", "Jenis kelamin"]
    one_class = opened(shareable_workbook(replace(report, roster=roster.assign(class_name="A")), ID))
    assert [line[1] for line in rows(one_class["Banding"], 5, 6)] == ["Program keahlian"] * 2


def test_shares_of_parts_and_sums_are_ranges() -> None:
    book = opened(shareable_workbook(crowd(40), ID))
    parts = [line[10:12] + line[13:] for line in rows(book["Banding"], 5, 6)]
    assert parts
    assert all(isinstance(share, str) and share.endswith("%") for line in parts for share in line)


def test_a_hidden_cohort_is_in_no_total() -> None:
    large, small = crowd(20), crowd(8, cohort_name="Kecil 2027")
    book = opened(shareable_workbook([large, small], ID, title="Seluruh sekolah"))
    lines = rows(book["Ringkasan"], 7, 8)
    assert [line[1:4] for line in lines] == [["Semua kohort yang tampak", 20, 20], ["Las & Fabrikasi 2026", 20, 20]]
    assert "1 baris disembunyikan karena kelompoknya kecil." in told(shareable_workbook([large, small], ID))
    assert "Kecil 2027" not in [line[1] for line in rows(book["Ringkasan"], 1, 40)]


def test_a_criterion_is_hidden_where_few_have_it() -> None:
    report = crowd(20)
    few = report.scores["student"] <= 6
    scores = pd.concat(
        [
            report.scores.assign(criterion="Proses"),
            report.scores[few].assign(criterion="Hasil"),
            report.scores.assign(criterion="Sikap"),
        ],
        ignore_index=True,
    )
    book = opened(
        shareable_workbook(replace(report, scores=scores, gains=gains(scores), summary=summarise(scores)), ID)
    )
    assert [line[2] for line in rows(book["Kriteria"], 5, 9) if line[0]] == ["Sikap"], (
        "Proses goes as well: all of the aspect less Proses would tell Hasil"
    )


def test_who_sees_sums_alone_has_what_sums_tell() -> None:
    full = crowd(30)
    sums = summarise_moments(sums_of(full.gains, None), effect_intervals=False)
    report = replace(
        full, scores=empty_scores(), gains=pd.DataFrame(columns=list(GAIN_COLUMNS)), summary=sums,
        roster=pd.DataFrame(columns=list(ROSTER)), sources=(),
    )  # fmt: skip
    book = opened(shareable_workbook(report, ID))
    assert rows(book["Ringkasan"], 7, 7)[0][6] == pytest.approx(whole_row(full)["mean_gain"], rel=1e-12)
    assert book["Banding"]["A4"].value.startswith("Kohort berdampingan")


def test_certificates_are_counted_and_few_are_hidden() -> None:
    names = ["student", "name", "scheme", "unit_code", "unit_title", "result", "overall", "issuer", "number"]
    lines = [
        (student, f"Siswa {student}", scheme, "U1", "Unit", "K", "K" if student % 4 else "BK", "LSP", "1", None, None)
        for scheme, students in (("Las SMAW", 20), ("Bubut", 4))
        for student in range(students)
    ]
    held = pd.DataFrame(lines, columns=[*names, "issued_on", "valid_until"])
    book = opened(shareable_workbook(replace(crowd(30), certificates=held), ID))
    assert rows(book["Sertifikat"], 5, 6) == [
        ["Las & Fabrikasi 2026", "Bubut", "disembunyikan", "–"],
        ["Las & Fabrikasi 2026", "Las SMAW", 20, 0.75],
    ]


def test_a_certificate_counts_as_on_the_page_decided_or_numbered_and_the_better_of_two() -> None:
    """25 were recommended; the LSP decided 20 of them, 5 of these twice: first BK, then K."""
    decided = [(at, "K" if at < 10 else "BK") for at in range(20)] + [(at, "K") for at in range(10, 15)]
    lines = [
        (student, f"Siswa {student}", "Las", "U1", "Unit", "K", overall, "LSP", None, None, None)
        for student, overall in [*decided, *((at, None) for at in range(20, 25))]
    ]
    names = ["student", "name", "scheme", "unit_code", "unit_title", "result", "overall", "issuer", "number"]
    held = pd.DataFrame(lines, columns=[*names, "issued_on", "valid_until"])
    book = opened(shareable_workbook(replace(crowd(30), certificates=held), ID))
    assert rows(book["Sertifikat"], 5, 5) == [["Las & Fabrikasi 2026", "Las", 20, 0.75]]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"n_matched": 10, "sd_before": 3, "sd_after": 3, "sd_gain": 2}, True),
        ({"n_matched": 9, "sd_before": 3, "sd_after": 3, "sd_gain": 2}, False),
        ({"n_matched": 30, "sd_before": 3, "sd_after": 3, "sd_gain": 0}, False),
        ({"n_matched": 30, "sd_before": 0, "sd_after": 3, "sd_gain": 3}, False),
    ],
)
def test_a_group_that_is_small_or_all_alike_is_hidden(row: dict[str, float], shown: bool) -> None:
    assert is_shown(row, 10) is shown


@pytest.mark.parametrize(
    ("ways", "shares"),
    [
        ((20, 10, 10), (0.5, 0.25)),
        ((39, 0, 1), (">95%", "<5%")),
        ((24, 1, 15), (0.6, "35%–40%")),  # 1 less both would tell the one who stayed
        ((30, 9, 1), (0.75, "<5%")),  # 9 are told as a range, which is not shown here
        ((37, 3, 0), (0.925, "<5%")),
    ],
)
def test_the_third_share_cannot_be_told_from_the_others(ways: tuple[int, int, int], shares: tuple[Any, Any]) -> None:
    assert told_ways(*ways) == shares


def test_pass_shares_at_the_ends_are_coded_and_left_out_of_the_sentence() -> None:
    row = whole_row(crowd(40)) | {"pass_before": 1, "pass_after": 39}
    assert told_shares(row)["pass_after_share"] == ">95%"
    assert "KKM" not in headline(row, ID, coded=True)
    assert "KKM" in headline(row, ID)
    assert told_shares(row | {"pass_mark": np.nan})["pass_after_share"] == "–"
    high = headline(row | {"ceiling_before": 0.99}, ID, coded=True)
    assert "(>95% siswa sudah dekat nilai terbaik)" in high


def test_a_small_comparison_group_is_not_spoken_of() -> None:
    report, other = crowd(30), crowd(8)
    few = replace(report, comparisons=compare_scores(report.scores, other.scores))
    assert "8 siswa" not in told(shareable_workbook(few, ID))
    many = replace(report, comparisons=compare_scores(report.scores, crowd(20).scores))
    words = told(shareable_workbook(many, ID))
    assert "belum ada kelas pembanding" not in words
