"""One table on its way: the block, its columns' meaning, its rows' own phases, its marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from capaian.reading.agree import agree
from capaian.reading.cells import Cell
from capaian.reading.columns import Meant, column_meanings
from capaian.reading.compose import compose
from capaian.reading.context import Context, context_of
from capaian.reading.legend import as_headed, spelled_out, with_legend
from capaian.reading.marks import MarksRead, number_in
from capaian.reading.profile import Profile
from capaian.reading.tables import Block
from capaian.reading.text import clean, heading_text, plain
from capaian.scores import Aspect, Phase, Scale

_MOST_ROWS_A_STUDENT: Final = 40
_CRITERION_FIELDS: Final = ("long_criterion", "long_aspect", "long_phase", "text", "unit")


@dataclass(slots=True)
class RowKeys:
    """Where rows, not columns, say what a mark is (long form, several rows a student): one entry a row."""

    phases: list[Phase | None]
    aspects: list[Aspect | None]
    criteria: list[str]
    columns: tuple[int, ...] = ()

    @property
    def any(self) -> bool:
        """Whether the rows say anything at all."""
        return bool(self.columns)


@dataclass(slots=True)
class Draft:
    """Everything known of one table; `marks` is filled once the scales of all tables are settled.

    typed: column -> row -> what a person typed in place of the cell. said: column -> text -> what it means.
    left, known_by: capaian.reading.nouns.Table, where a person gave the table another heading. swapped: a
    person said that before and after had changed places.
    """

    file: str
    sheet: str
    block: Block
    context: Context
    meant: list[Meant]
    profiles: Mapping[int, Profile]
    values: Mapping[int, Sequence[Cell]]
    keys: RowKeys
    marks: dict[int, MarksRead] = field(default_factory=dict)
    students: list[int] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)
    typed: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    said: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    left: str = ""
    known_by: int = 0
    swapped: bool = False

    def __post_init__(self) -> None:
        places = self.block.places
        rows = (places.names or places.ids) if self.block.grid.turned else self.block.heading.rows
        self.left = self.left or self.block.grid.column_name(self.meant[0].column)
        self.known_by = self.known_by or rows[0]

    @property
    def key(self) -> str:
        """The draft's capaian.reading.answers.table_key."""
        return f"{self.file}!{self.sheet}!{self.left}{self.known_by}"

    def column_key(self, m: Meant) -> str:
        """The column's capaian.reading.answers.column_key."""
        return f"{self.file}!{self.sheet}!{self.block.grid.column_name(m.column)}{self.known_by}"

    def typed_at(self, column: int) -> dict[int, str]:
        """What was typed into a column's student rows, by position."""
        typed = self.typed.get(column)
        return {at: typed[row] for at, row in enumerate(self.rows) if row in typed} if typed else {}

    @property
    def rows(self) -> list[int]:
        """The rows that hold students' marks."""
        return self.block.body.students

    def scores(self) -> list[Meant]:
        """The columns whose cells are marks."""
        return [m for m in self.meant if m.role == "score"]

    def column(self, field_name: str) -> int | None:
        """The first column of a field, as `nisn`."""
        return next((m.column for m in self.meant if m.field == field_name and m.role != "ask"), None)

    def text(self, row: int, column: int | None) -> str:
        """A cell as a person would write it."""
        return "" if column is None else heading_text(self.block.grid.at(row, column))


def draft_of(block: Block, *, sheet: str, file: str) -> Draft:
    """The meaning of a block's columns and rows."""
    grid = block.grid
    rows = [grid.rows[r - grid.top] for r in block.body.students]
    turned = list(zip(*rows, strict=True)) if rows else []
    columns = [c for c in block.columns if grid.left <= c <= grid.right]
    values = {c: turned[c - grid.left] if turned else () for c in columns}
    context = context_of(block, sheet=sheet, file=file)
    codes = block.anchor.columns if block.anchor.by == "code" else ()
    parts = with_legend(block.heading.parts, spelled_out(block))
    meant, profiles = column_meanings(parts, values, columns, block.places.names, codes)
    meant = as_headed(meant, block)
    meant = [_counted(m, block) for m in meant]
    meant = _maximum_rows(block, meant)
    keys = row_keys(meant, values, block)
    if keys.any:
        meant = [_keyed(m, keys) for m in meant]
    if any(keys.phases):
        context = replace(context, phase=None, weak_phase=None)
    return Draft(file, sheet, block, context, agree(meant, profiles, context), profiles, values, keys)


def _counted(m: Meant, block: Block) -> Meant:
    """The running number, whatever its heading or none."""
    return replace(m, role="ignored", field="row_number") if m.column == block.places.number and m.role == "ask" else m


def _keyed(m: Meant, keys: RowKeys) -> Meant:
    """Where rows say what a mark is, a lone `Nilai` needs no question; the key columns are no marks."""
    if m.column in keys.columns:
        return replace(
            m,
            role="ignored",
            field=m.field if m.field.startswith("long_") else "long",
            phase=None,
            aspect=None,
            rest=(),
        )
    if m.role == "ask" and m.field == "mark_alone":
        return replace(m, role="score", field="", rest=())
    return m


def _maximum_rows(block: Block, meant: list[Meant]) -> list[Meant]:
    """A row of maxima gives every column under it its scale."""
    rows = [ignored.row for ignored in block.body.ignored if ignored.why == "maximum"]
    settled = []
    for m in meant:
        limits = [limit for row in rows if (limit := _number(block.grid.at(row, m.column))) is not None and limit > 1]
        if m.role in ("score", "ask") and m.scale is None and limits:
            m = replace(m, scale=Scale(0, limits[0]))
        settled.append(m)
    return settled


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str):
        return number_in(cell)
    return float(cell) if isinstance(cell, float | int) and not isinstance(cell, bool) else None


def row_keys(meant: Sequence[Meant], values: Mapping[int, Sequence[Cell]], block: Block) -> RowKeys:
    """Phase, aspect and criterion of each row, from columns whose words say them."""
    n = len(block.body.students)
    several = len(set(block.body.owners)) < n or _names_repeat(block)
    phases: list[Phase | None] = [None] * n
    aspects: list[Aspect | None] = [None] * n
    criteria = [""] * n
    used = []
    for m in meant:
        if m.role == "score" and m.phase is None and m.aspect is None and not m.words and m.field != "text":
            continue
        if m.role in ("identity", "class", "score", "ask") and m.field not in ("both_phases", "competency"):
            continue
        texts = [clean(v) if isinstance(v, str) else "" for v in values[m.column]]
        said = {text: compose((text,)) for text in set(texts) if text}
        if not said or len(said) > _MOST_ROWS_A_STUDENT:
            continue
        if all(made.phase for made in said.values()) and (
            several or len({s.phase for s in said.values()}) > 1 or m.field == "long_phase"
        ):
            phases = [said[text].phase if text else None for text in texts]
            used.append(m.column)
        if all(made.aspect for made in said.values()) and (several or m.field == "long_aspect"):
            aspects = [said[text].aspect if text else None for text in texts]
            used.append(m.column)
        elif several and m.column not in used and m.field in _CRITERION_FIELDS and _cycles(texts, block.body.owners):
            criteria = texts
            used.append(m.column)
    return RowKeys(phases, aspects, criteria, tuple(dict.fromkeys(used)))


def _names_repeat(block: Block) -> bool:
    if not block.places.names:
        return False
    names = [plain(str(block.grid.at(row, block.places.names[0]) or "")) for row in block.body.owners]
    return len(names) > 3 and len(set(names)) * 2 <= len(names)


def _cycles(texts: Sequence[str], owners: Sequence[int]) -> bool:
    """Whether few words return for student after student."""
    return 1 < len(set(texts)) <= max(2, len(set(owners)) * 2) and len(set(texts)) * 2 <= len(texts)
