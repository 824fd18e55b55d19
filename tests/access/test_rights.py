import re
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from capaian.access import (
    LOCAL_USER,
    VISITOR,
    Action,
    Actor,
    Role,
    aspects_seen,
    may,
    may_somewhere,
    require,
    rows_seen,
    where,
)
from capaian.problems import Refused

HERE, ELSEWHERE = 7, 8
DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "roles.md").read_text("utf8")


def told() -> dict[tuple[str, str], str]:
    """The cells of docs/roles.md by role and action."""
    lines = [line.strip("| \n").split(" | ") for line in DOCUMENT.splitlines() if line.startswith("| ")]
    head, *rows = lines
    return {(role, row[0].strip("`")): cell for row in rows for role, cell in zip(head[1:], row[1:], strict=True)}


TOLD = told()
CELLS = [(role, action) for role in Role for action in Action]


def test_the_document_has_every_cell_and_no_other():
    assert set(TOLD) == {(role.value, action.value) for role, action in CELLS}
    assert set(TOLD.values()) == {"everywhere", "assigned", "demonstration", "–"}


@pytest.mark.parametrize(("role", "action"), CELLS)
def test_every_cell_is_what_the_document_says(role, action):
    cell = TOLD[role.value, action.value]
    assert where(role, action).value == cell.replace("–", "nowhere")
    actor = Actor(1, role, frozenset({HERE}))
    everywhere = cell in ("everywhere", "demonstration")
    assert may(actor, action) is everywhere
    assert may(actor, action, ELSEWHERE) is everywhere
    assert may(actor, action, HERE) is (everywhere or cell == "assigned")
    assert may_somewhere(actor, action) is (everywhere or cell == "assigned")
    assert may_somewhere(Actor(1, role), action) is everywhere
    for resource in (None, HERE, ELSEWHERE):
        if may(actor, action, resource):
            require(actor, action, resource)
        else:
            with pytest.raises(Refused):
                require(actor, action, resource)


@pytest.mark.parametrize("role", Role)
def test_a_given_password_is_changed_before_anything_else(role):
    actor = Actor(1, role, frozenset({HERE}), must_change=True)
    allowed = {action for action in Action for resource in (None, HERE) if may(actor, action, resource)}
    assert allowed == ({Action.KEEP_OWN_ACCOUNT} if role is not Role.VISITOR else set())


def test_what_the_document_says_of_aspects_and_visitors():
    assert re.search(r"\*instructor\*.*`teknis`, `karakter`", DOCUMENT)
    assert {role: aspects_seen(Actor(1, role)) for role in Role} == {
        **dict.fromkeys(Role, None),
        Role.INSTRUCTOR: {"teknis", "karakter"},
    }
    assert rows_seen(Actor(1, Role.INSTRUCTOR, classes=frozenset({"XI A"}))) == ({"XI A"}, {"teknis", "karakter"})
    assert rows_seen(LOCAL_USER) == (None, None)
    assert VISITOR.role is Role.VISITOR
    assert VISITOR.account_id is None


@pytest.mark.parametrize(
    "forged",
    [
        None,
        "administrator",
        {"role": "administrator"},
        Actor(None, cast(Any, "administrator")),
        Actor(1, cast(Any, "owner")),
    ],
)
def test_whoever_is_no_actor_with_a_role_is_refused(forged):
    for action in Action:
        assert not may(forged, action)
        assert not may_somewhere(forged, action)
        with pytest.raises(Refused, match="tidak berhak"):
            require(forged, action, HERE)


def test_an_action_nobody_knows_is_refused():
    assert not may(LOCAL_USER, cast(Any, "view_school"))
    with pytest.raises(Refused):
        require(LOCAL_USER, cast(Any, "view_school"))


@pytest.mark.parametrize("resource", [[HERE], "7", {HERE}, 7.5, b"7"])
def test_what_is_no_number_is_nobodys_cohort(resource):
    assert not may(Actor(1, Role.TEACHER, frozenset({HERE})), Action.VIEW_COHORT, resource)


def test_an_id_as_pandas_gives_it_is_an_id():
    assert may(Actor(1, Role.TEACHER, frozenset({HERE})), Action.VIEW_COHORT, cast(int, np.int64(HERE)))


def test_anothers_cohort_is_told_like_one_that_is_not_there():
    teacher = Actor(1, Role.TEACHER, frozenset({HERE}))
    for forged in (ELSEWHERE, 10**9):
        with pytest.raises(Refused, match="Kohort ini tidak ada"):
            require(teacher, Action.VIEW_STUDENTS, forged)
    with pytest.raises(Refused, match="tidak berhak"):
        require(teacher, Action.EDIT_COHORT, ELSEWHERE)
    with pytest.raises(Refused, match="tidak berhak"):
        require(Actor(1, Role.AUDITOR), Action.VIEW_STUDENTS, ELSEWHERE)


def test_the_address_is_no_part_of_who_somebody_is():
    assert Actor(1, Role.TEACHER, address="192.0.2.1") == Actor(1, Role.TEACHER, address="192.0.2.2")
