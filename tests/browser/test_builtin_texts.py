"""Streamlit's own words on a page of its widgets: none is left in English, and none of ours or the school's is touched.

When Streamlit is upgraded and says something new, this names it; the words are in capaian/web/builtin_texts.json.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, ROOT, OpenContext, Server, running_server

pytestmark = pytest.mark.browser

WORDS = json.loads((ROOT / "capaian" / "web" / "builtin_texts.json").read_text("utf-8"))
ENGLISH = {word for word, ours in WORDS["words"].items() if word != ours}
SMELLS = re.compile(
    r"\b(the|to|of|is|are|not|file|files|select|selected|choose|press|close|open|search|clear|options?|date|upload|"
    r"drag|drop|here|per|column|sort|hide|show|view|row|rows|page|next|previous|error|remove|add|please|an?)\b",
    re.IGNORECASE,
)
GATHER = """theirs => {
  const out = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.nodeType === 3 ? node.parentElement : node;
    if (element.closest(theirs)) continue;
    if (node.nodeType === 3) out.add(node.nodeValue.trim());
    else for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt"])
      out.add((node.getAttribute(name) || "").trim());
  }
  return [...out].filter(Boolean);
}"""
THE_SCHOOLS = (
    "script, style, noscript, [data-testid=stTable], [data-testid=stIconMaterial], canvas table, [role=option]"
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("tiny"), Path(__file__).with_name("tiny_app.py")) as server:
        yield server


@pytest.fixture
def page(tiny: Server, open_context: OpenContext) -> Page:
    page = open_context(tiny, DESKTOP)[0].new_page()
    page.goto("/")
    page.get_by_text("selesai", exact=True).wait_for()
    page.get_by_test_id("stDataFrame").locator("canvas").first.wait_for()
    return page


def english_on(page: Page) -> list[str]:
    """What is still English, the school's own data left out; `Upload` in Markdown is the page's own word."""
    seen = [text for text in page.evaluate(GATHER, THE_SCHOOLS) if text not in ("Upload", "per")]
    return [text for text in seen if text in ENGLISH or SMELLS.search(text.replace("per berkas", ""))]


def test_nothing_is_english_when_the_page_has_been_drawn(page: Page) -> None:
    expect(page.get_by_test_id("stFileUploaderDropzone")).to_contain_text("Unggah")
    expect(page.get_by_test_id("stFileUploaderDropzone")).to_contain_text("maks. 10 MB per berkas")
    assert english_on(page) == []


def test_nothing_is_english_in_what_opens(page: Page) -> None:
    page.get_by_label("Kohort").first.click()
    page.keyboard.type("zzz")
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
    assert english_on(page) == []
    page.keyboard.press("Escape")
    page.get_by_label("Nama").first.fill("a")
    expect(page.get_by_text("Tekan Enter untuk memakai")).to_be_visible()
    page.get_by_label("Batas lulus").first.fill("500")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Isi angka antara 0 dan 100.")).to_be_visible()
    page.get_by_test_id("stDateInput").get_by_role("button", name="Pilih tanggal").click()
    expect(page.get_by_role("button", name="Bulan berikutnya").first).to_be_visible()
    assert english_on(page) == []


def test_nothing_is_english_in_the_menus_of_a_data_frame(page: Page) -> None:
    frame = page.get_by_test_id("stDataFrame")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 25, box["y"] + 15)
    page.mouse.click(box["x"] + box["width"] - 14, box["y"] + 15)
    expect(page.get_by_text("Urutkan naik")).to_be_visible()
    assert english_on(page) == []
    page.keyboard.press("Escape")
    frame.hover()
    page.get_by_role("button", name="Cari").click()
    page.keyboard.type("up")
    expect(page.get_by_text("1 hasil")).to_be_visible()
    assert english_on(page) == []


def test_a_file_that_may_not_be_uploaded_is_refused_in_indonesian(page: Page) -> None:
    page.locator("input[type=file]").first.set_input_files(
        [{"name": "catatan.txt", "mimeType": "text/plain", "buffer": b"x"}]
    )
    expect(page.get_by_text("tidak dapat dibaca di sini")).to_be_visible()
    page.locator("input[type=file]").first.set_input_files(
        [{"name": "besar.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * (11 << 20)}]
    )
    expect(page.get_by_text("Berkas paling besar")).to_be_visible()
    assert english_on(page) == []


def test_what_a_person_wrote_is_left_alone(page: Page) -> None:
    expect(page.get_by_test_id("stTable")).to_contain_text("Upload")
    expect(page.get_by_test_id("stTable")).to_contain_text("Search")
    expect(page.get_by_test_id("stMarkdown").get_by_text("Upload", exact=True)).to_have_count(1)
    page.get_by_label("Kohort").first.click()
    expect(page.get_by_role("option", name="Upload")).to_be_visible()
    page.get_by_role("option", name="Search").click()
    expect(page.get_by_label("Kohort").first).to_have_value("Search")


def test_a_bug_is_a_code_on_the_page_and_names_nobody_in_the_log(page: Page, tiny: Server) -> None:
    page.get_by_role("button", name="Rusak").click()
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("Terjadi kesalahan di Capaian")
    code = alert.locator("strong").inner_text()
    assert f"incident {code}" in tiny.said()
    assert "tests/browser/tiny_builtin.py" in tiny.said()
    for told in (tiny.said(), page.content()):
        assert "Rahmat" not in told
        assert "0098765432" not in told
    assert str(ROOT) not in page.content()


def test_a_server_that_has_gone_is_told_in_indonesian(tmp_path: Path, open_context: OpenContext) -> None:
    with running_server(tmp_path, Path(__file__).with_name("tiny_app.py")) as server:
        context, watch = open_context(server, DESKTOP)
        page = context.new_page()
        page.goto("/")
        page.get_by_text("selesai", exact=True).wait_for()
        page.get_by_test_id("stDataFrame").locator("canvas").first.wait_for()
        page.wait_for_load_state("networkidle")
    expect(page.get_by_role("dialog")).to_contain_text("Capaian tidak menjawab", timeout=30_000)
    assert english_on(page) == []
    context.close()
    watch.errors.clear()
