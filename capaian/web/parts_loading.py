"""While something is computed: what is being done, and a quiet grey place where it will stand."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

TALL = 220


@contextmanager
def loading(words: str, *, height: int = TALL) -> Iterator[None]:
    """Shown while the block runs, if it takes longer than an eye needs to notice, and gone after it."""
    with st.spinner(words), st.skeleton(height):
        yield
