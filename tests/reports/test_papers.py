"""What is printed is what the summary row says, in both languages, on both sheets, for both audiences."""

import dataclasses
import datetime
import io
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from capaian.improvement import attrition_note, attrition_summary, gains, headline, summarise
from capaian.letterhead import Letterhead, PaperSize, StudentWord
from capaian.locale import PassMarkName, texts
from capaian.reports import (
    Audience,
    CohortReport,
    appendix_paper,
    attendance_paper,
    letterhead_picture,
    letters_paper,
    participants_paper,
    scores_paper,
    summary_paper,
    summary_picture,
)
from capaian.reports.measures import records
from capaian.reports.summary_paper import LARGEST_PICTURE
from capaian.scores import SCORE_COLUMNS
from tests.reports.papers import HEAD, choice, packed, pages, reader, words
from tests.reports.tables import ROSTER, report

ID, EN = texts("id"), texts("en")


def class_of(n: int, *, classes: int = 1, seed: int = 7):
    """A report of n students with technical and character marks in three criteria; the last one lacks the second."""
    chance = np.random.default_rng(seed)
    rows = []
    for student in range(1, n + 1):
        for aspect in ("teknis", "karakter"):
            for criterion in ("Proses", "Hasil", "Sikap kerja"):
                before = float(np.clip(chance.normal(60, 9), 0, 100).round(1))
                after = float(np.clip(before + chance.normal(9, 7), 0, 100).round(1))
                for phase, mark in (("before", before), ("after", after)):
                    if phase == "before" or student < n:
                        rows.append((1, student, aspect, criterion, phase, mark, str(mark), "present", None, "", pd.NA))
    scores = pd.DataFrame(rows, columns=list(SCORE_COLUMNS)).astype({"rater": "str", "import_id": "Int64"})
    roster = pd.DataFrame(
        {
            "student": range(1, n + 1), "nisn": [f"99000{at:05}" for at in range(1, n + 1)], "nis": "",
            "name": [f"Siswa Rekaan {at:03}" for at in range(1, n + 1)], "sex": "L",
            "class_name": [f"XI TPL {1 + at % classes}" for at in range(n)], "programme": "Teknik Pengelasan",
        }
    )  # fmt: skip
    summary = summarise(scores, pass_marks=75.0, enrolled={1: n})
    return report(scores=scores, gains=gains(scores), summary=summary, roster=roster)


CLASS = class_of(31)


@pytest.mark.parametrize("t", [ID, EN], ids=["id", "en"])
def test_every_number_of_the_summary_is_that_of_its_row(t) -> None:
    told = packed(words(summary_paper(CLASS, choice(), t)[0]))
    for row in records(CLASS.summary[CLASS.summary["criterion"].isna()]):
        assert packed(headline(row, t)) in told
        assert packed(t.signed(row["mean_gain"])) in told
        for key in ("mean_before", "mean_after"):
            assert packed(t.number(row[key])) in told
        low, high = t.signed(row["gain_low"]), t.signed(row["gain_high"])
        assert packed(t("kisaran 95%: {low} sampai {high}", low=low, high=high)) in told
        counts = " · ".join(
            f"{row[key]} {t(word)}" for key, word in (("improved", "naik"), ("same", "tetap"), ("declined", "turun"))
        )
        assert packed(counts) in told
        passing = {"before": row["pass_before"], "after": row["pass_after"]}
        assert packed(t("mencapai {name} {mark}: {before} menjadi {after}", name="KKM", mark="75", **passing)) in told
        assert packed(t("{n} dari {enrolled} ikut kedua tes", n=row["n_matched"], enrolled=31)) in told


def test_every_number_of_the_appendix_is_that_of_its_row() -> None:
    told = packed(words(appendix_paper(CLASS, choice(), ID)))
    for row in records(CLASS.summary):
        before, after = ID.number(row["mean_before"]), ID.number(row["mean_after"])
        cells = f"{row['n_matched']}{before}{after}{ID.signed(row['mean_gain'])}"
        assert packed(cells) in told
        assert row["criterion"] is None or packed(row["criterion"]) in told
    assert packed(headline(next(records(CLASS.summary)), ID)) in told


def test_who_lacks_the_same_in_several_aspects_stands_once_in_the_appendix() -> None:
    told = words(appendix_paper(CLASS, choice(), ID))
    assert "Siswa Rekaan 031 XI TPL 1 Teknis, Karakter hanya sebelum" in told


def test_the_marks_on_the_list_are_those_of_the_gains() -> None:
    told = pages(scores_paper(CLASS, choice(), ID))
    whole = CLASS.gains[CLASS.gains["criterion"].isna()]
    names = CLASS.roster.set_index("student")["name"]
    everything = packed(" ".join(told))
    for student, own in whole.groupby("student"):
        marks = {row.aspect: row for row in own.itertuples()}
        cells = "".join(
            f"{ID.number(marks[a].before)}{ID.number(marks[a].after)}{ID.signed(marks[a].gain)}"
            for a in ("teknis", "karakter")
        )
        assert packed(f"{names[student]}XI TPL 1{cells}") in everything
    rows = list(records(CLASS.summary[CLASS.summary["criterion"].isna()]))
    means = "".join(
        f"{ID.number(r['mean_before'])}{ID.number(r['mean_after'])}{ID.signed(r['mean_gain'])}" for r in rows
    )
    assert packed(means) in everything


def test_headings_return_on_every_page_of_a_long_list() -> None:
    for paper in (participants_paper(class_of(90), choice(), ID), scores_paper(class_of(90), choice(), ID)):
        told = pages(paper)
        assert len(told) > 1
        assert all("Nama siswa" in page for page in told[:-1])
        assert all(f"Halaman {at} dari {len(told)}" in page for at, page in enumerate(told, start=1))
        assert all("Rahasia – hanya untuk internal sekolah" in page for page in told)


def test_a_letter_holds_its_own_student_and_nobody_else() -> None:
    told = pages(letters_paper(CLASS, choice(), ID))
    assert len(told) == 31
    for at, page in enumerate(told, start=1):
        assert f"Siswa Rekaan {at:03}" in page
        assert page.count("Siswa Rekaan") == 1
        assert "Pribadi - hanya untuk orang tua/wali" in page
        assert not any(word in page.casefold() for word in ("peringkat", "rata-rata", "terbaik", "gagal"))


def test_the_marks_in_a_letter_are_the_students_own() -> None:
    (told,) = pages(letters_paper(CLASS, choice(), ID, students=[3]))
    own = CLASS.gains[(CLASS.gains["student"] == 3) & CLASS.gains["criterion"].isna()]
    for row in records(own):
        change = "naik" if row["gain"] > 0 else "turun"
        assert f"{change} {ID.number(abs(row['gain']))} poin" in told
        assert f"Sebelum {ID.number(row['before'])} Sesudah {ID.number(row['after'])}" in told
        reached = "mencapai" if row["after"] >= 75 else "belum mencapai"
        assert f"poin; {reached} KKM 75" in told
    criteria = CLASS.gains[(CLASS.gains["student"] == 3) & CLASS.gains["criterion"].notna()]
    for row in criteria.itertuples():
        cells = f"{row.criterion} {ID.number(row.before)} {ID.number(row.after)} {ID.signed(row.gain)}"
        assert cells in told


def test_what_is_not_there_yet_is_said_and_never_a_zero() -> None:
    (told,) = pages(letters_paper(CLASS, choice(), ID, students=[31]))
    assert told.count("belum ada nilai sesudah") == 2
    assert " 0,0" not in told


@pytest.mark.parametrize("size", list(PaperSize))
@pytest.mark.parametrize("criteria", [1, 13, 40])
def test_a_letter_is_one_page_however_many_criteria(size: PaperSize, criteria: int) -> None:
    rows = [
        (1, 1, "teknis", f"Kriteria rekaan nomor {at}", phase, 60.5, "60,5", "present", None, "", pd.NA)
        for at in range(criteria)
        for phase in ("before", "after")
    ]
    scores = pd.DataFrame(rows, columns=list(SCORE_COLUMNS)).astype({"rater": "str", "import_id": "Int64"})
    whole = report(
        scores=scores, gains=gains(scores), summary=summarise(scores, pass_marks=75.0, enrolled={1: 1}),
        roster=ROSTER[:1].assign(student=1), certificates=certificates(1),
    )  # fmt: skip
    told = pages(letters_paper(whole, choice(size=size, address="https://capaian.contoh.sch.id"), ID))
    assert len(told) == 1
    assert criteria == 1 or f"Kriteria rekaan nomor {criteria - 1}" in told[0]
    assert "Dr. Hj. Rahmawati Noor, M.Pd." in told[0]


def certificates(*students: int) -> pd.DataFrame:
    row = {"name": "", "scheme": "Las SMAW 3F", "unit_code": "", "unit_title": "", "result": "K", "overall": "K",
           "issuer": "LSP Contoh", "number": "12/2026", "issued_on": None,
           "valid_until": pd.Timestamp("2029-06-19").date()}  # fmt: skip
    return pd.DataFrame([{"student": student, **row} for student in students for _ in range(2)])


def test_a_certificate_stands_in_the_letter_of_its_holder_once() -> None:
    told = pages(letters_paper(dataclasses.replace(CLASS, certificates=certificates(2)), choice(), ID, students=[1, 2]))
    sentence = (
        "Sertifikat: Kompeten, skema Las SMAW 3F, diputuskan oleh LSP Contoh, nomor 12/2026, "
        "berlaku sampai 19 Juni 2029."
    )
    assert [page.count(sentence) for page in told] == [0, 1]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"overall": "BK", "number": ""},
            "Uji kompetensi: Belum kompeten, skema Las SMAW 3F, diputuskan oleh LSP Contoh.",
        ),
        (
            {"overall": None, "number": "", "recommended": "K"},
            "Uji kompetensi: skema Las SMAW 3F, rekomendasi asesor: Kompeten, keputusannya belum tercatat.",
        ),
        ({"overall": None, "recommended": "K"}, "Sertifikat: skema Las SMAW 3F, penerbit LSP Contoh, nomor 12/2026."),
    ],
)
def test_what_was_not_decided_is_no_certificate_in_a_letter(changed: dict[str, Any], sentence: str) -> None:
    held = certificates(2).assign(valid_until=None, **changed)
    (page,) = pages(letters_paper(dataclasses.replace(CLASS, certificates=held), choice(), ID, students=[2]))
    assert page.count(sentence) == 1
    assert (page.count("Sertifikat:"), page.count("Uji kompetensi:")) in [(1, 0), (0, 1)]


def test_who_was_assessed_twice_reads_of_both() -> None:
    twice = pd.concat([certificates(2).assign(overall="BK", number=""), certificates(2).assign(number="")])
    (page,) = pages(letters_paper(dataclasses.replace(CLASS, certificates=twice), choice(), ID, students=[2]))
    assert page.index("Uji kompetensi: Belum kompeten") < page.index("Sertifikat: Kompeten")


def test_nobody_is_named_in_what_may_be_shared() -> None:
    shared = choice(audience=Audience.SHAREABLE)
    for paper in (summary_paper(CLASS, shared, ID)[0], appendix_paper(CLASS, shared, ID)):
        for page in pages(paper):
            assert "Siswa Rekaan" not in page
            assert "nilai.xlsx" not in page
            assert "Untuk dibagikan" in page


def test_small_groups_and_extremes_are_hidden_in_what_may_be_shared() -> None:
    small = class_of(9)
    told = words(summary_paper(small, choice(audience=Audience.SHAREABLE), ID)[0])
    assert "Kelompok di bawah 10 siswa tidak ditampilkan." in told
    assert "TEKNIS" not in told
    assert "KARAKTER" in words(summary_paper(small, choice(), ID)[0])
    everybody = class_of(40)
    changed = everybody.summary.assign(improved=39, same=0, declined=1, pass_before=1, pass_after=20, n_matched=40)
    told = words(
        summary_paper(dataclasses.replace(everybody, summary=changed), choice(audience=Audience.SHAREABLE), ID)[0]
    )
    assert ">95% naik · <5% tetap · <5% turun" in told
    assert "mencapai KKM 75: <5% menjadi 50%" in told
    assert "bertambah dari 1" not in told


def test_a_small_class_takes_another_with_it() -> None:
    whole = class_of(40, classes=3)
    roster = whole.roster.assign(class_name=["A"] * 5 + ["B"] * 15 + ["C"] * 20)
    told = words(appendix_paper(dataclasses.replace(whole, roster=roster), choice(audience=Audience.SHAREABLE), ID))
    assert "Teknis A – – – – – Teknis B – – – – – Teknis C 19" in told
    inside = words(appendix_paper(dataclasses.replace(whole, roster=roster), choice(), ID))
    assert "Teknis A 5" in inside
    assert "– – – – –" not in inside


@pytest.mark.parametrize(("size", "wide", "high"), [(PaperSize.A4, 210, 297), (PaperSize.F4, 215, 330)])
def test_papers_come_on_the_sheet_that_was_chosen(size: PaperSize, wide: int, high: int) -> None:
    for paper in (
        letters_paper(CLASS, choice(size=size), ID, students=[1]),
        participants_paper(CLASS, choice(size=size), ID),
    ):
        box = reader(paper).pages[0].mediabox
        assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (wide, high)


def test_who_signs_stands_below_with_and_without_a_second() -> None:
    told = words(summary_paper(CLASS, choice(), ID)[0])
    assert "Mengetahui, Banjarmasin, 20 Juni 2026 Plt. Kepala Sekolah, Ketua Pelaksana," in told
    assert "NIP 19700101 199503 2 001" in told
    alone = Letterhead(name="SMK", student_word=StudentWord.PUPIL)
    told = words(participants_paper(CLASS, choice(letterhead=alone), ID))
    assert "Mengetahui" not in told
    assert "20 Juni 2026 Kepala Sekolah," in told
    assert "NIP" not in told
    assert "Nama murid" in told
    assert "31 murid" in told


def test_teachers_are_not_called_students() -> None:
    told = words(letters_paper(dataclasses.replace(CLASS, participants="teachers"), choice(), ID, students=[1]))
    assert "orang tua" not in told
    assert "yang Bapak/Ibu ikuti" in told
    told = words(summary_paper(dataclasses.replace(CLASS, participants="teachers"), choice(), ID)[0])
    assert "siswa" not in told
    assert "30 dari 31 guru ikut kedua tes" in told


@pytest.mark.parametrize(
    ("first", "last", "columns"),
    [
        ((2026, 6, 1), (2026, 6, 5), ["Sen 1", "Sel 2", "Rab 3", "Kam 4", "Jum 5"]),
        ((2026, 6, 5), (2026, 6, 9), ["Jum 5", "Sab 6", "Sen 8", "Sel 9"]),
        ((2026, 6, 30), (2026, 7, 1), ["Sel 30", "Rab 1"]),
    ],
)
def test_the_attendance_list_has_a_column_a_day_of_the_training(first, last, columns) -> None:
    known = dataclasses.replace(CLASS, period=(datetime.date(*first), datetime.date(*last)))
    paper = attendance_paper(known, choice(), ID)
    told = words(paper)
    assert " ".join(columns) in told
    assert "Min" not in told.split()
    assert "H hadir, S sakit, I izin" in told
    box = reader(paper).pages[0].mediabox
    assert float(box.width) > float(box.height)


def test_a_training_of_many_weeks_takes_more_sheets_and_a_longer_one_is_signed_by_the_day() -> None:
    def told(last: datetime.date | None) -> str:
        period = (datetime.date(2026, 6, 1), last)
        return words(attendance_paper(dataclasses.replace(class_of(3), period=period), choice(), ID))

    weeks = told(datetime.date(2026, 6, 26))
    assert weeks.count("DAFTAR HADIR PESERTA") == 2
    assert "Jum 19" in weeks
    assert "Sab" not in weeks.split()
    for last in (datetime.date(2026, 12, 1), None):
        assert "Tanda tangan" in told(last)


@pytest.mark.parametrize("t", [ID, EN], ids=["id", "en"])
def test_no_paper_of_teachers_speaks_of_students(t) -> None:
    teachers = dataclasses.replace(CLASS, participants="teachers")
    made = [summary_paper(teachers, choice(), t)[0], *(
        paper(teachers, choice(), t) for paper in (appendix_paper, participants_paper, attendance_paper, scores_paper)
    )]  # fmt: skip
    told = " ".join(map(words, made)).replace("Siswa Rekaan", "")
    assert not re.search(r"\bsiswa|\bstudent", told, re.IGNORECASE)
    assert ceiling_or_lost(teachers, t) in packed(told)


def ceiling_or_lost(report: CohortReport, t) -> str:
    """The note on who sat the first test only, as the summary of teachers has it."""
    lost = attrition_summary(report.scores)
    return packed(attrition_note(lost[lost["aspect"] == "teknis"].iloc[0], t.about("teachers")))


def test_every_paper_calls_the_pass_mark_what_the_school_calls_it() -> None:
    t = ID.calling(PassMarkName.KKTP)
    made = [summary_paper(CLASS, choice(), t)[0], *(
        paper(CLASS, choice(), t) for paper in (appendix_paper, letters_paper, scores_paper)
    )]  # fmt: skip
    for told in map(words, made):
        assert "KKTP" in told
        assert "KKM" not in told


def test_the_code_leads_to_the_page_and_holds_no_name() -> None:
    from capaian.reports.paper_frame import code_of

    with_code = letters_paper(CLASS, choice(address="https://capaian.contoh.sch.id"), ID, students=[1])
    assert len(reader(with_code).pages[0].images) == 1
    assert len(reader(letters_paper(CLASS, choice(), ID, students=[1])).pages[0].images) == 0
    assert code_of("", "siswa?siswa=1") == b""
    assert code_of("https://a.example/", "siswa?siswa=1") == code_of("https://a.example", "siswa?siswa=1") != b""


def test_many_letters_are_one_file_and_tell_how_far_they_are() -> None:
    told: list[tuple[int, int]] = []
    content = letters_paper(class_of(120), choice(), ID, told=lambda done, of: told.append((done, of)))
    assert told == [(done, 120) for done in range(12, 121, 12)]
    found = reader(content)
    assert len(found.pages) == 120
    assert found.metadata is not None
    assert found.metadata.title == "Surat hasil pelatihan"
    assert "Siswa Rekaan 120" in found.pages[119].extract_text()


def test_the_same_report_gives_the_same_bytes() -> None:
    assert summary_paper(CLASS, choice(), ID) == summary_paper(CLASS, choice(), ID)
    assert summary_picture(CLASS, choice(), ID) == summary_picture(CLASS, choice(), ID)


def test_the_picture_is_nameless_and_small_enough_to_send() -> None:
    content = summary_picture(CLASS, choice(), ID)
    assert len(content) < LARGEST_PICTURE
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1080


def test_sums_alone_are_enough_for_a_summary() -> None:
    """For who sees no student: no roster, no marks, no gains."""
    nobody = dataclasses.replace(CLASS, scores=CLASS.scores[:0], gains=CLASS.gains[:0], roster=CLASS.roster[:0])
    told = words(summary_paper(nobody, choice(audience=Audience.SHAREABLE), ID)[0])
    assert "30 dari 31 ikut kedua tes" in told


def test_a_letterhead_can_be_looked_at() -> None:
    with Image.open(io.BytesIO(letterhead_picture(HEAD, choice().day, ID))) as picture:
        assert picture.format == "PNG"
        assert picture.width > picture.height


def test_weights_and_directions_act_on_what_is_said_of_the_missing() -> None:
    from capaian.reports.report import ScoringRule

    weights = {("teknis", "Proses"): 80.0, ("teknis", "Hasil"): 10.0, ("teknis", "Sikap kerja"): 10.0}
    rules = tuple(ScoringRule(aspect, criterion, weight) for (aspect, criterion), weight in weights.items())
    told = words(summary_paper(dataclasses.replace(CLASS, rules=rules), choice(), ID)[0])
    lost = attrition_summary(CLASS.scores, weights=weights)
    row = lost[lost["aspect"] == "teknis"].iloc[0]
    plain = attrition_summary(CLASS.scores)
    assert attrition_note(row, ID) != attrition_note(plain[plain["aspect"] == "teknis"].iloc[0], ID)
    assert packed(attrition_note(row, ID)) in packed(told)
