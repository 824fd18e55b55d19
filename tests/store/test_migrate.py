import re

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from capaian.problems import StoreError
from capaian.store import is_current, migrate
from capaian.store.tables import metadata

pytestmark = pytest.mark.usefixtures("every_migration")


def test_an_empty_database_gets_every_table_and_migrating_again_changes_nothing(empty_url, opened):
    store = opened(empty_url)
    assert not is_current(store)
    migrate(store)
    assert is_current(store)
    with store.reading() as connection:
        assert set(sa.inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
    migrate(store)
    assert is_current(store)


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(bare_store):
    with bare_store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrated_checks_and_kinds_are_those_of_the_code(bare_store, tmp_path, opened):
    """compare_metadata looks neither at CHECKs nor at STRICT, so the stored definitions are compared as well."""
    if not bare_store.is_sqlite:
        with bare_store.reading() as connection:
            found = {
                (name, check["name"])
                for name in metadata.tables
                for check in sa.inspect(connection).get_check_constraints(name)
            }
        known = {
            (table.name, str(part.name))
            for table in metadata.tables.values()
            for part in table.constraints
            if isinstance(part, sa.CheckConstraint)
        }
        assert found == known
        return
    made = opened(f"sqlite:///{tmp_path / 'made.db'}")
    with made.writing() as connection:
        metadata.create_all(connection)
    assert definitions(bare_store) == definitions(made)
    assert all("WITHOUT ROWID" in text and "STRICT" in text for text in definitions(made).values() if "TABLE" in text)


def definitions(store):
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    parts = {name: re.split(r",\s+|\s*\n\s*", text) for name, text in rows if name != "alembic_version"}
    return {name: " ".join(sorted(part.strip(" ,") for part in text)) for name, text in parts.items()}


def test_a_migration_that_breaks_leaves_nothing(empty_url, opened):
    store = opened(empty_url)

    def break_at_the_last_table(connection, cursor, statement, parameters, context, many):
        if "CREATE TABLE scores" in statement:
            raise RuntimeError("power cut")

    event.listen(store.engine, "before_cursor_execute", break_at_the_last_table)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(store)
    with store.reading() as connection:
        assert sa.inspect(connection).get_table_names() == []
    event.remove(store.engine, "before_cursor_execute", break_at_the_last_table)
    migrate(store)
    assert is_current(store)


def test_a_database_newer_than_the_program_is_refused_with_a_sentence(bare_store):
    with bare_store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for ask in (is_current, migrate):
        with pytest.raises(StoreError, match="lebih baru"):
            ask(bare_store)
