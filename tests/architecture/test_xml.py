"""What makes old XML parsers slow (CVE-2023-52425) cannot happen: no part of a workbook is parsed in pieces."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [file for file in sorted((ROOT / "capaian").glob("**/*.py")) if "xml" in file.read_text("utf-8").lower()]
IN_PIECES = {"iterparse", "XMLPullParser", "feed", "ParseFile", "make_parser", "expatreader"}


def methods_called(file: Path) -> list[tuple[str, ast.Call]]:
    """The methods called in a file that knows an XML parser, by name."""
    text = file.read_text("utf-8")
    if "expat" not in text and "xml." not in text:
        return []
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [(call.func.attr, call) for call in calls if isinstance(call.func, ast.Attribute)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_xml_is_handed_over_whole(file: Path) -> None:
    for name, call in methods_called(file):
        assert name not in IN_PIECES
        if name == "Parse":
            assert ast.unparse(call.args[1]) == "True", "a part that is not the last one would come in pieces"


def test_somewhere_xml_is_parsed() -> None:
    assert any(name == "Parse" for file in FILES for name, _ in methods_called(file))
