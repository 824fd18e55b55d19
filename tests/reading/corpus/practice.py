"""UKK, PKL, rubrics and certification of a vocational school."""

from tests.reading.corpus.columns import (
    A,
    B,
    T,
    absent,
    derived,
    either,
    ident,
    kelas,
    mark,
    marks,
    nama,
    nisns,
    no,
    other,
    people,
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Paper


@case("UKK sheet with weights under the components and the final mark")
def ukk() -> Case:
    paper, names = Paper(), people(16, seed=81, style="upper")
    page = paper.page("UKK TKRO")
    page.titles(
        "A1:J1",
        "REKAPITULASI NILAI UJI KOMPETENSI KEAHLIAN",
        "TEKNIK KENDARAAN RINGAN OTOMOTIF",
        "TAHUN PELAJARAN 2023/2024",
    )
    parts = (("Persiapan", "5%"), ("Proses", "40%"), ("Hasil", "30%"), ("Sikap Kerja", "10%"), ("Waktu", "15%"))
    columns = [no("NO"), ident("NO PESERTA", [f"30-{i:03}" for i in range(1, 17)]), nama("NAMA PESERTA UJI")]
    for i, (part, weight) in enumerate(parts):
        make = either if part == "Sikap Kerja" else mark
        values = marks(16, 70, 95, seed=i)
        columns.append(
            either(("KOMPONEN PENILAIAN", part, weight), values)
            if make is either
            else mark(("KOMPONEN PENILAIAN", part, weight), ANY, None, values)
        )
    columns += [derived("NILAI AKHIR", marks(16, 70, 95, seed=9)), derived("KATEGORI", ["Kompeten"] * 16)]
    table = draw(page, "A5", columns, names)
    table.loose_header = {7}
    return book(paper, "UKK TKRO.xlsx", table, loose_columns={"I"})


@case("practice rubric, five components 1 to 4 with a maximum row and the sum")
def rubric() -> Case:
    paper, names = Paper(), people(18, seed=82)
    page = paper.page("Rubrik")
    page.titles("A1:H1", "RUBRIK PENILAIAN PRAKTIK MEMBUBUT POROS BERTINGKAT")
    parts = [marks(18, 1, 4, seed=i) for i in range(4)]
    totals = [sum(v) for v in zip(*parts, strict=True)]
    table = draw(
        page,
        "A4",
        [
            no(),
            nama("Nama Siswa"),
            *(
                mark(("Aspek yang dinilai", h), ANY, None, v)
                for h, v in zip(
                    ("Persiapan kerja", "Langkah kerja", "Hasil kerja", "Keselamatan kerja (K3)"), parts, strict=True
                )
            ),
            derived("Jumlah Skor", totals),
            derived("Nilai", [t / 16 * 100 for t in totals]),
        ],
        names,
        gap=1,
    )
    page.put("A6", None, "Skor Maksimal", 4, 4, 4, 4, 16, 100, style="green")
    page.down("B26", "Nilai = Jumlah Skor / Skor Maksimal x 100", "4 = sangat baik, 3 = baik, 2 = cukup, 1 = kurang")
    table.columns["H"].roles |= {"ask"}
    return book(paper, "rubrik bubut.xlsx", table, loose_columns={"H"})


@case("PKL sheet with company, supervisor and the four objectives")
def pkl() -> Case:
    paper, names = Paper(), people(24, seed=83)
    page = paper.page("Nilai PKL")
    page.titles("A1:L1", "DAFTAR NILAI PRAKTIK KERJA LAPANGAN (PKL)", "KELAS XII TPM 1 TAHUN PELAJARAN 2024/2025")
    goals = (
        "Menerapkan soft skills",
        "Menerapkan norma, POS dan K3LH",
        "Menerapkan kompetensi teknis",
        "Memahami alur bisnis dunia kerja",
    )
    table = draw(
        page,
        "A4",
        [
            no(),
            ident("NISN", nisns(24)),
            nama("Nama Peserta Didik"),
            other("Tempat PKL", ["PT Baja Lestari", "CV Sumber Logam"] * 12),
            other("Pembimbing", ["Hj. Mahrita, S.Pd."] * 24),
            *(mark(("Tujuan Pembelajaran", g), ANY, None, marks(24, 75, 95, seed=i)) for i, g in enumerate(goals)),
            derived("Rata-rata", marks(24, 75, 95, seed=9)),
            absent(("Ketidakhadiran", "Sakit"), marks(24, 0, 2)),
            absent(("Ketidakhadiran", "Izin"), marks(24, 0, 2, seed=3)),
            absent(("Ketidakhadiran", "Alpa"), marks(24, 0, 2, seed=4)),
        ],
        names,
    )
    return book(paper, "PKL XII TPM 1.xlsx", table)


@case("kompeten and belum kompeten beside the theory mark")
def competent() -> Case:
    paper, names = Paper(), people(16, seed=88, style="upper")
    page = paper.page("HASIL UJI")
    page.titles("A1:F1", "HASIL UJI KOMPETENSI LSP-P1", "SKEMA: PENGELASAN SMAW")
    table = draw(
        page,
        "A4",
        [
            no(),
            nama("NAMA ASESI"),
            other("NO. SERTIFIKAT", [f"71101 72{i:02}" for i in range(16)]),
            mark("TES TULIS", "kognitif", None, marks(16, 60, 95)),
            mark("TES PRAKTIK", T, None, marks(16, 70, 95, seed=2)),
            derived("REKOMENDASI", ["K", "K", "BK", "K"] * 4),
        ],
        names,
    )
    table.columns["F"].roles |= {"identity"}
    return book(paper, "LSP.xlsx", table)


@case("roster with two-level headings as Dapodik exports it, marks added at the end")
def dapodik_with_marks() -> Case:
    paper, names = Paper(), people(20, seed=89, style="upper")
    page = paper.page("Daftar Peserta Didik")
    page.down("A1", "Daftar Peserta Didik", "SMKN 15 MARABAHAN")
    parents = [
        other((who, what), values)
        for who in ("Data Ayah", "Data Ibu")
        for what, values in (
            ("Nama", people(20, seed=90)),
            ("Tahun Lahir", [1975] * 20),
            ("Penghasilan", ["Rp. 1.000.000"] * 20),
        )
    ]
    table = draw(
        page,
        "A5",
        [
            no(),
            nama("Nama"),
            ident("NIPD", [f"{4000 + i}" for i in range(20)]),
            other("JK", ["L", "P"] * 10),
            ident("NISN", nisns(20)),
            *parents,
            kelas("Rombel Saat Ini", ["XI TKR 1"] * 20),
            mark(("Nilai Pelatihan", "Pre Test"), None, B, marks(20, 40, 70)),
            mark(("Nilai Pelatihan", "Post Test"), None, A, marks(20, 60, 95, seed=2)),
        ],
        names,
    )
    return book(paper, "daftar pd nilai.xlsx", table)
