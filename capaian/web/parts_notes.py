"""The quiet lines under the number, each one click from the students it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from capaian.improvement import (
    PILES,
    ReliableChange,
    attrition_note,
    ceiling_note,
    cluster_note,
    missing_piles,
    rated_note,
    reliable_change_line,
    reliable_change_note,
    zero_rows,
    zeros_note,
)
from capaian.locale import N_, Texts
from capaian.web.caching import CohortTables, gains_of, of_aspect, row_of
from capaian.web.evidence import Evidence
from capaian.web.parts_html import Html, tag
from capaian.web.parts_students import missing_list

HIGH: float = 90
"""From here a mark is near the best one."""
_HEADINGS = {
    "before_only": N_("Hanya nilai sebelum"),
    "after_only": N_("Hanya nilai sesudah"),
    "neither": N_("Belum ada nilai"),
    "apart": N_("Nilai sebelum dan sesudah di kriteria yang berbeda"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One line. piles: the students behind it, with a heading for each pile. lacking: they lack a mark.

    more: what else it says, once it is opened.
    """

    text: str
    piles: Sequence[tuple[str, pd.DataFrame]] = ()
    lacking: bool = False
    more: str = ""


def note_list(notes: Sequence[Note], t: Texts, *, open_lacking: bool = False) -> Html | None:
    """The lines, those with students to be opened; nothing where there is nothing to say.

    open_lacking: the list of those who lack a mark stands open.
    """
    items = [tag("li", _line(note, t, is_open=note.lacking and open_lacking)) for note in notes]
    return tag("ul", *items, class_="cp-notes") if items else None


def _line(note: Note, t: Texts, *, is_open: bool) -> Html:
    text, more = (words[:1].upper() + words[1:] for words in (note.text, note.more))
    if not note.piles and not more:
        return tag("p", text)
    inside = (tag("p", f"{more}.") if more else None, missing_list(note.piles, t) if note.piles else None)
    return tag("details", tag("summary", text), *inside, open="" if is_open else None)


def cohort_notes(
    tables: CohortTables, evidence: Evidence, aspect: str | None, reliable: ReliableChange | None, t: Texts
) -> list[Note]:
    """What a reader should know of one aspect of a cohort, the weightiest first."""
    gained = gains_of(tables, aspect).merge(tables.roster, on="student")
    row = row_of(tables.summary[tables.summary["criterion"].isna()], aspect)
    notes = [_missing(tables, evidence, aspect, t)]
    if row is None or not row["n_matched"]:
        return [note for note in notes if note.text]
    notes.append(_zeros(gained, evidence, row, aspect, t))
    high = gained[gained["before"] <= 100 - HIGH if row["lower_is_better"] else gained["before"] >= HIGH]
    notes.append(Note(ceiling_note(row, t), [(_near_best(row, t), high)]))
    notes.append(_classes(gained, evidence, aspect, t))
    raters = row_of(evidence.raters, aspect)
    if raters is not None:
        notes.append(Note(rated_note(raters, t), _rated_by_others(tables, of_aspect(evidence.rated, aspect), t)))
    if int(row["n_matched"]) >= 5:
        notes.append(_reliability(gained, reliable, t))
    return [note for note in notes if note.text]


def _near_best(row: dict, t: Texts) -> str:
    if row["lower_is_better"]:
        return t("Nilai awal {mark} atau kurang", mark=t.exact(100 - HIGH))
    return t("Nilai awal {mark} atau lebih", mark=t.exact(HIGH))


def _rated_by_others(tables: CohortTables, rated: pd.DataFrame, t: Texts) -> list[tuple[str, pd.DataFrame]]:
    """The students whom somebody else rated after, by who rated them before and after."""
    named = tables.roster.merge(rated[["student", "rater_before", "rater_after"]], on="student").sort_values("name")
    return [
        (t("Sebelum {before}, sesudah {after}", before=before, after=after), students)
        for (before, after), students in named.groupby(["rater_before", "rater_after"])
    ]


def _missing(tables: CohortTables, evidence: Evidence, aspect: str | None, t: Texts) -> Note:
    roster = tables.roster.sort_values("name")
    piles = missing_piles(of_aspect(evidence.missing, aspect), roster["student"].tolist())
    if not (n := sum(map(len, piles.values()))):
        return Note(t("Semua siswa punya nilai sebelum dan sesudah."))
    attrition = row_of(evidence.attrition, aspect)
    said = attrition_note(attrition, t) if attrition else ""
    text = t.plural("{n} siswa belum punya kedua nilai", "{n} siswa belum punya kedua nilai", n)
    listed = [(t(_HEADINGS[name]), roster[roster["student"].isin(piles[name])]) for name in PILES]
    return Note(f"{text}: {said}" if said else text, listed, lacking=True)


def _zeros(gained: pd.DataFrame, evidence: Evidence, row: dict, aspect: str | None, t: Texts) -> Note:
    zeros = gained[zero_rows(gained)]
    kept = row_of(evidence.without_zeros, aspect)
    return Note(zeros_note(row, kept, len(zeros), t), [(t("Bernilai 0"), zeros)])


def _classes(gained: pd.DataFrame, evidence: Evidence, aspect: str | None, t: Texts) -> Note:
    cluster = row_of(evidence.clusters, aspect)
    if cluster is None or cluster["cluster_low"] is None:
        return Note("")
    by_class = [(str(name) or t("Tanpa kelas"), rows) for name, rows in gained.groupby("class_name")]
    return Note(cluster_note(cluster, t), by_class)


def _reliability(gained: pd.DataFrame, reliable: ReliableChange | None, t: Texts) -> Note:
    line, said = reliable_change_line(reliable, t), reliable_change_note(reliable, t)
    if reliable is None:
        return Note(line)
    limit = reliable.threshold
    return Note(
        line,
        more=said,
        piles=[]
        if not (reliable.improved or reliable.declined)
        else [
            (t("Turun nyata"), gained[gained["gain"] < -limit].sort_values("name")),
            (t("Naik nyata"), gained[gained["gain"] > limit].sort_values("name")),
        ],
    )
