"""What README and docs/ say exists, exists."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from capaian.__main__ import parser
from capaian.settings import Settings
from capaian.web.screens import SCREENS
from tests.locale.messages import all_messages

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md")), *sorted((ROOT / "data").glob("*.md"))]
TEXT = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf8") for path in DOCUMENTS}
README = TEXT["README.md"]
NOT_ON_SCREEN = {"Kalimatnya", "Kisaran 95%", "▲ = ▼"}
"""Bold in the guide, and no word of a screen."""


def test_the_readme_lists_every_setting_and_no_other() -> None:
    listed = set(re.findall(r"^\| `CAPAIAN_([A-Z_]+)` \|", README, re.MULTILINE))
    assert listed == {setting.name.upper() for setting in fields(Settings)}


@pytest.mark.parametrize("document", TEXT)
def test_every_setting_a_document_names_exists(document: str) -> None:
    named = set(re.findall(r"CAPAIAN_([A-Z_]+)", TEXT[document]))
    assert named <= {setting.name.upper() for setting in fields(Settings)}


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = set(re.findall(r"^python -m capaian (\w+)", README, re.MULTILINE))
    assert listed == set(commands())


@pytest.mark.parametrize("document", TEXT)
def test_every_command_a_document_names_exists(document: str) -> None:
    assert set(re.findall(r"python -m capaian (\w+)", TEXT[document])) <= set(commands())


@pytest.mark.parametrize("document", TEXT)
def test_every_make_target_a_document_names_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf8"), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)`", TEXT[document])) <= targets


@pytest.mark.parametrize("document", TEXT)
def test_every_path_a_document_names_exists(document: str) -> None:
    named = re.findall(r"`((?:capaian|pages|docs|tests|bench|data|\.ci)/[\w./-]*)`", TEXT[document])
    links = re.findall(r"\]\(([\w./-]+)\)", TEXT[document])
    beside = (ROOT / document).parent
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [link for link in links if not (beside / link).exists()] == []


SCREEN_NAMES = {screen.title for screen in SCREENS}
GUIDE = TEXT["docs/guide.md"]


def test_the_guide_shows_and_names_what_is_on_the_screen() -> None:
    """Whatever stands in bold there is a screen or words of the catalogue, and so is each button of its table."""
    bold = set(re.findall(r"\*\*([^*]+)\*\*", GUIDE)) - NOT_ON_SCREEN
    buttons = {row.split("|")[2].strip() for row in GUIDE.splitlines() if row.startswith("| ") and "Unduh" in row}
    assert len(buttons) > 4
    known = {re.sub(r"^\d\. ", "", message.text).casefold() for message in all_messages()}
    assert {
        words for words in bold | buttons if words.casefold() not in known | {n.casefold() for n in SCREEN_NAMES}
    } == set()


@pytest.mark.parametrize("document", TEXT)
def test_every_python_file_a_document_runs_and_its_options_exist(document: str) -> None:
    for name, options in re.findall(r"python3? (?:/opt/capaian/)?(\w+\.py)((?: --[a-z]+)*)", TEXT[document]):
        source = (ROOT / name).read_text(encoding="utf8")
        assert [option for option in options.split() if f'"{option}"' not in source] == []


def test_every_word_an_operator_types_exists() -> None:
    """`capaian-admin WORD` and files of docs/deployment that the pages for operators name."""
    for document in ("docs/deployment.md", "docs/deployment.en.md"):
        words = set(re.findall(r"capaian-admin (\w+)", TEXT[document]))
        assert words <= {*commands(), "upgrade", "back"}
        copied = re.findall(r"docs/deployment/[\w.-]+", TEXT[document])
        assert [path for path in copied if not (ROOT / path).is_file()] == []


def test_the_readme_names_every_room() -> None:
    rooms = {path.name for path in (ROOT / "capaian").iterdir() if (path / "__init__.py").is_file()}
    assert set(re.findall(r"`capaian/(\w+)/`", README)) == rooms


def commands() -> list[str]:
    """The sub-commands that `python -m capaian --help` offers."""
    choices = next(action.choices for action in parser()._actions if action.choices and action.dest == "command")
    return list(choices)
