"""Children's data told to people: who consented, how long a cohort is kept, all that is stored of one student."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from capaian.locale import N_, Texts
from capaian.reports import PlainTable
from capaian.store import PORTRAIT_TABLES, Forgetting, Keeping, Portrait, Removal
from capaian.web.parts_audit import deed_name
from capaian.web.parts_html import Html, tag
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_name, phase_name, status

_HEADINGS: Final[Mapping[str, str]] = {
    "id": N_("Nomor"), "nisn": N_("NISN"), "nis": N_("NIS"), "name": N_("Nama"), "sex": N_("Jenis kelamin"),
    "class_name": N_("Kelas"), "programme": N_("Program keahlian"), "cohort": N_("Kohort"),
    "partner": N_("Mitra pelatihan"), "field": N_("Bidang pelatihan"), "starts_on": N_("Tanggal mulai"),
    "ends_on": N_("Tanggal selesai"), "aspect": N_("Aspek"), "criterion": N_("Kriteria"), "phase": N_("Tahap"),
    "state": N_("Keadaan"), "score": N_("Nilai"), "raw": N_("Tertulis di berkas"), "rater": N_("Penilai"),
    "source": N_("Asal"), "at": N_("Waktu (UTC)"), "replaced_at": N_("Diganti (UTC)"), "given": N_("Setuju"),
    "on_date": N_("Tanggal surat"), "reference": N_("Nomor atau tempat surat"), "recorded_at": N_("Dicatat (UTC)"),
    "role": N_("Peran"), "action": N_("Apa"), "table_name": N_("Tabel"), "row_before": N_("Sebelum"),
    "row_after": N_("Sesudah"), "before": N_("Sebelum"), "after": N_("Sesudah"), "scheme": N_("Skema"),
    "issuer": N_("Penerbit"), "issuer_kind": N_("Jenis penerbit"), "number": N_("Nomor sertifikat"),
    "issued_on": N_("Tanggal terbit"), "valid_until": N_("Berlaku sampai"), "overall": N_("Keputusan"),
    "recommended": N_("Rekomendasi asesor"), "code": N_("Kode unit"), "title": N_("Judul unit"),
    "result": N_("Hasil"), "kind": N_("Jenis perubahan"),
}  # fmt: skip
"""Columns of a portrait's tables; one that is not here keeps its own name."""


def consent_list(consents: pd.DataFrame, t: Texts) -> Html:
    """One line a student of a cohort: what counts now, since when, and where the paper lies."""
    heads = [
        Column(t("Nama")), Column(t("Kelas")), Column(t("Persetujuan")), Column(t("Tanggal surat")),
        Column(t("Nomor atau tempat surat")), Column(t("Dicatat oleh")),
    ]  # fmt: skip
    rows = [
        [
            row.name, row.class_name or "–", answer(row.given, t), t.date(row.on_date) if row.on_date else "–",
            row.reference or "–", row.recorded_by if isinstance(row.recorded_by, str) else "–",
        ]
        for row in _rows(consents)
    ]  # fmt: skip
    return table(heads, rows, caption=t("Persetujuan siswa di kohort ini"), brief=True)


def _rows(consents: pd.DataFrame) -> Any:
    return consents.itertuples(index=False)


def answer(given: Any, t: Texts) -> Html:
    """Whether parents or guardian agreed, in a word; null: nothing is recorded."""
    if pd.isna(given):
        return status("?", t("belum ada"), "ask")
    return status("✓", t("setuju"), "good") if given else status("✕", t("tidak setuju"), "stop")


def keeping_list(keeping: Sequence[Keeping], t: Texts) -> Html:
    """One line a cohort: its last day, until when its names are kept, and whether that is over."""
    heads = [
        Column(t("Kohort")), Column(t("Tanggal selesai")), Column(t("Masa simpan sampai")),
        Column(t("Siswa"), number=True), Column(t("Keadaan")),
    ]  # fmt: skip
    rows = [
        [
            each.name, t.date(each.ends_on) if each.ends_on else "–", t.date(each.due_on) if each.due_on else "–",
            t.number(each.students, 0), keeping_state(each, t),
        ]
        for each in keeping
    ]  # fmt: skip
    return table(heads, rows, caption=t("Masa simpan tiap kohort"), brief=True)


def keeping_state(keeping: Keeping, t: Texts) -> str:
    """`lewat`, `masih disimpan`, and what stands in the way of knowing."""
    if keeping.removed_on:
        return t("identitas dihapus {date}", date=t.date(keeping.removed_on))
    if keeping.due_on is None:
        return t("tanggal selesai belum ditulis")
    return t("lewat") if keeping.is_due else t("masih disimpan")


def what_goes(told: Forgetting, t: Texts) -> Html:
    """What forgetting a student removes, as a list."""
    lines = [
        t.plural("{n} nilai", "{n} nilai", told.marks),
        t.plural("{n} nilai sebelum diubah", "{n} nilai sebelum diubah", told.earlier_marks),
        t.plural("keanggotaan di {n} kohort", "keanggotaan di {n} kohort", told.cohorts),
        t.plural("{n} sertifikat", "{n} sertifikat", told.certificates),
        t.plural("{n} catatan persetujuan", "{n} catatan persetujuan", told.consents),
        t("nama, NISN, dan NIS di nama berkas, nama lembar, dan judul kolom"),
        t("berkas asli dan unggahan yang belum selesai dari kohort siswa ini, bila disimpan"),
    ]
    return tag("ul", *(tag("li", line) for line in lines))


def what_stays(told: Removal, t: Texts) -> Html:
    """What removing a cohort's identities removes and what it leaves, as a list."""
    lines = [
        t.plural("{n} siswa dihapus dari kohort ini", "{n} siswa dihapus dari kohort ini", told.students),
        t.plural(
            "{n} di antaranya tidak ada di kohort lain dan hilang seluruhnya",
            "{n} di antaranya tidak ada di kohort lain dan hilang seluruhnya",
            told.leaving,
        ),
        t.plural("{n} nilai dihapus", "{n} nilai dihapus", told.marks),
        t.plural("{n} sertifikat dihapus", "{n} sertifikat dihapus", told.certificates),
        t.plural("jumlah dari {n} kelompok tetap ada", "jumlah dari {n} kelompok tetap ada", told.kept),
        t.plural(
            "{n} kelompok terlalu kecil untuk disimpan jumlahnya",
            "{n} kelompok terlalu kecil untuk disimpan jumlahnya",
            told.too_small,
        ),
    ]
    return tag("ul", *(tag("li", line) for line in lines))


def portrait_tables(portrait: Portrait, t: Texts) -> list[PlainTable]:
    """The portrait in words, a sheet a table, also the empty ones."""
    return [_told(t(PORTRAIT_TABLES[name]), table, t) for name, table in portrait.tables.items()]


def _told(title: str, table: pd.DataFrame, t: Texts) -> PlainTable:
    names = [str(name) for name in table.columns]
    headings = [t(_HEADINGS[name]) if name in _HEADINGS else name for name in names]
    rows = [[_cell(name, cell, t) for name, cell in zip(names, row, strict=True)] for row in table.to_numpy().tolist()]
    return PlainTable(title, headings, rows)


def _cell(name: str, value: Any, t: Texts) -> str:
    states = {"present": t("ada"), "did_not_sit": t("tidak ikut")}
    if value is None or value == "":
        return ""
    if name == "given":
        return t("ya") if value else t("tidak")
    if name == "score":
        return t.exact(value)
    told = {"aspect": aspect_name, "phase": phase_name, "action": deed_name}
    return told[name](value, t) if name in told else states.get(value, str(value)) if name == "state" else str(value)
