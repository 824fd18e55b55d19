"""A form of Capaian says exactly what its columns are; no word of a criterion is taken for anything else."""

from dataclasses import replace

from capaian.reading.drafts import Draft
from capaian.reading.text import clean, plain


def criteria_as_made(draft: Draft) -> None:
    """Give each mark of a stamped form the criterion that stands above SEBELUM and SESUDAH, word for word.

    A criterion called like its sheet is the aspect as a whole, which is how the form names it.
    """
    settled = []
    for m in draft.meant:
        parts = draft.block.heading.parts.get(m.column, ())
        if m.role == "score" and m.phase is not None and len(parts) == 2:
            whole = plain(parts[0]) == plain(draft.sheet)
            m = replace(m, criterion="" if whole else clean(parts[0]))
        settled.append(m)
    draft.meant = settled
