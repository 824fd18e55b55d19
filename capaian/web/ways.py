"""Leading the browser to another address from inside a run."""

import streamlit as st


def go_on(label: str, way: str) -> None:
    """Lead to one of our own links (`/pilih/...`) at once; the label stays to press where scripts are slow.

    A Streamlit run cannot answer with a redirect and the content policy allows no inline script:
    our own script (builtin_texts.js) sees this container and follows the link in it.
    """
    with st.container(key="capaian_go_on"):
        st.link_button(label, way, type="primary")
