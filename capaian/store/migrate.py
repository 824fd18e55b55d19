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
from capaian.store.rotation import Reason
from capaian.store.stored_moments import fill_moments

_FOLDER: Final = Path(__file__).parent / "migrations"


def is_current(store: Store) -> bool:
    """Whether the database has the tables of this program. Raises StoreError where it is newer than the program."""
    with store.reading() as connection:
        return _is_current(connection)


def migrate(store: Store) -> None:
    """Apply what is missing: all of it or, after any error, nothing.

    A database with something in it is backed up before, where backups are kept. Raises StoreError where the
    database is newer than the program, cannot be written, or cannot be backed up.
    """
    if is_current(store):
        return
    with store.reading() as connection:
        is_new = revision_of(connection) is None
    if store.backups is not None and not is_new:
        store.backups.take(store, Reason.MIGRATION)
    migrate_to(store, "head")


def migrate_to(store: Store, revision: str) -> None:
    """Apply the migrations up to one of them, in one transaction; with the last one, the sums that are stored."""
    with store.writing() as connection:
        if not store.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('capaian migrations'))"))
        if not _is_current(connection):
            if not store.is_sqlite:
                connection.execute(text("SET LOCAL statement_timeout = 0"))
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            if revision == "head":
                fill_moments(connection)


def revision_of(connection: Connection) -> str | None:
    """The last migration applied, None where there are no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Whether this program has the migration: it is not of a newer one."""
    return revision in {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}


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
