"""A person's text in the calls we use, in Chromium: it is read as it was written and does nothing."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from capaian.web.shown import plain
from tests.browser.conftest import DESKTOP, OpenContext, Server, running_server

pytestmark = pytest.mark.browser

PAYLOADS = (
    "Muhammad Rizky Ananda",
    "Siti 'Aisyah, S.Pd. (X-TKJ 1) 90% & 5*3*2",
    "<b>tebal</b> <img src=http://evil.example/a.png onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "![x](http://evil.example/b.png)",
    "[klik](http://evil.example) <https://evil.example>",
    "http://evil.example www.evil.example a@evil.example",
    ":red[merah] :blue-badge[x] :smile: :material/home: :streamlit: :+1:",
    "$x^2$ $$y$$ **a** _b_ ~~c~~ `d` a -> b <- c -- d >= e",
    "# judul",
    "1. satu",
    "- [ ] tugas",
    "> kutip",
    "| a | b |",
    "&lt;b&gt; &amp; \\*a\\*",
    "baris\n\n    kode",
    '=HYPERLINK("http://evil.example";"x")',
    "foto\u202egpj.exe",
    "panjang " * 700,
    "Upload",
)
LABELS = (
    "h1",
    "h3",
    "[data-testid=stMarkdown] >> nth=0",
    "[data-testid=stMarkdown] >> nth=1",
    "[data-testid=stCaptionContainer]",
    "[data-testid=stMetricLabel]",
    "[data-testid=stMetricValue]",
    "[data-testid=stMetricDelta] [data-testid=stMarkdownContainer]",
    "table th >> nth=-1",
    "table td >> nth=-1",
    "[data-testid=stButton] button",
    "[data-testid=stDownloadButton] button",
    "[data-testid=stSelectbox] label",
    "[data-testid=stMultiSelect] label",
    "[data-testid=stMultiSelect] [data-tag]",
    "[data-testid=stRadio] > label",
    "[data-testid=stRadio] [role=radiogroup] label",
    "[data-testid=stCheckbox] label",
    "[data-testid=stTextInput] label",
    "[role=tab]",
    "details summary [data-testid=stMarkdownContainer]",
    "[data-testid=stAlert] >> nth=0 >> [data-testid=stMarkdownContainer]",
    "[data-testid=stAlert] >> nth=1 >> [data-testid=stMarkdownContainer]",
    "[data-testid=stText]",
)
VALUES = ("[data-testid=stSelectbox] input", "[data-testid=stTextInput] input")
MADE_BY_MARKUP = "img, strong, em, del, code, sub, sup, iframe, ul, ol, blockquote, h2, hr, a, .katex, [class*=mermaid]"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    script = Path(__file__).with_name("tiny_shown.py")
    with running_server(tmp_path_factory.mktemp("tiny"), script, TINY_PAYLOADS=json.dumps(PAYLOADS)) as server:
        yield server


@pytest.fixture
def page(tiny: Server, open_context: OpenContext) -> Page:
    page = open_context(tiny, DESKTOP)[0].new_page()
    page.goto("/")
    page.get_by_text("selesai", exact=True).wait_for()
    return page


def bare(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{WORD JOINER}", "")).strip()


def test_a_name_is_read_as_it_was_written_in_every_call(page: Page) -> None:
    """No other host is asked either: open_context judges that when the test ends."""
    wrong = []
    for place, payload in enumerate(PAYLOADS):
        box = page.locator(f".st-key-payload{place}")
        box.locator("[data-testid=stText]").wait_for()
        wrong += [f"{payload[:40]!r} in {call}: {seen!r}" for call, seen in differences(box, bare(plain(payload)))]
        made = box.locator(MADE_BY_MARKUP).evaluate_all("all => all.map(e => e.outerHTML.slice(0, 200))")
        wrong += [f"{payload[:40]!r} made {html}" for html in made]
    assert not wrong, "\n".join(wrong)


def differences(box: Locator, expected: str) -> list[tuple[str, str]]:
    seen = [(call, bare(box.locator(call).first.inner_text())) for call in LABELS]
    seen += [(call, bare(box.locator(call).first.input_value())) for call in VALUES]
    return [(call, text) for call, text in seen if text != expected]
