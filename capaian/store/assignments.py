"""What is assigned to an account: cohorts, classes, or classes of cohorts."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from capaian.access import Action, Actor, require
from capaian.store.account_tables import account_classes, account_cohorts
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.known import account_of, checked_name, cohort_of
from capaian.store.scope import cohorts_of_classes, entered


def assign_cohorts(
    store: Store, actor: Actor, account_id: int, *, cohorts: Iterable[int] = (), classes: Iterable[str] = ()
) -> None:
    """Assign these cohorts and classes to an account in place of what was assigned before.

    Cohorts alone: whole. Classes alone: in every cohort they take part in. Both: those classes of
    those cohorts. Raises Refused, and StoreError where an account or a cohort does not exist.
    """
    require(actor, Action.MANAGE_ACCOUNTS)
    named = sorted({checked_name(name) for name in classes})
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        known = account_of(connection, school, account_id)
        wanted = sorted({cohort_of(connection, school, cohort) for cohort in cohorts})
        for table in (account_cohorts, account_classes):
            connection.execute(delete(table).where(table.c.school == school, table.c.account == known))
        for cohort in wanted:
            connection.execute(insert(account_cohorts).values(school=school, account=known, cohort=cohort))
        for name in named:
            connection.execute(insert(account_classes).values(school=school, account=known, class_name=name))
        detail = {"cohorts": len(wanted), "classes": len(named)}
        write_audit(connection, school, actor, Deed.ASSIGNED, resource=f"account:{known}", detail=detail)


def assigned_to(connection: Connection, school: int, account: int) -> tuple[frozenset[int], frozenset[str] | None]:
    """The cohorts and the classes of an actor with this account, as they are now."""

    def all_of(table: Any, column: str) -> frozenset[Any]:
        query = select(table.c[column]).where(table.c.school == school, table.c.account == account)
        return frozenset(connection.execute(query).scalars())

    cohorts, classes = all_of(account_cohorts, "cohort"), all_of(account_classes, "class_name")
    if classes and not cohorts:
        cohorts = cohorts_of_classes(connection, school, classes)
    return cohorts, classes or None
