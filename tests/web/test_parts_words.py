"""Every status is a sign and a word, in both languages."""

import re

import pytest

from capaian.locale import texts
from capaian.web.parts_words import aspect_hue, aspect_name, change, mark, passed

ID, EN = texts("id"), texts("en")


def words(html: str | None) -> str | None:
    return None if html is None else re.sub("<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("gain", "indonesian", "english"),
    [
        (4.0, "▲ naik", "▲ up"),
        (-0.25, "▼ turun", "▼ down"),
        (0.0, "＝ tetap", "＝ same"),
        (73.3 - 73.2 - 0.1, "＝ tetap", "＝ same"),
        (None, "– belum ada pasangan", "– no pair yet"),
        (float("nan"), "– belum ada pasangan", "– no pair yet"),
    ],
)
def test_a_change_is_a_sign_and_a_word(gain: float | None, indonesian: str, english: str) -> None:
    assert words(change(gain, ID)) == indonesian
    assert words(change(gain, EN)) == english


@pytest.mark.parametrize(
    ("score", "state", "expected"),
    [
        (73.5, "present", "73,5"),
        (0.0, "present", "0"),
        (None, "missing", "– belum dinilai"),
        (float("nan"), "missing", "– belum dinilai"),
        (None, None, "– belum dinilai"),
        (float("nan"), "did_not_sit", "○ tidak ikut tes"),
    ],
)
def test_a_missing_mark_is_never_zero(score: float | None, state: str | None, expected: str) -> None:
    assert words(mark(score, state, ID)) == expected


@pytest.mark.parametrize(
    ("score", "expected"), [(75.0, "✓ tuntas"), (74.99, "○ belum tuntas"), (None, None), (float("nan"), None)]
)
def test_the_pass_mark_itself_is_passed(score: float | None, expected: str | None) -> None:
    assert words(passed(score, 75, ID)) == expected


def test_an_aspect_has_a_name_and_a_hue() -> None:
    assert [aspect_name(a, ID) for a in ("kognitif", "teknis", "karakter", None)] == [
        "Kognitif",
        "Teknis",
        "Karakter",
        "Nilai",
    ]
    assert [aspect_hue(a) for a in ("teknis", None)] == ["cp-teknis", "cp-any"]
