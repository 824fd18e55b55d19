"""A file that is made at the click, and the line in the audit log before it is given out."""

from collections.abc import Callable

from capaian.store import note_export
from capaian.web.page import Visit


def noted(
    visit: Visit, make: Callable[[], bytes], *, what: str, cohort_id: int | None = None, named: bool = True
) -> Callable[[], bytes]:
    """What st.download_button calls: first the log, then the file.

    It runs away from the page's run. Between drawing and clicking the right may have gone: then the
    click never gets here (capaian/web/sockets.py), and note_export asks once more. what: a short
    code for the log. named: whether students' names or single marks are in the file.
    """
    store, actor = visit.store, visit.actor

    def made() -> bytes:
        note_export(store, actor, what=what, cohort_id=cohort_id, named=named)
        return make()

    return made
