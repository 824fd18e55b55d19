from typing import Any, cast

import pytest

from capaian.access import LOCAL_USER, Action, Actor, Role, may, require
from capaian.problems import Refused

HERE, ELSEWHERE = 7, 8

ALLOWED_EVERYWHERE = {
    Role.ADMINISTRATOR: set(Action),
    Role.PRINCIPAL: {Action.VIEW_SCHOOL, Action.VIEW_COHORT, Action.VIEW_STUDENTS, Action.VIEW_IMPORTS},
    Role.AUDITOR: {Action.VIEW_SCHOOL, Action.VIEW_COHORT},
    Role.TEACHER: {Action.VIEW_SCHOOL},
    Role.INSTRUCTOR: {Action.VIEW_SCHOOL},
}
ALLOWED_WHERE_ASSIGNED = {
    Role.TEACHER: {Action.VIEW_COHORT, Action.VIEW_STUDENTS, Action.IMPORT_MARKS, Action.VIEW_IMPORTS},
    Role.INSTRUCTOR: {Action.VIEW_COHORT, Action.VIEW_STUDENTS, Action.IMPORT_MARKS},
}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_every_cell_of_the_table_of_rights(role, action):
    actor = Actor(1, role, frozenset({HERE}))
    everywhere = action in ALLOWED_EVERYWHERE[role]
    assert may(actor, action) is everywhere
    assert may(actor, action, ELSEWHERE) is everywhere
    assert may(actor, action, HERE) is (everywhere or action in ALLOWED_WHERE_ASSIGNED.get(role, set()))


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


def test_an_action_nobody_knows_is_refused():
    assert not may(LOCAL_USER, cast(Any, "view_school"))


def test_a_missing_right_is_a_sentence_for_a_person():
    with pytest.raises(Refused, match="tidak berhak"):
        require(Actor(1, Role.AUDITOR), Action.VIEW_STUDENTS)
    require(LOCAL_USER, Action.VIEW_STUDENTS)
