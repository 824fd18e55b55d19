"""Who was forgotten, by number, beside the backups: an older one that is restored does not bring them back.

The log of the database says the same, but a database that is lost takes its log along.
"""

import datetime
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from capaian.problems import StoreError
from capaian.store.account_tables import audit
from capaian.store.audit import Deed
from capaian.store.engine import Store
from capaian.store.instants import instant, now_or, written
from capaian.store.refusals import explained_file

FILE: Final = "forgotten.json"
_KINDS: Final = {Deed.STUDENT_FORGOTTEN.value: "student", Deed.IDENTITIES_REMOVED.value: "cohort"}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """One forgetting. kind: `student`, or `cohort` where the names of a whole cohort were taken out. at: ISO, UTC."""

    school: int
    kind: str
    id: int
    at: str


def note_forgotten(store: Store, school: int, kind: str, number: int) -> None:
    """Write it down beside the backups, where backups are kept. Raises StoreError."""
    if store.backups is None:
        return
    folder = store.backups.folder
    told = [*load_forgotten(folder), Forgotten(school, kind, number, written(now_or(None)))]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = folder / f"{FILE}.new"
        with part.open("w", encoding="ascii") as file:
            json.dump([asdict(each) for each in told], file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / FILE)
    except OSError as error:
        raise StoreError(explained_file(error)) from error


def load_forgotten(folder: Path) -> list[Forgotten]:
    """What is written down in a folder of backups; nothing where it cannot be read."""
    try:
        return [Forgotten(**each) for each in json.loads((folder / FILE).read_text("ascii"))]
    except (OSError, ValueError, TypeError):
        return []


def instants_of_forgetting(folder: Path) -> list[datetime.datetime]:
    """When somebody was forgotten."""
    return [instant(each.at) for each in load_forgotten(folder)]


def forgotten_in_log(connection: Connection) -> list[Forgotten]:
    """What the log of a database says of it."""
    query = select(audit.c.school, audit.c.action, audit.c.resource, audit.c.at).where(audit.c.action.in_(_KINDS))
    rows: Sequence[Any] = connection.execute(query).all()
    return [Forgotten(row.school, _KINDS[row.action], int(row.resource.partition(":")[2]), row.at) for row in rows]
