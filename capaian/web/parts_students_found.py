"""The students of a file in three piles, and the form in which a person decides who is who."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from capaian.access import Action, may
from capaian.locale import Texts
from capaian.problems import CapaianError
from capaian.reading.names import same_class
from capaian.store import Cohort, PossibleStudent
from capaian.web.outcome import note_trouble
from capaian.web.page import Visit
from capaian.web.parts_html import Html, draw, tag
from capaian.web.parts_tables import Column, table
from capaian.web.shown import plain, shown
from capaian.web.uploading import answer_student, answers

_OPEN: Final = 30
"""So many students are asked about at once; the next come when these are decided."""
_SEVERAL: Final = 3
"""From so many on, students of whom only the class differs can be decided about at once."""
NEW, SKIP = "new", "skip"


def draw_students(visit: Visit, cohort: Cohort, matches: pd.DataFrame) -> None:
    """Who is sure, who is to be confirmed, who is not on the roster."""
    t = visit.t
    if not cohort.enrolled:
        said = t.plural(
            "Kohort ini belum punya siswa: {n} siswa di berkas menjadi siswanya.",
            "Kohort ini belum punya siswa: {n} siswa di berkas menjadi siswanya.",
            len(matches),
        )
        draw(tag("p", said))
    else:
        draw(pile_counts(matches, t))
    _draw_to_confirm(visit, cohort, matches[matches["pile"] == "to_confirm"])
    if cohort.enrolled:
        _draw_unknown(visit, cohort, matches[matches["pile"] == "unknown"])


def pile_counts(matches: pd.DataFrame, t: Texts) -> Html:
    """Three numbers, each with its word."""
    piles = matches["pile"].value_counts()
    told = [
        (t("Pasti"), "sure", t("dikenal dari NISN, NIS, atau nama")),
        (t("Perlu dipastikan"), "to_confirm", t("mungkin siswa yang sudah ada")),
        (t("Tidak ada di kohort"), "unknown", t("dilewati, kecuali Anda menambahkannya")),
    ]
    boxes = [
        tag(
            "div",
            tag("b", t.number(int(piles.get(pile, 0)), 0)),
            tag("span", name),
            tag("small", why),
            class_="cp-count",
        )
        for name, pile, why in told
    ]
    return tag("div", *boxes, class_="cp-counts")


def _draw_to_confirm(visit: Visit, cohort: Cohort, rows: pd.DataFrame) -> None:
    t = visit.t
    if rows.empty:
        return
    asked = asked_now(list(rows.itertuples()), answers().students)
    st.subheader(t("Siapa yang dimaksud?"), anchor=False)
    _draw_other_class(visit, cohort, other_class_only(rows))
    with st.form("to_confirm"):
        for each in asked:
            _ask(visit, cohort, each)
        places = [(each.place, _key(each)) for each in asked]
        st.form_submit_button(t("Pakai pilihan ini"), on_click=_confirm, args=(visit, cohort.id, places))


def asked_now(rows: list[Any], decided: Mapping[str, Any]) -> list[Any]:
    """Who is asked about: at most thirty, the undecided first, so that of a long list the last come up too."""
    return sorted(rows, key=lambda each: decided.get(each.place) is not None)[:_OPEN]


def other_class_only(rows: pd.DataFrame) -> dict[str, int]:
    """Who is meant, by place, where nothing but the class is another: one student of the cohort with this very name.

    Whoever could be two people, by a second row, a second candidate or a number, is not among them.
    """
    listed: list[Any] = list(rows.itertuples())
    sought = [each for each in listed if len(each.candidates) == 1]
    times = Counter(each.candidates[0].student for each in sought)
    return {
        each.place: one.student
        for each in sought
        if (one := each.candidates[0]).here and one.by == "name" and one.similarity == 1 and times[one.student] == 1
        if each.class_name and one.class_name and same_class(each.class_name) != same_class(one.class_name)
        if not (each.nisn and one.nisn)
    }


def _draw_other_class(visit: Visit, cohort: Cohort, meant: dict[str, int]) -> None:
    """Of a class that has moved up nobody is asked thirty-six times; the table of each stays below, to be changed."""
    t = visit.t
    left = {place: student for place, student in meant.items() if answers().students.get(place) is None}
    if len(left) < _SEVERAL:
        return
    said = t(
        "{n} siswa ada di kohort ini dengan nama yang sama persis, hanya kelasnya lain, misalnya karena naik kelas. "
        "Periksa tabel di bawah; bila mereka memang siswa yang sama, cukup satu tombol.",
        n=len(left),
    )
    draw(tag("p", said))
    st.button(
        t("Mereka siswa yang sama: {n} siswa", n=len(left)),
        key="same_students",
        on_click=_same_students,
        args=(visit, cohort.id, left),
    )


def _same_students(visit: Visit, cohort_id: int, meant: dict[str, int]) -> None:
    st.session_state.update({f"who_{place}": student for place, student in meant.items()})
    _decide(visit, cohort_id, dict(meant))


def _key(each: Any) -> str:
    return f"who_{each.place}"


def _ask(visit: Visit, cohort: Cohort, each: Any) -> None:
    """Both side by side, the one in the file and those who may be meant, and the choice below."""
    t = visit.t
    draw(side_by_side(each, t))
    people: dict[Any, str] = {one.student: t("{name} di Capaian", name=one.name) for one in each.candidates}
    for one in each.candidates:
        twins = [other for other in each.candidates if other.name == one.name]
        if len(twins) > 1:
            people[one.student] = " · ".join(filter(None, (people[one.student], one.class_name, one.nisn or one.nis)))
    if may(visit.actor, Action.ADD_STUDENTS, cohort.id) or not cohort.enrolled:
        people[NEW] = t("Siswa lain: tambahkan ke kohort")
    people[SKIP] = t("Lewati siswa ini")
    decided = answers().students.get(each.place)
    options = list(people)
    st.selectbox(
        t("{name} di berkas adalah", name=shown(each.name)),
        options,
        index=options.index(decided) if decided in options else None,
        format_func=lambda one: plain(people[one]),
        key=_key(each),
        placeholder=t("Pilih satu"),
    )


def side_by_side(each: Any, t: Texts) -> Html:
    """The student of the file above those who may be meant; what differs is seen at a glance."""
    heads = [Column(t("Siapa")), Column(t("Nama")), Column("NISN"), Column("NIS"), Column(t("Kelas"))]
    first = [t("Di berkas"), each.name, each.nisn or "–", each.nis or "–", each.class_name or "–"]
    others = [_possible(one, t) for one in each.candidates]
    return table(heads, [first, *others], caption=t("Siswa di berkas dan siswa di Capaian"), brief=True)


def _possible(one: PossibleStudent, t: Texts) -> list[str]:
    where = t("Di kohort ini") if one.here else t("Di sekolah ini")
    return [where, one.name, one.nisn or "–", one.nis or "–", one.class_name or "–"]


def _confirm(visit: Visit, cohort_id: int, places: list[tuple[str, str]]) -> None:
    chosen = {place: st.session_state.get(key) for place, key in places}
    _decide(visit, cohort_id, chosen)


def _draw_unknown(visit: Visit, cohort: Cohort, rows: pd.DataFrame) -> None:
    t = visit.t
    if rows.empty:
        return
    listed: list[Any] = list(rows.itertuples())
    by_place = {each.place: each for each in listed}
    names = ", ".join(each.name for each in listed[:_OPEN])
    draw(tag("p", t("Tidak ada di daftar kohort: {names}.", names=names)))
    if not may(visit.actor, Action.ADD_STUDENTS, cohort.id):
        draw(tag("p", t("Mereka dilewati. Admin sekolah dapat menambahkannya."), class_="cp-quiet"))
        return
    with st.form("strangers"):
        st.multiselect(
            t("Tambahkan ke kohort (yang tidak dipilih dilewati)"),
            list(by_place),
            default=[place for place in by_place if answers().students.get(place) == NEW],
            format_func=lambda place: plain(f"{by_place[place].name} ({by_place[place].class_name or '–'})"),
            key="strangers_added",
            placeholder=t("Pilih siswa"),
        )
        st.form_submit_button(t("Tambahkan yang dipilih"), on_click=_add, args=(visit, cohort.id, list(by_place)))


def _add(visit: Visit, cohort_id: int, places: list[str]) -> None:
    added = st.session_state.get("strangers_added", [])
    _decide(visit, cohort_id, {place: NEW if place in added else None for place in places})


def _decide(visit: Visit, cohort_id: int, chosen: dict[str, Any]) -> None:
    try:
        answer_student(visit, cohort_id, chosen)
    except CapaianError as error:
        note_trouble(error.message(visit.t))
