"""Backups: made, checked as they are made, listed and rotated. Restoring one is store/restoring.py."""

import datetime
import errno
import math
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Connection, text

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.settings import Settings
from capaian.store.audit import Deed, write_audit
from capaian.store.backup_files import Manifest, manifest_of, unpack_backup, write_backup
from capaian.store.copying import alone, copy_to_file
from capaian.store.engine import Store
from capaian.store.forgotten import instants_of_forgetting
from capaian.store.instants import now_or, written
from capaian.store.known import known_school, school_of
from capaian.store.refusals import DAMAGED, explained_file
from capaian.store.rotation import Backup, Reason, is_due, superseded

NO_BACKUP: Final = N_("Cadangan ini tidak ada, atau sudah dihapus. Pilih cadangan lain dari daftar.")
NOT_HERE: Final = N_("Sekolah contoh tidak dicadangkan: semua isinya rekaan dan dapat dibuat ulang.")
_NAME: Final = re.compile(r"capaian-(\d{8}T\d{9})Z-([a-z]+)\.tar\.gz(\.sealed)?")
_WORK: Final = ".backup-work-"
_ONE_AT_A_TIME: Final = Lock()
_PAGES: Final = ("page_size", "page_count")
_TO_SPARE: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class Backups:
    """Where backups lie and what becomes of them.

    folder: of the backups. work: a folder on a local disk for what is unpacked meanwhile. passphrase: seals
    them; empty: not sealed. keep, days: see capaian.store.rotation.superseded.
    """

    folder: Path
    work: Path
    passphrase: str = field(default="", repr=False)
    keep: tuple[int, int, int] = (7, 4, 12)
    days: int = 30

    @classmethod
    def of(cls, settings: Settings) -> "Backups":
        """As the settings say."""
        return cls(
            settings.backups_folder, settings.data_folder, settings.backup_passphrase, settings.backup_keep,
            settings.backup_forget_days,
        )  # fmt: skip

    def take(self, store: Store, reason: Reason, *, now: datetime.datetime | None = None) -> Backup:
        """Make a backup, check it by opening it again, and let go of those that are superseded.

        Raises StoreError where it cannot be made or does not open; what was there stays.
        """
        at = now_or(now)
        with self.working() as work, alone(store):
            made = self.write(store, reason, at, work)
        self.rotate(now=at)
        return made

    def listed(self) -> list[Backup]:
        """The backups in the folder, the newest first."""
        found = (_backup(path) for path in self.folder.glob("capaian-*")) if self.folder.is_dir() else ()
        return sorted((backup for backup in found if backup), key=lambda backup: backup.made_at, reverse=True)

    def path_of(self, name: str) -> Path:
        """The file of a backup in the list. Raises StoreError where there is none of this name."""
        if name not in {backup.name for backup in self.listed()}:
            raise StoreError(NO_BACKUP)
        return self.folder / name

    def checked(self, name: str) -> Manifest:
        """Open a backup and compare it with its manifest. Raises StoreError where it is not whole."""
        with self.working() as work, self.path_of(name).open("rb") as file:
            return unpack_backup(file, work / "checked.db", passphrase=self.passphrase)

    def rotate(self, *, now: datetime.datetime) -> list[str]:
        """Delete what is superseded; the names of what went."""
        forgotten = instants_of_forgetting(self.folder)
        gone = superseded(self.listed(), now=now, keep=self.keep, days=self.days, forgotten=forgotten)
        with _of_files():
            for backup in gone:
                (self.folder / backup.name).unlink(missing_ok=True)
        return [backup.name for backup in gone]

    @contextmanager
    def working(self) -> Iterator[Path]:
        """A folder of one's own that only its owner can open; empty afterwards, also of what a killed process left."""
        with _ONE_AT_A_TIME, _of_files():
            self.work.mkdir(parents=True, exist_ok=True)
            for left in self.work.glob(f"{_WORK}*"):
                shutil.rmtree(left, ignore_errors=True)
            with tempfile.TemporaryDirectory(prefix=_WORK, dir=self.work, ignore_cleanup_errors=True) as folder:
                yield Path(folder)

    def write(self, store: Store, reason: Reason, at: datetime.datetime, work: Path) -> Backup:
        """take, for who works already; nothing is let go of. Raises OSError besides."""
        _refuse_no_room(store, work)
        copy = work / "copy.db"
        copy_to_file(store, copy)
        try:
            manifest = manifest_of(copy, made_at=written(at), reason=reason.value)
        except StoreError as error:
            raise StoreError(DAMAGED) from error
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self.folder.glob("*.part"):
            left.unlink(missing_ok=True)
        ending = ".tar.gz.sealed" if self.passphrase else ".tar.gz"
        target = self.folder / f"capaian-{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03}Z-{reason.value}{ending}"
        part = target.with_name(f"{target.name}.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                write_backup(file, copy, manifest, passphrase=self.passphrase)
                file.flush()
                os.fsync(file.fileno())
            copy.unlink()
            with part.open("rb") as file:
                unpack_backup(file, work / "checked.db", passphrase=self.passphrase)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        made = _backup(target)
        assert made
        return made


def load_backups(store: Store, actor: Actor) -> list[Backup]:
    """The backups of this database, the newest first. Raises Refused, and StoreError where none are kept."""
    return backups_for(store, actor).listed()


def load_first_backups(store: Store) -> list[Backup]:
    """The backups that a new installation finds: only while there is no school. Raises Refused, StoreError."""
    with store.reading() as connection:
        refuse_school(connection)
    return store.backups.listed() if store.backups is not None else []


def make_backup(store: Store, actor: Actor) -> Backup:
    """Make one now. Raises Refused, and what Backups.take raises."""
    made = backups_for(store, actor).take(store, Reason.BY_HAND)
    _note(store, actor, Deed.BACKUP_MADE, made.name)
    return made


def check_backup(store: Store, actor: Actor, name: str) -> Manifest:
    """What a backup says of itself, after everything in it has been compared with that. Raises Refused, StoreError."""
    return backups_for(store, actor).checked(name)


def read_backup(store: Store, actor: Actor, name: str) -> bytes:
    """The bytes of a backup, to be taken elsewhere; the log gets a line. Raises Refused, StoreError."""
    backups = backups_for(store, actor)
    with _of_files():
        content = backups.path_of(name).read_bytes()
    _note(store, actor, Deed.BACKUP_TAKEN, name)
    return content


def back_up_if_due(store: Store, *, now: datetime.datetime | None = None) -> Backup | None:
    """The daily one, where there is a school, backups are kept and none was made for a day; what was made.

    Also where the only ones left hold somebody forgotten too long ago. Raises StoreError.
    """
    backups, at = store.backups, now_or(now)
    if backups is None:
        return None
    there = backups.listed()
    if backups.keep != (0, 0, 0) and is_due(there, at) and _has_school(store):
        return backups.take(store, Reason.DAILY, now=at)
    backups.rotate(now=at)
    over = [each for each in instants_of_forgetting(backups.folder) if (at - each).days >= backups.days]
    if over and there and there[0].made_at <= max(over):
        return backups.take(store, Reason.DAILY, now=at)
    return None


def backups_for(store: Store, actor: Actor) -> Backups:
    """Where the backups of this database lie. Raises Refused, and StoreError where none are kept."""
    require(actor, Action.BACK_UP)
    if store.backups is None:
        raise StoreError(NOT_HERE)
    return store.backups


def refuse_school(connection: Connection) -> None:
    """Raise Refused where a school has been set up: its administrator alone restores there."""
    if known_school(connection) is not None:
        raise Refused(N_("Sekolah ini sudah ada. Hanya admin yang dapat memulihkan cadangan."))


def _has_school(store: Store) -> bool:
    with store.reading() as connection:
        return known_school(connection) is not None


def _note(store: Store, actor: Actor, deed: Deed, name: str) -> None:
    with store.writing() as connection:
        school = school_of(connection, to_write=True)
        write_audit(connection, school, actor, deed, detail={"of": name.removeprefix("capaian-").split(".")[0].lower()})


def _backup(path: Path) -> Backup | None:
    told = _NAME.fullmatch(path.name)
    if told is None or told[2] not in set(Reason):
        return None
    at = datetime.datetime.strptime(told[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=datetime.UTC)
    return Backup(path.name, at, Reason(told[2]), path.stat().st_size, bool(told[3]))


def _refuse_no_room(store: Store, work: Path) -> None:
    """A disk filled up by the copy would be full for everybody else meanwhile."""
    with store.reading() as connection:
        if store.is_sqlite:
            size = math.prod(connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in _PAGES)
        else:
            size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    if shutil.disk_usage(work).free < 2 * size + _TO_SPARE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def _of_files() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(explained_file(error)) from error
