"""A file that is made at the click: the line in the audit log first, then the file, kept until it is fetched."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from capaian.store import note_export
from capaian.web.kept_files import CLICK
from capaian.web.page import Visit

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_button(
    visit: Visit,
    label: str,
    make: Callable[[], bytes],
    *,
    file_name: str,
    what: str,
    cohort_id: int | None = None,
    cohort_ids: Sequence[int] = (),
    named: bool = True,
    mime: str = EXCEL,
    **look: Any,
) -> None:
    """A button that makes a file when it is clicked, away from the page's run.

    what: a short code for the log. cohort_ids: of a file about several cohorts, in place of cohort_id. named:
    whether students' names or single marks are in the file.
    look: what st.download_button takes besides. Between drawing and clicking the right may have
    gone: then the click does not get here (capaian/web/sockets.py), and the store asks once more.
    """
    about = cohort_ids if cohort_id is None else (cohort_id,)
    made = noted(visit, make, what=what, cohort_ids=about, named=named, file_name=file_name, mime=mime)
    look = {"icon": ":material/download:", **look}
    st.download_button(label, made, file_name=file_name, mime=mime, on_click="ignore", **look)


def kept_button(label: str, make: Callable[[], bytes], *, file_name: str, mime: str, **look: Any) -> None:
    """The same button for a file whose making writes its own line in the log, or that holds nobody's data."""
    look = {"icon": ":material/download:", **look}
    made = kept(make, file_name=file_name, mime=mime)
    st.download_button(label, made, file_name=file_name, mime=mime, on_click="ignore", **look)


def noted(
    visit: Visit,
    make: Callable[[], bytes],
    *,
    what: str,
    cohort_id: int | None = None,
    cohort_ids: Sequence[int] = (),
    named: bool = True,
    file_name: str = "",
    mime: str = EXCEL,
) -> Callable[[], bytes]:
    """What the click calls, for an st.download_button of one's own.

    It is built of plain values, for there is no page any more then. file_name, mime: with them the
    file is kept until it is fetched (capaian/web/kept_files.py).
    """
    store, actor = visit.store, visit.actor
    about = tuple(cohort_ids) if cohort_id is None else (cohort_id,)

    def made() -> bytes:
        note_export(store, actor, what=what, cohort_ids=about, named=named)
        return make()

    return kept(made, file_name=file_name, mime=mime)


def kept(make: Callable[[], bytes], *, file_name: str, mime: str) -> Callable[[], bytes]:
    """The same, for a file whose making writes its own line in the log."""

    def made() -> bytes:
        content = make()
        click = CLICK.get()
        if click is not None and file_name:
            click.content, click.mime, click.name = content, mime, file_name
        return content

    return made
