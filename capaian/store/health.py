"""What can be wrong with a database that still opens; each finding is a StoreError as a value."""

import datetime
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select, text

from capaian.locale import N_, Texts
from capaian.problems import StoreError
from capaian.store.account_tables import audit
from capaian.store.engine import Store
from capaian.store.instants import instant
from capaian.store.refusals import DAMAGED
from capaian.store.schema import schools
from capaian.store.shape import shape_of
from capaian.store.stored_moments import differing

BEHIND: Final = datetime.timedelta(minutes=5)
"""So far may two clocks of one school be apart."""
LEAST_ROOM: Final = 200 << 20
"""Bytes that must be free."""
_TOLD: Final = 8
"""So many names are told one by one."""
_REMOTE: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "fuse.rclone", "davfs"})
_MOUNTS: Final = Path("/proc/self/mounts")


class ClockTrouble(StoreError):
    """The computer's clock is behind what was written down last, so one of the two was wrong."""

    def __init__(self, last: datetime.datetime, now: datetime.datetime, time_zone: str) -> None:
        super().__init__(
            N_(
                "Jam komputer peladen menunjukkan {now}, padahal catatan terakhir bertanggal {last}. Tidak ada yang "
                "berubah. Betulkan tanggal dan jamnya; urutan unggahan tetap benar."
            ),
            now=now.isoformat(timespec="minutes"), last=last.isoformat(timespec="minutes"),
        )  # fmt: skip
        self._told = (now, last, time_zone)

    def message(self, t: Texts) -> str:
        """The sentence in the reader's language, the moments in the school's zone."""
        now, last, zone = self._told
        return t(self.sentence, now=t.moment(now, zone), last=t.moment(last, zone))


def clock_trouble(store: Store, now: datetime.datetime) -> StoreError | None:
    """Whether the clock has gone back behind the last line of the log. Raises StoreError."""
    with store.reading() as connection:
        for school in connection.execute(select(schools.c.id, schools.c.time_zone)).all():
            newest = select(audit.c.at).where(audit.c.school == school.id).order_by(audit.c.id.desc()).limit(1)
            at = connection.execute(newest).scalar_one_or_none()
            if at is not None and instant(at) > now + BEHIND:
                return ClockTrouble(instant(at), now, school.time_zone)
    return None


def room_trouble(folder: Path) -> StoreError | None:
    """Whether the disk of a folder is nearly full."""
    free = shutil.disk_usage(folder).free
    if free >= LEAST_ROOM:
        return None
    return StoreError(
        N_("Ruang penyimpanan hampir habis: tinggal {n} MB. Kosongkan sebagian sebelum benar-benar penuh."),
        n=free >> 20,
    )


def page_trouble(store: Store) -> StoreError | None:
    """Whether a page is damaged or a row refers to nothing; a server looks after its own. Raises StoreError."""
    if not store.is_sqlite:
        return None
    with store.reading() as connection:
        whole = connection.execute(text("PRAGMA integrity_check(1)")).scalar_one() == "ok"
        linked = connection.execute(text("PRAGMA foreign_key_check")).first() is None
    return None if whole and linked else StoreError(DAMAGED)


def table_troubles(store: Store) -> tuple[StoreError | None, StoreError | None]:
    """What the tables lack that this program needs, and what they have that it does not know. Raises StoreError."""
    shape = shape_of(store)
    lacking = StoreError(
        N_("Basis data tidak memuat yang diperlukan program ini: {names}. Pulihkan dari cadangan: {command}"),
        names=_listed(shape.lacking), command="python -m capaian restore",
    )  # fmt: skip
    unknown = StoreError(
        N_("Basis data memuat yang tidak dikenal program ini: {names}. Capaian tidak memakainya."),
        names=_listed(shape.unknown),
    )
    return (lacking if shape.lacking else None, unknown if shape.unknown else None)


def sum_trouble(store: Store) -> StoreError | None:
    """Whether the sums kept beside the marks are others than the marks give, and where. Raises StoreError.

    SQLite keeps no checksum of its pages, so a bit that turned over in a mark is read as if it were meant: the
    sums, which were written with the mark, know better.
    """
    with store.reading() as connection:
        found = [f"{cohort} ({_listed(classes)})" if classes else cohort for cohort, classes in differing(connection)]
    if not found:
        return None
    return StoreError(
        N_(
            "Nilai tidak sama dengan jumlah yang disimpan bersamanya: {places}. Ada yang berubah tanpa lewat Capaian, "
            "misalnya karena cakram yang rusak. Cocokkan nilai di sana dengan berkas aslinya, atau pulihkan dari "
            "cadangan."
        ),
        places=_listed(found, "; "),
    )


def is_remote(folder: Path, mounts: str | None = None) -> bool:
    """Whether the folder lies on another computer's disk, where SQLite cannot keep its word.

    mounts: what the system says of its disks, asked for where None; False where it does not say.
    """
    if mounts is None:
        mounts = _MOUNTS.read_text("utf-8", errors="replace") if _MOUNTS.is_file() else ""
    there = [line.split(" ") for line in mounts.splitlines()]
    above = [(len(part[1]), part[2]) for part in there if len(part) > 2 and folder.is_relative_to(_plain(part[1]))]
    return bool(above) and max(above)[1] in _REMOTE


def _plain(mount: str) -> str:
    return mount.replace("\\040", " ")


def _listed(names: Sequence[str], between: str = ", ") -> str:
    """The first ones, and an ellipsis where there are more."""
    return between.join([*names[:_TOLD], *(["…"] if len(names) > _TOLD else [])])
