"""Two trained groups side by side: every situation and its sentence."""

from dataclasses import replace
from math import nan

import pytest

from capaian.improvement import Comparison, side_by_side
from capaian.locale import texts

ID, EN = texts("id"), texts("en")
ALIKE = Comparison(
    n=30, n_comparison=28, baseline_g=0.04, band="equivalent", did=6.0, did_low=2.0, did_high=10.0, did_p=0.004,
    ancova=6.2, ancova_low=2.4, ancova_high=10.0, ancova_p=0.002, slope_p=0.6,
)  # fmt: skip
TURNED = {
    "did": -6.0, "did_low": -10.0, "did_high": -2.0, "ancova": -6.2, "ancova_low": -10.0, "ancova_high": -2.4,
}  # fmt: skip


@pytest.mark.parametrize(
    ("comparison", "sentence"),
    [
        (ALIKE, "A naik 6,0 poin lebih banyak daripada B (kisaran 95%: 2,0 sampai 10,0)."),
        (replace(ALIKE, **TURNED), "B naik 6,0 poin lebih banyak daripada A (kisaran 95%: 2,0 sampai 10,0)."),
        (
            replace(ALIKE, baseline_g=0.2, band="adjust"),
            "Pada nilai awal yang sama, A 6,2 poin di atas B (kisaran 95%: 2,4 sampai 10,0).",
        ),
        (replace(ALIKE, did_low=-1.0, ancova_low=-0.5), "Belum cukup bukti bahwa A dan B berbeda."),
        (
            replace(ALIKE, did_low=-1.0),
            "Dua cara membandingkan berbeda jawaban (paradoks Lord), jadi belum dapat disimpulkan mana yang lebih "
            "banyak naik.",
        ),
        (
            replace(ALIKE, slope_p=0.03),
            "Selisihnya bergantung pada nilai awal siswa, jadi tidak ada satu angka untuk semua.",
        ),
        (
            replace(ALIKE, baseline_g=-0.4, band="not_comparable"),
            "Tidak dapat dibandingkan: nilai awal A dan B terlalu berbeda (g −0,40; batas 0,25). Tidak ada yang "
            "disebut lebih baik.",
        ),
        (replace(ALIKE, baseline_g=nan, band=None), "Nilai awal tidak cukup beragam untuk dibandingkan."),
        (
            replace(ALIKE, n_comparison=9),
            "Kelompok terlalu kecil untuk dibandingkan (30 dan 9 siswa; perlu sedikitnya 10 di tiap kelompok).",
        ),
    ],
)
def test_every_situation_has_its_sentence(comparison: Comparison, sentence: str) -> None:
    assert side_by_side(comparison, "A", "B", ID) == sentence


@pytest.mark.parametrize("change", [{"n": 9}, {"band": "not_comparable"}, {"band": None}, {"slope_p": 0.049}])
def test_no_winner_is_named_where_a_gate_stands(change: dict) -> None:
    said = side_by_side(replace(ALIKE, **change), "A", "B", EN)
    assert "more than" not in said
    assert "above" not in said


def test_a_name_with_braces_is_only_a_name() -> None:
    assert side_by_side(ALIKE, "{gain}", "B", ID).startswith("{gain} naik 6,0 poin")
