"""The method in the app: the same documents that the repository holds, in the reader's language."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from capaian.locale import DEFAULT_LANGUAGE, N_
from capaian.settings import ROOT

METHOD_TEXT, EXAMPLE, SENTENCES = "metode", "contoh", "kalimat"
DOCUMENTS: Final = {
    METHOD_TEXT: N_("Cara menghitung"),
    EXAMPLE: N_("Satu kohort dengan tangan"),
    SENTENCES: N_("Setiap kalimat"),
}
"""What can be read on the page, by its name in the address."""

_FILES: Final = {METHOD_TEXT: "method", EXAMPLE: "worked-example", SENTENCES: "sentences"}
_LINK: Final = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")


@cache
def document_text(name: str, language: str) -> str:
    """A document as Markdown, as it stands on a page: without its title and without the way to other documents.

    name: one of DOCUMENTS. A document that is written in both languages at once has one file. Other links
    within the repository, which lead nowhere in the app, become their words.
    """
    folder = ROOT / "docs"
    translated = folder / f"{_FILES[name]}.{language}.md"
    plain = folder / f"{_FILES[name]}.md"
    text = _read(plain if language == DEFAULT_LANGUAGE or not translated.exists() else translated)
    paragraphs = text.strip().split("\n\n")
    if paragraphs[0].startswith("# "):
        del paragraphs[0]
    if paragraphs and not _LINK.sub("", paragraphs[0]).strip(" ·\n"):
        del paragraphs[0]
    return _LINK.sub(r"\1", "\n\n".join(paragraphs))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
