"""Names that are markup, everywhere a name can stand: students, classes, cohorts, schools, people, files, sheets,
instruments, meanings.

Every page is opened in Chromium, every chart and list drawn, every export fetched; nothing becomes
an element, nothing asks another host, and the files hold no formula.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from capaian.access import LOCAL_USER, Role
from capaian.letterhead import Letterhead, Signatory
from capaian.reading import (
    Answers,
    ColumnAnswer,
    Reading,
    UnitResult,
    apply_answers,
    column_key,
    meanings_of,
    read_workbooks,
)
from capaian.scores import Aspect, Phase
from capaian.store import (
    Rule,
    Store,
    find_students,
    load_roster,
    save_account,
    save_certificates,
    save_cohort,
    save_import,
    save_instrument,
    save_letterhead,
    save_meanings,
    save_school,
)
from capaian.web.parts_choice import RULES_OF
from capaian.web.screens import MEANINGS, SCORING, SCREENS
from tests.browser.conftest import DESKTOP, OpenContext, Server, running_server, store_behind, token_for
from tests.store.certificates import certificates_of

pytestmark = pytest.mark.browser

EVIL = (
    "<img src=http://evil.example/a.png onerror=alert(1)>",
    "![x](http://evil.example/b.png) [klik](http://evil.example)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '=HYPERLINK("http://evil.example";"x")',
    "</div></style><h1>judul</h1><b>tebal</b>",
    ":red[merah] :material/home: $x^2$ **a** `d`",
    "foto\u202egpj.exe &lt;b&gt;",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{7*7}} %s {name} ${7*7}",
    "Siti 'Aisyah\" O'Brien & Co",
)
LONG = "panjang " * 25
MADE_BY_MARKUP = (
    "[src*=evil], [href*=evil], [srcdoc], h1:has-text('judul'), b:text-is('tebal'), .katex, a[href^=javascript]"
)

READ = """name => {
    const typed = [...document.querySelectorAll("input, textarea")].map(each => each.value).join(" ");
    return (document.body.innerText + typed).replaceAll("\u2060", "").includes(name);
}"""
"""Whether a name stands on the page or in one of its fields, letter by letter."""


def hostile_workbook(first: int) -> bytes:
    """One sheet; names, classes, criteria and the sheet itself are markup. Written as text, never as formulas.

    first: the lowest mark, so that two cohorts do not get the same bytes.
    """
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        sheet = workbook.add_worksheet("Teknis <b onclick=alert(1)>")
        image = "<img src=http://evil.example/c.png>"
        headings = (
            "No", "Nama", "Kelas", f"{image} sebelum", f"{image} sesudah", "Las **datar** sebelum",
            "Las **datar** sesudah",
        )  # fmt: skip
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading)
        for row, name in enumerate((*EVIL, LONG, "Noor Aina"), start=1):
            sheet.write_number(row, 0, row)
            sheet.write_string(row, 1, name)
            sheet.write_string(row, 2, EVIL[row % 3][:40])
            for column in range(4):
                sheet.write_number(row, 3 + column, first + row + 5 * column)
    return stream.getvalue()


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("names")) as server:
        token_for(server, Role.ADMINISTRATOR)
        with store_behind(server) as store:
            save_school(store, LOCAL_USER, name=EVIL[1], time_zone="Asia/Makassar")
            for first, name in ((40, EVIL[0]), (50, EVIL[4])):
                cohort = save_cohort(store, LOCAL_USER, name=name, partner=EVIL[2], field=EVIL[3])
                reading = read_workbooks([("<img src=x>&![a](http://evil.example).xlsx", hostile_workbook(first))])
                assert not reading.blocked, reading.problems
                assert save_import(store, LOCAL_USER, cohort, reading).new > 4 * len(EVIL)
                certify(store, cohort)
            rules = [Rule(EVIL[3], weight=60), Rule(EVIL[5], weight=40)]
            save_instrument(store, LOCAL_USER, aspect="teknis", name=EVIL[0], criteria=rules)
            save_meanings(store, LOCAL_USER, meanings_of(answered(reading)))
            save_account(store, LOCAL_USER, username="noor", display_name=EVIL[1], role=Role.TEACHER)
            principal = Signatory(EVIL[5], EVIL[0][:60], EVIL[8], "1970")
            save_letterhead(
                store, LOCAL_USER, Letterhead(name=EVIL[4], above=(EVIL[8],), address=EVIL[9], principal=principal)
            )
        yield server


def answered(reading: Reading) -> Reading:
    """The reading after a person has said what its last two columns are, and what a word in them means."""
    (file,) = reading.files
    (table,) = file.tables
    before, after = (column_key(file.file, table, column) for column in table.columns[-2:])
    columns = {
        before: ColumnAnswer("score", Aspect.TECHNICAL, Phase.BEFORE, EVIL[0]),
        after: ColumnAnswer("score", Aspect.TECHNICAL, Phase.AFTER, EVIL[0]),
    }
    return apply_answers(reading, Answers(columns=columns, values={after: {EVIL[5]: "missing"}}))


def certify(store: Store, cohort: int) -> None:
    """Everybody of the cohort has a certificate, of a scheme, a body and units that are markup."""
    roster = load_roster(store, LOCAL_USER, cohort)
    columns = (roster[name].tolist() for name in ("name", "nisn", "nis", "class_name"))
    units = (UnitResult(EVIL[3][:40], EVIL[4], "K"), UnitResult("X.2", EVIL[2], "BK"))
    told = {"scheme": EVIL[0], "issuer": EVIL[5], "number": EVIL[7], "overall": "BK", "units": units}
    save_certificates(store, LOCAL_USER, cohort, certificates_of(list(zip(*columns, strict=True)), **told))


def looked_at(page: Page, address: str) -> None:
    """Open the page and all that is folded on it; nothing on it has been made by a name."""
    page.goto(address)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    expect(page.get_by_text("Terjadi kesalahan")).to_have_count(0)
    for folded in page.get_by_test_id("stExpander").locator("summary").all():
        folded.click()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    assert page.locator(MADE_BY_MARKUP).evaluate_all("all => all.map(each => each.outerHTML.slice(0, 200))") == []
    assert page.evaluate("window.alerted === undefined")


def test_a_name_is_read_as_it_was_written_on_every_page_and_asks_no_other_host(
    school: Server, open_context: OpenContext
) -> None:
    """open_context judges the hosts that were asked, and errors in the console, at the end."""
    context, _ = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)
    context.add_init_script("window.alert = () => { window.alerted = true; }")
    page = context.new_page()
    with store_behind(school) as store:
        students = find_students(store, LOCAL_USER, "")["student"].tolist() or [
            int(each) for each in find_students(store, LOCAL_USER, "i")["student"]
        ]
    for screen in [each for each in SCREENS if each is not MEANINGS]:
        looked_at(page, f"/{screen.address}")
    for address in (MEANINGS.address, f"{SCORING.address}?{RULES_OF}=instrumen"):
        looked_at(page, f"/{address}")
        page.wait_for_function(READ, arg=EVIL[0])
    for student in students[: len(EVIL)]:
        looked_at(page, f"/siswa?siswa={student}")


def test_a_name_is_seen_letter_by_letter(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    looked_at(page, "/kohort")
    seen = re.sub(r"\s+", " ", page.get_by_test_id("stMain").inner_text())
    for name in (EVIL[0], EVIL[3], EVIL[9]):
        assert name in seen


def test_exports_hold_names_as_text_and_no_formula_of_theirs(school: Server, open_context: OpenContext) -> None:
    page = open_context(school, DESKTOP, role=Role.ADMINISTRATOR)[0].new_page()
    for address, label in (
        ("/ekspor", "Unduh hasil (Excel)"),
        ("/ekspor", "Unduh formulir"),
        ("/catatan", "Unduh catatan (Excel)"),
    ):
        looked_at(page, address)
        with page.expect_download() as coming:
            page.get_by_role("button", name=label).click()
        with zipfile.ZipFile(Path(coming.value.path())) as parts:
            sheets = [parts.read(name).decode() for name in parts.namelist() if "/worksheets/sheet" in name]
            links = [name for name in parts.namelist() if name.endswith(".rels") and b"evil" in parts.read(name)]
        assert links == []
        formulas = [formula for sheet in sheets for formula in re.findall(r"<f>([^<]*)</f>", sheet)]
        assert [
            formula for formula in formulas if "evil" in formula or "cmd|" in formula or "HYPERLINK" in formula
        ] == []
        assert not any("<hyperlink" in sheet for sheet in sheets)
