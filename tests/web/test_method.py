"""The method in the app is the document of the repository."""

import pytest

from capaian.settings import ROOT
from capaian.web.method import DOCUMENTS, document_text


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_document_stands_in_every_language_without_its_title_and_links(name: str, language: str) -> None:
    text = document_text(name, language)
    assert len(text) > 500
    assert not text.startswith("# ")
    assert ".md)" not in text


def test_nothing_else_is_left_out() -> None:
    written = (ROOT / "docs" / "method.md").read_text("utf-8")
    assert document_text("metode", "id") == written.split("\n\n", 2)[2].strip()
    assert document_text("metode", "id") != document_text("metode", "en")
