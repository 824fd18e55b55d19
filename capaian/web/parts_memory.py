"""A remembered meaning in words, and the choices a person has to change it."""

from collections.abc import Mapping
from typing import Any, Final

from capaian.locale import Texts
from capaian.reading import ColumnAnswer, Meaning
from capaian.reading.answers import AS_WRITTEN, DID_NOT_SIT, EVERYWHERE, MISSING
from capaian.scores import Aspect, Phase
from capaian.store import Remembered
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_mapping import column_told
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_name, phase_name, status

NO_MARK: Final = "ignored"
FORGET: Final = "forget"
_MOST: Final = 12
"""So many headings are named; a class list has hundreds."""


def memory_card(remembered: Remembered, t: Texts, *, time_zone: str) -> Html:
    """One remembered meaning: whose it is, since when, of which headings, and what was said of each."""
    meaning = remembered.meaning
    word = status("▲", t("milik sekolah"), "good") if remembered.is_school else status("●", t("milik Anda"), "calm")
    named = [heading for heading in meaning.headings if heading]
    headings = ", ".join(named[:_MOST]) + (" …" if len(named) > _MOST else "")
    said = t("dipakai untuk judul: {headings}", headings=headings)
    return tag(
        "article",
        tag("div", tag("h3", title_of(meaning, t)), word, class_="cp-card-top"),
        tag("p", together(said, " · ", t("sejak {when}", when=t.moment(remembered.at, time_zone))), class_="cp-quiet"),
        table(
            [Column(t("Judul atau tulisan")), Column(t("Artinya"))], _lines(meaning, t), caption=t("Makna tersimpan"),
            brief=True,
        ),
    )  # fmt: skip


def title_of(meaning: Meaning, t: Texts) -> str:
    """`Nilai, Nilai Akhir`: the headings that something was said of."""
    named = [heading_of(meaning, at, t) for at in sorted(meaning.columns)]
    return ", ".join(named) or t("Arti tulisan di sel")


def heading_of(meaning: Meaning, at: int, t: Texts) -> str:
    """The heading at a place, or how many columns stand before one that has none."""
    return meaning.headings[at] or t("kolom ke-{n} tanpa judul", n=t.number(at + 1, 0))


def _lines(meaning: Meaning, t: Texts) -> list[list[Html | str]]:
    columns: list[list[Html | str]] = [
        [heading_of(meaning, at, t), answer_told(meaning.columns[at], t)] for at in sorted(meaning.columns)
    ]
    values: list[list[Html | str]] = [
        [value_name(meaning, scope, text, t), value_told(what, t)] for scope, text, what in values_of(meaning)
    ]
    return [*columns, *values]


def values_of(meaning: Meaning) -> list[tuple[str, str, str]]:
    """Scope, text and what it stands for, in the order of the columns, everywhere last."""
    scopes = sorted(meaning.values, key=lambda scope: (scope == EVERYWHERE, len(scope), scope))
    return [(scope, text, what) for scope in scopes for text, what in sorted(meaning.values[scope].items())]


def value_name(meaning: Meaning, scope: str, text: str, t: Texts) -> str:
    """`“-” di Nilai Akhir`, or in every column."""
    if scope == EVERYWHERE:
        return t("“{text}” di semua kolom", text=text)
    return t("“{text}” di {heading}", text=text, heading=heading_of(meaning, int(scope), t))


def value_told(what: str, t: Texts) -> str:
    """`tidak ikut tes`."""
    told = {MISSING: t("belum dinilai"), DID_NOT_SIT: t("tidak ikut tes"), AS_WRITTEN: t("seperti tertulis")}
    return told.get(what) or t("nilai {mark}", mark=what)


def answer_told(answer: ColumnAnswer, t: Texts) -> str:
    """`Teknis · sesudah · Las datar`."""
    scale = (answer.scale.min, answer.scale.max) if answer.scale else None
    return column_told(answer.role, answer.aspect, answer.phase, answer.criterion, scale, t)


def column_choices(answer: ColumnAnswer, t: Texts) -> dict[str, str]:
    """What a column can be said to mean instead, by a key; the meaning it has is among them."""
    phases = [Phase.BEFORE, Phase.AFTER]
    if answer.phase is not None and answer.phase not in phases:
        phases.append(answer.phase)
    marks = {
        f"{aspect or ''} {phase}": f"{aspect_name(aspect, t)} {phase_name(phase, t)}"
        for aspect in (*Aspect, None)
        for phase in phases
    }
    other = {} if key_of(answer) in marks else {key_of(answer): answer_told(answer, t)}
    return {**marks, NO_MARK: t("Bukan nilai"), **other, FORGET: t("Lupakan: tanyakan lagi")}


def key_of(answer: ColumnAnswer) -> str:
    """The key of a column's meaning among its choices."""
    if answer.role == "score":
        return f"{answer.aspect or ''} {answer.phase or ''}"
    return NO_MARK if answer.role == "ignored" else f"{answer.role} {answer.field}"


def value_choices(what: str, t: Texts) -> dict[str, str]:
    """What a text can be said to stand for instead; what it stands for is among them."""
    known = {each: value_told(each, t) for each in (MISSING, DID_NOT_SIT, AS_WRITTEN)}
    return {**known, what: value_told(what, t), FORGET: t("Lupakan: tanyakan lagi")}


def changed_meaning(
    meaning: Meaning, columns: Mapping[int, tuple[str, str]], values: Mapping[tuple[str, str], str]
) -> Meaning:
    """The meaning as chosen anew. columns: the key chosen and the criterion, by place; values: by scope and text."""
    new_columns = {
        at: _answered(meaning.columns[at], key, criterion) for at, (key, criterion) in columns.items() if key != FORGET
    }
    new_values: dict[str, dict[str, str]] = {}
    for (scope, text), what in values.items():
        if what != FORGET:
            new_values.setdefault(scope, {})[text] = what
    return Meaning(meaning.headings, new_columns, new_values)


def _answered(answer: ColumnAnswer, key: str, criterion: str) -> ColumnAnswer:
    if key == NO_MARK:
        return ColumnAnswer(NO_MARK)
    if answer.role != "score" and key == key_of(answer):
        return answer
    aspect, _, phase = key.rpartition(" ")
    told: dict[str, Any] = {"aspect": Aspect(aspect) if aspect else None, "phase": Phase(phase)}
    return ColumnAnswer("score", criterion=" ".join(criterion.split()), scale=answer.scale, **told)
