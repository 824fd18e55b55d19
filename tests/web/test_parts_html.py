"""Nothing a person wrote becomes markup."""

import pytest

from capaian.web.parts_html import Html, tag, together

CASES = [
    (tag("p", "Siti"), "<p>Siti</p>"),
    (tag("p", "<b>Siti</b>"), "<p>&lt;b&gt;Siti&lt;/b&gt;</p>"),
    (tag("p", tag("b", "Siti & Ani")), "<p><b>Siti &amp; Ani</b></p>"),
    (tag("p", "a", None, "b"), "<p>ab</p>"),
    (tag("p", class_="cp-lead", aria_label="kalimat", style=None), '<p class="cp-lead" aria-label="kalimat"></p>'),
    (tag("a", "x", href='siswa?siswa=1"><script>'), '<a href="siswa?siswa=1&quot;&gt;&lt;script&gt;">x</a>'),
    (tag("br"), "<br>"),
    (together("<", tag("i"), None), "&lt;<i></i>"),
]


@pytest.mark.parametrize(("built", "expected"), CASES, ids=[expected for _, expected in CASES])
def test_texts_are_escaped_and_elements_are_not(built: Html, expected: str) -> None:
    assert built == expected


def test_what_is_built_from_a_text_is_a_text_again() -> None:
    assert tag("p", tag("b", "x").upper()) == "<p>&lt;B&gt;X&lt;/B&gt;</p>"
