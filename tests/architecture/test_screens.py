"""What every screen keeps to, read from its source."""

import ast
import re
from pathlib import Path

import pytest

from capaian.web.screens import SCREENS, Screen, Section

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "pages").glob("*.py"))
WEB = sorted((ROOT / "capaian" / "web").glob("*.py"))
MARKUP_BUILDERS = {"parts_html.py", "parts_style.py"}
"""The modules that may hand HTML to the browser: they escape every text that enters it."""


def calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func)


def test_every_page_is_a_screen_and_every_screen_a_page() -> None:
    assert {screen.file for screen in SCREENS} == {page.name for page in PAGES}


def test_addresses_are_single_lower_case_words() -> None:
    addresses = [screen.address for screen in SCREENS]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch("[a-z]+", address) for address in addresses)


def test_the_menu_is_the_one_that_people_know() -> None:
    menu = [screen.title for screen in SCREENS if screen.section is Section.MENU]
    assert menu == ["Ringkasan", "Unggah", "Kohort", "Siswa", "Banding", "Ekspor", "Riwayat", "Pengaturan"]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.address)
def test_every_screen_says_in_one_sentence_what_it_is_for(screen: Screen) -> None:
    assert re.fullmatch(r"[A-Z][^.]{10,70}\.", screen.hint)
    assert re.fullmatch(r":material/[a-z_]+:", screen.icon)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_draws_nothing_before_it_knows_who_asks(page: Path) -> None:
    """Of the calls made when the page runs, start_page comes before any of Streamlit's."""
    tree = ast.parse(page.read_text("utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    order = [name for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef) for name in _run(node)]
    main = [name for name in order if name in functions]
    if "start_page" not in order:
        assert main, "the page calls neither start_page nor a function of its own"
        order = [name for statement in functions[main[0]].body for name in _run(statement)]
    assert "start_page" in order
    before = order[: order.index("start_page")]
    assert [name for name in before if name.startswith("st.")] == []


def _run(node: ast.AST) -> list[str]:
    found = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
    return [ast.unparse(each.func) for each in sorted(found, key=lambda each: (each.lineno, each.col_offset))]


def test_html_is_handed_over_only_where_every_text_is_escaped() -> None:
    elsewhere = []
    for file in [*PAGES, *WEB]:
        if file.name in MARKUP_BUILDERS:
            continue
        for call in calls(file):
            allows = any(k.arg in ("unsafe_allow_html", "unsafe_allow_javascript") for k in call.keywords)
            if allows or name_of(call) in ("st.html", "st.iframe", "components.html", "Html"):
                elsewhere.append(f"{file.relative_to(ROOT)}:{call.lineno} {name_of(call)}")
    assert elsewhere == []


def test_options_that_are_shown_as_they_are_are_not_escaped() -> None:
    """st.selectbox and st.multiselect do not read Markdown in their options: shown() would show backslashes."""
    wrong = []
    for file in [*PAGES, *WEB]:
        for call in calls(file):
            if name_of(call).split(".")[-1] in ("selectbox", "multiselect"):
                options = [*call.args[1:], *(k.value for k in call.keywords if k.arg in ("options", "format_func"))]
                if any("shown(" in ast.unparse(option) or ast.unparse(option) == "shown" for option in options):
                    wrong.append(f"{file.relative_to(ROOT)}:{call.lineno} use plain()")
    assert wrong == []


def test_nowhere_may_markup_run_scripts() -> None:
    for file in [*PAGES, *WEB]:
        for call in calls(file):
            assert not any(k.arg == "unsafe_allow_javascript" for k in call.keywords), f"{file.name}:{call.lineno}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_numbers_are_written_by_the_texts_and_not_by_python(page: Path) -> None:
    """`f"{x:.1f}"` in a page would show 12.4 to an Indonesian."""
    specs = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(page.read_text("utf-8")))
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None
    ]
    assert [spec for spec in specs if re.search(r"[,.]\d*[fgeEn%]|[,fgn%]['}]", spec)] == []


def test_pages_hold_no_sql_and_open_no_file() -> None:
    wrong = []
    for page in PAGES:
        for node in ast.walk(ast.parse(page.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                wrong += [f"{page.name}: {n}" for n in names if n.split(".")[0] in ("sqlite3", "sqlalchemy", "scipy")]
            if isinstance(node, ast.Call) and name_of(node) == "open":
                wrong.append(f"{page.name}:{node.lineno} open")
    assert wrong == []


def test_the_launcher_has_no_pages_beside_its_entry_script() -> None:
    """Streamlit would run a page beside the entry script without the entry script."""
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    made = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)]
    assert [
        (ast.unparse(node.targets[0]), name_of(node.value)) for node in made if isinstance(node.value, ast.Call)
    ] == [("app", "st.App")]
    assert not (ROOT / "capaian" / "web" / "pages").exists()
