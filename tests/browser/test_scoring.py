"""Penilaian as an administrator uses it: from Pengaturan to a rubric, a mistake, and the form that follows it."""

import os
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from capaian.access import LOCAL_USER, Role
from capaian.store import load_rules, save_cohort
from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, store_behind

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(server: Server, open_context: OpenContext) -> Page:
    context, _ = open_context(server, DESKTOP, role=Role.ADMINISTRATOR)
    return context.new_page()


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("CAPAIAN_SHOTS"):
        page.wait_for_timeout(1500)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=False)


def test_a_rubric_is_taken_weighed_and_printed_in_the_form(
    opened: Page, server: Server, open_context: OpenContext, tmp_path: Path
) -> None:
    with store_behind(server) as store:
        cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
    opened.goto("/pengaturan")
    opened.get_by_role("link", name="Penilaian").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Penilaian")
    opened.goto(f"/penilaian?kohort={cohort}&aspek=teknis")
    opened.get_by_role("button", name="Pakai untuk kohort ini").click()
    expect(opened.get_by_text("Instrumen dipakai")).to_be_visible()
    picture(opened, "rules")
    weight = opened.get_by_label("Bobot").first
    weight.fill("25")
    weight.press("Tab")
    expect(opened.get_by_text("bobot berjumlah 115 dari 100")).to_be_visible()
    opened.get_by_role("button", name="Simpan aturan").click()
    expect(opened.get_by_text("jumlahnya harus 100")).to_be_visible()
    expect(weight).to_have_value("25")
    weight.fill("10")
    weight.press("Tab")
    opened.get_by_role("button", name="Simpan aturan").click()
    expect(opened.get_by_text("Aturan disimpan")).to_be_visible()
    with store_behind(server) as store:
        assert load_rules(store, LOCAL_USER, cohort).weights["teknis", "Proses"] == 40
    opened.goto(f"/ekspor?kohort={cohort}")
    with opened.expect_download() as coming:
        opened.get_by_role("button", name="Unduh formulir").click()
    coming.value.save_as(tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert [book["Teknis"].cell(4, column).value for column in (6, 8, 10)] == ["Persiapan", "Proses", "Hasil"]

    small = open_context(server, PHONE, role=Role.ADMINISTRATOR)[0].new_page()
    small.goto(f"/penilaian?kohort={cohort}&aspek=karakter")
    small.get_by_role("button", name="Pakai untuk kohort ini").click()
    expect(small.get_by_text("(m − 1) ÷ 3 × 100")).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(small, "rules-phone")
