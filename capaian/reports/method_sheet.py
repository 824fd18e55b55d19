"""How every number of the file is made: conventions, formulas, who counts, what is hidden, from which files."""

from collections.abc import Sequence
from typing import Final

from capaian.charts.words import ASPECT_NAMES
from capaian.locale import N_, Texts
from capaian.reports.audience import Audience
from capaian.reports.many_rows import ManyRows
from capaian.reports.measures import Measure
from capaian.reports.report import CohortReport
from capaian.reports.styles import Sheets

_TOP: Final = 3
_WIDTHS: Final = (34, 76, 60)
_LINE: Final = 15
_CONVENTIONS: Final = (
    (
        N_("Siapa yang dihitung"),
        N_("Siswa yang mempunyai nilai sebelum dan sesudah dalam kriteria yang sama. Sel kosong tidak pernah nol."),
        "",
    ),
    (
        N_("Nilai satu aspek"),
        N_(
            "Nilai aspek yang ditulis langsung; bila tidak ada, rata-rata kriteria yang dimiliki siswa di kedua tes, "
            "menurut bobot bila sekolah mengaturnya."
        ),
        "x = Σ w·x / Σ w",
    ),
    (N_("Kenaikan"), N_("Sesudah dikurangi sebelum; dibalik bila nilai rendah lebih baik."), "d = y − x"),
    (
        N_("Rata-rata kenaikan dan kisaran 95%"),
        N_("Menurut sebaran t; kisaran tiap angka berdiri sendiri, 95% masing-masing."),
        "d̄ ± t(0,975; n−1) · s_d / √n",
    ),
    (N_("Simpangan baku (SB)"), N_("Pembagi n − 1."), "s = √(Σ(x − x̄)² / (n − 1))"),
    (
        N_("N-gain kelas (Hake)"),
        N_("Dari rata-rata kelas: bagian dari yang masih dapat dicapai. Bukan rata-rata N-gain tiap siswa."),
        "(ȳ − x̄) / (M − x̄)",
    ),
    ("d_z", N_("Kenaikan dalam satuan simpangan baku kenaikan."), "d̄ / s_d"),
    (
        "g_av",
        N_("Kenaikan dalam satuan simpangan baku nilai, dikoreksi untuk kelompok kecil; tanpa sebutan kecil/besar."),
        "J(n−1) · d̄ / √((s_x² + s_y²)/2)",
    ),
    (
        N_("Naik, tetap, turun"),
        N_("Tanda kenaikan tiap siswa; bagian naik selalu bersama bagian turun."),
        "d > 0, d = 0, d < 0",
    ),
    (
        N_("Tuntas"),
        N_("Mencapai KKM kohortnya: sama dengan atau lebih, atau kurang bila nilai rendah lebih baik."),
        "y ≥ {pass_mark}",
    ),
    (
        N_("Kelompok kecil"),
        N_("1 siswa: kedua nilainya saja; 2–4: rata-rata; 5–9: juga jumlah dan kisaran; 10 ke atas: semua."),
        "",
    ),
    (
        N_("Beberapa kohort"),
        N_("Jumlah dari kohort pelatihan; siswa yang ikut dua kohort dihitung di keduanya."),
        "",
    ),
    (
        N_("Kelompok berdampingan"),
        N_("Nilai awal dulu. Tidak ada uji di lembar Banding; uji dan batas setara (g 0,25) ada di halaman Banding."),
        "",
    ),
    (
        N_("Soal sebab"),
        N_(
            "Kenaikan selama pelatihan belum membuktikan bahwa pelatihan penyebabnya; untuk itu perlu kelas pembanding."
        ),
        "",
    ),
)
_HIDDEN: Final = {
    Audience.INTERNAL: N_("Tidak ada yang disembunyikan: berkas ini hanya untuk internal sekolah."),
    Audience.SHAREABLE: N_(
        "Kelompok di bawah {n} siswa disembunyikan, dan kelompok terkecil lain dalam jumlah yang sama ikut "
        "disembunyikan bila tanpa itu angkanya dapat dihitung. Bagian di atas 95% dan di bawah 5% ditulis >95% dan <5%."
    ),
}
_LIVE: Final = {
    Audience.INTERNAL: N_(
        "Kenaikan, rata-rata, jumlah, dan bagian adalah rumus atas lembar Siswa: klik selnya untuk memeriksa. Kriteria "
        "dan Pembanding ditulis sebagai angka, karena nilai tiap kriteria tidak ada di berkas ini."
    ),
    Audience.SHAREABLE: N_("Angka ditulis tanpa rumus atas siswa, karena berkas ini tidak memuat siswa."),
}


def write_method(
    sheets: Sheets,
    sheet: ManyRows,
    reports: Sequence[CohortReport],
    measures: Sequence[Measure],
    *,
    audience: Audience,
    smallest: int,
) -> None:
    """Conventions, then the rules and n of each cohort, then the source files with their hashes."""
    t = sheets.t
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    conventions = [
        (_words(name, t), _words(words, t), formula.replace("{pass_mark}", t.pass_mark))
        for name, words, formula in _CONVENTIONS
    ]
    conventions += [
        (t("Rumus di berkas ini"), t(_LIVE[audience]), ""),
        (t("Yang disembunyikan"), t(_HIDDEN[audience], n=t.number(smallest, 0)), ""),
    ]
    at = _section(sheets, sheet, _TOP, (t("Ukuran"), t("Cara"), t("Rumus")), conventions)
    counted = [line for report in range(len(reports)) for line in _counted(reports, measures, report, t)]
    at = _section(sheets, sheet, at, (t("Kohort"), t("Yang dihitung"), t("Aturan nilai")), counted)
    files = [line for report in reports for line in _sources(report, t, audience)]
    _section(sheets, sheet, at, (t("Berkas sumber"), t("SHA-256 (sidik berkas)"), t("Kohort")), files)


def _section(
    sheets: Sheets, sheet: ManyRows, at: int, names: Sequence[str], lines: Sequence[tuple[str, str, str]]
) -> int:
    """Three columns of words under their headings; the row after them."""
    looks = (sheets.style("label"), sheets.style("wrapped"), sheets.style("wrapped", indent=1))
    sheet.set_row(at, 20)
    for column, name in enumerate(names):
        sheet.write_string(at, column, name, sheets.style("heading", align="left"))
    for row, line in enumerate(lines, start=at + 1):
        high = max(-(-len(words) // int(width * 0.95)) for words, width in zip(line, _WIDTHS, strict=True))
        sheet.set_row(row, _LINE * max(high, 1) + 4)
        for column, words in enumerate(line):
            sheet.write_string(row, column, words, looks[column])
    return at + len(lines) + 2


def _words(text: str, t: Texts) -> str:
    return t(text)


def _counted(
    reports: Sequence[CohortReport], measures: Sequence[Measure], at: int, t: Texts
) -> list[tuple[str, str, str]]:
    """A line a measure of one cohort: n of N, and how its marks count."""
    lines = []
    for measure in measures:
        row = measure.rows[at]
        if row is None:
            continue
        counts = {"n": t.number(row["n_matched"], 0), "enrolled": t.number(row["n_enrolled"], 0)}
        words = t("{measure}: {n} dari {enrolled} siswa, KKM {mark}", measure=measure.name, **counts,
                  mark=t.exact(row["pass_mark"]))  # fmt: skip
        lines.append((reports[at].cohort_name, words, _rules(reports[at], measure, t)))
    return lines


def _rules(report: CohortReport, measure: Measure, t: Texts) -> str:
    """Weights, direction and conversion of a measure's criteria; what several have in common is said once."""
    own = [rule for rule in report.rules if rule.aspect == measure.key[0]]
    named = report.summary["criterion"][report.summary["aspect"].eq(measure.key[0]).to_numpy(dtype=bool)].dropna()
    direction = t("nilai lebih rendah lebih baik") if measure.lower else t("nilai lebih tinggi lebih baik")
    told: dict[str, list[str]] = {}
    for rule in own:
        parts = [
            t("bobot {weight}", weight=t.exact(rule.weight)) if rule.weight is not None else "",
            t("rendah lebih baik") if rule.lower_is_better and not measure.lower else "",
            rule.conversion,
        ]
        words = ", ".join(part for part in parts if part)
        if words:
            name = rule.criterion or (t(ASPECT_NAMES[rule.aspect]) if rule.aspect in ASPECT_NAMES else t("Nilai"))
            told.setdefault(words, []).append(name)
    everything = set(named.tolist())
    lines = [
        f"{t('semua kriteria') if everything and everything <= set(names) else ', '.join(names)}: {words}"
        for words, names in told.items()
    ]
    return "; ".join([direction, *lines])


def _sources(report: CohortReport, t: Texts, audience: Audience) -> list[tuple[str, str, str]]:
    """Name and hash of each file; in what leaves the school a number instead of a name, which may name a person."""
    return [
        (file if audience is Audience.INTERNAL else t("Berkas {n}", n=t.number(at, 0)), sha256, report.cohort_name)
        for at, (file, sha256) in enumerate(report.sources, start=1)
    ]
