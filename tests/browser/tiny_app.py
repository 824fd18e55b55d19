"""Our launcher around one tiny page."""

from pathlib import Path

import streamlit as st

from capaian.web.launch import prepare

app = st.App(Path(__file__).with_name("tiny_builtin.py"), **prepare())
