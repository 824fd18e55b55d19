"""Training lists of BLK and BLPT: before and after in columns."""

from tests.reading.corpus.columns import (
    A,
    B,
    C,
    K,
    T,
    derived,
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
from tests.reading.corpus.label import Case, case
from tests.reading.corpus.paper import Formula, Paper


@case("BLK pretest and posttest list with participants declared")
def blk_list() -> Case:
    paper, names = Paper(), people(16, seed=21, style="upper")
    page = paper.page("PAKET 3")
    page.titles(
        "A1:G1",
        "REKAPITULASI NILAI PRE TEST DAN POST TEST",
        "PELATIHAN TEKNISI SEPEDA MOTOR INJEKSI",
        "UPTD BLK BARITO KUALA",
    )
    page.down("A5", "Kejuruan : Otomotif", "Jumlah Peserta : 16 Orang", "Tanggal : 3 s.d. 28 Maret 2025")
    before, after = marks(16, 35, 65, seed=1), marks(16, 65, 95, seed=2)
    table = draw(
        page,
        "A9",
        [
            no("NO"),
            nama("NAMA PESERTA"),
            other("ASAL SEKOLAH", ["SMKN 15 Marabahan", "SMK Bina Karya"] * 8),
            mark("PRE TEST", None, B, before),
            mark("POST TEST", None, A, after),
            derived(
                "KENAIKAN",
                [Formula(f"=E{10 + i}-D{10 + i}", a - b) for i, (b, a) in enumerate(zip(before, after, strict=True))],
            ),
            other("KETERANGAN", ["Lulus"] * 16),
        ],
        names,
    )
    page.put("A26", "JUMLAH", None, None, sum(before), sum(after), style="green")
    page.put("A27", "RATA-RATA", None, None, sum(before) / 16, sum(after) / 16, style="green")
    page.sign("B30", place_and_date="Marabahan, 28 Maret 2025")
    return book(paper, "Rekap Pretest Posttest.xlsx", table)


@case("BLPT list of three aspects with Sebelum and Sesudah under each and the difference")
def blpt_three_aspects() -> Case:
    paper, names = Paper(), people(20, seed=22)
    page = paper.page("Nilai")
    page.titles("B1:N1", "BALAI LATIHAN PENDIDIKAN TEKNIK", "HASIL PELATIHAN SISWA SMK ANGKATAN 7")
    columns = [no(), nama("Nama Peserta Pelatihan"), kelas("Kelas", ["XI TPM 1"] * 20)]
    for i, (aspect, word) in enumerate(((K, "Kognitif"), (T, "Teknis"), (C, "Karakter"))):
        before, after = marks(20, 50, 70, seed=3 + i), marks(20, 65, 95, seed=13 + i)
        columns += [
            mark((word, "Sebelum"), aspect, B, before),
            mark((word, "Sesudah"), aspect, A, after),
            derived((word, "Selisih"), [a - b for b, a in zip(before, after, strict=True)]),
        ]
    table = draw(page, "B5", columns, names)
    return book(paper, "BLPT angkatan 7.xlsx", table)


@case("own form, one sheet an aspect with criteria over SEBELUM and SESUDAH")
def own_form() -> Case:
    paper, names, tables = Paper(), people(12, seed=23), []
    criteria = {
        "Kognitif": ("Pengetahuan K3", "Membaca gambar"),
        "Teknis": ("Persiapan", "Proses", "Hasil"),
        "Karakter": ("Disiplin", "Kerja sama"),
    }
    for sheet, aspect in zip(criteria, (K, T, C), strict=True):
        page = paper.page(sheet)
        columns = [
            no(),
            ident("NISN", nisns(12)),
            ident("NIS", [f"0{4100 + i}" for i in range(12)]),
            nama("Nama"),
            kelas("Kelas", ["XI TKR 2"] * 12),
        ]
        for i, criterion in enumerate(criteria[sheet]):
            columns += [
                mark((criterion, "SEBELUM"), aspect, B, marks(12, 50, 75, seed=i)),
                mark((criterion, "SESUDAH"), aspect, A, [*marks(11, 70, 95, seed=9 + i), None]),
            ]
        tables.append(draw(page, "A1", columns, names))
    return book(paper, "Formulir Nilai.xlsx", *tables)


@case("prefix and suffix headings as snake case, with class and NISN")
def snake_case() -> Case:
    paper, names = Paper(), people(25, seed=29)
    page = paper.page("Sheet1")
    heads = (
        ("pretest_kognitif", K, B),
        ("posttest_kognitif", K, A),
        ("teknis_pre", T, B),
        ("teknis_post", T, A),
        ("sikap_awal", C, B),
        ("sikap_akhir", C, A),
    )
    table = draw(
        page,
        "A1",
        [
            ident("nisn", nisns(25, seed=8)),
            nama("nama_siswa"),
            kelas("rombel", ["XI TKRO 1"] * 13 + ["XI TKRO 2"] * 12),
            *(
                mark(h, aspect, phase, marks(25, 50, 95, seed=i, step=0.5))
                for i, (h, aspect, phase) in enumerate(heads)
            ),
        ],
        names,
        merged=False,
        style="",
    )
    return book(paper, "export.xlsx", table)


@case("phase in a merged upper heading, PRE TEST over aspects and POST TEST over aspects")
def phase_over_aspects() -> Case:
    paper, names = Paper(), people(16, seed=31)
    page = paper.page("Rekap Nilai")
    page.titles("A2:I2", "REKAP NILAI PELATIHAN PLC")
    heads = [
        ((when, word), aspect, phase)
        for when, phase in (("PRE TEST", B), ("POST TEST", A))
        for word, aspect in (("TEORI", K), ("PRAKTEK", T), ("SIKAP", C))
    ]
    table = draw(
        page,
        "A5",
        [
            no(),
            nama("NAMA"),
            *(mark(h, aspect, phase, marks(16, 50, 90, seed=i)) for i, (h, aspect, phase) in enumerate(heads)),
            other("KET"),
        ],
        names,
        merged=False,
    )
    return book(paper, "PLC.xlsx", table)
