"""The school whose database this is, its numbering and the version of its data."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, insert, select, update

from capaian.access import Action, Actor, require
from capaian.locale import N_, PassMarkName
from capaian.problems import StoreError
from capaian.store.audit import Deed, write_audit
from capaian.store.engine import Store
from capaian.store.known import NO_COHORT, bump_version, checked_id, checked_name, school_of
from capaian.store.letterheads import letterheads
from capaian.store.schema import cohorts, schools
from capaian.store.scope import entered


@dataclass(frozen=True, slots=True)
class School:
    """time_zone: an IANA name, `Asia/Makassar`. is_demo: everybody in it is invented.

    pass_mark_name: what it calls its pass mark; kept with its letterhead.
    """

    name: str
    time_zone: str
    is_demo: bool
    pass_mark_name: PassMarkName = PassMarkName.KKM


def load_school(store: Store, actor: Actor) -> School | None:
    """The school, or None before one has been set up. Raises Refused, StoreError."""
    require(actor, Action.VIEW_SCHOOL)
    with store.reading() as connection:
        named = select(schools, letterheads.c.pass_mark_name).outerjoin(letterheads)
        row = connection.execute(named.order_by(schools.c.id).limit(1)).one_or_none()
        if row is not None:
            entered(connection, actor)
    if row is None:
        return None
    return School(row.name, row.time_zone, bool(row.is_demo), PassMarkName(row.pass_mark_name or PassMarkName.KKM))


def save_school(store: Store, actor: Actor, *, name: str, time_zone: str, is_demo: bool = False) -> School:
    """Set the school up, or give the one there is another name and time zone.

    Raises Refused, and StoreError where the name is empty or too long or the zone is unknown.
    """
    require(actor, Action.EDIT_SCHOOL)
    with store.writing() as connection:
        school = write_school(connection, name=name, time_zone=time_zone, is_demo=is_demo)
        write_audit(connection, school_of(connection), actor, Deed.SCHOOL_SAVED)
        return school


def write_school(connection: Connection, *, name: str, time_zone: str, is_demo: bool) -> School:
    """save_school inside a transaction that has begun."""
    school = School(checked_name(name), _checked_zone(time_zone), is_demo)
    values = {"name": school.name, "time_zone": school.time_zone, "is_demo": int(is_demo)}
    row = connection.execute(select(schools.c.id).order_by(schools.c.id).limit(1).with_for_update()).one_or_none()
    if row is None:
        connection.execute(insert(schools).values(id=1, last_id=0, data_version=1, **values))
    else:
        connection.execute(update(schools).where(schools.c.id == row.id).values(**values))
        bump_version(connection, row.id)
    return school


def data_version(store: Store, cohort_id: int | None = None) -> int:
    """A number that is another after every change of the school's data, or of one cohort's: the key of caches.

    0 where there is no such school or cohort.
    """
    with store.reading() as connection:
        if cohort_id is None:
            query = select(schools.c.data_version).order_by(schools.c.id).limit(1)
        else:
            school = school_of(connection)
            query = select(cohorts.c.data_version).where(
                cohorts.c.school == school, cohorts.c.id == checked_id(cohort_id, NO_COHORT)
            )
        return connection.execute(query).scalar_one_or_none() or 0


def _checked_zone(time_zone: str) -> str:
    try:
        return ZoneInfo(time_zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise StoreError(
            N_("Zona waktu “{zone}” tidak dikenal. Pilih misalnya Asia/Makassar (WITA)."), zone=time_zone
        ) from error
