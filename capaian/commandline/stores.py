"""The databases of a call: opened, and closed when it is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.settings import load_settings

if TYPE_CHECKING:
    from capaian.store import Backups, Store

_NOT_CURRENT: Final = N_("Basis data belum siap. Jalankan dahulu: python -m capaian migrate")


@contextmanager
def opened(url: str, data_folder: Path, *, backups: "Backups | None" = None) -> Iterator["Store"]:
    """The database at the URL; the data folder is made where there is none. backups: where it is backed up.

    Raises StoreError.
    """
    from capaian.store import open_store

    data_folder.mkdir(parents=True, exist_ok=True)
    store = open_store(url)
    store.backups = backups
    try:
        yield store
    finally:
        store.close()


@contextmanager
def school_store() -> Iterator["Store"]:
    """The school's own database. Raises StoreError where it has not been brought up to date."""
    from capaian.store import Backups, is_current

    settings = load_settings()
    backups = Backups.of(settings)
    with opened(settings.school_database_url, settings.data_folder, backups=backups) as store:
        if not is_current(store):
            raise StoreError(_NOT_CURRENT)
        yield store
