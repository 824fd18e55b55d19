"""A finished draft as the nouns that reading gives back."""

from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.lexicon import ID_FIELDS
from capaian.reading.marks import DID_NOT_SIT, MISSING, PRESENT
from capaian.reading.nouns import Column, IgnoredRow, Table


def table_of(draft: Draft) -> Table:
    """The table of a draft: what inspect prints and the upload page draws."""
    grid, body = draft.block.grid, draft.block.body
    letters = grid.column_name
    rows = tuple(draft.rows)
    names = draft.block.places.names
    lines = [m.column for m in draft.scores()] if grid.turned else rows
    context = draft.context
    metadata = dict(context.metadata)
    if context.phase is not None:
        metadata["phase"] = context.phase.value
    if context.aspect is not None:
        metadata["aspect"] = context.aspect.value
    return Table(
        sheet=draft.sheet,
        header_rows=names[:1] if grid.turned else tuple(draft.block.heading.rows),
        first_row=lines[0] if lines else 0,
        last_row=lines[-1] if lines else 0,
        student_rows=() if grid.turned else rows,
        students=len(set(draft.students)),
        name_column=letters(names[0]) if names else None,
        id_columns=tuple(letters(m.column) for m in draft.meant if m.field in ID_FIELDS and m.role == "identity"),
        class_name=context.class_name or _only_class(draft),
        columns=tuple(_column(draft, m) for m in draft.meant),
        ignored_rows=() if grid.turned else tuple(sorted(body.ignored, key=_row)),
        metadata=metadata,
        students_as_columns=grid.turned,
        left=draft.left,
        known_by=draft.known_by,
        swapped=draft.swapped,
    )


def _row(ignored: IgnoredRow) -> int:
    return ignored.row


def _only_class(draft: Draft) -> str | None:
    """The class that a class column names for every student."""
    column = draft.column("class_name")
    if column is None:
        return None
    named = {draft.text(row, column) for row in draft.rows} - {""}
    return named.pop() if len(named) == 1 else None


def _column(draft: Draft, m: Meant) -> Column:
    letter = draft.block.grid.column_name(m.column)
    if m.role != "score":
        return Column(letter, m.heading, m.role, m.field)
    read = draft.marks[m.column]
    return Column(
        letter, m.heading, "score", m.field, m.aspect, m.phase, m.criterion, m.scale,
        read.count(PRESENT), read.count(MISSING), read.count(DID_NOT_SIT),
    )  # fmt: skip
