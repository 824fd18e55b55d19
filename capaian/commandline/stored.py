"""What `doctor` looks at in the school's database and its last backup."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from capaian.commandline.findings import Finding, care, well, wrong
from capaian.locale import N_
from capaian.problems import CapaianError
from capaian.settings import Settings

if TYPE_CHECKING:
    from capaian.store import Store

_OLD_BACKUP: Final = datetime.timedelta(days=2)


def database(settings: Settings, *, now: datetime.datetime) -> Iterator[Finding]:
    """The school's database: opens, is current, is whole, its clock, its backups."""
    from capaian.store import Backups, is_current, open_store

    url = settings.school_database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        yield care("database", N_("Basis data belum ada. Capaian membuatnya saat pertama kali dijalankan."))
        return
    try:
        store = open_store(url)
        store.backups = Backups.of(settings)
    except CapaianError as error:
        yield wrong("database", error)
        return
    try:
        yield well("database", N_("Basis data terbuka: {kind}."), kind=_kind(store))
        if not is_current(store):
            yield wrong("migrations", N_("Basis data belum diperbarui. Jalankan: python -m capaian migrate"))
            return
        yield from content(store, now)
    except CapaianError as error:
        yield wrong("database", error)
    finally:
        store.close()


def content(store: "Store", now: datetime.datetime) -> Iterator[Finding]:
    """What stands in a database of this program's revision."""
    from capaian.store.health import clock_trouble, page_trouble, sum_trouble, table_troubles

    lacking, unknown = table_troubles(store)
    if lacking is not None:
        yield wrong("tables", lacking)
        return
    yield well("migrations", N_("Basis data sesuai dengan program ini."))
    if unknown is not None:
        yield care("tables", unknown)
    damage = page_trouble(store)
    yield wrong("pages", damage) if damage else well("pages", N_("Isi basis data utuh."))
    other = sum_trouble(store)
    yield wrong("sums", other) if other else well("sums", N_("Semua nilai sesuai dengan jumlah yang disimpan."))
    jumped = clock_trouble(store, now)
    yield care("clock", jumped) if jumped else well("clock", N_("Jam komputer sesuai dengan catatan terakhir."))
    yield from backups(store, now)


def backups(store: "Store", now: datetime.datetime) -> Iterator[Finding]:
    """The last backup: how old it is, whether it opens, and whether what nobody changed since is still the same."""
    from capaian.store.unchanged import changed_unasked

    kept = store.backups
    if kept is None:
        return
    there = kept.listed()
    if not there:
        yield care("backup", N_("Belum ada cadangan. Jalankan: python -m capaian backup"))
        return
    newest, told = there[0], {"name": there[0].name}
    try:
        changed = changed_unasked(store, kept, newest.name)
    except CapaianError as error:
        yield wrong("backup", error)
        return
    if changed:
        yield wrong(
            "unasked",
            N_(
                "Isinya lain dari cadangan {name}, padahal tidak diubah lewat Capaian: {places}. Cocokkan dengan "
                "berkas aslinya, atau pulihkan cadangan itu."
            ),
            **told, places=", ".join(changed),
        )  # fmt: skip
    if now - newest.made_at > _OLD_BACKUP:
        yield care("backup", N_("Cadangan terakhir {name} utuh, tetapi lebih dari dua hari yang lalu."), **told)
    else:
        yield well("backup", N_("Cadangan terakhir {name} utuh."), **told)
    if kept.folder.resolve().is_relative_to(kept.work.resolve()):
        yield care(
            "backup_place",
            N_("Cadangan ada di cakram yang sama dengan datanya. Tulis CAPAIAN_BACKUP_FOLDER ke cakram lain bila ada."),
        )
    if not kept.passphrase:
        yield care(
            "backup_seal", N_("Cadangan tidak terkunci. Tulis CAPAIAN_BACKUP_PASSPHRASE agar isinya terlindung.")
        )


def _kind(store: "Store") -> str:
    if store.is_sqlite:
        return "SQLite"
    with store.reading() as connection:
        return f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar_one()}"
