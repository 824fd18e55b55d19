"""Certificates told to people: a decision of a scheme, a result of a unit, until when, and what a list would change.

Kompeten and Belum Kompeten are said of schemes and units, never of a student.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from capaian.improvement import DECIDES
from capaian.locale import N_, Texts
from capaian.store import Certificate, CertificateComparison
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import status

SOON: Final = 90
"""Days before its end from which a certificate is said to end soon."""
FIELD_NAMES: Final = {
    "issuer": N_("Penerbit"), "number": N_("Nomor sertifikat"), "issued_on": N_("Tanggal terbit"),
    "valid_until": N_("Berlaku sampai"), "overall": N_("Keputusan"), "recommended": N_("Rekomendasi asesor"),
}  # fmt: skip
_OPEN: Final = 100


def outcome(result: str | None, t: Texts) -> Html:
    """`✓ kompeten`, `○ belum kompeten` or that nothing was decided; of a scheme or a unit."""
    if result == "K":
        return status("✓", t("kompeten"), "good")
    return status("○", t("belum kompeten"), "calm") if result == "BK" else status("–", t("belum diputuskan"), "calm")


def validity(until: datetime.date | None, today: datetime.date, t: Texts) -> Html | str:
    """Until when a certificate counts; in words where that is soon or over."""
    if until is None:
        return "–"
    left = (until - today).days
    if left < 0:
        return together(t.date(until), " ", status("!", t("sudah habis"), "care"))
    if left <= SOON:
        word = t.plural("{n} hari lagi", "{n} hari lagi", left) if left else t("hari ini")
        return together(t.date(until), " ", status("!", word, "care"))
    return t.date(until)


def scheme_name(scheme: str, t: Texts) -> str:
    """The scheme, or that none is written."""
    return scheme or t("Skema tidak tertulis")


def scheme_section(
    scheme: str, held: Sequence[Certificate], names: Mapping[int, str], t: Texts, *, today: datetime.date
) -> Html:
    """One scheme: its units with how many results each has, then one line a student."""
    decided = sum(one.overall == "K" for one in held)
    words = t(
        "{certified} dari {n} keputusan: kompeten",
        certified=t.number(decided, 0), n=t.number(sum(one.overall is not None for one in held), 0),
    )  # fmt: skip
    issuers = ", ".join(sorted({one.issuer for one in held if one.issuer}))
    return tag(
        "section",
        tag("h2", scheme_name(scheme, t), class_="cp-cohort"),
        tag("p", " · ".join(filter(None, (issuers, words))), class_="cp-quiet"),
        unit_table(held, t),
        tag(
            "details",
            tag("summary", t.plural("Lihat {n} sertifikat", "Lihat {n} sertifikat", len(held))),
            holders(held, names, t, today=today),
        ),
    )


def unit_table(held: Sequence[Certificate], t: Texts) -> Html | None:
    """Each unit of a scheme with how many results are K and BK; None where no unit is written."""
    counted: dict[str, list[Any]] = {}
    for one in held:
        for unit in one.units:
            line = counted.setdefault(unit.key, [unit.code, unit.title, 0, 0])
            line[1] = line[1] or unit.title
            line[2 if unit.result == "K" else 3] += 1
    if not counted:
        return None
    heads = [
        Column(t("Unit kompetensi")), Column(t("Kode unit")), Column(t("Kompeten"), number=True),
        Column(t("Belum kompeten"), number=True),
    ]  # fmt: skip
    lines = [[title or code, code or "–", t.number(k, 0), t.number(bk, 0)] for code, title, k, bk in counted.values()]
    return table(heads, lines, caption=t("Hasil tiap unit kompetensi"), brief=True)


def holders(held: Sequence[Certificate], names: Mapping[int, str], t: Texts, *, today: datetime.date) -> Html:
    """One line a student of a scheme, by name."""
    heads = [
        Column(t("Nama")), Column(t("Keputusan skema")), Column(t("Nomor sertifikat")), Column(t("Berlaku sampai")),
    ]  # fmt: skip
    lines = [
        [
            tag("a", names.get(one.student, "–"), href=f"siswa?siswa={one.student}"), outcome(one.overall, t),
            one.number or "–", validity(one.valid_until, today, t),
        ]
        for one in sorted(held, key=lambda one: names.get(one.student, "").casefold())
    ]  # fmt: skip
    return table(heads, lines, caption=t("Sertifikat skema ini"), brief=True)


def own_certificates(held: Sequence[Certificate], t: Texts, *, today: datetime.date) -> Html:
    """The certificates of one student, each with its units and who decides."""
    return together(*(_own(one, t, today=today) for one in held))


def _own(one: Certificate, t: Texts, *, today: datetime.date) -> Html:
    facts = [
        (t("Keputusan skema"), outcome(one.overall, t)),
        (t("Rekomendasi asesor"), outcome(one.recommended, t) if one.recommended else None),
        (t("Penerbit"), one.issuer), (t("Nomor sertifikat"), one.number),
        (t("Tanggal terbit"), t.date(one.issued_on) if one.issued_on else None),
        (t("Berlaku sampai"), validity(one.valid_until, today, t) if one.valid_until else None),
    ]  # fmt: skip
    units = None
    if one.units:
        heads = [Column(t("Unit kompetensi")), Column(t("Kode unit")), Column(t("Hasil"))]
        lines = [[unit.title or unit.code, unit.code or "–", outcome(unit.result, t)] for unit in one.units]
        units = table(heads, lines, caption=t("Hasil tiap unit kompetensi"), brief=True)
    return tag(
        "article",
        tag("h3", scheme_name(one.scheme, t)),
        tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in facts if value),
            class_="cp-identity"),
        units,
        tag("p", t(DECIDES), class_="cp-quiet"),
        class_="cp-card",
    )  # fmt: skip


def ending_list(ending: pd.DataFrame, t: Texts, *, today: datetime.date) -> Html:
    """Certificates that have ended or end soon, the earliest first: a group a cohort, scheme and day."""
    groups = [group for _, group in ending.groupby(["valid_until", "cohort", "scheme"], sort=False)]
    return together(*(_ending(group, t, today=today) for group in groups))


def _ending(group: pd.DataFrame, t: Texts, *, today: datetime.date) -> Html:
    rows: list[Any] = list(group.itertuples(index=False))
    one, n = rows[0], len(rows)
    names = [tag("li", tag("a", row.name, href=f"siswa?siswa={row.student}")) for row in rows]
    return tag(
        "section",
        tag("p", tag("b", scheme_name(one.scheme, t)), tag("br"), validity(one.valid_until, today, t)),
        tag("p", tag("a", one.cohort_name, href=f"kohort?kohort={one.cohort}"), class_="cp-quiet"),
        tag(
            "details",
            tag("summary", t.plural("Lihat {n} sertifikat", "Lihat {n} sertifikat", n)),
            tag("ul", *names),
        ),
    )


def plan_counts(plan: CertificateComparison, t: Texts) -> Html:
    """What saving would do, each number with its word."""
    told = [
        (t("Baru"), plan.new, t("sertifikat yang belum ada")), (t("Diubah"), plan.changed, t("isi lama diganti")),
        (t("Tetap"), plan.same, t("sudah sama")), (t("Hasil unit baru"), plan.units, t("kompeten atau belum")),
    ]  # fmt: skip
    boxes = [
        tag("div", tag("b", t.number(n, 0)), tag("span", name), tag("small", why), class_="cp-count")
        for name, n, why in told
    ]
    return tag("div", *boxes, class_="cp-counts")


def replaced_values(plan: CertificateComparison, t: Texts) -> Html | None:
    """Each value that would be replaced or filled in, old → new; nothing where there is none."""
    if plan.changes.empty:
        return None
    heads = [Column(t("Nama")), Column(t("Isi")), Column(t("Lama → baru"))]
    rows: list[Any] = list(plan.changes.head(_OPEN).itertuples(index=False))
    lines = [
        [
            row.name,
            row.unit or t(FIELD_NAMES[row.what]),
            f"{_value(row.what, row.old, t)} → {_value(row.what, row.new, t)}",
        ]
        for row in rows
    ]
    n = len(plan.changes)
    return tag(
        "details",
        tag("summary", t.plural("Lihat {n} isi yang diganti", "Lihat {n} isi yang diganti", n)),
        table(heads, lines, caption=t("Isi yang diganti"), brief=True),
    )


def _value(what: str, value: str, t: Texts) -> str:
    if what in ("issued_on", "valid_until") and value:
        return t.date(datetime.date.fromisoformat(value))
    return value or "–"
