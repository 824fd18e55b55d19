"""What was imported, who did, and what taking it back would do."""

from typing import Any, Final

import pandas as pd

from capaian.locale import N_, Texts
from capaian.store import UndoPreview
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_mapping import mapping_told
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import aspect_name, mark, phase_name, status

UNDO_OPEN: Final = "history_open"
"""In the session: the import whose undoing is looked at."""
_OPEN: Final = 100
_SHORT_HASH: Final = 12
_WHY: Final = {
    "changed": N_("sudah diganti oleh unggahan lain"),
    "used": N_("masih dipakai oleh nilai lain"),
    "gone": N_("sudah tidak ada"),
}


def import_card(each: Any, who: str, t: Texts, *, time_zone: str, deeds: list[str]) -> Html:
    """One import of files: what came, who brought it and when, how many marks, and what became of it.

    each: a row of load_imports. deeds: sentences about its undoing, the earliest first.
    """
    word = status("✓", t("berlaku"), "good") if each.in_effect else status("↩", t("dibatalkan"), "calm")
    title = each.files or t("Unggahan tanpa nama berkas")
    moment = t("{when}, oleh {who}", when=t.moment(each.at.to_pydatetime(), time_zone), who=who)
    return tag(
        "article",
        tag("div", tag("h3", title), word, class_="cp-card-top"),
        tag("p", moment),
        tag("div", *(tag("span", text) for text in _counts(each, t)), class_="cp-chips"),
        *(tag("p", deed, class_="cp-quiet") for deed in deeds),
        mapping_told(each.mapping, t),
        _hashes(each, t),
    )


def _hashes(each: Any, t: Texts) -> Html | None:
    """What each file is known by, with its name where there are several."""
    shas, names = each.sha256.split(), each.file_names
    if not shas:
        return None
    lines = [
        together(tag("p", name) if len(shas) > 1 else None, _hash(sha)) for name, sha in zip(names, shas, strict=True)
    ]
    return tag("details", tag("summary", t("Sidik berkas (SHA-256)")), *lines)


def _counts(each: Any, t: Texts) -> list[str]:
    counted = [
        t("{n} baru", n=t.number(each.new, 0)),
        t("{n} diubah", n=t.number(each.changed, 0)),
        t("{n} tetap", n=t.number(each.same, 0)),
        t("{n} dilewati", n=t.number(each.skipped, 0)),
    ]
    if each.enrolled:
        counted.append(t.plural("{n} siswa masuk kohort", "{n} siswa masuk kohort", each.enrolled))
    return counted


def _hash(sha: str) -> Html:
    """In groups, so that two can be compared by eye and the line can break."""
    groups = [sha[at : at + _SHORT_HASH] for at in range(0, len(sha), _SHORT_HASH)]
    return tag("p", " ".join(groups), class_="cp-quiet")


def undo_counts(preview: UndoPreview, t: Texts) -> Html:
    """How many marks go back, how many stay as they are, and what happens to students."""
    counts = [
        (t("Dikembalikan"), len(preview.reversed), t("ke keadaan sebelumnya")),
        (t("Dibiarkan"), len(preview.kept), t("karena sudah berubah sesudahnya")),
    ]
    if preview.students_removed or preview.students_kept:
        counts.append((t("Siswa dilepas"), preview.students_removed, t("hanya dikenal dari unggahan ini")))
    if preview.students_kept:
        counts.append((t("Siswa tetap"), preview.students_kept, t("masih dipakai oleh nilai lain")))
    if preview.students_returned:
        counts.append((t("Siswa kembali"), preview.students_returned, t("masuk lagi ke kohort")))
    boxes = [
        tag("div", tag("b", t.number(n, 0)), tag("span", name), tag("small", why), class_="cp-count")
        for name, n, why in counts
    ]
    return tag("div", *boxes, class_="cp-counts")


def undo_tables(preview: UndoPreview, t: Texts) -> Html:
    """Every mark that goes back, and every mark that stays with the reason why."""
    return together(
        _marks(preview.reversed, t("Nilai yang dikembalikan"), t, why=False),
        _marks(preview.kept, t("Nilai yang dibiarkan"), t, why=True),
    )


def _marks(rows: pd.DataFrame, caption: str, t: Texts, *, why: bool) -> Html | None:
    if rows.empty:
        return None
    heads = [Column(t("Nama")), Column(t("Nilai")), Column(t("Sekarang → menjadi"), number=True)]
    if why:
        heads = [Column(t("Nama")), Column(t("Nilai")), Column(t("Sekarang"), number=True), Column(t("Mengapa"))]
    lines = [_line(each, t, why=why) for each in rows.head(_OPEN).itertuples()]
    left = len(rows) - len(lines)
    more = tag("p", t("dan {n} lainnya", n=t.number(left, 0)), class_="cp-quiet") if left > 0 else None
    told = f"{caption} ({t.number(len(rows), 0)})"
    return tag("details", tag("summary", told), table(heads, lines, caption=caption), more, open="" if why else None)


def _line(each: Any, t: Texts, *, why: bool) -> list[Html | str]:
    what = [aspect_name(each.aspect if isinstance(each.aspect, str) else None, t), phase_name(each.phase, t)]
    told = " · ".join(word for word in [*what, each.criterion] if word)
    now = mark(each.now, each.now_state, t)
    if why:
        return [each.name, told, now, t(_WHY.get(each.why, _WHY["changed"]))]
    return [each.name, told, together(now, " → ", mark(each.then, each.then_state, t))]
