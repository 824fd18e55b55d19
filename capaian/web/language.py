"""The language a browser has chosen; it is kept in a cookie, so that it lasts and is asked at every run."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from capaian.locale import LANGUAGES, Texts, texts
from capaian.web.running import settings

LANGUAGE_COOKIE: Final = "capaian_language"


def language_of(cookies: Mapping[str, str]) -> str:
    """The language in the cookies, or the one this server speaks to a new browser."""
    chosen = cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else settings().language


def reader_texts() -> Texts:
    """The texts of the person who is looking at this run."""
    return texts(language_of(st.context.cookies))
