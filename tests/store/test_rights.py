"""Every public call of the store, for every role, on one's own, on another's, on what nobody has."""

import inspect
from typing import Any, cast

import pandas as pd
import pytest

from capaian import store as room
from capaian.access import LOCAL_USER, VISITOR, Action, Actor, Role, Where, where
from capaian.problems import Refused, StoreError
from capaian.store import find_students, load_cohorts, make_demonstration
from tests.store.calls import CALLS, WITHOUT_ACTOR, Call
from tests.store.school import MINE, OTHER, Known

ROLES = [*(role for role in Role if role is not Role.ADMINISTRATOR), Role.ADMINISTRATOR]
"""The administrator last: what an administrator does may leave nothing to be asked for."""


def test_every_public_call_of_the_store_is_in_the_matrix():
    calls = {name for name in room.__all__ if inspect.isfunction(getattr(room, name))}
    assert calls == {*CALLS, *WITHOUT_ACTOR}
    for name in calls:
        parameters = list(inspect.signature(getattr(room, name)).parameters)
        assert ("actor" in parameters) is (name in CALLS), name
        assert name not in CALLS or parameters[:2] == ["store", "actor"], name


def expected(role: Role, name: str, call: Call, whose: str) -> str:
    """As the table of rights has it: done, refused (no right at all), hidden (as if it were not there), no such."""
    place = where(role, call.action)
    if place in (Where.NOWHERE, Where.DEMONSTRATION):
        return "refused"
    if name == "deactivate_account" and whose == "own":
        return "no such"  # the last administrator, see calls.py
    if whose == "own" or not call.of:
        return "done"
    if call.of == "session" or place is Where.ASSIGNED:
        return "hidden"
    return "done" if whose == "other" else "no such"


@pytest.mark.parametrize("name", [name for name in CALLS if CALLS[name].of != "self"])
def test_every_role_on_its_own_on_anothers_and_on_what_nobody_has(role_school, name):
    call, school, bare_store = CALLS[name], role_school, role_school.store
    for role in ROLES:
        said: dict[str, tuple[str, str]] = {}
        for whose in ("own", "other", "nobody") if call.of else ("own",):
            said[whose] = outcome(call, bare_store, school.actors[role], school.known(whose, role), role)
            wanted = expected(role, name, call, whose)
            assert said[whose][0] == ("refused" if wanted == "hidden" else wanted), (role, whose, said[whose])
            if wanted == "hidden":
                assert "tidak ada" in said[whose][1]
        if call.of and where(role, call.action) is not Where.EVERYWHERE:
            assert said["other"] == said["nobody"], role


def outcome(call: Call, store: Any, actor: Actor, known: Known, role: Role) -> tuple[str, str]:
    """What happened and the sentence; whatever is given holds nobody whom the role may not see."""
    try:
        given = text_of(call.do(store, actor, known))
    except Refused as error:
        return "refused", str(error)
    except StoreError as error:
        return "no such", str(error)
    hidden = {
        Role.TEACHER: OTHER, Role.INSTRUCTOR: OTHER, Role.AUDITOR: [*MINE, *OTHER], Role.VISITOR: [*MINE, *OTHER],
    }.get(role, [])  # fmt: skip
    for person in hidden:
        assert person[0] not in given
        assert person[1] not in given
    if role is Role.INSTRUCTOR and call.action is Action.VIEW_STUDENTS:
        assert "kognitif" not in given
    return "done", ""


def text_of(given: Any) -> str:
    if isinstance(given, pd.DataFrame):
        return given.to_csv()
    if isinstance(given, list):
        return " ".join(map(text_of, given))
    changes = getattr(given, "changes", None)
    return repr(given) + (changes.to_csv() if isinstance(changes, pd.DataFrame) else "")


def test_one_sees_ones_own_account_and_nobody_elses_but_the_administrator(role_school):
    school, bare_store = role_school, role_school.store
    for role in ROLES:
        actor = school.actors[role]
        if role is Role.VISITOR:
            with pytest.raises(Refused):
                room.load_account(bare_store, actor, 1)
            continue
        own, other = school.known("own", role).account, school.known("other", role).account
        assert room.load_account(bare_store, actor, own).role is role
        if role is Role.ADMINISTRATOR:
            assert room.load_account(bare_store, actor, other).id == other
            with pytest.raises(StoreError, match="tidak ada"):
                room.load_account(bare_store, actor, 987_654)
            continue
        said = set()
        for forged in (other, 987_654, None, "1"):
            with pytest.raises(Refused) as caught:
                room.load_account(bare_store, actor, cast(Any, forged))
            said.add(str(caught.value))
        assert len(said) == 1


def test_a_forged_actor_gets_nothing_from_any_call(role_school):
    school, bare_store = role_school, role_school.store
    known = school.known("own", Role.TEACHER)
    forged: list[Any] = [
        None, "administrator", 1, {"role": "administrator"}, Role.ADMINISTRATOR,
        Actor(1, cast(Any, "administrator")), Actor(1, cast(Any, "owner"), frozenset({school.mine})),
        VISITOR, Actor(1, Role.ADMINISTRATOR, must_change=True), Actor(1, Role.TEACHER, must_change=True),
    ]  # fmt: skip
    for name, call in CALLS.items():
        for actor in forged:
            if call.action is Action.KEEP_OWN_ACCOUNT and getattr(actor, "must_change", False):
                continue
            assert refused_or_no_such(call, bare_store, actor, known) is Refused, (name, actor)


FORGED: list[Any] = [0, -1, 2**31, 2**70, True, None, "1", 1.5, "1 OR 1=1", [1], b"1"]


def test_what_is_no_id_is_a_sentence_from_every_call(role_school):
    school, bare_store = role_school, role_school.store
    for name, call in CALLS.items():
        for forged in FORGED:
            if call.of in ("", "self") or (
                forged is None and name in ("save_cohort", "save_draft", "load_imports", "note_export")
            ):
                continue  # has no id, or means a new cohort, or all of them
            for role in (Role.ADMINISTRATOR, Role.TEACHER):
                known = Known(*[cast(Any, forged)] * 4)
                assert refused_or_no_such(call, bare_store, school.actors[role], known), (name, role, forged)


def refused_or_no_such(call: Call, store: Any, actor: Any, known: Known) -> type[Exception] | None:
    try:
        call.do(store, actor, known)
    except (Refused, StoreError) as error:
        return type(error)
    return None


def test_a_visitor_sees_the_demonstration_and_changes_nothing_in_it(bare_store):
    make_demonstration(bare_store)
    cohort = load_cohorts(bare_store, VISITOR)[0].id
    student = int(find_students(bare_store, VISITOR, "")["student"].iloc[0])
    known = Known(cohort, student, 1, 1)
    for name, call in CALLS.items():
        if where(Role.VISITOR, call.action) is Where.DEMONSTRATION and name not in ("note_export", "load_original"):
            call.do(bare_store, VISITOR, known)
        elif name not in ("note_export", "load_original"):
            with pytest.raises(Refused):
                call.do(bare_store, VISITOR, known)
    assert set(room.load_audit(bare_store, LOCAL_USER)["role"]) <= {"visitor"}
