"""Ekspor: every paper arrives, is a paper, and says in its name for whom it is; letters tell how far they are."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from capaian.access import LOCAL_USER, Role
from capaian.store import Deed, load_audit
from tests.browser.conftest import OpenContext, Server, store_behind
from tests.browser.pictures import example_server
from tests.browser.ready import settled

pytestmark = pytest.mark.browser

COHORT = "Pelatihan Otomotif 2024"
PAPERS = {
    "Unduh ringkasan (PDF)": f"Ringkasan - {COHORT} - internal.pdf",
    "Unduh lampiran (PDF)": f"Lampiran - {COHORT} - internal.pdf",
    "Unduh daftar peserta (PDF)": f"Daftar peserta - {COHORT} - internal.pdf",
    "Unduh daftar hadir (PDF)": f"Daftar hadir - {COHORT} - internal.pdf",
    "Unduh daftar nilai (PDF)": f"Daftar nilai - {COHORT} - internal.pdf",
    "Unduh gambar untuk ponsel (PNG)": f"Ringkasan - {COHORT} - untuk dibagikan.png",
}


@pytest.fixture(scope="module")
def example():
    with example_server() as started:
        yield started


def test_every_paper_arrives(open_context: OpenContext, example: Server) -> None:
    page = open_context(example, role=Role.ADMINISTRATOR)[0].new_page()
    with store_behind(example) as store:
        from capaian.store import load_cohorts

        cohort = next(one.id for one in load_cohorts(store, LOCAL_USER) if one.name == COHORT)
    page.goto(f"/ekspor?kohort={cohort}")
    settled(page)
    sentence = ""
    for label, name in PAPERS.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label, exact=True).click()
        content = Path(waiting.value.path()).read_bytes()
        assert waiting.value.suggested_filename == name
        if name.endswith(".png"):
            assert Image.open(io.BytesIO(content)).width == 1080
            assert len(content) < 300_000
        else:
            told = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
            assert "Rahasia – hanya untuk internal sekolah" in told
            sentence = sentence or told
    page.get_by_role("button", name=re.compile("^Siapkan .* surat$")).click()
    ready = page.get_by_role("button", name=re.compile("^Unduh .* surat"))
    expect(ready).to_be_visible()
    with page.expect_download() as waiting:
        ready.click()
    letters = PdfReader(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert len(letters.pages) == 34
    page.goto(f"/kohort?kohort={cohort}&aspek=teknis")
    settled(page)
    headline = " ".join(page.locator(".cp-headline").first.inner_text().split())
    assert headline.replace(" ", "") in sentence.replace(" ", "")
    with store_behind(example) as store:
        told = load_audit(store, LOCAL_USER, action=Deed.EXPORTED)["detail"]
    assert len(told) == len(PAPERS) + 1
