"""Bringing a database up to the tables of this program; all steps in one transaction."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.engine import Store

_FOLDER: Final = Path(__file__).parent / "migrations"


def is_current(store: Store) -> bool:
    """Whether the database has the tables of this program. Raises StoreError where it is newer than the program."""
    with store.reading() as connection:
        return _is_current(connection)


def migrate(store: Store) -> None:
    """Apply what is missing: all of it or, after any error, nothing.

    Raises StoreError where the database is newer than the program, or cannot be written.
    """
    if is_current(store):
        return
    with store.writing() as connection:
        if not store.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('capaian migrations'))"))
        if not _is_current(connection):
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _is_current(connection: Connection) -> bool:
    script = ScriptDirectory.from_config(_config())
    applied = MigrationContext.configure(connection).get_current_heads()
    known = {step.revision for step in script.walk_revisions()}
    if not known.issuperset(applied):
        raise StoreError(
            N_("Basis data ini dibuat oleh Capaian yang lebih baru. Perbarui Capaian di komputer ini, lalu buka lagi.")
        )
    return set(applied) == set(script.get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
