"""Every kind of hostile workbook is refused with its code, or read right; nothing else can happen."""

import math

import pytest

from capaian.problems import UnreadableFile
from capaian.reading.limits import Limits
from capaian.reading.workbook import read_workbook
from tests.reading import hostile_bytes, hostile_containers, hostile_formats, hostile_sheets, hostile_values
from tests.reading.hostile import KINDS

LIMITS = Limits(seconds=120)  # a busy machine must not make a test fail
MODULES = (hostile_bytes, hostile_containers, hostile_formats, hostile_sheets, hostile_values)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.code])
def test_it_is_refused_with_its_own_code(name):
    with pytest.raises(UnreadableFile) as refusal:
        read_workbook("nilai.xlsx", KINDS[name].make(), LIMITS)
    assert refusal.value.code == KINDS[name].code


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if not kind.code])
def test_it_is_read_right_all_the_same(name):
    kind = KINDS[name]
    book = read_workbook("nilai.xlsx", kind.make(), LIMITS)
    sheet = next(sheet for sheet in book.sheets if sheet.read)
    assert same(sheet.rows, kind.rows)
    assert {trait: getattr(sheet, trait) for trait in kind.traits} == kind.traits


def test_there_are_a_hundred_kinds_at_least():
    assert len(KINDS) >= 100
    assert {kind.make.__module__ for kind in KINDS.values()} == {module.__name__ for module in MODULES}


def same(left: object, right: object) -> bool:
    """Equal, of the same kind, and not-a-number equal to itself."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    return type(left) is type(right) and left == right
