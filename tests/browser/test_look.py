"""How the example school looks and is used: on the wall, on a telephone, on paper, by keyboard, by a screen reader."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from capaian.access import Role
from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server
from tests.browser.pictures import addresses, example_server
from tests.browser.ready import settled

pytestmark = pytest.mark.browser

PAPER = ("overview", "cohort", "student")
NOT_ON_PAPER = (
    ".stSidebar, .stAppHeader, .stButton, .stPageLink, .stDownloadButton, .stLinkButton, .stPopover, "
    ".stButtonGroup, .stSelectbox"
)
ONLY_FAULTS = {"resultTypes": ["violations"]}
"""What axe tells; the rest it would find costs as long again to describe."""
SMALL_TARGETS = """() => [...document.querySelectorAll('.stMain :is(a, button, input, summary, [role=radio])')]
  .filter(e => e.offsetParent && !e.closest('p, li:not(.cp-ways li), td, th, h1, h2, h3, h4'))
  .map(e => [e, e.tagName === 'BUTTON' && e.tabIndex >= 0 ? e : e.closest('label, [role=group]') ?? e])
  .map(([e, whole]) => [e, whole.getBoundingClientRect()])
  .filter(([e, box]) => box.width > 0 && box.height < 43.5)
  .map(([e, box]) => `${e.tagName} ${e.innerText || e.ariaLabel || e.type} ${Math.round(box.height)}`)"""


@pytest.fixture(scope="module")
def example() -> Iterator[Server]:
    with example_server() as server:
        yield server


@pytest.fixture(scope="module")
def ways(example: Server) -> dict[str, str]:
    return addresses(example)


@pytest.fixture
def laptop(example: Server, open_context: OpenContext) -> BrowserContext:
    return open_context(example, DESKTOP, role=Role.ADMINISTRATOR)[0]


def opened(context: BrowserContext, way: str) -> Page:
    page = context.new_page()
    page.goto(way)
    settled(page)
    return page


def test_the_landing_page_asks_for_no_plotly(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ringkasan")
    settled(page)
    assert [url for url in asked if "plotly" in url.lower()] == []
    page.goto("/kohort")
    settled(page)
    assert [url for url in asked if "plotly" in url.lower()] != []


def test_a_number_leads_to_its_students_and_back(laptop: BrowserContext) -> None:
    page = opened(laptop, "/ringkasan")
    card = page.locator("article.cp-teknis")
    card.get_by_role("link", name=re.compile("Otomotif 2024")).click()
    expect(page).to_have_url(re.compile(r"/kohort\?kohort=\d+&aspek=teknis$"))
    expect(page.locator(".cp-headline")).to_contain_text("TEKNIS")
    expect(page.get_by_role("link", name="Aditya Mubarak")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ringkasan")
    expect(card).to_be_visible()


def test_the_number_who_took_part_opens_who_did_not(laptop: BrowserContext, ways: dict[str, str]) -> None:
    page = opened(laptop, ways["cohort"])
    expect(page.get_by_text("Hanya nilai sebelum")).to_be_hidden()
    page.locator("article.cp-teknis").get_by_role("link", name="30 dari 34 siswa").click()
    expect(page).to_have_url(re.compile("daftar=belum"))
    expect(page.get_by_role("heading", name="Hanya nilai sebelum")).to_be_visible()


def test_settings_lead_to_a_page_and_back(laptop: BrowserContext) -> None:
    page = opened(laptop, "/pengaturan")
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(8)
    page.get_by_test_id("stMain").get_by_role("link", name="Metode").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Metode")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengaturan")
    page.go_forward()
    page.get_by_test_id("stMain").get_by_role("link", name="Pengaturan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pengaturan")


def test_a_search_forgives_a_typing_error(laptop: BrowserContext) -> None:
    page = opened(laptop, "/siswa")
    page.get_by_label("Cari siswa").fill("Aditia Mubarok")
    page.get_by_label("Cari siswa").press("Enter")
    expect(page.get_by_text("Mungkin maksud Anda")).to_be_visible()
    page.get_by_role("link", name="Aditya Mubarak").click()
    expect(page.get_by_role("heading", name="Aditya Mubarak")).to_be_visible()


def test_on_paper_there_are_no_buttons_and_everything_fits_on_a4(
    example: Server, open_context: OpenContext, ways: dict[str, str]
) -> None:
    """Printed from the dark, which must not reach the paper."""
    context, _ = open_context(example, DESKTOP, scheme="dark", role=Role.ADMINISTRATOR)
    for name in PAPER:
        page = opened(context, ways[name])
        page.set_viewport_size({"width": 703, "height": 1010})  # A4 less its margins, at 96 dots an inch
        page.emulate_media(media="print")
        assert page.locator(NOT_ON_PAPER).locator("visible=true").count() == 0, name
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
        )
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(23, 38, 42)"
        expect(page.get_by_text("dicetak dari Capaian")).to_be_visible()
        assert page.get_by_text("Saringan: ").count() == (name != "student")
        assert page.get_by_text("tautan ke tampilan ini").locator("visible=true").count() == 0
        pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
        tall = page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
        assert tall / 1010 - 0.5 <= pages <= tall / 1010 + 2, (name, pages, tall)
        page.close()


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["laptop in the light", "phone in the dark"]
)
def test_no_page_hinders_anybody(
    example: Server, open_context: OpenContext, ways: dict[str, str], size: tuple[int, int], scheme: str
) -> None:
    """Every page: nothing serious for axe-core, nothing cut; on a telephone, targets as large as a thumb."""
    page = open_context(example, size, scheme=scheme, role=Role.ADMINISTRATOR)[0].new_page()
    found = []
    for name, way in ways.items():
        page.goto(way)
        settled(page)
        if page.get_by_text("Terjadi kesalahan").count():
            found.append(f"{name}: ended with an error")
        for each in Axe().run(page, options=ONLY_FAULTS).response["violations"]:
            if each["impact"] in ("serious", "critical"):
                found += [f"{name}: {each['id']} {node['target']} {node['html'][:160]}" for node in each["nodes"]]
        if page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth"):
            found.append(f"{name}: wider than the window")
        if size == PHONE:
            found += [f"{name}: small {each}" for each in page.evaluate(SMALL_TARGETS)]
    assert found == []


def test_the_keyboard_reaches_the_numbers_and_shows_where_it_is(laptop: BrowserContext) -> None:
    page = opened(laptop, "/ringkasan")
    page.locator("h1").click()
    seen = ""
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate("document.activeElement?.getAttribute('href') ?? ''")
        if seen.startswith("kohort?"):
            break
    assert seen.startswith("kohort?")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kohort")


def test_at_twice_the_size_nothing_is_cut(example: Server, open_context: OpenContext, ways: dict[str, str]) -> None:
    """200 % on a laptop is a window of half the width."""
    page = open_context(example, (683, 384), role=Role.ADMINISTRATOR)[0].new_page()
    wide = []
    for name in (*PAPER, "compare", "settings", "upload"):
        page.goto(ways[name])
        settled(page)
        if page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth"):
            wide.append(name)
    assert wide == []
