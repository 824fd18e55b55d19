"""`backup` and `restore`: for who sits at the server."""

import argparse
from typing import TYPE_CHECKING

from capaian.commandline.files import UnusableCall
from capaian.commandline.printing import aligned, say
from capaian.commandline.stores import school_store
from capaian.locale import N_, Texts
from capaian.problems import CapaianError
from capaian.settings import load_settings

if TYPE_CHECKING:
    from capaian.store import Backups


def backup(call: argparse.Namespace, t: Texts) -> int:
    """Make a backup now; with --list show them, with --verify open every one; 1 where one is not whole."""
    from capaian.store import Backups, Reason

    kept = Backups.of(load_settings())
    if call.verify:
        return _verify(kept, t)
    if not call.list:
        with school_store() as store:
            made = kept.take(store, Reason.BY_HAND)
        say(t("Cadangan dibuat dan diperiksa: {file}", file=kept.folder / made.name))
        return 0
    _say_list(kept, t)
    return 0


def restore(call: argparse.Namespace, t: Texts) -> int:
    """Put a backup in the place of what is there; what is there is put aside first."""
    from capaian.store import Backups, restore_file

    settings = load_settings()
    kept = Backups.of(settings)
    path = call.file if call.file.is_file() else kept.folder / call.file
    if not path.is_file():
        raise UnusableCall(
            N_("Cadangan {file} tidak ada. Lihat yang ada: python -m capaian backup --list"), file=call.file
        )
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file:
        done = restore_file(settings.school_database_url, kept, file)
    say(t("Cadangan dari {when} dipulihkan: {n} baris.", when=t.moment(done.made_at, "UTC"), n=t.number(done.rows, 0)))
    if done.forgotten:
        say(
            t.plural(
                "{n} yang dihapus sesudah cadangan itu dibuat, dihapus lagi.",
                "{n} yang dihapus sesudah cadangan itu dibuat, dihapus lagi.",
                done.forgotten,
            )
        )
    if done.aside:
        say(t("Isi sebelumnya disisihkan: {file}", file=done.aside))
    say(t("Semua orang perlu masuk lagi, dengan kata sandi yang berlaku saat cadangan dibuat."))
    return 0


def _verify(kept: "Backups", t: Texts) -> int:
    there = kept.listed()
    whole = 0
    for each in there:
        try:
            manifest = kept.checked(each.name)
        except CapaianError as error:
            say(f"✕ {each.name}", f"  {error.message(t)}")
        else:
            whole += 1
            rows = t.number(sum(manifest.rows.values()), 0)
            say(f"✓ {each.name}", "  " + t("utuh: {tables} tabel, {rows} baris", tables=len(manifest.rows), rows=rows))
    say("", t("{n} dari {all} cadangan utuh.", n=whole, all=len(there)))
    return int(whole < len(there))


def _say_list(kept: "Backups", t: Texts) -> None:
    from capaian.store import REASONS

    heads = [t("Waktu (UTC)"), t("Sebab"), t("Ukuran (MB)"), t("Terkunci"), t("Nama")]
    rows = [
        [
            f"{each.made_at:%Y-%m-%d %H:%M:%S}", t(REASONS[each.reason]), t.number(each.size / 1e6, 2),
            t("ya") if each.is_sealed else t("tidak"), each.name,
        ]
        for each in kept.listed()
    ]  # fmt: skip
    say(*aligned([heads, *rows], right=[2]))
    say("", t("Folder: {folder}", folder=kept.folder))
