"""Files put together into one reading: phases, scales, marks, students, checks; again with a person's answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from capaian.problems import Problem, Severity
from capaian.reading.answered import answer_columns, copies
from capaian.reading.answers import Answers, problem_key
from capaian.reading.cells import Sheet
from capaian.reading.checks import check_all, check_table
from capaian.reading.drafts import Draft
from capaian.reading.marking import mark_table
from capaian.reading.nouns import FileRead, SheetSeen
from capaian.reading.own_forms import as_made
from capaian.reading.pairing import settle_phases
from capaian.reading.pointing import pointed_drafts
from capaian.reading.reading import Reading
from capaian.reading.scaling import settle_scales
from capaian.reading.stamp import Stamp
from capaian.reading.students import Roster, enrol
from capaian.reading.telling import table_of


@dataclass(slots=True)
class Opened:
    """A file with its tables, before they were put together with those of other files. bare: sheets without one."""

    file: str
    sha256: str
    sheets: list[SheetSeen] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refusal: Problem | None = None
    stamp: Stamp | None = None
    bare: list[Sheet] = field(default_factory=list)


def put_together(opened: Sequence[Opened], scale_max: float | None, answers: Answers) -> Reading:
    """The reading. `opened` stays as it is, so that it can be put together again with other answers."""
    pointed = [pointed_drafts(seen.file, seen.bare, answers.pointed) for seen in opened]
    tables = [copies([*seen.drafts, *more], answers) for seen, more in zip(opened, pointed, strict=True)]
    drafts = [draft for some in tables for draft in some]
    settle_phases(drafts)
    for seen, some in zip(opened, tables, strict=True):
        for draft in some:
            as_made(draft, seen.stamp)
    for draft in drafts:
        answer_columns(draft, answers)
    asked = settle_scales(drafts, scale_max)
    roster = Roster()
    files = []
    for seen, some in zip(opened, tables, strict=True):
        problems = list(seen.problems)
        for draft in some:
            problems += mark_table(draft)
            problems += enrol(draft, roster, remember=len(drafts) > 1)
            problems += asked.get(id(draft), [])
            problems += check_table(draft)
        files.append(_file(seen, some, _open_ones(problems, answers)))
    more = _open_ones(check_all(drafts), answers)
    return Reading(files, drafts, roster.students, more, opened=opened, scale_max=scale_max, answers=answers)


def apply_answers(reading: Reading, answers: Answers) -> Reading:
    """The same files read with what a person decided; the reading given stays as it is.

    Every mark keeps its source and what was written there (`raw`); a mark typed by hand stands in
    `corrected`. Answers about what these files do not hold change nothing.
    """
    return put_together(reading.opened, reading.scale_max, answers)


def _open_ones(problems: Sequence[Problem], answers: Answers) -> list[Problem]:
    """Without the questions and remarks that were accepted."""
    if not answers.accepted:
        return list(problems)
    return [p for p in problems if p.severity is Severity.BLOCKS or problem_key(p) not in answers.accepted]


def _file(seen: Opened, drafts: Sequence[Draft], problems: Sequence[Problem]) -> FileRead:
    refusal = None if drafts else seen.refusal
    return FileRead(
        seen.file, seen.sha256, "refused" if refusal else "ok", refusal.code if refusal else None,
        refusal, tuple(seen.sheets), tuple(table_of(d) for d in drafts), tuple(problems), seen.stamp,
    )  # fmt: skip
