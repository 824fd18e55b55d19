"""Actor, action, resource: one table of rights, and what is not in it is refused.

Accounts and the assignment of cohorts to teachers come later; until then everybody is LOCAL_USER,
and the server listens on this computer only.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from capaian.locale import N_
from capaian.problems import Refused


class Role(StrEnum):
    """What a person is to the school."""

    ADMINISTRATOR = "administrator"
    TEACHER = "teacher"
    INSTRUCTOR = "instructor"
    PRINCIPAL = "principal"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What can be asked of the store."""

    VIEW_SCHOOL = "view_school"
    EDIT_SCHOOL = "edit_school"
    VIEW_COHORT = "view_cohort"
    """Names, dates and sums of a cohort; nothing of one student."""
    EDIT_COHORT = "edit_cohort"
    VIEW_STUDENTS = "view_students"
    """Names and marks of single students."""
    IMPORT_MARKS = "import_marks"
    VIEW_IMPORTS = "view_imports"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking. account_id: None on a single computer without accounts. cohorts: the ids of those assigned."""

    account_id: int | None
    role: Role
    cohorts: frozenset[int] = frozenset()


LOCAL_USER: Final = Actor(None, Role.ADMINISTRATOR)
"""Whoever sits at the one computer, as long as there are no accounts."""

_EVERYWHERE: Final = {
    Role.ADMINISTRATOR: frozenset(Action),
    Role.PRINCIPAL: frozenset({Action.VIEW_SCHOOL, Action.VIEW_COHORT, Action.VIEW_STUDENTS, Action.VIEW_IMPORTS}),
    Role.AUDITOR: frozenset({Action.VIEW_SCHOOL, Action.VIEW_COHORT}),
    Role.TEACHER: frozenset({Action.VIEW_SCHOOL}),
    Role.INSTRUCTOR: frozenset({Action.VIEW_SCHOOL}),
}
_IN_ASSIGNED_COHORTS: Final = {
    Role.TEACHER: frozenset({Action.VIEW_COHORT, Action.VIEW_STUDENTS, Action.IMPORT_MARKS, Action.VIEW_IMPORTS}),
    Role.INSTRUCTOR: frozenset({Action.VIEW_COHORT, Action.VIEW_STUDENTS, Action.IMPORT_MARKS}),
}


def may(actor: Actor, action: Action, resource: int | None = None) -> bool:
    """Whether the actor has a right to the action on the resource, a cohort's id (None: on all of the school).

    Whoever is not an Actor with a Role, and whatever is not an Action, is refused.
    """
    if not (isinstance(actor, Actor) and isinstance(actor.role, Role) and isinstance(action, Action)):
        return False
    if action in _EVERYWHERE[actor.role]:
        return True
    return resource in actor.cohorts and action in _IN_ASSIGNED_COHORTS.get(actor.role, frozenset())


def require(actor: Actor, action: Action, resource: int | None = None) -> None:
    """Nothing where the actor may. Raises Refused otherwise."""
    if not may(actor, action, resource):
        raise Refused(N_("Anda tidak berhak melakukan ini. Mintalah kepada admin sekolah bila Anda memerlukannya."))
