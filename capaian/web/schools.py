"""Which of the two databases a browser looks at: the demonstration school or the school's own."""

from collections.abc import Mapping
from functools import cache
from threading import Lock
from typing import Final, Literal

from capaian.access import LOCAL_USER
from capaian.store import Backups, Store, has_accounts, load_school, make_demonstration, migrate, open_store
from capaian.web.running import settings

SCHOOL_COOKIE: Final = "capaian_school"
Which = Literal["demo", "own"]

_making: Final = Lock()


def which_school(cookies: Mapping[str, str]) -> Which:
    """The database the cookies ask for; the school's own where they ask for nothing or for a missing demonstration."""
    return "demo" if cookies.get(SCHOOL_COOKIE) == "demo" and demo_is_ready() else "own"


def store_of(which: Which) -> Store:
    """The open database, brought up to date the first time it is asked for. Raises StoreError.

    Kept in this process and not in Streamlit's caches: those any browser can empty.
    """
    return _open(settings().demo_database_url if which == "demo" else settings().school_database_url)


def demo_is_ready() -> bool:
    """Whether the demonstration database has been made."""
    if not (settings().data_folder / "demo.db").is_file():
        return False
    return load_school(store_of("demo"), LOCAL_USER) is not None


def open_demo() -> Store:
    """The demonstration database; the first call makes it (a few seconds). Raises StoreError."""
    with _making:
        store = store_of("demo")
        if load_school(store, LOCAL_USER) is None:
            make_demonstration(store)
    return store


def own_school_waits() -> bool:
    """Whether there is a school of one's own that no account belongs to yet: made before there were accounts."""
    return load_school(store_of("own"), LOCAL_USER) is not None and not has_accounts(store_of("own"))


@cache
def _open(url: str) -> Store:
    settings().data_folder.mkdir(parents=True, exist_ok=True)
    store = open_store(url)
    if url == settings().school_database_url:
        store.backups = Backups.of(settings())
    migrate(store)
    return store
