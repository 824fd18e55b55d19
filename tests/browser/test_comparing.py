"""Kohort with a comparison group and a retest, and Banding, on the example school, as people use them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, running_server

pytestmark = pytest.mark.browser

INDONESIAN = ("siswa", "nilai", "kohort", "sebelum", "sesudah", "kelas", "kelompok", "kisaran", "naik", "turun")
"""Words that no English screen may show; the school's own names are left out of the search."""
PLACES = {
    "sentence": ".cp-headline",
    "aspects": ".cp-cards",
    "notes": ".cp-notes",
    "picture": "[data-testid=stPlotlyChart]",
    "students": "table.cp-brief",
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Iterator[Server]:
    """A server whose example school is made."""
    with running_server(tmp_path_factory.mktemp("example")) as server:
        context = chromium.new_context(base_url=server.url, locale="id-ID")
        page = context.new_page()
        page.goto("/mulai")
        page.get_by_role("button", name="Lihat contoh").click()
        expect(page.locator("[data-testid=stMain]").get_by_text("semua nama dan nilai rekaan")).to_be_visible(
            timeout=60_000
        )
        context.close()
        yield server


def visit(server: Server, open_context: OpenContext, size: tuple[int, int] = DESKTOP, **more: Any) -> Page:
    """A page in the example school."""
    language = more.pop("language", "id")
    context, _ = open_context(server, size, locale={"id": "id-ID", "en": "en-GB"}[language], **more)
    context.add_cookies(
        [
            {"name": "capaian_language", "value": language, "url": server.url},
            {"name": "capaian_school", "value": "demo", "url": server.url},
        ]
    )
    return context.new_page()


def still(page: Page) -> None:
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def training(page: Page) -> str:
    """The id of the training that has a comparison group of its weeks: Banding sets the two side by side unasked."""
    page.goto("/kohort")
    still(page)
    page.get_by_label("Pilih kohort").click()
    page.get_by_role("option", name="Pelatihan Otomotif 2024", exact=True).click()
    page.wait_for_url(re.compile(r"kohort=\d+"))
    found = re.search(r"kohort=(\d+)", page.url)
    assert found is not None
    return found[1]


def fits(page: Page) -> bool:
    main = "document.querySelector('[data-testid=stMain]').scrollWidth"
    return page.evaluate(f"Math.max(document.documentElement.scrollWidth, {main}) <= window.innerWidth")


def headline(page: Page) -> Locator:
    return page.locator(".cp-headline")


def test_a_comparison_group_and_a_retest_speak_on_the_page_of_a_cohort(
    example: Server, open_context: OpenContext
) -> None:
    page = visit(example, open_context)
    cohort = training(page)
    page.goto(f"/kohort?kohort={cohort}&aspek=teknis")
    expect(headline(page)).to_contain_text("daripada kelas pembanding")
    beside = page.locator("summary", has_text="selisih nilai awal g")
    expect(page.get_by_text("uji kemiringan")).not_to_be_visible()
    beside.click()
    expect(page.get_by_text("uji kemiringan")).to_be_visible()
    note = page.locator(".cp-notes summary", has_text="naik nyata")
    note.click()
    expect(page.get_by_text("perubahan seorang siswa baru nyata bila lebih dari")).to_be_visible()
    expect(page.locator(".cp-notes h4", has_text="Naik nyata")).to_be_visible()
    expect(page.locator("table.cp-brief").get_by_text("naik nyata").first).to_be_visible()
    expect(page.locator(".cp-goals")).to_contain_text("Target kenaikan rata-rata 15 poin")

    page.get_by_role("link", name="Lihat berdampingan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Banding")
    expect(page).to_have_url(re.compile(rf"satu={cohort}"))
    expect(headline(page)).to_contain_text("Pelatihan Otomotif 2024: ")
    for part in ("1. Nilai awal", "2a. Selisih kenaikan", "2b. Pada nilai awal yang sama (ANCOVA)"):
        expect(page.get_by_role("heading", name=part)).to_be_visible()
    page.get_by_text("Mengapa dua cara?").click()
    expect(page.get_by_text("paradoks Lord (1967)")).to_be_visible()
    page.go_back()
    expect(headline(page)).to_contain_text("TEKNIS")


def test_pictures_and_their_tables_one_click_away(example: Server, open_context: OpenContext) -> None:
    page = visit(example, open_context)
    page.goto("/kohort?aspek=teknis")
    chart = page.locator("[data-testid=stPlotlyChart]")
    expect(chart).to_have_count(2)
    expect(page.locator(".cp-finding", has_text="rata-rata")).to_be_visible()
    page.get_by_role("radio", name="Sebaran").click()
    expect(page).to_have_url(re.compile("gambar=sebaran"))
    expect(page.locator(".cp-finding", has_text="siswa mencapai KKM 75")).to_be_visible()
    expect(chart).to_have_count(1)
    page.get_by_text("Tabel di balik gambar").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Unduh tabel (Excel)").click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    assert Path(coming.value.path()).stat().st_size > 2_000


def test_character_flows_from_level_to_level(example: Server, open_context: OpenContext) -> None:
    page = visit(example, open_context)
    page.goto("/kohort?aspek=karakter")
    expect(page.locator(".cp-levels")).to_contain_text("Sangat baik")
    expect(page.locator("[data-testid=stPlotlyChart] .sankey-link").first).to_be_visible()
    expect(page.get_by_text("Uji Wilcoxon: V =")).to_be_visible()


def test_details_give_each_quantity_its_formula_and_lead_to_the_method(
    example: Server, open_context: OpenContext
) -> None:
    page = visit(example, open_context)
    page.goto("/kohort?aspek=teknis")
    page.get_by_text("Rincian", exact=True).click()
    row = page.get_by_role("row", name=re.compile("^g_av"))
    expect(row).to_contain_text("bukan d_z")
    formula = row.get_by_text("J(n−1)")
    expect(formula).to_be_hidden()
    row.get_by_text("Rumus").click()
    expect(formula).to_be_visible()
    expect(page.get_by_text("3 uji ditampilkan; nilai p disesuaikan menurut Holm")).to_be_visible()
    page.get_by_role("link", name="Cara Capaian menghitung").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Metode")


def test_the_page_reads_from_the_sentence_down(example: Server, open_context: OpenContext) -> None:
    page = visit(example, open_context)
    page.goto("/kohort?aspek=teknis")
    tops = []
    for place in PLACES.values():
        expect(page.locator(place).first).to_be_visible()
        box = page.locator(place).first.bounding_box()
        assert box is not None
        tops.append(box["y"])
    assert tops == sorted(tops)


def test_a_narrow_screen_leaves_no_empty_band_under_a_picture(example: Server, open_context: OpenContext) -> None:
    page = visit(example, open_context, PHONE)
    page.goto("/kohort?aspek=teknis")
    chart = page.locator("[data-testid=stPlotlyChart]").first
    expect(chart.locator(".xtitle")).to_be_visible()
    bottom, title = chart.bounding_box(), chart.locator(".xtitle").bounding_box()
    assert bottom is not None
    assert title is not None
    assert bottom["y"] + bottom["height"] - (title["y"] + title["height"]) < 40


def test_the_chosen_button_can_be_read_in_the_dark(example: Server, open_context: OpenContext) -> None:
    from capaian.charts.palette import contrast

    page = visit(example, open_context, scheme="dark")
    page.goto("/kohort?aspek=teknis")
    chosen = page.get_by_role("radio", name="Teknis")
    expect(chosen).to_be_visible()
    colours = chosen.evaluate(
        "e => [getComputedStyle(e.querySelector('p')).color, getComputedStyle(e).backgroundColor]"
    )
    ink = "#" + "".join(f"{int(n):02x}" for n in re.findall(r"\d+", colours[0])[:3])
    assert contrast(ink, "#11191b") >= 7
    assert "0.1)" in colours[1]


@pytest.mark.parametrize("grouping", ["kohort", "kelas", "program", "jk", "tahun"])
def test_a_shared_link_shows_the_same_groups(grouping: str, example: Server, open_context: OpenContext) -> None:
    page = visit(example, open_context)
    page.goto(f"/banding?menurut={grouping}&aspek=karakter")
    still(page)
    expect(page.get_by_role("radio", name="Karakter")).to_be_checked()
    expect(page.get_by_role("table", name="Kelompok, nilai awal dulu")).to_be_visible()
    expect(page.locator("[data-testid=stPlotlyChart]")).to_have_count(1 if grouping in ("kohort", "tahun") else 0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_screen_fits_and_speaks_one_language(
    size: tuple[int, int], language: str, example: Server, open_context: OpenContext
) -> None:
    page = visit(example, open_context, size, language=language)
    for address in (
        "kohort?aspek=teknis", "kohort?aspek=karakter", "kohort?aspek=kognitif&gambar=sebaran",
        "banding?aspek=teknis", "banding?menurut=jk", "metode",
    ):  # fmt: skip
        page.goto(f"/{address}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        still(page)
        assert fits(page), address
        if language == "en" and address != "metode":
            assert indonesian_left(page) == set(), address


def indonesian_left(page: Page) -> set[str]:
    text = page.locator("[data-testid=stMain]").inner_text()
    text = re.sub(r"(Pelatihan|Pembanding|Tes ulang)[^\n]*?(20\d\d( \(tanpa pelatihan\))?|…)", "", text)
    text = re.sub(r"Balai Latihan[^\n]*", "", text)
    for own in ("Persiapan kerja", "Sikap kerja", "Budaya keselamatan", "Kerja sama", "Tanggung jawab"):
        text = text.replace(own, "")
    return set(re.findall(r"[a-z]+", text.lower())) & set(INDONESIAN)
