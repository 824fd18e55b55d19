"""What each column of a table means: dictionary, then composition, then values. Doubt becomes a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from capaian.reading.cells import Cell
from capaian.reading.compose import compose
from capaian.reading.lexicon import Meaning, column_words, meaning, single_words
from capaian.reading.nouns import Role
from capaian.reading.profile import Profile, profile_of
from capaian.reading.scales import scale_told
from capaian.reading.text import plain, tokens
from capaian.scores import Aspect, Phase, Scale

_ALSO_SUBJECTS: Final = ("training", "programme", "concentration", "school")


@dataclass(frozen=True, slots=True)
class Meant:
    """One column and its meaning so far. sure_phase: not by `awal` or `akhir` alone. words: its word scale.

    rest: what the heading names beside phase and aspect; named: beside the phase alone.
    over: the common denominator of marks written as fractions. derived: a sum, a mean, a gain of other columns.
    """

    column: int
    heading: str
    role: Role
    field: str = ""
    aspect: Aspect | None = None
    phase: Phase | None = None
    sure_phase: bool = True
    pure_aspect: bool = True
    rest: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    criterion: str = ""
    scale: Scale | None = None
    words: str | None = None
    over: float | None = None


def column_meanings(
    parts: Mapping[int, tuple[str, ...]],
    values: Mapping[int, Sequence[Cell]],
    columns: Sequence[int],
    names: Sequence[int],
    codes: Sequence[int] = (),
) -> tuple[list[Meant], dict[int, Profile]]:
    """The meaning of every column that has a heading or a filled cell, each by itself.

    names, codes: the columns already known to name, or to number, the students.
    """
    profiles = {c: profile_of(values[c]) for c in columns}
    meant = []
    for column in columns:
        headed = parts.get(column, ())
        if not headed and not profiles[column].filled:
            continue
        if column in names:
            meant.append(Meant(column, " ".join(headed), "identity", _name_field(headed)))
        elif column in codes:
            meant.append(Meant(column, " ".join(headed), "identity", "code"))
        else:
            meant.append(_meaning_of(column, headed, profiles[column]))
    return _letters_side_by_side(meant), profiles


def _name_field(headed: Sequence[str]) -> str:
    said = meaning(" ".join(headed)) or (meaning(headed[-1]) if headed else None)
    return said.field if said is not None and said.field.endswith("_name") and said.role == "identity" else "name"


def _meaning_of(column: int, headed: tuple[str, ...], profile: Profile) -> Meant:
    heading = " ".join(headed)
    if not headed:
        return _without_heading(column, profile)
    scale, headed = scale_told(headed, profile.numbers)
    if not tokens(heading):
        return Meant(column, heading, "derived", "percent") if "%" in heading else _without_heading(column, profile)
    parts, leaf = headed, headed[-1] if headed else ""
    said = _dictionary(parts)
    made = compose(parts)
    meant = Meant(
        column, heading, "score", "", made.aspect, made.phase, made.sure, made.pure, made.rest, made.named, scale=scale
    )
    if (
        said is not None
        and said.role in ("identity", "class", "attendance", "derived", "ignored")
        and not _is_phased_mark(said, made.phase, profile)
    ):
        return replace(meant, role=said.role, field=said.field, aspect=None, phase=None, rest=(), scale=None)
    if said is not None and said.role == "long" and not profile.is_numeric:
        return replace(meant, role="ignored", field=f"long_{said.field}", aspect=None, phase=None, rest=(), scale=None)
    words = set(tokens(" ".join(parts[-1:])))
    if said is None and _is_derived(leaf, words, made.phase):
        return replace(meant, role="derived", field="derived", scale=None)
    if words & single_words("notes") and not profile.is_numeric:
        return replace(meant, role="ignored", field="notes", aspect=None, phase=None, scale=None)
    return _by_values(meant, said, parts, made.both, profile)


def _is_derived(leaf: str, words: set[str], phase: Phase | None) -> bool:
    """A sum, a mean or a gain by one of its words, or by how the heading ends; `NA SLM` is a final mark too."""
    if words & single_words("derived") or (phase is not None and words & single_words("maximum")):
        return True
    final = "na" in words and len(words) > 1
    return final or any(plain(leaf).endswith(end) for end in column_words("derived", "endings"))


def _is_day(heading: str, profile: Profile) -> bool:
    """A day or a meeting as heading, and nothing but 1 and 0 below."""
    said = tokens(heading)
    in_time = len(said) == 1 or said[0] in single_words("time") or "/" in heading
    if not said or not in_time or not said[-1].isdigit() or not profile.is_numeric:
        return False
    return bool(np.isin(profile.numbers, (0, 1)).all())


def _is_phased_mark(said: Meaning, phase: Phase | None, profile: Profile) -> bool:
    """`Posttest | Hasil`, `Pretest | Kejuruan`: a dictionary word that the phase above it turns into a mark."""
    if phase is None:
        return False
    return said.field == "pass_status" or (said.field in _ALSO_SUBJECTS and profile.is_numeric)


def _dictionary(parts: Sequence[str]) -> Meaning | None:
    """The dictionary's word for the whole heading, its lowest part, or the group an attendance stands under.

    Under `Data Ayah` nothing is a student's, whatever it is called: `Nama`, `NIK`.
    """
    if not parts:
        return None
    if any((said := meaning(part)) is not None and said.field == "private" for part in parts[:-1]):
        return Meaning("ignored", "private")
    whole = meaning(" ".join(parts))
    if whole is not None:
        return whole
    if any((said := meaning(part)) is not None and said.role == "attendance" for part in parts[:-1]):
        return Meaning("attendance", "under")
    return meaning(parts[-1])


def _without_heading(column: int, profile: Profile) -> Meant:
    if profile.is_numeric and not _is_counter(profile.numbers):
        return Meant(column, "", "ask", "no_heading")
    return Meant(column, "", "ignored", "no_heading")


def _is_counter(numbers: np.ndarray) -> bool:
    return len(numbers) > 1 and bool((np.diff(numbers) == 1).all()) and numbers[0] in (0, 1)


def _by_values(meant: Meant, said: Meaning | None, parts: Sequence[str], both: bool, profile: Profile) -> Meant:
    """Score, question or nothing, as the heading lets the values decide."""
    if both and not profile.is_numeric:
        return replace(meant, role="ignored", field="long_phase", aspect=None, phase=None)
    if (profile.is_attendance or _is_day(meant.heading, profile)) and not meant.aspect:
        return replace(meant, role="attendance", field="marks", phase=None)
    if any((part := meaning(text)) is not None and part.field == "work_attitude" for text in parts):
        return replace(meant, role="ask", field="work_attitude", aspect=None)
    if said is not None and said.role == "ask":
        return _asked(meant, said, profile)
    if both:
        return replace(meant, role="ask", field="both_phases")
    letter = plain(parts[-1]) if parts else ""
    if len(letter) == 1 and letter.isalpha() and meant.phase is None and meant.aspect is None:
        return replace(meant, role="ask" if profile.is_numeric else "ignored", field="single_letter")
    return _by_profile(meant, said, profile)


def _by_profile(meant: Meant, said: Meaning | None, profile: Profile) -> Meant:
    named = said or next((word for text in meant.rest if (word := meaning(text)) is not None), None)
    trait = named is not None and named.field == "trait"
    aspect = meant.aspect or (Aspect.CHARACTER if trait else None)
    if not profile.filled:
        known = (said is not None and said.role == "score") or meant.phase or meant.aspect or _is_work(meant)
        return replace(meant, aspect=aspect, field="" if known else "empty")
    if over := profile.common_denominator:
        return replace(meant, aspect=aspect, over=over, scale=meant.scale or Scale(0, over))
    if profile.is_numeric:
        return replace(
            meant, role=_numeric_role(meant, said, profile), aspect=aspect, field=_strange_numbers(meant, said, profile)
        )
    if profile.levels is not None and aspect is Aspect.CHARACTER:
        return replace(meant, aspect=aspect, words=profile.levels)
    if meant.phase or meant.aspect:
        return replace(
            meant,
            field="" if profile.levels is None else "letters",
            words=profile.levels,
            role="score" if profile.levels is None else "derived",
        )
    return replace(meant, role="ignored", field="text", phase=None, words=profile.levels, scale=None)


def _is_work(meant: Meant) -> bool:
    """`UH 3` and `Tugas 2` are marks even before anybody has filled them in."""
    words = [t for t in tokens(meant.heading) if not t.isdigit()]
    said = meaning(" ".join(words)) if words else None
    return said is not None and said.role == "score"


def _strange_numbers(meant: Meant, said: Meaning | None, profile: Profile) -> str:
    if said is not None or meant.phase or meant.aspect or meant.scale or _is_work(meant):
        return ""
    numbers = profile.numbers
    if ((numbers >= 1900) & (numbers <= 2100)).all():
        return "years"
    return "large_numbers" if float(np.median(numbers)) > 150 else ""


def _numeric_role(meant: Meant, said: Meaning | None, profile: Profile) -> Role:
    return {"": "score", "years": "ignored", "large_numbers": "ask"}[_strange_numbers(meant, said, profile)]  # type: ignore[return-value]


def _asked(meant: Meant, said: Meaning, profile: Profile) -> Meant:
    """`Nilai` under a group is the group's mark; by itself it is a question, like `Nilai Akhir` without partner."""
    if said.field in ("mark_alone", "mark_final") and (
        meant.scale or profile.common_denominator or (meant.phase and meant.sure_phase) or meant.aspect
    ):
        if not meant.rest and meant.phase is None and meant.aspect is None:
            meant = replace(meant, rest=(meant.heading.split("/")[0].strip(),))
        return _by_profile(meant, None, profile)
    if said.field == "mark_alone" and meant.rest:
        return _by_profile(meant, None, profile)
    if not profile.is_numeric and profile.filled:
        return replace(meant, role="ignored" if said.field == "competency" else "derived", field="text", phase=None)
    return replace(meant, role="ask", field=said.field, aspect=None)


def _letters_side_by_side(meant: list[Meant]) -> list[Meant]:
    """`S | I | A` are attendance where at least two of them are neighbours."""
    letters = {m.column: plain(m.heading).split()[-1] for m in meant if plain(m.heading)}
    alone = {c for c, text in letters.items() if text in single_words("attendance_letters")}
    beside = {c for c in alone if (c - 1 in alone or c + 1 in alone)}
    core = {letters[c] for c in beside}
    if len(core & {"s", "i", "a", "h"}) < 2:
        return meant
    return [
        replace(m, role="attendance", field="letters", aspect=None, phase=None, rest=(), scale=None)
        if m.column in beside
        else m
        for m in meant
    ]
