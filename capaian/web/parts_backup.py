"""Backups told to people: the list, how old the last one is, and until when somebody forgotten is in one."""

import datetime
from collections.abc import Sequence
from typing import Final

from capaian.locale import Texts
from capaian.store import REASONS, Backup
from capaian.store.rotation import gone_by
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_tables import Column, table
from capaian.web.parts_words import status

_OLD: Final = datetime.timedelta(days=2)
_MEGABYTE: Final = 1e6


def backup_name(backup: Backup, t: Texts, time_zone: str) -> str:
    """`25 November 2026 09.30 WITA, harian`."""
    return f"{t.moment(backup.made_at, time_zone)}, {t(REASONS[backup.reason])}"


def backup_list(backups: Sequence[Backup], t: Texts, time_zone: str) -> Html:
    """One line a backup, the newest first."""
    heads = [Column(t("Waktu")), Column(t("Sebab")), Column(t("Ukuran (MB)"), number=True), Column(t("Terkunci"))]
    rows = [
        [
            t.moment(each.made_at, time_zone), t(REASONS[each.reason]), t.number(each.size / _MEGABYTE, 2),
            t("ya") if each.is_sealed else t("tidak"),
        ]
        for each in backups
    ]  # fmt: skip
    return table(heads, rows, caption=t("Cadangan yang ada"), brief=True)


def last_backup(backups: Sequence[Backup], t: Texts, *, now: datetime.datetime, time_zone: str) -> Html:
    """Whether the last one is of these days."""
    if not backups:
        return tag("p", status("!", t("Belum ada cadangan."), "ask"))
    is_old = now - backups[0].made_at > _OLD
    told = status("!" if is_old else "✓", t("Cadangan terakhir"), "ask" if is_old else "good")
    return tag("p", told, f" {t.moment(backups[0].made_at, time_zone)}")


def how_backups_live(t: Texts, *, now: datetime.datetime, days: int, keep: tuple[int, int, int], sealed: bool) -> Html:
    """How many stay, what of those who were forgotten, and whether they are locked; as a list."""
    n = dict(zip(("days", "weeks", "months"), keep, strict=True))
    lines = [
        t("Dibuat otomatis setiap hari; disimpan {days} hari, {weeks} pekan, dan {months} bulan terakhir.", **n)
        if any(keep)
        else t("Tidak dibuat otomatis (CAPAIAN_BACKUP_KEEP=0,0,0). Buat di sini, atau cadangkan basis datanya."),
        t("Juga dibuat sebelum pembaruan, penghapusan siswa, dan pemulihan; yang itu disimpan {days} hari.", days=days),
        t(
            "Siswa yang dihapus hari ini tidak ada lagi di cadangan mana pun paling lambat {date}, dan tidak kembali "
            "bila cadangan lama dipulihkan.",
            date=t.date(gone_by(now, days)),
        ),
        t("Isi cadangan terkunci dengan frasa sandi. Tanpa frasa itu tidak ada yang dapat membukanya, juga Anda.")
        if sealed
        else t("Isi cadangan tidak terkunci: simpan di tempat yang aman, atau atur CAPAIAN_BACKUP_PASSPHRASE."),
    ]
    return tag("ul", *(tag("li", line) for line in lines), class_="cp-quiet")


def what_comes_back(t: Texts) -> Html:
    """What restoring means, as a list."""
    lines = [
        t("Semua data menjadi seperti saat cadangan itu dibuat; yang masuk sesudahnya tidak ada lagi."),
        t("Isi sekarang disisihkan dahulu sebagai cadangan tersendiri, jadi pemulihan ini dapat dibalik."),
        t("Akun dan kata sandi ikut kembali, dan semua orang perlu masuk lagi."),
    ]
    return together(tag("ul", *(tag("li", line) for line in lines)))
