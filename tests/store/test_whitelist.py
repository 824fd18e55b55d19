"""Of a Dapodik export nothing but the whitelist is in the database."""

import io

import pytest
import xlsxwriter

from capaian.access import LOCAL_USER
from capaian.reading import read_workbooks
from capaian.store import load_roster, save_cohort, save_import
from tests.reading.test_whitelist import MARKS, NAMES, PRIVATE, WANTED
from tests.store.dumps import dump

SHORT = 4
"""Shorter values are found in ids and counts too; tests/reading/test_whitelist.py looks for those."""


@pytest.fixture
def told(store):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Daftar Peserta Didik")
        for column, (heading, values) in enumerate({"Nama": NAMES, **WANTED, **PRIVATE, **MARKS}.items()):
            sheet.write_column(0, column, [heading, *values])
    cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
    save_import(store, LOCAL_USER, cohort, read_workbooks([("dapodik.xlsx", stream.getvalue())]))
    assert load_roster(store, LOCAL_USER, cohort)["name"].tolist() == sorted(NAMES)
    return repr(dump(store))


def test_no_value_of_another_column_is_stored(told):
    values = {str(value) for column in PRIVATE.values() for value in column}
    assert [value for value in values if len(value) >= SHORT and f"'{value}'" in told] == []
    assert [value for value in values if len(value) > 2 * SHORT and value in told] == []
