"""What is done before the first visitor: the slow imports, and a garbage collector with little to do."""

import asyncio
import gc
import importlib
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final

import streamlit as st
from streamlit import config

from capaian.locale import texts
from capaian.web.running import settings
from capaian.web.watch import keep_watch, note_end

SLOW: Final = (
    "pandas",
    "plotly.graph_objects",
    "scipy.stats",
    "babel.numbers",
    "babel.dates",
    "streamlit.elements.plotly_chart",
    "streamlit.dataframe_util",
    "capaian.charts",
    "capaian.improvement",
    "capaian.reading",
    "capaian.reports",
)
"""Imported when the server starts and not while the first person waits for a page."""

TURN: Final = 0.0005
"""Seconds after which a thread that computes lets another go on. A page asks the database and the disk some hundred
times and waits for its turn after each: with Python's 5 ms a hundred viewers waited for one teacher's import."""


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[dict[str, Any], None]:
    """Around the life of the server."""
    for name in SLOW:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(TURN)
    print_address()
    watch = asyncio.create_task(keep_watch())
    watch.add_done_callback(note_end)
    yield {}
    watch.cancel()


def print_address() -> None:
    """Where to look, for whoever started the server by hand."""
    t = texts(settings().language)
    sys.stdout.write(
        "\n  " + t("Capaian siap. Buka {address} di peramban. Ctrl+C untuk berhenti.", address=address()) + "\n\n"
    )
    sys.stdout.flush()


def address() -> str:
    """The address of this server, as a browser takes it."""
    host = config.get_option("server.address")
    return f"http://{f'[{host}]' if ':' in host else host}:{config.get_option('server.port')}"
