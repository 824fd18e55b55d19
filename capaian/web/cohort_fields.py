"""The fields that a cohort is made and changed with."""

from typing import Any

import streamlit as st

from capaian.locale import Texts
from capaian.scores import CohortKind
from capaian.store import Cohort
from capaian.web.parts_words import cohort_kind

LONGEST = 120


def draw_cohort_fields(t: Texts, prefix: str, cohort: Cohort | None = None) -> None:
    """Name, partner, field, days, hours, kind and who takes part; filled with the cohort's where there is one.

    prefix: of the fields' keys, where `typed_cohort` finds what was typed.
    """
    known = {name: getattr(cohort, name) for name in ("name", "partner", "field")} if cohort else {}

    def line(where: Any, name: str, label: str, placeholder: str) -> None:
        where.text_input(
            label, known.get(name, ""), key=f"{prefix}{name}", max_chars=LONGEST, placeholder=placeholder
        )  # fmt: skip

    line(st, "name", t("Nama kohort"), t("mis. Las Dasar, Gelombang 1"))
    left, right = st.columns(2)
    line(left, "partner", t("Mitra pelatihan"), t("mis. BLPT Yogyakarta"))
    line(right, "field", t("Bidang pelatihan"), t("mis. Teknik Pengelasan"))
    first, second, third = st.columns(3)
    days = (cohort.starts_on, cohort.ends_on) if cohort else (None, None)
    first.date_input(t("Tanggal mulai"), days[0], key=f"{prefix}from", format="DD/MM/YYYY")
    second.date_input(t("Tanggal selesai"), days[1], key=f"{prefix}to", format="DD/MM/YYYY")
    third.number_input(
        t("Jam pelatihan (JP)"), 1.0, 9_999.0, cohort.hours if cohort else None, 1.0, key=f"{prefix}hours",
        format="%g", placeholder=t("boleh kosong"),
    )  # fmt: skip
    kinds, who = list(CohortKind), {"students": t("Siswa"), "teachers": t("Guru")}
    left, right = st.columns(2)
    left.selectbox(
        t("Jenis"), kinds, kinds.index(cohort.kind) if cohort else 0, key=f"{prefix}kind",
        format_func=lambda kind: cohort_kind(kind, t),
    )  # fmt: skip
    right.radio(
        t("Peserta"), list(who), list(who).index(cohort.participants) if cohort else 0, key=f"{prefix}participants",
        format_func=who.__getitem__, horizontal=True,
    )  # fmt: skip


def typed_cohort(prefix: str) -> dict[str, Any]:
    """What stands in the fields, as `save_cohort` takes it."""
    typed = st.session_state
    words = {name: typed[f"{prefix}{name}"].strip() for name in ("name", "partner", "field")}
    days = {"starts_on": typed[f"{prefix}from"], "ends_on": typed[f"{prefix}to"]}
    rest = {name: typed[f"{prefix}{name}"] for name in ("hours", "kind", "participants")}
    return {**words, **days, **rest}
