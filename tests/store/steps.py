"""Something happens at the k-th step of what a store does: a statement, a row of a COPY, its end, or the commit."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from capaian.store import Store

_EVENTS = ("before_cursor_execute", "commit")


class PowerCut(Exception):
    """Not an error that anybody handles."""


def cut() -> None:
    raise PowerCut


@contextmanager
def at_step(store: Store, k: int, happens: Callable[[], Any] = cut) -> Iterator[Iterator[int]]:
    """Before every statement, before each row of a COPY and after its last one, and before the commit.

    Gives what counts the steps: its next number is that of the step to come.
    """
    steps = itertools.count(1)
    copied = psycopg.Cursor.copy

    def step(*_call: Any) -> None:
        if next(steps) == k:
            happens()

    class Watched:
        def __init__(self, copy: psycopg.Copy) -> None:
            self._copy = copy

        def write_row(self, row: Any) -> None:
            step()
            self._copy.write_row(row)

    @contextmanager
    def watched(cursor: Any, *arguments: Any, **named: Any) -> Iterator[Watched]:
        with copied(cursor, *arguments, **named) as copy:
            yield Watched(copy)
        step()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "copy", watched)
        for name in _EVENTS:
            event.listen(store.engine, name, step)
        try:
            yield steps
        finally:
            for name in _EVENTS:
                event.remove(store.engine, name, step)
