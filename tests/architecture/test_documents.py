"""What README and docs/ say exists, exists."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from capaian.__main__ import parser
from capaian.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md")), *sorted((ROOT / "data").glob("*.md"))]
TEXT = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf8") for path in DOCUMENTS}
README = TEXT["README.md"]


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


def test_the_readme_names_every_room() -> None:
    rooms = {path.name for path in (ROOT / "capaian").iterdir() if (path / "__init__.py").is_file()}
    assert set(re.findall(r"`capaian/(\w+)/`", README)) == rooms


def commands() -> list[str]:
    """The sub-commands that `python -m capaian --help` offers."""
    choices = next(action.choices for action in parser()._actions if action.choices and action.dest == "command")
    return list(choices)
