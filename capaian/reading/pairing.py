"""Before and after across tables, sheets and files: `awal` and `akhir` count where both stand."""

from collections.abc import Sequence
from dataclasses import replace

from capaian.reading.agree import name_criteria, take_from_context
from capaian.reading.drafts import Draft
from capaian.reading.text import plain
from capaian.scores import Phase


def settle_phases(drafts: Sequence[Draft]) -> None:
    """Tables on sheets or files named `... awal` and `... akhir` get these phases; criteria are spelled one way."""
    weak = {d.context.weak_phase for d in drafts}
    if {Phase.BEFORE, Phase.AFTER} <= weak:
        for draft in drafts:
            if draft.context.phase is None and draft.context.weak_phase is not None:
                draft.context = replace(draft.context, phase=draft.context.weak_phase)
                draft.meant = name_criteria(take_from_context(draft.meant, draft.context))
    _same_spelling(drafts)


def _same_spelling(drafts: Sequence[Draft]) -> None:
    """`PERSIAPAN` before and `Persiapan` after are one criterion, spelled as first met."""
    spelled: dict[str, str] = {}
    for draft in drafts:
        draft.meant = [
            replace(m, criterion=spelled.setdefault(plain(m.criterion), m.criterion)) if m.role == "score" else m
            for m in draft.meant
        ]
