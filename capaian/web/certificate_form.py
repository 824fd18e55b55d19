"""One certificate by hand: chosen or new, filled in, saved, taken out."""

import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from capaian.locale import N_, Texts
from capaian.problems import CapaianError
from capaian.reading import UnitResult
from capaian.store import (
    Certificate,
    Cohort,
    delete_certificate,
    load_certificate_list,
    save_certificate,
)
from capaian.web.outcome import note_done, note_trouble
from capaian.web.page import Visit
from capaian.web.parts_certificates import scheme_name
from capaian.web.shown import plain

_RESULT: Final = re.compile(r"(?:^|[\s;|,:=–-])\(?(BK|K|Belum Kompeten|Kompeten)\)?\s*\.?$", re.IGNORECASE)
_CODE: Final = re.compile(r"^([A-Z]{1,4}\.?[A-Z0-9]{1,8}(?:\.[A-Z0-9]{1,4})+)\s*[;|,:–-]?\s*(.*)$")
_OUTCOMES: Final = {"": N_("belum diputuskan"), "K": N_("kompeten"), "BK": N_("belum kompeten")}
NEW: Final = 0


def units_in(text: str) -> tuple[tuple[UnitResult, ...], tuple[str, ...]]:
    """The units of a text, one a line (`X.1.02 Mengelas pelat: K`), and the lines without a result."""
    units, wrong = [], []
    for line in filter(None, (" ".join(raw.split()) for raw in text.splitlines())):
        found = _RESULT.search(line)
        named = line[: found.start()].strip(" ;|,:=–-") if found else ""
        if found is None or not named:
            wrong.append(line)
            continue
        coded = _CODE.match(named)
        code, title = coded.groups() if coded else ("", named)
        said = found[1].casefold()
        units.append(UnitResult(code, title.strip(), "BK" if said.startswith("b") else "K"))
    return tuple(units), tuple(wrong)


def as_lines(units: Sequence[UnitResult]) -> str:
    """What units_in reads back as the same units."""
    return "\n".join(f"{' '.join(filter(None, (unit.code, unit.title)))}: {unit.result}" for unit in units)


def draw_by_hand(visit: Visit, cohort: Cohort, roster: pd.DataFrame) -> None:
    """Which student, which certificate, and its form."""
    t = visit.t
    rows: list[Any] = list(roster.itertuples())
    people = {row.student: f"{row.name} ({row.class_name or '–'})" for row in rows}
    student = st.selectbox(
        t("Siswa"), list(people), index=None, format_func=lambda one: plain(people[one]), key="hand_student",
        placeholder=t("Pilih siswa"),
    )  # fmt: skip
    if student is None:
        return
    held = {one.id: one for one in load_certificate_list(visit.store, visit.actor, cohort.id) if one.student == student}
    names = {NEW: t("Sertifikat baru"), **{one.id: scheme_name(one.scheme, t) for one in held.values()}}
    chosen = NEW
    if held:
        chosen = st.selectbox(
            t("Sertifikat"), list(names), index=1, format_func=lambda one: plain(names[one]),
            key=f"hand_which_{student}", placeholder=t("Pilih satu"),
        )  # fmt: skip
    _draw_form(visit, cohort, held.get(chosen or NEW) or Certificate(int(student)))


def _draw_form(visit: Visit, cohort: Cohort, one: Certificate) -> None:
    t, key = visit.t, f"hand_{one.student}_{one.id}"
    with st.form(key):
        left, right = st.columns(2)
        left.text_input(t("Skema"), one.scheme, key=f"{key}_scheme", max_chars=200)
        right.text_input(
            t("Penerbit"), one.issuer, key=f"{key}_issuer", max_chars=200, placeholder=t("mis. LSP, atau BLPT")
        )
        left, right = st.columns(2)
        _choose(left, t("Rekomendasi asesor"), one.recommended, f"{key}_recommended", t)
        _choose(right, t("Keputusan LSP"), one.overall, f"{key}_overall", t)
        first, second, third = st.columns(3)
        first.text_input(t("Nomor sertifikat"), one.number, key=f"{key}_number", max_chars=200)
        second.date_input(t("Tanggal terbit"), one.issued_on, key=f"{key}_issued", format="DD/MM/YYYY")
        third.date_input(t("Berlaku sampai"), one.valid_until, key=f"{key}_until", format="DD/MM/YYYY")
        st.text_area(
            t("Unit kompetensi, satu baris tiap unit: kode, judul, lalu K atau BK"), as_lines(one.units),
            key=f"{key}_units", height=180, placeholder=t("X.100000.001.01 Menerapkan keselamatan kerja: K"),
        )  # fmt: skip
        st.form_submit_button(t("Simpan sertifikat"), type="primary", on_click=_save, args=(visit, cohort, one, key))
    if one.id:
        st.button(t("Hapus sertifikat ini"), icon=":material/delete:", key=f"{key}_delete", on_click=_delete,
                  args=(visit, one))  # fmt: skip


def _choose(place: Any, label: str, value: str | None, key: str, t: Texts) -> None:
    options = list(_OUTCOMES)
    place.selectbox(
        label, options, index=options.index(value or ""), format_func=lambda each: t(_OUTCOMES[each]), key=key
    )


def _save(visit: Visit, cohort: Cohort, one: Certificate, key: str) -> None:
    t, typed = visit.t, st.session_state
    units, wrong = units_in(typed[f"{key}_units"])
    if wrong:
        note_trouble(t("Baris ini belum menyebut K atau BK: {line}", line=wrong[0]))
        return
    told = Certificate(
        one.student, typed[f"{key}_scheme"], typed[f"{key}_issuer"], typed[f"{key}_number"], typed[f"{key}_issued"],
        typed[f"{key}_until"], typed[f"{key}_overall"] or None, typed[f"{key}_recommended"] or None, units, one.id,
    )  # fmt: skip
    try:
        save_certificate(visit.store, visit.actor, cohort.id, told)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    note_done(t("Sertifikat tersimpan."))


def _delete(visit: Visit, one: Certificate) -> None:
    t = visit.t
    try:
        delete_certificate(visit.store, visit.actor, one.id)
    except CapaianError as error:
        note_trouble(error.message(t))
        return
    note_done(t("Sertifikat dihapus. Untuk mengembalikannya, buka Perubahan."))
