"""Names and numbers of all tables -> one roster: NISN, then NIS with the name, then the name in its class."""

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from math import isnan
from typing import TypeAlias

from capaian.problems import Problem
from capaian.reading.cells import Cell
from capaian.reading.columns import Meant
from capaian.reading.drafts import Draft
from capaian.reading.names import id_text, same_class, same_name, sex_of, shown_name, split_ids
from capaian.reading.text import heading_text, plain
from capaian.reading.wording import problem

Marks: TypeAlias = dict[tuple, float]
"""What one row says: (aspect, phase, criterion) -> mark, present ones only."""


@dataclass(slots=True)
class Student:
    """One student found, and the row that named the student first."""

    nisn: str
    nis: str
    name: str
    sex: str
    class_name: str
    programme: str
    file: str
    sheet: str
    row: int

    @property
    def called(self) -> str:
        """The name; without one, the number by which the student is known."""
        return self.name or self.nis or self.nisn


@dataclass(slots=True)
class Roster:
    """The students of one reading, in order of appearance, and three ways to find one again."""

    students: list[Student] = field(default_factory=list)
    by_nisn: dict[str, int] = field(default_factory=dict)
    by_nis: dict[tuple[str, str], int] = field(default_factory=dict)
    by_name: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    marks: dict[int, Marks] = field(default_factory=dict)

    def find(self, one: Student, taken: Container[int], marks: Marks) -> int | None:
        """The student already known; `taken` are those that the same table has used."""
        if one.nisn and (known := self.by_nisn.get(_padded(one.nisn))) is not None:
            return known
        name = same_name(one.name)
        if one.nis and (known := self.by_nis.get((one.nis, name))) is not None:
            return known
        if not name:
            return None
        alike = [
            i
            for i in self.by_name[name]
            if i not in taken and _may_be_one(self.students[i], one) and not self._differs(i, marks)
        ]
        return alike[0] if alike else None

    def _differs(self, index: int, marks: Marks) -> bool:
        """Whether another table gives the same name, for the very same thing, another mark: then it is a namesake."""
        known = self.marks.get(index, {})
        return any(key in known and known[key] != mark for key, mark in marks.items())

    def add(self, one: Student) -> int:
        """A new student."""
        self.students.append(one)
        return self.learn(len(self.students) - 1, one)

    def learn(self, index: int, one: Student) -> int:
        """Keep what a further row says of a known student, where nothing was known."""
        known = self.students[index]
        if len(one.nisn) > len(known.nisn):
            known.nisn = one.nisn
        for what in ("nis", "name", "sex", "class_name", "programme"):
            if not getattr(known, what):
                setattr(known, what, getattr(one, what))
        if one.nisn:
            self.by_nisn.setdefault(_padded(one.nisn), index)
        if one.nis:
            self.by_nis.setdefault((one.nis, same_name(one.name)), index)
        if (name := same_name(one.name)) and index not in self.by_name[name]:
            self.by_name[name].append(index)
        return index


@dataclass(frozen=True, slots=True)
class _Where:
    """The columns of a table that identify its students."""

    names: tuple[int, ...]
    nisn: int | None
    nis: int | None
    both: int | None
    sex: int | None
    class_name: int | None
    programme: int | None


def _padded(nisn: str) -> str:
    return nisn.zfill(10) if nisn.isdigit() and len(nisn) >= 6 else nisn


def _may_be_one(known: Student, one: Student) -> bool:
    """Same name: one student unless the class, the NISN or the NIS says otherwise."""
    if known.class_name and one.class_name and same_class(known.class_name) != same_class(one.class_name):
        return False
    if known.nisn and one.nisn and _padded(known.nisn) != _padded(one.nisn):
        return False
    return not (known.nis and one.nis and known.nis != one.nis)


def enrol(draft: Draft, roster: Roster, *, remember: bool = False) -> list[Problem]:
    """Give every row of a table its student; `draft.students` and `draft.repeated` are filled.

    remember: several tables may name the same student; what each said tells namesakes apart.
    """
    problems: list[Problem] = []
    here: dict[int, int] = {}
    where = _where(draft)
    by_owner: dict[int, int] = {}
    same_list = not remember or _is_same_list(draft, where, roster)
    keys = [] if draft.keys.any else [(m, (m.aspect, m.phase, plain(m.criterion))) for m in draft.scores()]
    for at, owner in enumerate(draft.block.body.owners):
        if owner in by_owner:
            draft.students.append(by_owner[owner])
            continue
        one = _student(draft, where, owner)
        said = {} if same_list else _said(draft, keys, at)
        index = roster.find(one, () if draft.keys.any else here, said)
        twin = _twin(roster, one, here) if index is None and not draft.keys.any else None
        if index is not None and index in here and not draft.keys.any:
            index, found = _again(draft, one, roster, here[index], at, index)
            problems += found
        elif twin is not None:
            index, found = _again(draft, one, roster, here[twin], at, twin)
            problems += found
        elif index is None and said and (namesakes := roster.by_name.get(same_name(one.name))):
            problems += _namesake_elsewhere(draft, one, [roster.students[i] for i in namesakes])
        elif index is not None:
            problems += _other_name(draft, roster.students[index], one)
        index = roster.add(one) if index is None else roster.learn(index, one) if index not in here else index
        here.setdefault(index, at)
        if remember:
            roster.marks.setdefault(index, {}).update(_said(draft, keys, at))
        by_owner[owner] = index
        draft.students.append(index)
    return problems


def _is_same_list(draft: Draft, where: _Where, roster: Roster) -> bool:
    """Whether most names of a table are known already: the same class once more, not another with a namesake or two."""
    grid = draft.block.grid
    owners = dict.fromkeys(draft.block.body.owners)
    names = [same_name(" ".join(part for c in where.names if (part := shown_name(grid.at(row, c))))) for row in owners]
    return sum(name in roster.by_name for name in names) * 2 >= len(names)


def _namesake_elsewhere(draft: Draft, one: Student, others: list[Student]) -> list[Problem]:
    """The same name in another table, for the same thing with another mark: asked, unless their classes differ."""
    other = next((known for known in others if _may_be_one(known, one)), None)
    if other is None:
        return []
    place = f"{other.file}!{other.sheet}!{other.row}"
    return [problem("namesake", draft.file, draft.sheet, None, one.called, row=one.row, other=place)]


def _said(draft: Draft, keys: list[tuple[Meant, tuple]], at: int) -> Marks:
    marks = {key: float(draft.marks[m.column].score[at]) for m, key in keys}
    return {key: mark for key, mark in marks.items() if not isnan(mark)}


def _row_says(draft: Draft, at: int) -> list[Cell]:
    """What a row says beyond its running number: asked only where a student comes twice."""
    return [draft.values[m.column][at] for m in draft.meant if m.role not in ("ignored", "identity")]


def _twin(roster: Roster, one: Student, here: Container[int]) -> int | None:
    """A student of the same name that this table has already named."""
    name = same_name(one.name)
    alike = [i for i in roster.by_name.get(name, ()) if i in here and _may_be_one(roster.students[i], one)]
    return alike[0] if name and alike else None


def _again(
    draft: Draft, one: Student, roster: Roster, first: int, at: int, index: int
) -> tuple[int | None, list[Problem]]:
    """A student for the second time in one table: an equal row is said and counted once, another one asks."""
    row, other = draft.rows[at], draft.rows[first]
    same = same_name(one.name) == same_name(roster.students[index].name)
    if same and _row_says(draft, at) == _row_says(draft, first):
        draft.repeated.add(at)
        return index, [problem("repeated_student", draft.file, draft.sheet, None, one.called, row=row, other=other)]
    if one.nisn and _padded(one.nisn) == _padded(roster.students[index].nisn):
        cell = draft.block.grid.address(row, draft.column("nisn") or draft.column("nis_nisn") or 1)
        return None, [problem("same_nisn", draft.file, draft.sheet, cell, one.nisn, row=row, other=other)]
    return None, [problem("namesake", draft.file, draft.sheet, None, one.called, row=row, other=other)]


def _other_name(draft: Draft, known: Student, one: Student) -> list[Problem]:
    if not (known.name and one.name) or same_name(known.name) == same_name(one.name):
        return []
    cell = draft.block.grid.address(one.row, draft.block.places.names[0]) if draft.block.places.names else None
    return [problem("name_differs", draft.file, draft.sheet, cell, one.name, other=known.name)]


def _where(draft: Draft) -> _Where:
    nis, both = draft.column("nis"), draft.column("nis_nisn")
    order = {"given_name": 0, "middle_name": 1, "name": 2, "family_name": 2}
    fields = {m.column: m.field for m in draft.meant}
    return _Where(
        names=tuple(sorted(draft.block.places.names, key=lambda c: order.get(fields.get(c, ""), 0))),
        nisn=draft.column("nisn"),
        nis=draft.column("code") if nis is None and both is None else nis,
        both=both,
        sex=draft.column("gender"),
        class_name=draft.column("class_name"),
        programme=draft.column("concentration") or draft.column("programme"),
    )


def _student(draft: Draft, where: _Where, row: int) -> Student:
    grid = draft.block.grid
    cells = grid.rows[row - grid.top]

    def at(column: int | None) -> Cell:
        if column is None:
            return None
        typed = draft.typed.get(column)
        return typed[row] if typed and row in typed else cells[column - grid.left]

    nis, nisn = split_ids(id_text(at(where.both))) if where.both is not None else ("", "")
    return Student(
        nisn=nisn or id_text(at(where.nisn)),
        nis=nis or id_text(at(where.nis)),
        name=" ".join(part for c in where.names if (part := shown_name(at(c)))),
        sex=sex_of(heading_text(at(where.sex))),
        class_name=heading_text(at(where.class_name)) or draft.context.class_name or "",
        programme=heading_text(at(where.programme)) or draft.context.metadata.get("programme", ""),
        file=draft.file,
        sheet=draft.sheet,
        row=grid.place(row, row)[0],
    )
