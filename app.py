"""The launcher: `streamlit run app.py`. What runs for each visitor is capaian/web/router.py.

This file must stay a launcher: were it the script of every run, Streamlit would find `pages/`
beside it and run a page that is opened by its address without the router before it. Streamlit
reads this file without running it and knows a launcher by the literal `app = st.App(...)`.
"""

import streamlit as st

from capaian.web.launch import ROUTER, prepare

app = st.App(ROUTER, **prepare())
