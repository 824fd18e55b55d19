"""One student: an aspect before and after, and each criterion with the cell it came from."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from capaian.improvement import middle_half
from capaian.locale import Texts
from capaian.scores import Phase
from capaian.web.caching import CohortTables, rows_as_read
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_numbers import MiddleHalf, bar_ends, before_after_bar
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_hue, aspect_name, change, mark, passed, phase_name


def identity(facts: Mapping[str, str]) -> Html:
    """Name and value of what is known about the student; what is empty is left out."""
    known = [tag("div", tag("dt", name), tag("dd", value)) for name, value in facts.items() if value]
    return tag("dl", *known, class_="cp-identity")


def student_card(
    aspect: str | None,
    gains: pd.DataFrame,
    t: Texts,
    *,
    pass_mark: float | None,
    middle: MiddleHalf | None = None,
    lower: bool = False,
) -> Html:
    """One aspect of one student: both marks, the change in a word, the pass mark in a word.

    gains: the one row of the aspect as a whole, or none. pass_mark: None where the aspect has none.
    middle: where the middle half of the cohort stands, None where the cohort is too small to say. lower:
    whether lower is better.
    """
    head = tag("h3", aspect_name(aspect, t))
    if gains.empty:
        words = tag("p", t("Belum ada pasangan nilai sebelum dan sesudah."), class_="cp-quiet")
        return tag("article", head, words, class_=f"cp-card {aspect_hue(aspect)}")
    before, after, gain = (float(gains[name].iloc[0]) for name in ("before", "after", "gain"))
    return tag(
        "article",
        tag("div", head, change(gain, t), class_="cp-card-top"),
        tag("p", t.signed(gain), tag("small", " ", t("poin")), class_="cp-number"),
        before_after_bar(before, after, pass_mark=pass_mark, scale_max=100, t=t, middle=middle),
        bar_ends(before, after, t),
        _middle(middle, t),
        _pass(after, pass_mark, t, lower),
        class_=f"cp-card {aspect_hue(aspect)}",
    )


def _middle(middle: MiddleHalf | None, t: Texts) -> Html | None:
    if middle is None:
        return None
    ends = {"low": t.number(middle.before[0]), "high": t.number(middle.before[1])}
    ends |= {"after_low": t.number(middle.after[0]), "after_high": t.number(middle.after[1])}
    words = t("Separuh tengah kohort: sebelum {low}–{high}, sesudah {after_low}–{after_high}", **ends)
    return tag("p", words, class_="cp-quiet cp-below")


def middle_halves(tables: CohortTables) -> dict[str, MiddleHalf]:
    """Where the middle half of a cohort stands in each aspect ("" for none) that has enough students."""
    found = rows_as_read(middle_half(tables.gains))
    return {
        row["aspect"] or "": MiddleHalf((row["before_low"], row["before_high"]), (row["after_low"], row["after_high"]))
        for row in found
    }


def timeline(steps: Sequence[tuple[str, str, pd.DataFrame]], t: Texts) -> Html:
    """The cohorts a student took part in, one below the other in time: name, dates, and each aspect in words.

    steps: name, days, and the student's gains in whole aspects there.
    """
    return tag("ol", *(_step(*step, t) for step in steps), class_="cp-timeline")


def _step(name: str, days: str, gained: pd.DataFrame, t: Texts) -> Html:
    told = [
        t(
            "{aspect} {before} → {after}",
            aspect=aspect_name(each["aspect"], t),
            before=t.number(each["before"]),
            after=t.number(each["after"]),
        )
        for each in rows_as_read(gained)
    ]
    words = " · ".join(told) or t("Belum ada pasangan nilai sebelum dan sesudah.")
    return tag("li", tag("b", name), f" {days}" if days else None, tag("small", words))


def _pass(after: float, pass_mark: float | None, t: Texts, lower: bool) -> Html | None:
    if pass_mark is None:
        return None
    return tag(
        "p", t("KKM {mark}", mark=t.exact(pass_mark)), ": ", passed(after, pass_mark, t, lower=lower), class_="cp-below"
    )


def marks_table(marks: pd.DataFrame, t: Texts) -> Html:
    """Every mark of one student in one cohort and aspect, criterion by criterion; `marks` has SCORE_COLUMNS.

    Under each mark stands its cell; file and sheet too, but said once where all marks share them.
    """
    phases = [phase for phase in Phase if phase in {Phase.BEFORE, Phase.AFTER} or phase in set(marks["phase"])]
    heads = [
        Column(t("Kriteria")),
        *(Column(_capital(phase_name(phase, t))) for phase in phases),
        Column(t("Perubahan")),
    ]
    sheets = {_place(source)[:2] for source in marks["source"]}
    common = sheets.pop() if len(sheets) == 1 else None
    rows: list[list[Html | str]] = []
    for criterion, own in marks.groupby("criterion", sort=False, observed=True):
        by_phase: dict[str, Any] = {str(each.phase): each for each in own.itertuples()}
        cells = [_mark(by_phase.get(phase), t, common=common) for phase in phases]
        rows.append([str(criterion) or t("Nilai aspek"), *cells, _change(by_phase, t)])
    told = table(heads, rows, caption=t("Nilai tiap kriteria"))
    if common is None or not common[0]:
        return told
    words = t("Dari berkas {file}, lembar {sheet}.", file=common[0], sheet=common[1])
    return together(told, tag("p", words, class_="cp-quiet"))


def _mark(own: Any, t: Texts, *, common: tuple[str, str] | None) -> Html:
    if own is None:
        return together(mark(None, None, t))
    file, sheet, cell = _place(own.source)
    told = [tag("span", t("sel {cell}", cell=cell)) if cell else None]
    if common is None and file:
        told = [tag("span", t("{sheet}, sel {cell}", sheet=sheet, cell=cell)), tag("span", file)]
    return tag("span", tag("strong", mark(own.score, own.state, t)), *told, class_="cp-place")


def _place(source: object) -> tuple[str, str, str]:
    """File, sheet and cell of `file!sheet!C3`; empty where the mark came from no workbook."""
    file, sheet, cell = ("", "", "", *str(source).rsplit("!", 2))[-3:] if isinstance(source, str) else ("", "", "")
    return (file, sheet, cell) if file else ("", "", "")


def _change(by_phase: Mapping[str, Any], t: Texts) -> Html:
    before, after = by_phase.get(Phase.BEFORE), by_phase.get(Phase.AFTER)
    if before is None or after is None or pd.isna(before.score) or pd.isna(after.score):
        return change(None, t)
    gain = after.score - before.score
    return together(t.signed(gain), " ", change(gain, t))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
