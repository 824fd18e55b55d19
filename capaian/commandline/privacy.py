"""`retention`, `forget`, `portrait`: the children's rights, for who sits at the server."""

import argparse
import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from capaian.access import LOCAL_USER
from capaian.commandline.files import UnusableCall
from capaian.commandline.printing import aligned, say
from capaian.commandline.stores import school_store
from capaian.locale import N_, Texts
from capaian.settings import load_settings

if TYPE_CHECKING:
    from capaian.store import Keeping, Removal, Store


def retention(call: argparse.Namespace, t: Texts) -> int:
    """Show when the names of each cohort are due and what would go; with --act, let it go."""
    from capaian.store import load_keeping, preview_removal, remove_identities

    years = load_settings().retention_years
    with school_store() as store:
        today = _today(store)
        keeping = load_keeping(store, LOCAL_USER, years=years, today=today)
        _say_keeping(keeping, t)
        due = [each for each in keeping if each.is_due]
        if not due:
            say(t("Tidak ada kohort yang masa simpannya lewat."))
        for each in due:
            if call.act:
                told = remove_identities(store, LOCAL_USER, each.cohort, years=years, today=today)
                _say_removal(each, told, t("dihapus"), t)
            else:
                _say_removal(each, preview_removal(store, LOCAL_USER, each.cohort), t("akan dihapus"), t)
        if call.act:
            _say_unclean(store.rewrite(), t)
    if due and not call.act:
        say("", t("Belum ada yang dihapus. Untuk menghapusnya: python -m capaian retention --act"))
    return 0


def forget(call: argparse.Namespace, t: Texts) -> int:
    """Remove a student and every mark of theirs; with --dry-run only say what would go."""
    from capaian.store import forget_student, preview_forgetting
    from capaian.store.rotation import gone_by

    with school_store() as store:
        student = _student(store, call.student)
        told = (preview_forgetting if call.dry_run else forget_student)(store, LOCAL_USER, student)
    n = {name: t.number(getattr(told, name), 0) for name in ("cohorts", "marks", "earlier_marks", "consents")}
    say(
        t("Siswa nomor {id}:", id=student),
        "  " + t("{cohorts} kohort, {marks} nilai, {earlier_marks} nilai sebelum diubah, {consents} persetujuan", **n),
        t("Ini hanya percobaan: tidak ada yang dihapus.") if call.dry_run else t("Semuanya sudah dihapus."),
    )
    if not call.dry_run:
        by = gone_by(datetime.datetime.now(datetime.UTC), load_settings().backup_forget_days)
        say(t("Di cadangan Capaian siswa ini tidak ada lagi paling lambat {date}.", date=t.date(by)))
    _say_unclean(told.file_is_clean, t)
    return 0


def portrait(call: argparse.Namespace, t: Texts) -> int:
    """Print everything stored of one student."""
    from capaian.store import PORTRAIT_TABLES, load_portrait

    with school_store() as store:
        told = load_portrait(store, LOCAL_USER, _student(store, call.student))
    if call.json:
        say(told.as_json())
        return 0
    for name, table in told.tables.items():
        say(f"{t(PORTRAIT_TABLES[name])} ({t.number(len(table), 0)})")
        if len(table):
            heads = [str(column) for column in table.columns]
            rows = [["–" if cell in (None, "") else str(cell) for cell in row] for row in table.to_numpy().tolist()]
            say(*aligned([heads, *rows], indent=2))
        say("")
    return 0


def _today(store: "Store") -> datetime.date:
    """The day it is at the school."""
    from capaian.store import load_school

    school = load_school(store, LOCAL_USER)
    return datetime.datetime.now(ZoneInfo(school.time_zone) if school else datetime.UTC).date()


def _student(store: "Store", wanted: str) -> int:
    """The id of the student with this NISN, else of the one with this id.

    Raises UnusableCall or StoreError where there is neither.
    """
    from capaian.store import find_students, find_undone_students, load_student

    number = wanted.strip()
    found = find_students(store, LOCAL_USER, number)
    named = found.loc[(found["nisn"] == number) & (number != ""), "student"].tolist()
    undone = find_undone_students(store, LOCAL_USER, number)
    named += undone.loc[undone["nisn"] == number, "student"].tolist() if number else []
    if named:
        return int(named[0])
    if number.isascii() and number.isdigit() and len(number) < 10:
        return load_student(store, LOCAL_USER, int(number)).id
    raise UnusableCall(N_("Tidak ada siswa dengan NISN atau nomor “{number}”."), number=number)


def _say_keeping(keeping: "list[Keeping]", t: Texts) -> None:
    heads = [t("Kohort"), t("Tanggal selesai"), t("Masa simpan sampai"), t("Siswa"), t("Keadaan")]
    rows = [
        [
            f"{each.cohort} {each.name}", t.date(each.ends_on) if each.ends_on else "–",
            t.date(each.due_on) if each.due_on else "–", t.number(each.students, 0), _state(each, t),
        ]
        for each in keeping
    ]  # fmt: skip
    say(*aligned([heads, *rows], right=[3]), "")


def _state(keeping: "Keeping", t: Texts) -> str:
    if keeping.removed_on:
        return t("identitas dihapus {date}", date=t.date(keeping.removed_on))
    if keeping.due_on is None:
        return t("tanggal selesai belum ditulis")
    return t("lewat") if keeping.is_due else t("masih disimpan")


def _say_removal(keeping: "Keeping", told: "Removal", word: str, t: Texts) -> None:
    n = {name: t.number(getattr(told, name), 0) for name in ("students", "leaving", "marks", "kept", "too_small")}
    say(
        f"{keeping.cohort} {keeping.name}",
        "  " + t("{word}: {students} siswa ({leaving} tidak ada di kohort lain), {marks} nilai", word=word, **n),
        "  " + t("jumlah yang tetap: {kept} kelompok; terlalu kecil untuk disimpan: {too_small}", **n),
    )


def _say_unclean(is_clean: bool, t: Texts) -> None:
    if not is_clean:
        say(
            t(
                "Berkas basis data sedang dipakai dan belum ditulis ulang, sehingga sisanya mungkin masih ada di "
                "cakram. Tutup Capaian, lalu jalankan: python -m capaian retention --act"
            )
        )
