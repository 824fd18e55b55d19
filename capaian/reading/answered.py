"""Tables with a person's answers put in: other rows, other meanings, values typed or explained."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from capaian.reading.addresses import column_number
from capaian.reading.answers import AS_WRITTEN, DID_NOT_SIT, EVERYWHERE, MISSING, Answers, ColumnAnswer
from capaian.reading.body import Body
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft, RowKeys
from capaian.reading.marks import DID_NOT_SIT as STATE_DID_NOT_SIT
from capaian.reading.marks import MISSING as STATE_MISSING
from capaian.reading.marks import PRESENT, MarksRead, number_in
from capaian.reading.nouns import IgnoredRow
from capaian.reading.profile import profile_of
from capaian.reading.ranges import with_range
from capaian.reading.text import spell
from capaian.scores import SCALE_100, Phase

_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def copies(drafts: Sequence[Draft], answers: Answers) -> list[Draft]:
    """Drafts of one's own to work on, without tables that are skipped, with the rows and values as answered."""
    made = []
    for draft in drafts:
        key = draft.key
        table = answers.tables.get(key)
        if table is not None and table.skip:
            continue
        own = replace(draft, meant=list(draft.meant), marks={}, students=[], repeated=set())
        own = with_range(own, table, answers)
        rows = {int(k[len(key) + 1 :]): v for k, v in answers.rows.items() if k.startswith(f"{key}:")}
        if rows and not draft.block.grid.turned:
            own = _with_rows(own, rows)
        if table is not None:
            own.context = replace(own.context, class_name=table.class_name or own.context.class_name)
        own.typed = _typed(own, answers.cells)
        own.said = {m.column: _said(own, m, answers) for m in own.meant}
        made.append(own)
    return made


def answer_columns(draft: Draft, answers: Answers) -> None:
    """Give the columns the meaning that was answered, and those without phase or aspect that of the table."""
    table = answers.tables.get(draft.key)
    settled = []
    for m in draft.meant:
        if (answer := answers.columns.get(draft.column_key(m))) is not None:
            m = _answered(draft, m, answer)
        elif table is not None and m.role == "score":
            m = replace(m, phase=m.phase or table.phase, aspect=m.aspect or table.aspect)
        settled.append(m)
    draft.meant = settled
    if table is not None and table.swap:
        _swap(draft)


_OTHER: Final = {Phase.BEFORE: Phase.AFTER, Phase.AFTER: Phase.BEFORE}


def _swap(draft: Draft) -> None:
    """What was before is after, in headings and in rows that say when they were written."""
    draft.swapped = True
    draft.meant = [replace(m, phase=_OTHER.get(m.phase, m.phase)) if m.phase else m for m in draft.meant]
    keys = draft.keys
    phases = [_OTHER.get(phase, phase) if phase else None for phase in keys.phases]
    draft.keys = RowKeys(phases, keys.aspects, keys.criteria, keys.columns)


def _answered(draft: Draft, m: Meant, answer: ColumnAnswer) -> Meant:
    if answer.role != "score":
        return replace(
            m, role=answer.role, field=answer.field or "answered", aspect=None, phase=None, criterion="", rest=()
        )
    profile = draft.profiles[m.column]
    words = m.words or profile.levels
    return replace(
        m, role="score", field="", aspect=answer.aspect, phase=answer.phase, criterion=answer.criterion,
        scale=answer.scale or m.scale, words=words, over=m.over or profile.common_denominator, sure_phase=True, rest=(),
    )  # fmt: skip


def explain(draft: Draft, m: Meant, read: MarksRead) -> set[int]:
    """Give cells the state or the mark that their text stands for, in `read`; the places of those explained."""
    said = draft.said.get(m.column) or {}
    explained: set[int] = set()
    if not said:
        return explained
    scale = m.scale or SCALE_100
    typed = draft.typed_at(m.column)
    for at, value in enumerate(draft.values[m.column]):
        meaning = said.get(value_text(value)) if at not in typed else None
        if meaning is None or meaning == AS_WRITTEN:
            continue
        state = {MISSING: STATE_MISSING, DID_NOT_SIT: STATE_DID_NOT_SIT}.get(meaning, PRESENT)
        mark = np.nan if state != PRESENT else number_in(meaning)
        if mark is None or (state == PRESENT and not scale.min <= mark <= scale.max):
            continue
        read.state[at], read.score[at] = state, mark
        explained.add(at)
    return explained


def value_text(value: object) -> str:
    """A cell's text as answers name it: without outer spaces, in small letters."""
    return "" if value is None else spell(value).strip().casefold()


def _said(draft: Draft, m: Meant, answers: Answers) -> Mapping[str, str]:
    own = {**answers.values.get(EVERYWHERE, {}), **answers.values.get(draft.column_key(m), {})}
    return {text.strip().casefold(): meaning for text, meaning in own.items()}


def _typed(draft: Draft, cells: Mapping[str, str]) -> dict[int, dict[int, str]]:
    """What was typed into cells of the draft's sheet: column -> row -> text, in the grid's numbers."""
    prefix = f"{draft.file}!{draft.sheet}!"
    typed: dict[int, dict[int, str]] = {}
    for source, text in cells.items():
        match = _CELL.fullmatch(source.removeprefix(prefix)) if source.startswith(prefix) else None
        if match is not None:
            row, column = draft.block.grid.place(int(match[2]), column_number(match[1]))
            typed.setdefault(column, {})[row] = text
    return typed


def _with_rows(draft: Draft, rows: Mapping[int, str]) -> Draft:
    """The draft without the rows skipped, and with those that are students after all."""
    body, grid = draft.block.body, draft.block.grid
    owner = dict(zip(body.students, body.owners, strict=True))
    place = {row: at for at, row in enumerate(body.students)}
    inside = range(draft.block.heading.bottom + 1, grid.bottom + 1)
    added = {row for row, answer in rows.items() if answer == "student" and row in inside and row not in owner}
    dropped = {row for row, answer in rows.items() if answer == "skip"}
    chosen = sorted((set(owner) - dropped) | added)
    ignored = [each for each in body.ignored if each.row not in added | dropped]
    ignored += [IgnoredRow(row, "skipped") for row in sorted(dropped)]
    values = {
        column: [cells[place[row]] if row in place else grid.at(row, column) for row in chosen]
        for column, cells in draft.values.items()
    }
    keys = draft.keys
    told = RowKeys(
        [keys.phases[place[row]] if row in place else None for row in chosen],
        [keys.aspects[place[row]] if row in place else None for row in chosen],
        [keys.criteria[place[row]] if row in place else "" for row in chosen],
        keys.columns,
    )
    kept = Body(chosen, [_owner(owner, row, dropped) for row in chosen], ignored)
    profiles = {column: profile_of(cells) for column, cells in values.items()}
    return replace(draft, block=replace(draft.block, body=kept), values=values, keys=told, profiles=profiles)


def _owner(owner: Mapping[int, int], row: int, dropped: set[int]) -> int:
    """The row that names the student: its own where the one that did is gone."""
    named = owner.get(row, row)
    return row if named in dropped else named
