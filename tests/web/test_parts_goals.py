"""Targets: reached, not yet, cannot say, by the interval."""

import datetime
import re
from typing import Any

import pytest

from capaian.locale import texts
from capaian.store import Target
from capaian.web.caching import row_of
from capaian.web.parts_goals import goal_list
from tests.web.tables import cohort, tables_of

ID = texts("id")
AT = datetime.datetime(2025, 8, 25, 1, tzinfo=datetime.UTC)
MARKS = {f"Siswa {i}": (60.0 + i, 75.0 + i + i % 3) for i in range(12)}


def said(target: Target, marks: dict = MARKS, **days: Any) -> str:
    row = row_of(tables_of(marks).summary, "teknis")
    assert row is not None
    html = goal_list(row, target, cohort(**days), ID, time_zone="Asia/Makassar")
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", html))


@pytest.mark.parametrize(
    ("wanted", "state"), [(15.0, "✓ tercapai"), (16.0, "? belum dapat dipastikan"), (17.0, "○ belum tercapai")]
)
def test_a_gain_is_judged_by_its_interval(wanted: float, state: str) -> None:
    """The mean gain is 16,0 with the interval 15,5 to 16,5."""
    text = said(Target(wanted, None, AT))
    assert f"Target kenaikan rata-rata {wanted:g} poin: {state}" in text
    assert "+16,0 poin, kisaran 95%: 15,5 sampai 16,5" in text


def test_a_share_is_judged_by_its_interval() -> None:
    assert "Target 70% siswa mencapai KKM: ✓ tercapai (100%, kisaran 95%: 76% sampai 100%)" in said(
        Target(None, 0.7, AT)
    )
    assert "Target 90% siswa mencapai KKM: ? belum dapat dipastikan" in said(Target(None, 0.9, AT))


def test_of_very_few_nothing_can_be_said() -> None:
    few = dict(list(MARKS.items())[:4])
    assert said(Target(5.0, 0.1, AT), few).count("? belum dapat dipastikan (kelompok terlalu kecil)") == 2


def test_when_it_was_set_is_told_and_an_excuse_is_called_one() -> None:
    assert "Ditetapkan 25 Agustus 2025" in said(Target(5.0, None, AT), ends_on=datetime.date(2025, 9, 19))
    assert "sesudah pelatihan selesai" not in said(Target(5.0, None, AT), ends_on=datetime.date(2025, 9, 19))
    assert "sesudah pelatihan selesai" in said(Target(5.0, None, AT), ends_on=datetime.date(2025, 8, 1))
