"""Appendices of theses: pretest, posttest, N-gain, experiment and control class; and questionnaire exports."""

import datetime

from tests.reading.corpus.columns import A, B, K, T, ask, derived, either, kelas, mark, marks, nama, no, other, people
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, TableLabel, case
from tests.reading.corpus.paper import Formula, Paper

EIGHT = datetime.datetime.fromisoformat("2025-03-03T08:00:11")


def _gain(before: list[float], after: list[float]) -> list[float]:
    return [(a - b) / (100 - b) for b, a in zip(before, after, strict=True)]


def _kind(gains: list[float]) -> list[str]:
    return ["Tinggi" if g > 0.7 else "Sedang" if g >= 0.3 else "Rendah" for g in gains]


@case("thesis appendix with N-gain, its category, sums and averages below")
def thesis_gain() -> Case:
    paper, names = Paper(), people(30, seed=101)
    page = paper.page("Lampiran 12")
    page.put("A1", "Lampiran 12. Data Nilai Pretest, Posttest dan N-Gain Kelas XI TPM 1")
    before, after = marks(30, 30, 60, seed=1, step=2.5), marks(30, 65, 97.5, seed=2, step=2.5)
    gains = _gain(before, after)
    table = draw(
        page,
        "A3",
        [
            no(),
            nama("Nama Siswa"),
            mark("Pretest", None, B, before),
            mark("Posttest", None, A, after),
            derived("Post - Pre", [a - b for b, a in zip(before, after, strict=True)]),
            derived("Skor Ideal - Pre", [100 - b for b in before]),
            derived("N-Gain", gains),
            derived("N-Gain (%)", [g * 100 for g in gains]),
            derived("Kategori", _kind(gains)),
        ],
        names,
    )
    page.put("B34", "Jumlah", sum(before), sum(after), style="box")
    page.put("B35", "Rata-rata", sum(before) / 30, sum(after) / 30, style="two")
    page.put("B36", "Nilai Maksimum", max(before), max(after), style="box")
    page.put("B37", "Standar Deviasi", 8.12, 7.4, style="two")
    return book(paper, "Lampiran N-Gain.xlsx", _of(table, "XI TPM 1"))


def _of(table: TableLabel, class_name: str) -> TableLabel:
    table.class_name = class_name
    return table


@case("experiment class and control class side by side")
def experiment_and_control() -> Case:
    paper = Paper()
    page = paper.page("Lampiran")
    page.merge("A1:D1", "KELAS EKSPERIMEN (XI TKR 1)")
    page.merge("F1:I1", "KELAS KONTROL (XI TKR 2)")
    tables = []
    for cell, count, seed in (("A3", 25, 102), ("F3", 27, 103)):
        tables.append(
            draw(
                page,
                cell,
                [
                    no("No."),
                    nama("Nama"),
                    mark("Pre-test", None, B, marks(count, 30, 60, seed=seed)),
                    mark("Post-test", None, A, marks(count, 60, 95, seed=seed + 5)),
                ],
                people(count, seed=seed),
            )
        )
    return book(paper, "eksperimen.xlsx", *tables)


@case("items of a test 0 and 1 with total and mark at the end")
def item_analysis() -> Case:
    paper, names = Paper(), people(20, seed=104)
    page = paper.page("Butir Soal")
    page.put("A1", "ANALISIS BUTIR SOAL PRETEST")
    items = [marks(20, 0, 1, seed=i) for i in range(10)]
    totals = [sum(v) for v in zip(*items, strict=True)]
    table = draw(
        page,
        "A3",
        [
            no(),
            nama("Nama Siswa"),
            *(either(("Nomor Soal", str(i + 1)), values) for i, values in enumerate(items)),
            derived("Jumlah Benar", totals),
            either("Nilai Pretest", [t * 10 for t in totals], aspect=None, phase=B),
        ],
        names,
    )
    table.columns["N"].roles = frozenset({"score"})
    for column in "CDEFGHIJKL":
        table.columns[column].roles = frozenset({"ask", "ignored", "derived", "score"})
    return book(paper, "butir.xlsx", table)


@case("Google Form answers with a score, a timestamp and an email")
def google_form() -> Case:
    paper, names = Paper(), people(22, seed=105, style="mixed")
    page = paper.page("Form Responses 1")
    times = [EIGHT + datetime.timedelta(minutes=i) for i in range(22)]
    table = draw(
        page,
        "A1",
        [
            other("Timestamp", times),
            other("Email Address", [f"siswa{i}@contoh.sch.id" for i in range(22)]),
            either("Score", marks(22, 30, 100, step=10)),
            nama("Nama Lengkap"),
            kelas("Kelas", ["XI TKJ 1", "XI TKJ 2"] * 11),
            other("Perangkat yang menghubungkan dua jaringan berbeda adalah ...", ["Router", "Switch"] * 11),
            other("Jelaskan fungsi DNS!", ["mengubah nama menjadi IP"] * 22),
        ],
        names,
        merged=False,
        style="",
    )
    return book(paper, "Pretest AIJ (Responses).xlsx", table)


@case("Google Form export in Indonesian, pretest and posttest joined by hand")
def google_form_indonesian() -> Case:
    paper, names = Paper(), people(18, seed=106)
    page = paper.page("Gabungan")
    table = draw(
        page,
        "A1",
        [
            other("Stempel waktu", [EIGHT + datetime.timedelta(days=1, minutes=i) for i in range(18)]),
            nama("Nama lengkap"),
            kelas("Kelas", ["X TJKT 1"] * 18),
            mark("Skor Pretest", None, B, marks(18, 20, 70, step=5)),
            mark("Skor Posttest", None, A, marks(18, 50, 100, seed=2, step=5)),
            other("Saran", ["bagus", "lanjutkan pak"] * 9),
        ],
        names,
        merged=False,
        style="",
    )
    return book(paper, "gabungan form.xlsx", table)


@case("siklus I and siklus II of classroom action research with pra siklus")
def action_research() -> Case:
    paper, names = Paper(), people(28, seed=107)
    page = paper.page("PTK")
    page.titles("A1:F1", "REKAPITULASI HASIL BELAJAR SISWA", "PRA SIKLUS, SIKLUS I DAN SIKLUS II")
    table = draw(
        page,
        "A4",
        [
            no(),
            nama("Nama Siswa"),
            mark("Pra Siklus", ANY, ANY, marks(28, 40, 70)),
            mark("Siklus I", ANY, ANY, marks(28, 55, 85, seed=2)),
            mark("Siklus II", ANY, ANY, marks(28, 65, 95, seed=3)),
            derived("Keterangan", ["Tuntas", "Tidak Tuntas"] * 14),
        ],
        names,
    )
    page.put("B34", "Jumlah Siswa Tuntas", 10, 18, 25, style="box")
    page.put("B35", "Persentase Ketuntasan", "35,7%", "64,3%", "89,3%", style="box")
    return book(paper, "PTK.xlsx", table)


@case("nilai alone under a title that names no test")
def marks_alone() -> Case:
    paper, names = Paper(), people(17, seed=108)
    page = paper.page("Sheet1")
    page.put("A1", "Data siswa kelas X TAV 1")
    table = draw(page, "A2", [no(), nama("Nama"), ask("Nilai", marks(17, 60, 90))], names)
    return book(paper, "x tav.xlsx", table)


@case("remedial beside the first mark and the mark after it")
def remedial() -> Case:
    paper, names = Paper(), people(19, seed=109)
    page = paper.page("UH")
    page.titles("A1:F1", "NILAI ULANGAN HARIAN KD 3.2", "KKM = 75")
    table = draw(
        page,
        "A4",
        [
            no(),
            nama("Nama Siswa"),
            mark("UH 1", ANY, ANY, marks(19, 50, 90)),
            mark("Remedial", ANY, ANY, [75, None, None] * 6 + [75]),
            derived("Predikat", ["B"] * 19),
            derived("Tuntas / Tidak", ["Tuntas"] * 19),
        ],
        names,
    )
    table.columns["D"].roles = frozenset({"score", "ask"})
    return book(paper, "remedial.xlsx", table)


@case("knowledge and skill with awal and akhir where the average is a formula")
def formulas() -> Case:
    paper, names = Paper(), people(16, seed=110)
    page = paper.page("Olah")
    raw = marks(16, 30, 70)
    table = draw(
        page,
        "A1",
        [
            no(),
            nama("Nama"),
            mark("Kognitif Awal", K, B, [Formula(f"=H{i + 2}*1", v) for i, v in enumerate(raw)]),
            mark("Kognitif Akhir", K, A, [Formula("=ROUND(86.73,2)", 86.7333333333333)] * 16),
            mark("Teknis Awal", T, B, marks(16, 40, 70, seed=4, step=0.25)),
            mark("Teknis Akhir", T, A, marks(16, 60, 90, seed=5, step=0.1)),
            derived("Rata2", [Formula("=AVERAGE(C2:F2)", 64.1 + i) for i in range(16)]),
        ],
        names,
    )
    return book(paper, "olah.xlsx", table)
