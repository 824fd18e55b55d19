"""Leading the browser to another address from inside a run."""

from typing import Final

import streamlit as st

SIGN_IN: Final = "/masuk"
SIGN_OUT: Final = "/keluar"
RENEW: Final = "/sandi"
FIRST_ACCOUNT: Final = "/akun-pertama"
GOOGLE: Final = "/masuk/google"
GOOGLE_BACK: Final = "/masuk/google/kembali"
"""Our own pages besides Streamlit's."""


def go_on(label: str, way: str) -> None:
    """Lead to one of our own links at once; the label stays to press where scripts are slow.

    A Streamlit run cannot answer with a redirect and the content policy allows no inline script:
    our own script (builtin_texts.js) sees this container and follows the link in it.
    """
    with st.container(key="capaian_go_on"):
        st.link_button(label, way, type="primary")
