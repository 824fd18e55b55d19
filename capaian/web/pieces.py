"""Pieces of a page that are made once for one state of the data, and then shown to everyone who may see the same.

A click then costs what it sends and no more. What is kept is shared: nobody who takes a piece may change it.
"""

from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, Final, TypeVar

import streamlit as st

from capaian.locale import Texts

MOST: Final = 200
"""So many pieces are kept beside one cohort's tables; then all are made anew."""

_Piece = TypeVar("_Piece")


class Pieces:
    """The pieces made from one thing that does not change. A piece is made by one thread while the others wait."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}
        self._turn = RLock()

    def made(self, name: Hashable, make: Callable[[], _Piece]) -> _Piece:
        """The piece of this name, made now where it is not there yet.

        name: everything the piece depends on besides the thing itself. make: pure. A view's piece may ask for one
        of the tables, never the other way: two that wait for each other would wait for ever.
        """
        with self._turn:
            if name not in self._made:
                piece = make()
                if len(self._made) >= MOST:
                    self._made.clear()
                self._made[name] = piece
            return self._made[name]

    def told(self, name: Hashable, t: Texts, make: Callable[[], _Piece]) -> _Piece:
        """The same for a piece with words in it: one for each language and manner of speaking."""
        return self.made((name, t.language, t.manner), make)


def empty_caches() -> None:
    """Nothing that was computed stays in memory: after a restore, and after somebody was forgotten."""
    st.cache_data.clear()
    st.cache_resource.clear()
