"""Actor, action, resource: one table of rights, and what is not in it is refused.

docs/roles.md tells the same table to people; a test compares the two cell by cell.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from numbers import Integral
from typing import Final

from capaian.locale import N_
from capaian.problems import Refused

NO_COHORT: Final = N_("Kohort ini tidak ada, atau sudah dihapus. Pilih kohort lain dari daftar.")
"""Said of a cohort that is not there and of one that is somebody else's: whoever asks learns nothing."""


class Role(StrEnum):
    """What a person is to the school. VISITOR: nobody yet, on a single computer without accounts."""

    ADMINISTRATOR = "administrator"
    PRINCIPAL = "principal"
    AUDITOR = "auditor"
    TEACHER = "teacher"
    INSTRUCTOR = "instructor"
    VISITOR = "visitor"


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
    ADD_STUDENTS = "add_students"
    """To the roster of a cohort that has one already."""
    VIEW_IMPORTS = "view_imports"
    UNDO_OWN_IMPORT = "undo_own_import"
    LOCK_COHORT = "lock_cohort"
    """Sign it off, so that nothing in it changes any more; and open it again."""
    KEEP_OWN_ACCOUNT = "keep_own_account"
    """One's own password and sessions."""
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_AUDIT = "view_audit"
    KEEP_CERTIFICATES = "keep_certificates"
    """Of the students of a cohort: uploaded, typed in, taken back."""
    KEEP_CONSENTS = "keep_consents"
    VIEW_PORTRAIT = "view_portrait"
    """All that is stored of one student."""
    CORRECT_STUDENT = "correct_student"
    FORGET_STUDENT = "forget_student"
    REMOVE_IDENTITIES = "remove_identities"
    """Of a cohort whose time of keeping is over."""
    BACK_UP = "back_up"


class Where(StrEnum):
    """Where a role has a right."""

    EVERYWHERE = "everywhere"
    ASSIGNED = "assigned"
    """In the cohorts assigned, and of those only the classes assigned, where classes are."""
    DEMONSTRATION = "demonstration"
    NOWHERE = "nowhere"


_ALL, _OWN, _DEMO, _NO = Where.EVERYWHERE, Where.ASSIGNED, Where.DEMONSTRATION, Where.NOWHERE
_ROLES: Final = (Role.ADMINISTRATOR, Role.PRINCIPAL, Role.AUDITOR, Role.TEACHER, Role.INSTRUCTOR, Role.VISITOR)
_TABLE: Final = {
    #                         administrator principal auditor teacher instructor visitor
    Action.VIEW_SCHOOL:       (_ALL, _ALL, _ALL, _ALL, _ALL, _DEMO),
    Action.EDIT_SCHOOL:       (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.VIEW_COHORT:       (_ALL, _ALL, _ALL, _OWN, _OWN, _DEMO),
    Action.EDIT_COHORT:       (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.VIEW_STUDENTS:     (_ALL, _ALL, _NO,  _OWN, _OWN, _DEMO),
    Action.IMPORT_MARKS:      (_ALL, _NO,  _NO,  _OWN, _OWN, _NO),
    Action.ADD_STUDENTS:      (_ALL, _NO,  _NO,  _OWN, _NO,  _NO),
    Action.VIEW_IMPORTS:      (_ALL, _ALL, _NO,  _OWN, _OWN, _DEMO),
    Action.UNDO_OWN_IMPORT:   (_ALL, _NO,  _NO,  _OWN, _NO,  _NO),
    Action.LOCK_COHORT:       (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.KEEP_OWN_ACCOUNT:  (_ALL, _ALL, _ALL, _ALL, _ALL, _NO),
    Action.MANAGE_ACCOUNTS:   (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.VIEW_AUDIT:        (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.KEEP_CERTIFICATES: (_ALL, _NO,  _NO,  _OWN, _NO,  _NO),
    Action.KEEP_CONSENTS:     (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.VIEW_PORTRAIT:     (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.CORRECT_STUDENT:   (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.FORGET_STUDENT:    (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.REMOVE_IDENTITIES: (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
    Action.BACK_UP:           (_ALL, _NO,  _NO,  _NO,  _NO,  _NO),
}  # fmt: skip

_ASPECTS: Final = {Role.INSTRUCTOR: frozenset({"teknis", "karakter"})}
"""The aspects whose marks a role sees and gives; a role that is not here: all."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking.

    account_id: None where nobody has signed in. cohorts: the ids of those assigned. classes: the names of
    those assigned, None where whole cohorts are. must_change: until a given password has been changed
    nothing else is allowed. address: from where, for the audit log; no part of who somebody is.
    """

    account_id: int | None
    role: Role
    cohorts: frozenset[int] = frozenset()
    classes: frozenset[str] | None = None
    must_change: bool = False
    address: str = field(default="", compare=False)


LOCAL_USER: Final = Actor(None, Role.ADMINISTRATOR)
"""Whoever sits at the server's own command line, and so could open the database's file as well."""
VISITOR: Final = Actor(None, Role.VISITOR)
"""Whoever sits at a single computer without accounts: may look at the demonstration and at nothing else."""


def where(role: Role, action: Action) -> Where:
    """The cell of the table."""
    return _TABLE[action][_ROLES.index(role)]


def may(actor: Actor, action: Action, resource: int | None = None) -> bool:
    """Whether the actor has a right to the action on the resource, a cohort's id (None: on all of the school).

    Whoever is not an Actor with a Role, and whatever is not an Action, is refused. That a visitor's
    school is the demonstration, and that a teacher's student is of the classes assigned, the store asks.
    """
    if not (isinstance(actor, Actor) and isinstance(actor.role, Role) and isinstance(action, Action)):
        return False
    if actor.must_change and action is not Action.KEEP_OWN_ACCOUNT:
        return False
    place = where(actor.role, action)
    if place is Where.ASSIGNED:
        return isinstance(resource, Integral) and resource in actor.cohorts
    return place in (Where.EVERYWHERE, Where.DEMONSTRATION)


def may_somewhere(actor: Actor, action: Action) -> bool:
    """Whether the actor has a right to the action in the whole school or in any cohort."""
    return may(actor, action) or any(may(actor, action, cohort) for cohort in getattr(actor, "cohorts", ()))


def require(actor: Actor, action: Action, resource: int | None = None) -> None:
    """Nothing where the actor may. Raises Refused otherwise; of another's cohort as if it were not there."""
    if may(actor, action, resource):
        return
    if resource is not None and _would_where_assigned(actor, action):
        raise Refused(NO_COHORT)
    raise Refused(N_("Anda tidak berhak melakukan ini. Mintalah kepada admin sekolah bila Anda memerlukannya."))


def aspects_seen(actor: Actor) -> frozenset[str] | None:
    """The aspects whose marks the actor sees and gives; None: all, also those of no named aspect."""
    return _ASPECTS.get(actor.role)


def rows_seen(actor: Actor) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The classes and the aspects that the actor sees of a cohort: belongs in the key of every cache of its rows."""
    return (actor.classes, aspects_seen(actor))


def _would_where_assigned(actor: Actor, action: Action) -> bool:
    known = isinstance(actor, Actor) and isinstance(actor.role, Role) and isinstance(action, Action)
    return known and not actor.must_change and where(actor.role, action) is Where.ASSIGNED
