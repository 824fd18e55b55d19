"""The one builder of HTML: every text is escaped here, so nothing a person wrote can become markup."""

from html import escape
from typing import Final

import streamlit as st

_EMPTY: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Html(str):
    """Markup that `tag` has built; any other text is escaped before it enters one."""

    __slots__ = ()


Child = Html | str | None


def tag(name: str, *children: Child, **attributes: str | None) -> Html:
    """One element. `class_="x"` and `aria_label="y"` are attributes; a child or attribute None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{together(*children)}</{name}>")


def together(*children: Child) -> Html:
    """Several pieces, one after the other."""
    return Html("".join(_escaped(child) for child in children if child is not None))


def draw(*children: Child) -> None:
    """Put the pieces on the page, in one block of Capaian's own look; without any nothing is put there."""
    if any(child is not None for child in children):
        st.html(tag("div", *children, class_="cp"))


def _escaped(child: str) -> str:
    return child if isinstance(child, Html) else escape(child)
