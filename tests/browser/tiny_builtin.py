"""Every widget whose own words Streamlit writes; served inside our app by tests/browser/test_builtin_texts.py."""

import pandas as pd
import streamlit as st

st.title("Bagian", anchor=False)
st.file_uploader("Berkas nilai", type=["xlsx", "ods"], accept_multiple_files=True)
st.selectbox("Kohort", ["Upload", "Search"], index=None)
st.selectbox("Tahun", ["2025", "2026"], placeholder="Pilih tahun")
st.multiselect("Kelas", ["XI TKJ 1", "XI TKJ 2"], ["XI TKJ 1"])
st.number_input("Batas lulus", 0, 100)
st.text_input("Nama")
st.text_input("Kata sandi", type="password")
st.text_area("Catatan")
st.date_input("Tanggal", value=None, format="DD/MM/YYYY")
with st.form("isian"):
    st.text_input("Sekolah")
    st.form_submit_button("Simpan")
people = pd.DataFrame({"Nama": ["Upload", "Search", "Close"], "Nilai": [61.5, 74.0, 82.25]})
st.dataframe(people, key="daftar")
st.table(people)
st.metric("Kenaikan", "+12,4", help="Bantuan singkat")
st.markdown("Upload")
with st.popover("Rincian"):
    st.markdown("isi")
if st.button("Lama"):
    with st.spinner("Menghitung"):
        st.session_state["n"] = st.session_state.get("n", 0) + 1
if st.button("Rusak"):
    raise ValueError(people["Nama"].iloc[0] + " Rahmat Hidayatullah 0098765432")
st.markdown("selesai")
