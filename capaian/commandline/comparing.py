"""What an import would do, told to people: counts, changed marks, students in three piles, conflicts."""

from typing import TYPE_CHECKING, Any, Final

from capaian.commandline.printing import aligned, say
from capaian.locale import N_, Texts

if TYPE_CHECKING:
    import pandas as pd

    from capaian.store import Comparison, ImportResult

_MOST: Final = 20
_ASPECTS: Final = {"kognitif": N_("Kognitif"), "teknis": N_("Teknis"), "karakter": N_("Karakter")}
_PHASES: Final = {
    "before": N_("sebelum"), "after": N_("sesudah"), "retest": N_("tes ulang"), "follow_up": N_("tindak lanjut"),
}  # fmt: skip
_BY: Final = {"nisn": N_("NISN"), "nis": N_("NIS"), "name": N_("nama")}


def say_comparison(plan: "Comparison", matches: "pd.DataFrame", t: Texts) -> None:
    """Everything that save_import would do and would not do."""
    say(counts(plan.new, plan.changed, plan.same, t))
    say_marks(t("Diubah"), plan.changes, t)
    say_students(matches, t)
    say_marks(t("Bentrok: diubah di Capaian sesudah formulir dibuat, jadi tidak disimpan"), plan.conflicts, t)


def say_marks(title: str, marks: "pd.DataFrame", t: Texts) -> None:
    """Marks as old -> new, at most twenty; nothing where there is none."""
    if marks.empty:
        return
    say("", f"{title} ({t.number(len(marks), 0)})")
    rows = [_mark(row, t) for row in marks.head(_MOST).to_dict("records")]
    say(*aligned(rows, right=(2, 4), indent=2))
    _say_more(len(marks), t)


def say_students(matches: "pd.DataFrame", t: Texts) -> None:
    """Those to be confirmed with who may be meant, then those who are not on the roster."""
    asked = matches[matches["pile"] == "to_confirm"]
    if len(asked):
        say("", t("Perlu dipastikan ({n})", n=t.number(len(asked), 0)))
        for row in asked.head(_MOST).to_dict("records"):
            say(f"  {_person(row)}")
            say(*(f"    ? {_candidate(each, t)}" for each in row["candidates"]))
        _say_more(len(asked), t)
    unknown = matches[matches["pile"] == "unknown"]
    if len(unknown):
        say("", t("Tidak ada di daftar kohort ({n})", n=t.number(len(unknown), 0)))
        say(*(f"  {_person(row)}" for row in unknown.head(_MOST).to_dict("records")))
        _say_more(len(unknown), t)


def say_left_out(done: "ImportResult", t: Texts) -> None:
    """Whom and what an import left out; nothing where it was nothing."""
    if done.strangers:
        say(
            t.plural(
                "{n} siswa dilewati karena tidak ada di daftar kohort. Tambahkan di halaman Unggah bila perlu.",
                "{n} siswa dilewati karena tidak ada di daftar kohort. Tambahkan di halaman Unggah bila perlu.",
                done.strangers,
            )
        )
    if done.conflicts:
        say(
            t.plural(
                "{n} nilai tidak disimpan karena bentrok. Putuskan di halaman Unggah.",
                "{n} nilai tidak disimpan karena bentrok. Putuskan di halaman Unggah.",
                done.conflicts,
            )
        )


def counts(new: int, changed: int, same: int, t: Texts) -> str:
    """Numbers of marks as a sentence."""
    shown = {"new": t.number(new, 0), "changed": t.number(changed, 0), "same": t.number(same, 0)}
    return t("Nilai: {new} baru, {changed} diubah, {same} tetap.", **shown)


def _say_more(n: int, t: Texts) -> None:
    if n > _MOST:
        say("  " + t("dan {n} lagi", n=t.number(n - _MOST, 0)))


def _mark(row: dict[Any, Any], t: Texts) -> list[str]:
    aspect = t(_ASPECTS[row["aspect"]]) if isinstance(row["aspect"], str) else ""
    what = ", ".join(part for part in (aspect, row["criterion"], t(_PHASES[row["phase"]])) if part)
    old, new = (_value(row[side], row[f"{side}_state"], t) for side in ("old", "new"))
    return [row["name"], what, old, "→", new, row["source"], _origin(row, t)]


def _origin(row: dict[Any, Any], t: Texts) -> str:
    """Who entered the old mark, in which file, and when."""
    at = row["old_at"]
    if at != at:
        return ""
    who, when = row["old_by"] or t("seseorang di peladen"), t.moment(at.to_pydatetime(), str(at.tz))
    return t("(dulu oleh {who}, {file}, {when})", who=who, file=row["old_file"], when=when)


def _value(mark: float, state: str, t: Texts) -> str:
    return {"missing": "–", "did_not_sit": t("tidak ikut")}.get(state) or t.exact(mark)


def _person(row: dict[Any, Any]) -> str:
    return ", ".join(part for part in (row["name"], row["class_name"], row["nisn"], row["place"]) if part)


def _candidate(each: Any, t: Texts) -> str:
    told = (
        each.name,
        each.class_name,
        each.nisn,
        t("menurut {what}", what=t(_BY[each.by])),
        t.percent(each.similarity),
    )
    return ", ".join(part for part in told if part)
