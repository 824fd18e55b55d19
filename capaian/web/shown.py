"""The one door for a person's text: names, headings, file and sheet names are data, never markup."""

import re
from typing import Final

LONGEST: Final = 200
_JOINER: Final = "\N{WORD JOINER}"
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES: Final = re.compile(r"\s+")
_SIGNS: Final = re.compile(r"([!-/:-@\[-`{-~])")


def shown(text: str, *, longest: int = LONGEST) -> str:
    r"""The text as it was written, safe inside any Streamlit call that reads Markdown.

    Every ASCII sign is escaped with a backslash. What Streamlit looks for after the Markdown has
    been read (`:icon:`, `->`, addresses that become links) is broken by an invisible joiner.
    Line breaks become spaces, signs that turn the direction of writing are left out, and what is
    longer than `longest` characters ends in `…`.

    Only for calls that read Markdown: st.dataframe, st.text, text inputs and file names of
    downloads show the plain text and would show the backslashes.
    """
    text = _SPACES.sub(" ", _TURNING.sub("", _UNSEEN.sub(" ", text))).strip()
    if len(text) > longest:
        text = text[: longest - 1].rstrip() + "…"
    return _SIGNS.sub(rf"\\\1{_JOINER}", text)
