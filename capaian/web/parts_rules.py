"""The fields of rules, and rules as a table for who only reads them."""

from collections.abc import Sequence

import streamlit as st

from capaian.improvement import CONVERSIONS, Dimension
from capaian.locale import Texts
from capaian.scores import Scale
from capaian.store import LOWEST_TO_HIGHEST, SHARE_OF_HIGHEST, Rule
from capaian.web.parts_details import quiet
from capaian.web.parts_html import Html, draw
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import status
from capaian.web.rule_draft import Draft, Row
from capaian.web.scoring import rule_words

LEVELS: int = 7
"""A scale of whole numbers with so many steps at most has words for its levels."""


def rules_table(rules: Sequence[Rule], t: Texts, *, weighed: bool) -> Html:
    """One line a criterion: weight, scale, which way is better, how it becomes 0-100, since when that stays."""
    heads = [
        Column(t("Kriteria")), Column(t("Bobot"), number=True), Column(t("Skala")), Column(t("Arah")),
        Column(t("Menjadi 0–100")),
    ]  # fmt: skip
    lines = [
        [
            rule.criterion or t("nilai aspek"),
            t.exact(rule.weight) if weighed and rule.weight is not None else "–",
            f"{t.exact(rule.scale_min)}–{t.exact(rule.scale_max)}",
            t("kecil lebih baik") if rule.lower_is_better else t("besar lebih baik"),
            "; ".join(part for part in (rule_words(rule, t) or t("apa adanya"), _frozen(rule, t)) if part),
        ]
        for rule in rules
    ]
    return table(heads, lines, caption=t("Aturan penilaian"), brief=True)


def _frozen(rule: Rule, t: Texts) -> str:
    return t("dibekukan {date}", date=t.date(rule.frozen_at.date())) if rule.frozen_at is not None else ""


def draw_draft(draft: Draft, t: Texts, *, dimensions: bool = False) -> None:
    """A row of fields for each criterion, the formula, and what the weights sum to."""
    for place, row in enumerate(draft.rows):
        _draw_row(draft, row, place, t, dimensions=dimensions)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(t("Tambah kriteria"), icon=":material/add:", on_click=draft.add, args=(_like_the_last(draft),))
        draw(weights_state(draft, t))
    _draw_formula(draft, t)


def weights_state(draft: Draft, t: Texts) -> Html:
    """Whether the weights sum to 100; that all criteria count alike where there is none."""
    if all(rule.weight is None for rule in draft.rules()):
        return status("＝", t("tanpa bobot: semua kriteria dihitung sama"), "calm")
    words = t("bobot berjumlah {total} dari 100", total=t.exact(round(draft.total(), 2)))
    return status("✓", words, "good") if abs(draft.total() - 100) < 5e-3 else status("○", words, "care")


def _draw_row(draft: Draft, row: Row, place: int, t: Texts, *, dimensions: bool) -> None:
    rule, frozen = row.rule, row.is_frozen
    with st.container(border=True, key=f"rule_row_{row.number}"):
        name, weight, low, high, lower, ways = st.columns([5, 2, 1.6, 1.6, 2.4, 2], vertical_alignment="bottom")
        name.text_input(t("Kriteria"), rule.criterion, max_chars=200, key=row.key("name"), disabled=frozen)
        weight.number_input(t("Bobot"), 0.0, 100.0, rule.weight, 5.0, key=row.key("weight"), format="%g")
        low.number_input(
            t("Skala dari"), value=float(rule.scale_min), step=1.0, key=row.key("low"), disabled=frozen, format="%g"
        )
        high.number_input(
            t("sampai"), value=float(rule.scale_max), step=1.0, key=row.key("high"), disabled=frozen, format="%g"
        )
        lower.checkbox(t("kecil lebih baik"), rule.lower_is_better, key=row.key("lower"))
        with ways.popover(t("Urutan"), icon=":material/swap_vert:", type="tertiary"):
            _draw_ways(draft, row, place, t)
        _draw_words(row, t, dimensions=dimensions)


def _draw_ways(draft: Draft, row: Row, place: int, t: Texts) -> None:
    """Up, down, away."""
    for label, icon, steps, last in (
        (t("Naikkan"), ":material/arrow_upward:", -1, 0),
        (t("Turunkan"), ":material/arrow_downward:", 1, len(draft.rows) - 1),
    ):
        st.button(
            label, icon=icon, disabled=place == last, on_click=draft.move, args=(row.number, steps),
            key=f"rule_{row.number}_by_{steps}",
        )  # fmt: skip
    st.button(
        t("Hapus kriteria ini"), icon=":material/delete:", disabled=row.is_frozen, on_click=draft.drop,
        args=(row.number,), key=f"rule_{row.number}_drop",
    )  # fmt: skip


def _draw_words(row: Row, t: Texts, *, dimensions: bool) -> None:
    """The words of the levels, where the scale has so few steps, and the dimensions of the graduate profile."""
    rule = row.rule
    ends = row.typed("low", rule.scale_min), row.typed("high", rule.scale_max)
    few = None not in ends and 1 <= ends[1] - ends[0] < LEVELS
    if few:
        label = t("Arti tiap tingkat dari yang terendah, dipisahkan titik koma")
        st.text_input(label, "; ".join(rule.levels), key=row.key("levels"), max_chars=900)
    if dimensions:
        st.multiselect(
            t("Dimensi profil lulusan"), [each.value for each in Dimension], list(row.dimensions),
            format_func=t, key=row.key("dimensions"), placeholder=t("Pilih dimensi"),
        )  # fmt: skip


def _draw_formula(draft: Draft, t: Texts) -> None:
    """By which formula marks become 0-100; it stays once there are marks."""
    rules = draft.rules()
    ends = {(rule.scale_min, rule.scale_max) for rule in rules if rule.scale_min < rule.scale_max}
    scale = Scale(*max(ends, key=lambda each: each[0])) if ends else Scale(1, 4)
    if draft.is_frozen or not any(rule.scale_max != 100 or rule.scale_min for rule in rules):
        if draft.is_frozen:
            draw(quiet(t("Skala dan rumus konversi kriteria yang sudah punya nilai dibekukan.")))
        return
    options = [SHARE_OF_HIGHEST, LOWEST_TO_HIGHEST]
    st.radio(
        t("Nilai menjadi 0–100 dengan rumus"),
        options,
        options.index(draft.formula),
        format_func=lambda key: CONVERSIONS[key].formula(scale, t),
        key=f"rules_formula_{draft.last}",
        help=t("Dipilih sebelum nilai pertama disimpan. Sesudah itu rumusnya dibekukan."),
    )


def _like_the_last(draft: Draft) -> Rule:
    if not draft.rows:
        return Rule("")
    last = draft.rules()[-1]
    scale = (last.scale_min, last.scale_max) if last.scale_min < last.scale_max else (0.0, 100.0)
    return Rule("", scale_min=scale[0], scale_max=scale[1])
