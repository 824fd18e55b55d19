"""How often a password may be tried: a wait that doubles, for the account and for the address, and always ends."""

import datetime
import hashlib
import math
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from capaian.store.account_tables import sign_in_attempts
from capaian.store.instants import instant, written

ACCOUNT_FREE: Final = 5
"""Failures of an account, known or not, after which the wait begins."""
ADDRESS_FREE: Final = 20
"""Of an address: a whole school may stand behind one."""
FIRST_WAIT: Final = datetime.timedelta(seconds=30)
LONGEST_WAIT: Final = datetime.timedelta(minutes=15)
_FORGOTTEN_AFTER: Final = datetime.timedelta(hours=1)
"""Failures older than this no longer count."""


def subject_of(kind: str, *parts: str) -> str:
    """Whose failures are counted, as a hash: what was typed for a user's name may have been a password."""
    return f"{kind}:{hashlib.sha256(repr(parts).encode('utf-8', 'replace')).hexdigest()}"


def seconds_blocked(connection: Connection, school: int, subjects: Mapping[str, int], now: datetime.datetime) -> int:
    """How many seconds are left until the next attempt is looked at; 0: now.

    A wait longer than there can be was written by a clock that was ahead, and does not count.
    """
    query = select(sign_in_attempts).where(
        sign_in_attempts.c.school == school, sign_in_attempts.c.subject.in_(list(subjects))
    )
    waits = [instant(row.until) - now for row in connection.execute(query) if row.failures >= subjects[row.subject]]
    return max(0, *(math.ceil(wait.total_seconds()) for wait in waits if wait <= LONGEST_WAIT), 0)


def take_attempt(connection: Connection, school: int, subjects: Mapping[str, int], now: datetime.datetime) -> int:
    """Count an attempt as failed before it is looked at; the seconds to wait instead where there are any.

    subjects: each with the number of failures that cost no wait. Counting first means that attempts
    sent at once are no more than attempts sent in a row. `forget_attempt` takes it back.
    """
    if wait := seconds_blocked(connection, school, subjects, now):
        return wait
    old = written(now - _FORGOTTEN_AFTER)
    here = sign_in_attempts.c.school == school
    connection.execute(delete(sign_in_attempts).where(here, sign_in_attempts.c.until < old))
    for subject, free in sorted(subjects.items()):
        key = {"school": school, "subject": subject}
        known = connection.execute(select(sign_in_attempts.c.failures).filter_by(**key)).scalar_one_or_none()
        failures = (known or 0) + 1
        values = {"failures": failures, "until": written(now + _wait(failures - free))}
        if known is None:
            connection.execute(insert(sign_in_attempts).values(**key, **values))
        else:
            connection.execute(update(sign_in_attempts).filter_by(**key).values(**values))
    return 0


def forget_attempt(
    connection: Connection, school: int, *, cleared: str, lessened: str | None, now: datetime.datetime
) -> None:
    """After the right password: the account's failures are gone, the address has one less."""
    here = sign_in_attempts.c.school == school
    connection.execute(delete(sign_in_attempts).where(here, sign_in_attempts.c.subject == cleared))
    if lessened is not None:
        connection.execute(
            update(sign_in_attempts)
            .where(here, sign_in_attempts.c.subject == lessened)
            .values(failures=sign_in_attempts.c.failures - 1, until=written(now))
        )


def _wait(beyond: int) -> datetime.timedelta:
    """30 seconds at the last free failure, then twice as long each time, 15 minutes at most."""
    if beyond < 0:
        return datetime.timedelta(0)
    return min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT)
