"""Every workbook of the corpus is read as a person would read it."""

import pytest

from tests.reading.corpus import CASES, Entry
from tests.reading.corpus.examine import differences, examine


@pytest.mark.parametrize("entry", [pytest.param(entry, id=name) for name, entry in CASES.items()])
def test_a_workbook_is_read_as_a_person_reads_it(entry: Entry):
    verdict = examine(entry)
    assert verdict.agrees, differences([verdict])
