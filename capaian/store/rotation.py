"""Which backups stay and which go: a rule over names and moments that touches no file."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from capaian.locale import N_


class Reason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    BY_HAND = "manual"
    MIGRATION = "migration"
    """Before the tables change."""
    FORGETTING = "forgetting"
    """Before somebody is forgotten or the names of a cohort are taken out."""
    RESTORING = "restoring"
    """Before another backup takes the place of what is there."""


REASONS: Final[Mapping[Reason, str]] = {
    Reason.DAILY: N_("harian"), Reason.BY_HAND: N_("atas permintaan"), Reason.MIGRATION: N_("sebelum pembaruan"),
    Reason.FORGETTING: N_("sebelum penghapusan"), Reason.RESTORING: N_("sebelum pemulihan"),
}  # fmt: skip
"""How a reason is told, marked for the catalogue."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One file. name: its name. made_at: UTC. size: bytes. is_sealed: whether a passphrase is needed."""

    name: str
    made_at: datetime.datetime
    reason: Reason
    size: int
    is_sealed: bool


ROTATED: Final = frozenset({Reason.DAILY, Reason.BY_HAND})
"""Kept by days, weeks and months; all others for so many days."""


def superseded(
    backups: Iterable[Backup],
    *,
    now: datetime.datetime,
    keep: tuple[int, int, int],
    days: int,
    forgotten: Sequence[datetime.datetime] = (),
) -> list[Backup]:
    """The backups that may go. The newest never does.

    keep: how many days, weeks and months have their last backup kept; counted over those that have one,
    so a computer that was off, or a clock that jumped, costs none. days: how long one made before a change
    stays, and how long after a forgetting (their instants in `forgotten`) one that still holds the person.
    """
    there = sorted(backups, key=lambda backup: backup.made_at)
    rotated = [backup for backup in there if backup.reason in ROTATED]
    stay = set()
    for number, period in zip(keep, (_day, _week, _month), strict=True):
        stay |= _last_of_each(rotated, number, period)
    limit = datetime.timedelta(days=days)
    stay |= {backup.name for backup in there if backup.reason not in ROTATED and now - backup.made_at <= limit}
    over = max((at for at in forgotten if now - at > limit), default=None)
    if over is not None:
        stay -= {backup.name for backup in there if backup.made_at <= over}
    newest = there[-1].name if there else None
    return [backup for backup in there if backup.name not in stay and backup.name != newest]


def is_due(backups: Iterable[Backup], now: datetime.datetime) -> bool:
    """Whether none was made in the last 24 hours; one dated later than now does not count: the clock was wrong."""
    day = datetime.timedelta(days=1)
    return not any(datetime.timedelta(0) <= now - backup.made_at < day for backup in backups)


def gone_by(now: datetime.datetime, days: int) -> datetime.date:
    """The day by which somebody forgotten now is in no backup any more."""
    return (now + datetime.timedelta(days=days + 1)).date()


def _last_of_each(backups: Sequence[Backup], number: int, period: Callable[[datetime.datetime], Any]) -> set[str]:
    last = {period(backup.made_at): backup.name for backup in backups}
    return set(list(last.values())[-number:]) if number else set()


def _day(at: datetime.datetime) -> Any:
    return at.date()


def _week(at: datetime.datetime) -> Any:
    return at.isocalendar()[:2]


def _month(at: datetime.datetime) -> Any:
    return (at.year, at.month)
