"""Whatever version a school comes with: every row is kept, and the way back is kept too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.access import LOCAL_USER
from capaian.improvement import summarise
from capaian.store import (
    Backups,
    Reason,
    Store,
    find_students,
    is_current,
    load_backups,
    load_cohorts,
    load_imports,
    load_scores,
    migrate,
    restore_backup,
    save_cohort,
)
from capaian.store.health import page_trouble, sum_trouble
from capaian.store.tables import metadata
from tests.store.dumps import dump
from tests.store.releases import REVISIONS, released_rows, write_released

CHANGED: dict[str, set[str]] = {}
"""Columns by table that a later migration fills anew, with the reason beside it."""


@pytest.fixture(params=REVISIONS)
def released(request: pytest.FixtureRequest, empty_url: str, opened: Callable[[str], Store], tmp_path: Path) -> Store:
    """The database of a released version, open in this program and not yet brought up to date."""
    write_released(empty_url, request.param)
    store = opened(empty_url)
    store.backups = Backups(tmp_path / "backups", tmp_path)
    return store


def rows_now(store: Store, revision: str) -> dict[str, list[dict]]:
    """The rows of the released tables as they stand, with the columns they had."""
    told = {}
    with store.reading() as connection:
        for name, rows in released_rows(revision).items():
            table = metadata.tables[name]
            kept = [column for column in rows[0] if column in table.c and column not in CHANGED.get(name, ())]
            now = connection.execute(table.select().order_by(*table.primary_key)).mappings()
            told[name] = [{column: row[column] for column in kept} for row in now]
    return told


def rows_then(revision: str) -> dict[str, list[dict]]:
    def kept(name: str, row: dict) -> dict:
        table = metadata.tables[name]
        return {column: row[column] for column in row if column in table.c and column not in CHANGED.get(name, ())}

    told = {name: [kept(name, row) for row in rows] for name, rows in released_rows(revision).items()}
    for name, rows in told.items():
        key = [column.name for column in metadata.tables[name].primary_key]
        rows.sort(key=lambda row: tuple(row[column] for column in key))
    return told


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_released_database_has_something_in_every_table(revision: str) -> None:
    assert [name for name, rows in released_rows(revision).items() if not rows] == []


def test_there_is_one_for_the_release_that_schools_have() -> None:
    assert "0005" in REVISIONS


def test_every_row_is_kept_and_everything_still_works(released: Store, request: pytest.FixtureRequest) -> None:
    revision = request.node.callspec.params["released"]
    assert not is_current(released)
    migrate(released)
    assert is_current(released)
    assert (page_trouble(released), sum_trouble(released)) == (None, None)
    assert rows_now(released, revision) == rows_then(revision)
    for cohort in load_cohorts(released, LOCAL_USER):
        assert len(summarise(load_scores(released, LOCAL_USER, cohort.id))) >= 0
    assert len(find_students(released, LOCAL_USER, "")) == len(released_rows(revision)["students"])
    assert len(load_imports(released, LOCAL_USER)) == len(released_rows(revision)["imports"])
    assert (
        save_cohort(released, LOCAL_USER, name="Sesudah pembaruan") > released_rows(revision)["schools"][0]["last_id"]
    )


def test_what_was_there_before_is_backed_up_and_can_be_restored(
    released: Store, request: pytest.FixtureRequest
) -> None:
    revision = request.node.callspec.params["released"]
    migrate(released)
    stands = dump(released)
    (made,) = load_backups(released, LOCAL_USER)
    assert made.reason is Reason.MIGRATION
    assert released.backups is not None
    assert released.backups.checked(made.name).revision == revision
    save_cohort(released, LOCAL_USER, name="Sesudah pembaruan")
    restore_backup(released, LOCAL_USER, made.name)
    again = dump(released)
    same = {"schools", "cohorts", "sessions", "sign_in_attempts", "audit"}
    assert {name: again[name] for name in again.keys() - same} == {name: stands[name] for name in stands.keys() - same}
