"""The columns of one table looked at together: partners, what titles say for all, names that tell apart."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from capaian.reading.cells import column_letter
from capaian.reading.columns import Meant
from capaian.reading.context import Context
from capaian.reading.lexicon import only_phase
from capaian.reading.profile import Profile
from capaian.reading.text import plain, tokens
from capaian.scores import Aspect, Phase

_PROGRAMMES: Final = ("programme", "concentration")
_TOTALS: Final = ("total", "average", "derived")


def agree(meant: Sequence[Meant], profiles: Mapping[int, Profile], context: Context) -> list[Meant]:
    """Settle what one column alone cannot: each step takes the columns and gives them back."""
    columns = _partners(list(meant))
    columns = _empty_ones(_results_among_parts(columns))
    columns = take_from_context(_parts_of_the_aspect(_parts_of_a_group(columns), context), context)
    columns = _totals_stand_in(columns)
    columns = _levels_of_study(columns, profiles)
    return name_criteria(columns)


def _partners(columns: list[Meant]) -> list[Meant]:
    """`awal` and `akhir` are phases beside each other or beside an aspect; `Nilai Akhir` alone stays a question."""
    phased = {(m.phase, m.aspect, _key(m.rest)) for m in columns if m.phase is not None and m.role in ("score", "ask")}
    if any(_is_remedial(m) for m in columns):
        columns = [_unphased(m) for m in columns]
        phased = set()
    settled = []
    for m in columns:
        other = {Phase.BEFORE: Phase.AFTER, Phase.AFTER: Phase.BEFORE}.get(m.phase) if m.phase else None
        paired = (other, m.aspect, _key(m.rest)) in phased
        sure_twin = any(
            n.phase is m.phase and n.sure_phase and n.aspect is m.aspect and not n.rest and n.role == "score"
            for n in columns
        )
        if m.role == "ask" and m.field in ("mark_final", "mark_alone") and paired and not sure_twin and not m.rest:
            m = replace(m, role="score", field="")
        elif m.role == "score" and m.phase is not None and not paired and _needs_partner(m):
            m = replace(m, phase=None, rest=(m.heading,))
        settled.append(m)
    return settled


def _needs_partner(m: Meant) -> bool:
    """`Sumatif Akhir` and `T1` are phases only beside their partner; `Teknis Akhir` and `Nilai Awal` by themselves."""
    return (
        not m.sure_phase
        and m.aspect is None
        and (bool(m.rest) or not {"t0", "t1"}.isdisjoint(plain(m.heading).split()))
    )


def _is_remedial(m: Meant) -> bool:
    """A column of second tries: `Nilai Awal` and `Nilai Akhir` beside it are before and after the remedial work."""
    return any(word.startswith(("remed", "remid", "perbaikan")) for word in tokens(m.heading))


def _unphased(m: Meant) -> Meant:
    doubtful = m.phase is not None and not m.sure_phase and not m.rest and m.aspect is None
    return replace(m, phase=None, rest=(m.heading,)) if doubtful else m


def _results_among_parts(columns: list[Meant]) -> list[Meant]:
    """`Hasil` beside `Persiapan` and `Proses` is one of the parts; by itself it is a question."""
    parts = sum(m.role == "score" and bool(m.rest) for m in columns)
    return [
        replace(m, role="score", field="", rest=(m.heading,))
        if m.role == "ask" and parts > 1 and plain(m.heading) == "hasil"
        else m
        for m in columns
    ]


def _key(rest: Sequence[str]) -> str:
    return plain(" ".join(rest))


def _empty_ones(columns: list[Meant]) -> list[Meant]:
    """A column nobody has filled in yet is a mark where its neighbour, or its group, is one."""
    settled: list[Meant] = []
    for i, m in enumerate(columns):
        if m.field == "empty":
            near = [
                n for n in (*settled[i - 1 : i], *columns[i + 1 : i + 2]) if n.role == "score" and n.field != "empty"
            ]
            grouped = any(n.role == "score" and n.rest[:1] == m.rest[:1] and len(m.rest) > 1 for n in near)
            m = (
                replace(m, field="")
                if grouped or len(near) == 2
                else replace(m, role="ignored", phase=None, scale=None)
            )
        settled.append(m)
    return settled


def take_from_context(columns: list[Meant], context: Context) -> list[Meant]:
    """A phase or an aspect that the title, the sheet or the file names holds for every mark that names none."""
    named = {m.phase for m in columns if m.role == "score" and m.phase is not None}
    phase = context.phase if not named else None
    candidates = [m for m in columns if m.role == "score" or (m.role == "ask" and m.field == "mark_alone")]
    settled = []
    for m in columns:
        if m.role == "ask" and m.field == "mark_alone" and (phase or context.aspect) and len(candidates) == 1:
            m = replace(m, role="score", field="", rest=())
        if m.words and m.field in ("text", "letters") and context.aspect is Aspect.CHARACTER:
            m = replace(m, role="score", field="", phase=_phase_of(m))
        if m.role == "score":
            own = m.aspect if m.pure_aspect or not context.only_aspect else None
            m = replace(m, phase=m.phase or phase, aspect=own or context.aspect)
        settled.append(m)
    return settled


def _parts_of_a_group(columns: list[Meant]) -> list[Meant]:
    """Under a group that is an aspect and names criteria, `Hasil` and `Teori` are criteria too, not all of it."""
    groups = {(m.aspect, m.named[0]) for m in columns if m.role == "score" and m.aspect and len(m.named) > 1 and m.rest}
    return [
        replace(m, rest=m.named[1:])
        if m.role == "score" and not m.rest and len(m.named) > 1 and (m.aspect, m.named[0]) in groups
        else m
        for m in columns
    ]


def _parts_of_the_aspect(columns: list[Meant], context: Context) -> list[Meant]:
    """On a sheet of one aspect that names criteria, `Hasil`, `Teori` and `Sikap` are criteria too.

    Not where other aspects stand beside each other by their own names: then each is the whole of itself.
    """
    scores = [m for m in columns if m.role == "score"]
    whole = {m.aspect for m in scores if m.aspect is not None and m.pure_aspect and not m.rest}
    named = any(m.rest and m.aspect in (None, context.aspect) for m in scores)
    if context.aspect is None or not named or len(whole - {context.aspect}) > 1:
        return columns
    if any(m.aspect is context.aspect and m.pure_aspect and not m.rest for m in scores):
        return columns
    return [
        replace(m, aspect=context.aspect, rest=m.named) if m.role == "score" and m.named and _is_leaf(m) else m
        for m in columns
    ]


def _is_leaf(m: Meant) -> bool:
    """Whether a heading has no group above it that already says what the column is of."""
    return len(m.named) < 2


def _phase_of(m: Meant) -> Phase | None:
    return m.phase or only_phase(m.heading)


def _totals_stand_in(columns: list[Meant]) -> list[Meant]:
    """Where totals of both phases are all there is, they are the marks."""
    if any(m.role in ("score", "ask") for m in columns):
        return columns
    totals = [m for m in columns if m.role == "derived" and m.field in _TOTALS and m.phase is not None]
    if {m.phase for m in totals} != {Phase.BEFORE, Phase.AFTER}:
        return columns
    return [replace(m, role="score", field="", rest=()) if m in totals else m for m in columns]


def _levels_of_study(columns: list[Meant], profiles: Mapping[int, Profile]) -> list[Meant]:
    """`Jurusan` beside another level of study, and a class that is only numbers, are questions."""
    studies = [m for m in columns if m.field in _PROGRAMMES]
    settled = []
    for m in columns:
        if len(studies) > 1 and m in studies and plain(m.heading) in ("jurusan", "jur", "nama jurusan"):
            m = replace(m, role="ask", field="programme_twice")
        elif m.field == "class_name" and _only_numbers(profiles.get(m.column)):
            m = replace(m, role="ask", field="class_number")
        settled.append(m)
    return settled


def _only_numbers(profile: Profile | None) -> bool:
    return profile is not None and profile.filled > 0 and len(profile.numbers) == profile.filled


def name_criteria(columns: list[Meant]) -> list[Meant]:
    """Each mark's criterion: the last part of its heading, as much of the groups above as tells it apart."""
    scores = [m for m in columns if m.role == "score"]
    short = Counter((m.aspect, m.phase, plain(m.rest[-1]) if m.rest else "") for m in scores)
    used: Counter[tuple] = Counter()
    settled = []
    for m in columns:
        if m.role == "score":
            leaf = m.rest[-1] if m.rest else ""
            alone = short[m.aspect, m.phase, plain(leaf)] == 1 and not leaf.isdigit()
            name = leaf if alone else " ".join(m.rest)
            used[m.aspect, m.phase, plain(name)] += 1
            if used[m.aspect, m.phase, plain(name)] > 1:
                name = f"{name or m.heading} ({column_letter(m.column)})"
            m = replace(m, criterion=name)
        settled.append(m)
    return settled
