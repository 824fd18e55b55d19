"""The school in one look: its aspects, its cohorts, who still waits for a second mark; every number is a way in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from capaian.improvement import participants_of, people
from capaian.locale import N_, Texts
from capaian.scores import Aspect, CohortKind
from capaian.store import Cohort
from capaian.web.parts_choice import ASPECT, CLASS, COHORT, MISSING, OPENED
from capaian.web.parts_html import Html, tag
from capaian.web.parts_numbers import aspect_card, before_after_bar
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_hue, aspect_name, cohort_kind
from capaian.web.school_view import ClassWaiting, CohortSums, waiting

NAMED: Final = 5
"""So many cohorts are named in the card of an aspect; the others stand in their own cards."""
LACKING: Final = {
    (False, False): N_("nilai sebelum dan sesudah"),
    (True, False): N_("nilai sesudah"),
    (False, True): N_("nilai sebelum"),
}
"""What a class lacks, by whether it has marks before and after."""
FEW: Final = 2
"""From so many pairs on there is a mean gain (statistics.md, sizes)."""


WAITING: Final = "menunggu"
"""The place on the page where those are told who wait for a second mark."""


def way_to(cohort: Cohort, aspect: str | None = None, *, class_name: str = "", missing: bool = False) -> str:
    """The address where the students behind a number are. missing: those who have not both marks stand open."""
    chosen = {ASPECT: aspect, CLASS: class_name, OPENED: MISSING if missing else None}
    return "kohort?" + urlencode({COHORT: str(cohort.id)} | {name: value for name, value in chosen.items() if value})


def school_card(total: Mapping[str, Any], programmes: Sequence[CohortSums], t: Texts) -> Html:
    """One aspect over all programme cohorts, and under it what each of them adds, leading to its students."""
    rows = [(one.cohort, row) for one in programmes if (row := one.row(total["aspect"])) and row["n_matched"]]
    lines = [_contribution(cohort, row, t) for cohort, row in rows[:NAMED]]
    rest = len(rows) - NAMED
    if rest > 0:
        lines.append(tag("li", t.plural("dan {n} kohort lain di bawah", "dan {n} kohort lain di bawah", rest)))
    waits = any(one.opens and any(map(waiting, one.rows)) for one in programmes)
    missing = f"#{WAITING}" if waits else None
    who = participants_of(cohort.participants for cohort, _ in rows)
    below = tag("ul", *lines, class_="cp-ways") if lines else None
    return aspect_card(total, t.about(who), below=below, missing=missing)


def _contribution(cohort: Cohort, row: Mapping[str, Any], t: Texts) -> Html:
    pairs = people(int(row["n_matched"]), cohort.participants, t)
    gain = tag("b", _gain(row, t))
    words = tag("span", tag("span", cohort.name), tag("small", pairs, class_="cp-quiet"))
    return tag("li", tag("a", words, gain, href=way_to(cohort, row["aspect"])))


def cohort_card(one: CohortSums, t: Texts) -> Html:
    """One cohort: who, when, and a line an aspect with its before-after bar; each line leads to its students."""
    cohort = one.cohort
    days = [t.date(day) for day in (cohort.starts_on, cohort.ends_on) if day]
    facts = [
        "" if cohort.kind is CohortKind.PROGRAMME else cohort_kind(cohort.kind, t),
        cohort.partner,
        " – ".join(days),
        people(cohort.enrolled, cohort.participants, t),
    ]
    return tag(
        "article",
        tag("h3", tag("a", cohort.name, href=way_to(cohort))),
        tag("p", " · ".join(fact for fact in facts if fact), class_="cp-quiet"),
        tag("ul", *(_aspect_line(cohort, row, t) for row in one.rows), class_="cp-ways"),
        class_="cp-card",
    )


def _aspect_line(cohort: Cohort, row: Mapping[str, Any], t: Texts) -> Html:
    bar = None
    if row["n_matched"]:
        bar = before_after_bar(row["mean_before"], row["mean_after"], pass_mark=row["pass_mark"], scale_max=100, t=t)
    pieces = tag("span", tag("span", aspect_name(row["aspect"], t))), bar, tag("b", _gain(row, t))
    return tag(
        "li", tag("a", *pieces, href=way_to(cohort, row["aspect"]), class_=f"cp-line {aspect_hue(row['aspect'])}")
    )


def _gain(row: Mapping[str, Any], t: Texts) -> str:
    """`+12,4`; in words where so few pairs carry no mean."""
    n = int(row["n_matched"])
    if n < FEW:
        return t("satu siswa") if n else t("belum ada pasangan")
    return t.signed(row["mean_gain"])


def waiting_table(cohorts: Sequence[CohortSums], t: Texts) -> Html | None:
    """How many students of each cohort have a mark before and none after, by aspect; None where nobody waits."""
    found = [one for one in cohorts if one.opens and any(waiting(row) for row in one.rows)]
    if not found:
        return None
    there = {row["aspect"] for one in found for row in one.rows}
    aspects = [aspect for aspect in (*Aspect, None) if aspect in there]
    heads = [Column(t("Kohort")), *(Column(aspect_name(aspect, t), number=True) for aspect in aspects)]
    lines = [
        [tag("a", one.cohort.name, href=way_to(one.cohort)), *(_waiting(one, aspect, t) for aspect in aspects)]
        for one in found
    ]
    return table(heads, lines, caption=t("Siswa yang menunggu nilai sesudah"), brief=True)


def _waiting(one: CohortSums, aspect: str | None, t: Texts) -> Html | str:
    row = one.row(aspect)
    if row is None or not waiting(row):
        return "–"
    words = t.plural("{n} siswa", "{n} siswa", waiting(row))
    return tag("a", words, href=way_to(one.cohort, aspect, missing=True))


def class_table(classes: Sequence[ClassWaiting], t: Texts) -> Html:
    """A line a class that has not brought its marks: which, in which cohort, how many students, what is lacking."""
    heads = [
        *(Column(t("Kelas")), Column(t("Kohort"))),
        *(Column(t("Jumlah siswa"), number=True), Column(t("Yang belum ada"))),
    ]
    rows = [
        [
            tag("a", one.class_name or t("Tanpa kelas"), href=way_to(one.cohort, class_name=one.class_name)),
            one.cohort.name,
            t.number(one.students, 0),
            t(LACKING[one.has_before, one.has_after]),
        ]
        for one in classes
    ]
    return table(heads, rows, caption=t("Kelas yang belum mengunggah"), brief=True)
