"""Every situation and its sentence, whole, in both languages."""

import re
from pathlib import Path

import pytest

from capaian.improvement import headline, summarise
from capaian.locale import texts
from tests.improvement.tables import marks_table

CAUTION = "ini perubahan selama pelatihan, belum bukti bahwa pelatihan penyebabnya karena belum ada kelas pembanding"
UP = [(60, 72), (64, 75), (58, 71), (70, 82), (66, 80), (50, 62), (55, 64), (62, 75), (61, 76), (68, 79)]


def sentence(pairs, language: str = "id", *, aspect: str | None = "teknis", criterion: str = "", **options) -> str:
    before, after = zip(*pairs, strict=True)
    table = marks_table(before, after, aspect=aspect, criterion=criterion)
    name = options.pop("pass_mark_name", None)
    return headline(summarise(table, **options).iloc[0], texts(language), pass_mark_name=name)


def test_the_sentence_of_the_method_to_the_letter() -> None:
    row = summarise(marks_table(*zip(*UP, strict=True), aspect="teknis")).iloc[0].copy()
    row["n_matched"], row["n_enrolled"] = 29, 32
    row["mean_before"], row["mean_after"], row["mean_gain"] = 61.3, 73.7, 12.4
    row["gain_low"], row["gain_high"], row["pass_before"], row["pass_after"] = 8.9, 15.9, 6, 17
    assert headline(row, texts("id")) == (
        "29 dari 32 siswa ikut kedua tes; rata-rata nilai TEKNIS mereka naik 12,4 poin (61,3 menjadi 73,7; kisaran "
        "95%: 8,9 sampai 15,9) dan yang mencapai KKM 75 bertambah dari 6 menjadi 17 siswa; ini perubahan selama "
        "pelatihan, belum bukti bahwa pelatihan penyebabnya karena belum ada kelas pembanding."
    )


@pytest.mark.parametrize(
    ("pairs", "options", "expected"),
    [
        pytest.param(
            UP,
            {"aspect": None},
            "10 dari 10 siswa ikut kedua tes; rata-rata nilai mereka naik 12,2 poin (61,4 menjadi 73,6; kisaran 95%: "
            f"11,0 sampai 13,4) dan yang mencapai KKM 75 bertambah dari 0 menjadi 6 siswa; {CAUTION}.",
            id="rise-without-an-aspect",
        ),
        pytest.param(
            [(a, b) for b, a in UP],
            {"criterion": "Proses", "aspect": None, "pass_mark_name": "KKTP"},
            "10 dari 10 siswa ikut kedua tes; rata-rata nilai Proses mereka turun 12,2 poin (73,6 menjadi 61,4; "
            f"kisaran 95%: 11,0 sampai 13,4) dan yang mencapai KKTP 75 berkurang dari 6 menjadi 0 siswa; {CAUTION}.",
            id="fall-of-a-criterion",
        ),
        pytest.param(
            [(60, 62), (70, 66), (65, 70), (55, 52), (80, 78), (62, 66), (58, 58), (77, 75), (69, 74), (66, 64)],
            {"pass_marks": 72.5},
            "10 dari 10 siswa ikut kedua tes; rata-rata nilai TEKNIS mereka 66,2 menjadi 66,5, belum cukup bukti bahwa "
            "rata-rata berubah (selisih +0,3 poin; kisaran 95%: −2,2 sampai 2,8) dan yang mencapai KKM 72,5 bertambah "
            f"dari 2 menjadi 3 siswa; {CAUTION}.",
            id="unclear",
        ),
        pytest.param(
            [(60, 65)] * 12,
            {},
            "12 dari 12 siswa ikut kedua tes; nilai TEKNIS setiap siswa naik tepat 5,0 poin (rata-rata 60,0 menjadi "
            f"65,0) dan yang mencapai KKM 75 tetap 0 siswa; {CAUTION}.",
            id="all-the-same-rise",
        ),
        pytest.param(
            [(65, 60)] * 12,
            {},
            "12 dari 12 siswa ikut kedua tes; nilai TEKNIS setiap siswa turun tepat 5,0 poin (rata-rata 65,0 menjadi "
            f"60,0) dan yang mencapai KKM 75 tetap 0 siswa; {CAUTION}.",
            id="all-the-same-fall",
        ),
        pytest.param(
            [(80, 80)] * 12,
            {},
            "12 dari 12 siswa ikut kedua tes; nilai TEKNIS setiap siswa tetap (rata-rata 80,0) dan yang mencapai KKM "
            f"75 tetap 12 siswa; {CAUTION}.",
            id="nobody-changed",
        ),
        pytest.param(
            [(b + 30, min(a + 25, 100)) for b, a in UP],
            {},
            "10 dari 10 siswa ikut kedua tes; rata-rata nilai TEKNIS mereka naik 5,5 poin (91,4 menjadi 96,9; kisaran "
            "95%: 3,4 sampai 7,6) dan yang mencapai KKM 75 tetap 10 siswa; nilai awal sudah tinggi (70% siswa sudah "
            f"dekat nilai terbaik), jadi ruang untuk maju sempit; {CAUTION}.",
            id="ceiling",
        ),
        pytest.param(
            [(a - 40, b - 40) for b, a in UP],
            {"lower_is_better": True, "pass_marks": 25},
            "10 dari 10 siswa ikut kedua tes; rata-rata nilai TEKNIS mereka, yang lebih baik bila kecil, turun 12,2 "
            "poin (33,6 menjadi 21,4; kisaran 95%: 11,0 sampai 13,4) dan yang mencapai KKM 25 bertambah dari 2 "
            f"menjadi 7 siswa; {CAUTION}.",
            id="better-where-less-is-better",
        ),
        pytest.param(
            [(b - 40, a - 40) for b, a in UP],
            {"lower_is_better": True, "pass_marks": 25},
            "10 dari 10 siswa ikut kedua tes; rata-rata nilai TEKNIS mereka, yang lebih baik bila kecil, naik 12,2 "
            "poin (21,4 menjadi 33,6; kisaran 95%: 11,0 sampai 13,4) dan yang mencapai KKM 25 berkurang dari 7 "
            f"menjadi 2 siswa; {CAUTION}.",
            id="worse-where-less-is-better",
        ),
        pytest.param(
            [*UP[:8], (70, 60)],
            {},
            "9 dari 9 siswa ikut kedua tes; nilai TEKNIS: 8 siswa naik, 0 tetap, 1 turun dan yang mencapai KKM 75 "
            "bertambah dari 0 menjadi 4 siswa; kelompok sangat kecil, jadi hanya jumlah siswa yang disebut; "
            f"{CAUTION}.",
            id="few",
        ),
        pytest.param(
            [(10, 5), (4, 6)],
            {"lower_is_better": True, "pass_marks": 5},
            "2 dari 2 siswa ikut kedua tes; nilai TEKNIS: 1 siswa lebih baik, 0 tetap, 1 kurang baik dan yang mencapai "
            f"KKM 5 tetap 1 siswa; kelompok sangat kecil, jadi hanya jumlah siswa yang disebut; {CAUTION}.",
            id="few-where-less-is-better",
        ),
        pytest.param(
            [(60, 70), (50, None)],
            {"criterion": "Proses"},
            "1 dari 2 siswa ikut kedua tes; nilai TEKNIS siswa itu 60,0 menjadi 70,0; satu siswa belum menggambarkan "
            "kelompok.",
            id="one",
        ),
        pytest.param(
            [(60, None), (None, 70), (50, None)],
            {"aspect": "karakter"},
            "0 dari 3 siswa ikut kedua tes, jadi perubahan nilai KARAKTER belum dapat dihitung (dengan nilai sebelum: "
            "2; dengan nilai sesudah: 1).",
            id="nobody",
        ),
    ],
)
def test_a_situation_has_its_sentence(pairs, options, expected: str) -> None:
    assert sentence(pairs, **options) == expected


def test_the_english_says_the_same_numbers() -> None:
    assert sentence(UP, "en") == (
        "10 of 10 students took both tests; their mean TECHNICAL mark rose by 12.2 points (61.4 to 73.6; 95% interval: "
        "11.0 to 13.4) and the number of students reaching KKM 75 grew from 0 to 6; this is a change during the "
        "training, not yet evidence that the training caused it, because there is no comparison class."
    )


def test_cohorts_with_different_pass_marks_name_none() -> None:
    row = summarise(marks_table(*zip(*UP, strict=True), aspect="teknis")).iloc[0].copy()
    row["pass_mark"] = float("nan")
    assert "mencapai" not in headline(row, texts("id"))


def test_a_verdict_takes_the_place_of_the_caution() -> None:
    row = summarise(marks_table(*zip(*UP, strict=True), aspect="teknis")).iloc[0]
    assert headline(row, texts("id"), verdict="naik lebih banyak").endswith("6 siswa; naik lebih banyak.")


def test_every_message_of_the_room_has_its_english() -> None:
    room = Path(__file__).parents[2] / "capaian"
    catalogue = (room / "locale/en/improvement.po").read_text(encoding="utf-8")
    known = set(re.findall(r'^msgid "(.+)"$', catalogue, re.MULTILINE))
    english = texts("en")
    blank = {name: "{" + name + "}" for message in known for name in re.findall(r"{(\w+)}", message)}
    assert all(english(message, **blank) != message for message in known)
    for language in ("id", "en"):
        assert "gagal" not in sentence([(b, a) for a, b in UP], language)
