import datetime

import pytest

from capaian.store import Backup, Reason
from capaian.store.rotation import gone_by, is_due, superseded

NOW = datetime.datetime(2026, 11, 25, 6, tzinfo=datetime.UTC)
KEEP = (7, 4, 12)


def made(days_ago: float, reason: Reason = Reason.DAILY) -> Backup:
    at = NOW - datetime.timedelta(days=days_ago)
    return Backup(f"{at:%Y%m%d-%H%M}-{reason}", at, reason, 1, is_sealed=False)


def stay(backups, *, keep=KEEP, forgotten=(), now=NOW, days=30):
    gone = {backup.name for backup in superseded(backups, now=now, keep=keep, days=days, forgotten=forgotten)}
    return [round((NOW - backup.made_at).total_seconds() / 86400, 1) for backup in backups if backup.name not in gone]


def test_of_two_years_of_days_stay_seven_days_four_weeks_and_twelve_months():
    left = stay([made(n) for n in range(730)])
    assert left[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert left[7:9] == [10, 17]  # the last days of the ISO weeks before; this week's and last week's are days
    assert [f"{NOW - datetime.timedelta(days=n):%Y-%m-%d}" for n in left[9:]] == [
        "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31",
        "2026-02-28", "2026-01-31", "2025-12-31",
    ]  # fmt: skip


def test_days_on_which_none_was_made_cost_none():
    assert stay([made(n) for n in range(0, 70, 10)]) == [0, 10, 20, 30, 40, 50, 60]
    assert stay([made(n) for n in (400, 401, 402)], keep=(2, 0, 0)) == [400, 401]


def test_of_one_day_the_last_stays():
    assert stay([made(0.1), made(0.2, Reason.BY_HAND), made(0.05)], keep=(7, 0, 0)) == [0.1]


@pytest.mark.parametrize("reason", [Reason.MIGRATION, Reason.FORGETTING, Reason.RESTORING])
def test_those_made_before_a_change_stay_so_many_days(reason):
    assert stay([made(0), made(29, reason), made(30, reason), made(31, reason)]) == [0, 29, 30]


def test_the_newest_never_goes():
    assert stay([made(900, Reason.FORGETTING)]) == [900]
    assert stay([made(900), made(901)], keep=(0, 0, 0)) == [900]


def test_after_a_forgetting_and_its_days_nothing_older_is_left():
    backups = [made(0), *(made(n) for n in range(20, 60, 3)), made(300)]
    at = NOW - datetime.timedelta(days=31)
    assert stay(backups, keep=(99, 9, 12), forgotten=[at]) == [0, 20, 23, 26, 29]
    assert 300 in stay(backups, keep=(99, 9, 12), forgotten=[NOW - datetime.timedelta(days=29)])


def test_a_clock_that_jumped_ten_years_ahead_takes_none_by_days_weeks_or_months():
    backups = [made(n) for n in range(5)]
    assert stay(backups, now=NOW + datetime.timedelta(days=3650)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("ages", "due"), [([], True), ([0.5, 3], False), ([0.99], False), ([1], True), ([5], True), ([-3650], True)]
)
def test_one_is_due_where_none_is_of_the_last_day_and_one_from_the_future_does_not_count(ages, due):
    assert is_due([made(age) for age in ages], NOW) is due


def test_the_day_by_which_a_backup_holds_nobody_forgotten_today():
    assert gone_by(NOW, 30) == datetime.date(2026, 12, 26)
