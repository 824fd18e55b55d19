"""The one door for a person's text: names, headings, file and sheet names are data, never markup."""

import re
from typing import Final

LONGEST: Final = 200
_JOINER: Final = "\N{WORD JOINER}"
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES: Final = re.compile(r"\s+")
_LATE: Final = re.compile(r"(?=[:@])|(?<=www)(?=\.)|(?<=[-+<>=~])(?=[-+<>=~])", re.IGNORECASE)
_SIGNS: Final = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str, *, longest: int = LONGEST) -> str:
    """The text as it was written, on one line, for calls that show text as it is.

    Those are the options of st.selectbox and st.multiselect, st.dataframe, st.text, placeholders,
    values of inputs, alt texts. Line breaks become spaces, signs that turn the direction of
    writing are left out, and what is longer than `longest` characters ends in `…`.
    """
    text = _SPACES.sub(" ", _TURNING.sub("", _UNSEEN.sub(" ", text))).strip()
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def shown(text: str, *, longest: int = LONGEST) -> str:
    r"""The text as it was written, safe inside any Streamlit call that reads Markdown.

    That is every other call: st.markdown, st.write, titles, captions, metrics, st.table, tabs,
    buttons, the labels and helps of widgets, the options of st.radio and st.pills, messages. Every
    ASCII sign is escaped with a backslash; what Streamlit looks for after the Markdown has been
    read (`:icon:`, `->`, addresses that become links) is broken by an invisible joiner. Otherwise
    as `plain`. A call that shows text as it is would show the backslashes.
    """
    return _SIGNS.sub(r"\\\1", _LATE.sub(_JOINER, plain(text, longest=longest)))
