"""The launcher: `streamlit run app.py`. What runs for each visitor is capaian/web/router.py.

This file must stay a launcher: were it the script of every run, Streamlit would find `pages/`
beside it and run a page that is opened by its address without the router before it.
"""

import streamlit as st

from capaian.web.launch import build_app

app: st.App = build_app()
