"""Penilaian: how the marks of a cohort count, and the school's instruments that this is taken from."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from capaian.access import Action, may
from capaian.locale import N_
from capaian.problems import CapaianError
from capaian.scores import Aspect
from capaian.store import (
    Cohort,
    CohortRules,
    Instrument,
    data_version,
    delete_instrument,
    load_cohorts,
    load_lock,
    load_rules,
    save_instrument,
    save_raters,
    save_rules,
)
from capaian.web.instruments import BUILT_IN, all_instruments, instrument_name, with_instrument
from capaian.web.outcome import draw_outcome, note_done, note_trouble
from capaian.web.page import Visit, start_page
from capaian.web.parts_choice import INSTRUMENT, RULES_OF, choose_aspect, choose_cohort, choose_listed, choose_shown
from capaian.web.parts_details import quiet
from capaian.web.parts_html import draw, tag
from capaian.web.parts_rules import draw_draft, rules_table
from capaian.web.parts_style import use_style
from capaian.web.parts_words import aspect_name
from capaian.web.rule_draft import draft_of, forget_draft
from capaian.web.screens import METHOD, SCORING, page_of
from capaian.web.shown import plain

COHORT_RULES, INSTRUMENTS = "kohort", "instrumen"
PARTS: Final = {COHORT_RULES: N_("Aturan kohort"), INSTRUMENTS: N_("Instrumen sekolah")}
NEW: Final = "baru"


def draw_cohort(visit: Visit, cohorts: list[Cohort]) -> None:
    """The rules of one aspect of one cohort: to be read, and by who may edit the cohort to be changed."""
    t = visit.t
    cohort = choose_cohort(cohorts, t, label=t("Pilih kohort"))
    rules = load_rules(visit.store, visit.actor, cohort.id)
    unnamed: list[str | None] = [None] if rules.of(None) else []
    aspect = choose_aspect([*(each.value for each in Aspect), *unnamed], t)
    lock = load_lock(visit.store, visit.actor, cohort.id)
    is_open = lock is None and cohort.names_removed_on is None
    if not may(visit.actor, Action.EDIT_COHORT, cohort.id) or not is_open:
        draw_rules(visit, rules, aspect, signed_off=not is_open)
        return
    if aspect:
        draw_raters(visit, cohort, rules, aspect)
        draw_taking(visit, cohort, rules, aspect)
    draw_editor(visit, cohort, rules, aspect)


def draw_rules(visit: Visit, rules: CohortRules, aspect: str | None, *, signed_off: bool) -> None:
    """As they stand."""
    t = visit.t
    if signed_off:
        st.info(t("Kohort ini sudah dikunci atau hanya tersisa jumlahnya, jadi aturannya tidak dapat diubah lagi."))
    if not rules.of(aspect):
        draw(quiet(t("Aspek ini belum punya nilai dan belum punya instrumen di kohort ini.")))
        return
    if name := rules.instruments.get(aspect or ""):
        draw(quiet(t("Instrumen: {name}", name=instrument_name(name, t))))
    draw(rules_table(rules.of(aspect), t, weighed=rules.weighed(aspect)))


def draw_raters(visit: Visit, cohort: Cohort, rules: CohortRules, aspect: str) -> None:
    """Who rated the whole aspect, for files that do not say it."""
    t, (before, after) = visit.t, rules.raters.get(aspect, ("", ""))
    label = t("Penilai: {before} / {after}", before=before or "–", after=after or "–")
    with st.expander(label, icon=":material/person_edit:"), st.form(f"raters_{cohort.id}_{aspect}", border=False):
        draw(
            quiet(t("Isi bila berkas nilai tidak menyebut penilainya. Pergantian penilai disebut di samping angkanya."))
        )
        left, right = st.columns(2)
        left.text_input(t("Penilai sebelum"), before, max_chars=200, key=f"rater_before_{cohort.id}_{aspect}")
        right.text_input(t("Penilai sesudah"), after, max_chars=200, key=f"rater_after_{cohort.id}_{aspect}")
        st.form_submit_button(t("Simpan penilai"), on_click=keep_raters, args=(visit, cohort.id, aspect))


def keep_raters(visit: Visit, cohort_id: int, aspect: str) -> None:
    names = {when: st.session_state[f"rater_{when}_{cohort_id}_{aspect}"] or "" for when in ("before", "after")}
    attempt(
        visit, visit.t("Penilai disimpan."), lambda: save_raters(visit.store, visit.actor, cohort_id, aspect, **names)
    )


def draw_taking(visit: Visit, cohort: Cohort, rules: CohortRules, aspect: str) -> None:
    """An instrument to take criteria, weights and scales from."""
    t = visit.t
    found = [one for one in all_instruments(visit) if one.aspect == aspect]
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("Ambil dari instrumen"),
            range(len(found)),
            format_func=lambda at: plain(instrument_name(found[at].name, t)),
            key=f"take_{aspect}",
        )
        st.button(
            t("Pakai untuk kohort ini"), icon=":material/download_done:", on_click=take,
            args=(visit, cohort.id, rules, found[chosen or 0]),
        )  # fmt: skip


def take(visit: Visit, cohort_id: int, rules: CohortRules, instrument: Instrument) -> None:
    t, (wanted, staying) = visit.t, with_instrument(rules.of(instrument.aspect), instrument)
    done = t("Instrumen dipakai. Formulir kohort ini sekarang memuat kriterianya.")
    if staying:
        done += " " + t("Yang sudah punya nilai tetap ada: {names}. Bobot dikosongkan; isi lagi bila perlu.",
                        names=", ".join(staying))  # fmt: skip
    aspect, name = instrument.aspect.value, instrument.name
    attempt(visit, done, lambda: save_rules(visit.store, visit.actor, cohort_id, aspect, wanted, instrument=name))


def draw_editor(visit: Visit, cohort: Cohort, rules: CohortRules, aspect: str | None) -> None:
    t, owner = visit.t, ("cohort", cohort.id, aspect, data_version(visit.store, cohort.id), visit.is_demo)
    draft = draft_of(owner, rules.of(aspect))
    instrument = rules.instruments.get(aspect or "", "")
    draw(tag("h3", t("Kriteria {aspect}", aspect=aspect_name(aspect, t))))
    if instrument:
        draw(quiet(t("Diambil dari instrumen: {name}", name=instrument_name(instrument, t))))
    draw_draft(draft, t)
    with st.container(horizontal=True):
        st.button(
            t("Simpan aturan"), type="primary", icon=":material/save:",
            on_click=keep_rules, args=(visit, cohort.id, aspect, instrument),
        )  # fmt: skip
        st.button(t("Tidak jadi"), on_click=forget_draft)
    draw(
        quiet(
            t("Setiap angka kohort ini dihitung ulang dengan aturan yang disimpan. Siapa mengubah dan kapan tercatat.")
        )
    )


def keep_rules(visit: Visit, cohort_id: int, aspect: str | None, instrument: str) -> None:
    rules = st.session_state["rules_draft"].rules()
    attempt(
        visit, visit.t("Aturan disimpan."),
        lambda: save_rules(visit.store, visit.actor, cohort_id, aspect or "", rules, instrument=instrument),
    )  # fmt: skip


def draw_instruments(visit: Visit) -> None:
    """The school's instruments; who may edit the school changes them. Cohorts keep what they took."""
    t, found = visit.t, all_instruments(visit)
    editing = may(visit.actor, Action.EDIT_SCHOOL)
    options = {str(at): f"{aspect_name(one.aspect, t)}: {instrument_name(one.name, t)}" for at, one in enumerate(found)}
    if editing:
        options[NEW] = t("Instrumen baru")
    chosen = choose_listed(INSTRUMENT, options, t("Instrumen"), t)
    one = Instrument(BUILT_IN, Aspect.TECHNICAL, "", (), ()) if chosen == NEW else found[int(chosen)]
    if not editing:
        draw(rules_table(one.criteria, t, weighed=any(rule.weight is not None for rule in one.criteria)))
        return
    aspects = list(Aspect)
    owner = ("instrument", chosen, one.id, one.name, data_version(visit.store))
    draft = draft_of(owner, one.criteria, one.dimensions)
    left, right = st.columns([2, 1])
    name = left.text_input(t("Nama instrumen"), instrument_name(one.name, t), max_chars=200, key=f"name_{draft.last}")
    aspect = right.selectbox(
        t("Aspek"), aspects, aspects.index(one.aspect), format_func=lambda each: aspect_name(each, t),
        key=f"aspect_{draft.last}",
    )  # fmt: skip
    draw_draft(draft, t, dimensions=aspect == Aspect.CHARACTER)
    with st.container(horizontal=True):
        known = None if one.id == BUILT_IN else one.id
        st.button(
            t("Simpan instrumen"), type="primary", icon=":material/save:",
            on_click=keep_instrument, args=(visit, known, one.name, name, aspect),
        )  # fmt: skip
        st.button(t("Tidak jadi"), on_click=forget_draft)
        if known is not None:
            st.button(t("Hapus instrumen"), icon=":material/delete:", on_click=drop_instrument, args=(visit, known))
    draw(quiet(t("Kohort yang sudah memakai instrumen ini tidak ikut berubah.")))


def keep_instrument(visit: Visit, known: int | None, old_name: str, name: str, aspect: Aspect) -> None:
    draft = st.session_state["rules_draft"]
    told = (
        old_name if instrument_name(old_name, visit.t) == name else name
    )  # a built-in name stays what it is in every language
    attempt(
        visit, visit.t("Instrumen disimpan."),
        lambda: save_instrument(
            visit.store, visit.actor, aspect=aspect.value, name=told, criteria=draft.rules(),
            dimensions=draft.dimensions(), instrument_id=known,
        ),
    )  # fmt: skip


def drop_instrument(visit: Visit, known: int) -> None:
    attempt(visit, visit.t("Instrumen dihapus."), lambda: delete_instrument(visit.store, visit.actor, known))


def attempt(visit: Visit, done: str, act: Callable[[], object]) -> None:
    """Do it and say so; what is typed stays where it could not be done."""
    try:
        act()
    except CapaianError as error:
        note_trouble(error.message(visit.t))
        return
    note_done(done)


def draw_page(visit: Visit) -> None:
    t = visit.t
    draw_outcome(t)
    part = choose_shown(RULES_OF, {key: t(name) for key, name in PARTS.items()}, t("Bagian"), default=COHORT_RULES)
    if part == INSTRUMENTS:
        draw_instruments(visit)
    elif cohorts := load_cohorts(visit.store, visit.actor):
        draw_cohort(visit, cohorts)
    else:
        draw(tag("div", tag("p", t("Belum ada kohort. Unggah lembar nilai dulu.")), class_="cp-empty"))
    st.page_link(page_of(METHOD, t), label=t("Cara Capaian menghitung"), icon=METHOD.icon)


visit = start_page(SCORING.title, needs=SCORING.action)
use_style()
draw_page(visit)
