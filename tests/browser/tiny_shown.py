"""A page of many calls, each given names that are markup; served by tests/browser/test_shown.py."""

import json
import os

import pandas as pd
import streamlit as st

from capaian.web.shown import plain, shown

for place, payload in enumerate(json.loads(os.environ["TINY_PAYLOADS"])):
    name = shown(payload)
    with st.container(key=f"payload{place}"):
        st.title(name, anchor=False)
        st.subheader(name, anchor=False)
        st.markdown(name)
        st.caption(name)
        st.write(name)
        st.metric(name, name, name)
        st.table(pd.DataFrame({name: [name]}))
        st.button(name, key=f"button{place}", help=name)
        st.download_button(name, b"x", key=f"download{place}")
        st.selectbox(name, [plain(payload)], key=f"select{place}")
        st.multiselect(name, [plain(payload)], [plain(payload)], key=f"many{place}")
        st.radio(name, [name], key=f"radio{place}")
        st.checkbox(name, key=f"check{place}")
        st.text_input(name, value=plain(payload), key=f"text{place}")
        st.tabs([name])
        st.expander(name)
        st.error(name)
        st.success(name)
        st.text(plain(payload))
st.markdown("selesai", help="selesai")
