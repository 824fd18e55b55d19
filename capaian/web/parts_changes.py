"""What saving would change, before it does: new, changed, the same, skipped, and each changed mark old to new."""

from typing import Any, Final

import pandas as pd

from capaian.locale import Texts
from capaian.store import Comparison, ImportResult
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_name, mark, phase_name

_OPEN: Final = 100


def comparison_counts(comparison: Comparison, t: Texts) -> Html:
    """Four numbers, each with its word."""
    counts = [
        (t("Baru"), comparison.new, t("belum ada di Capaian")),
        (t("Diubah"), comparison.changed, t("nilai lama diganti")),
        (t("Tetap"), comparison.same, t("sudah sama")),
        (t("Dilewati"), comparison.skipped, t("sel kosong tidak menghapus nilai")),
    ]
    boxes = [
        tag("div", tag("b", t.number(n, 0)), tag("span", name), tag("small", why), class_="cp-count")
        for name, n, why in counts
    ]
    return tag("div", *boxes, class_="cp-counts")


def left_out(comparison: Comparison, t: Texts) -> Html:
    """Who and what is not saved, besides blanks."""
    aside, held = comparison.set_aside, len(comparison.conflicts)
    told = [
        (comparison.strangers, strangers_told(comparison.strangers, t)),
        (aside, t.plural("{n} siswa Anda lewati.", "{n} siswa Anda lewati.", aside)),
        (held, t.plural("{n} nilai bentrok, tidak diubah.", "{n} nilai bentrok, tidak diubah.", held)),
    ]
    return together(*(tag("p", line, class_="cp-quiet") for n, line in told if n))


def strangers_told(n: int, t: Texts) -> str:
    """`3 siswa tidak ada di daftar kohort, dilewati.`"""
    return t.plural(
        "{n} siswa tidak ada di daftar kohort, dilewati.", "{n} siswa tidak ada di daftar kohort, dilewati.", n
    )


def still_missing(result: ImportResult, without: int, t: Texts) -> list[str]:
    """Who has no mark yet, who was left out, and (without) how many have no consent, in sentences."""
    before, after = result.without_before, result.without_after
    told = [
        (before, t.plural("{n} siswa belum punya nilai sebelum.", "{n} siswa belum punya nilai sebelum.", before)),
        (after, t.plural("{n} siswa belum punya nilai sesudah.", "{n} siswa belum punya nilai sesudah.", after)),
        (result.strangers, strangers_told(result.strangers, t)),
        (result.conflicts, t.plural("{n} nilai bentrok dibiarkan.", "{n} nilai bentrok dibiarkan.", result.conflicts)),
        (without, t.plural("{n} siswa belum ada persetujuan.", "{n} siswa belum ada persetujuan.", without)),
    ]
    return [line for n, line in told if n]


def changed_marks(comparison: Comparison, t: Texts) -> Html | None:
    """Each mark that would be replaced, as old → new, and who entered the old one; nothing where there is none."""
    if not comparison.changed:
        return None
    heads = [Column(t("Nama")), Column(t("Nilai")), Column(t("Lama → baru"), number=True), Column(t("Nilai lama dari"))]
    rows = [_changed(each, t) for each in comparison.changes.head(_OPEN).itertuples()]
    left = comparison.changed - len(rows)
    return tag(
        "details",
        tag("summary", t.plural("Lihat {n} nilai yang diganti", "Lihat {n} nilai yang diganti", comparison.changed)),
        together(
            table(heads, rows, caption=t("Nilai yang diganti")),
            tag("p", t("dan {n} lainnya", n=t.number(left, 0)), class_="cp-quiet") if left > 0 else None,
        ),
    )


def _changed(each: Any, t: Texts) -> list[Html | str]:
    aspect = each.aspect if isinstance(each.aspect, str) else None
    what = [aspect_name(aspect, t), phase_name(each.phase, t), each.criterion]
    old_to_new = together(mark(each.old, each.old_state, t), " → ", mark(each.new, each.new_state, t))
    return [each.name, " · ".join(word for word in what if word), old_to_new, origin_told(each, t)]


def origin_told(each: Any, t: Texts) -> str:
    """`Ibu Ratna, nilai.xlsx, 24 November 2026 14.05 WITA`: who entered the old mark; each: a row of changes."""
    if pd.isna(each.old_at):
        return t("tidak tercatat")
    when = t.moment(each.old_at.to_pydatetime(), str(each.old_at.tz))
    return ", ".join(word for word in (each.old_by or t("seseorang di peladen"), each.old_file, when) if word)
