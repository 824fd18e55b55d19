import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.web.shown import plain, shown

JOINER = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Muhammad Rizky", "Muhammad Rizky"),
        ("Siti Aisyah, S.Pd.", r"Siti Aisyah\, S\.Pd\."),
        ("**tebal**", r"\*\*tebal\*\*"),
        ("<b>", r"\<b\>"),
        ("a\\b", r"a\\b"),
        ("$x$", r"\$x\$"),
        ("baris\n\nbaru", "baris baru"),
        ("  tepi  ", "tepi"),
        (":home:", rf"{JOINER}\:home{JOINER}\:"),
        ("www.x.id", rf"www{JOINER}\.x\.id"),
        ("a->b", rf"a\-{JOINER}\>b"),
        ("a@b.id", rf"a{JOINER}\@b\.id"),
        ("", ""),
    ],
)
def test_every_sign_is_escaped_and_nothing_else_changes(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O'Connor <b>", "O'Connor <b>"),
        ("a\x00b\tc", "a b c"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("nol\u200bspasi", "nolspasi"),
        ("é 😀 عمر", "é 😀 عمر"),
    ],
)
def test_plain_text_loses_only_what_cannot_be_seen(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_very_long_text_ends_in_an_ellipsis() -> None:
    assert plain("x" * 5000) == "x" * 199 + "…"
    assert plain("x" * 200) == "x" * 200
    assert plain("x" * 11, longest=10) == "x" * 9 + "…"
    assert len(shown("*" * 5000)) == 199 * 2 + 1


@given(st.text())
def test_without_the_escapes_it_is_the_plain_text(text: str) -> None:
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown(text)).replace(JOINER, "") == plain(text)


@given(st.text(alphabet="ab:/.@-<>=~w*_[]()!`#|$\\ "))
def test_no_sign_stands_without_its_backslash(text: str) -> None:
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", shown(text))
    assert not re.search(r"[!-/:-@\[-`{-~]", bare)
