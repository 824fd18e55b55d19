"""The method page: the document that the repository holds, without its title, in the reader's language."""

from functools import cache

from capaian.locale import DEFAULT_LANGUAGE
from capaian.settings import ROOT


@cache
def method_text(language: str) -> str:
    """docs/method.md, or docs/method.en.md, as Markdown; its first heading is the page's own title."""
    name = "method.md" if language == DEFAULT_LANGUAGE else f"method.{language}.md"
    text = (ROOT / "docs" / name).read_text(encoding="utf-8").strip()
    first, _, rest = text.partition("\n")
    return rest.strip() if first.startswith("# ") else text
