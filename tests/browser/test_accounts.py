"""Signing in and out as people do it, with several tabs, on a laptop and a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from capaian.access import LOCAL_USER, Role, token_sha256
from capaian.store import assign_cohorts, end_session, load_accounts, load_cohorts, save_cohort
from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, running_server, store_behind, token_for
from tests.browser.ready import settled
from tests.people import ADMINISTRATOR, PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose school has an administrator and two cohorts."""
    with running_server(tmp_path_factory.mktemp("school")) as server:
        token_for(server, Role.ADMINISTRATOR)
        with store_behind(server) as store:
            for name in ("Las Dasar", "Las Lanjutan"):
                save_cohort(store, LOCAL_USER, name=name)
        yield server


def sign_in(page: Page, username: str = ADMINISTRATOR, password: str = PASSWORD) -> None:
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text, timeout=20_000)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["laptop", "phone"])
def test_the_address_that_was_asked_for_opens_after_signing_in_and_a_refresh_stays_in(
    school: Server, open_context: OpenContext, size: tuple[int, int]
) -> None:
    page = open_context(school, size)[0].new_page()
    page.goto("/ekspor")
    expect(page).to_have_url(re.compile(r"/masuk\?ke=%2Fekspor$"))
    heading(page, "Masuk ke Capaian")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    sign_in(page)
    heading(page, "Ekspor")
    expect(page).to_have_url(re.compile(r"/ekspor"))
    page.reload()
    heading(page, "Ekspor")
    (cookie,) = (c for c in page.context.cookies() if c.get("name") == "capaian_session")
    assert (cookie.get("httpOnly"), cookie.get("sameSite")) == (True, "Lax")
    assert "capaian_session" not in page.evaluate("document.cookie")


def test_after_signing_out_a_second_tab_is_out_at_its_next_click(school: Server, open_context: OpenContext) -> None:
    context, watch = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto("/akun")
        expect(page.get_by_text("Buat akun baru")).to_be_visible()
    first.get_by_role("button", name="Keluar").click()
    heading(first, "Masuk ke Capaian")
    second.get_by_role("link", name="Pengaturan").first.click()
    heading(second, "Anda sudah keluar")
    expect(second.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(second.get_by_text("Siti Aminah")).to_have_count(0)
    second.get_by_role("link", name="Masuk lagi").click()
    heading(second, "Masuk ke Capaian")
    assert len(context.pages) == 2
    second.go_back()
    expect(second.get_by_text("Siti Aminah")).to_have_count(0)
    assert [each for each in watch.errors if "401" not in each] == []  # the picture in the tab is no longer given out
    watch.errors.clear()


def test_another_task_acts_at_the_next_click_in_an_open_tab(school: Server, open_context: OpenContext) -> None:
    with store_behind(school) as store:
        ids = {cohort.name: cohort.id for cohort in load_cohorts(store, LOCAL_USER)}
    page = open_context(school, DESKTOP, role=Role.TEACHER, cohorts=[ids["Las Dasar"]])[0].new_page()
    page.goto("/ekspor")
    expect(page.get_by_label("Pilih kohort")).to_have_value("Las Dasar")
    with store_behind(school) as store:
        account = next(each for each in load_accounts(store, LOCAL_USER) if each.username == "teacher")
        assign_cohorts(store, LOCAL_USER, account.id, cohorts=[ids["Las Lanjutan"]])
    page.get_by_role("link", name="Kohort", exact=True).click()
    expect(page.get_by_label("Pilih kohort")).to_have_value("Las Lanjutan")


def test_an_account_is_made_its_password_shown_once_and_changed_at_the_first_sign_in(
    school: Server, open_context: OpenContext
) -> None:
    admin = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    admin.goto("/akun")
    settled(admin)
    admin.get_by_text("Buat akun baru").click()
    admin.get_by_label("Nama", exact=True).fill("Noor *Hidayat*")
    admin.get_by_label("Nama pengguna").fill("noor.hidayat")
    admin.get_by_role("button", name="Buat akun dan kata sandinya").click()
    given = admin.get_by_test_id("stCode").inner_text().strip()
    expect(admin.get_by_text("Kata sandi untuk Noor *Hidayat*:")).to_be_visible()
    expect(admin.get_by_role("row", name=re.compile("Noor .Hidayat.*belum ganti kata sandi"))).to_be_visible()
    admin.get_by_role("link", name="Pengaturan").first.click()
    heading(admin, "Pengaturan")
    admin.get_by_role("link", name="Akun", exact=True).click()
    heading(admin, "Akun")
    expect(admin.get_by_text(given)).to_have_count(0)

    teacher = open_context(school, PHONE)[0].new_page()
    teacher.goto("/")
    sign_in(teacher, "noor.hidayat", given)
    heading(teacher, "Ganti kata sandi")
    teacher.goto("/kohort")
    heading(teacher, "Ganti kata sandi")
    assert teacher.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    teacher.get_by_label("Kata sandi lama").fill(given)
    teacher.get_by_label("Kata sandi baru", exact=True).fill("perahu kecil di hulu")
    teacher.get_by_label("Ulangi kata sandi baru").fill("perahu kecil di hulu")
    teacher.get_by_role("button", name="Simpan kata sandi baru").click()
    expect(teacher).not_to_have_url(re.compile("/sandi"))
    teacher.goto("/profil")
    heading(teacher, "Akun saya")
    expect(teacher.get_by_text("noor.hidayat", exact=True)).to_be_visible()


def test_a_visitor_makes_the_first_account_and_open_tabs_of_visitors_are_out(
    server: Server, open_context: OpenContext
) -> None:
    context, watch = open_context(server, DESKTOP)
    other, page = context.new_page(), context.new_page()
    other.goto("/mulai")
    heading(other, "Mulai")
    page.goto("/mulai")
    page.get_by_role("link", name="Buat akun admin").click()
    page.get_by_label("Nama sekolah").fill("SMK Harapan Rekaan")
    page.get_by_label("Nama Anda").fill("Siti Aminah")
    page.get_by_label("Nama pengguna").fill(ADMINISTRATOR)
    page.get_by_label("Kata sandi baru", exact=True).fill("pendek")
    page.get_by_label("Ulangi kata sandi baru").fill("pendek")
    page.get_by_role("button", name="Buat akun dan masuk").click()
    expect(page.get_by_role("alert")).to_contain_text("terlalu pendek")
    expect(page.get_by_label("Nama sekolah")).to_have_value("SMK Harapan Rekaan")
    page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Ulangi kata sandi baru").fill(PASSWORD)
    page.get_by_role("button", name="Buat akun dan masuk").click()
    heading(page, "Unggah")
    other.get_by_role("button", name="Lihat contoh").click()
    heading(other, "Anda sudah keluar")
    assert [each for each in watch.errors if "400" not in each] == []
    watch.errors.clear()


def test_who_is_out_when_a_lost_connection_comes_back_is_led_to_the_sign_in_page(
    school: Server, open_context: OpenContext
) -> None:
    """A laptop that slept over night: Streamlit would try to connect again for ever."""
    context, watch = open_context(school, DESKTOP)
    token = token_for(school, Role.ADMINISTRATOR)
    context.add_cookies([{"name": "capaian_session", "value": token, "url": school.url}])
    page = context.new_page()
    connections: list[WebSocketRoute] = []

    def pass_on(connection: WebSocketRoute) -> None:
        connections.append(connection)
        connection.connect_to_server()

    page.route_web_socket("**/_stcore/stream", pass_on)
    page.goto("/akun")
    expect(page.get_by_text("Buat akun baru")).to_be_visible()
    with store_behind(school) as store:
        end_session(store, token_sha256(token))
    connections[0].close()
    heading(page, "Masuk ke Capaian")
    watch.errors.clear()
