"""Every quantity of a summary row in words: its name, its number with interval, its convention, its formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from capaian.locale import Texts
from capaian.web.caching import rows_as_read

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Quantity:
    """value: in words, "" where undefined for these students. p: of a test, None for no test."""

    name: str
    value: str
    convention: str
    formula: str
    p: float | None = None


def quantities(row: Row, t: Texts) -> list[Quantity]:
    """What a summary row with details holds; what is undefined for these students is left out."""
    found = [*_change(row, t), *_sizes(row, t), *_shares(row, t), *_tests(row, t)]
    return [each for each in found if each.value]


def alpha_quantities(alphas: pd.DataFrame, t: Texts) -> list[Quantity]:
    """Cronbach's alpha before and after; alphas: rows of ALPHA_COLUMNS of one aspect."""
    names = {"before": t("Alfa Cronbach sebelum"), "after": t("Alfa Cronbach sesudah")}
    return [
        Quantity(
            names[row["phase"]],
            _range(row, "alpha", t),
            t(
                "{k} kriteria, {n} siswa lengkap; kisaran 95% menurut Feldt",
                k=t.number(row["criteria"], 0),
                n=t.number(row["n"], 0),
            ),
            t("α = k/(k−1) · (1 − Σ s²ⱼ / s²_T), k kriteria, s²_T varian jumlahnya"),
        )
        for row in rows_as_read(alphas)
        if row["alpha"] is not None
    ]


def cluster_quantity(cluster: Row | None, t: Texts) -> list[Quantity]:
    """The interval over classes; cluster: a row of CLUSTER_COLUMNS."""
    if cluster is None or known(cluster, "cluster_low") is None:
        return []
    ends = {"low": number(cluster, "cluster_low", t, 1), "high": number(cluster, "cluster_high", t, 1)}
    return [
        Quantity(
            t("Kisaran 95% per kelas"),
            t("{low} sampai {high}", **ends),
            t("{n} kelas; kelas, bukan siswa, yang dianggap terambil acak", n=t.number(cluster["clusters"], 0)),
            t("galat baku = √(G/(G−1) · Σ (jumlah simpangan tiap kelas)²) / n, t pada G−1 derajat bebas"),
        )
    ]


def _change(row: Row, t: Texts) -> list[Quantity]:
    return [
        Quantity(
            t("Kenaikan rata-rata"),
            _range(row, "mean_gain", t, 1, ends=("gain_low", "gain_high")),
            t("poin pada skala 0–100; kisaran 95% menurut t"),
            t("d̄ ± t* · s_d / √n, t* pada n−1 derajat bebas"),
        ),
        Quantity(t("Simpangan baku sebelum"), number(row, "sd_before", t, 1), t("sebaran nilai awal"), "ddof = 1"),
        Quantity(t("Simpangan baku sesudah"), number(row, "sd_after", t, 1), t("sebaran nilai akhir"), "ddof = 1"),
        Quantity(
            t("Simpangan baku perubahan"), number(row, "sd_gain", t, 1), t("sebaran perubahan antar siswa"), "ddof = 1"
        ),
        Quantity(t("Korelasi r"), number(row, "r", t, 2), t("kaitan nilai awal dan nilai akhir"), "Pearson"),
    ]


def _sizes(row: Row, t: Texts) -> list[Quantity]:
    few = int(row["n_matched"]) < 5
    g_av = Quantity(
        "g_av",
        _range(row, "g_av", t),
        t("dibagi rata-rata kedua simpangan baku, dikoreksi untuk kelompok kecil; bukan d_z"),
        t("J(n−1) · d̄ / √((s²_x + s²_y)/2); kisaran: t tak terpusat · s_d / (s_av √n)"),
    )
    return [
        *([] if few else [g_av]),
        Quantity(
            "d_z",
            _range(row, "d_z", t),
            t("dibagi simpangan baku perubahan; jangan dibandingkan dengan g_av"),
            t("d̄ / s_d; kisaran: t tak terpusat / √n"),
        ),
        Quantity(
            t("N-gain (Hake)"),
            _range(row, "hake", t),
            t("bagian yang diraih dari jarak ke nilai tertinggi, untuk kelas; kisaran bootstrap 2.000 kali"),
            t("(ȳ − x̄) / (M − x̄), M nilai tertinggi"),
        ),
        Quantity(
            t("Marx-Cummings c"),
            number(row, "marx_cummings", t, 2),
            t(
                "rata-rata perubahan ternormalisasi tiap siswa; {n} siswa tidak dihitung",
                n=t.number(row["marx_cummings_dropped"], 0),
            ),
            t("naik: (y−x)/(M−x); turun: (y−x)/x; tetap: 0; tetap di 0 atau M: tidak dihitung"),
        ),
    ]


def _shares(row: Row, t: Texts) -> list[Quantity]:
    return [
        Quantity(
            t("Siswa yang naik"),
            _range(row, "improved_share", t, None, ends=("improved_low", "improved_high")),
            t(
                "{up} naik, {same} tetap, {down} turun; kisaran 95% menurut Wilson",
                up=t.number(row["improved"], 0),
                same=t.number(row["same"], 0),
                down=t.number(row["declined"], 0),
            ),
            t("kisaran skor Wilson untuk satu bagian"),
        ),
        Quantity(
            t("Unggul berpasangan"),
            _percent(row, "superiority", t),
            t("yang naik ditambah separuh yang tetap"),
            "(n₊ + n₀/2) / n",
        ),
        Quantity(
            t("Perubahan siswa yang mencapai KKM"),
            "" if row["pass_mark"] is None else _range(row, "pass_change", t, None),
            t(
                "{won} menjadi kompeten, {lost} menjadi belum kompeten; kisaran 95% menurut Newcombe",
                won=t.number(row["became_pass"], 0),
                lost=t.number(row["lost_pass"], 0),
            ),
            t("selisih dua bagian berpasangan, cara 10 Newcombe"),
        ),
        Quantity(
            t("Sangat tinggi di awal"),
            _percent(row, "ceiling_before", t),
            t("nilai awal 90 atau lebih; {n} di nilai tertinggi", n=t.number(row["top_before"], 0)),
            t("bagian siswa dengan nilai ≥ 90% dari M"),
        ),
        Quantity(
            t("Sangat tinggi di akhir"),
            _percent(row, "ceiling_after", t),
            t("nilai akhir 90 atau lebih; {n} di nilai tertinggi", n=t.number(row["top_after"], 0)),
            t("bagian siswa dengan nilai ≥ 90% dari M"),
        ),
    ]


def _tests(row: Row, t: Texts) -> list[Quantity]:
    statistic, df = number(row, "t", t, 2), known(row, "df")
    v, changers = known(row, "wilcoxon_v"), int(row["became_pass"]) + int(row["lost_pass"])
    return [
        Quantity(
            t("Uji t berpasangan"),
            f"t({t.number(df, 0)}) = {statistic}" if statistic and df is not None else "",
            t("peluang melihat perubahan sebesar ini bila sebenarnya tidak ada"),
            t("t = d̄ / (s_d / √n), dua arah"),
            known(row, "p"),
        ),
        Quantity(
            t("Wilcoxon"),
            "" if v is None else f"V = {t.exact(v)}",
            t("{n} siswa yang berubah, menurut peringkat; tepat sampai 50 siswa", n=t.number(row["ranked"], 0)),
            t("nol dibuang, peringkat tengah; di atas 50: pendekatan normal dengan koreksi"),
            known(row, "wilcoxon_p"),
        ),
        Quantity(
            t("Korelasi rank-biserial"),
            number(row, "rank_biserial", t, 2),
            t("besar perubahan menurut peringkat, −1 sampai +1"),
            "(V₊ − V₋) / (V₊ + V₋)",
        ),
        Quantity(
            t("McNemar"),
            "" if row["pass_mark"] is None else t("{n} siswa berubah status", n=t.number(changers, 0)),
            t("apakah jumlah yang mencapai KKM berubah; tepat"),
            t("binomial dua arah atas siswa yang berubah status"),
            known(row, "mcnemar_p"),
        ),
    ]


def known(row: Row, key: str) -> float | None:
    """A number of the row, None where there is none."""
    value = row.get(key)
    return None if value is None or pd.isna(value) else float(value)


def number(row: Row, key: str, t: Texts, decimals: int = 2) -> str:
    """A number of the row in words, "" where there is none."""
    value = known(row, key)
    return "" if value is None else t.number(value, decimals)


def _percent(row: Row, key: str, t: Texts) -> str:
    value = known(row, key)
    return "" if value is None else t.percent(value)


def _range(row: Row, key: str, t: Texts, decimals: int | None = 2, *, ends: tuple[str, str] | None = None) -> str:
    """`0,50 (0,17 sampai 0,82)`; decimals None: a share as per cent."""
    names = (key, *(ends or (f"{key}_low", f"{key}_high")))
    value, low, high = (
        _percent(row, name, t) if decimals is None else number(row, name, t, decimals) for name in names
    )
    return t("{value} ({low} sampai {high})", value=value, low=low, high=high) if value and low and high else value
