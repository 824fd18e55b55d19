"""What the server looks after by itself: the daily backup, marks against their sums, the clock, the room on the disk.

What it finds wrong stands on every page of an administrator until it is mended.
"""

import asyncio
import datetime
import logging
import pyexpat
import sqlite3
from collections.abc import Callable
from typing import Final

import streamlit as st
from starlette.concurrency import run_in_threadpool

from capaian.access import Action, Actor, may
from capaian.locale import N_, Texts, texts
from capaian.problems import CapaianError, StoreError
from capaian.reading.limits import xml_is_safe
from capaian.store import Store, back_up_if_due, is_current
from capaian.store.engine import wal_is_safe
from capaian.store.health import clock_trouble, room_trouble, sum_trouble
from capaian.web.incidents import trace
from capaian.web.running import settings
from capaian.web.schools import store_of
from capaian.web.shown import shown

_LOG: Final = logging.getLogger("capaian.watch")
_HOUR: Final = 3600
_MINUTE: Final = 60
_Find = Callable[[datetime.datetime, Store], CapaianError | None]
_FOUND: Final[list[CapaianError]] = []
_DAY: Final = datetime.timedelta(days=1)
_SUMS: Final[dict[str, tuple[datetime.datetime, CapaianError | None]]] = {}
"""When the marks were last held against their sums, and what was found."""
_NO_BACKUP: Final = N_("Cadangan hari ini belum dapat dibuat. {why}")


async def keep_watch() -> None:
    """Look once an hour for as long as the server runs, and once a minute while something is wrong."""
    t = texts(settings().language)
    for sentence in version_notes(t):
        _LOG.warning("%s", sentence)
    while True:
        await run_in_threadpool(look)
        await asyncio.sleep(_MINUTE if _FOUND else _HOUR)


def look(*, now: datetime.datetime | None = None) -> list[CapaianError]:
    """Make the backup that is due, and find what is wrong; said in the log when it is new."""
    at = now or datetime.datetime.now(datetime.UTC)
    before = {error.sentence for error in _FOUND}
    _FOUND[:] = [found for find in (_backup, _sums, _clock, _room) if (found := _tried(find, at)) is not None]
    for error in _FOUND:
        if error.sentence not in before:
            _LOG.warning("%s", error.message(texts(settings().language)))
    return list(_FOUND)


def version_notes(
    t: Texts,
    *,
    sqlite: tuple[int, int, int] = sqlite3.sqlite_version_info,
    expat: tuple[int, ...] = pyexpat.version_info,
) -> list[str]:
    """What is done about known faults of the libraries that Python brought along; nothing where they have none."""
    notes = []
    if not wal_is_safe(sqlite):
        notes.append(t("SQLite {version} punya cacat pada mode WAL; dipakai mode TRUNCATE.", version=_dotted(sqlite)))
    if not xml_is_safe(expat):
        notes.append(t("Expat {version} lambat pada berkas jahat; dibaca dengan cara lain.", version=_dotted(expat)))
    return notes


def draw_troubles(t: Texts, actor: Actor) -> None:
    """What is wrong with the server, for whoever can mend it."""
    if may(actor, Action.BACK_UP):
        for error in _FOUND:
            st.warning(shown(error.message(t), longest=600), icon=":material/warning:")


def note_end(task: "asyncio.Task[None]") -> None:
    """Say in the log where the watch ended by a fault of ours; the server goes on without it."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOG.error("%s", trace("watch", error))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _tried(find: _Find, at: datetime.datetime) -> CapaianError | None:
    try:
        return find(at, store_of("own"))
    except CapaianError as error:
        return error


def _backup(at: datetime.datetime, store: Store) -> CapaianError | None:
    try:
        back_up_if_due(store, now=at)
    except StoreError as error:
        return NoBackup(error)
    return None


class NoBackup(StoreError):
    """The daily backup could not be made, and why."""

    def __init__(self, why: StoreError) -> None:
        super().__init__(_NO_BACKUP, why=why)
        self._why = why

    def message(self, t: Texts) -> str:
        """Both sentences in the reader's language."""
        return t(_NO_BACKUP, why=self._why.message(t))


def _sums(at: datetime.datetime, store: Store) -> CapaianError | None:
    """Once a day, for it reads every mark; and each time until it is mended."""
    last, found = _SUMS.get("own", (None, None))
    if last is None or found is not None or abs(at - last) >= _DAY:
        found = sum_trouble(store) if is_current(store) else None
        _SUMS["own"] = at, found
    return found


def _clock(at: datetime.datetime, store: Store) -> CapaianError | None:
    return clock_trouble(store, at)


def _room(_at: datetime.datetime, _store: Store) -> CapaianError | None:
    return room_trouble(settings().data_folder)
