"""What a person and the log are told when a page fails.

The page shows a sentence and a code. The log gets the code, the kind of the error and the way
through the code, never the error's own text: that may quote a student's name or marks.
"""

import logging
import secrets
import traceback
from pathlib import Path
from typing import Final

import streamlit as st

from capaian.locale import DEFAULT_LANGUAGE, Texts, texts
from capaian.problems import CapaianError
from capaian.settings import ROOT
from capaian.web.language import reader_texts
from capaian.web.shown import shown

_LOG: Final = logging.getLogger("capaian.incidents")


def on_script_error(error: Exception) -> bool:
    """What st.App calls for an exception no page caught; True, so that Streamlit shows nothing of its own."""
    t = _texts()
    if isinstance(error, CapaianError):
        st.error(shown(error.message(t), longest=1000), icon=":material/block:")
        return True
    code = secrets.token_hex(4)
    _LOG.error("%s", trace(code, error))
    st.error(
        t(
            "Terjadi kesalahan di Capaian, bukan pada pekerjaan Anda. Muat ulang halaman ini; bila terulang, "
            "sampaikan kode **{code}** kepada pengelola.",
            code=code,
        ),
        icon=":material/error:",
    )
    return True


def trace(code: str, error: BaseException) -> str:
    """The code, then each error of the chain and where it passed; file names relative to Capaian's folder."""
    lines = [f"incident {code}"]
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__qualname__)
        lines += [f"  {_place(f.filename)}:{f.lineno} {f.name}" for f in traceback.extract_tb(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def keep_streamlit_quiet() -> None:
    """Streamlit logs each of these errors too, with its text: leave that line out."""
    for name in ("streamlit.error_util", "streamlit.runtime.backend_operation_handler"):
        logging.getLogger(name).addFilter(lambda record: record.exc_info is None)


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(ROOT):
        return path.relative_to(ROOT).as_posix()
    return "/".join(path.parts[-3:])


def _texts() -> Texts:
    try:
        return reader_texts()
    except CapaianError:
        return texts(DEFAULT_LANGUAGE)
